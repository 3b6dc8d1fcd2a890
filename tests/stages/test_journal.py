from datetime import datetime
from threading import Event, Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction

from rempart.engines import ledger
from rempart.journal import queries, services
from rempart.journal.contracts import AlreadyDoneError
from rempart.journal.growth import GrowthWatch
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


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_for_the_journal_wakes_with_the_commit(analyst: Actor, now: datetime) -> None:
    woken = Event()

    def wait() -> None:
        watch = GrowthWatch()
        watch.wait(0)
        begun.set()
        watch.wait(60)
        woken.set()
        connection.close()

    begun, waiting = Event(), Thread(target=wait)
    waiting.start()
    assert begun.wait(60)
    assert not woken.wait(0.05)
    enrol_site(label="Chat C", domains=["chat-c.example"], actor=analyst, now=now, reason="Closed by a court")
    assert woken.wait(60)
    waiting.join()
