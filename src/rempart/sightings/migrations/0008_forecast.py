"""Forecast names that are kept under watch."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sightings", "0007_budget")]
    operations = [
        migrations.CreateModel(
            name="ForecastRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hostname", models.CharField(max_length=253)),
                ("rank", models.IntegerField()),
                ("probability", models.FloatField()),
                ("names", models.IntegerField()),
                ("presence", models.CharField(blank=True, max_length=12)),
                ("asked_at", models.DateTimeField(db_index=True, null=True)),
                ("appeared_at", models.DateTimeField(null=True)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="watchlist.siterow"
                    ),
                ),
            ],
            options={
                "db_table": "sightings_forecast",
                "constraints": [models.UniqueConstraint(fields=("site", "hostname"), name="sightings_one_forecast")],
            },
        ),
    ]
