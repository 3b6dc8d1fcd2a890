"""Following streams without end: read on from the cursor, screen, and account for every entry.

A batch is screened before its cursor is kept: stopped between the two, it is read again and sights nothing twice.
Several may read one stream: a batch counts where the cursor still is the one that it was read from.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.clock import Clock
from rempart.kernel.errors import RempartError
from rempart.kernel.plain_text import plain
from rempart.kernel.stream_labels import BY_HAND, BY_HAND_KIND, LONGEST_LABEL, OWN_LABELS, is_of
from rempart.people.permissions import require
from rempart.ports.streams import (
    Batch,
    Holder,
    HostnameStream,
    ListedStream,
    StreamDistrustedError,
    StreamDoubtedError,
    StreamStaleError,
)
from rempart.sightings.contracts import (
    AWAITING_A_PERSON,
    LabelTakenError,
    LabelUnusableError,
    NotDistrustedError,
    ScreenOutcome,
    StreamAwaitsTrustError,
    StreamInUseError,
    StreamMissingError,
    StreamRetired,
    StreamState,
    StreamTrusted,
)
from rempart.sightings.coverage import heard_lately
from rempart.sightings.inclusion import PAUSE, note_entries, prove_entries
from rempart.sightings.models import StreamDayRow, StreamRow, rows_of_list
from rempart.sightings.screening import current_screen
from rempart.sightings.services import screen_stream

# A row that said so lately that its stream is being read is not written again.
SAID_FOR = timedelta(seconds=10)
# Longer than any problem of ours: what it quotes from a source may be of any length.
LONGEST_PROBLEM = 2000
_STATE_AFTER: Mapping[type[RempartError], StreamState] = {
    StreamDistrustedError: StreamState.DISTRUSTED,
    StreamDoubtedError: StreamState.DOUBTED,
}
# States that only a person, or a list, ends.
_LASTING = (StreamState.DISTRUSTED, StreamState.DOUBTED, StreamState.LEFT_OUT, StreamState.RETIRED)
NO_LONGER_LISTED = "its list names it no more"
LIST_PAUSE_S = 24 * 60 * 60.0  # seconds between two readings of a list of streams


class KeyWatch(Protocol):
    """What looks for the TLS keys of closed sites in the certificates of streams (`glances.keys`, downstream)."""

    def refresh(self) -> None:
        """Look for the keys that are known by now."""
        ...

    def take(self, holders: Sequence[Holder], *, stream: str, now: datetime) -> int:
        """Sight what holds one of them; how many sightings."""
        ...


def follow_stream(
    *,
    stream: HostnameStream,
    kind: str,
    actor: Actor,
    clock: Clock,
    every_s: float = 0.0,
    keys: KeyWatch | None = None,
) -> int:
    """Read everything new and sight what may be a closed site; how many sightings came of it.

    `every_s` is the pause after which it will be asked again; `keys` takes certificates that hold a closed site's key.
    What goes wrong is kept on the stream's row, for the coverage page, and raised again (StreamBusyError,
    StreamDistrustedError, StreamDoubtedError, StreamStaleError, StreamUnreadableError).
    A distrusted stream is not read until a person trusts it again.
    """
    require(actor, "sightings.record")
    sighted, at_end = 0, False
    while not at_end:
        row = begin_stream(label=stream.label, kind=kind)
        if row.distrust:  # also one that was left out or retired since
            StreamRow.objects.filter(pk=row.pk).update(state=StreamState.DISTRUSTED, problem=row.distrust)
            raise StreamAwaitsTrustError(label=stream.label)
        try:
            if row.state == StreamState.TRUSTED:
                _forgive(row, stream)
            # Who looks once does not come back for proofs.
            pause = PAUSE if every_s else timedelta(0)
            try:
                found, at_end = _read_on(row, stream, actor=actor, clock=clock, keys=keys)
            except StreamStaleError:
                prove_entries(stream, now=clock.now(), pause=pause)  # of an old tree too, which the log signed
                raise
            if at_end:
                prove_entries(stream, now=clock.now(), pause=pause)
        except StreamStaleError as error:
            _note_end(row, now=clock.now(), every_s=every_s, stale=error.message)
            raise
        except RempartError as error:
            note_failure(label=stream.label, kind=kind, error=error, actor=actor, now=clock.now(), every_s=every_s)
            raise
        sighted += found
    _note_end(row, now=clock.now(), every_s=every_s)
    return sighted


def _forgive(row: StreamRow, stream: HostnameStream) -> None:
    """Put the cursor where a stream goes on that a person trusts again, before anything is asked: that may fail."""
    before, row.cursor = row.cursor, stream.forgive(row.cursor) if row.cursor else ""
    waiting = StreamRow.objects.filter(pk=row.pk, state=StreamState.TRUSTED, cursor=before)
    waiting.update(cursor=row.cursor, state=StreamState.NEW)


def _read_on(
    row: StreamRow, stream: HostnameStream, *, actor: Actor, clock: Clock, keys: KeyWatch | None
) -> tuple[int, bool]:
    """Read from the row's cursor on; how many sightings, and whether to the end: not where someone else moved it."""
    if keys is not None:
        keys.refresh()
    sighted, before = 0, row.cursor
    for batch in stream.read(before or None):
        found, kept = _take(stream.label, batch, before=before, actor=actor, clock=clock, keys=keys)
        sighted += found
        if not kept:
            return sighted, False
        before = batch.cursor
    return sighted, True


