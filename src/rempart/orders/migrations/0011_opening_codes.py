import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0010_append_only_seen"),
        ("journal", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OpeningCodeRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code_sha256", models.CharField(max_length=64, unique=True)),
                ("for_whom", models.CharField(max_length=200)),
                ("issued_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "db_table": "orders_opening_code",
            },
        ),
        append_only("orders_opening_code"),
    ]
