"""The brake on batches, and the way to stop everything: one wrong file must not become a thousand orders.

In 2012 a wrong folder blocked 8,000 sites. More additions within an hour than the operator allows wait for the
overseer, who lets a counted number through; and the overseer can suspend whatever holds, in one act.
"""

from datetime import datetime, timedelta

from django.db import transaction

from rempart.engines.policy import State
from rempart.journal.queries import list_latest_of
from rempart.journal.services import record, record_all, take_turn
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.orders.contracts import Act, BrakeReleased
from rempart.orders.errors import BatchBrakeError, WordsMissingError
from rempart.orders.models import ActRow, OrderRow
from rempart.orders.oversight import oversight_event
from rempart.orders.queries import standings_of
from rempart.orders.steps import Deed, advance_from, settle_all
from rempart.people.permissions import require
from rempart.ports.ordering import OrderRules

_HOUR = timedelta(hours=1)
_ADDS = (Act.COUNTERSIGN, Act.ORDER_EMERGENCY)


def check_brake(rules: OrderRules, now: datetime) -> None:
    """Raises BatchBrakeError where another order in force would be one too many within the hour.

    In the transaction of the order: of several that are signed at the same moment each counts those before it.
    """
    limit = rules.brake_per_hour
    if limit is None:
        return
    take_turn()
    if _added_since(now - _HOUR) < limit:
        return
    released = next(iter(list_latest_of(BrakeReleased.act, limit=1)), None)
    if released is not None and released.at > now - _HOUR:
        event = BrakeReleased.from_facts(released.facts)
        if _added_since(released.at) < event.number:
            return
    raise BatchBrakeError(limit=limit)


def release_brake(*, number: int, actor: Actor, now: datetime, reason: str) -> None:
    """The overseer lets `number` more orders come into force within the hour. Raises WordsMissingError."""
    require(actor, "orders.release_brake")
    if not reason.strip():
        raise WordsMissingError(what="reason")
    record(BrakeReleased(release_id=new_id(now), number=number), actor=actor, now=now, reason=reason)


def suspend_all(*, actor: Actor, now: datetime, reason: str) -> int:
    """The overseer stops every order that holds, in one act; how many. Raises WordsMissingError."""
    require(actor, "orders.suspend")
    if not reason.strip():
        raise WordsMissingError(what="reason")
    with transaction.atomic():
        holding = OrderRow.objects.select_for_update(no_key=True).filter(
            state__in=(State.PROVISIONAL, State.IN_FORCE, State.UNCHECKED)
        )
        rows = list(holding.order_by("id").only("id", "hostname", "state", "mandate", "ended_at"))
        standings = standings_of(rows)
        deeds = []
        for row in rows:
            outcome, signer = advance_from(standings[row.id], Act.SUSPEND, actor)
            deeds.append((row, Deed(Act.SUSPEND, actor, signer, now, reason), outcome.state or State(row.state)))
        settle_all(deeds)
        record_all([oversight_event(row, Act.SUSPEND) for row in rows], actor=actor, now=now, reason=reason)
    return len(rows)


def _added_since(moment: datetime) -> int:
    return ActRow.objects.filter(act__in=_ADDS, at__gt=moment).count()
