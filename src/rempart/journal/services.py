"""The verbs of the journal: record an act, sign a checkpoint."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from rempart.engines import ledger
from rempart.journal import queries
from rempart.journal.contracts import AlreadyDoneError, JournalEntry
from rempart.journal.growth import tell_growth
from rempart.journal.leaves import leaf
from rempart.journal.models import Entry, Head, Node
from rempart.kernel.actors import Actor
from rempart.kernel.events import Event

SALT_BYTES = 32


def record(event: Event, *, actor: Actor, now: datetime, reason: str = "", cause: int | None = None) -> JournalEntry:
    """Append `event` to the log and hand it to the pipeline, in the transaction of the caller.

    Raises AlreadyDoneError where the same act was already recorded for the same `cause`, so that a verb that is run
    again after a crash has no second effect.
    """
    with transaction.atomic():
        head = _lock_head()
        if cause is not None and Entry.objects.filter(act=event.act, cause=cause).exists():
            raise AlreadyDoneError(act=event.act, cause=cause)
        (entry,) = _append(head, [event], actor=actor, now=now, reason=reason, causes=[cause])
    return entry


def record_all(
    events: Sequence[Event],
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    causes: Sequence[int | None] | None = None,
) -> tuple[JournalEntry, ...]:
    """Append many acts that one actor does at once: an entry each, as by `record`, in a few statements together.

    `causes` has one for each event. Raises AlreadyDoneError, and appends nothing, where one was recorded for its cause.
    """
    causes = causes if causes is not None else [None] * len(events)
    with transaction.atomic():
        head = _lock_head()
        asked = [(event.act, cause) for event, cause in zip(events, causes, strict=True) if cause is not None]
        if done := queries.find_done(asked):
            act, cause = min(done)
            raise AlreadyDoneError(act=act, cause=cause)
        return _append(head, events, actor=actor, now=now, reason=reason, causes=causes)


def take_turn() -> None:
    """Wait, in the caller's transaction, until nobody else writes an act, and let nobody before it ends.

    For a rule that counts what others did: whatever is read after this is all that was done. Rows of a stage are locked
    before, never after it.
    """
    _lock_head()


def _lock_head() -> Head:
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    return head


def _append(
    head: Head, events: Sequence[Event], *, actor: Actor, now: datetime, reason: str, causes: Sequence[int | None]
) -> tuple[JournalEntry, ...]:
    entries = tuple(
        JournalEntry(
            index=index,
            at=now,
            act=event.act,
            subject=event.subject,
            actor_kind=actor.kind,
            actor_name=actor.name,
            account_id=actor.account_id,
            reason=reason,
            facts=event.to_facts(),
            cause=cause,
            salt=secrets.token_bytes(SALT_BYTES),
        )
        for index, (event, cause) in enumerate(zip(events, causes, strict=True), start=head.size)
    )
    Entry.objects.bulk_create(_row(entry) for entry in entries)
    gained: dict[tuple[int, int], bytes] = {}

    def node(level: int, position: int) -> bytes:
        return gained.get((level, position)) or queries.node(level, position)

    for entry in entries:
        gained.update(ledger.append(entry.index, ledger.leaf_hash(leaf(entry)), node))
    nodes = (Node(level=level, position=position, hash=value) for (level, position), value in gained.items())
    Node.objects.bulk_create(nodes)
    head.size += len(entries)
    head.save(update_fields=["size"])
    tell_growth()
    import_string(settings.REMPART_EVENT_SINK)(entries)
    return entries


def _row(entry: JournalEntry) -> Entry:
    return Entry(
        index=entry.index,
        at=entry.at,
        act=entry.act,
        subject=entry.subject,
        actor_kind=entry.actor_kind.value,
        actor_name=entry.actor_name,
        account_id=entry.account_id,
        reason=entry.reason,
        facts=dict(entry.facts),
        cause=entry.cause,
        salt=entry.salt,
    )


def sign_checkpoint(*, origin: str, key: bytes) -> str:
    """The log's present size and root as a signed note (C2SP tlog-checkpoint), signed in the origin's name.

    `key` is a 32-byte Ed25519 seed.
    """
    # No transaction: the nodes under a size never change, and on SQLite one would wait behind every writer.
    size = queries.get_size()
    checkpoint = ledger.Checkpoint(origin=origin, size=size, root=queries.get_root(size))
    return ledger.sign_checkpoint(checkpoint, origin, key)
