"""The table of matches. Rows are only ever added."""

from django.db import models


class MatchRow(models.Model):
    """One judgement. `features` are the judged page's, so that the judgement can be computed again."""

    id = models.UUIDField(primary_key=True)
    sighting = models.ForeignKey("sightings.SightingRow", on_delete=models.PROTECT, related_name="+")
    exhibit = models.ForeignKey("captures.ExhibitRow", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("watchlist.SiteRow", null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.ForeignKey("watchlist.ReferenceRow", null=True, on_delete=models.PROTECT, related_name="+")
    hostname = models.CharField(max_length=253, db_index=True)
    verdict = models.CharField(max_length=10)
    probability = models.FloatField()
    prior = models.FloatField()
    reasons = models.JSONField()
    would_change = models.JSONField()
    weights = models.JSONField()
    page_kind = models.CharField(max_length=10)
    features = models.JSONField()
    version = models.CharField(max_length=40)
    background_sha256 = models.CharField(max_length=64)
    judged_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "matches_match"
