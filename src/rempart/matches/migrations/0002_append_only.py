"""The database refuses to change or delete a judgement."""

from django.db import migrations

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("matches", "0001_initial"), ("journal", "0002_append_only")]
    operations = [append_only("matches_match")]
