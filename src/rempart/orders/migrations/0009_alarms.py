import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0008_passkey_signatures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AlarmRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("cause", models.BigIntegerField()),
                ("channel", models.CharField(max_length=20)),
                ("recipient", models.CharField(max_length=320)),
                ("raised_at", models.DateTimeField()),
                ("tries", models.IntegerField(default=0)),
                ("problem", models.TextField(blank=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.orderrow"
                    ),
                ),
            ],
            options={
                "db_table": "orders_alarm",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cause", "channel", "recipient"), name="orders_one_alarm_a_recipient"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AlarmSeenRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("seen_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.orderrow"
                    ),
                ),
            ],
            options={
                "db_table": "orders_alarm_seen",
                "constraints": [models.UniqueConstraint(fields=("order", "account"), name="orders_seen_once")],
            },
        ),
    ]
