"""Reads of sightings."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Min

from rempart.kernel.actors import Actor
from rempart.kernel.reasons import reasons_from_json
from rempart.people.permissions import require
from rempart.ports.streams import ListedStream
from rempart.sightings.contracts import (
    Dismissal,
    Look,
    Order,
    Origin,
    RegisteredName,
    Sighting,
    SightingMissingError,
    SightingState,
    StreamState,
    Wanted,
)
from rempart.sightings.inclusion import best_proofs
from rempart.sightings.models import (
    DismissalRow,
    LookRow,
    RegistrationRow,
    SightingRow,
    StandingRow,
    StreamRow,
    rows_of_list,
)


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


def list_ranked(wanted: Wanted, *, viewer: Actor, limit: int = 1000) -> tuple[Sighting, ...]:
    """The sightings that `wanted` asks for, in its order, at most `limit`."""
    require(viewer, "sightings.view")
    rows = StandingRow.objects.select_related("sighting")
    if wanted.state is not None:
        rows = rows.filter(is_open=wanted.state is SightingState.OPEN)
    conditions = {
        "sighting__hostname__contains": wanted.text.strip().lower(),
        "sighting__site__label__icontains": wanted.site.strip(),
        "sighting__site": wanted.site_id,
        "sighting__in": LookRow.objects.filter(stream=wanted.stream).values("sighting") if wanted.stream else None,
        "sighting__origin": wanted.origin,
        "rank__gte": wanted.least_rank,
        "sighting__first_seen_at__gte": _midnight(wanted.since),
        "sighting__first_seen_at__lt": _midnight(wanted.until, days=1),
    }
    rows = rows.filter(**{name: value for name, value in conditions.items() if value not in (None, "")})
    return _contracts([row.sighting for row in rows.order_by(*_ORDERS[wanted.order])[:limit]])


_ORDERS = {
    Order.RANK: ("-rank", "-sighting__first_seen_at", "-sighting"),
    Order.NEWEST: ("-sighting__first_seen_at", "-sighting"),
    Order.OLDEST: ("sighting__first_seen_at", "sighting"),
}


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    if day is None or day > date.max - timedelta(days=days):  # until the last day of all calendars: without an end
        return None
    return datetime.combine(day + timedelta(days=days), time(), UTC)


def list_stream_labels(*, viewer: Actor) -> tuple[str, ...]:
    """What the streams that were ever asked are called."""
    require(viewer, "sightings.view")
    return tuple(StreamRow.objects.order_by("label").values_list("label", flat=True))


def list_listed(list_label: str, *, viewer: Actor) -> tuple[ListedStream, ...]:
    """The streams of a list that are, or were, followed under it or another label."""
    require(viewer, "sightings.view")
    return tuple(
        ListedStream(row.label, row.kind, row.log_id, row.from_start)
        for row in rows_of_list(list_label)
        if row.state != StreamState.LEFT_OUT or row.cursor or row.log_id
    )


def count_skipped(label: str, *, viewer: Actor) -> int:
    """How many entries of a stream were there before its reading began, and are not read."""
    require(viewer, "sightings.view_coverage")
    return StreamRow.objects.filter(pk=label).values_list("skipped", flat=True).first() or 0


def count_open(*, viewer: Actor) -> tuple[int, datetime | None]:
    """How many sightings are open, and since when the oldest of them is."""
    require(viewer, "sightings.view")
    still_open = StandingRow.objects.filter(is_open=True).aggregate(
        count=Count("pk"), oldest=Min("sighting__first_seen_at")
    )
    return still_open["count"], still_open["oldest"]


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
            stream=row.stream or "",
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


_BY_WHAT_IT_SHOWS = (Origin.KEY, Origin.SWEEP, Origin.PROBE)


def _contracts(rows: Iterable[SightingRow]) -> tuple[Sighting, ...]:
    rows = list(rows)
    looks = list(LookRow.objects.filter(sighting__in=rows).values_list("sighting_id", "stream", "origin", "score"))
    counts = Counter(sighting_id for sighting_id, *_ in looks)
    streams: dict[UUID, set[str]] = {row.id: set() for row in rows}
    scores = {row.id: [row.score] if row.origin not in _BY_WHAT_IT_SHOWS else [] for row in rows}
    for sighting_id, stream, origin, score in looks:
        streams[sighting_id].update({stream} if stream else ())
        scores[sighting_id] += [score] if score is not None and origin not in _BY_WHAT_IT_SHOWS else []
    standings = {row.sighting_id: row for row in StandingRow.objects.filter(sighting__in=rows)}
    dismissals = {(row.sighting_id, row.looks): row for row in DismissalRow.objects.filter(sighting__in=rows)}
    nothing = DismissalRow(reason="", kind=None)
    proofs = best_proofs(row.id for row in rows)
    return tuple(
        Sighting(
            id=row.id,
            hostname=row.hostname,
            site_id=row.site_id,
            score=row.score,
            reasons=reasons_from_json(row.reasons),
            origin=Origin(row.origin),
            first_seen_at=row.first_seen_at,
            last_seen_at=standings[row.id].last_seen_at,
            looks=counts[row.id],
            state=SightingState.OPEN if standings[row.id].is_open else SightingState.DISMISSED,
            dismissal=dismissed.reason,
            dismissed_as=Dismissal(dismissed.kind) if dismissed.kind else None,
            rank=standings[row.id].rank,
            streams=tuple(sorted(streams[row.id])),
            name_score=max(scores[row.id], default=None),
            proof=proofs.get(row.id),
        )
        for row in rows
        for dismissed in (dismissals.get((row.id, counts[row.id]), nothing),)
    )
