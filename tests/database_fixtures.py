"""The SQLite of the test run, migrated once: each process begins with a copy of it in memory.

A migrated database is kept in pytest's cache under the digest of all that makes it, so a changed migration makes a new
one. Django migrates the copy all the same, and finds nothing to do.
"""

import os
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

ROOT = Path(__file__).parents[1]
MADE_OF = ("src/rempart/*/migrations/*.py", "src/rempart/journal/triggers.py", "requirements/lock.txt")


def _kept(config: pytest.Config) -> Path:
    digest = sha256()
    for file in sorted(file for pattern in MADE_OF for file in ROOT.glob(pattern)):
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    assert config.cache is not None
    return config.cache.mkdir("migrated") / f"{digest.hexdigest()[:32]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, pytestconfig: pytest.Config) -> Iterator[None]:
    """Fill the database in memory, which Django opens next; it lasts as long as somebody has it open."""
    kept = _kept(pytestconfig)
    if connection.vendor != "sqlite" or not kept.exists():
        yield
        return
    memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)  # type: ignore[attr-defined]
    with sqlite3.connect(kept) as migrated:
        migrated.backup(memory)
    migrated.close()
    yield
    memory.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker, pytestconfig: pytest.Config) -> None:
    """Keep the migrated database, where none is kept."""
    kept = _kept(pytestconfig)
    if connection.vendor != "sqlite" or kept.exists():
        return
    for stale in kept.parent.glob("*.sqlite3"):
        stale.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with sqlite3.connect(unfinished) as migrated:
            connection.connection.backup(migrated)
        migrated.close()
    unfinished.replace(kept)
