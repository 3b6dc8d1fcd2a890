"""Tables of referrals. All only grow: a notice is never rewritten, sending and answers are rows of their own."""

from django.db import models


class NoticeRow(models.Model):
    """One notice as it was written."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.CaseRow", on_delete=models.PROTECT, related_name="+")
    # The order lies downstream; its id is kept as a value, not as a foreign key.
    order_id = models.UUIDField()
    hostname = models.CharField(max_length=253)
    url = models.TextField()
    recipient = models.CharField(max_length=10)
    address = models.CharField(max_length=254, blank=True)
    text_fr = models.TextField()
    text_en = models.TextField()
    prepared_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "referrals_notice"
        constraints = [models.UniqueConstraint(fields=["order_id", "recipient"], name="referrals_one_notice")]


class SendingRow(models.Model):
    """A person sent the notice; from then its clock runs."""

    notice = models.OneToOneField(NoticeRow, primary_key=True, on_delete=models.PROTECT, related_name="+")
    sent_to = models.CharField(max_length=254)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        db_table = "referrals_sending"


class AnswerRow(models.Model):
    """What came back."""

    id = models.UUIDField(primary_key=True)
    notice = models.ForeignKey(NoticeRow, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        db_table = "referrals_answer"
