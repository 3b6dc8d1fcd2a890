"""How old the newest entry of a stream was when it was read, which grows no more while the stream is quiet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sightings", "0008_forecast")]
    operations = [migrations.AddField("streamrow", "lag_s", models.FloatField(null=True))]
