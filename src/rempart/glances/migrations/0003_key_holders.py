"""Who else holds a TLS key of a closed site, as certificates in logs say."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("glances", "0002_error_pages")]
    operations = [
        migrations.CreateModel(
            name="KeyHolderRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("owner", models.CharField(max_length=253)),
                ("hostname", models.CharField(max_length=253)),
                ("stream", models.CharField(max_length=120)),
                ("seen_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "glances_key_holder",
                "constraints": [models.UniqueConstraint(fields=("key", "owner"), name="glances_one_holder_of_a_key")],
            },
        ),
    ]
