"""Who gave which contact point of a closed site in a sweep that is under way, so that it knows when it goes on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("glances", "0005_left_out")]
    operations = [
        migrations.AddField(model_name="sweeprow", name="givers", field=models.JSONField(default=dict)),
    ]
