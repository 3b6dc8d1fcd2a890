"""Addresses are found by how they begin: PostgreSQL refused a report whose normal form was too long for an index."""

from django.db import migrations, models

# By their names, not by AlterField: SQLite would make the table anew for it, and lose the triggers that keep it.
_WHOLE = ("reports_report_normal_address_46470c68", "reports_report_normal_address_46470c68_like")


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_append_only")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL([f"DROP INDEX IF EXISTS {name}" for name in _WHOLE], "")],
            state_operations=[migrations.AlterField("reportrow", "normal_address", models.TextField())],
        ),
        migrations.AddIndex(
            "reportrow",
            models.Index(
                models.Func(
                    "normal_address",
                    function="SUBSTR",
                    output_field=models.TextField(),
                    template="%(function)s(%(expressions)s, 1, 600)",
                ),
                name="reports_by_address",
            ),
        ),
    ]
