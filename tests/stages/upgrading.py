"""An old database, brought up to date with rows in every table: run by itself, as migrations know one database alone.

`python -m tests.stages.upgrading`, with `REMPART_CONFIG`. Out: a line of JSON for each table that has fewer rows at the
end than it was given, for each whose rows may be changed although a migration said that they may not, and for each that
could not be given any.
"""

import json
import os
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

import rempart

ROWS = 2
BEGUN = datetime(2026, 4, 14, 9, 30, tzinfo=UTC)
_LATER = ("expires_at", "ended_at", "asked_until", "recheck_due_at")  # than what an order begins with
_KEPT = re.compile(r'append_only\("([a-z_]+)"\)')

Made = dict[str, list[models.Model]]


def main() -> None:
    """Apply one migration after the other, and fill each table as soon as it is there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rempart.settings")
    django.setup()
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    state = executor.loader.project_state([])
    made: Made = {}
    tables: dict[str, str] = {}
    for migration, _ in plan:
        state = executor.apply_migration(state, migration)
        for model in state.apps.get_models():
            if f"rempart.{model._meta.app_label}" in _OURS:
                tables[model._meta.label_lower] = model._meta.db_table
                _fill(model, made)
    with connection.cursor() as cursor:
        for found in _problems(cursor, tables, made):
            print(json.dumps(found))


_OURS = {
    f"rempart.{path.parent.parent.name}" for path in Path(rempart.__file__).parent.glob("*/migrations/__init__.py")
}


def _fill(model: type[models.Model], made: Made) -> None:
    """Some rows, where the table has none and those that it points to are there."""
    label = model._meta.label_lower
    with suppress(DatabaseError, KeyError), transaction.atomic():
        if label not in made:
            rows = [model(**dict(_values(model, number, made))) for number in range(ROWS)]
            for row in rows:
                row.save(force_insert=True)
            made[label] = rows


def _values(model: type[models.Model], number: int, made: Made) -> Iterator[tuple[str, Any]]:
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.AutoField):
            continue
        if isinstance(field, models.ForeignKey):
            label = field.related_model._meta.label_lower
            if not field.null or label in made:
                yield field.attname, made[label][number].pk
        else:
            yield field.name, _value(field, number)


def _value(field: Any, number: int) -> Any:
    if isinstance(field, models.DateTimeField):
        return BEGUN + timedelta(days=9 if field.name in _LATER else 0, minutes=number)
    known: dict[Any, Callable[[], Any]] = {
        models.UUIDField: uuid.uuid4,
        models.DateField: lambda: BEGUN.date() + timedelta(days=number),
        models.BooleanField: lambda: number == 1,
        models.IntegerField: lambda: number + 1,
        models.FloatField: lambda: 0.5,
        models.JSONField: lambda: field.get_default() if field.has_default() else {},
        models.BinaryField: lambda: bytes([number]) * 32,
        models.CharField: lambda: f"v{number}.example"[: field.max_length],
        models.TextField: lambda: f"text {number}",
    }
    return next((make() for kind, make in known.items() if isinstance(field, kind)), None)


def _problems(cursor: Any, tables: dict[str, str], made: Made) -> Iterator[dict[str, str]]:
    for label, table in tables.items():
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        if cursor.fetchone()[0] < ROWS:
            yield {"lost" if label in made else "empty": table}
    written = "".join(path.read_text() for path in Path(rempart.__file__).parent.glob("*/migrations/0*.py"))
    for table in _KEPT.findall(written):
        with suppress(DatabaseError), transaction.atomic():
            cursor.execute(f"DELETE FROM {table}")
            yield {"open": table}


if __name__ == "__main__":
    main()
