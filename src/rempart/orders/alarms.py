"""Alarms: an order on one signature, or one that blocks the innocent, wakes everybody in the named roles at once.

Each delivery is a row with its tries and last problem; what did not arrive is tried again, and stands on the order's
page meanwhile. Whoever was woken says that they have seen it, which is a row too.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from rempart.engines.policy import State
from rempart.journal.queries import find_effect
from rempart.journal.services import record
from rempart.kernel.actors import Actor, Role
from rempart.kernel.ids import new_id
from rempart.orders.contracts import AlarmRaised, AlarmSeen, Delivery, Seen
from rempart.orders.errors import AlarmUndeliveredError, OrderMissingError
from rempart.orders.models import AlarmRow, AlarmSeenRow, OrderRow
from rempart.orders.queries import get_row
from rempart.orders.steps import lock_order
from rempart.people.permissions import require
from rempart.people.queries import list_addresses
from rempart.ports.alarming import Alarm, Bell


class AlarmKind(StrEnum):
    """Why people are woken."""

    EMERGENCY = "emergency"
    OVERBLOCKING = "overblocking"


# French and English, as everybody who may be woken reads one of them.
_EMERGENCY = """\
Un ordre de blocage est en vigueur sur une seule signature, jusqu’au {end} UTC. Il prend fin de lui-même si personne
d’un autre rôle ne le confirme. Regardez-le maintenant.

A block order is in force on one signature, until {end} UTC. It ends by itself unless somebody in another role
confirms it. Look at it now."""
_OVERBLOCKING = """\
Une sonde a vu qu’un ordre de blocage fait refuser un nom qui n’y est pour rien. Regardez-le maintenant.

A probe saw that a block order makes resolvers refuse a name that has nothing to do with it. Look at it now."""
_WORDS: Mapping[AlarmKind, tuple[str, str]] = {
    AlarmKind.EMERGENCY: (
        "Ordre d’urgence sur une seule signature · Emergency order on one signature",
        _EMERGENCY,
    ),
    AlarmKind.OVERBLOCKING: ("Un blocage touche des innocents · A block hits the innocent", _OVERBLOCKING),
}


def raise_alarm(
    *,
    order_id: UUID,
    kind: AlarmKind,
    bells: Sequence[Bell],
    roles: frozenset[Role],
    desk_url: str,
    actor: Actor,
    now: datetime,
    cause: int,
) -> None:
    """Wake everybody in `roles`, and the operator's own systems; once for one cause, each until it arrived.

    An emergency that was confirmed or is over wakes nobody any more. Raises AlarmUndeliveredError where somebody was
    not reached: the step is then tried again.
    """
    require(actor, "orders.raise_alarm")
    row = get_row(order_id)
    if not find_effect(AlarmRaised.act, cause):
        _list_deliveries(row, kind, bells, list_addresses(roles=roles, viewer=actor), actor, now, cause)
    subject, text = _WORDS[kind]
    alarm = Alarm(
        kind=kind,
        order_id=str(row.id),
        at=now,
        subject=subject,
        text=text.format(end=f"{row.expires_at:%Y-%m-%d %H:%M}"),
        url=f"{desk_url.rstrip('/')}/orders/{row.id}/",
    )
    if kind is AlarmKind.EMERGENCY and row.state != State.PROVISIONAL:
        return  # confirmed or over meanwhile: what the alarm says is not so any more
    missed = [problem for bell in bells for problem in _ring(bell, alarm, cause, now)]
    if missed:
        raise AlarmUndeliveredError(number=len(missed), problem=missed[0])


def mark_seen(*, order_id: UUID, actor: Actor, now: datetime, reason: str = "") -> None:
    """Somebody who was woken has seen it; saying so twice changes nothing. Raises OrderMissingError."""
    require(actor, "orders.mark_alarm_seen")
    with transaction.atomic():
        row = lock_order(order_id)
        if actor.account_id is None:
            raise OrderMissingError(order=order_id)
        if AlarmSeenRow.objects.filter(order=row, account_id=actor.account_id).exists():
            return
        AlarmSeenRow.objects.create(
            id=new_id(now), order=row, account_id=actor.account_id, name=actor.name, seen_at=now
        )
        record(AlarmSeen(order_id=row.id), actor=actor, now=now, reason=reason)


def list_deliveries(order_id: UUID, *, viewer: Actor) -> tuple[Delivery, ...]:
    """Each way and recipient of the order's alarms, oldest first, with what came of it."""
    require(viewer, "orders.view")
    rows = AlarmRow.objects.filter(order_id=order_id).order_by("raised_at", "channel", "recipient")
    return tuple(
        Delivery(row.kind, row.channel, row.recipient, row.raised_at, row.tries, row.delivered_at, row.problem)
        for row in rows
    )


def list_seen(order_id: UUID, *, viewer: Actor) -> tuple[Seen, ...]:
    """Who said that they have seen the order's alarm, and when; oldest first."""
    require(viewer, "orders.view")
    rows = AlarmSeenRow.objects.filter(order_id=order_id).order_by("seen_at", "id")
    return tuple(Seen(row.account_id, row.name, row.seen_at) for row in rows)


def _list_deliveries(
    row: OrderRow,
    kind: AlarmKind,
    bells: Sequence[Bell],
    addresses: Sequence[str],
    actor: Actor,
    now: datetime,
    cause: int,
) -> None:
    """One row for each recipient, in the transaction of the journal entry: none can be forgotten after a crash."""
    rows = [
        AlarmRow(
            id=new_id(now),
            order=row,
            kind=kind,
            cause=cause,
            channel=bell.channel,
            recipient=recipient,
            raised_at=now,
        )
        for bell in bells
        for recipient in bell.list_recipients(addresses)
    ]
    with transaction.atomic():
        AlarmRow.objects.bulk_create(rows)
        record(AlarmRaised(order_id=row.id, kind=kind, recipients=len(rows)), actor=actor, now=now, cause=cause)


def _ring(bell: Bell, alarm: Alarm, cause: int, now: datetime) -> list[str]:
    """Ring for those that were not reached yet; the problems that remain."""
    waiting = AlarmRow.objects.filter(cause=cause, channel=bell.channel, delivered_at=None).order_by(
        "raised_at", "channel", "recipient"
    )
    rows = list(waiting)
    if not rows:
        return []
    missed = bell.ring(alarm, [row.recipient for row in rows])
    for row in rows:
        row.tries += 1
        row.problem = missed.get(row.recipient, "")[:500]
        row.delivered_at = None if row.recipient in missed else now
        row.save(update_fields=["tries", "problem", "delivered_at"])
    return [f"{row.recipient}: {row.problem}" for row in rows if row.delivered_at is None]
