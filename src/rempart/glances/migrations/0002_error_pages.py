from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("glances", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="sweeprow",
            name="error_pages",
            field=models.BooleanField(default=True),
        ),
    ]
