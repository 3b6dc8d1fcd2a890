"""Following streams without end: read on from the cursor, screen, and account for every entry.

A batch is screened before its cursor is kept: stopped between the two, it is read again and sights nothing twice.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.clock import Clock
from rempart.kernel.errors import RempartError
from rempart.people.permissions import require
from rempart.ports.streams import Batch, HostnameStream, StreamDistrustedError
from rempart.sightings.contracts import StreamState, StreamTrusted
from rempart.sightings.models import StreamDayRow, StreamRow
from rempart.sightings.services import screen_stream


def follow_stream(*, stream: HostnameStream, kind: str, actor: Actor, clock: Clock) -> int:
    """Read everything new and sight what may be a closed site; how many sightings came of it.

    What goes wrong is kept on the stream's row, for the coverage page, and raised again (StreamBusyError,
    StreamDistrustedError, StreamUnreadableError). A distrusted stream is not read until a person trusts it again.
    """
    require(actor, "sightings.record")
    row, _ = StreamRow.objects.get_or_create(label=stream.label, defaults={"kind": kind, "state": StreamState.NEW})
    if row.state == StreamState.DISTRUSTED:
        raise StreamDistrustedError(stream=stream.label, problem=row.problem)
    sighted = 0
    try:
        for batch in stream.read(row.cursor or None):
            outcome = screen_stream(
                blocks=(batch.lines,) if batch.lines else (), actor=actor, now=clock.now(), stream=stream.label
            )
            sighted += len(outcome.sighting_ids)
            _keep(stream.label, batch, outcome.names, len(outcome.sighting_ids), clock.now())
    except RempartError as error:
        state = StreamState.DISTRUSTED if isinstance(error, StreamDistrustedError) else StreamState.SILENT
        StreamRow.objects.filter(pk=stream.label).update(
            state=state, problem=error.message, asked_at=clock.now(), failures=F("failures") + 1
        )
        raise
    StreamRow.objects.filter(pk=stream.label).update(
        state=StreamState.READING, problem="", asked_at=clock.now(), read_at=clock.now(), failures=0
    )
    return sighted


def trust_stream(*, label: str, actor: Actor, now: datetime, reason: str) -> None:
    """A person has looked into a stream that contradicted itself: read it again, from its present end."""
    require(actor, "sightings.trust_stream")
    with transaction.atomic():
        distrusted = StreamRow.objects.filter(pk=label, state=StreamState.DISTRUSTED)
        if distrusted.update(state=StreamState.NEW, problem="", cursor="", asked_at=now, failures=0):
            record(StreamTrusted(label=label), actor=actor, now=now, reason=reason)


def _keep(label: str, batch: Batch, names: int, sighted: int, now: datetime) -> None:
    with transaction.atomic():
        StreamRow.objects.filter(pk=label).update(
            cursor=batch.cursor,
            entries=F("entries") + batch.entries,
            names=F("names") + names,
            lost=F("lost") + batch.lost,
            sighted=F("sighted") + sighted,
            behind=batch.behind,
            read_at=now,
            **({"newest_at": batch.newest_at} if batch.newest_at else {}),
        )
        StreamDayRow.objects.get_or_create(stream_id=label, day=now.date())
        StreamDayRow.objects.filter(stream_id=label, day=now.date()).update(
            entries=F("entries") + batch.entries,
            names=F("names") + names,
            lost=F("lost") + batch.lost,
            sighted=F("sighted") + sighted,
        )
