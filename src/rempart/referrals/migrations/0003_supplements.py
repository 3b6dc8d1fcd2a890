"""A notice can be amended by another; the database refuses to change either."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rempart.journal.triggers import append_only, remove


def _open(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    remove(editor, "referrals_notice")  # SQLite builds the table anew


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_append_only")]
    operations = [
        migrations.RunPython(_open, migrations.RunPython.noop),
        migrations.AddField(
            model_name="noticerow",
            name="amends",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.noticerow"
            ),
        ),
        migrations.RemoveConstraint(model_name="noticerow", name="referrals_one_notice"),
        migrations.AddConstraint(
            model_name="noticerow",
            constraint=models.UniqueConstraint(
                fields=("order_id", "recipient"), condition=models.Q(amends=None), name="referrals_one_notice"
            ),
        ),
        append_only("referrals_notice"),
    ]
