"""Rules that the database itself keeps, on SQLite and PostgreSQL alike: tables that only grow.

A migration adds `append_only("stage_table")`. From then on UPDATE, DELETE and TRUNCATE fail with a message that
names the table, whoever tries and with whatever program.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.special import RunPython


def append_only(table: str) -> RunPython:
    """A migration operation: rows of `table` can be added and read, never changed or removed."""

    def forwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        install(editor, table)

    def backwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        remove(editor, table)

    return RunPython(forwards, backwards)


def install(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Make the database refuse changes of `table`."""
    message = f"{table} is append-only: corrections are new rows"
    if editor.connection.vendor == "sqlite":
        for act in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    editor.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    editor.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )
    editor.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def remove(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Undo `install`; for backward migrations and for tests that clear their database."""
    if editor.connection.vendor == "sqlite":
        for act in ("update", "delete"):
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
        return
    editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
    editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")
    editor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")
