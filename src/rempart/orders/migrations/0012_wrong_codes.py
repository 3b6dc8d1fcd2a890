from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0011_opening_codes")]

    operations = [
        migrations.CreateModel(
            name="WrongCodeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.CharField(max_length=4)),
                ("hour", models.DateTimeField(db_index=True)),
                ("wrong", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "orders_wrong_code",
                "constraints": [
                    models.UniqueConstraint(fields=("group", "hour"), name="orders_one_count_a_group_and_hour")
                ],
            },
        ),
    ]