def _note_end(row: StreamRow, *, now: datetime, every_s: float, stale: str = "") -> None:
    """`note_success`, unless the row says so well enough: streams are many, and looked at each second."""
    state = StreamState.STALE if stale else StreamState.READING
    same = (row.state, row.problem, row.failures, row.every_s) == (state, stale, 0, every_s)
    if not (same and row.asked_at is not None and timedelta(0) <= now - row.asked_at < SAID_FOR):
        note_success(label=row.label, now=now, every_s=every_s, stale=stale)


def begin_stream(*, label: str, kind: str) -> StreamRow:
    """The stream's row, made where it was never asked before. One that lists were taken under, and that is followed
    now, is a stream like all others.
    """
    row, _ = StreamRow.objects.get_or_create(label=label, defaults={"kind": kind, "state": StreamState.NEW})
    if row.kind == BY_HAND_KIND != kind:
        row.kind = kind
        StreamRow.objects.filter(pk=label).update(kind=kind)
    return row


def note_success(*, label: str, now: datetime, every_s: float, stale: str = "") -> None:
    """Keep that the stream was read to its end; `stale` says what is old about it, if that is so."""
    state = StreamState.STALE if stale else StreamState.READING
    StreamRow.objects.filter(pk=label).update(
        state=state, problem=stale, asked_at=now, read_at=now, failures=0, every_s=every_s
    )


def note_failure(
    *, label: str, kind: str, error: RempartError, actor: Actor, now: datetime, every_s: float = 0.0
) -> None:
    """Keep on the stream's row that it could not be read, and why; also of a log list that gave no stream at all.

    A person's trust stands until it is acted on (`_forgive`), also where it was given while the stream was being read:
    the doubt of that reading is what it answered.
    """
    require(actor, "sightings.record")
    state = _STATE_AFTER.get(type(error), StreamState.SILENT)
    begin_stream(label=label, kind=kind)
    found, said = StreamRow.objects.filter(pk=label), plain(error.message, LONGEST_PROBLEM)
    found.update(asked_at=now, failures=F("failures") + 1, every_s=every_s)
    kept = {"distrust": said} if state == StreamState.DISTRUSTED else {}
    found.exclude(state=StreamState.TRUSTED).update(state=state, problem=said, **kept)
    if state == StreamState.SILENT:
        found.filter(state=StreamState.TRUSTED).update(problem=said)
    StreamDayRow.objects.get_or_create(stream_id=label, day=now.date())
    StreamDayRow.objects.filter(stream_id=label, day=now.date()).update(failures=F("failures") + 1)


