"""From two signatures in the database to a line that an edge agent obeys, and its receipt back."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction

from rempart.edge.deltas import DeltaRejectedError, Kind, Trust, read_line, sign_line
from rempart.engines import ledger
from rempart.engines.policy.mandates import (
    Mandate,
    MandateSignature,
    PinnedSigner,
    Recheck,
    mandate_challenge,
    recheck_challenge,
    sign_mandate,
    sign_recheck,
)
from rempart.engines.policy.passkeys import PasskeySite
from rempart.feed.server import Delivery
from rempart.feed.source import database_source
from rempart.journal.services import sign_checkpoint
from rempart.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from rempart.kernel.clock import SystemClock
from rempart.orders import mandates, services
from rempart.orders.contracts import Order
from rempart.orders.errors import SignatureRejectedError
from rempart.orders.models import OrderRow
from rempart.orders.oversight import lapse_due, recheck_order, resume_order, revoke_order, suspend_order
from rempart.people.contracts import NotAllowedError
from rempart.publications import feed
from rempart.publications.contracts import ReceiptRejectedError, Subscriber, SubscriberState
from rempart.publications.subscribers import list_subscribers
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders
from tests.factories.passkeys import SITE, SoftAuthenticator

pytestmark = pytest.mark.django_db

HUB, LOG, FIRST, SECOND, EDGE = (bytes([number]) * 32 for number in range(1, 6))
ORIGIN = "rempart.test/journal"
TRUST = Trust(
    hub_key=ledger.public_key_of(HUB),
    log_key=ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(LOG)),
    signers=(
        PinnedSigner("A", "analyst", ledger.public_key_of(FIRST)),
        PinnedSigner("B", "reviewer", ledger.public_key_of(SECOND)),
    ),
)


def checkpoint() -> str:
    return sign_checkpoint(origin=ORIGIN, key=LOG)


@pytest.fixture
def pair(people: People) -> tuple[Actor, Actor]:
    return people(Role.ANALYST), people(Role.REVIEWER)


def sign(order: Order, actor: Actor, seed: bytes, now: datetime, number: int = 0) -> bool:
    mandate = mandates.get_mandate(order.id, viewer=actor, number=number)
    signature = sign_mandate(mandate, seed)
    return mandates.sign_order_mandate(order_id=order.id, number=number, signature=signature, actor=actor, now=now)


def signed_order(orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor]) -> Order:
    order = orders.countersign(orders.propose(case, pair[0]), pair[1])
    assert not sign(order, pair[0], FIRST, orders.now)
    assert sign(order, pair[1], SECOND, orders.now)
    return order


def items(start: int = 0) -> list[dict[str, Any]]:
    return list(feed.list_feed(start=start, checkpoint=checkpoint, viewer=SYSTEM).items)


def obey(item: dict[str, Any], now: datetime, after: int = -1) -> Any:
    return read_line(sign_line(item, HUB), TRUST, after=after, now=now)


def test_a_mandate_signed_by_both_is_obeyed_by_an_agent(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    order = signed_order(orders, case, pair)
    (item,) = items()
    delta = obey(item, now)
    assert delta.kind is Kind.SERVE
    assert isinstance(delta.mandate, Mandate)
    assert (delta.mandate.order_id, delta.mandate.hostname) == (str(order.id), "reopened.example")
    assert delta.mandate.expires_at == order.expires_at


def test_a_mandate_signed_by_passkeys_is_obeyed_by_an_agent_that_pinned_them(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    keys = (SoftAuthenticator(1), SoftAuthenticator(2, eddsa=True))
    order = orders.countersign(orders.propose(case, pair[0]), pair[1])
    challenge = mandate_challenge(mandates.get_mandate(order.id, viewer=pair[0]))
    elsewhere = PasskeySite("thief.example", "https://thief.example")
    with pytest.raises(SignatureRejectedError, match="does not hold"):
        mandates.sign_order_mandate(
            order_id=order.id,
            number=0,
            signature=keys[0].sign(challenge, site=elsewhere),
            actor=pair[0],
            now=now,
            site=SITE,
        )
    for key, actor in zip(keys, pair, strict=True):
        mandates.sign_order_mandate(
            order_id=order.id, number=0, signature=key.sign(challenge), actor=actor, now=now, site=SITE
        )
    looked = Recheck(str(order.id), now)
    said = keys[1].sign(recheck_challenge(looked))
    mandates.sign_order_recheck(recheck=looked, signature=said, actor=pair[1], now=now, site=SITE)
    serve, recheck = items()
    pins = tuple(
        PinnedSigner(person, role, key.public_key, SITE)
        for person, role, key in zip("AB", ("analyst", "reviewer"), keys, strict=True)
    )
    trust = replace(TRUST, signers=pins)
    assert read_line(sign_line(serve, HUB), trust, after=-1, now=now).kind is Kind.SERVE
    assert read_line(sign_line(recheck, HUB), trust, after=-1, now=now).looked_at == now
    other_site = replace(trust, signers=tuple(replace(pin, site=elsewhere) for pin in pins))
    for trusted, item in ((TRUST, serve), (other_site, serve), (TRUST, recheck), (other_site, recheck)):
        with pytest.raises(DeltaRejectedError):
            read_line(sign_line(item, HUB), trusted, after=-1, now=now)


def test_an_order_in_force_without_both_key_signatures_is_not_in_the_feed(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor]
) -> None:
    order = orders.countersign(orders.propose(case, pair[0]), pair[1])
    assert items() == []
    sign(order, pair[0], FIRST, orders.now)
    assert items() == []


def test_the_first_signer_may_sign_the_mandate_before_the_order_is_in_force(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    order = orders.propose(case, pair[0])
    sign(order, pair[0], FIRST, now)
    orders.countersign(order, pair[1])
    assert sign(order, pair[1], SECOND, now)
    assert len(items()) == 1


def test_only_those_who_signed_the_order_sign_its_mandate_and_only_rightly(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], people: People, now: datetime
) -> None:
    order = orders.countersign(orders.propose(case, pair[0]), pair[1])
    with pytest.raises(SignatureRejectedError, match="only those who signed"):
        sign(order, people(Role.REVIEWER), SECOND, now)
    other = mandates.get_mandate(orders.propose(case, hostname="www.reopened.example").id, viewer=pair[0])
    with pytest.raises(SignatureRejectedError, match="does not hold"):
        mandates.sign_order_mandate(
            order_id=order.id, number=0, signature=sign_mandate(other, FIRST), actor=pair[0], now=now
        )
    sign(order, pair[0], FIRST, now)
    with pytest.raises(SignatureRejectedError, match="already"):
        sign(order, pair[0], SECOND, now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM orders_mandate_signature")


def test_what_ended_is_said_and_its_mandate_is_not_given_any_more(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], people: People, now: datetime
) -> None:
    order = signed_order(orders, case, pair)
    suspend_order(order_id=order.id, actor=people(Role.OVERSEER), now=now, reason="Too wide.")
    assert [item["kind"] for item in items()] == ["serve", "suspend"]
    revoke_order(order_id=order.id, actor=pair[0], now=now, reason="Gone.")
    said = items()
    assert [item["kind"] for item in said] == ["suspend", "end"]
    assert [obey(item, now).kind for item in said] == [Kind.SUSPEND, Kind.END]
    part = feed.list_feed(start=0, checkpoint=checkpoint, viewer=SYSTEM)
    assert feed.list_feed(start=part.next_start, checkpoint=checkpoint, viewer=SYSTEM).items == ()


@pytest.mark.parametrize("suspended", [True, False])
def test_a_mandate_that_was_signed_while_the_order_did_not_hold_is_served_once_it_holds_again(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], people: People, now: datetime, suspended: bool
) -> None:
    overseer = people(Role.OVERSEER)
    order = orders.countersign(orders.propose(case, pair[0]), pair[1])

    def pause() -> None:
        if suspended:
            suspend_order(order_id=order.id, actor=overseer, now=now, reason="Too wide.")
        else:
            OrderRow.objects.update(recheck_due_at=now)
            assert lapse_due(actor=SYSTEM, now=now)

    def go_on() -> None:
        if suspended:
            resume_order(order_id=order.id, actor=overseer, now=now, reason="It may hold.")
        else:
            recheck_order(order_id=order.id, rule_book=orders.rule_book, actor=pair[0], now=now, reason="Still there.")

    def served() -> list[dict[str, Any]]:
        return [item for item in items() if item["kind"] == "serve"]

    sign(order, pair[0], FIRST, now)
    pause()
    assert not sign(order, pair[1], SECOND, now)
    assert served() == []
    go_on()
    (item,) = served()
    assert obey(item, now).mandate.number == 0
    pause()
    go_on()
    assert [again["sequence"] for again in served()] == [item["sequence"]]


@pytest.mark.longer
def test_a_renewal_is_a_mandate_of_its_own(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    order = signed_order(orders, case, pair)
    until = now + timedelta(days=60)
    services.propose_renewal(
        order_id=order.id, expires_at=until, rule_book=orders.rule_book, actor=pair[0], now=now, reason="Still there."
    )
    services.countersign_renewal(order_id=order.id, rule_book=orders.rule_book, actor=pair[1], now=now)
    assert items() == []  # the first term's mandate is superseded, the second's not yet signed
    sign(order, pair[0], FIRST, now, number=1)
    sign(order, pair[1], SECOND, now, number=1)
    (item,) = items()
    mandate = obey(item, now).mandate
    assert (mandate.number, mandate.expires_at) == (1, until)
    assert mandates.get_mandate(order.id, viewer=pair[0], number=0).expires_at == now + timedelta(days=30)


def test_a_hub_whose_log_lacks_the_mandate_is_not_obeyed(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    signed_order(orders, case, pair)
    (item,) = items()
    proof = ledger.parse_proof(item["proof"])
    forged = ledger.InclusionRecord(0, proof.hashes, proof.checkpoint, proof.extra)
    with pytest.raises(DeltaRejectedError):
        obey(item | {"proof": ledger.encode_proof(forged)}, now)


def receipt(order: Order, seed: bytes = EDGE, **other: Any) -> tuple[str, bytes]:
    facts = {
        "subscriber": "resolver-1",
        "order_id": str(order.id),
        "sequence": 9,
        "blocked": True,
        "serial": 2,
        "before": "NOERROR 192.0.2.7",
        "after": "NXDOMAIN",
        "at": order.proposed_at.isoformat(),
    }
    statement = json.dumps(facts | other)
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return statement, key.sign(b"rempart-receipt-v1\n" + statement.encode())


def keep(order: Order, statement: str, signature: bytes) -> bool:
    kept = feed.keep_receipts(
        subscriber="resolver-1",
        public_key=ledger.public_key_of(EDGE),
        receipts=[(statement, signature)],
        actor=SYSTEM,
        now=order.proposed_at,
    )
    return kept == 1


def test_a_receipt_is_kept_once_and_only_if_it_is_the_subscriber_s_own(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor]
) -> None:
    order = signed_order(orders, case, pair)
    assert keep(order, *receipt(order))
    assert not keep(order, *receipt(order))
    (kept,) = feed.list_receipts(order_id=order.id, viewer=pair[0])
    assert (kept.subscriber, kept.blocked, kept.after) == ("resolver-1", True, "NXDOMAIN")
    for statement, signature in (
        receipt(order, seed=HUB),
        receipt(order, subscriber="resolver-2"),
        (receipt(order)[0], bytes(64)),
        receipt(order, at="never"),
    ):
        with pytest.raises(ReceiptRejectedError):
            keep(order, statement, signature)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM publications_receipt")


@pytest.mark.parametrize(
    "odd",
    [
        {"sequence": 1 << 63},
        {"sequence": -1},
        {"sequence": float("inf")},
        {"serial": 1 << 40},
        {"serial": 1 << 31},
        {"before": "NOERROR \x00"},
        {"after": "\ud800"},
        {"after": "\u202e"},
        {"at": "2026-11-22T12:00:00"},
        {"at": "0001-01-01T00:00:00+23:59"},
    ],
    ids=str,
)
def test_a_receipt_that_no_database_keeps_takes_no_other_with_it(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], odd: dict[str, Any]
) -> None:
    """A subscriber signs it with its own key; the others' receipts are written in the same breath."""
    order = signed_order(orders, case, pair)
    key = ledger.public_key_of(EDGE)
    wrong = Delivery("resolver-1", key, (receipt(order, **odd),))
    right = Delivery("resolver-2", key, (receipt(order, subscriber="resolver-2"),))
    problem, none = database_source(checkpoint, SystemClock()).keep([wrong, right])
    assert isinstance(problem, ReceiptRejectedError) or odd in ({"serial": 1 << 31},)
    assert none is None
    assert "resolver-2" in {kept.subscriber for kept in feed.list_receipts(order_id=order.id, viewer=pair[0])}


