"""What waits for a person, however much else waits."""

from datetime import timedelta

import pytest

from rempart.kernel.actors import Role
from rempart.orders import queries
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders

pytestmark = pytest.mark.django_db


def test_an_inbox_holds_what_its_owner_may_sign_however_much_older_waits_for_others(
    orders: Orders, case: OpenedCase, people: People
) -> None:
    signer = people(Role.ANALYST, Role.REVIEWER)
    for _ in range(2):
        orders.propose(case, signer)
    orders.now += timedelta(minutes=1)
    newest = {orders.propose(case, people(Role.ANALYST)).id for _ in range(3)}
    waiting = [order.id for order in queries.list_inbox(viewer=signer, limit=2)]
    assert len(waiting) == 2
    assert newest.issuperset(waiting)
