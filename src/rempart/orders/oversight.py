"""The verbs of orders that watch over one and end it: oversee, re-check, revoke, lapse."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rempart.engines.policy import State, check_running, recheck_due
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.events import Event
from rempart.orders.completing import complete_mandate
from rempart.orders.contracts import (
    Act,
    OrderLapsed,
    OrderObjected,
    OrderRechecked,
    OrderRecommended,
    OrderResumed,
    OrderRevoked,
    OrderSuspended,
)
from rempart.orders.errors import LookUnsignedError, UnknownLegalBasisError, WordsMissingError
from rempart.orders.models import OrderRow
from rempart.orders.queries import list_due
from rempart.orders.steps import Deed, advance, advance_system, lock_order, refuse_reason, settle
from rempart.people.permissions import require
from rempart.ports.ordering import RuleBook


def object_order(*, order_id: UUID, actor: Actor, now: datetime, reason: str) -> None:
    """The overseer objects; everybody sees it. Raises OrderMissingError, ActRefusedError, WordsMissingError."""
    require(actor, "orders.object")
    _oversee(order_id, Act.OBJECT, actor, now, reason)


def recommend_order(*, order_id: UUID, actor: Actor, now: datetime, reason: str) -> None:
    """The overseer recommends what the reason says, or finds the order regular. Raises as `object_order`."""
    require(actor, "orders.object")
    _oversee(order_id, Act.RECOMMEND, actor, now, reason)


def suspend_order(*, order_id: UUID, actor: Actor, now: datetime, reason: str) -> None:
    """The overseer stops an order: the name is answered again at once. An emergency order is over with it.

    Raises as `object_order`.
    """
    require(actor, "orders.suspend")
    _oversee(order_id, Act.SUSPEND, actor, now, reason)


def resume_order(*, order_id: UUID, actor: Actor, now: datetime, reason: str) -> None:
    """The overseer lets a suspended order hold again. Raises as `object_order`."""
    require(actor, "orders.suspend")
    _oversee(order_id, Act.RESUME, actor, now, reason)


def recheck_order(
    *,
    order_id: UUID,
    rule_book: RuleBook,
    actor: Actor,
    now: datetime,
    reason: str,
    looked_at: datetime | None = None,
) -> None:
    """Somebody looked at the site again and the reasons still hold; a block that was overdue holds again. The next look
    is counted from `looked_at`, which is signed for (`recheck_with_signature`); None: from now, where no agents follow.

    Raises OrderMissingError, ActRefusedError, LookUnsignedError, WordsMissingError, UnknownLegalBasisError.
    """
    require(actor, "orders.recheck")
    _require_words(reason)
    rules = rule_book.read()
    if rules.agents_follow and looked_at is None:
        raise LookUnsignedError
    with transaction.atomic():
        row = lock_order(order_id)
        if row.legal_basis not in rules.bases:
            raise UnknownLegalBasisError(basis=row.legal_basis, known=", ".join(rules.bases) or "none")
        overdue = row.state == State.UNCHECKED
        outcome, signer = advance(row, Act.RECHECK, actor)
        refuse_reason(check_running(now, row.expires_at))
        promised = timedelta(days=row.recheck_days)
        row.recheck_due_at = recheck_due(rules.bases[row.legal_basis], looked_at or now, promised)
        settle(row, Deed(Act.RECHECK, actor, signer, now, reason), outcome.state)
        event = OrderRechecked(order_id=row.id, hostname=row.hostname, due_at=row.recheck_due_at)
        record(event, actor=actor, now=now, reason=reason)
        if overdue:
            record(OrderResumed(order_id=row.id, hostname=row.hostname), actor=actor, now=now, reason=reason)
            complete_mandate(row, row.mandate, now)


def revoke_order(*, order_id: UUID, actor: Actor, now: datetime, reason: str) -> None:
    """End an order; one person is enough to lift a block. Raises OrderMissingError, ActRefusedError."""
    require(actor, "orders.revoke")
    _require_words(reason)
    with transaction.atomic():
        row = lock_order(order_id)
        outcome, signer = advance(row, Act.REVOKE, actor)
        settle(row, Deed(Act.REVOKE, actor, signer, now, reason), outcome.state)
        record(OrderRevoked(order_id=row.id, hostname=row.hostname), actor=actor, now=now, reason=reason)


def lift_overblocking(
    *, order_id: UUID, rule_book: RuleBook, actor: Actor, now: datetime, cause: int | None = None
) -> bool:
    """End an order whose probe found innocent names refused, where the operator's rules say so; whether it was ended.

    The probe itself is the alarm; ending is the operator's choice, because the cause may lie elsewhere.
    Raises OrderMissingError, RulesUnreadableError.
    """
    require(actor, "orders.lift_overblocking")
    if not rule_book.read().lift_overblocking:
        return False
    reason = "A probe found names refused that no order names."
    with transaction.atomic():
        row = lock_order(order_id)
        outcome = advance_system(row, Act.REVOKE)
        if outcome is None:
            return False
        settle(row, Deed(Act.REVOKE, actor, None, now, reason), outcome.state)
        event = OrderRevoked(order_id=row.id, hostname=row.hostname)
        record(event, actor=actor, now=now, reason=reason, cause=cause)
    return True


def lapse_due(*, actor: Actor, now: datetime) -> tuple[UUID, ...]:
    """End every order whose term is over, and suspend those that nobody re-checked in time; which they were.

    To be called often, and after every start: what came due while nothing ran is caught up here.
    """
    require(actor, "orders.lapse")
    return tuple(order_id for order_id in list_due(now) if _lapse(order_id, actor, now))


def _lapse(order_id: UUID, actor: Actor, now: datetime) -> bool:
    with transaction.atomic():
        row = lock_order(order_id)
        over = row.expires_at <= now
        if not over and (row.recheck_due_at is None or row.recheck_due_at > now):
            return False  # somebody renewed or re-checked it meanwhile
        act = Act.LAPSE if over else Act.MISS_RECHECK
        outcome = advance_system(row, act)
        if outcome is None:
            return False
        reason = "The term is over." if over else "Nobody re-checked the order in time."
        settle(row, Deed(act, actor, None, now, reason), outcome.state)
        event: Event = OrderLapsed(order_id=row.id, hostname=row.hostname)
        if not over:
            event = OrderSuspended(order_id=row.id, hostname=row.hostname)
        record(event, actor=actor, now=now, reason=reason)
    return True


def _oversee(order_id: UUID, act: Act, actor: Actor, now: datetime, reason: str) -> None:
    _require_words(reason)
    with transaction.atomic():
        row = lock_order(order_id)
        outcome, signer = advance(row, act, actor)
        if act is Act.RESUME:
            refuse_reason(check_running(now, row.expires_at))
        settle(row, Deed(act, actor, signer, now, reason), outcome.state)
        record(oversight_event(row, act), actor=actor, now=now, reason=reason)
        if act is Act.RESUME:
            complete_mandate(row, row.mandate, now)


def oversight_event(row: OrderRow, act: Act) -> Event:
    """What the journal says of the overseer's act, once the row has its new state."""
    if act is Act.OBJECT:
        return OrderObjected(order_id=row.id, hostname=row.hostname)
    if act is Act.RECOMMEND:
        return OrderRecommended(order_id=row.id, hostname=row.hostname)
    if act is Act.RESUME:
        return OrderResumed(order_id=row.id, hostname=row.hostname)
    if row.state == State.REVOKED:
        return OrderRevoked(order_id=row.id, hostname=row.hostname, stopped=True)
    return OrderSuspended(order_id=row.id, hostname=row.hostname)


def _require_words(reason: str) -> None:
    if not reason.strip():
        raise WordsMissingError(what="reason")
