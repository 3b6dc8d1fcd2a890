"""Event -> next verb: the picture of the house as one table.

Each route names the event it follows, the verb it leads to, and the queue: `urgent` for what has to take effect
within a second, `default` for the rest. A verb runs as the system, with the index of the entry as its cause.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from rempart.cases import services as cases
from rempart.cases.contracts import CaseJoined, CaseOpened, ItemKind
from rempart.kernel.actors import SYSTEM
from rempart.kernel.events import Event
from rempart.matches.contracts import Judgement, MatchJudged
from rempart.ports import Ports
from rempart.reports import services as reports
from rempart.reports.contracts import ReportReceived, ReportState
from rempart.sightings import services as sightings
from rempart.sightings.contracts import SightingRecorded, SightingRepeated

DEFAULT = "default"
URGENT = "urgent"


def _always(_event: Event) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Route:
    """One arrow of the picture. `do(event, ports, now, cause)` is one service call; `when` filters by the event."""

    on: type[Event]
    name: str
    do: Callable[[Any, Ports, datetime, int], object]
    queue: str = DEFAULT
    when: Callable[[Any], bool] = _always


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


ROUTES: tuple[Route, ...] = (
    Route(on=ReportReceived, name="sightings.record_report", do=_record_report, when=_has_hostname),
    Route(on=SightingRecorded, name="reports.mark_examined", do=_mark_examined, when=_by_report),
    Route(on=SightingRepeated, name="reports.mark_examined_again", do=_mark_examined, when=_by_report),
    Route(on=SightingRepeated, name="cases.join_report", do=_join_report, when=_by_report),
    Route(on=MatchJudged, name="cases.open_case", do=_open_case, when=_is_same),
    Route(on=CaseOpened, name="cases.gather_reports", do=_gather_reports),
    Route(on=CaseJoined, name="reports.mark_in_case", do=_mark_in_case, when=_is_report),
)
