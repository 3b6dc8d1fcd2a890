"""Reads of reports: for the holder of a receipt its way, for the desk everything but the reporter."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min

from rempart.kernel.actors import PUBLIC, Actor
from rempart.people.permissions import require
from rempart.reports.contracts import (
    Category,
    ReceiptUnknownError,
    Report,
    ReportMissingError,
    ReportProgress,
    ReportState,
)
from rempart.reports.models import ProgressRow, ReportRow
from rempart.reports.receipts import receipt_digest

_ORDER = list(ReportState)


def follow_report(code: str, *, viewer: Actor = PUBLIC) -> ReportProgress:
    """The way of the report that the receipt stands for. Raises ReceiptUnknownError."""
    require(viewer, "reports.follow")
    row = ReportRow.objects.filter(receipt_sha256=receipt_digest(code)).first()
    if row is None:
        raise ReceiptUnknownError
    rows = ProgressRow.objects.filter(report=row).order_by("at", "id")
    steps = tuple((ReportState(step.state), step.at) for step in rows)
    return ReportProgress(received_at=row.received_at, state=max(steps, key=_furthest)[0], steps=steps)


def get_report(report_id: UUID, *, viewer: Actor) -> Report:
    """One report. Raises ReportMissingError."""
    require(viewer, "reports.view")
    row = ReportRow.objects.filter(pk=report_id).first()
    if row is None:
        raise ReportMissingError(report=report_id)
    return _contracts([row])[0]


def list_reports(
    *, viewer: Actor, hostname: str | None = None, without_hostname: bool = False, limit: int = 200
) -> tuple[Report, ...]:
    """Reports, newest first: all, those on one hostname, or those whose address names none."""
    require(viewer, "reports.view")
    rows = ReportRow.objects.order_by("-received_at", "-id")
    if without_hostname:
        rows = rows.filter(hostname="")
    elif hostname is not None:
        rows = rows.filter(hostname=hostname)
    return _contracts(rows[:limit])


def count_without_hostname(*, viewer: Actor) -> tuple[int, datetime | None]:
    """How many reports name no host, and when the oldest of them came."""
    require(viewer, "reports.view")
    found = ReportRow.objects.filter(hostname="").aggregate(count=Count("pk"), oldest=Min("received_at"))
    return found["count"], found["oldest"]


def _furthest(step: tuple[ReportState, object]) -> int:
    return _ORDER.index(step[0])


def _contracts(rows: Iterable[ReportRow]) -> tuple[Report, ...]:
    rows = list(rows)
    latest: dict[UUID, ProgressRow] = {}
    for step in ProgressRow.objects.filter(report__in=rows):
        known = latest.get(step.report_id)
        if known is None or _ORDER.index(ReportState(step.state)) > _ORDER.index(ReportState(known.state)):
            latest[step.report_id] = step
    return tuple(_contract(row, latest[row.id]) for row in rows)


def _contract(row: ReportRow, step: ProgressRow) -> Report:
    return Report(
        id=row.id,
        address=row.address,
        normal_address=row.normal_address,
        hostname=row.hostname,
        category=Category(row.category),
        description=row.description,
        seen_on=row.seen_on,
        received_at=row.received_at,
        same_as=row.same_as_id,
        state=ReportState(step.state),
        state_at=step.at,
        reason=step.reason,
    )
