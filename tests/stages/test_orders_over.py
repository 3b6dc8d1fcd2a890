"""An order whose term is over is over, also before anybody wrote it down."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from rempart.kernel.actors import SYSTEM, Role
from rempart.orders import oversight, services
from rempart.orders.errors import ActRefusedError
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders
from tests.stages.test_orders import order_emergency

pytestmark = pytest.mark.django_db


@pytest.mark.longer
@pytest.mark.parametrize("verb", ["confirm", "propose renewal", "countersign renewal", "recheck", "resume"])
def test_what_is_over_is_brought_back_by_nobody_although_no_worker_wrote_it_down(
    orders: Orders, case: OpenedCase, people: People, now: datetime, verb: str
) -> None:
    analyst, reviewer, overseer = people(Role.ANALYST), people(Role.REVIEWER), people(Role.OVERSEER)
    officer = people(Role.LEGAL_OFFICER)
    order = order_emergency(orders, case, officer) if verb == "confirm" else orders.in_force(case)
    over = order.expires_at
    usual: dict[str, Any] = {"order_id": order.id, "rule_book": orders.rule_book}
    until: dict[str, Any] = {"expires_at": over + timedelta(days=20), "reason": "Still there."}
    if verb == "countersign renewal":
        services.propose_renewal(**usual, **until, actor=analyst, now=over - timedelta(days=1))
    if verb == "resume":
        oversight.suspend_order(order_id=order.id, actor=overseer, now=now, reason="Too wide.")
    verbs: dict[str, Any] = {
        "confirm": lambda: orders.countersign(order, now=over),
        "propose renewal": lambda: services.propose_renewal(**usual, **until, actor=analyst, now=over),
        "countersign renewal": lambda: services.countersign_renewal(**usual, actor=reviewer, now=over),
        "recheck": lambda: oversight.recheck_order(**usual, actor=analyst, now=over, reason="I looked."),
        "resume": lambda: oversight.resume_order(order_id=order.id, actor=overseer, now=over, reason="It may."),
    }
    with pytest.raises(ActRefusedError, match="The term of this order is over"):
        verbs[verb]()
    assert oversight.lapse_due(actor=SYSTEM, now=over) == (order.id,)
