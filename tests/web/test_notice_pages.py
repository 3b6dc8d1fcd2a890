"""The pages of a notice and of its supplement lead to each other; only the notice has a clock."""

from datetime import datetime
from uuid import UUID

from rempart.kernel.actors import SYSTEM, Role
from rempart.referrals.contracts import Grounds
from rempart.referrals.queries import get_notice
from rempart.referrals.services import amend_notices, mark_sent
from tests.stages import test_referrals
from tests.web.conftest import Desk, Desks

grounds = test_referrals.grounds


def page_of(desk: Desk, notice_id: UUID) -> str:
    return desk.get(f"/en{path_of(notice_id)}").text


def path_of(notice_id: UUID) -> str:
    return f"/referrals/{notice_id}/"


def test_a_notice_and_its_supplement_lead_to_each_other(desks: Desks, grounds: Grounds, now: datetime) -> None:
    desk, digest = desks(Role.LEGAL_OFFICER), "cd" * 32
    test_referrals.prepare(grounds, now)
    sender = test_referrals.SENDER
    made = amend_notices(order_id=grounds.order_id, comparisons=(digest,), sender=sender, actor=SYSTEM, now=now)
    supplement = get_notice(made[0], viewer=desk.actor)
    assert supplement.amends is not None
    mark_sent(notice_id=supplement.amends, actor=desk.actor, now=now, sent_to="desk@other.example")

    of_notice, of_supplement = page_of(desk, supplement.amends), page_of(desk, supplement.id)

    assert path_of(supplement.id) in of_notice
    assert path_of(supplement.amends) in of_supplement
    assert "Supplement to the notice to the" in of_supplement
    assert digest in of_supplement
    assert ["Answer due" in page for page in (of_notice, of_supplement)] == [True, False]
    assert desk.get("/en/referrals/").text.count("(supplement)") == len(made)
