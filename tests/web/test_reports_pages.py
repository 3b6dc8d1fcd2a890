"""Reports as the desk and analysts see them."""

from datetime import datetime
from uuid import UUID

import pytest
from django.urls import reverse

from rempart.cases.services import join_report
from rempart.kernel.actors import SYSTEM, Role
from rempart.reports.contracts import ReportState
from rempart.reports.services import advance_report, set_aside_report, submit_report
from rempart.sightings.queries import list_sightings
from tests.factories.orders import OpenedCase
from tests.web.conftest import Desk, Desks

pytestmark = pytest.mark.django_db

SET_ASIDE = "/set-aside/"


def shown(desk: Desk, report_id: UUID) -> str:
    return desk.get(reverse("report-item", args=[report_id])).content.decode()


def submit(address: str, now: datetime) -> UUID:
    return submit_report(address=address, category="reopened", now=now).report_id


def test_a_report_leads_to_its_sighting_and_its_case_those_who_may_see_them(
    desks: Desks, case: OpenedCase, now: datetime
) -> None:
    report_id = submit(f"https://{case.hostname}/room", now)
    again = submit(f"{case.hostname}/room", now)
    analyst, desk = desks(Role.ANALYST), desks(Role.REPORTER_DESK)
    sighting_id = list_sightings(viewer=analyst.actor, hostname=case.hostname)[0].id
    sighted, joined = (reverse(f"{one}-item", args=[of]) for one, of in (("sighting", sighting_id), ("case", case.id)))
    assert sighted in shown(analyst, report_id)
    assert joined not in shown(analyst, report_id)
    join_report(sighting_id=sighting_id, report_id=report_id, hostname=case.hostname, actor=SYSTEM, now=now)
    assert joined in shown(analyst, report_id)
    assert [told for told in (sighted, joined) if told in shown(desk, report_id)] == []
    assert reverse("report-item", args=[report_id]) in shown(desk, again)


def test_only_what_can_be_set_aside_is_offered_to_be(desks: Desks, now: datetime) -> None:
    analyst = desks(Role.ANALYST)
    open_id, aside_id, joined_id = (submit(f"chat-{number}.example", now) for number in range(3))
    set_aside_report(report_id=aside_id, actor=analyst.actor, now=now, reason="A bakery")
    advance_report(report_id=joined_id, state=ReportState.IN_CASE, actor=SYSTEM, now=now)
    assert [SET_ASIDE in shown(analyst, one) for one in (open_id, aside_id, joined_id)] == [True, False, False]
