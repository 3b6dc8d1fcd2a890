"""Why a stream is distrusted, kept until a person trusts it again, whatever becomes of its row in between."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_why(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("sightings", "StreamRow").objects.using(editor.connection.alias)
    rows.filter(state="distrusted").update(distrust=models.F("problem"))


class Migration(migrations.Migration):
    dependencies = [("sightings", "0013_score_of_a_look")]
    operations = [
        migrations.AddField("streamrow", "distrust", models.TextField(blank=True, default="")),
        migrations.RunPython(keep_why, migrations.RunPython.noop),
    ]
