"""Writers on SQLite wait for each other without SQLite's own pauses, and never in the middle of a transaction."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from rempart import patience
from rempart.patience import PatientConnection


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "base.sqlite3"
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("CREATE TABLE word (text)")
    base.close()
    return path


@pytest.fixture
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None, factory=PatientConnection)
    yield connection
    connection.close()


def hold(path: Path, seconds: float) -> threading.Thread:
    """Another connection that has begun to write, and goes on for so long."""
    begun = threading.Event()

    def write() -> None:
        with sqlite3.connect(path, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            begun.set()
            time.sleep(seconds)
            other.execute("INSERT INTO word VALUES ('first')")
            other.execute("COMMIT")
        other.close()

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait()
    return thread


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "INSERT INTO word VALUES ('second')"])
def test_a_writer_waits_for_its_turn_and_not_in_sqlites_steps(
    path: Path, writer: sqlite3.Connection, statement: str
) -> None:
    assert writer.execute("PRAGMA busy_timeout").fetchone() == (0,)
    holding = hold(path, 0.05)
    writer.execute(statement)
    assert writer.execute("SELECT text FROM word").fetchone() == ("first",)
    holding.join()


def test_nobody_waits_for_ever(path: Path, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_PATIENCE_S", 0.02)
    holding = hold(path, 0.2)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        writer.execute("BEGIN IMMEDIATE")
    holding.join()


def test_nothing_is_tried_again_within_a_transaction(path: Path, writer: sqlite3.Connection) -> None:
    writer.execute("BEGIN DEFERRED")
    writer.execute("SELECT * FROM word")
    holding = hold(path, 1.0)
    started = time.monotonic()
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        writer.execute("INSERT INTO word VALUES ('second')")
    assert time.monotonic() - started < 0.5
    writer.execute("ROLLBACK")
    holding.join()


@pytest.mark.django_db
def test_the_installation_is_patient() -> None:
    connection = connections["default"]
    if connection.vendor != "sqlite":
        pytest.skip("writers on PostgreSQL queue by themselves")
    connection.ensure_connection()
    assert isinstance(connection.connection, PatientConnection)
    with connection.cursor() as cursor:
        assert isinstance(cursor.cursor, patience.PatientCursor)
