"""Which data a command reads where nobody said so."""

import sqlite3
import sys
import time
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from django.core import management
from django.db import connections
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.utils import DatabaseError, OperationalError, ProgrammingError

from rempart import wiring
from rempart.cli import main
from rempart.cli.database import DatabaseUnusableError, _say_where, open_database
from rempart.config import load_config


@pytest.mark.parametrize(("is_configured", "is_used"), [(False, False), (False, True), (True, True)])
def test_data_of_earlier_that_no_configuration_names_are_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    is_configured: bool,
    is_used: bool,
) -> None:
    source = tmp_path / "rempart.toml" if is_configured else None
    config = replace(load_config(), data_folder=tmp_path, source=source)
    monkeypatch.setattr(wiring, "current_config", lambda: config)
    if is_used:
        (tmp_path / "rempart.sqlite3").touch()
    _say_where.cache_clear()
    for _time in range(2):
        _say_where()
    _say_where.cache_clear()
    told = capsys.readouterr()
    times = told.err.count("No rempart.toml here")
    assert (told.out, times, str(tmp_path) in told.err) == ("", int(is_used and not is_configured), times == 1)


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("connection failed: Connection refused\n\tIs the server running on that host?"),
        OperationalError("unable to open database file"),
        MigrationSchemaMissing("Unable to create the django_migrations table (database or disk is full)"),
        DatabaseError("file is not a database"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(
    error: DatabaseError, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(management, "call_command", fail)
    with pytest.raises(DatabaseUnusableError) as told:
        open_database()
    assert str(error).splitlines()[0] in told.value.message
    assert "\n" not in told.value.message


@pytest.mark.django_db(transaction=True)
def test_of_processes_that_start_together_one_after_the_other_makes_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has connections and open files of its own, as a thread has."""
    config = replace(load_config(), data_folder=tmp_path)
    monkeypatch.setattr(wiring, "current_config", lambda: config)
    doing: list[int] = []
    seen: list[int] = []

    def call(_name: str, *, check_unapplied: bool = False, **_: object) -> None:
        if check_unapplied:
            sys.exit(1)
        doing.append(1)
        seen.append(len(doing))
        time.sleep(0.1)  # time for another to begin, if it may
        doing.pop()

    def begin() -> None:
        open_database()
        connections.close_all()

    monkeypatch.setattr(management, "call_command", call)
    threads = [Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 4


def test_a_fault_of_a_migration_is_not_laid_to_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ProgrammingError("syntax error")

    monkeypatch.setattr(management, "call_command", fail)
    with pytest.raises(ProgrammingError):
        open_database()


def _fail_with(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command in the middle of which the database says `code`."""

    def build(_arguments: object) -> None:
        cause = sqlite3.OperationalError("database or disk is full")
        cause.sqlite_errorcode = code
        raise OperationalError("database or disk is full") from cause

    monkeypatch.setenv("REMPART_LANG", "en")
    monkeypatch.setattr("rempart.cli.build_command", build)
    monkeypatch.setattr(sys, "argv", ["rempart", "watchlist"])


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE])
def test_a_disk_that_fills_in_the_middle_of_a_command_is_told_with_the_next_step(
    code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _fail_with(code, monkeypatch)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert capsys.readouterr().err.startswith("cli.database_gave_way: The database cannot go on: database or disk is")


def test_a_statement_that_is_wrong_is_not_laid_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    _fail_with(sqlite3.SQLITE_ERROR, monkeypatch)
    with pytest.raises(OperationalError):
        main()
