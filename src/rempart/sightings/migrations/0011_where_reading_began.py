"""Which log a stream is, whatever its list calls it, where its reading began, and what was there before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sightings", "0010_certificates")]
    operations = [
        migrations.AddField(
            model_name="streamrow", name="log_id", field=models.CharField(max_length=64, blank=True, default="")
        ),
        migrations.AddField(model_name="streamrow", name="from_start", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="streamrow", name="skipped", field=models.BigIntegerField(default=0)),
    ]
