import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from rempart.cases.services import open_case
from rempart.journal import queries as journal
from rempart.journal.contracts import AlreadyDoneError
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.kernel.reasons import Reason
from rempart.people.contracts import NotAllowedError
from rempart.referrals import queries, services
from rempart.referrals.contracts import (
    AddressMissingError,
    AlreadySentError,
    AnswerKind,
    AnswerKindUnknownError,
    Grounds,
    NoticeMissingError,
    NoticePrepared,
    NoticeState,
    NotSentError,
    Recipient,
)
from rempart.sightings.contracts import Origin
from rempart.sightings.services import record_sighting
from rempart.watchlist.services import enrol_site
from rempart.web.words import sentence
from tests.conftest import People
from tests.factories.notices import SENDER, make_grounds

ADDRESSES = {Recipient.POLICE: "portal@police.example", Recipient.HOTLINE: "desk@hotline.example"}
DIGEST = "ab" * 32
HOSTNAME = "chat-c3.example"


@pytest.fixture
def grounds(analyst: Actor, now: datetime) -> Grounds:
    site = enrol_site(label="Chat C", domains=["chat-c.example"], actor=analyst, now=now)
    sighting = record_sighting(
        hostname=HOSTNAME, site_id=site, score=1, reasons=(), origin=Origin.STREAM, actor=SYSTEM, now=now
    )
    case_id = open_case(
        site_id=site,
        sighting_id=sighting,
        hostname=HOSTNAME,
        match_id=UUID(int=1),
        exhibit_id=UUID(int=2),
        actor=SYSTEM,
        now=now,
    )
    return make_grounds(
        case_id,
        HOSTNAME,
        now,
        url="https://chat-c3.example/room",
        exhibit_sha256=DIGEST,
        stamped_at=now + timedelta(seconds=2),
        expires_at=datetime(2026, 7, 1, tzinfo=UTC),
        reasons=(Reason("pages.same_text", "{share} of the texts are the same.", {"share": "82 %"}),),
    )


@pytest.fixture
def legal(people: People) -> Actor:
    return people(Role.LEGAL_OFFICER)


def prepare(grounds: Grounds, now: datetime, cause: int | None = None) -> tuple[UUID, ...]:
    return services.prepare_notices(
        grounds=grounds, addresses=ADDRESSES, sender=SENDER, in_words=sentence, actor=SYSTEM, now=now, cause=cause
    )


def notice_to(recipient: Recipient, grounds: Grounds, now: datetime, viewer: Actor) -> UUID:
    prepare(grounds, now)
    notices = queries.list_notices(viewer=viewer, case_id=grounds.case_id)
    return next(notice.id for notice in notices if notice.recipient is recipient)


def test_each_recipient_gets_one_notice_in_two_languages(grounds: Grounds, analyst: Actor, now: datetime) -> None:
    prepare(grounds, now)
    notices = queries.list_notices(viewer=analyst, case_id=grounds.case_id)
    assert {notice.recipient for notice in notices} == set(Recipient)
    for notice in notices:
        for text in (notice.text_fr, notice.text_en):
            assert "https://chat-c3.example/room" in text
            assert DIGEST in text
            assert "192.0.2.7" in text
            assert "Act A, article 6-1" in text
            assert "82 %" in text
        assert "jusqu’au 1er\xa0juil.\xa02026." in notice.text_fr
        assert "until 1\xa0July\xa02026." in notice.text_en
        assert "'" not in notice.text_fr
        assert "bonne foi" in notice.text_fr
        assert not re.search(r"[ \n][:;]", notice.text_fr)
        assert "good faith" in notice.text_en
        assert notice.state_at(now) is NoticeState.PREPARED
    asked = {notice.text_en.split("What we ask")[1] for notice in notices}
    assert len(asked) == len(Recipient)


def test_a_notice_gives_its_reasons_whole_in_both_languages(grounds: Grounds, analyst: Actor, now: datetime) -> None:
    values = {"found": "G-QUAY1", "rarity": "3 of 41,000 other hosts share this"}
    account = Reason("verdict.analytics", "Both count visits under the account {found}; {rarity}.", values)
    names = Reason(
        "verdict.name_differs",
        "They call themselves differently: {a} and {b}.",
        {"a": '"quay" / "x"', "b": "(no name)"},
    )
    prepare(replace(grounds, reasons=(account, names)), now)
    notice = queries.list_notices(viewer=analyst)[0]
    assert "under the account G-QUAY1; 3 of 41,000 other hosts share this." in notice.text_en
    assert '"quay" / "x" and (no name)' in notice.text_en
    assert "3 hôtes sur 41\N{NARROW NO-BREAK SPACE}000 autres le partagent" in notice.text_fr
    assert "«\xa0quay\xa0» / «\xa0x\xa0» et (sans nom)" in notice.text_fr
    assert "other hosts" not in notice.text_fr


def test_a_notice_says_what_is_not_known(grounds: Grounds, analyst: Actor, now: datetime) -> None:
    prepare(replace(grounds, server="", stamped_at=None), now)
    notice = queries.list_notices(viewer=analyst)[0]
    assert "Server address: unknown" in notice.text_en
    assert "no authority configured" in notice.text_en
    assert "aucune autorité configurée" in notice.text_fr
    assert "digest of its manifest: none" in notice.text_en


