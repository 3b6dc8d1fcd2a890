import functools
import time
from datetime import datetime
from threading import Event, Thread
from typing import Self

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction

from rempart.engines import ledger
from rempart.journal import queries, services
from rempart.journal.contracts import AlreadyDoneError
from rempart.journal.growth import GrowthWatch, _Waiting
from rempart.journal.leaves import leaf
from rempart.kernel.actors import Actor
from rempart.watchlist.contracts import SiteEnrolled
from rempart.watchlist.services import enrol_site

ORIGIN = "rempart.example/journal"


@pytest.fixture
def site(analyst: Actor, now: datetime) -> None:
    enrol_site(
        label="Chat C",
        domains=["chat-c.example", "chat-c2.example"],
        actor=analyst,
        now=now,
        reason="Closed by a court",
    )


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("table", ["journal_entry", "journal_node", "watchlist_name"])
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "UPDATE {table} SET {column} = {column}"])
def test_the_database_refuses_to_change_append_only_rows(table: str, statement: str) -> None:
    column = {"journal_entry": "act", "journal_node": "hash", "watchlist_name": "hostname"}[table]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=table, column=column))


@pytest.mark.usefixtures("site")
def test_every_entry_is_in_the_signed_log() -> None:
    key = Ed25519PrivateKey.generate()
    note = services.sign_checkpoint(origin=ORIGIN, key=key.private_bytes_raw())
    checkpoint = ledger.verify_checkpoint(note, ORIGIN, key.public_key().public_bytes_raw())
    assert checkpoint.size == queries.get_size() == 4
    for entry in queries.list_entries():
        proof = queries.get_inclusion_proof(entry.index, checkpoint.size)
        assert ledger.verify_inclusion(
            ledger.leaf_hash(leaf(entry)), entry.index, checkpoint.size, proof, checkpoint.root
        )


@pytest.mark.usefixtures("site")
def test_the_public_leaf_tells_no_name() -> None:
    entry = queries.list_entries()[-1]
    assert entry.facts["hostname"] == "chat-c2.example"
    assert b"chat" not in leaf(entry)
    assert b"analyst" not in leaf(entry)


@pytest.mark.django_db
def test_the_same_act_is_done_once_for_one_cause(analyst: Actor, now: datetime) -> None:
    event = SiteEnrolled(site_id=analyst.account_id, label="x")  # type: ignore[arg-type]
    first = services.record(event, actor=analyst, now=now, cause=0)
    with pytest.raises(AlreadyDoneError):
        services.record(event, actor=analyst, now=now, cause=0)
    assert queries.find_effect(SiteEnrolled.act, 0) == first


class Waits:
    """A thread that knows how long the journal is, and waits for it to grow, at most so many seconds."""

    def __init__(self, seconds: float = 60.0) -> None:
        self.begun, self.over = Event(), Event()
        self._seconds = seconds
        self._thread = Thread(target=self._wait)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self.begun.wait(60)
        return self

    def __exit__(self, *_error: object) -> None:
        self._thread.join()

    def _wait(self) -> None:
        watch = GrowthWatch()
        watch.wait(0)
        self.begun.set()
        watch.wait(self._seconds)
        self.over.set()
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_all_that_wait_for_the_journal_wake_with_the_commit(analyst: Actor, now: datetime) -> None:
    with Waits() as one, Waits() as other:
        assert not one.over.wait(0.05)
        enrol_site(label="Chat C", domains=["chat-c.example"], actor=analyst, now=now, reason="Closed by a court")
        assert one.over.wait(60)
        assert other.over.wait(60)


@pytest.mark.longer
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL tells by itself what others commit")
def test_what_another_process_commits_wakes_all_that_wait_also_when_who_looked_for_them_is_gone(
    analyst: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.journal.services.tell_growth", lambda: None)  # as others do not tell this process
    with Waits(0.2) as looks, Waits() as one, Waits() as other:
        assert looks.over.wait(60)
        enrol_site(label="Chat C", domains=["chat-c.example"], actor=analyst, now=now, reason="Closed by a court")
        assert one.over.wait(60)
        assert other.over.wait(60)


@pytest.mark.longer
def test_of_those_that_wait_one_looks_for_all() -> None:
    waiting, looks, often, ended = _Waiting(), list[str](), Event(), Event()

    def look(name: str) -> bool:
        looks.append(name)
        if len(looks) == 5:
            often.set()
        return ended.is_set()

    threads = [
        Thread(target=waiting.wait, args=(0, functools.partial(look, name), time.monotonic() + 60)) for name in "ab"
    ]
    for thread in threads:
        thread.start()
    assert often.wait(60)
    ended.set()
    for thread in threads:
        thread.join(60)
    assert waiting.told == 1
    assert len(set(looks)) == 1
