"""Rows of these tables can be added and read, never changed or removed."""

from django.db import migrations

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        append_only("journal_entry"),
        append_only("journal_node"),
    ]
