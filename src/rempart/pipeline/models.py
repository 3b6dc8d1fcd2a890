"""Tables of the pipeline."""

from django.db import models


class StepRow(models.Model):
    """One verb to be done because of one journal entry: at most one row for the two."""

    id = models.UUIDField(primary_key=True)
    route = models.CharField(max_length=80)
    queue = models.CharField(max_length=20)
    entry_index = models.BigIntegerField()
    subject = models.CharField(max_length=80, db_index=True)
    state = models.CharField(max_length=10, db_index=True)
    attempts = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=80, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "entry_index"], name="pipeline_one_step")]
