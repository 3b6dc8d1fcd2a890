"""Tables of reports. Both only grow; no column could hold who reported, or from where (hard line 7)."""

from django.db import models

# PostgreSQL refuses an index entry beyond 2,704 bytes, and a whole address may have more in normal form.
LETTERS_INDEXED = 600
BEGINNING = models.Func(
    "normal_address",
    function="SUBSTR",
    template=f"%(function)s(%(expressions)s, 1, {LETTERS_INDEXED})",
    output_field=models.TextField(),
)


class ReportRow(models.Model):
    """One report as it was typed. `hostname` is empty where the address names none."""

    id = models.UUIDField(primary_key=True)
    address = models.TextField()
    normal_address = models.TextField()
    hostname = models.CharField(max_length=253, blank=True, db_index=True)
    category = models.CharField(max_length=20)
    description = models.TextField(blank=True)
    seen_on = models.TextField(blank=True)
    received_at = models.DateTimeField()
    receipt_sha256 = models.CharField(max_length=64, unique=True)
    same_as = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "reports_report"
        indexes = [models.Index(BEGINNING, name="reports_by_address")]


class ProgressRow(models.Model):
    """One step of a report's way; the latest is its state. `reason` is for the desk, not for the reporter."""

    id = models.UUIDField(primary_key=True)
    report = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "reports_progress"
        constraints = [models.UniqueConstraint(fields=["report", "state"], name="reports_each_state_once")]
