"""Tables of the journal. Entries and nodes only ever grow: the database refuses the rest (see triggers)."""

from django.db import models


class Entry(models.Model):
    """One act; `index` is its leaf number in the Merkle log."""

    index = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=80, db_index=True)
    actor_kind = models.CharField(max_length=10)
    actor_name = models.CharField(max_length=120)
    account_id = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    facts = models.JSONField()
    cause = models.BigIntegerField(null=True)
    salt = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["act", "cause"], condition=models.Q(cause__isnull=False), name="journal_done_once"
            ),
        ]


class Node(models.Model):
    """The hash of one complete subtree: `level` 0 is a leaf hash, `position` counts from the left."""

    level = models.SmallIntegerField()
    position = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "position"], name="journal_one_node")]


class Head(models.Model):
    """The one row that writers queue on: how many entries there are."""

    id = models.SmallIntegerField(primary_key=True)
    size = models.BigIntegerField(default=0)
