"""The background grows with what is judged; the database refuses to change what was counted."""

import django.db.models.deletion
from django.db import migrations, models

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("matches", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="CountedHostRow",
            fields=[
                ("position", models.IntegerField(primary_key=True, serialize=False)),
                ("owner", models.CharField(max_length=253, unique=True)),
                ("prefix", models.CharField(db_index=True, max_length=50)),
                ("keys", models.BinaryField()),
                ("counted_at", models.DateTimeField()),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matches.matchrow"
                    ),
                ),
            ],
            options={"db_table": "matches_counted_host"},
        ),
        migrations.CreateModel(
            name="BackgroundRow",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("base_sha256", models.CharField(db_index=True, max_length=64)),
                ("position", models.IntegerField()),
                ("hosts", models.IntegerField()),
                ("signs", models.IntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={"db_table": "matches_background"},
        ),
        append_only("matches_counted_host"),
        append_only("matches_background"),
    ]
