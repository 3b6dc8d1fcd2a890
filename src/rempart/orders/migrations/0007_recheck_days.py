from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0006_append_only_appeals")]

    operations = [
        migrations.AddField(model_name="orderrow", name="recheck_days", field=models.IntegerField(default=90)),
    ]
