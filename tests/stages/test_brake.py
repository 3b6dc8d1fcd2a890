"""The brake on batches and the way to stop everything: the mistakes of whole lists, not of single names."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rempart.engines import ledger
from rempart.engines.policy import State
from rempart.journal import queries as journal
from rempart.journal.leaves import leaf
from rempart.kernel.actors import Role
from rempart.orders import brake, queries, services
from rempart.orders.contracts import Act, OrderRevoked, OrderSuspended
from rempart.orders.errors import BatchBrakeError, WordsMissingError
from rempart.people.contracts import NotAllowedError
from rempart.pipeline.contracts import OPEN_STATES
from rempart.pipeline.queries import list_steps
from rempart.pipeline.routes import PUBLISHING
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders
from tests.fakes.naming import FakeRuleBook

pytestmark = pytest.mark.django_db


@pytest.fixture
def orders(people: People, now: datetime) -> Orders:
    return Orders(people, now, rule_book=FakeRuleBook(brake_per_hour=3))


@pytest.mark.longer
def test_a_wrong_folder_does_not_become_a_thousand_orders(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    proposed = [orders.propose(case) for _ in range(5)]
    for order in proposed[:3]:
        orders.countersign(order)
    with pytest.raises(BatchBrakeError, match="need the overseer"):
        orders.countersign(proposed[3])
    assert queries.get_standing(proposed[3].id).state is State.PROPOSED
    assert orders.countersign(proposed[3], now=now + timedelta(minutes=61)).state is State.IN_FORCE


@pytest.mark.longer
def test_the_overseer_lets_a_counted_batch_through(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    proposed = [orders.propose(case) for _ in range(6)]
    for order in proposed[:3]:
        orders.countersign(order)
    for role in (Role.ANALYST, Role.REVIEWER, Role.LEGAL_OFFICER):
        with pytest.raises(NotAllowedError):
            brake.release_brake(number=9, actor=people(role), now=now, reason="It is ours.")
    later = now + timedelta(minutes=5)
    with pytest.raises(WordsMissingError):
        brake.release_brake(number=2, actor=people(Role.OVERSEER), now=later, reason=" ")
    brake.release_brake(number=2, actor=people(Role.OVERSEER), now=later, reason="A campaign, I saw it.")
    for order in proposed[3:5]:
        orders.countersign(order, now=later + timedelta(seconds=1))
    with pytest.raises(BatchBrakeError):
        orders.countersign(proposed[5], now=later + timedelta(seconds=2))


@pytest.mark.longer
def test_an_emergency_does_not_go_round_the_brake(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    for _ in range(3):
        orders.in_force(case)
    with pytest.raises(BatchBrakeError):
        services.order_emergency(
            proposal=orders.proposal(case),
            outside=orders.outside,
            actor=people(Role.LEGAL_OFFICER),
            now=now,
            reason="Tonight.",
        )


@pytest.mark.longer
def test_the_overseer_stops_everything_in_one_act(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    made = [orders.in_force(case) for _ in range(3)]
    waiting = orders.propose(case)
    with pytest.raises(NotAllowedError):
        brake.suspend_all(actor=people(Role.LEGAL_OFFICER), now=now, reason="A wrong list.")
    assert brake.suspend_all(actor=people(Role.OVERSEER), now=now, reason="A wrong list.") == 3
    assert {queries.get_standing(order.id).state for order in made} == {State.SUSPENDED}
    assert queries.list_blocked_names() == ()
    assert queries.get_standing(waiting.id).state is State.PROPOSED


@pytest.mark.longer
def test_what_is_stopped_in_one_act_is_written_down_as_if_one_by_one(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    made = [orders.in_force(case) for _ in range(2)]
    hasty = services.order_emergency(
        proposal=orders.proposal(case),
        outside=replace(orders.outside, rule_book=FakeRuleBook()),
        actor=people(Role.LEGAL_OFFICER),
        now=now,
        reason="Tonight.",
    )
    overseer, before = people(Role.OVERSEER), journal.get_size()
    brake.suspend_all(actor=overseer, now=now, reason="A wrong list.")
    entries = journal.list_entries(start=before)
    told = {str(order.id): OrderSuspended.act for order in made} | {str(hasty.id): OrderRevoked.act}
    assert {entry.facts["order_id"]: entry.act for entry in entries} == told
    assert [entry.index for entry in entries] == list(range(before, before + 3))
    assert {entry.reason for entry in entries} == {"A wrong list."}
    size = journal.get_size()
    proofs = journal.get_inclusion_proofs([entry.index for entry in entries], size)
    for entry in entries:
        hashed = ledger.leaf_hash(leaf(entry))
        assert ledger.verify_inclusion(hashed, entry.index, size, proofs[entry.index], journal.get_root(size))
    ended = queries.get_order(hasty.id, viewer=overseer)
    assert (ended.state, ended.ended_at) == (State.REVOKED, now)
    assert {done.act for done in ended.acts} == {Act.ORDER_EMERGENCY, Act.SUSPEND}
    due = list_steps(viewer=overseer, states=OPEN_STATES)
    assert {step.entry_index for step in due if step.queue == PUBLISHING} >= {entry.index for entry in entries}
