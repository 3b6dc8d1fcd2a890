"""When somebody has to look at an order again: the hub and the agents count from one moment, whatever came between."""

import dataclasses
from datetime import datetime, timedelta

import pytest

from rempart.edge.state import EdgeState
from rempart.engines.policy import State
from rempart.engines.policy.mandates import Recheck, sign_recheck
from rempart.engines.zonefile.tiers import Tiers
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.orders import mandates, oversight, queries, services
from rempart.orders.contracts import Order
from rempart.orders.errors import ActRefusedError, LookUnsignedError
from rempart.orders.models import OrderRow
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders
from tests.fakes.naming import BASIS, FakeRuleBook
from tests.stages.test_feed import FIRST, SECOND, items, obey, sign

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def pair(people: People) -> tuple[Actor, Actor]:
    return people(Role.ANALYST), people(Role.REVIEWER)


def due_at_hub(order: Order) -> datetime | None:
    return queries.get_order(order.id, viewer=SYSTEM).recheck_due_at


def due_at_agent(order: Order, now: datetime) -> datetime:
    """As an agent counts that begins now, with a state that knows nothing yet."""
    state = EdgeState(Tiers("fresh.rempart.test", "hot.rempart.test", "cold.rempart.test"))
    for item in items():
        state.obey(obey(item, now, after=state.sequence))
    return state.held[str(order.id)].recheck_due_at


def looked(orders: Orders, order: Order, actor: Actor, at: datetime) -> None:
    recheck = Recheck(str(order.id), at)
    mandates.recheck_with_signature(
        order_id=order.id,
        signed=(recheck, sign_recheck(recheck, FIRST)),
        rule_book=orders.rule_book,
        actor=actor,
        now=at + timedelta(minutes=2),
        reason="Looked again.",
    )


def test_hub_and_agents_count_the_next_look_from_one_moment(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    """Else an agent stops serving weeks before anybody at the hub is told to look."""
    orders.rule_book = FakeRuleBook(bases=[dataclasses.replace(BASIS, recheck_every=20 * DAY)])
    order = orders.countersign(orders.propose(case, pair[0]), pair[1], now + 4 * DAY)
    sign(order, pair[0], FIRST, now)
    sign(order, pair[1], SECOND, now + 4 * DAY)
    assert due_at_hub(order) == due_at_agent(order, now + 4 * DAY) == now + 20 * DAY
    looked(orders, order, pair[0], now + 5 * DAY)
    assert due_at_hub(order) == due_at_agent(order, now + 5 * DAY) == now + 25 * DAY
    services.propose_renewal(
        order_id=order.id,
        expires_at=now + 60 * DAY,
        rule_book=orders.rule_book,
        actor=pair[0],
        now=now + 6 * DAY,
        reason="Still there.",
    )
    looked(orders, order, pair[1], now + 7 * DAY)
    services.countersign_renewal(order_id=order.id, rule_book=orders.rule_book, actor=pair[1], now=now + 8 * DAY)
    sign(order, pair[0], FIRST, now + 8 * DAY, number=1)
    sign(order, pair[1], SECOND, now + 9 * DAY, number=1)
    assert due_at_hub(order) == due_at_agent(order, now + 9 * DAY) == now + 27 * DAY


@pytest.mark.parametrize("overdue", [False, True])
def test_where_agents_follow_nobody_looks_again_without_a_signature(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime, overdue: bool
) -> None:
    """It would look done here, while each agent stops serving at the moment of before."""
    orders.rule_book = FakeRuleBook(agents_follow=True)
    order = orders.countersign(orders.propose(case, pair[0]), pair[1])
    if overdue:
        OrderRow.objects.update(recheck_due_at=now)
        oversight.lapse_due(actor=SYSTEM, now=now)
    before = queries.get_order(order.id, viewer=SYSTEM)
    with pytest.raises(LookUnsignedError, match="rempart order recheck"):
        oversight.recheck_order(
            order_id=order.id, rule_book=orders.rule_book, actor=pair[0], now=now + DAY, reason="Looked again."
        )
    assert queries.get_order(order.id, viewer=SYSTEM) == before
    looked(orders, order, pair[0], now + DAY)
    assert due_at_hub(order) == now + DAY + BASIS.recheck_every


def test_where_the_law_asks_for_a_look_sooner_than_a_mandate_names_the_hub_does(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    order = orders.propose(case, pair[0])
    for every, due in ((10 * DAY, 10 * DAY), (400 * DAY, BASIS.recheck_every)):
        orders.rule_book = FakeRuleBook(bases=[dataclasses.replace(BASIS, recheck_every=every)])
        if order.state is State.PROPOSED:
            order = orders.countersign(order, pair[1])
        else:
            looked(orders, order, pair[0], now)
        assert due_at_hub(order) == now + due


def test_a_first_signature_of_so_long_ago_gets_no_second_one(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    """The block would be suspended as it began."""
    orders.rule_book = FakeRuleBook(bases=[dataclasses.replace(BASIS, recheck_every=7 * DAY)])
    order = orders.propose(case, pair[0])
    with pytest.raises(ActRefusedError, match="within 7 days"):
        orders.countersign(order, pair[1], now + 7 * DAY)
    assert orders.countersign(order, pair[1], now + 6 * DAY).state is State.IN_FORCE


def test_a_look_at_a_term_that_is_not_complete_yet_is_not_lost(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime
) -> None:
    order = orders.countersign(orders.propose(case, pair[0]), pair[1])
    sign(order, pair[0], FIRST, now)
    looked(orders, order, pair[0], now + 29 * DAY)
    sign(order, pair[1], SECOND, now + 29 * DAY)
    assert due_at_agent(order, now + 29 * DAY) == due_at_hub(order) == now + 29 * DAY + BASIS.recheck_every
