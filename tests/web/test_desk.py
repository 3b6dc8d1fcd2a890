"""The desk counts all that waits, and tells since when the oldest of it does."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from rempart.cases.models import CaseRow
from rempart.kernel.actors import Role
from rempart.orders.models import AppealRow
from rempart.pipeline.contracts import STUCK_STATES
from rempart.pipeline.models import StepRow
from rempart.reports.models import ReportRow
from tests.factories.orders import OpenedCase, Orders
from tests.web.conftest import Desks

pytestmark = pytest.mark.django_db

MANY = 201


def waiting(page: str) -> dict[str, tuple[str, str]]:
    """By title: how many, and since when."""
    found = re.findall(r'<strong>(.*?)</strong><a href="[^"]*">(.*?)</a>.*?<time datetime="([^"]*)"', page)
    return {title: (count, oldest) for count, title, oldest in found}


def test_more_than_a_page_of_it_is_counted_and_the_oldest_is_the_oldest(
    desks: Desks, case: OpenedCase, now: datetime
) -> None:
    known = CaseRow.objects.get(pk=case.id)
    moments = [now - timedelta(hours=hours) for hours in range(1, MANY + 1)]
    hosts = [f"h{number}.example" for number in range(MANY)]
    CaseRow.objects.bulk_create(
        CaseRow(id=uuid4(), hostname=host, site=known.site, sighting=known.sighting, opened_at=at)
        for host, at in zip(hosts, moments, strict=True)
    )
    ReportRow.objects.bulk_create(
        ReportRow(id=uuid4(), address="?", normal_address="?", receipt_sha256=host, received_at=at)
        for host, at in zip(hosts, moments, strict=True)
    )
    AppealRow.objects.bulk_create(
        AppealRow(id=uuid4(), hostname=host, code_sha256=host, text="Mine", made_at=at, due_at=at)
        for host, at in zip(hosts, moments, strict=True)
    )
    StepRow.objects.bulk_create(
        StepRow(
            id=uuid4(), route="a", queue="q", entry_index=at, state=STUCK_STATES[0], created_at=moment, next_at=moment
        )
        for at, moment in enumerate(moments)
    )
    roles = (Role.ANALYST, Role.REPORTER_DESK, Role.LEGAL_OFFICER, Role.ADMINISTRATOR)
    shown = waiting(desks(*roles).get("/en/desk/").content.decode())
    oldest = moments[-1].isoformat()
    assert shown["Open cases"] == (f"{MANY + 1}", oldest)
    for title in ("Reports without a hostname", "Appeals to answer", "Stuck steps"):
        assert shown[title] == (f"{MANY}", oldest)


def test_proposals_are_counted_up_to_a_number_that_says_so(
    desks: Desks, orders: Orders, case: OpenedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.web.views.desk._MOST_SIGNABLE", 1)
    signer, counts = desks(Role.REVIEWER), []
    for _ in range(2):
        orders.propose(case, desks(Role.ANALYST).actor)
        counts.append(waiting(signer.get("/en/desk/").content.decode())["Orders that wait for you"][0])
    assert counts == ["1", "1+"]
