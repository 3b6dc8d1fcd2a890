"""Rows of these tables can be added and read, never changed or removed."""

from django.db import migrations

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("journal", "0002_append_only")]
    operations = [
        append_only("referrals_notice"),
        append_only("referrals_sending"),
        append_only("referrals_answer"),
    ]
