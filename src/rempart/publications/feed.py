"""The feed that edge agents follow: mandates with both signatures and their proof of inclusion, and what ended.

An item's sequence is the index of its journal entry, so that it can neither be given twice nor out of order.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import transaction
from django.db.models import Max

from rempart.engines import ledger
from rempart.journal import queries as journal
from rempart.journal.contracts import JournalEntry
from rempart.journal.leaves import canonical
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.orders.contracts import (
    MandateCompleted,
    OrderLapsed,
    OrderResumed,
    OrderRevoked,
    OrderSuspended,
    RecheckSigned,
)
from rempart.orders.mandates import list_signed_mandates
from rempart.orders.queries import known_orders
from rempart.people.permissions import require
from rempart.publications.contracts import ClockCompared, Receipt, ReceiptRejectedError
from rempart.publications.models import ReceiptRow

# The acts that become lines of the feed, and what each line asks for.
KINDS = {
    MandateCompleted.act: "serve",
    OrderSuspended.act: "suspend",
    OrderResumed.act: "resume",
    OrderRevoked.act: "end",
    OrderLapsed.act: "end",
    RecheckSigned.act: "recheck",
}
# What no database would keep alike takes the receipts of everybody else with it, so it goes no further than here.
_ANSWER = re.compile(r"[ -~]*")
_CLOCK_PAUSE = timedelta(minutes=1)
_RECEIPT_DOMAIN = b"rempart-receipt-v1\n"


@dataclass(frozen=True, slots=True)
class FeedPart:
    """Some items, and how far in the journal they reach: ask for the next from `next_start` on."""

    items: tuple[dict[str, Any], ...]
    next_start: int


def list_feed(*, start: int, checkpoint: Callable[[], str], viewer: Actor, limit: int = 500) -> FeedPart:
    """The feed's items from journal index `start` on; what has ended since is not served any more."""
    require(viewer, "publications.feed")
    entries = journal.list_of(*KINDS, start=start, limit=limit)
    if not entries:
        return FeedPart(items=(), next_start=start)
    serving = [entry for entry in entries if entry.act == MandateCompleted.act]
    served = _serving_items(serving, checkpoint()) if serving else {}
    items = (served.get(entry.index) if entry.act == MandateCompleted.act else _item(entry) for entry in entries)
    return FeedPart(items=tuple(item for item in items if item), next_start=entries[-1].index + 1)


