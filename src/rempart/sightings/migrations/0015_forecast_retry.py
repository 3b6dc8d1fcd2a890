"""When a forecast name that gave no answer is tried again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sightings", "0014_distrust")]
    operations = [
        migrations.AddField("forecastrow", "retry_at", models.DateTimeField(null=True, db_index=True)),
        migrations.AddField("forecastrow", "failures", models.IntegerField(default=0)),
    ]
