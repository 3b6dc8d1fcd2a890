"""Which entry of a certificate log a sighting came from, and whether the log proves it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sightings", "0011_where_reading_began")]
    operations = [
        migrations.CreateModel(
            name="LogEntryRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stream", models.CharField(max_length=120)),
                ("index", models.BigIntegerField()),
                ("tree_size", models.BigIntegerField(null=True)),
                ("root", models.CharField(max_length=64, blank=True, default="")),
                ("asked_at", models.DateTimeField()),
                ("proven_at", models.DateTimeField(null=True)),
                ("problem", models.CharField(max_length=500, blank=True, default="")),
                (
                    "sighting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sightings.sightingrow"
                    ),
                ),
            ],
            options={
                "db_table": "sightings_log_entry",
                "constraints": [models.UniqueConstraint(fields=["sighting", "stream"], name="sightings_one_log_entry")],
                "indexes": [
                    models.Index(fields=["stream", "proven_at", "problem", "asked_at"], name="sightings_unproven")
                ],
            },
        ),
    ]