def test_a_damaged_database_is_told_as_an_outage_that_the_feed_outlives(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise DatabaseError("database disk image is malformed")

    monkeypatch.setattr("rempart.feed.source.get_size", fail)
    monkeypatch.setattr("rempart.feed.source.GrowthWatch.wait", lambda *_: None)
    monkeypatch.setattr("rempart.feed.source.connections.close_all", lambda: None)  # the test's own among them
    with pytest.raises(OSError, match="malformed"):
        database_source(checkpoint, SystemClock()).next_size()


def test_the_feed_is_nobody_s_but_the_system_s(people: People) -> None:
    for actor in (PUBLIC, people(Role.PUBLISHER), people(Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowedError):
            feed.list_feed(start=0, checkpoint=checkpoint, viewer=actor)


def test_a_recheck_that_a_signer_signed_reaches_the_agents_and_no_other(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], people: People, now: datetime
) -> None:
    order = signed_order(orders, case, pair)
    recheck = Recheck(str(order.id), now + timedelta(minutes=1))
    signature = sign_recheck(recheck, FIRST)
    mandates.sign_order_recheck(recheck=recheck, signature=signature, actor=pair[0], now=now)
    _, item = items()
    delta = obey(item, now)
    assert (delta.kind, delta.looked_at) == (Kind.RECHECK, recheck.looked_at)
    with pytest.raises(DeltaRejectedError, match="nobody whose key is pinned"):
        obey(item | {"looked_at": (now + timedelta(minutes=2)).isoformat()}, now)
    with pytest.raises(DeltaRejectedError, match="a moment to come"):
        obey(item, now - timedelta(days=1))
    with pytest.raises(SignatureRejectedError, match="does not hold"):
        mandates.sign_order_recheck(
            recheck=recheck, signature=MandateSignature(bytes(32), bytes(64)), actor=pair[0], now=now
        )
    with pytest.raises(SignatureRejectedError, match="not now"):
        mandates.sign_order_recheck(recheck=recheck, signature=signature, actor=pair[0], now=now + timedelta(days=3))
    with pytest.raises(NotAllowedError):
        mandates.sign_order_recheck(recheck=recheck, signature=signature, actor=people(Role.PUBLISHER), now=now)


def test_many_receipts_are_kept_at_once_and_those_of_unknown_orders_not(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor]
) -> None:
    order = signed_order(orders, case, pair)
    keys = {"subscriber": "resolver-1", "public_key": ledger.public_key_of(EDGE)}
    kept: Any = lambda receipts: feed.keep_receipts(**keys, receipts=receipts, actor=SYSTEM, now=order.proposed_at)  # type: ignore[arg-type]  # noqa: E731
    assert kept([receipt(order, sequence=number) for number in range(5)]) == 5
    assert kept([receipt(order, sequence=number) for number in range(3, 8)]) == 3
    with pytest.raises(ReceiptRejectedError, match="no order"):
        kept([receipt(order, sequence=20), receipt(order, order_id=str(case.id))])


