from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from rempart.journal import queries as journal
from rempart.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from rempart.people.contracts import NotAllowedError
from rempart.reports import queries, services
from rempart.reports.addresses import normalise_address
from rempart.reports.contracts import (
    AddressMissingError,
    AlreadyThereError,
    CategoryUnknownError,
    ReasonMissingError,
    Receipt,
    ReceiptUnknownError,
    ReportAdvanced,
    ReportMissingError,
    ReportReceived,
    ReportState,
    TextTooLongError,
)
from rempart.reports.models import BEGINNING, ProgressRow, ReportRow
from rempart.reports.receipts import receipt_digest
from tests.conftest import People

pytestmark = pytest.mark.django_db


def submit(
    now: datetime,
    address: str = "https://chat-c3.example/room?id=7",
    category: str = "reopened",
    description: str = "",
    seen_on: str = "",
) -> Receipt:
    return services.submit_report(address=address, category=category, description=description, seen_on=seen_on, now=now)


@pytest.mark.parametrize(
    ("typed", "normal", "hostname"),
    [
        ("https://Chat-C3.example:443/room/#top", "chat-c3.example/room", "chat-c3.example"),
        ("chat-c3.example", "chat-c3.example", "chat-c3.example"),
        ("CHAT-C3.EXAMPLE.", "chat-c3.example", "chat-c3.example"),
        ("hxxps://chat-c3[.]example/a%2Db?x=1", "chat-c3.example/a-b?x=1", "chat-c3.example"),
        ("http://chat-c3.example:8080/", "chat-c3.example:8080", "chat-c3.example"),
        ("http://someone:secret@chat-c3.example/", "chat-c3.example", "chat-c3.example"),
        ("https://château.example/", "xn--chteau-xta.example", "xn--chteau-xta.example"),
        ("  The room   on the bus  ", "the room on the bus", ""),
        ("http://192.0.2.7/room", "http://192.0.2.7/room", ""),
        ("http://[::1", "http://[::1", ""),
        ("chat-c3.example:notaport", "chat-c3.example:notaport", ""),
        ("chat-c3 . example", "chat-c3.example", "chat-c3.example"),
        ("it is at « https://chat-c3.example/room/ », I think", "chat-c3.example/room", "chat-c3.example"),
        ("chat-c3.example, also chat-c3.example", "chat-c3.example", "chat-c3.example"),
        ("chat-c3.example or other.example", "chat-c3.example or other.example", ""),
        ("The room. It is on the bus", "the room. it is on the bus", ""),
    ],
)
def test_spellings_of_one_address_have_one_normal_form(typed: str, normal: str, hostname: str) -> None:
    address = normalise_address(typed)
    assert (address.text, address.hostname) == (normal, hostname)


def test_a_report_is_kept_as_typed_and_told_to_the_pipeline(analyst: Actor, now: datetime) -> None:
    receipt = submit(now, description=" A room for [solicitation]. ", seen_on="a poster")
    report = queries.get_report(receipt.report_id, viewer=analyst)
    assert (report.address, report.hostname) == ("https://chat-c3.example/room?id=7", "chat-c3.example")
    assert (report.description, report.seen_on) == ("A room for [solicitation].", "a poster")
    assert report.state is ReportState.RECEIVED
    entry = journal.list_entries()[-1]
    assert (entry.act, entry.actor_name) == (ReportReceived.act, "public")
    assert entry.facts == {"report_id": str(receipt.report_id), "hostname": "chat-c3.example"}


def test_two_reports_of_one_page_are_joined_to_the_first(analyst: Actor, now: datetime) -> None:
    first = submit(now)
    second = submit(now + timedelta(hours=1), address="chat-c3.example/room/?id=7")
    third = submit(now + timedelta(hours=2), address="HTTPS://CHAT-C3.EXAMPLE/room?id=7#x")
    other = submit(now + timedelta(hours=3), address="chat-c3.example/other")
    same_as = [
        queries.get_report(receipt.report_id, viewer=analyst).same_as for receipt in (first, second, third, other)
    ]
    assert same_as == [None, first.report_id, first.report_id, None]
    assert len(queries.list_reports(viewer=analyst, hostname="chat-c3.example")) == 4


def test_the_longest_address_is_kept_and_found_again_whatever_it_is_written_in(analyst: Actor, now: datetime) -> None:
    letters = "".join(chr(0x4E00 + 7919 * n % 20_000) for n in range(1_900))  # no two alike: nothing to compress
    first = submit(now, address=f"chat-c3.example/{letters}")
    again = submit(now + timedelta(hours=1), address=f"https://chat-c3.example/{letters}#top")
    other = submit(now + timedelta(hours=2), address=f"https://chat-c3.example/{letters}x")
    without_host = submit(now, address=f"the room {letters}")
    same_as = [
        queries.get_report(receipt.report_id, viewer=analyst).same_as for receipt in (first, again, other, without_host)
    ]
    assert same_as == [None, first.report_id, None, None]


def test_an_address_is_found_by_an_index_though_it_is_not_indexed_whole(now: datetime) -> None:
    submit(now)
    begun_alike = ReportRow.objects.annotate(beginning=BEGINNING).filter(beginning="chat-c3.example/room?id=7")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "reports_by_address" in begun_alike.explain()


def test_a_report_without_a_usable_hostname_is_kept_for_the_desk(people: People, now: datetime) -> None:
    desk = people(Role.REPORTER_DESK)
    receipt = submit(now, address="The chat everybody has at school")
    submit(now)
    (report,) = queries.list_reports(viewer=desk, without_hostname=True)
    assert (report.id, report.address) == (receipt.report_id, "The chat everybody has at school")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"address": "   "}, AddressMissingError),
        ({"address": "a" * 2001}, TextTooLongError),
        ({"description": "a" * 5001}, TextTooLongError),
        ({"seen_on": "a" * 5001}, TextTooLongError),
        ({"category": "weather"}, CategoryUnknownError),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_next_step(
    typed: dict[str, str], error: type[Exception], now: datetime
) -> None:
    with pytest.raises(error, match=r"Give|Shorten|Choose"):
        submit(now, **typed)
    assert not ReportRow.objects.exists()


