from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rempart.journal import queries as journal
from rempart.journal.contracts import AlreadyDoneError
from rempart.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from rempart.kernel.hostname import NotAHostnameError
from rempart.kernel.reasons import Reason
from rempart.people.contracts import NotAllowedError
from rempart.pipeline.queries import find_latest_step
from rempart.pipeline.routes import RANK_AGAIN
from rempart.reports.services import submit_report
from rempart.sightings import dismissals, queries, services
from rempart.sightings.contracts import (
    AlreadyDismissedError,
    Dismissal,
    NothingPickedError,
    Order,
    Origin,
    ReasonMissingError,
    SightingMissingError,
    SightingRecorded,
    SightingRepeated,
    SightingState,
    Wanted,
)
from rempart.sightings.models import SightingRow
from rempart.sightings.ranking import rank_again
from rempart.watchlist.services import enrol_site, name_site
from tests.conftest import People

WHY = (Reason("names.same_letters", "It reads as the former name {name}.", {"name": "chat-c.example"}, 3.5),)


@pytest.fixture
def site(analyst: Actor, now: datetime) -> UUID:
    return enrol_site(label="Chat C", domains=["chat-c.example", "chat-c2.example"], actor=analyst, now=now)


def see(hostname: str, site: UUID | None, now: datetime, cause: int | None = None) -> UUID:
    return services.record_sighting(
        hostname=hostname,
        site_id=site,
        score=0.9,
        reasons=WHY,
        origin=Origin.STREAM,
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def acts() -> list[str]:
    return [entry.act for entry in journal.list_entries() if entry.act.startswith("sightings.")]


def test_a_hostname_is_sighted_once_for_one_site_and_its_second_look_is_kept(
    site: UUID, analyst: Actor, now: datetime
) -> None:
    first = see("Chat-C3.example.", site, now)
    assert see("chat-c3.example", site, now + timedelta(days=1)) == first
    sighting = queries.get_sighting(first, viewer=analyst)
    assert (sighting.hostname, sighting.looks, sighting.reasons) == ("chat-c3.example", 2, WHY)
    assert (sighting.first_seen_at, sighting.last_seen_at) == (now, now + timedelta(days=1))
    assert acts() == [SightingRecorded.act, SightingRepeated.act]


def test_the_same_hostname_without_a_site_is_another_sighting_but_only_one(
    site: UUID, analyst: Actor, now: datetime
) -> None:
    unknown = see("chat-c3.example", None, now)
    assert see("chat-c3.example", site, now) != unknown
    assert see("chat-c3.example", None, now) == unknown
    assert len(queries.list_sightings(viewer=analyst, hostname="chat-c3.example")) == 2


@pytest.mark.parametrize("with_site", [True, False])
def test_the_database_refuses_a_second_sighting_of_one_hostname(site: UUID, now: datetime, with_site: bool) -> None:
    row = SightingRow.objects.get(pk=see("chat-c3.example", site if with_site else None, now))
    row.id = UUID(int=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_verb_that_is_run_again_after_a_crash_neither_records_nor_repeats(site: UUID, now: datetime) -> None:
    see("chat-c3.example", site, now, cause=7)
    with pytest.raises(AlreadyDoneError):
        see("chat-c3.example", site, now, cause=7)
    assert acts() == [SightingRecorded.act]


def test_a_dismissed_sighting_opens_again_when_it_is_seen_again(site: UUID, analyst: Actor, now: datetime) -> None:
    sighting_id = see("chat-c3.example", site, now)
    dismissals.dismiss_sighting(sighting_id=sighting_id, actor=analyst, now=now, reason="A bakery")
    dismissed = queries.get_sighting(sighting_id, viewer=analyst)
    assert (dismissed.state, dismissed.dismissal) == (SightingState.DISMISSED, "A bakery")
    with pytest.raises(AlreadyDismissedError):
        dismissals.dismiss_sighting(sighting_id=sighting_id, actor=analyst, now=now, reason="Still a bakery")
    see("chat-c3.example", site, now)
    assert queries.get_sighting(sighting_id, viewer=analyst).state is SightingState.OPEN


def test_nobody_dismisses_a_sighting_without_saying_why(site: UUID, analyst: Actor, now: datetime) -> None:
    sighting_id = see("chat-c3.example", site, now)
    with pytest.raises(ReasonMissingError):
        dismissals.dismiss_sighting(sighting_id=sighting_id, actor=analyst, now=now, reason=" ")


def test_a_failed_probe_is_a_further_look_at_the_sighting_of_the_site(
    site: UUID, analyst: Actor, now: datetime
) -> None:
    sighting_id = see("chat-c3.example", site, now)
    probe_id = UUID(int=5)
    later = now + timedelta(hours=1)
    seen = services.record_probe(probe_id=probe_id, hostname="chat-c3.example", actor=SYSTEM, now=later, cause=3)
    assert seen == sighting_id
    look = queries.list_looks([sighting_id], viewer=analyst)[-1]
    assert (look.origin, look.probe_id) == (Origin.PROBE, probe_id)
    assert "chat-c3.example" in look.reasons[0].text


def test_only_who_may_records_dismisses_and_reads(people: People, site: UUID, now: datetime) -> None:
    sighting_id = see("chat-c3.example", site, now)
    desk = people(Role.REPORTER_DESK)
    with pytest.raises(NotAllowedError):
        dismissals.dismiss_sighting(sighting_id=sighting_id, actor=SYSTEM, now=now, reason="No")
    with pytest.raises(NotAllowedError):
        queries.list_sightings(viewer=desk)
    with pytest.raises(NotAllowedError):
        services.record_sighting(
            hostname="chat-c3.example",
            site_id=None,
            score=1,
            reasons=(),
            origin=Origin.OPERATOR,
            actor=PUBLIC,
            now=now,
        )


def test_what_is_no_hostname_or_no_sighting_is_said_so(analyst: Actor, now: datetime) -> None:
    with pytest.raises(NotAHostnameError):
        see("192.0.2.1", None, now)
    with pytest.raises(SightingMissingError):
        queries.get_sighting(UUID(int=1), viewer=analyst)


@pytest.mark.parametrize("table", ["sightings_sighting", "sightings_look", "sightings_dismissal"])
def test_the_database_refuses_to_change_a_sighting(site: UUID, analyst: Actor, now: datetime, table: str) -> None:
    dismissals.dismiss_sighting(sighting_id=see("chat-c3.example", site, now), actor=analyst, now=now, reason="No")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_a_stream_gives_sightings_with_reasons_and_a_second_run_only_what_is_new(analyst: Actor, now: datetime) -> None:
    site = enrol_site(label="Forum L", domains=["forumlilas.example", "forumlilas2.example"], actor=analyst, now=now)
    stream = (b"bakery.example\nforumlilas3.example\n192.0.2.1\n", b"unrelated.test\nforumlilas3.example\n")
    outcome = services.screen_stream(blocks=stream, actor=SYSTEM, now=now)
    assert (outcome.names, outcome.rejected, outcome.known) == (4, 1, 1)
    (sighting_id,) = outcome.sighting_ids
    sighting = queries.get_sighting(sighting_id, viewer=analyst)
    assert (sighting.hostname, sighting.site_id, sighting.looks) == ("forumlilas3.example", site, 1)
    assert sighting.score > 0.5
    assert "forumlilas2.example" in sighting.reasons[0].text
    assert services.screen_stream(blocks=stream, actor=SYSTEM, now=now).sighting_ids == ()


@pytest.mark.longer
def test_a_name_that_the_site_got_is_part_of_the_history_at_the_next_screening(analyst: Actor, now: datetime) -> None:
    site = enrol_site(label="Forum L", domains=["forumlilas.example"], actor=analyst, now=now)
    stream = (b"violetplace2.example\n",)
    assert services.screen_stream(blocks=stream, actor=SYSTEM, now=now).sighting_ids == ()
    name_site(site_id=site, hostname="violetplace.example", actor=SYSTEM, now=now)
    assert len(services.screen_stream(blocks=stream, actor=SYSTEM, now=now).sighting_ids) == 1


def test_two_reports_on_one_hostname_are_one_sighting(analyst: Actor, now: datetime) -> None:
    site = enrol_site(label="Forum L", domains=["forumlilas.example", "forumlilas2.example"], actor=analyst, now=now)
    ids = set()
    reports = []
    for address in ("https://forumlilas3.example/room", "FORUMLILAS3.example"):
        receipt = submit_report(address=address, category="reopened", now=now)
        reports.append(receipt.report_id)
        seen = services.record_report(
            report_id=receipt.report_id, hostname="forumlilas3.example", actor=SYSTEM, now=now
        )
        ids.add(seen)
    (sighting_id,) = ids
    sighting = queries.get_sighting(sighting_id, viewer=analyst)
    assert (sighting.site_id, sighting.origin, sighting.looks) == (site, Origin.REPORT, 2)
    assert {look.report_id for look in queries.list_looks(ids, viewer=analyst)} == set(reports)


def test_a_report_on_a_name_that_fits_no_closed_site_is_sighted_without_one(analyst: Actor, now: datetime) -> None:
    receipt = submit_report(address="elsewhere.test", category="other", now=now)
    sighting_id = services.record_report(report_id=receipt.report_id, hostname="elsewhere.test", actor=SYSTEM, now=now)
    sighting = queries.get_sighting(sighting_id, viewer=analyst)
    assert (sighting.site_id, sighting.score) == (None, 0.0)
    assert [reason.code for reason in sighting.reasons] == ["sightings.reported"]


def test_a_report_on_a_former_name_is_known_for_its_site(site: UUID, analyst: Actor, now: datetime) -> None:
    receipt = submit_report(address="chat-c.example", category="reopened", now=now)
    sighting_id = services.record_report(report_id=receipt.report_id, hostname="chat-c.example", actor=SYSTEM, now=now)
    sighting = queries.get_sighting(sighting_id, viewer=analyst)
    assert (sighting.site_id, sighting.score) == (site, 1.0)
    assert [reason.code for reason in sighting.reasons] == ["sightings.reported", "sightings.known_name"]


def test_a_report_joins_the_sighting_that_the_stream_made(site: UUID, now: datetime) -> None:
    sighting_id = see("elsewhere.test", site, now)
    receipt = submit_report(address="elsewhere.test", category="reopened", now=now)
    seen = services.record_report(
        report_id=receipt.report_id, hostname="elsewhere.test", actor=SYSTEM, now=now, cause=4
    )
    assert seen == sighting_id
    with pytest.raises(AlreadyDoneError):
        services.record_report(report_id=receipt.report_id, hostname="elsewhere.test", actor=SYSTEM, now=now, cause=4)


ORCHIDS = ("orchidroom.example", "orchidroom2.example")


def orchids(actor: Actor, now: datetime) -> UUID:
    return enrol_site(label="Orchid room", domains=ORCHIDS, actor=actor, now=now)


def screen(*names: str, now: datetime, stream: str = "log A") -> list[str]:
    blocks = ("".join(f"{name}\n" for name in names).encode(),)
    outcome = services.screen_stream(blocks=blocks, actor=SYSTEM, now=now, stream=stream)
    return [queries.get_sighting(each, viewer=SYSTEM).hostname for each in outcome.sighting_ids]


def ranked(viewer: Actor, **wanted: object) -> list[str]:
    return [seen.hostname for seen in queries.list_ranked(Wanted(**wanted), viewer=viewer)]  # type: ignore[arg-type]


def dismiss(viewer: Actor, now: datetime, hostname: str, kind: Dismissal) -> None:
    (seen,) = queries.list_sightings(viewer=viewer, hostname=hostname)
    dismissals.dismiss_sighting(sighting_id=seen.id, actor=viewer, now=now, reason="A florist", kind=kind)


@pytest.mark.longer
def test_open_sightings_come_ranked_and_can_be_narrowed(analyst: Actor, now: datetime) -> None:
    site_id = orchids(analyst, now)
    screen("myorchidroom.example", "orchidroom3.test", now=now)
    screen("orchidrooms.test", now=now + timedelta(days=2), stream="zone B")
    ranks = [seen.rank for seen in queries.list_ranked(Wanted(), viewer=analyst)]
    assert ranks == sorted(ranks, reverse=True)
    assert ranked(analyst)[0] == "orchidroom3.test"
    assert ranked(analyst, order=Order.OLDEST)[-1] == "orchidrooms.test"
    assert ranked(analyst, stream="zone B") == ["orchidrooms.test"]
    assert ranked(analyst, text="MYORCHID") == ["myorchidroom.example"]
    assert ranked(analyst, site="orchid", site_id=site_id, least_rank=ranks[0]) == ["orchidroom3.test"]
    assert ranked(analyst, since=now.date() + timedelta(days=1)) == ["orchidrooms.test"]
    assert len(ranked(analyst, until=now.date())) == 2
    assert ranked(analyst, origin=Origin.REPORT) == []
    assert queries.count_open(viewer=analyst) == (3, now)


@pytest.mark.longer
def test_a_name_found_unrelated_ranks_lower_when_it_is_seen_again_and_so_do_its_like(
    analyst: Actor, now: datetime
) -> None:
    orchids(analyst, now)
    screen("orchidrooms.test", "myorchidroom.example", now=now)
    before = {seen.hostname: seen.rank for seen in queries.list_ranked(Wanted(), viewer=analyst)}
    dismiss(analyst, now, "orchidrooms.test", Dismissal.UNRELATED)
    rank_again(viewer=SYSTEM)
    (left,) = queries.list_ranked(Wanted(), viewer=analyst)
    assert left.rank < before["myorchidroom.example"]
    assert left.score == before["myorchidroom.example"]
    assert screen("orchidrooms.example", now=now) == []
    report = submit_report(address="orchidrooms.test", category="reopened", now=now)
    services.record_report(report_id=report.report_id, hostname="orchidrooms.test", actor=SYSTEM, now=now)
    (again,) = queries.list_sightings(viewer=analyst, hostname="orchidrooms.test")
    assert again.state is SightingState.OPEN
    assert again.rank < before["orchidrooms.test"] / 1.9


@pytest.mark.longer
def test_no_later_look_nor_a_report_takes_away_what_a_name_has_by_what_it_showed(
    site: UUID, analyst: Actor, now: datetime
) -> None:
    def show(score: float, origin: Origin, at: datetime) -> float:
        services.record_sighting(
            hostname="pear.test", site_id=site, score=score, reasons=WHY, origin=origin, actor=SYSTEM, now=at
        )
        return queries.list_sightings(viewer=analyst, hostname="pear.test")[0].rank

    def report(at: datetime) -> float:
        told = submit_report(address="pear.test", category="reopened", now=at)
        services.record_report(report_id=told.report_id, hostname="pear.test", actor=SYSTEM, now=at)
        return queries.list_sightings(viewer=analyst, hostname="pear.test")[0].rank

    assert show(0.2, Origin.STREAM, now) == 0.2
    assert show(1.0, Origin.FORMER, now) == 1.0
    assert show(0.7, Origin.FORMER, now) == 1.0
    assert report(now) == 1.0
    see("chat-c3.test", site, now)
    dismiss(analyst, now, "chat-c3.test", Dismissal.UNRELATED)
    rank_again(viewer=SYSTEM)
    assert queries.list_sightings(viewer=analyst, hostname="pear.test")[0].rank == 1.0
    dismiss(analyst, now, "pear.test", Dismissal.UNRELATED)
    assert report(now + timedelta(days=1)) < 0.2


@pytest.mark.longer
@pytest.mark.parametrize("kind", [Dismissal.NOTHING_THERE, Dismissal.HANDLED, Dismissal.OTHER])
def test_what_is_dismissed_for_another_reason_teaches_nothing(analyst: Actor, now: datetime, kind: Dismissal) -> None:
    orchids(analyst, now)
    screen("orchidrooms.test", "myorchidroom.example", now=now)
    before = queries.list_ranked(Wanted(), viewer=analyst)[0].rank
    dismiss(analyst, now, "orchidrooms.test", kind)
    assert find_latest_step(RANK_AGAIN, viewer=analyst) is None
    rank_again(viewer=SYSTEM)
    assert queries.list_ranked(Wanted(), viewer=analyst)[0].rank == before
    assert screen("orchidrooms.example", now=now) == ["orchidrooms.example"]


@pytest.mark.longer
def test_a_site_keeps_its_own_labels_whatever_is_dismissed(analyst: Actor, now: datetime) -> None:
    orchids(analyst, now)
    screen("orchidroom.test", now=now)
    dismiss(analyst, now, "orchidroom.test", Dismissal.UNRELATED)
    assert screen("orchidroom.shop", now=now) == ["orchidroom.shop"]


@pytest.mark.longer
def test_many_are_dismissed_at_once_and_each_is_in_the_journal(analyst: Actor, now: datetime) -> None:
    orchids(analyst, now)
    screen("orchidroom3.test", "orchidroom4.test", "orchidroom5.test", now=now)
    ids = [seen.id for seen in queries.list_ranked(Wanted(), viewer=analyst)][:2]

    def parked(picked: list[UUID]) -> int:
        return dismissals.dismiss_sightings(
            sighting_ids=picked, actor=analyst, now=now, reason="Parked", kind=Dismissal.NOTHING_THERE
        )

    assert parked(ids) == 2
    assert acts()[-2:] == ["sightings.sighting_dismissed"] * 2
    assert len(ranked(analyst)) == 1
    assert {seen.dismissed_as for seen in queries.list_ranked(Wanted(state=None), viewer=analyst)} == {
        None,
        Dismissal.NOTHING_THERE,
    }
    for picked in ([], ids):
        with pytest.raises(NothingPickedError):
            parked(picked)
    with pytest.raises(SightingMissingError):
        parked([*ids, UUID(int=1)])
