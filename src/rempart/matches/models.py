"""The tables of matches and of what they teach about rarity. Rows are only ever added."""

from django.db import models


class MatchRow(models.Model):
    """One judgement. `features` are the judged page's, so that the judgement can be computed again.

    It was compared with the page of `reference`, or with that which `reopening` judged, or with none.
    """

    id = models.UUIDField(primary_key=True)
    sighting = models.ForeignKey("sightings.SightingRow", on_delete=models.PROTECT, related_name="+")
    exhibit = models.ForeignKey("captures.ExhibitRow", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("watchlist.SiteRow", null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.ForeignKey("watchlist.ReferenceRow", null=True, on_delete=models.PROTECT, related_name="+")
    reopening = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
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


class ComparisonRow(models.Model):
    """The comparison of one match as an exhibit of its own: what the journal commits to, and the file without a seal.

    `order_id` is the order for whose sake it was made, if one was; orders lie downstream, so it is kept as a value.
    """

    match = models.OneToOneField(MatchRow, primary_key=True, on_delete=models.PROTECT, related_name="+")
    order_id = models.UUIDField(null=True)
    record_sha256 = models.CharField(max_length=64)
    manifest_sha256 = models.CharField(max_length=64)
    package_sha256 = models.CharField(max_length=64)
    log_index = models.BigIntegerField()
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "matches_comparison"


class ComparisonSealRow(models.Model):
    """The seal of one comparison; the database refuses a second one."""

    comparison = models.OneToOneField(ComparisonRow, primary_key=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    statement_sha256 = models.CharField(max_length=64)
    authorities = models.JSONField()
    stamped_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField()
    size = models.BigIntegerField()

    class Meta:
        db_table = "matches_comparison_seal"


class CountedHostRow(models.Model):
    """One ordinary host that counts in the background. `position` has no gaps; `owner` is its registrable name;
    `keys` are those of its signs, 8 bytes each (little-endian)."""

    position = models.IntegerField(primary_key=True)
    owner = models.CharField(max_length=253, unique=True)
    prefix = models.CharField(max_length=50, db_index=True)
    keys = models.BinaryField()
    match = models.ForeignKey(MatchRow, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "matches_counted_host"


class BackgroundRow(models.Model):
    """One edition of the background: a base model and the counted hosts up to `position`."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    base_sha256 = models.CharField(max_length=64, db_index=True)
    position = models.IntegerField()
    hosts = models.IntegerField()
    signs = models.IntegerField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "matches_background"
