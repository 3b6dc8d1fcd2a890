"""Reads of the journal."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeVar
from uuid import UUID

from django.db.models import Max, Q

from rempart.engines import ledger
from rempart.journal.contracts import AlreadyDoneError, EntryMissingError, JournalEntry
from rempart.journal.models import Entry, Head, Node
from rempart.kernel.actors import ActorKind

T = TypeVar("T")


def node(level: int, position: int) -> bytes:
    """The hash of one complete subtree of the log, 32 bytes."""
    return bytes(Node.objects.values_list("hash", flat=True).get(level=level, position=position))


def get_size() -> int:
    """How many entries the log holds."""
    head = Head.objects.filter(pk=1).first()
    return head.size if head else 0


def get_entry(index: int) -> JournalEntry:
    """The entry at `index`. Raises EntryMissingError."""
    row = Entry.objects.filter(pk=index).first()
    if row is None:
        raise EntryMissingError(index=index, size=get_size())
    return _contract(row)


def find_effect(act: str, cause: int | None) -> JournalEntry | None:
    """The entry that `act` left because of entry `cause`, if it was already done."""
    if cause is None:
        return None
    row = Entry.objects.filter(act=act, cause=cause).first()
    return _contract(row) if row else None


def refuse_repetition(*acts: str, cause: int | None) -> None:
    """Raises AlreadyDoneError where one of `acts` was done already because of entry `cause`."""
    for act in acts:
        if find_effect(act, cause):
            raise AlreadyDoneError(act=act, cause=cause)


def find_done(asked: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those of the (act, cause) that the journal has an entry for."""
    found: set[tuple[str, int]] = set()
    for chunk in batched(sorted({cause for _, cause in asked}), 500):
        rows = Entry.objects.filter(act__in={act for act, _ in asked}, cause__in=chunk)
        found |= {(act, cause) for act, cause in rows.values_list("act", "cause") if cause is not None}
    return found.intersection(asked)


def find_entries(indices: Collection[int]) -> dict[int, JournalEntry]:
    """The entries at these indices, by index."""
    found: dict[int, JournalEntry] = {}
    for chunk in batched(sorted(indices), 500):
        found |= {row.index: _contract(row) for row in Entry.objects.filter(pk__in=chunk)}
    return found


def list_entries(*, start: int = 0, limit: int = 1000) -> tuple[JournalEntry, ...]:
    """Entries from index `start` on, in order."""
    return tuple(_contract(row) for row in Entry.objects.filter(index__gte=start).order_by("index")[:limit])


def iterate_entries() -> Iterator[JournalEntry]:
    """Every entry in order, however many there are."""
    for row in Entry.objects.order_by("index").iterator(chunk_size=1000):
        yield _contract(row)


def iterate_of(acts: Collection[str]) -> Iterator[JournalEntry]:
    """Every entry of some acts in order, however many there are."""
    for row in Entry.objects.filter(act__in=acts).order_by("index").iterator(chunk_size=1000):
        yield _contract(row)


def list_latest(*, before: int | None = None, limit: int = 100) -> tuple[JournalEntry, ...]:
    """The newest entries first, from below index `before`."""
    rows = Entry.objects.order_by("-index")
    if before is not None:
        rows = rows.filter(index__lt=before)
    return tuple(_contract(row) for row in rows[:limit])


def list_latest_of(act: str, *, limit: int = 1) -> tuple[JournalEntry, ...]:
    """The newest entries of one act, newest first."""
    return tuple(_contract(row) for row in Entry.objects.filter(act=act).order_by("-index")[:limit])


def find_latest_about(act: str, subjects: Collection[str]) -> dict[str, JournalEntry]:
    """The newest entry of an act about each of the rows named, by the row; what there is none about is left out."""
    about = Entry.objects.filter(act=act, subject__in=subjects).values("subject").annotate(newest=Max("index"))
    return {row.subject: _contract(row) for row in Entry.objects.filter(pk__in=about.values("newest"))}


def list_about(subjects: tuple[str, ...]) -> tuple[JournalEntry, ...]:
    """Every entry about one of the rows named, in order."""
    return tuple(_contract(row) for row in Entry.objects.filter(subject__in=subjects).order_by("index"))


def list_of(*acts: str, start: int = 0, limit: int | None = 100) -> tuple[JournalEntry, ...]:
    """The entries of some acts from index `start` on, in order; `limit` None: all."""
    rows = Entry.objects.filter(act__in=acts, index__gte=start).order_by("index")[:limit]
    return tuple(_contract(row) for row in rows)


def list_done(act: str, *, account_id: UUID | None) -> tuple[JournalEntry, ...]:
    """Every time that an account did `act`, in order."""
    return tuple(_contract(row) for row in Entry.objects.filter(act=act, account_id=account_id).order_by("index"))


def get_inclusion_proof(index: int, size: int) -> tuple[bytes, ...]:
    """The audit path of entry `index` in the log of `size` entries (RFC 9162). Raises EntryMissingError."""
    if not 0 <= index < size <= get_size():
        raise EntryMissingError(index=index, size=size)
    return tuple(ledger.inclusion_proof(index, size, node))


def get_inclusion_proofs(indices: Sequence[int], size: int) -> dict[int, tuple[bytes, ...]]:
    """The audit paths of many entries in the log of `size` entries, by a few questions. Raises EntryMissingError."""
    if indices and not (min(indices) >= 0 and max(indices) < size):
        raise EntryMissingError(index=max(indices), size=size)
    # With the leaves themselves this is all of the log up to `size`: none is missing where the log is that long.
    wanted = {(0, index) for index in indices}
    for index in indices:
        ledger.inclusion_proof(index, size, _noting(wanted))
    nodes = _nodes(wanted)
    if len(nodes) < len(wanted):
        raise EntryMissingError(index=max(indices), size=size)
    return {index: tuple(ledger.inclusion_proof(index, size, lambda *at: nodes[at])) for index in indices}


def get_root(size: int) -> bytes:
    """The root of the first `size` entries, by one question for all its nodes."""
    wanted: set[tuple[int, int]] = set()
    ledger.root(size, _noting(wanted))
    nodes = _nodes(wanted)
    return ledger.root(size, lambda *at: nodes[at])


def _noting(wanted: set[tuple[int, int]]) -> ledger.Node:
    """A node source that only notes which nodes it is asked for."""

    def note(level: int, position: int) -> bytes:
        wanted.add((level, position))
        return bytes(ledger.HASH_SIZE)

    return note


def _nodes(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """The hashes of many complete subtrees, by a few questions."""
    nodes: dict[tuple[int, int], bytes] = {}
    for chunk in batched(sorted(wanted), 500):
        chosen = Q()
        for level, run in groupby(chunk, key=itemgetter(0)):
            chosen |= Q(level=level, position__in=[position for _, position in run])
        rows = Node.objects.filter(chosen).values_list("level", "position", "hash")
        nodes |= {(level, position): bytes(value) for level, position, value in rows}
    return nodes


def batched(items: Sequence[T], number: int) -> Iterator[Sequence[T]]:
    """The items in runs of at most `number`: databases bound how many values one question may name."""
    return (items[start : start + number] for start in range(0, len(items), number))


def _contract(row: Entry) -> JournalEntry:
    return JournalEntry(
        index=row.index,
        at=row.at,
        act=row.act,
        subject=row.subject,
        actor_kind=ActorKind(row.actor_kind),
        actor_name=row.actor_name,
        account_id=row.account_id,
        reason=row.reason,
        facts=row.facts,
        cause=row.cause,
        salt=bytes(row.salt),
    )
