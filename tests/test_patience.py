"""Writers on SQLite wait for each other without SQLite's own pauses, and never in the middle of a transaction."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

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


@contextmanager
def held(path: Path) -> Iterator[threading.Event]:
    """Another connection that has begun to write, and goes on until it is told to end."""
    begun, end = threading.Event(), threading.Event()

    def write() -> None:
        with sqlite3.connect(path, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            begun.set()
            end.wait()
            other.execute("INSERT INTO word VALUES ('first')")
            other.execute("COMMIT")
        other.close()

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait()
    try:
        yield end
    finally:
        end.set()
        thread.join()


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "INSERT INTO word VALUES ('second')"])
def test_a_writer_waits_for_its_turn_and_not_in_sqlites_steps(
    path: Path, writer: sqlite3.Connection, statement: str
) -> None:
    assert writer.execute("PRAGMA busy_timeout").fetchone() == (0,)
    with held(path) as end:
        threading.Timer(0.05, end.set).start()
        writer.execute(statement)
        assert writer.execute("SELECT text FROM word").fetchone() == ("first",)


def test_nobody_waits_for_ever(path: Path, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_PATIENCE_S", 0.02)
    with held(path), pytest.raises(sqlite3.OperationalError, match="locked"):
        writer.execute("BEGIN IMMEDIATE")


def test_nothing_is_tried_again_within_a_transaction(
    path: Path, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        patience, "time", SimpleNamespace(monotonic=time.monotonic, sleep=lambda _: pytest.fail("tried"))
    )
    writer.execute("BEGIN DEFERRED")
    writer.execute("SELECT * FROM word")
    with held(path), pytest.raises(sqlite3.OperationalError, match="locked"):
        writer.execute("INSERT INTO word VALUES ('second')")
    writer.execute("ROLLBACK")


@pytest.mark.django_db
def test_the_installation_is_patient() -> None:
    connection = connections["default"]
    if connection.vendor != "sqlite":
        pytest.skip("writers on PostgreSQL queue by themselves")
    connection.ensure_connection()
    assert isinstance(connection.connection, PatientConnection)
    with connection.cursor() as cursor:
        assert isinstance(cursor.cursor, patience.PatientCursor)
