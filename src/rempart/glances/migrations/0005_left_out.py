"""Which addresses a former name was answered with that nothing may be sent to, and how many hosts of a sweep had some."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("glances", "0004_marks")]
    operations = [
        migrations.AddField(model_name="formeraddressrow", name="left_out", field=models.JSONField(default=list)),
        migrations.AddField(model_name="sweeprow", name="left_out", field=models.IntegerField(default=0)),
    ]
