"""For commands that need the database: start Django, bring the tables up to date, and say what keeps it from use."""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from rempart.cli.language import say
from rempart.cli.output import err, print_line
from rempart.kernel.errors import OutsideUnavailableError

_PAUSE_S = 1.0
_MIGRATING = 0x72656D70617274  # the number of the lock, for which there are no names
_PRIMARY = 0xFF  # the last byte of an extended error code is the code itself
# What SQLite says of the disk and of other writers; all else that it says is a fault of ours.
_FROM_OUTSIDE = {
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_PERM),
}


class DatabaseUnusableError(OutsideUnavailableError):
    """The database does not answer, its disk is full, or its file cannot be used."""

    code = "cli.database_unusable"
    template = "The database cannot be used: {problem}. See that it runs and has room, or name another in rempart.toml."


class DatabaseGaveWayError(OutsideUnavailableError):
    """The database, or its disk, failed in the middle of a command. What it had not kept yet it keeps nothing of."""

    code = "cli.database_gave_way"
    template = (
        "The database cannot go on: {problem}. What was done before is kept, the step in hand is not, nor half of it. "
        "See that the database runs and has room, then run the command again."
    )


@cache
def _say_where() -> None:
    """Who gave no configuration may not expect that there are data already, and whose they are."""
    from rempart import wiring

    config = wiring.current_config()
    database = config.data_folder / "rempart.sqlite3"
    if config.source is None and database.exists():
        told = say(
            "No rempart.toml here: what {folder} holds since earlier is used. For other data, set data_folder in a "
            "rempart.toml in this folder, or in one that REMPART_CONFIG names.",
            folder=config.data_folder,
        )
        print_line(told, err)


def open_database(*, patient: bool = False) -> None:
    """Set Django up from `rempart.toml` and migrate. Safe to call twice.

    `patient`: wait for a database that is away, as a service does that shall outlive its restart. Raises
    DatabaseUnusableError.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rempart.settings")  # noqa: TID251 (Django is told this way only)
    import django
    from django.db import connections
    from django.db.migrations.exceptions import MigrationSchemaMissing
    from django.db.utils import DatabaseError, OperationalError

    django.setup()
    _say_where()
    while True:
        try:
            _migrate()
        except OperationalError as error:
            if not patient:
                raise _unusable(error) from error
            print_line(say("The database does not answer; asking again. {error}", error=error), err)
            connections.close_all()
            time.sleep(_PAUSE_S)
        except DatabaseError as error:
            # What SQLite says of a file that is none has no class of its own; all other classes are faults of ours.
            if type(error) in (DatabaseError, MigrationSchemaMissing):
                raise _unusable(error) from error
            raise
        else:
            return


def _migrate() -> None:
    """Bring the tables up to date, one process after the other: services are started together, and of two that begin at
    once the second would find tables that it is about to make."""
    from django.core.management import call_command

    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:  # so the command says that something is to be done
        with _turn():
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _turn() -> Iterator[None]:
    """Nobody else migrates this database within it: one on this machine, or one that several machines share."""
    from django.db import connection

    from rempart import wiring

    if connection.vendor == "sqlite":
        with wiring.take_turn(wiring.current_config(), "migrate", wait=True):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])


def database_errors() -> tuple[type[Exception], ...]:
    """What a database raises where it cannot go on: none but of libraries that the command has loaded."""
    django = sys.modules.get("django.db.utils")
    return (django.OperationalError, django.InterfaceError) if django else ()


def as_given_way(error: Exception) -> DatabaseGaveWayError | None:
    """What a person can do about `error` of a database that was open; None where it is a fault of ours."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    if code is not None and code & _PRIMARY not in _FROM_OUTSIDE:
        return None
    return DatabaseGaveWayError(problem=_first_line(error))


def _unusable(error: Exception) -> DatabaseUnusableError:
    return DatabaseUnusableError(problem=_first_line(error))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
