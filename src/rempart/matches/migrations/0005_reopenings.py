"""A match says with which confirmed reopening's page it was made, where that came nearer than captures of the site."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matches", "0004_comparisons")]
    operations = [
        migrations.AddField(
            model_name="matchrow",
            name="reopening",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matches.matchrow"
            ),
        ),
    ]
