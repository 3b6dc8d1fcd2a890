"""Is the entry that brought a sighting in the log that it came from? Names tiles carry no proof: it is asked for.

What comes in: new sightings of a batch that proves nothing. What goes out: the entry of each, and the signed tree that
was shown to hold it, or what speaks against it. Never: a sighting that waits for its proof, nor names that wait for
more than the few requests of one look.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from rempart.kernel.actors import Actor
from rempart.kernel.plain_text import plain
from rempart.people.permissions import require
from rempart.ports.streams import Batch, HostnameStream, StreamBusyError, StreamDistrustedError
from rempart.sightings.contracts import LogEntry, Proof
from rempart.sightings.models import LogEntryRow, SightingRow

PAUSE = timedelta(seconds=60)  # before an entry is asked for, and again: others of its tile may come
AT_ONCE = 3  # entries a look: each delays the next look by a few requests
MOST_FAILURES = 3  # of who asks for all at once
UNREADABLE = "no name can be read in its certificate"


def note_entries(sighting_ids: Sequence[UUID], batch: Batch, *, stream: str, now: datetime) -> None:
    """Keep which entry of `batch` brought each of the sightings, where its source has not proven its entries."""
    if batch.find_entry is None or not sighting_ids:
        return
    rows = SightingRow.objects.filter(pk__in=sighting_ids).order_by("id")
    found = [(row, batch.find_entry(row.hostname)) for row in rows]
    kept = [
        LogEntryRow(sighting=row, stream=stream, index=index, asked_at=now) for row, index in found if index is not None
    ]
    LogEntryRow.objects.bulk_create(kept, ignore_conflicts=True)


def prove_entries(stream: HostnameStream, *, now: datetime, pause: timedelta = PAUSE) -> None:
    """Ask a log for the proofs of entries that wait for them, for each no more often than each `pause`: for a few of
    them, for all where `pause` is none.

    Where it does not answer they go on waiting, and others come first: one whose proof never comes is to keep no other
    waiting. Raises StreamDistrustedError where its tree does not hold what it showed.
    """
    waiting = LogEntryRow.objects.filter(stream=stream.label, proven_at=None, problem="", asked_at__lte=now - pause)
    rows = waiting.select_related("sighting").order_by("asked_at", "index")
    failures, most = 0, 1 if pause else MOST_FAILURES
    for row in rows[: AT_ONCE if pause else None]:
        try:
            _prove(row, stream, now)
        except StreamBusyError:
            failures += 1
            if failures == most:
                return


def _prove(row: LogEntryRow, stream: HostnameStream, now: datetime) -> None:
    kept = LogEntryRow.objects.filter(pk=row.pk)
    kept.update(asked_at=now)
    try:
        proof = stream.prove(row.index, row.sighting.hostname)
    except StreamDistrustedError as error:
        kept.update(problem=plain(str(error.fields["problem"]), 500))
        raise
    if proof is None:
        kept.update(problem=UNREADABLE)
    else:
        kept.update(tree_size=proof.size, root=proof.root, proven_at=now)


def list_log_entries(sighting_id: UUID, *, viewer: Actor) -> tuple[LogEntry, ...]:
    """The log entries that brought a sighting and had to be proven, by stream."""
    require(viewer, "sightings.view")
    rows = LogEntryRow.objects.filter(sighting_id=sighting_id).order_by("stream")
    return tuple(LogEntry(row.stream, row.index, row.tree_size, row.root, row.proven_at, row.problem) for row in rows)


def best_proofs(sighting_ids: Iterable[UUID]) -> dict[UUID, Proof]:
    """How far the log entries of each sighting are proven that has some: the furthest of them."""
    rows = LogEntryRow.objects.filter(sighting_id__in=list(sighting_ids))
    found: dict[UUID, list[Proof]] = {}
    for sighting_id, proven_at, problem in rows.values_list("sighting_id", "proven_at", "problem"):
        state = Proof.PROVEN if proven_at else Proof.UNPROVEN if problem else Proof.AWAITED
        found.setdefault(sighting_id, []).append(state)
    return {sighting_id: min(states, key=list(Proof).index) for sighting_id, states in found.items()}
