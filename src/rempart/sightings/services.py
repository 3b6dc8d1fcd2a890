"""The verbs of sightings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rempart.journal.queries import refuse_repetition
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import Hostname, parse_hostname
from rempart.kernel.ids import new_id
from rempart.kernel.reasons import Reason, reasons_to_json
from rempart.people.permissions import require
from rempart.sightings.contracts import (
    Origin,
    ScreenOutcome,
    SightingRecorded,
    SightingRepeated,
)
from rempart.sightings.models import LookRow, SightingRow, StandingRow
from rempart.sightings.ranking import rank_now
from rempart.sightings.screening import Screen, current_screen

REPORTED = Reason("sightings.reported", "Somebody reported this address.")
STILL_REACHABLE = Reason("sightings.still_reachable", "A probe found that the block of {hostname} has no full effect.")


@dataclass(frozen=True, slots=True)
class _Seen:
    """One time that a hostname was seen, on its way into the tables."""

    hostname: Hostname
    site_id: UUID | None
    score: float
    reasons: tuple[Reason, ...]
    origin: Origin
    report_id: UUID | None = None
    probe_id: UUID | None = None
    stream: str = ""


def record_sighting(
    *,
    hostname: str,
    site_id: UUID | None,
    score: float,
    reasons: Sequence[Reason],
    origin: Origin,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
    stream: str = "",
) -> UUID:
    """Note that a hostname deserves a look; one that is known for this site gets a further look instead.

    `score` 0…1; `stream` is the label of the stream that brought it. Raises NotAHostnameError.
    """
    require(actor, "sightings.record")
    seen = _Seen(parse_hostname(hostname), site_id, score, tuple(reasons), origin, stream=stream)
    with transaction.atomic():
        known = SightingRow.objects.filter(hostname=seen.hostname, site_id=site_id).first()
        return _record(known, seen, actor=actor, now=now, reason=reason, cause=cause)


def record_report(
    *, report_id: UUID, hostname: str, actor: Actor, now: datetime, reason: str = "", cause: int | None = None
) -> UUID:
    """Somebody reported the hostname: a further look at what is known of it, or a new sighting.

    The watch list says whether it fits a closed site; where it fits none, the site stays open.
    Raises NotAHostnameError.
    """
    require(actor, "sightings.record")
    name = parse_hostname(hostname)
    fit = current_screen(viewer=actor).find_fit(name)
    reasons = (REPORTED, *fit.reasons) if fit else (REPORTED,)
    site_id, score = (fit.site_id, fit.score) if fit else (None, 0.0)
    seen = _Seen(name, site_id, score, reasons, Origin.REPORT, report_id=report_id)
    with transaction.atomic():
        known = SightingRow.objects.filter(hostname=name, site_id=site_id).first() if fit else _latest(name)
        return _record(known, seen, actor=actor, now=now, reason=reason, cause=cause)


def record_probe(
    *, probe_id: UUID, hostname: str, actor: Actor, now: datetime, reason: str = "", cause: int | None = None
) -> UUID:
    """A blocked hostname is still reachable: look at it again. Raises NotAHostnameError."""
    require(actor, "sightings.record")
    name = parse_hostname(hostname)
    found = Reason(STILL_REACHABLE.code, STILL_REACHABLE.template, {"hostname": name})
    seen = _Seen(name, None, 1.0, (found,), Origin.PROBE, probe_id=probe_id)
    with transaction.atomic():
        return _record(_latest(name), seen, actor=actor, now=now, reason=reason, cause=cause)


def screen_stream(
    *,
    blocks: Iterable[bytes],
    actor: Actor,
    now: datetime,
    reason: str = "",
    stream: str = "",
    screen: Screen | None = None,
) -> ScreenOutcome:
    """Sight every hostname of a stream that may be a closed site under its next name.

    `blocks` are whole lines, one hostname each; `stream` is the label of where they came from; `screen` is the current
    one of a caller who has asked for it already. What was sighted before for the same site gets no further look: a
    stream names the same host many times. Stopped half-way and started again, it goes on where it was.
    """
    require(actor, "sightings.record")
    names = rejected = known = 0
    recorded: list[UUID] = []
    for result, fits in (screen or current_screen(viewer=actor)).screen_blocks(blocks):
        names, rejected = names + result.names, rejected + result.no_names
        for fit in fits:
            if SightingRow.objects.filter(hostname=fit.hostname, site_id=fit.site_id).exists():
                known += 1
                continue
            sighting_id = record_sighting(
                hostname=fit.hostname,
                site_id=fit.site_id,
                score=fit.score,
                reasons=fit.reasons,
                origin=Origin.STREAM,
                actor=actor,
                now=now,
                reason=reason,
                stream=stream,
            )
            recorded.append(sighting_id)
    return ScreenOutcome(names=names, rejected=rejected, known=known, sighting_ids=tuple(recorded))


def _latest(hostname: Hostname) -> SightingRow | None:
    """The sighting of `hostname` that says most: of a known site before none, then the newest."""
    rows = SightingRow.objects.filter(hostname=hostname)
    return rows.exclude(site=None).order_by("-first_seen_at").first() or rows.first()


def _record(
    known: SightingRow | None, seen: _Seen, *, actor: Actor, now: datetime, reason: str, cause: int | None
) -> UUID:
    """Add a look to `known`, or a new sighting with its first look; once for one `cause`.

    The check comes after the look-up of `known`: whoever sees the other worker's row then sees its entry too.
    """
    refuse_repetition(SightingRecorded.act, SightingRepeated.act, cause=cause)
    row, is_new = (known, False) if known else _begin(seen, now)
    LookRow.objects.create(
        id=new_id(now),
        sighting=row,
        origin=seen.origin,
        seen_at=now,
        report_id=seen.report_id,
        probe_id=seen.probe_id,
        stream=seen.stream,
        score=seen.score,
        reasons=reasons_to_json(seen.reasons),
    )
    rank = seen.score if is_new else rank_now(row, seen.score, viewer=actor)
    StandingRow.objects.update_or_create(sighting=row, defaults={"rank": rank, "is_open": True, "last_seen_at": now})
    event: SightingRecorded | SightingRepeated
    if is_new:
        event = SightingRecorded(
            sighting_id=row.id,
            hostname=row.hostname,
            site_id=seen.site_id,
            origin=seen.origin,
            report_id=seen.report_id,
        )
    else:
        event = SightingRepeated(
            sighting_id=row.id, hostname=row.hostname, report_id=seen.report_id, origin=seen.origin
        )
    record(event, actor=actor, now=now, reason=reason, cause=cause)
    return row.id


def _begin(seen: _Seen, now: datetime) -> tuple[SightingRow, bool]:
    """The sighting of a name that nobody had seen, and whether it is new: two logs bring one certificate at once."""
    first = {
        "id": new_id(now),
        "score": seen.score,
        "reasons": reasons_to_json(seen.reasons),
        "origin": seen.origin,
        "first_seen_at": now,
    }
    return SightingRow.objects.get_or_create(hostname=seen.hostname, site_id=seen.site_id, defaults=first)
