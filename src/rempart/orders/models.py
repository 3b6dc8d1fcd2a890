"""Tables of orders. Signatures and acts are only ever added; the database refuses a signer who signed before."""

from django.db import models


def last_labels(hostname: str) -> str:
    """The last two labels of a name, which its `last_labels` holds."""
    return ".".join(hostname.split(".")[-2:])


class OrderRow(models.Model):
    """One order. What was ordered never changes; `state`, the term and its dates follow the acts."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.CaseRow", on_delete=models.PROTECT, related_name="+")
    site_id = models.UUIDField(db_index=True)
    hostname = models.CharField(max_length=253, db_index=True)
    # Whatever lies below a name has the same last two labels: an index finds it among a million orders.
    last_labels = models.CharField(max_length=127, db_index=True)
    subdomains = models.BooleanField()
    answer = models.CharField(max_length=45)
    legal_basis = models.CharField(max_length=60)
    basis_title = models.TextField()
    necessity = models.TextField()
    scope = models.TextField(blank=True)
    exhibits = models.JSONField()
    removal = models.JSONField()
    refusals = models.JSONField()
    set_aside = models.JSONField()
    state = models.CharField(max_length=12, db_index=True)
    mandate = models.IntegerField(default=0)
    proposed_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField(db_index=True)
    # The term that was asked for: an emergency runs for a day and takes it when it is confirmed.
    asked_until = models.DateTimeField()
    recheck_due_at = models.DateTimeField(null=True)
    # What the legal basis said when the order was proposed: a mandate that is signed never changes.
    recheck_days = models.IntegerField(default=90)
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_order"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("proposed_at")), name="orders_end_after_beginning"
            ),
        ]


class SignatureRow(models.Model):
    """One signature: `mandate` counts renewals from 0, `position` is 1 or 2 within it."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(OrderRow, on_delete=models.PROTECT, related_name="+")
    mandate = models.IntegerField()
    position = models.SmallIntegerField()
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    signer = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "orders_signature"
        constraints = [
            models.UniqueConstraint(fields=["order", "mandate", "position"], name="orders_one_signature_a_place"),
            models.UniqueConstraint(fields=["order", "mandate", "account"], name="orders_two_people"),
            models.UniqueConstraint(fields=["order", "mandate", "role"], name="orders_two_roles"),
            models.CheckConstraint(condition=models.Q(position__in=(1, 2)), name="orders_two_signatures"),
        ]


class ActRow(models.Model):
    """One thing that was done to an order."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(OrderRow, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    actor = models.CharField(max_length=120)
    role = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    # The term that this act asks for, where it is a renewal.
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_act"


class MandateSignatureRow(models.Model):
    """One signature over the order's mandate with a key that its signer keeps; the subscribers check it themselves."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(OrderRow, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    public_key = models.BinaryField()
    signature = models.BinaryField()
    # Where it is a passkey's: what the authenticator and the browser said with it.
    authenticator_data = models.BinaryField(null=True)
    client_data = models.BinaryField(null=True)
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "orders_mandate_signature"
        constraints = [models.UniqueConstraint(fields=["order", "number", "account"], name="orders_one_key_a_person")]


class AlarmRow(models.Model):
    """One recipient of an order's alarm; `cause` is the journal entry that raised it, the rest what came of it."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(OrderRow, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    cause = models.BigIntegerField()
    channel = models.CharField(max_length=20)
    recipient = models.CharField(max_length=320)
    raised_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    problem = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_alarm"
        constraints = [
            models.UniqueConstraint(fields=["cause", "channel", "recipient"], name="orders_one_alarm_a_recipient")
        ]


class AlarmSeenRow(models.Model):
    """One person who said that they have seen an order's alarm."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(OrderRow, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "orders_alarm_seen"
        constraints = [models.UniqueConstraint(fields=["order", "account"], name="orders_seen_once")]


class OpeningCodeRow(models.Model):
    """One code that opens an order's commitment, as its hash; the code is with its owner or a court."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(OrderRow, on_delete=models.PROTECT, related_name="+")
    code_sha256 = models.CharField(max_length=64, unique=True)
    for_whom = models.CharField(max_length=200)
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "orders_opening_code"


class WrongCodeRow(models.Model):
    """How many wrong opening codes that begin with `group` came within the hour; forgotten a day later."""

    group = models.CharField(max_length=4)
    hour = models.DateTimeField(db_index=True)
    wrong = models.IntegerField(default=0)

    class Meta:
        db_table = "orders_wrong_code"
        constraints = [models.UniqueConstraint(fields=["group", "hour"], name="orders_one_count_a_group_and_hour")]


class AppealRow(models.Model):
    """Somebody contests the block of a name. Nothing is kept of who wrote; the code is kept as its hash."""

    id = models.UUIDField(primary_key=True)
    hostname = models.CharField(max_length=253, db_index=True)
    # None where no order blocks the name; whoever asks is not told the difference.
    order = models.ForeignKey(OrderRow, null=True, on_delete=models.PROTECT, related_name="+")
    code_sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    made_at = models.DateTimeField(db_index=True)
    due_at = models.DateTimeField()

    class Meta:
        db_table = "orders_appeal"


class AnswerRow(models.Model):
    """The answer to an appeal, by somebody who did not sign the order."""

    appeal = models.OneToOneField(AppealRow, primary_key=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    upheld = models.BooleanField()
    text = models.TextField()
    answered_at = models.DateTimeField()

    class Meta:
        db_table = "orders_appeal_answer"
