"""One line may have two receipts: that its order is refused, and that its term ended before another line came."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rempart.journal.triggers import install, remove

_TABLE, _NAME = "publications_receipt", "publications_one_receipt"


def _open(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    remove(editor, _TABLE)


def _close(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    install(editor, _TABLE)


class Migration(migrations.Migration):
    dependencies = [("publications", "0004_append_only_receipts")]

    operations = [
        # SQLite makes the table anew for a constraint, and the new one would have no triggers.
        migrations.RunPython(_open, _close),
        migrations.RemoveConstraint(model_name="receiptrow", name=_NAME),
        migrations.AddConstraint(
            model_name="receiptrow",
            constraint=models.UniqueConstraint(fields=("subscriber", "order", "sequence", "blocked"), name=_NAME),
        ),
        migrations.RunPython(_close, _open),
    ]
