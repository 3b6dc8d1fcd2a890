"""Where each sighting stands, for a list that is ranked and narrowed; streams by name; what kind a dismissal is."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Count, Max


def stand(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A standing for every sighting that is there already."""
    sighting = apps.get_model("sightings", "SightingRow")
    look = apps.get_model("sightings", "LookRow")
    dismissal = apps.get_model("sightings", "DismissalRow")
    standing = apps.get_model("sightings", "StandingRow")
    looks = {
        row["sighting_id"]: (row["looks"], row["last"])
        for row in look.objects.values("sighting_id").annotate(looks=Count("id"), last=Max("seen_at"))
    }
    dismissed = set(dismissal.objects.values_list("sighting_id", "looks"))
    standing.objects.bulk_create(
        [
            standing(
                sighting_id=key,
                rank=score,
                is_open=(key, looks[key][0]) not in dismissed,
                last_seen_at=looks[key][1],
            )
            for key, score in sighting.objects.values_list("id", "score").iterator()
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("sightings", "0004_registration")]
    operations = [
        migrations.AddField("lookrow", "stream", models.CharField(max_length=120, null=True)),
        migrations.AddField("dismissalrow", "kind", models.CharField(max_length=12, null=True)),
        migrations.CreateModel(
            name="StandingRow",
            fields=[
                (
                    "sighting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="sightings.sightingrow",
                    ),
                ),
                ("rank", models.FloatField()),
                ("is_open", models.BooleanField()),
                ("last_seen_at", models.DateTimeField()),
            ],
            options={
                "db_table": "sightings_standing",
                "indexes": [models.Index(fields=["is_open", "-rank"], name="sightings_ranked")],
            },
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
    ]