def test_a_subscriber_is_told_how_far_its_own_receipts_go(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor]
) -> None:
    order, source = signed_order(orders, case, pair), database_source(checkpoint, SystemClock())
    assert source.confirmed("resolver-1") is None
    told = (receipt(order, sequence=7, serial=20), receipt(order, sequence=9, serial=12))
    source.keep([Delivery("resolver-1", ledger.public_key_of(EDGE), told)])
    assert (source.confirmed("resolver-1"), source.confirmed("resolver-2")) == ((9, 20), None)


def test_what_one_subscriber_hands_in_wrongly_takes_nothing_from_another(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor]
) -> None:
    order = signed_order(orders, case, pair)
    key = ledger.public_key_of(EDGE)
    wrong = Delivery("resolver-2", key, (receipt(order, subscriber="resolver-2"), receipt(order, sequence=10)))
    right = Delivery("resolver-1", key, (receipt(order),))
    problem, none = database_source(checkpoint, SystemClock()).keep([wrong, right])
    assert isinstance(problem, ReceiptRejectedError)
    assert none is None
    assert [kept.subscriber for kept in feed.list_receipts(order_id=order.id, viewer=pair[0])] == ["resolver-1"]


def test_the_catalogue_calls_effective_what_a_receipt_says_and_raises_an_alarm_where_none_comes(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    def catalogue(later: float = 0.0) -> dict[str, Subscriber]:
        moment = now + timedelta(seconds=later)
        found = list_subscribers(names=["resolver-1", "resolver-2"], viewer=pair[0], now=moment)
        return {one.name: one for one in found}

    assert {one.state for one in catalogue().values()} == {SubscriberState.SILENT}
    order = signed_order(orders, case, pair)
    assert catalogue()["resolver-1"].state is SubscriberState.BEHIND
    keep(order, *receipt(order))
    one, two = catalogue(later=60)["resolver-1"], catalogue(later=60)["resolver-2"]
    assert (one.state, one.orders, one.effective, one.serial) == (SubscriberState.UP_TO_DATE, 1, 1, 2)
    assert (two.state, two.effective, two.waiting, two.waiting_since) == (SubscriberState.ALARM, 0, 1, now)
    assert list(catalogue(later=60)) == ["resolver-2", "resolver-1"]
    revoke_order(order_id=order.id, actor=pair[0], now=now, reason="It is gone.")
    assert catalogue(later=60)["resolver-1"].state is SubscriberState.ALARM
    keep(order, *receipt(order, sequence=99, blocked=True))
    assert catalogue(later=60)["resolver-1"].state is SubscriberState.ALARM, "it says that it refuses what has ended"
    keep(order, *receipt(order, sequence=99, blocked=False, at=(now + timedelta(minutes=1)).isoformat()))
    assert {one.state for one in catalogue(later=60).values()} == {SubscriberState.UP_TO_DATE, SubscriberState.SILENT}


def test_an_order_that_ended_at_the_agent_before_another_line_came_raises_no_alarm_for_ever(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    """The agent ends terms by itself, and says so with the line that it obeyed last: here the order's own."""
    order = signed_order(orders, case, pair)
    (item,) = items()
    keep(order, *receipt(order, sequence=item["sequence"]))
    over = order.expires_at + timedelta(minutes=1)
    assert keep(order, *receipt(order, sequence=item["sequence"], blocked=False, at=over.isoformat()))
    assert lapse_due(actor=SYSTEM, now=over) == (order.id,)
    (one,) = list_subscribers(names=["resolver-1"], viewer=pair[0], now=over + timedelta(minutes=1))
    assert (one.state, one.effective, one.waiting) == (SubscriberState.UP_TO_DATE, 0, 0)
