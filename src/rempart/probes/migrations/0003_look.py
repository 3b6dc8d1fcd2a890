"""Where a probe was made from, and what it saw beyond the answers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("probes", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="LookRow",
            fields=[
                (
                    "probe",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="probes.proberow",
                    ),
                ),
                ("vantage", models.CharField(blank=True, db_index=True, max_length=64)),
                ("pages", models.JSONField()),
                ("address_changed", models.BooleanField()),
            ],
            options={"db_table": "probes_look"},
        ),
    ]
