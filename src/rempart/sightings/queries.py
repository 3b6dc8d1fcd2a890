"""Reads of sightings."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from rempart.kernel.actors import Actor
from rempart.kernel.reasons import reasons_from_json
from rempart.people.permissions import require
from rempart.sightings.contracts import (
    Coverage,
    Look,
    Origin,
    RegisteredName,
    Sighting,
    SightingMissingError,
    SightingState,
    StreamDay,
    StreamState,
)
from rempart.sightings.models import DismissalRow, LookRow, RegistrationRow, SightingRow, StreamDayRow, StreamRow


def get_sighting(sighting_id: UUID, *, viewer: Actor) -> Sighting:
    """One sighting. Raises SightingMissingError."""
    require(viewer, "sightings.view")
    row = SightingRow.objects.filter(pk=sighting_id).first()
    if row is None:
        raise SightingMissingError(sighting=sighting_id)
    return _contracts([row])[0]


def list_sightings(
    *, viewer: Actor, hostname: str | None = None, site_id: UUID | None = None, limit: int = 200
) -> tuple[Sighting, ...]:
    """Sightings, newest first: all, those of one hostname, or those of one site."""
    require(viewer, "sightings.view")
    rows = SightingRow.objects.order_by("-first_seen_at", "-id")
    if hostname is not None:
        rows = rows.filter(hostname=hostname)
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    return _contracts(rows[:limit])


def list_looks(sighting_ids: Iterable[UUID], *, viewer: Actor) -> tuple[Look, ...]:
    """Every time that the sightings named were seen, oldest first."""
    require(viewer, "sightings.view")
    return tuple(
        Look(
            id=row.id,
            sighting_id=row.sighting_id,
            origin=Origin(row.origin),
            seen_at=row.seen_at,
            report_id=row.report_id,
            probe_id=row.probe_id,
            reasons=reasons_from_json(row.reasons),
        )
        for row in LookRow.objects.filter(sighting__in=list(sighting_ids)).order_by("seen_at", "id")
    )


def find_registration(sighting_id: UUID, *, viewer: Actor) -> RegisteredName | None:
    """What the registry told last, None where it was not asked or told nothing."""
    require(viewer, "sightings.view")
    row = RegistrationRow.objects.filter(sighting_id=sighting_id).order_by("-looked_up_at").first()
    if row is None:
        return None
    return RegisteredName(
        sighting_id=row.sighting_id,
        name=row.name,
        registrar=row.registrar,
        abuse_address=row.abuse_address,
        registered_at=row.registered_at,
        changed_at=row.changed_at,
        expires_at=row.expires_at,
        name_servers=tuple(row.name_servers),
        source=row.source,
        looked_up_at=row.looked_up_at,
    )


def list_coverage(*, viewer: Actor, days: int = 14) -> tuple[Coverage, ...]:
    """Every stream that was ever asked, those with a problem first, with its latest days, oldest day first."""
    require(viewer, "sightings.view")
    latest: dict[str, list[StreamDay]] = {}
    for row in StreamDayRow.objects.order_by("-day"):
        kept = latest.setdefault(row.stream_id, [])
        if len(kept) < days:
            kept.insert(0, StreamDay(row.day, row.entries, row.names, row.lost, row.sighted))
    coverage = [_coverage(row, tuple(latest.get(row.label, ()))) for row in StreamRow.objects.order_by("label")]
    return tuple(sorted(coverage, key=lambda stream: (stream.problem == "", stream.label)))


def _coverage(row: StreamRow, days: tuple[StreamDay, ...]) -> Coverage:
    lag = (row.read_at - row.newest_at).total_seconds() if row.read_at and row.newest_at else None
    return Coverage(
        label=row.label,
        kind=row.kind,
        state=StreamState(row.state),
        entries=row.entries,
        names=row.names,
        lost=row.lost,
        behind=row.behind,
        sighted=row.sighted,
        failures=row.failures,
        lag_s=lag,
        read_at=row.read_at,
        problem=row.problem,
        days=days,
    )


def count_sightings() -> int:
    """How many hostnames were sighted, for public figures."""
    return SightingRow.objects.count()


def _contracts(rows: Iterable[SightingRow]) -> tuple[Sighting, ...]:
    rows = list(rows)
    looks = list(LookRow.objects.filter(sighting__in=rows).values_list("sighting_id", "seen_at").order_by("seen_at"))
    counts = Counter(sighting_id for sighting_id, _ in looks)
    last_seen = dict(looks)
    dismissals = {(row.sighting_id, row.looks): row.reason for row in DismissalRow.objects.filter(sighting__in=rows)}
    return tuple(
        Sighting(
            id=row.id,
            hostname=row.hostname,
            site_id=row.site_id,
            score=row.score,
            reasons=reasons_from_json(row.reasons),
            origin=Origin(row.origin),
            first_seen_at=row.first_seen_at,
            last_seen_at=last_seen[row.id],
            looks=counts[row.id],
            state=SightingState.DISMISSED if (row.id, counts[row.id]) in dismissals else SightingState.OPEN,
            dismissal=dismissals.get((row.id, counts[row.id]), ""),
        )
        for row in rows
    )