def test_notices_are_prepared_once_for_one_order_and_once_for_one_cause(grounds: Grounds, now: datetime) -> None:
    assert len(prepare(grounds, now, cause=5)) == len(Recipient)
    with pytest.raises(AlreadyDoneError):
        prepare(grounds, now, cause=5)
    assert prepare(grounds, now, cause=6) == ()
    assert [entry.act for entry in journal.list_entries()].count(NoticePrepared.act) == len(Recipient)


def test_the_clock_runs_from_the_sending(grounds: Grounds, analyst: Actor, legal: Actor, now: datetime) -> None:
    notice_id = notice_to(Recipient.POLICE, grounds, now, analyst)
    due_at = services.mark_sent(notice_id=notice_id, actor=legal, now=now)
    notice = queries.get_notice(notice_id, viewer=analyst)
    assert (notice.sent_to, notice.due_at, due_at) == (ADDRESSES[Recipient.POLICE], due_at, now + timedelta(hours=24))
    assert notice.state_at(now) is NoticeState.SENT
    assert queries.list_overdue(now=now, viewer=analyst) == ()
    assert [late.id for late in queries.list_overdue(now=due_at, viewer=analyst)] == [notice_id]


def test_a_notice_is_sent_once(grounds: Grounds, analyst: Actor, legal: Actor, now: datetime) -> None:
    notice_id = notice_to(Recipient.POLICE, grounds, now, analyst)
    services.mark_sent(notice_id=notice_id, actor=legal, now=now)
    with pytest.raises(AlreadySentError):
        services.mark_sent(notice_id=notice_id, actor=legal, now=now)


def test_who_sends_a_notice_without_an_address_names_it(
    grounds: Grounds, analyst: Actor, legal: Actor, now: datetime
) -> None:
    notice_id = notice_to(Recipient.HOSTER, grounds, now, analyst)
    with pytest.raises(AddressMissingError, match="RDAP"):
        services.mark_sent(notice_id=notice_id, actor=legal, now=now)
    services.mark_sent(notice_id=notice_id, actor=legal, now=now, sent_to="abuse@hoster.example")
    assert queries.get_notice(notice_id, viewer=analyst).sent_to == "abuse@hoster.example"


def test_an_answer_stops_the_clock_and_its_words_stay_out_of_the_journal(
    grounds: Grounds, analyst: Actor, legal: Actor, now: datetime
) -> None:
    notice_id = notice_to(Recipient.HOTLINE, grounds, now, analyst)
    with pytest.raises(NotSentError):
        services.record_answer(notice_id=notice_id, kind="removed", actor=analyst, now=now)
    services.mark_sent(notice_id=notice_id, actor=legal, now=now)
    with pytest.raises(AnswerKindUnknownError):
        services.record_answer(notice_id=notice_id, kind="maybe", actor=analyst, now=now)
    services.record_answer(notice_id=notice_id, kind="removed", actor=analyst, now=now, text="Taken down at noon.")
    late = now + timedelta(days=9)
    notice = queries.get_notice(notice_id, viewer=analyst)
    assert [(answer.kind, answer.text) for answer in notice.answers] == [(AnswerKind.REMOVED, "Taken down at noon.")]
    assert notice.state_at(late) is NoticeState.ANSWERED
    assert queries.list_overdue(now=late, viewer=analyst) == ()
    assert "noon" not in str(journal.list_entries())


def test_a_receipt_alone_is_no_answer_and_the_clock_goes_on(
    grounds: Grounds, analyst: Actor, legal: Actor, now: datetime
) -> None:
    notice_id = notice_to(Recipient.HOSTER, grounds, now, analyst)
    due_at = services.mark_sent(notice_id=notice_id, actor=legal, now=now, sent_to="abuse@hoster.example")
    services.record_answer(notice_id=notice_id, kind="received", actor=analyst, now=now, text="Your ticket is 7.")
    assert queries.get_notice(notice_id, viewer=analyst).state_at(now) is NoticeState.SENT
    assert [notice.id for notice in queries.list_overdue(now=due_at, viewer=analyst)] == [notice_id]
    services.record_answer(notice_id=notice_id, kind="refused", actor=analyst, now=due_at)
    assert queries.list_overdue(now=due_at, viewer=analyst) == ()


def test_only_a_legal_officer_sends_and_the_system_only_prepares(
    grounds: Grounds, analyst: Actor, people: People, now: datetime
) -> None:
    notice_id = notice_to(Recipient.POLICE, grounds, now, analyst)
    for actor in (SYSTEM, analyst):
        with pytest.raises(NotAllowedError):
            services.mark_sent(notice_id=notice_id, actor=actor, now=now)
    with pytest.raises(NotAllowedError):
        queries.list_notices(viewer=people(Role.REPORTER_DESK))
    with pytest.raises(NoticeMissingError):
        queries.get_notice(UUID(int=9), viewer=analyst)


@pytest.mark.parametrize("table", ["referrals_notice", "referrals_sending", "referrals_answer"])
def test_the_database_refuses_to_change_a_notice(
    grounds: Grounds, analyst: Actor, legal: Actor, now: datetime, table: str
) -> None:
    notice_id = notice_to(Recipient.POLICE, grounds, now, analyst)
    services.mark_sent(notice_id=notice_id, actor=legal, now=now)
    services.record_answer(notice_id=notice_id, kind="received", actor=analyst, now=now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
