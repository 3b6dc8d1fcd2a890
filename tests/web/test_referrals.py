"""Notices as whoever sends them sees them."""

from datetime import datetime
from uuid import UUID

import pytest
from django.utils.translation import override

from rempart.kernel.actors import SYSTEM, Role
from rempart.orders.contracts import Order
from rempart.orders.oversight import revoke_order
from rempart.referrals.contracts import Recipient
from rempart.referrals.services import mark_sent, prepare_notices
from tests.conftest import People
from tests.factories.notices import SENDER, make_grounds
from tests.factories.orders import OpenedCase, Orders
from tests.web.conftest import Desks

pytestmark = pytest.mark.django_db

WARNING = "do not send it as it stands"


def prepare(order: Order, now: datetime) -> UUID:
    grounds = make_grounds(
        order.case_id,
        order.hostname,
        now,
        order_id=order.id,
        stamped_at=now,
        legal_basis=order.basis_title,
        expires_at=order.expires_at,
    )
    addresses = {Recipient.POLICE: "portal@police.example"}
    return prepare_notices(grounds=grounds, addresses=addresses, sender=SENDER, in_words=str, actor=SYSTEM, now=now)[0]


def test_a_notice_of_a_block_that_has_ended_is_not_to_be_sent_as_it_stands(
    orders: Orders, case: OpenedCase, desks: Desks, people: People, now: datetime
) -> None:
    order = orders.in_force(case)
    notice, officer = prepare(order, now), desks(Role.LEGAL_OFFICER)

    def shown() -> str:
        return officer.get(f"/en/referrals/{notice}/").content.decode()

    with override("en"):
        assert WARNING not in shown()
        revoke_order(order_id=order.id, actor=people(Role.ANALYST), now=now, reason="The site left this name.")
        assert WARNING in shown()
        mark_sent(notice_id=notice, actor=officer.actor, now=now)
        assert WARNING not in shown()