def note_list(
    *,
    label: str,
    kind: str,
    streams: Sequence[ListedStream],
    actor: Actor,
    now: datetime,
    left_out: Mapping[str, str] | None = None,
    besides: Collection[str] = (),
) -> None:
    """Keep that a list was read, which streams it names, which of them, and what else in it, is left out and why (by
    label).

    A stream that it names no more is left out too, unless it is one of `besides`: those are still read to their end.
    """
    require(actor, "sightings.record")
    kinds = {stream.label: stream.kind for stream in streams}
    lasting = {"asked_at": now, "failures": 0, "every_s": LIST_PAUSE_S}
    left_out = left_out or {}
    followed = len(kinds.keys() - left_out.keys())
    reading = {"state": StreamState.READING, "problem": "", "entries": followed, "read_at": now}
    rows: dict[str, dict[str, object]] = {label: lasting | reading}
    named = {*kinds, *left_out, *besides}
    reasons = {
        row.label: NO_LONGER_LISTED
        for row in rows_of_list(label)
        if row.label not in named and row.state not in _LASTING
    } | dict(left_out)
    for each, why in reasons.items():
        rows[each] = lasting | {"state": StreamState.LEFT_OUT, "problem": why}
    with transaction.atomic():
        for each, values in rows.items():
            made = {"kind": kinds.get(each, kind), **values}
            StreamRow.objects.update_or_create(label=each, defaults=values, create_defaults=made)
        for stream in streams:
            _note_listed(stream, is_followed=stream.label not in left_out)


def _note_listed(stream: ListedStream, *, is_followed: bool) -> None:
    """Keep which log a stream of a list is, and where its reading begins, before anything of it is read."""
    row = begin_stream(label=stream.label, kind=stream.kind)
    known = {"log_id": stream.log_id or row.log_id, "from_start": stream.from_start}
    if is_followed and row.state in (StreamState.LEFT_OUT, StreamState.RETIRED):
        state = StreamState.DISTRUSTED if row.distrust else StreamState.NEW
        known |= {"state": state, "problem": row.distrust, "kind": stream.kind}
    if any(getattr(row, name) != value for name, value in known.items()):
        StreamRow.objects.filter(pk=row.pk).update(**known)


def _take(
    label: str, batch: Batch, *, before: str, actor: Actor, clock: Clock, keys: KeyWatch | None
) -> tuple[int, bool]:
    """Screen what is new of a batch, sight who holds a closed site's key, then keep the cursor; how many sightings,
    and whether it was kept (`keep_batch`)."""
    screen = current_screen(viewer=actor)
    lines, duplicates = screen.recent.fresh(batch.lines)
    blocks = (lines,) if lines else ()
    outcome = screen_stream(blocks=blocks, actor=actor, now=clock.now(), stream=label, screen=screen)
    screen.recent.remember(lines)
    note_entries(outcome.sighting_ids, batch, stream=label, now=clock.now())
    sighted = len(outcome.sighting_ids)
    if keys is not None:
        sighted += keys.take(batch.holders, stream=label, now=clock.now()) if batch.holders else 0
        keys.refresh()
    kept = keep_batch(
        label, batch, before=before, names=outcome.names, sighted=sighted, duplicates=duplicates, now=clock.now()
    )
    return sighted, kept


def trust_stream(*, label: str, actor: Actor, now: datetime, reason: str) -> None:
    """A person has looked into a stream that contradicted itself, or may be cut off: a log is read on from where it
    was, a zone learned anew.

    Raises NotDistrustedError.
    """
    require(actor, "sightings.trust_stream")
    with transaction.atomic():
        waiting = StreamRow.objects.filter(pk=label, state__in=AWAITING_A_PERSON)
        if not waiting.update(state=StreamState.TRUSTED, problem="", distrust="", asked_at=now, failures=0):
            raise NotDistrustedError(label=label)
        record(StreamTrusted(label=label), actor=actor, now=now, reason=reason)


def retire_stream(*, label: str, configured: Collection[str], actor: Actor, now: datetime, reason: str) -> int:
    """A person says why a stream, or a list with all its streams, is read no more; how many were retired.

    Their rows stay, with what was left unread of them, and ask for nobody any more. One that is read again is like
    all others; a distrusted one stays so. `configured` are the tables of this machine. Raises StreamMissingError,
    StreamInUseError.
    """
    require(actor, "sightings.retire_stream")
    with transaction.atomic():
        found = StreamRow.objects.filter(pk=label)
        rows = [row for row in (*found, *rows_of_list(label)) if row.state != StreamState.RETIRED]
        if not rows:
            raise StreamMissingError(label=label)
        for row in rows:
            if is_of(row.label, configured):
                raise StreamInUseError(label=row.label, why="rempart.toml names it")
            if heard_lately(row, now) and row.state != StreamState.LEFT_OUT and row.kind != BY_HAND_KIND:
                raise StreamInUseError(label=row.label, why="it was asked a short time ago")
        said = plain(reason, LONGEST_PROBLEM)
        StreamRow.objects.filter(pk__in=[row.pk for row in rows]).update(state=StreamState.RETIRED, problem=said)
        left = sum(row.behind for row in rows), sum(row.lost for row in rows)
        event = StreamRetired(label=label, streams=len(rows), behind=left[0], lost=left[1])
        record(event, actor=actor, now=now, reason=reason)
    return len(rows)


