"""Who said that they have seen an alarm can be added and read, never changed or removed."""

from django.db import migrations

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("orders", "0009_alarms"), ("journal", "0002_append_only")]
    operations = [append_only("orders_alarm_seen")]
