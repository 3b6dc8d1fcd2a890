"""What makes a former address a placeholder, as reasons that each visitor can read in their language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("glances", "0003_key_holders")]
    operations = [
        migrations.AddField(model_name="formeraddressrow", name="marks", field=models.JSONField(default=list)),
    ]
