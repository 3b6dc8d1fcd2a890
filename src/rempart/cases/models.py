"""Tables of cases. A case closes once; items and notes are only ever added."""

from django.db import models


class CaseRow(models.Model):
    """One reopened site under one hostname. The database refuses a second open case of the two."""

    id = models.UUIDField(primary_key=True)
    hostname = models.CharField(max_length=253, db_index=True)
    site = models.ForeignKey("watchlist.SiteRow", on_delete=models.PROTECT, related_name="+")
    sighting = models.ForeignKey("sightings.SightingRow", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_index=True)
    closed_at = models.DateTimeField(null=True)
    closing = models.TextField(blank=True)

    class Meta:
        db_table = "cases_case"
        constraints = [
            models.UniqueConstraint(
                fields=["site", "hostname"], condition=models.Q(closed_at__isnull=True), name="cases_one_open"
            ),
        ]


class ItemRow(models.Model):
    """One thing that belongs to a case.

    `item_id` is a value: items are of several upstream stages, and each of them keeps its own rows for good.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    item_id = models.UUIDField(db_index=True)
    joined_at = models.DateTimeField()

    class Meta:
        db_table = "cases_item"
        constraints = [models.UniqueConstraint(fields=["case", "kind", "item_id"], name="cases_item_once")]


class NoteRow(models.Model):
    """What a person wrote down about a case."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    author = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        db_table = "cases_note"