def keep_receipts(
    *, subscriber: str, public_key: bytes, receipts: Sequence[tuple[str, bytes]], actor: Actor, now: datetime
) -> int:
    """Keep a subscriber's receipts (statement, signature); how many were new. Raises ReceiptRejectedError.

    `public_key` is the one that the operator knows of this subscriber, never one that came with the receipt. Of several
    receipts none is kept where one is not good.
    """
    require(actor, "publications.feed")
    read = [_read_receipt(statement, signature, public_key) for statement, signature in receipts]
    if any(receipt.subscriber != subscriber for receipt in read):
        raise ReceiptRejectedError(subscriber=subscriber, problem="it speaks for another subscriber")
    if missing := {receipt.order_id for receipt in read} - known_orders({receipt.order_id for receipt in read}):
        raise ReceiptRejectedError(subscriber=subscriber, problem=f"there is no order {missing.pop()}")
    rows = [
        ReceiptRow(
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
        for receipt, (statement, signature) in zip(read, receipts, strict=True)
    ]
    wanted = {(row.order_id, row.sequence, row.blocked) for row in rows}
    with transaction.atomic():
        about = ReceiptRow.objects.filter(subscriber=subscriber, order_id__in={order_id for order_id, *_ in wanted})
        known = wanted.intersection(about.values_list("order_id", "sequence", "blocked"))
        ReceiptRow.objects.bulk_create(rows, ignore_conflicts=True)
    return len(wanted - known)


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


def find_confirmed(*, subscriber: str, viewer: Actor) -> tuple[int, int] | None:
    """The last line and the highest serial that receipts of the subscriber speak of; None where there are none."""
    require(viewer, "publications.feed")
    found = ReceiptRow.objects.filter(subscriber=subscriber).aggregate(reached=Max("sequence"), serial=Max("serial"))
    return (found["reached"], found["serial"]) if found["reached"] is not None else None


def compare_clock(*, subscriber: str, ahead_s: int, actor: Actor, now: datetime) -> bool:
    """Keep that the subscriber's clock and ours are apart, or agree again; whether that is new. A subscriber that says
    the one and the other by turns is heard once a minute."""
    require(actor, "publications.feed")
    with transaction.atomic():
        latest = journal.find_latest_about(ClockCompared.act, (subscriber,)).get(subscriber)
        if bool(ahead_s) == bool(latest and latest.facts["ahead_s"]):
            return False
        if latest is not None and now - latest.at < _CLOCK_PAUSE:
            return False
        record(ClockCompared(subscriber=subscriber, ahead_s=ahead_s), actor=actor, now=now)
    return True


def _item(entry: JournalEntry) -> dict[str, Any]:
    """A line that ends, suspends or prolongs something: what it says needs no mandate."""
    item = {"sequence": entry.index, "kind": KINDS[entry.act], "order_id": str(entry.facts["order_id"])}
    if entry.act == RecheckSigned.act:
        named = ("looked_at", "public_key", "signature", "authenticator_data", "client_data")
        item |= {name: entry.facts[name] for name in named if entry.facts.get(name)}
    return item


def _serving_items(entries: Sequence[JournalEntry], note: str) -> dict[int, dict[str, Any]]:
    """By journal index: the mandates that still hold, with signatures and proof."""
    numbers = {UUID(str(entry.facts["order_id"])): int(str(entry.facts["number"])) for entry in entries}
    signed = list_signed_mandates(numbers)
    proofs = journal.get_inclusion_proofs([entry.index for entry in entries], ledger.parse_checkpoint(note).size)
    items = {}
    for entry in entries:
        found = signed.get(UUID(str(entry.facts["order_id"])))
        if found is None or found.mandate.number != entry.facts["number"]:
            continue
        extra = ledger.encode_extra(canonical(entry), entry.salt)
        items[entry.index] = {
            "sequence": entry.index,
            "kind": KINDS[entry.act],
            "order_id": found.mandate.order_id,
            "mandate": found.mandate.to_json(),
            "signatures": [one.to_json() for one in found.signatures],
            "proof": ledger.encode_proof(ledger.InclusionRecord(entry.index, proofs[entry.index], note, extra)),
        }
    return items


def _read_receipt(statement: str, signature: bytes, public_key: bytes) -> Receipt:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _RECEIPT_DOMAIN + statement.encode())
        facts = json.loads(statement)
        receipt = Receipt(
            subscriber=str(facts["subscriber"]),
            order_id=UUID(facts["order_id"]),
            sequence=int(facts["sequence"]),
            blocked=bool(facts["blocked"]),
            serial=int(facts["serial"]),
            before=str(facts["before"])[:20],
            after=str(facts["after"])[:20],
            at=_moment(facts["at"]),
        )
    except InvalidSignature as error:
        raise ReceiptRejectedError(subscriber="?", problem="its signature does not hold") from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ReceiptRejectedError(subscriber="?", problem=str(error)) from error
    if not (0 <= receipt.sequence < 1 << 63 and 0 <= receipt.serial < 1 << 32):
        raise ReceiptRejectedError(subscriber="?", problem="a number in it cannot be")
    if not all(_ANSWER.fullmatch(said) for said in (statement, receipt.before, receipt.after)):
        raise ReceiptRejectedError(subscriber="?", problem="it has characters that no answer of a resolver has")
    return receipt


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} names no time zone")
    return moment.astimezone(UTC)
