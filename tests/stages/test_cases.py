from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rempart.cases import queries, services
from rempart.cases.contracts import (
    CaseClosedError,
    CaseJoined,
    CaseMissingError,
    CaseOpened,
    CaseState,
    ItemKind,
    TextMissingError,
)
from rempart.cases.models import CaseRow
from rempart.journal import queries as journal
from rempart.journal.contracts import AlreadyDoneError
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.people.contracts import NotAllowedError
from rempart.reports.services import submit_report
from rempart.sightings.contracts import Origin
from rempart.sightings.services import record_report, record_sighting
from rempart.watchlist.services import enrol_site
from tests.conftest import People

MATCH, EXHIBIT = UUID(int=1), UUID(int=2)
HOSTNAME = "chat-c3.example"


@pytest.fixture
def site(analyst: Actor, now: datetime) -> UUID:
    return enrol_site(label="Chat C", domains=["chat-c.example", "chat-c2.example"], actor=analyst, now=now)


@pytest.fixture
def sighting(site: UUID, now: datetime) -> UUID:
    return record_sighting(
        hostname=HOSTNAME, site_id=site, score=1.0, reasons=(), origin=Origin.STREAM, actor=SYSTEM, now=now
    )


def report(now: datetime) -> UUID:
    """A report on the hostname, followed to its sighting as the pipeline does."""
    receipt = submit_report(address=HOSTNAME, category="reopened", now=now)
    record_report(report_id=receipt.report_id, hostname=HOSTNAME, actor=SYSTEM, now=now)
    return receipt.report_id


