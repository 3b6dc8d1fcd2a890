"""Reads of probes."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from rempart.kernel.actors import Actor
from rempart.kernel.hostname import Hostname
from rempart.people.permissions import require
from rempart.probes.contracts import Finding, Outcome, PageLook, Probe, ProbeAnswer, ProbeMissingError, Question
from rempart.probes.models import AnswerRow, LookRow, ProbeRow


def list_probes(*, viewer: Actor, order_ids: Iterable[UUID] | None = None, limit: int = 200) -> tuple[Probe, ...]:
    """Probes with their answers, newest first: all, or those of some orders."""
    require(viewer, "probes.view")
    rows = ProbeRow.objects.order_by("-started_at", "-id")
    if order_ids is not None:
        rows = rows.filter(order_id__in=tuple(order_ids))
    return _contracts(rows[:limit])


def get_probe(probe_id: UUID, *, viewer: Actor) -> Probe:
    """One probe. Raises ProbeMissingError."""
    require(viewer, "probes.view")
    row = ProbeRow.objects.filter(pk=probe_id).first()
    if row is None:
        raise ProbeMissingError(probe=probe_id)
    return _contracts([row])[0]


def find_latest_of(order_id: UUID, vantage: str) -> Probe | None:
    """The latest probe of the order from that vantage point."""
    rows = ProbeRow.objects.filter(order_id=order_id).order_by("-started_at", "-id")
    probes = _contracts(_from(rows, vantage)[:1])
    return probes[0] if probes else None


def list_latest_by_order(vantage: str) -> dict[UUID, datetime]:
    """When the vantage point last looked at each order."""
    rows = _from(ProbeRow.objects.all(), vantage).values_list("order_id").annotate(at=Max("started_at"))
    return dict(rows)


def list_latest_views(order_id: UUID, *, viewer: Actor) -> tuple[Probe, ...]:
    """The latest probe of the order from each place, this installation first."""
    latest: dict[str, Probe] = {}
    for probe in list_probes(viewer=viewer, order_ids=(order_id,), limit=1000):
        latest.setdefault(probe.vantage, probe)
    return tuple(latest[vantage] for vantage in sorted(latest))


def count_alarms(order_id: UUID, *, since: datetime) -> int:
    """From how many places over-blocking by the order was seen since then."""
    rows = ProbeRow.objects.filter(order_id=order_id, outcome=Outcome.OVERBLOCKING, started_at__gte=since)
    looks = LookRow.objects.filter(probe__in=rows)
    return looks.values("vantage").distinct().count()


def list_times(*, start: datetime, end: datetime) -> tuple[tuple[UUID, bool, float], ...]:
    """(order, blocked or lifted, seconds to effect) of the probes that saw one happen in the period."""
    rows = ProbeRow.objects.filter(started_at__gte=start, started_at__lt=end, seconds_to_effect__isnull=False)
    return tuple((row.order_id, row.expected_blocked, row.seconds_to_effect or 0.0) for row in rows)


def list_overblocking(*, start: datetime, end: datetime) -> tuple[UUID, ...]:
    """The orders of which a probe in the period saw that they blocked too much, for public figures."""
    rows = ProbeRow.objects.filter(started_at__gte=start, started_at__lt=end, outcome=Outcome.OVERBLOCKING)
    return tuple(rows.values_list("order_id", flat=True).distinct())


def _from(rows: QuerySet[ProbeRow], vantage: str) -> QuerySet[ProbeRow]:
    return rows.filter(pk__in=LookRow.objects.filter(vantage=vantage).values("probe_id"))


def _contracts(rows: Iterable[ProbeRow]) -> tuple[Probe, ...]:
    rows = list(rows)
    looks = {look.probe_id: look for look in LookRow.objects.filter(probe__in=rows)}
    answers: dict[UUID, list[ProbeAnswer]] = {row.id: [] for row in rows}
    for row in AnswerRow.objects.filter(probe__in=rows).order_by("probe_id", "position"):
        answers[row.probe_id].append(
            ProbeAnswer(
                resolver=row.resolver,
                is_control=row.is_control,
                hostname=Hostname(row.hostname),
                question=Question(row.question),
                finding=Finding(row.finding),
                response_code=row.response_code,
                records=tuple(row.records),
                extended_errors=tuple(row.extended_errors),
                elapsed_ms=row.elapsed_ms,
            )
        )
    return tuple(
        Probe(
            id=row.id,
            order_id=row.order_id,
            hostname=Hostname(row.hostname),
            expected_blocked=row.expected_blocked,
            outcome=Outcome(row.outcome),
            started_at=row.started_at,
            finished_at=row.finished_at,
            seconds_to_effect=row.seconds_to_effect,
            answers=tuple(answers[row.id]),
            vantage=looks[row.id].vantage if row.id in looks else "",
            pages=_pages(row, looks[row.id]) if row.id in looks else (),
            address_changed=row.id in looks and looks[row.id].address_changed,
        )
        for row in rows
    )


def _pages(row: ProbeRow, look: LookRow) -> tuple[PageLook, ...]:
    return tuple(
        PageLook(hostname=Hostname(row.hostname), **page | {"headers": tuple(page.get("headers", ()))})
        for page in look.pages
    )
