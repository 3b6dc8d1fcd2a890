"""For commands that need the database: start Django, and bring the tables up to date."""

import os
import time
from functools import cache

from rempart.cli.language import say
from rempart.cli.output import err, print_line
from rempart.kernel.errors import OutsideUnavailableError

_PAUSE_S = 1.0


class DatabaseUnusableError(OutsideUnavailableError):
    """The database does not answer, its disk is full, or its file cannot be used."""

    code = "cli.database_unusable"
    template = "The database cannot be used: {problem}. See that it runs and has room, or name another in rempart.toml."


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
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.exceptions import MigrationSchemaMissing
    from django.db.utils import DatabaseError, OperationalError

    django.setup()
    _say_where()
    while True:
        try:
            call_command("migrate", verbosity=0, interactive=False)
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


def _unusable(error: Exception) -> DatabaseUnusableError:
    return DatabaseUnusableError(problem=(str(error).splitlines() or [type(error).__name__])[0].rstrip("."))