def open_case(site: UUID, sighting: UUID, now: datetime, match: UUID = MATCH, cause: int | None = None) -> UUID:
    return services.open_case(
        site_id=site,
        sighting_id=sighting,
        hostname=HOSTNAME,
        match_id=match,
        exhibit_id=EXHIBIT,
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def acts() -> list[str]:
    return [entry.act for entry in journal.list_entries() if entry.act.startswith("cases.")]


def test_a_match_opens_one_case_with_all_that_led_to_it(
    site: UUID, sighting: UUID, analyst: Actor, now: datetime
) -> None:
    case = queries.get_case(open_case(site, sighting, now), viewer=analyst)
    assert (case.hostname, case.site_id, case.sighting_id, case.state) == (HOSTNAME, site, sighting, CaseState.OPEN)
    assert {(item.kind, item.item_id) for item in case.items} == {
        (ItemKind.SIGHTING, sighting),
        (ItemKind.EXHIBIT, EXHIBIT),
        (ItemKind.MATCH, MATCH),
    }


def test_a_second_match_joins_the_open_case(site: UUID, sighting: UUID, analyst: Actor, now: datetime) -> None:
    first = open_case(site, sighting, now)
    assert open_case(site, sighting, now + timedelta(hours=1), match=UUID(int=3)) == first
    assert queries.get_case(first, viewer=analyst).ids_of(ItemKind.MATCH) == (MATCH, UUID(int=3))


def test_reports_made_before_the_case_belong_to_it(site: UUID, sighting: UUID, analyst: Actor, now: datetime) -> None:
    earlier = report(now)
    case_id = open_case(site, sighting, now)
    assert services.gather_reports(case_id=case_id, actor=SYSTEM, now=now)
    assert queries.get_case(case_id, viewer=analyst).ids_of(ItemKind.REPORT) == (earlier,)
    assert not services.gather_reports(case_id=case_id, actor=SYSTEM, now=now)


def test_a_report_made_after_the_case_opened_joins_it_once(
    site: UUID, sighting: UUID, analyst: Actor, now: datetime
) -> None:
    case_id = open_case(site, sighting, now)
    later = report(now)
    join = {"sighting_id": sighting, "hostname": HOSTNAME, "report_id": later}
    assert services.join_report(**join, actor=SYSTEM, now=now) == (case_id,)  # type: ignore[arg-type]
    assert services.join_report(**join, actor=SYSTEM, now=now) == ()  # type: ignore[arg-type]
    assert queries.get_case(case_id, viewer=analyst).ids_of(ItemKind.REPORT) == (later,)
    assert [case.id for case in queries.list_cases_with(ItemKind.REPORT, later, viewer=analyst)] == [case_id]


def test_a_report_without_an_open_case_joins_none(sighting: UUID, now: datetime) -> None:
    join = {"sighting_id": sighting, "hostname": HOSTNAME, "report_id": report(now)}
    assert services.join_report(**join, actor=SYSTEM, now=now) == ()  # type: ignore[arg-type]


def test_opening_again_after_a_crash_has_no_second_effect(site: UUID, sighting: UUID, now: datetime) -> None:
    open_case(site, sighting, now, cause=90)
    before = acts()
    assert before[0] == CaseOpened.act
    assert set(before[1:]) == {CaseJoined.act}
    with pytest.raises(AlreadyDoneError):
        open_case(site, sighting, now, cause=90)
    open_case(site, sighting, now, match=UUID(int=3), cause=91)
    with pytest.raises(AlreadyDoneError):
        open_case(site, sighting, now, match=UUID(int=4), cause=91)
    assert acts() == [*before, CaseJoined.act]


def test_a_closed_case_takes_nothing_and_the_next_match_opens_another(
    site: UUID, sighting: UUID, analyst: Actor, now: datetime
) -> None:
    first = open_case(site, sighting, now)
    services.close_case(case_id=first, actor=analyst, now=now, reason="The site is gone")
    with pytest.raises(CaseClosedError):
        services.close_case(case_id=first, actor=analyst, now=now, reason="Again")
    second = open_case(site, sighting, now + timedelta(days=9), match=UUID(int=9))
    assert second != first
    assert [case.id for case in queries.list_cases(viewer=analyst, hostname=HOSTNAME)] == [second, first]
    assert [case.id for case in queries.list_cases(viewer=analyst, state=CaseState.CLOSED)] == [first]
    assert queries.get_case(first, viewer=analyst).closing == "The site is gone"


def test_the_database_refuses_a_second_open_case(site: UUID, sighting: UUID, now: datetime) -> None:
    row = CaseRow.objects.get(pk=open_case(site, sighting, now))
    row.id = UUID(int=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_words_of_a_note_stay_in_the_case_and_out_of_the_journal(
    site: UUID, sighting: UUID, analyst: Actor, now: datetime
) -> None:
    case_id = open_case(site, sighting, now)
    services.note_case(case_id=case_id, text="Same welcome text.", actor=analyst, now=now)
    (note,) = queries.get_case(case_id, viewer=analyst).notes
    assert (note.text, note.author) == ("Same welcome text.", analyst.name)
    assert "welcome" not in str(journal.list_entries()[-1].facts)


def test_a_note_and_a_closing_need_words(site: UUID, sighting: UUID, analyst: Actor, now: datetime) -> None:
    case_id = open_case(site, sighting, now)
    with pytest.raises(TextMissingError):
        services.note_case(case_id=case_id, text=" ", actor=analyst, now=now)
    with pytest.raises(TextMissingError):
        services.close_case(case_id=case_id, actor=analyst, now=now, reason="")


def test_the_system_opens_cases_but_closes_none(
    site: UUID, sighting: UUID, analyst: Actor, people: People, now: datetime
) -> None:
    case_id = open_case(site, sighting, now)
    with pytest.raises(NotAllowedError):
        services.close_case(case_id=case_id, actor=SYSTEM, now=now, reason="Done")
    with pytest.raises(NotAllowedError):
        queries.get_case(case_id, viewer=people(Role.REPORTER_DESK))
    with pytest.raises(CaseMissingError):
        queries.get_case(UUID(int=5), viewer=analyst)


@pytest.mark.parametrize("table", ["cases_item", "cases_note"])
def test_the_database_refuses_to_change_items_and_notes(
    site: UUID, sighting: UUID, analyst: Actor, now: datetime, table: str
) -> None:
    services.note_case(case_id=open_case(site, sighting, now), text="A note.", actor=analyst, now=now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
