"""Tables of glances: where a sweep stands, what each former address answered last. Not evidence: they move on."""

from django.db import models

from rempart.kernel.stream_labels import LONGEST_LABEL


class SweepRow(models.Model):
    """One pass over one list; begun again after an interruption it goes on in the same row.

    `error_pages` is as it was begun the last time. `left_out` counts the hosts of which an address was not asked.
    `givers` (`givers.Givers` by contact point) is empty again when it has ended.
    """

    id = models.UUIDField(primary_key=True)
    source = models.CharField(max_length=300)
    source_sha256 = models.CharField(max_length=64, db_index=True)
    basis = models.CharField(max_length=80)
    reason = models.TextField()
    ignoring_robots = models.TextField(blank=True)
    error_pages = models.BooleanField(default=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    position = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    left_out = models.IntegerField(default=0)
    givers = models.JSONField(default=dict)

    class Meta:
        db_table = "glances_sweep"


class KeyHolderRow(models.Model):
    """One name that a certificate in a log covers, which holds a TLS key of a closed site; once for each key.

    `owner` is its registrable name: a key that many owners hold is a hoster's, and says nothing.
    """

    key = models.CharField(max_length=64)
    owner = models.CharField(max_length=253)
    hostname = models.CharField(max_length=253)
    stream = models.CharField(max_length=LONGEST_LABEL)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "glances_key_holder"
        constraints = [models.UniqueConstraint(fields=["key", "owner"], name="glances_one_holder_of_a_key")]


class FormerAddressRow(models.Model):
    """One former address of one closed site. `links` are the hosts that its page linked to, to see new ones;
    `marks` say why it is taken for a placeholder; `left_out` are the addresses of the last answer that were not asked.
    """

    site = models.ForeignKey("watchlist.SiteRow", on_delete=models.PROTECT, related_name="+")
    hostname = models.CharField(max_length=253)
    finding = models.CharField(max_length=12)
    leads_to = models.CharField(max_length=253, blank=True, db_index=True)
    shown = models.TextField(blank=True)
    marks = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    links = models.JSONField(default=list)
    since = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(db_index=True)
    requests = models.IntegerField(default=0)
    failures = models.IntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        db_table = "glances_former_address"
        constraints = [models.UniqueConstraint(fields=["site", "hostname"], name="glances_one_former_address")]
