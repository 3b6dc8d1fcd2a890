"""Tables of publications; they only grow."""

from django.db import models


class PublicationRow(models.Model):
    """One change of the zone for one order."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey("orders.OrderRow", on_delete=models.PROTECT, related_name="+")
    hostname = models.CharField(max_length=253)
    change = models.CharField(max_length=10)
    zone = models.CharField(max_length=253)
    serial = models.BigIntegerField()
    applied_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "publications_publication"


class ReceiptRow(models.Model):
    """A subscriber's signed word that its resolver refuses a name, or answers it again."""

    id = models.UUIDField(primary_key=True)
    subscriber = models.CharField(max_length=120)
    order = models.ForeignKey("orders.OrderRow", on_delete=models.PROTECT, related_name="+")
    sequence = models.BigIntegerField()
    blocked = models.BooleanField()
    serial = models.BigIntegerField()
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    at = models.DateTimeField(db_index=True)
    received_at = models.DateTimeField()
    statement = models.TextField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        db_table = "publications_receipt"
        constraints = [
            # A term that ends at the agent is told with the line obeyed last, which may be the order's own.
            models.UniqueConstraint(
                fields=["subscriber", "order", "sequence", "blocked"], name="publications_one_receipt"
            ),
        ]
