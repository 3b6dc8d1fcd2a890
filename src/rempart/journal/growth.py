"""Waiting for the journal to grow, in another process too: the moment that something is committed, not a poll later.

PostgreSQL wakes whoever listens. SQLite tells nobody, but a number of it changes with every commit of another
connection, and reading that takes microseconds; most commits are none of the journal's, and wake nobody.
"""

import time
from typing import Any

from django.db import connection
from django.db.utils import InterfaceError, OperationalError

from rempart.journal import queries

CHANNEL = "rempart_journal"
DATABASE_AWAY = (OperationalError, InterfaceError)
_LOOK_AGAIN_S = 0.002


class GrowthWatch:
    """Waits for one thread, over that thread's own connection. Raises `DATABASE_AWAY`."""

    def __init__(self) -> None:
        self._seen: Any = None
        self._size: int | None = None

    def wait(self, timeout_s: float) -> None:
        """Until the journal may have grown since the last call returned, at most `timeout_s`."""
        if connection.vendor == "postgresql":
            self._listen(timeout_s)
        else:
            self._look(time.monotonic() + timeout_s)

    def _look(self, deadline: float) -> None:
        while not self._has_grown() and time.monotonic() < deadline:
            time.sleep(_LOOK_AGAIN_S)

    def _has_grown(self) -> bool:
        version = self._version()
        if version == self._seen:
            return False
        # Read after the number: what is committed between the two changes the number once more.
        size, known = queries.get_size(), self._size
        self._seen, self._size = version, size
        return size != known

    def _version(self) -> object:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            # A new connection counts anew; what happened between the two is not known.
            return connection.connection, cursor.fetchone()[0]

    def _listen(self, timeout_s: float) -> None:
        connection.ensure_connection()
        session: Any = connection.connection
        if session is not self._seen:
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            self._seen = session
            return  # what was committed before is not told any more
        with connection.wrap_database_errors:
            heard = list(session.notifies(timeout=timeout_s, stop_after=1))
            while heard:
                heard = list(session.notifies(timeout=0))


def tell_growth() -> None:
    """Wake whoever listens when the transaction in hand is committed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")
