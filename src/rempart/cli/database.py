"""For commands that need the database: start Django, and bring the tables up to date."""

import os
import time

from rempart.cli.output import err

_PAUSE_S = 1.0


def open_database(*, patient: bool = False) -> None:
    """Set Django up from `rempart.toml` and migrate. Safe to call twice.

    `patient`: wait for a database that is away, as a service does that shall outlive its restart.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rempart.settings")  # noqa: TID251 (Django is told this way only)
    import django
    from django.core.management import call_command
    from django.db import connections
    from django.db.utils import OperationalError

    django.setup()
    while True:
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            if not patient:
                raise
            err.print(f"The database does not answer; asking again. {error}")
            connections.close_all()
            time.sleep(_PAUSE_S)
        else:
            return
