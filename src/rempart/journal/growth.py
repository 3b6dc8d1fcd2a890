"""Waiting for the journal to grow, in another process too: the moment that something is committed, not a poll later.

PostgreSQL wakes whoever listens. SQLite tells nobody; what this process commits it tells itself, and of what others
commit a number of SQLite's tells, which changes with every commit of another connection: of all threads that wait one
looks at it, for all. Most commits are none of the journal's, and wake nobody.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.utils import InterfaceError, OperationalError

from rempart.journal import queries

CHANNEL = "rempart_journal"
DATABASE_AWAY = (OperationalError, InterfaceError)
_LOOK_AGAIN_S = 0.002
_QUIET_AFTER_S, _LOOK_AGAIN_QUIET_S = 1.0, 0.02  # where nothing grew for so long, a look costs more than it brings


class _Waiting:
    """The threads of this process that wait on SQLite."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._is_looked_at = False
        self._told_at = 0.0
        self.told = 0

    def tell(self) -> None:
        """Wake all of them."""
        with self._changed:
            self.told, self._told_at = self.told + 1, time.monotonic()
            self._changed.notify_all()

    def wait(self, told: int, has_grown: Callable[[], bool], deadline: float) -> None:
        """Until `tell` was called since `told`, by another thread or by this one, where it looks for all; or until
        nobody looks any more. At most until `deadline`.
        """
        with self._changed:
            if self._is_looked_at:
                self._changed.wait_for(
                    lambda: self.told != told or not self._is_looked_at, max(deadline - time.monotonic(), 0.0)
                )
                return
            self._is_looked_at = True
        try:
            self._look(told, has_grown, deadline)
        finally:
            with self._changed:
                self._is_looked_at = False
                self._changed.notify_all()

    def _look(self, told: int, has_grown: Callable[[], bool], deadline: float) -> None:
        while self.told == told and (now := time.monotonic()) < deadline:
            pause_s = _LOOK_AGAIN_S if now - self._told_at < _QUIET_AFTER_S else _LOOK_AGAIN_QUIET_S
            with self._changed:
                self._changed.wait_for(lambda: self.told != told, min(pause_s, deadline - now))
            if has_grown():
                self.tell()


_WAITING = _Waiting()


class GrowthWatch:
    """Waits for one thread, over that thread's own connection. Raises `DATABASE_AWAY`."""

    def __init__(self) -> None:
        self._seen: Any = None
        self._size: int | None = None
        self._grown = False

    def wait(self, timeout_s: float) -> None:
        """Until the journal may have grown since the last call returned, at most `timeout_s`."""
        if connection.vendor == "postgresql":
            self._listen(timeout_s)
        else:
            self._look(time.monotonic() + timeout_s)

    def _look(self, deadline: float) -> None:
        while True:
            told = _WAITING.told  # before the look: what is told after it ends the wait at once
            if self._has_grown() or time.monotonic() >= deadline:
                break
            _WAITING.wait(told, self._has_grown, deadline)
        self._grown = False

    def _has_grown(self) -> bool:
        version = self._version()
        if version != self._seen:
            # Read after the number: what is committed between the two changes the number once more.
            size, known = queries.get_size(), self._size
            self._seen, self._size = version, size
            self._grown |= size != known
        return self._grown

    def _version(self) -> object:
        connection.ensure_connection()
        session: Any = connection.connection
        with connection.wrap_database_errors:
            # A new connection counts anew; what happened between the two is not known.
            return session, session.execute("PRAGMA data_version").fetchone()[0]

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
    else:
        transaction.on_commit(_WAITING.tell)
