"""Tables of captures. Exhibits and seals only grow: a newer look at a page is a new exhibit. Errands come and go."""

from django.db import models


class ExhibitRow(models.Model):
    """One look at one page; the facts that lists need. Everything else is in the file of that digest."""

    id = models.UUIDField(primary_key=True)
    hostname = models.CharField(max_length=253, db_index=True)
    url = models.TextField()
    final_url = models.TextField(blank=True)
    title = models.TextField(blank=True)
    reached = models.BooleanField()
    problem = models.TextField(blank=True)
    captured_at = models.DateTimeField(db_index=True)
    package_sha256 = models.CharField(max_length=64)
    manifest_sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    exchanges = models.IntegerField()
    media = models.IntegerField()
    refusals = models.IntegerField()
    truncations = models.JSONField()
    log_index = models.BigIntegerField()
    sighting = models.ForeignKey("sightings.SightingRow", null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("watchlist.SiteRow", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "captures_exhibit"


class ErrandRow(models.Model):
    """A capture that a worker on another host is asked for. `rempart.adapters.capture_queue` alone reads and writes it,
    by statements that a worker's narrow role may run; rows go when their outcome is fetched."""

    id = models.UUIDField(primary_key=True)
    url = models.TextField()
    policy = models.TextField()
    asked_at = models.DateTimeField(db_index=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.IntegerField()
    done = models.BooleanField()
    outcome = models.BinaryField(null=True)

    class Meta:
        db_table = "captures_errand"


class SealRow(models.Model):
    """The seal of one exhibit; the database refuses a second one."""

    exhibit = models.OneToOneField(ExhibitRow, primary_key=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, db_index=True)
    statement_sha256 = models.CharField(max_length=64)
    authorities = models.JSONField()
    stamped_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField()
    size = models.BigIntegerField()

    class Meta:
        db_table = "captures_seal"
