"""The verbs of the journal: record an act, sign a checkpoint."""

import secrets
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
        head, _ = Head.objects.select_for_update().get_or_create(pk=1)
        if cause is not None and Entry.objects.filter(act=event.act, cause=cause).exists():
            raise AlreadyDoneError(act=event.act, cause=cause)
        entry = JournalEntry(
            index=head.size,
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
        _append(head, entry)
        import_string(settings.REMPART_EVENT_SINK)(entry)
    return entry


def _append(head: Head, entry: JournalEntry) -> None:
    Entry.objects.create(
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
    nodes = ledger.append(head.size, ledger.leaf_hash(leaf(entry)), queries.node)
    Node.objects.bulk_create(Node(level=level, position=position, hash=value) for (level, position), value in nodes)
    head.size += 1
    head.save(update_fields=["size"])
    tell_growth()


def sign_checkpoint(*, origin: str, key: bytes) -> str:
    """The log's present size and root as a signed note (C2SP tlog-checkpoint), signed in the origin's name.

    `key` is a 32-byte Ed25519 seed.
    """
    # No transaction: the nodes under a size never change, and on SQLite one would wait behind every writer.
    size = queries.get_size()
    checkpoint = ledger.Checkpoint(origin=origin, size=size, root=queries.get_root(size))
    return ledger.sign_checkpoint(checkpoint, origin, key)
