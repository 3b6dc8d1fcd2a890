"""Transparency: numbers that point at nobody, commitments that nobody guesses and anybody with an opening checks."""

import hashlib
import json
from datetime import datetime, timedelta
from itertools import product

import pytest

from rempart.engines import ledger
from rempart.journal import queries as journal
from rempart.journal.leaves import canonical, leaf
from rempart.journal.services import sign_checkpoint
from rempart.kernel.actors import PUBLIC, Actor, Role
from rempart.orders.oversight import revoke_order
from rempart.people.contracts import NotAllowedError
from rempart.transparency import queries
from rempart.transparency.contracts import Kind, NotYetInForceError
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders, make_case

pytestmark = pytest.mark.django_db

SEED = bytes(range(32))
ORIGIN = "rempart.test/journal"
KEY = ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(SEED))


def checkpoint() -> str:
    return sign_checkpoint(origin=ORIGIN, key=SEED)


@pytest.fixture
def case(people: People, now: datetime) -> OpenedCase:
    return make_case(people, now)


@pytest.fixture
def orders(people: People, now: datetime) -> Orders:
    return Orders(people, now)


@pytest.fixture
def overseer(people: People) -> Actor:
    return people(Role.OVERSEER)


def report_texts(now: datetime) -> dict[str, str]:
    report = queries.get_report(start=now - timedelta(days=1), end=now + timedelta(days=1))
    return {kind: figure.text for kind, figure in report.totals.items()}


def test_small_numbers_are_suppressed_and_larger_ones_published(
    orders: Orders, case: OpenedCase, now: datetime
) -> None:
    made = [orders.in_force(case) for _ in range(6)]
    revoke_order(order_id=made[0].id, actor=orders.people(Role.ANALYST), now=now, reason="Gone.")
    texts = report_texts(now)
    assert texts[Kind.PROPOSED] == texts[Kind.IN_FORCE] == "6"
    assert texts[Kind.REVOKED] == "< 5"
    assert texts[Kind.OBJECTIONS] == "0"


def test_numbers_are_of_the_period_and_the_legal_basis(orders: Orders, case: OpenedCase, now: datetime) -> None:
    for _ in range(5):
        orders.propose(case)
    report = queries.get_report(start=now, end=now + timedelta(days=1))
    assert [(basis.code, basis.figures[Kind.PROPOSED].text) for basis in report.bases] == [("fr-lcen-6-1", "5")]
    assert queries.get_report(start=now + timedelta(seconds=1), end=now + timedelta(days=1)).bases == ()


def test_an_order_is_in_the_public_log_the_moment_it_takes_effect(
    orders: Orders, case: OpenedCase, now: datetime
) -> None:
    orders.propose(case)
    assert queries.list_commitments() == ()
    orders.in_force(case)
    (commitment,) = queries.list_commitments()
    assert commitment.at == now
    public = leaf(journal.get_entry(commitment.index))
    assert json.loads(public)["commitment"] == commitment.sha256
    assert b"reopened" not in public


def test_an_opening_proves_the_order_to_anybody_with_the_log_s_key(
    orders: Orders, case: OpenedCase, overseer: Actor
) -> None:
    order = orders.in_force(case)
    orders.propose(case)
    opening = queries.open_order(order.id, checkpoint=checkpoint, viewer=overseer)
    found = ledger.check_opening(opening.proof, KEY)
    assert found.sound
    assert found.index == opening.index
    facts = found.entry["facts"]
    assert isinstance(facts, dict)
    assert facts["hostname"] == "reopened.example"


def test_an_opening_whose_entry_was_changed_proves_nothing(orders: Orders, case: OpenedCase, overseer: Actor) -> None:
    order = orders.in_force(case)
    proof = ledger.parse_proof(queries.open_order(order.id, checkpoint=checkpoint, viewer=overseer).proof)
    extra = json.loads(proof.extra)
    forged = extra | {"entry": extra["entry"].replace("reopened.example", "innocent.example")}
    assert forged != extra
    text = ledger.encode_proof(
        ledger.InclusionRecord(proof.index, proof.hashes, proof.checkpoint, json.dumps(forged).encode())
    )
    assert not ledger.check_opening(text, KEY).sound
    other_key = ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(bytes(32)))
    whole = queries.open_order(order.id, checkpoint=checkpoint, viewer=overseer).proof
    assert not ledger.check_opening(whole, other_key).sound
    with pytest.raises(ledger.OpeningUnreadableError):
        ledger.check_opening("no proof", KEY)


def test_a_dictionary_of_hostnames_does_not_open_a_commitment(orders: Orders, case: OpenedCase) -> None:
    """The attacker knows the form, the true name, and everything else of the entry; only the salt is unknown."""
    orders.in_force(case)
    (commitment,) = queries.list_commitments()
    entry = canonical(journal.get_entry(commitment.index))
    dictionary = [b"reopened.example", b"innocent.example", entry, entry.replace(b"reopened", b"innocent")]
    salts = [b"", bytes(32), commitment.sha256.encode(), *(bytes([number]) * 32 for number in range(256))]
    guesses = {hashlib.sha256(salt + text).hexdigest() for salt, text in product(salts, dictionary)}
    assert commitment.sha256 not in guesses
    assert len(journal.get_entry(commitment.index).salt) == 32


def test_only_those_with_the_right_open_a_commitment(
    orders: Orders, case: OpenedCase, people: People, overseer: Actor
) -> None:
    order = orders.in_force(case)
    for actor in (PUBLIC, people(Role.ANALYST), people(Role.PUBLISHER)):
        with pytest.raises(NotAllowedError):
            queries.open_order(order.id, checkpoint=checkpoint, viewer=actor)
    with pytest.raises(NotYetInForceError):
        queries.open_order(orders.propose(case).id, checkpoint=checkpoint, viewer=overseer)
