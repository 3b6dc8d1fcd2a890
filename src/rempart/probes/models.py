"""Tables of probes; they only grow."""

from django.db import models


class ProbeRow(models.Model):
    """One look at one order's effect."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey("orders.OrderRow", on_delete=models.PROTECT, related_name="+")
    hostname = models.CharField(max_length=253)
    expected_blocked = models.BooleanField()
    outcome = models.CharField(max_length=16, db_index=True)
    started_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField()
    seconds_to_effect = models.FloatField(null=True)

    class Meta:
        db_table = "probes_probe"


class LookRow(models.Model):
    """Where a probe was made from, and what it saw beyond the resolvers' answers. Older probes have none."""

    probe = models.OneToOneField(ProbeRow, primary_key=True, on_delete=models.PROTECT, related_name="+")
    vantage = models.CharField(max_length=64, blank=True, db_index=True)
    pages = models.JSONField()
    address_changed = models.BooleanField()

    class Meta:
        db_table = "probes_look"


class AnswerRow(models.Model):
    """One answer of one resolver to one question of a probe."""

    id = models.UUIDField(primary_key=True)
    probe = models.ForeignKey(ProbeRow, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()
    resolver = models.CharField(max_length=120)
    is_control = models.BooleanField()
    hostname = models.CharField(max_length=253)
    question = models.CharField(max_length=10)
    finding = models.CharField(max_length=12)
    response_code = models.CharField(max_length=20)
    records = models.JSONField()
    extended_errors = models.JSONField()
    elapsed_ms = models.FloatField()

    class Meta:
        db_table = "probes_answer"
        constraints = [models.UniqueConstraint(fields=["probe", "position"], name="probes_one_position")]
