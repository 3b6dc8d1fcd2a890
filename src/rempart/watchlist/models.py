"""Tables of the watch list. Names and references are only ever added."""

from django.db import models


class SiteRow(models.Model):
    """One closed site."""

    id = models.UUIDField(primary_key=True)
    label = models.CharField(max_length=120, unique=True)
    decision = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    enrolled_at = models.DateTimeField()

    class Meta:
        db_table = "watchlist_site"


class LanguageRow(models.Model):
    """One language of a site (BCP 47), as those who know the site say."""

    site = models.ForeignKey(SiteRow, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=35)

    class Meta:
        db_table = "watchlist_language"
        constraints = [models.UniqueConstraint(fields=["site", "language"], name="watchlist_one_language")]


class NameRow(models.Model):
    """One name of a site; `position` counts from the oldest."""

    site = models.ForeignKey(SiteRow, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()
    hostname = models.CharField(max_length=253)
    known_on = models.DateField()

    class Meta:
        db_table = "watchlist_name"
        constraints = [
            models.UniqueConstraint(fields=["site", "position"], name="watchlist_one_position"),
            models.UniqueConstraint(fields=["site", "hostname"], name="watchlist_one_name"),
        ]


class ReferenceRow(models.Model):
    """The features of one sealed capture of a site."""

    id = models.UUIDField(primary_key=True)
    site = models.ForeignKey(SiteRow, on_delete=models.PROTECT, related_name="+")
    # The exhibit lies downstream (captures); its id is kept as a value, not as a foreign key.
    exhibit_id = models.UUIDField()
    hostname = models.CharField(max_length=253)
    features = models.JSONField()
    added_at = models.DateTimeField()

    class Meta:
        db_table = "watchlist_reference"
        constraints = [models.UniqueConstraint(fields=["site", "exhibit_id"], name="watchlist_one_reference")]
