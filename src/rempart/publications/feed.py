"""The feed that edge agents follow: mandates with both signatures and their proof of inclusion, and what ended.

An item's sequence is the index of its journal entry, so that it can neither be given twice nor out of order.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, transaction

from rempart.engines import ledger
from rempart.journal import queries as journal
from rempart.journal.contracts import JournalEntry
from rempart.journal.leaves import canonical
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.orders.contracts import MandateCompleted, OrderLapsed, OrderResumed, OrderRevoked, OrderSuspended
from rempart.orders.mandates import get_mandate, list_mandate_signatures
from rempart.orders.queries import get_order
from rempart.people.permissions import require
from rempart.publications.contracts import Receipt, ReceiptRejectedError
from rempart.publications.models import ReceiptRow

_KINDS = {
    MandateCompleted.act: "serve",
    OrderSuspended.act: "suspend",
    OrderResumed.act: "resume",
    OrderRevoked.act: "end",
    OrderLapsed.act: "end",
}
_RECEIPT_DOMAIN = b"rempart-receipt-v1\n"


@dataclass(frozen=True, slots=True)
class FeedPart:
    """Some items, and how far in the journal they reach: ask for the next from `next_start` on."""

    items: tuple[dict[str, Any], ...]
    next_start: int


def list_feed(*, start: int, checkpoint: Callable[[], str], viewer: Actor, limit: int = 500) -> FeedPart:
    """The feed's items from journal index `start` on; what has ended since is not served any more."""
    require(viewer, "publications.feed")
    entries = journal.list_of(*_KINDS, start=start, limit=limit)
    if not entries:
        return FeedPart(items=(), next_start=start)
    note = checkpoint()
    items = [item for entry in entries if (item := _item(entry, note, viewer))]
    return FeedPart(items=tuple(items), next_start=entries[-1].index + 1)


def keep_receipt(
    *, subscriber: str, public_key: bytes, statement: str, signature: bytes, actor: Actor, now: datetime
) -> bool:
    """Keep a subscriber's receipt; whether it was new. Raises ReceiptRejectedError, OrderMissingError.

    `public_key` is the one that the operator knows of this subscriber, never one that came with the receipt.
    """
    require(actor, "publications.feed")
    receipt = _read_receipt(statement, signature, public_key)
    if receipt.subscriber != subscriber:
        raise ReceiptRejectedError(subscriber=subscriber, problem="it speaks for another subscriber")
    get_order(receipt.order_id, viewer=actor)
    try:
        with transaction.atomic():
            ReceiptRow.objects.create(
                id=new_id(now),
                subscriber=subscriber,
                order_id=receipt.order_id,
                sequence=receipt.sequence,
                blocked=receipt.blocked,
                serial=receipt.serial,
                before=receipt.before,
                after=receipt.after,
                at=receipt.at,
                received_at=now,
                statement=statement,
                signature=signature,
            )
    except IntegrityError:
        return False
    return True


def list_receipts(*, order_id: UUID, viewer: Actor) -> tuple[Receipt, ...]:
    """What subscribers said of the order's effect, oldest first: the only ground for calling it effective there."""
    require(viewer, "publications.view")
    return tuple(
        Receipt(
            subscriber=row.subscriber,
            order_id=row.order_id,
            sequence=row.sequence,
            blocked=row.blocked,
            serial=row.serial,
            before=row.before,
            after=row.after,
            at=row.at,
        )
        for row in ReceiptRow.objects.filter(order_id=order_id).order_by("at", "id")
    )


def _item(entry: JournalEntry, note: str, viewer: Actor) -> dict[str, Any] | None:
    kind = _KINDS[entry.act]
    order_id = UUID(str(entry.facts["order_id"]))
    item: dict[str, Any] = {"sequence": entry.index, "kind": kind, "order_id": str(order_id)}
    if kind != "serve":
        return item
    number = int(str(entry.facts["number"]))
    order = get_order(order_id, viewer=viewer)
    if order.state.is_final or order.mandate != number:
        return None
    size = ledger.parse_checkpoint(note).size
    proof = ledger.InclusionRecord(
        index=entry.index,
        hashes=journal.get_inclusion_proof(entry.index, size),
        checkpoint=note,
        extra=ledger.encode_extra(canonical(entry), entry.salt),
    )
    return item | {
        "mandate": get_mandate(order_id, viewer=viewer, number=number).to_json(),
        "signatures": [
            {"public_key": signature.public_key.hex(), "signature": signature.signature.hex()}
            for signature in list_mandate_signatures(order_id, number)
        ],
        "proof": ledger.encode_proof(proof),
    }


def _read_receipt(statement: str, signature: bytes, public_key: bytes) -> Receipt:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _RECEIPT_DOMAIN + statement.encode())
        facts = json.loads(statement)
        return Receipt(
            subscriber=str(facts["subscriber"]),
            order_id=UUID(facts["order_id"]),
            sequence=int(facts["sequence"]),
            blocked=bool(facts["blocked"]),
            serial=int(facts["serial"]),
            before=str(facts["before"])[:20],
            after=str(facts["after"])[:20],
            at=datetime.fromisoformat(facts["at"]),
        )
    except InvalidSignature as error:
        raise ReceiptRejectedError(subscriber="?", problem="its signature does not hold") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReceiptRejectedError(subscriber="?", problem=str(error)) from error
