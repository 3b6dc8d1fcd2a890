"""The verb of probes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rempart.journal.contracts import AlreadyDoneError
from rempart.journal.queries import find_effect
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.clock import Clock
from rempart.kernel.ids import new_id
from rempart.orders.contracts import Order
from rempart.orders.queries import find_blocked_name, get_order
from rempart.people.permissions import require
from rempart.ports.naming import Resolver
from rempart.probes import observing
from rempart.probes.contracts import NoResolversError, Probe, ProbeAnswer, ProbeFinished
from rempart.probes.models import AnswerRow, ProbeRow
from rempart.probes.observing import Target, Vantage
from rempart.probes.queries import list_probes

PATIENCE_S = 5.0


def probe_order(
    *,
    order_id: UUID,
    resolvers: Sequence[Resolver],
    control: Resolver | None,
    control_names: Sequence[str],
    clock: Clock,
    actor: Actor,
    now: datetime,
    cause: int | None = None,
    patience_s: float = PATIENCE_S,
) -> Probe:
    """Ask every resolver whether the order has the effect it should have now, and whether the controls still answer.

    Where a change of the zone is the `cause`, the effect is waited for and the time to it is kept.
    Raises OrderMissingError, NoResolversError, NotAHostnameError (a control name that is none).
    """
    require(actor, "probes.run")
    if find_effect(ProbeFinished.act, cause):
        raise AlreadyDoneError(act=ProbeFinished.act, cause=cause)
    order = get_order(order_id, viewer=actor)
    if not resolvers:
        raise NoResolversError(hostname=order.hostname)
    vantage = Vantage(resolvers, control, control_names)
    target = Target.of(order.hostname, order.subdomains, order.answer, find_blocked_name(order.hostname))
    answers = observing.await_effect(target, vantage, patience_s if cause is not None else 0.0)
    seen_at = clock.now()
    fits = observing.is_as_ordered(target, answers)
    changed_at = order.changed_at
    seconds = (seen_at - changed_at).total_seconds() if fits and changed_at and cause is not None else None
    answers += observing.ask_controls(target, vantage)
    with transaction.atomic():
        row = _keep(order, target, answers, (now, clock.now()), seconds)
        event = ProbeFinished(
            probe_id=row.id, order_id=order.id, hostname=order.hostname, outcome=observing.judge(target, answers)
        )
        record(event, actor=actor, now=now, cause=cause)
    return next(probe for probe in list_probes(viewer=actor, order_ids=(order.id,)) if probe.id == row.id)


def _keep(
    order: Order,
    target: Target,
    answers: Sequence[ProbeAnswer],
    times: tuple[datetime, datetime],
    seconds: float | None,
) -> ProbeRow:
    started_at, finished_at = times
    row = ProbeRow.objects.create(
        id=new_id(started_at),
        order_id=order.id,
        hostname=order.hostname,
        expected_blocked=target.blocked,
        outcome=observing.judge(target, answers),
        started_at=started_at,
        finished_at=max(started_at, finished_at),
        seconds_to_effect=seconds,
    )
    AnswerRow.objects.bulk_create(
        AnswerRow(
            id=new_id(started_at),
            probe=row,
            position=position,
            resolver=answer.resolver,
            is_control=answer.is_control,
            hostname=answer.hostname,
            question=answer.question,
            finding=answer.finding,
            response_code=answer.response_code,
            records=list(answer.records),
            extended_errors=list(answer.extended_errors),
            elapsed_ms=answer.elapsed_ms,
        )
        for position, answer in enumerate(answers)
    )
    return row
