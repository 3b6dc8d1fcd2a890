from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0007_recheck_days")]

    operations = [
        # Columns that may be null are added in place; a table that SQLite made anew would lose its triggers.
        migrations.AddField(
            model_name="mandatesignaturerow", name="authenticator_data", field=models.BinaryField(null=True)
        ),
        migrations.AddField(model_name="mandatesignaturerow", name="client_data", field=models.BinaryField(null=True)),
        # No column knows a length of bytes: nothing changes in the database.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(model_name="mandatesignaturerow", name="public_key", field=models.BinaryField()),
                migrations.AlterField(model_name="mandatesignaturerow", name="signature", field=models.BinaryField()),
            ],
        ),
    ]
