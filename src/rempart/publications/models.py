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
