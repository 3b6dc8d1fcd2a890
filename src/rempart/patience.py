"""SQLite connections whose writers queue closely.

In: statements. Out: the same answers. SQLite lets one connection write at a time; the others wait, and SQLite's own
wait sleeps up to a tenth of a second between two looks, so that whoever has waited longest comes last. Here a writer
looks again each millisecond. Never: a statement said again that had any effect.
"""

import functools
import sqlite3
import time
from typing import Any

_LOOK_AGAIN_S = 0.001
_PATIENCE_S = 30.0
_PRIMARY = 0xFF  # the last byte of an extended error code is the code itself


class PatientCursor(sqlite3.Cursor):
    """A cursor whose statements wait for their turn to write, where no transaction is open yet."""

    def execute(self, *arguments: Any) -> Any:
        """As sqlite3's. Raises sqlite3.OperationalError after half a minute of waiting."""
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            try:
                return super().execute(*arguments)
            except sqlite3.OperationalError as error:
                busy = getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_BUSY
                # Within a transaction waiting helps nobody: what was read there may be out of date for ever.
                if not busy or self.connection.in_transaction or time.monotonic() > deadline:
                    raise
            time.sleep(_LOOK_AGAIN_S)


class PatientConnection(sqlite3.Connection):
    """A connection of patient cursors; to be named as `factory` when connecting."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options | {"timeout": 0.0})

    def cursor(self, factory: Any = sqlite3.Cursor) -> Any:
        """A cursor of that class, and patient."""
        return super().cursor(_patient(factory))

    def execute(self, *arguments: Any) -> Any:
        """A statement by a cursor of its own."""
        return self.cursor().execute(*arguments)


def give_way() -> None:
    """Let whoever waits to write have its turn, between two transactions of one and the same thread."""
    time.sleep(2 * _LOOK_AGAIN_S)


@functools.cache
def _patient(factory: type[sqlite3.Cursor]) -> type[sqlite3.Cursor]:
    return type(f"Patient{factory.__name__}", (PatientCursor, factory), {})
