from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rempart.journal.queries import batched
from rempart.orders.models import last_labels

AT_ONCE = 500


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    del editor
    model = apps.get_model("orders", "OrderRow")
    for rows in batched(tuple(model.objects.only("id", "hostname")), AT_ONCE):
        for row in rows:
            row.last_labels = last_labels(row.hostname)
        model.objects.bulk_update(rows, ["last_labels"])


class Migration(migrations.Migration):
    dependencies = [("orders", "0012_wrong_codes")]

    operations = [
        migrations.AddField(
            model_name="orderrow",
            name="last_labels",
            field=models.CharField(default="", max_length=127),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="orderrow", name="last_labels", field=models.CharField(db_index=True, max_length=127)
        ),
    ]
