"""Comparisons are exhibits of their own, kept with their seals; the database refuses to change either."""

import django.db.models.deletion
from django.db import migrations, models

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("matches", "0003_background")]
    operations = [
        migrations.CreateModel(
            name="ComparisonRow",
            fields=[
                (
                    "match",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="matches.matchrow",
                    ),
                ),
                ("order_id", models.UUIDField(null=True)),
                ("record_sha256", models.CharField(max_length=64)),
                ("manifest_sha256", models.CharField(max_length=64)),
                ("package_sha256", models.CharField(max_length=64)),
                ("log_index", models.BigIntegerField()),
                ("made_at", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "matches_comparison"},
        ),
        migrations.CreateModel(
            name="ComparisonSealRow",
            fields=[
                (
                    "comparison",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="matches.comparisonrow",
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("statement_sha256", models.CharField(max_length=64)),
                ("authorities", models.JSONField()),
                ("stamped_at", models.DateTimeField(null=True)),
                ("sealed_at", models.DateTimeField()),
                ("size", models.BigIntegerField()),
            ],
            options={"db_table": "matches_comparison_seal"},
        ),
        append_only("matches_comparison"),
        append_only("matches_comparison_seal"),
    ]
