"""Tables of sightings. They only grow: seen again is a new look, set aside is a new dismissal. Streams move on."""

from django.db import models

from rempart.kernel.stream_labels import LONGEST_LABEL


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
    stream = models.CharField(max_length=LONGEST_LABEL, null=True)
    score = models.FloatField(null=True)  # None: before looks kept theirs; of the first it is the sighting's
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
    kind = models.CharField(max_length=12, null=True)
    reason = models.TextField()
    dismissed_at = models.DateTimeField()

    class Meta:
        db_table = "sightings_dismissal"
        constraints = [models.UniqueConstraint(fields=["sighting", "looks"], name="sightings_dismissed_once")]


class StandingRow(models.Model):
    """Where a sighting stands now: made from its looks and dismissals, so that a long list can be sorted and narrowed.

    Not evidence: it moves on. `rank` is the score by what the site's names, people's dismissals and
    what it showed since tell today.
    """

    sighting = models.OneToOneField(SightingRow, primary_key=True, on_delete=models.PROTECT, related_name="+")
    rank = models.FloatField()
    is_open = models.BooleanField()
    last_seen_at = models.DateTimeField()

    class Meta:
        db_table = "sightings_standing"
        indexes = [models.Index(fields=["is_open", "-rank"], name="sightings_ranked")]


class RegistrationRow(models.Model):
    """What the registry told of the hostname's registered name, once for each asking."""

    id = models.UUIDField(primary_key=True)
    sighting = models.ForeignKey(SightingRow, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=253)
    registrar = models.CharField(max_length=300, blank=True)
    abuse_address = models.CharField(max_length=300, blank=True)
    registered_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    name_servers = models.JSONField()
    source = models.TextField()
    raw = models.TextField()
    looked_up_at = models.DateTimeField()

    class Meta:
        db_table = "sightings_registration"


class StreamRow(models.Model):
    """How far one stream of hostnames was read, and what became of it. Not evidence: it moves on.

    `log_id` is that of a log of a list; `from_start` says that it came into a list whose logs were followed already.
    `distrust`: why it is distrusted, until a person trusts it again, also where it was left out or retired since.
    """

    label = models.CharField(max_length=LONGEST_LABEL, primary_key=True)
    kind = models.CharField(max_length=20)
    log_id = models.CharField(max_length=64, blank=True, default="")
    from_start = models.BooleanField(default=False)
    state = models.CharField(max_length=10)
    cursor = models.TextField(blank=True)
    entries = models.BigIntegerField(default=0)
    names = models.BigIntegerField(default=0)
    certificates = models.BigIntegerField(default=0)
    lost = models.BigIntegerField(default=0)
    behind = models.BigIntegerField(default=0)
    skipped = models.BigIntegerField(default=0)
    sighted = models.BigIntegerField(default=0)
    duplicates = models.BigIntegerField(default=0)
    failures = models.IntegerField(default=0)
    every_s = models.FloatField(default=0)
    newest_at = models.DateTimeField(null=True)
    lag_s = models.FloatField(null=True)
    read_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    distrust = models.TextField(blank=True, default="")

    class Meta:
        db_table = "sightings_stream"


def rows_of_list(label: str) -> list[StreamRow]:
    """The streams of a list of logs, by label."""
    prefix = f"{label}: "
    rows = StreamRow.objects.filter(label__startswith=prefix).order_by("label")
    return [row for row in rows if row.label.startswith(prefix)]  # for SQLite, LIST begins like list


class LogEntryRow(models.Model):
    """The entry of a certificate log that brought a sighting, and the signed tree that was shown to hold it: its size
    and root in hex, once it was. Not evidence: it moves on. `asked_at`: when its proof was, or the entry found.
    """

    sighting = models.ForeignKey(SightingRow, on_delete=models.PROTECT, related_name="+")
    stream = models.CharField(max_length=LONGEST_LABEL)
    index = models.BigIntegerField()
    tree_size = models.BigIntegerField(null=True)
    root = models.CharField(max_length=64, blank=True, default="")
    asked_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "sightings_log_entry"
        constraints = [models.UniqueConstraint(fields=["sighting", "stream"], name="sightings_one_log_entry")]
        indexes = [models.Index(fields=["stream", "proven_at", "problem", "asked_at"], name="sightings_unproven")]


class StreamDayRow(models.Model):
    """What one stream brought on one day, for the coverage page."""

    stream = models.ForeignKey(StreamRow, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    entries = models.BigIntegerField(default=0)
    names = models.BigIntegerField(default=0)
    lost = models.BigIntegerField(default=0)
    sighted = models.BigIntegerField(default=0)
    duplicates = models.BigIntegerField(default=0)
    failures = models.IntegerField(default=0)
    worst_lag_s = models.FloatField(null=True)

    class Meta:
        db_table = "sightings_stream_day"
        constraints = [models.UniqueConstraint(fields=["stream", "day"], name="sightings_one_stream_day")]


class BudgetRow(models.Model):
    """The alert budget as it was planned last: one row, or none where none is set. It moves on."""

    per_day = models.FloatField()
    names_per_day = models.FloatField()
    expected = models.FloatField()
    recall = models.FloatField()
    recall_at_most = models.FloatField()
    planned_at = models.DateTimeField()

    class Meta:
        db_table = "sightings_budget"


class ThresholdRow(models.Model):
    """From which score on a name is sighted for one site, and what its names cost. It moves on.

    `curve` is the site's alert curve, kept because it is dear to make; `names` is how many names it was made from.
    """

    site = models.OneToOneField("watchlist.SiteRow", primary_key=True, on_delete=models.PROTECT, related_name="+")
    threshold = models.FloatField()
    expected = models.FloatField()
    names = models.IntegerField()
    curve = models.JSONField()

    class Meta:
        db_table = "sightings_threshold"


class ForecastRow(models.Model):
    """One name that a site may take next, and whether it exists. It moves on.

    `names` is how many names of the site it was forecast from; `presence` is empty until it was answered for, at
    `asked_at` last; since then it gave no answer `failures` times, and is tried again at `retry_at`.
    """

    site = models.ForeignKey("watchlist.SiteRow", on_delete=models.PROTECT, related_name="+")
    hostname = models.CharField(max_length=253)
    rank = models.IntegerField()
    probability = models.FloatField()
    names = models.IntegerField()
    presence = models.CharField(max_length=12, blank=True)
    asked_at = models.DateTimeField(null=True, db_index=True)
    retry_at = models.DateTimeField(null=True, db_index=True)
    failures = models.IntegerField(default=0)
    appeared_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sightings_forecast"
        constraints = [models.UniqueConstraint(fields=["site", "hostname"], name="sightings_one_forecast")]
