"""Which of several renewals that were asked for is the one that is signed, also where a clock was set in between."""

from datetime import datetime, timedelta

import pytest

from rempart.kernel.actors import Actor, Role
from rempart.orders import mandates, services
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders
from tests.stages.test_feed import FIRST, SECOND, items, obey, sign

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def pair(people: People) -> tuple[Actor, Actor]:
    return people(Role.ANALYST), people(Role.REVIEWER)


@pytest.mark.parametrize("later", [HOUR, -HOUR])
def test_the_renewal_that_was_asked_for_last_is_the_one_that_holds_whatever_the_clock_said(
    orders: Orders, case: OpenedCase, pair: tuple[Actor, Actor], now: datetime, later: timedelta
) -> None:
    order = orders.countersign(orders.propose(case, pair[0]), pair[1])
    now += DAY
    for asked_at, days in ((now, 40), (now + later, 60)):
        services.propose_renewal(
            order_id=order.id,
            expires_at=now + days * DAY,
            rule_book=orders.rule_book,
            actor=pair[0],
            now=asked_at,
            reason="Still there.",
        )
    asked = [mandates.get_mandate(order.id, viewer=pair[0], number=number) for number in (1, 2)]
    assert [mandate.expires_at for mandate in asked] == [now + 40 * DAY, now + 60 * DAY]
    services.countersign_renewal(order_id=order.id, rule_book=orders.rule_book, actor=pair[1], now=now + 2 * HOUR)
    sign(order, pair[0], FIRST, now, number=2)
    sign(order, pair[1], SECOND, now, number=2)
    (item,) = items()
    assert obey(item, now + 2 * HOUR).mandate == asked[1]
