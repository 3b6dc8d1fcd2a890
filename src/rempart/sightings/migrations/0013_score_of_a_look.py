"""What each look's score was, so that a later one by the name counts for the prior too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sightings", "0012_log_entries")]
    operations = [migrations.AddField("lookrow", "score", models.FloatField(null=True))]
