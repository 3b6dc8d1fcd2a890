"""Event -> next verb: the picture of the house as one table.

Each route names the event it follows, the verb it leads to, and the queue: `publishing` for what is said to the
primary, all that is due together, `urgent` for what else has to take effect within a second, `default` for the rest. A
verb runs as the system, with the index of the entry as its cause.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from rempart.captures import services as captures
from rempart.captures.contracts import ExhibitSealed, PageCaptured
from rempart.cases import services as cases
from rempart.cases.contracts import CaseJoined, CaseOpened, ItemKind
from rempart.kernel.actors import SYSTEM
from rempart.kernel.events import Event
from rempart.matches import services as matches
from rempart.matches.backgrounds import count_match
from rempart.matches.comparisons import keep_comparison, seal_comparison
from rempart.matches.contracts import ComparisonSealed, Judgement, Match, MatchJudged
from rempart.matches.queries import list_matches
from rempart.orders.alarms import AlarmKind, raise_alarm
from rempart.orders.contracts import (
    OrderInForce,
    OrderLapsed,
    OrderProposed,
    OrderResumed,
    OrderRevoked,
    OrderSuspended,
)
from rempart.orders.oversight import lift_overblocking
from rempart.orders.queries import get_order
from rempart.pipeline.confirmed import confirmed_pages
from rempart.pipeline.contracts import STUCK_STATES
from rempart.pipeline.grounds import gather_grounds, list_order_matches, notice_addresses, notice_sender
from rempart.pipeline.looking_again import SILENT_FOR, is_still_silent, is_worth_a_look
from rempart.pipeline.queries import find_latest_step
from rempart.ports import Ports
from rempart.probes import services as probes
from rempart.probes.contracts import Outcome, ProbeFinished
from rempart.probes.queries import count_alarms
from rempart.probes.sampling import Surroundings
from rempart.publications.contracts import Change, EntryPublished, EntryWithdrawn
from rempart.referrals import services as referrals
from rempart.reports import services as reports
from rempart.reports.contracts import ReportReceived, ReportState
from rempart.sightings import services as sightings
from rempart.sightings.contracts import Dismissal, SightingDismissed, SightingRecorded, SightingRepeated
from rempart.sightings.ranking import rank_again
from rempart.sightings.registrations import look_up_registration
from rempart.watchlist import services as watchlist

DEFAULT = "default"
URGENT = "urgent"
PUBLISHING = "publishing"  # no tasks: the worker reads these steps themselves (`rempart.worker.publishing`)
UNHURRIED = "unhurried"  # takes seconds where much is kept, and nobody waits for it; no capture waits behind it
ALARMS = "alarms"  # waits for mail servers, and so neither for a capture nor in the way of a block
RANK_AGAIN = "sightings.rank_again"  # the list of sightings says while it is done
SEAL_ATTEMPTS = 500  # ten days, at half an hour between two
LOOK_UP_ATTEMPTS = 50  # a day: a registry may be away for hours
ALARM_ATTEMPTS = 50  # a day: an emergency order is over by then


def _always(_event: Event) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Route:
    """One arrow of the picture. `do(event, ports, now, cause)` is one service call; `when` filters by the event.

    The step is due `delay` after the event. `attempts` is how often it is tried where the operator's own number is too
    small: a seal waits days for its authority. A route of the queue `publishing` has no call of its own: `asks` is what
    it asks of the zone, and the worker says all of that together.
    """

    on: type[Event]
    name: str
    do: Callable[[Any, Ports, datetime, int], object] | None = None
    queue: str = DEFAULT
    when: Callable[[Any], bool] = _always
    delay: timedelta = timedelta()
    attempts: int = 0
    asks: Change | None = None


def _has_hostname(event: ReportReceived) -> bool:
    return bool(event.hostname)


def _by_report(event: SightingRecorded | SightingRepeated) -> bool:
    return event.report_id is not None


def _is_same(event: MatchJudged) -> bool:
    return event.verdict is Judgement.SAME and event.site_id is not None


def _is_report(event: CaseJoined) -> bool:
    return event.kind is ItemKind.REPORT


def _record_report(event: ReportReceived, _ports: Ports, now: datetime, cause: int) -> object:
    return sightings.record_report(
        report_id=event.report_id, hostname=event.hostname, actor=SYSTEM, now=now, cause=cause
    )


def _mark_examined(event: SightingRecorded | SightingRepeated, _ports: Ports, now: datetime, cause: int) -> None:
    reports.advance_report(
        report_id=cast("UUID", event.report_id), state=ReportState.EXAMINED, actor=SYSTEM, now=now, cause=cause
    )


def _mark_in_case(event: CaseJoined, _ports: Ports, now: datetime, cause: int) -> None:
    reports.advance_report(report_id=event.item_id, state=ReportState.IN_CASE, actor=SYSTEM, now=now, cause=cause)


def _capture(event: SightingRecorded, ports: Ports, now: datetime, cause: int) -> object:
    return _look(event.sighting_id, event.hostname, ports, now, cause)


def _look(sighting_id: UUID, hostname: str, ports: Ports, now: datetime, cause: int) -> object:
    return captures.capture_sighting(
        sighting_id=sighting_id,
        hostname=hostname,
        capturer=ports.capturer,
        policy=ports.capture_policy,
        exhibit_format=ports.exhibit_format,
        store=ports.exhibits,
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def _look_up(event: SightingRecorded, ports: Ports, now: datetime, cause: int) -> None:
    look_up_registration(sighting_id=event.sighting_id, lookup=ports.registrations, actor=SYSTEM, now=now, cause=cause)


def _capture_anew(event: SightingRepeated, ports: Ports, now: datetime, cause: int) -> object:
    if is_worth_a_look(event.sighting_id, now=now, viewer=SYSTEM):
        return _look(event.sighting_id, event.hostname, ports, now, cause)
    return None


def _teaches(event: SightingDismissed) -> bool:
    return event.kind is Dismissal.UNRELATED


def _rank_again(_event: SightingDismissed, _ports: Ports, _now: datetime, cause: int) -> None:
    latest = find_latest_step(RANK_AGAIN, viewer=SYSTEM)
    if latest is not None and latest.entry_index > cause and latest.state not in STUCK_STATES:
        return  # that one ranks by what this one taught too: many at once are ranked once
    rank_again(viewer=SYSTEM)


def _was_silent(event: PageCaptured) -> bool:
    return event.sighting_id is not None and not event.reached


def _capture_later(event: PageCaptured, ports: Ports, now: datetime, cause: int) -> object:
    sighting_id = cast("UUID", event.sighting_id)
    if not is_still_silent(sighting_id, event.exhibit_id, now=now, viewer=SYSTEM):
        return None
    return _look(sighting_id, event.hostname, ports, now, cause)


def _seal(event: PageCaptured, ports: Ports, now: datetime, cause: int) -> None:
    captures.seal_exhibit(
        exhibit_id=event.exhibit_id,
        sealing=ports.sealing,
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def _of_sighting(event: ExhibitSealed) -> bool:
    return event.sighting_id is not None


def _judge(event: ExhibitSealed, ports: Ports, now: datetime, cause: int) -> object:
    return matches.judge_exhibit(
        exhibit_id=event.exhibit_id,
        reader=ports.pages,
        store=ports.exhibits,
        background=ports.background(),
        actor=SYSTEM,
        now=now,
        cause=cause,
        reopenings=partial(confirmed_pages, viewer=SYSTEM),
    )


def _rests_on_comparisons(event: OrderProposed | OrderInForce) -> bool:
    return bool(event.matches)


def _keep_comparisons(event: OrderProposed | OrderInForce, ports: Ports, now: datetime, _cause: int) -> None:
    for match in list_matches(viewer=SYSTEM, match_ids=map(UUID, event.matches), limit=None):
        _keep_comparison(match, event.order_id, ports, now)


def _keep_comparison(match: Match, order_id: UUID, ports: Ports, now: datetime) -> None:
    """A comparison that the order rests on becomes an exhibit; one that is one already is left alone."""
    render = import_string(settings.REMPART_COMPARISON_PAGES)
    background = ports.background_of(match.background_sha256)
    keep_comparison(
        match_id=match.id,
        background=background,
        render=partial(render, match.id, background=background, viewer=SYSTEM),
        exhibit_format=ports.exhibit_format,
        store=ports.exhibits,
        order_id=order_id,
        actor=SYSTEM,
        now=now,
    )


def _seal_comparison(event: ComparisonSealed, ports: Ports, now: datetime, cause: int) -> object:
    return seal_comparison(
        match_id=event.match_id,
        sealing=ports.sealing,
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def _is_no_match(event: MatchJudged) -> bool:
    return event.verdict is not Judgement.SAME


def _count(event: MatchJudged, ports: Ports, now: datetime, cause: int) -> object:
    return count_match(
        match_id=event.match_id,
        base=ports.base_background(),
        suffixes=ports.rule_book.read().lists.suffixes,
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def _of_closed_site(event: ExhibitSealed) -> bool:
    return event.site_id is not None and event.reached


def _refer(event: ExhibitSealed, ports: Ports, now: datetime, cause: int) -> object:
    return matches.refer_exhibit(
        exhibit_id=event.exhibit_id, reader=ports.pages, store=ports.exhibits, actor=SYSTEM, now=now, cause=cause
    )


def _open_case(event: MatchJudged, _ports: Ports, now: datetime, cause: int) -> object:
    return cases.open_case(
        site_id=cast("UUID", event.site_id),
        sighting_id=event.sighting_id,
        hostname=event.hostname,
        match_id=event.match_id,
        exhibit_id=event.exhibit_id,
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def _gather_reports(event: CaseOpened, _ports: Ports, now: datetime, cause: int) -> object:
    return cases.gather_reports(case_id=event.case_id, actor=SYSTEM, now=now, cause=cause)


def _join_report(event: SightingRepeated, _ports: Ports, now: datetime, cause: int) -> object:
    return cases.join_report(
        sighting_id=event.sighting_id,
        hostname=event.hostname,
        report_id=cast("UUID", event.report_id),
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def _publishing(on: type[Event], name: str) -> Route:
    return Route(on=on, name=name, queue=PUBLISHING, asks=Change.PUBLISHED)


def _withdrawing(on: type[Event], name: str) -> Route:
    return Route(on=on, name=name, queue=PUBLISHING, asks=Change.WITHDRAWN)


def _name_site(event: OrderInForce, _ports: Ports, now: datetime, cause: int) -> None:
    watchlist.name_site(site_id=event.site_id, hostname=event.hostname, actor=SYSTEM, now=now, cause=cause)


def _prepare_notices(event: OrderInForce, ports: Ports, now: datetime, cause: int) -> object:
    # A notice names the digests of the comparisons. They are there already, but for an emergency order and where two
    # people sign within seconds. What fails here a step of its own shows and tries again: no hotline waits for a disk.
    with suppress(Exception):
        for match in list_order_matches(get_order(event.order_id, viewer=SYSTEM), viewer=SYSTEM):
            _keep_comparison(match, event.order_id, ports, now)
    return referrals.prepare_notices(
        grounds=gather_grounds(event.order_id, ports, viewer=SYSTEM),
        addresses=notice_addresses(),
        sender=notice_sender(),
        in_words=import_string(settings.REMPART_SENTENCES),
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def _probe(event: EntryPublished | EntryWithdrawn, ports: Ports, now: datetime, cause: int) -> object:
    return probes.probe_order(
        order_id=event.order_id,
        resolvers=ports.resolvers,
        surroundings=Surroundings(ports.control_names, ports.control, ports.co_hosting, ports.rule_book),
        clock=ports.clock,
        actor=SYSTEM,
        now=now,
        cause=cause,
    )


def _is_hole(event: ProbeFinished) -> bool:
    return event.outcome is Outcome.NOT_EFFECTIVE


def _is_overblock(event: ProbeFinished) -> bool:
    return event.outcome is Outcome.OVERBLOCKING


def _lift_overblocking(event: ProbeFinished, ports: Ports, now: datetime, cause: int) -> object:
    # One vantage point alone, which somebody may have stolen, ends nothing: another place has to see the same.
    if event.vantage and count_alarms(event.order_id, since=now - timedelta(hours=1)) < 2:
        return None
    return lift_overblocking(order_id=event.order_id, rule_book=ports.rule_book, actor=SYSTEM, now=now, cause=cause)


def _is_provisional(event: OrderInForce) -> bool:
    return event.provisional


def _raise_alarm(kind: AlarmKind) -> Callable[[OrderInForce | ProbeFinished, Ports, datetime, int], None]:
    def raised(event: OrderInForce | ProbeFinished, ports: Ports, now: datetime, cause: int) -> None:
        raise_alarm(
            order_id=event.order_id,
            kind=kind,
            bells=ports.bells,
            roles=ports.alarm_roles,
            desk_url=notice_sender().desk_url,
            actor=SYSTEM,
            now=now,
            cause=cause,
        )

    return raised


def _record_hole(event: ProbeFinished, _ports: Ports, now: datetime, cause: int) -> object:
    return sightings.record_probe(probe_id=event.probe_id, hostname=event.hostname, actor=SYSTEM, now=now, cause=cause)


ROUTES: tuple[Route, ...] = (
    Route(on=ReportReceived, name="sightings.record_report", do=_record_report, when=_has_hostname),
    Route(on=SightingRecorded, name="reports.mark_examined", do=_mark_examined, when=_by_report),
    Route(on=SightingRepeated, name="reports.mark_examined_again", do=_mark_examined, when=_by_report),
    Route(on=SightingRepeated, name="cases.join_report", do=_join_report, when=_by_report),
    Route(on=SightingRecorded, name="captures.capture_sighting", do=_capture),
    Route(on=SightingRecorded, name="sightings.look_up_registration", do=_look_up, attempts=LOOK_UP_ATTEMPTS),
    Route(on=SightingRepeated, name="captures.capture_anew", do=_capture_anew),
    Route(on=SightingDismissed, name=RANK_AGAIN, do=_rank_again, queue=UNHURRIED, when=_teaches),
    Route(on=PageCaptured, name="captures.capture_later", do=_capture_later, when=_was_silent, delay=SILENT_FOR),
    Route(on=PageCaptured, name="captures.seal_exhibit", do=_seal, attempts=SEAL_ATTEMPTS),
    Route(on=ExhibitSealed, name="matches.judge_exhibit", do=_judge, when=_of_sighting),
    Route(on=ExhibitSealed, name="matches.refer_exhibit", do=_refer, when=_of_closed_site),
    Route(on=MatchJudged, name="cases.open_case", do=_open_case, when=_is_same),
    Route(on=MatchJudged, name="matches.count_match", do=_count, queue=UNHURRIED, when=_is_no_match),
    Route(on=OrderProposed, name="matches.keep_comparisons", do=_keep_comparisons, when=_rests_on_comparisons),
    Route(on=OrderInForce, name="matches.keep_at_once", do=_keep_comparisons, when=_rests_on_comparisons),
    Route(on=ComparisonSealed, name="matches.seal_comparison", do=_seal_comparison, attempts=SEAL_ATTEMPTS),
    Route(on=CaseOpened, name="cases.gather_reports", do=_gather_reports),
    Route(on=CaseJoined, name="reports.mark_in_case", do=_mark_in_case, when=_is_report),
    _publishing(OrderInForce, "publications.publish_order"),
    _publishing(OrderResumed, "publications.publish_resumed"),
    _withdrawing(OrderRevoked, "publications.withdraw_revoked"),
    _withdrawing(OrderLapsed, "publications.withdraw_lapsed"),
    _withdrawing(OrderSuspended, "publications.withdraw_suspended"),
    Route(on=OrderInForce, name="watchlist.name_site", do=_name_site),
    Route(on=OrderInForce, name="referrals.prepare_notices", do=_prepare_notices),
    Route(on=EntryPublished, name="probes.probe_published", do=_probe),
    Route(on=EntryWithdrawn, name="probes.probe_withdrawn", do=_probe),
    Route(on=ProbeFinished, name="orders.lift_overblocking", do=_lift_overblocking, queue=URGENT, when=_is_overblock),
    Route(
        on=OrderInForce,
        name="orders.alarm_emergency",
        do=_raise_alarm(AlarmKind.EMERGENCY),
        queue=ALARMS,
        when=_is_provisional,
        attempts=ALARM_ATTEMPTS,
    ),
    Route(
        on=ProbeFinished,
        name="orders.alarm_overblocking",
        do=_raise_alarm(AlarmKind.OVERBLOCKING),
        queue=ALARMS,
        when=_is_overblock,
        attempts=ALARM_ATTEMPTS,
    ),
    Route(on=ProbeFinished, name="sightings.record_probe", do=_record_hole, when=_is_hole),
)
