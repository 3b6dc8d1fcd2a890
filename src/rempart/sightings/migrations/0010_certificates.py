"""How many certificates of each stream came whole, so that their keys could be looked up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sightings", "0009_lag")]
    operations = [
        migrations.AddField(model_name="streamrow", name="certificates", field=models.BigIntegerField(default=0)),
    ]
