"""The alert budget: thresholds by site, and what they cost."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sightings", "0006_coverage"), ("watchlist", "0003_dossier")]
    operations = [
        migrations.CreateModel(
            name="BudgetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("per_day", models.FloatField()),
                ("names_per_day", models.FloatField()),
                ("expected", models.FloatField()),
                ("recall", models.FloatField()),
                ("recall_at_most", models.FloatField()),
                ("planned_at", models.DateTimeField()),
            ],
            options={"db_table": "sightings_budget"},
        ),
        migrations.CreateModel(
            name="ThresholdRow",
            fields=[
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="watchlist.siterow",
                    ),
                ),
                ("threshold", models.FloatField()),
                ("expected", models.FloatField()),
                ("names", models.IntegerField()),
                ("curve", models.JSONField()),
            ],
            options={"db_table": "sightings_threshold"},
        ),
    ]
