"""Worker, agent, feed, primary and database are each killed without warning while orders begin and end."""

import pytest

from rempart.lab.postgres import PostgresServer
from tests.fakes.interrupting import PARTS, interrupt
from tests.fakes.whole import Whole

POINTS = 2 * len(PARTS)


@pytest.mark.slow
@pytest.mark.xdist_group("interrupted")
def test_whatever_is_killed_the_zones_say_what_the_orders_say_and_nothing_is_doubled() -> None:
    with Whole(2 * POINTS, PostgresServer(durable=True)).running() as whole:
        left = interrupt(whole, POINTS, seed=11)
    assert left.orders
    assert left.refused_at_edge == left.orders == left.in_force_by_journal
    assert left.check == {"missing": 0, "surplus": 0, "altered": 0}
    assert left.doubled == 0
    assert sum(left.kills.values()) == POINTS