def test_characters_that_no_database_keeps_do_not_lose_a_report(analyst: Actor, now: datetime) -> None:
    receipt = submit(now, address="chat-c3.example/\x00room", description="half \ud83d a sign")
    report = queries.get_report(receipt.report_id, viewer=analyst)
    assert (report.address, report.hostname) == ("chat-c3.example/room", "chat-c3.example")
    assert report.description == "half ? a sign"


def test_the_receipt_lets_its_holder_follow_the_report_without_an_account(now: datetime) -> None:
    receipt = submit(now)
    services.advance_report(
        report_id=receipt.report_id, state=ReportState.EXAMINED, actor=SYSTEM, now=now + timedelta(minutes=1), cause=1
    )
    progress = queries.follow_report(receipt.code)
    assert progress.state is ReportState.EXAMINED
    assert progress.steps == ((ReportState.RECEIVED, now), (ReportState.EXAMINED, now + timedelta(minutes=1)))


@pytest.mark.parametrize("spelling", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_the_code_may_be_written_as_hands_write_it(spelling: object, now: datetime) -> None:
    receipt = submit(now)
    assert callable(spelling)
    assert queries.follow_report(spelling(receipt.code)).state is ReportState.RECEIVED


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert receipt_digest("OIL0-1111-2222-3333") == receipt_digest("0110-1111-2222-3333")


def test_the_code_itself_is_kept_nowhere(now: datetime) -> None:
    code = submit(now).code
    kept = str(list(ReportRow.objects.values())) + str(journal.list_entries())
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert len({submit(now).code for _ in range(20)}) == 20


def test_a_wrong_code_opens_nothing(now: datetime) -> None:
    submit(now)
    with pytest.raises(ReceiptUnknownError, match="sixteen"):
        queries.follow_report("0000-0000-0000-0000")


def test_no_column_could_hold_who_reported_or_from_where() -> None:
    columns = {field.name for model in (ReportRow, ProgressRow) for field in model._meta.get_fields()}
    assert columns == {
        "id", "address", "normal_address", "hostname", "category", "description", "seen_on", "received_at",
        "receipt_sha256", "same_as", "report", "state", "at", "reason",
    }  # fmt: skip


def test_even_a_signed_in_colleague_reports_as_the_public(analyst: Actor, now: datetime) -> None:
    services.submit_report(address="chat-c3.example", category="reopened", now=now, actor=analyst)
    entry = journal.list_entries()[-1]
    assert (entry.actor_name, entry.account_id) == ("public", None)


def test_a_report_is_set_aside_by_a_person_with_a_reason_that_the_reporter_does_not_read(
    people: People, now: datetime
) -> None:
    desk = people(Role.REPORTER_DESK)
    receipt = submit(now)
    with pytest.raises(ReasonMissingError):
        services.set_aside_report(report_id=receipt.report_id, actor=desk, now=now, reason=" ")
    services.set_aside_report(report_id=receipt.report_id, actor=desk, now=now, reason="A bakery")
    assert queries.get_report(receipt.report_id, viewer=desk).reason == "A bakery"
    progress = queries.follow_report(receipt.code)
    assert progress.state is ReportState.SET_ASIDE
    assert "bakery" not in str(progress)
    with pytest.raises(AlreadyThereError):
        services.set_aside_report(report_id=receipt.report_id, actor=desk, now=now, reason="Again")


def test_a_report_that_was_set_aside_can_still_come_into_a_case(analyst: Actor, now: datetime) -> None:
    receipt = submit(now)
    services.set_aside_report(report_id=receipt.report_id, actor=analyst, now=now, reason="Looks harmless")
    services.advance_report(report_id=receipt.report_id, state=ReportState.IN_CASE, actor=SYSTEM, now=now)
    assert queries.get_report(receipt.report_id, viewer=analyst).state is ReportState.IN_CASE


def test_a_state_is_reached_once(now: datetime) -> None:
    receipt = submit(now)
    for cause in (1, 2):
        services.advance_report(
            report_id=receipt.report_id, state=ReportState.EXAMINED, actor=SYSTEM, now=now, cause=cause
        )
    assert [entry.act for entry in journal.list_entries()].count(ReportAdvanced.act) == 1


def test_reports_are_read_and_set_aside_only_by_who_may(people: People, now: datetime) -> None:
    receipt = submit(now)
    for actor in (PUBLIC, people(Role.PUBLISHER)):
        with pytest.raises(NotAllowedError):
            queries.list_reports(viewer=actor)
        with pytest.raises(NotAllowedError):
            services.set_aside_report(report_id=receipt.report_id, actor=actor, now=now, reason="No")
    with pytest.raises(NotAllowedError):
        services.advance_report(report_id=receipt.report_id, state=ReportState.IN_CASE, actor=PUBLIC, now=now)


def test_a_report_that_is_not_there_is_said_so(analyst: Actor, now: datetime) -> None:
    with pytest.raises(ReportMissingError):
        queries.get_report(UUID(int=1), viewer=analyst)
    with pytest.raises(ReportMissingError):
        services.set_aside_report(report_id=UUID(int=1), actor=analyst, now=now, reason="No")


@pytest.mark.parametrize("table", ["reports_report", "reports_progress"])
def test_the_database_refuses_to_change_a_report(now: datetime, table: str) -> None:
    submit(now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
