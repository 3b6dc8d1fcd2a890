"""Tables of sightings. All only grow: seen again is a new look, set aside is a new dismissal."""

from django.db import models


class SightingRow(models.Model):
    """One hostname, of one closed site or of none that is known."""

    id = models.UUIDField(primary_key=True)
    hostname = models.CharField(max_length=253, db_index=True)
    site = models.ForeignKey("watchlist.SiteRow", null=True, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField()
    origin = models.CharField(max_length=10)
    first_seen_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "sightings_sighting"
        constraints = [
            models.UniqueConstraint(fields=["site", "hostname"], name="sightings_one_of_site"),
            models.UniqueConstraint(
                fields=["hostname"], condition=models.Q(site__isnull=True), name="sightings_one_without_site"
            ),
        ]


class LookRow(models.Model):
    """One time that the hostname was seen; the first look is made with the sighting."""

    id = models.UUIDField(primary_key=True)
    sighting = models.ForeignKey(SightingRow, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10)
    seen_at = models.DateTimeField()
    report = models.ForeignKey("reports.ReportRow", null=True, on_delete=models.PROTECT, related_name="+")
    # The probe lies downstream; its id is kept as a value, not as a foreign key.
    probe_id = models.UUIDField(null=True)
    reasons = models.JSONField()

    class Meta:
        db_table = "sightings_look"
        constraints = [
            models.UniqueConstraint(
                fields=["sighting", "report"], condition=models.Q(report__isnull=False), name="sightings_report_once"
            ),
        ]


class DismissalRow(models.Model):
    """A person set the sighting aside after `looks` looks; one more look opens it again."""

    id = models.UUIDField(primary_key=True)
    sighting = models.ForeignKey(SightingRow, on_delete=models.PROTECT, related_name="+")
    looks = models.IntegerField()
    reason = models.TextField()
    dismissed_at = models.DateTimeField()

    class Meta:
        db_table = "sightings_dismissal"
        constraints = [models.UniqueConstraint(fields=["sighting", "looks"], name="sightings_dismissed_once")]