def take_hostnames(
    *, blocks: Iterable[bytes], label: str, configured: Collection[str], actor: Actor, now: datetime
) -> ScreenOutcome:
    """Screen a list that a person gives, as `screen_stream`, and count it on the coverage page under `label`, block by
    block: one that breaks off has counted what was screened of it. `configured` are the tables of this machine, which
    nobody may have asked yet. Raises LabelTakenError, LabelUnusableError.
    """
    require(actor, "sightings.record")
    if not label or plain(label, LONGEST_LABEL) != label:
        raise LabelUnusableError(label=label, longest=LONGEST_LABEL)
    if is_of(label, configured) or label in OWN_LABELS - {BY_HAND}:
        raise LabelTakenError(label=label)
    if begin_stream(label=label, kind=BY_HAND_KIND).kind != BY_HAND_KIND:
        raise LabelTakenError(label=label)
    screen, taken = current_screen(viewer=actor), ScreenOutcome(names=0, rejected=0, known=0, sighting_ids=())
    for block in blocks:
        found = screen_stream(blocks=(block,), actor=actor, now=now, stream=label, screen=screen)
        _count_by_hand(label, found, now)
        taken = ScreenOutcome(
            names=taken.names + found.names,
            rejected=taken.rejected + found.rejected,
            known=taken.known + found.known,
            sighting_ids=taken.sighting_ids + found.sighting_ids,
        )
    return taken


def _count_by_hand(label: str, found: ScreenOutcome, now: datetime) -> None:
    counts = {"names": F("names") + found.names, "sighted": F("sighted") + len(found.sighting_ids)}
    with transaction.atomic():
        StreamRow.objects.filter(pk=label).update(state=StreamState.READING, problem="", read_at=now, **counts)
        day, _ = StreamDayRow.objects.get_or_create(stream_id=label, day=now.date())
        StreamDayRow.objects.filter(pk=day.pk).update(**counts)


def keep_batch(
    label: str, batch: Batch, *, before: str, names: int, sighted: int, duplicates: int, now: datetime
) -> bool:
    """Count a batch for its stream and its day, and keep its cursor; whether that still was `before`: else nothing is
    kept, as someone else read on, or begins at the start."""
    counts = {
        "entries": F("entries") + batch.entries,
        "names": F("names") + names,
        "lost": F("lost") + batch.lost,
        "sighted": F("sighted") + sighted,
        "duplicates": F("duplicates") + duplicates,
    }
    lag = max((now - batch.newest_at).total_seconds(), 0.0) if batch.newest_at else None
    newest = {"newest_at": batch.newest_at, "lag_s": lag} if batch.newest_at else {}
    skipped: dict[str, object] = {} if batch.skipped else {"skipped": 0}
    if batch.skipped and not batch.entries and not before:
        # Where reading begins anew, what was read before is not skipped.
        skipped = {"skipped": Greatest(batch.skipped - F("entries"), 0)}
    with transaction.atomic():
        kept = StreamRow.objects.filter(pk=label, cursor=before).update(
            cursor=batch.cursor,
            behind=batch.behind,
            read_at=now,
            certificates=F("certificates") + batch.certificates,
            **counts,
            **newest,
            **skipped,
        )
        if not kept:
            return False
        day, _ = StreamDayRow.objects.get_or_create(stream_id=label, day=now.date())
        worst = max((each for each in (lag, day.worst_lag_s) if each is not None), default=None)
        StreamDayRow.objects.filter(pk=day.pk).update(worst_lag_s=worst, **counts)
    return True
