"""What a coverage page draws: duplicates, failures and the worst lag of each day, and how often a stream is asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sightings", "0005_standing")]
    operations = [
        migrations.AddField("streamrow", "duplicates", models.BigIntegerField(default=0)),
        migrations.AddField("streamrow", "every_s", models.FloatField(default=0)),
        migrations.AddField("streamdayrow", "duplicates", models.BigIntegerField(default=0)),
        migrations.AddField("streamdayrow", "failures", models.IntegerField(default=0)),
        migrations.AddField("streamdayrow", "worst_lag_s", models.FloatField(null=True)),
    ]
