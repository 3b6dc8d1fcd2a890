"""Looks can be added and read, never changed or removed."""

from django.db import migrations

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("probes", "0003_look"), ("journal", "0002_append_only")]
    operations = [append_only("probes_look")]
