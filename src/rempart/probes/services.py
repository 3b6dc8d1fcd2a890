"""The verbs of probes: look from here, hand a look to a vantage point, keep what it found, export."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from rempart.journal.queries import refuse_repetition
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.clock import Clock
from rempart.kernel.ids import new_id
from rempart.orders.contracts import Order
from rempart.orders.queries import find_ordered, find_refusing, get_order, list_held
from rempart.people.permissions import require
from rempart.ports.naming import Resolver
from rempart.probes import observing
from rempart.probes.comparing import compare_web
from rempart.probes.contracts import (
    Finding,
    NoResolversError,
    PageLook,
    Place,
    Probe,
    ProbeAnswer,
    ProbeAsked,
    ProbeFinished,
    ProbesExported,
    Question,
)
from rempart.probes.measurements import to_measurement
from rempart.probes.models import AnswerRow, LookRow, ProbeRow
from rempart.probes.observing import Target, Vantage
from rempart.probes.queries import find_latest_of, get_probe, list_latest_by_order, list_probes
from rempart.probes.sampling import Surroundings, choose_sample
from rempart.probes.tasks import Findings, Task, look

PATIENCE_S = 5.0
# A vantage point that asks later than this after a change cannot tell how long the change took.
_FRESH = timedelta(seconds=60)
# So long after its end an order is still looked at: was it lifted?
_LIFTED_FOR = timedelta(days=7)


def probe_order(
    *,
    order_id: UUID,
    resolvers: Sequence[Resolver],
    surroundings: Surroundings,
    clock: Clock,
    actor: Actor,
    now: datetime,
    cause: int | None = None,
    patience_s: float = PATIENCE_S,
) -> Probe:
    """Ask every resolver whether the order has the effect it should have now, and whether innocent names still answer.

    Where a change of the zone is the `cause`, the effect is waited for and the time to it is kept.
    Raises OrderMissingError, NoResolversError, NotAHostnameError (a control name that is none).
    """
    require(actor, "probes.run")
    refuse_repetition(ProbeFinished.act, cause=cause)
    order = get_order(order_id, viewer=actor)
    if not resolvers:
        raise NoResolversError(hostname=order.hostname)
    task = _task(order, surroundings, patience_s if cause is not None else 0.0)
    began_at = clock.now()
    findings = look(task, Vantage(resolvers, surroundings.control))
    changed_at = order.changed_at
    seconds = None
    is_its_own = task.target.blocked == order.blocks  # and not that of another order that refuses the name still
    if changed_at and is_its_own and cause is not None and findings.effect_after_s is not None:
        seconds = (began_at - changed_at).total_seconds() + findings.effect_after_s
    return _keep(order, task.target, findings, (now, clock.now()), seconds, actor=actor, cause=cause)


def hand_task(
    *, vantage: str, every: timedelta, surroundings: Surroundings, actor: Actor, now: datetime
) -> Task | None:
    """What the vantage point should look at next, None where nothing is due.

    Due is first whatever changed since its last look at it, then what it has not looked at for `every`. Nothing is
    kept of a task: a vantage point that never comes back is given the same again.
    """
    require(actor, "probes.run")
    looked_at = list_latest_by_order(vantage)
    held = list_held(ended_after=now - _LIFTED_FOR)
    changed = [(at, order_id) for order_id, at in held if order_id not in looked_at or looked_at[order_id] < at]
    old = [(looked_at[order_id], order_id) for order_id, _ in held if now - looked_at.get(order_id, now) >= every]
    if not changed and not old:
        return None
    _, order_id = max(changed) if changed else min(old)
    task = _task(get_order(order_id, viewer=actor), surroundings, PATIENCE_S if changed else 0.0)
    record(ProbeAsked(asked_id=new_id(now), order_id=order_id, vantage=vantage), actor=actor, now=now)
    return task


def keep_findings(
    *, vantage: str, task: Task, findings: Findings, given_at: datetime, actor: Actor, now: datetime
) -> Probe:
    """Keep what a vantage point found of the task that it was given. Raises OrderMissingError."""
    require(actor, "probes.run")
    order = get_order(task.order_id, viewer=actor)
    changed_at, seconds = order.changed_at, None
    fresh = changed_at is not None and given_at - changed_at <= _FRESH and task.target.blocked == order.blocks
    if changed_at and fresh and task.patience_s and findings.effect_after_s is not None:
        seconds = (given_at - changed_at).total_seconds() + findings.effect_after_s
    return _keep(order, task.target, findings, (given_at, now), seconds, actor=actor, vantage=vantage)


def export_measurements(
    *,
    actor: Actor,
    now: datetime,
    software_version: str,
    order_ids: Sequence[UUID] | None = None,
    places: Mapping[str, Place] = MappingProxyType({}),
) -> Iterator[dict[str, object]]:
    """Probes as OONI's web_connectivity measurements, newest first; the journal keeps who took them.

    `places` says where each vantage point stands, as far as the operator told.
    """
    require(actor, "probes.export")
    probes = list_probes(viewer=actor, order_ids=order_ids, limit=100_000)
    record(ProbesExported(export_id=new_id(now), probes=len(probes)), actor=actor, now=now)
    views: dict[UUID, dict[str, Probe]] = {}
    for probe in probes:
        views.setdefault(probe.order_id, {}).setdefault(probe.vantage, probe)
    return (
        to_measurement(
            probe,
            software_version,
            compare_web(probe, views[probe.order_id].values()),
            places.get(probe.vantage, Place()),
        )
        for probe in probes
    )


def _task(order: Order, surroundings: Surroundings, patience_s: float) -> Task:
    target = Target.of(order.hostname, order.subdomains, order.answer, find_refusing(order.hostname))
    return Task(order.id, target, choose_sample(order, target, surroundings), patience_s)


def _keep(
    order: Order,
    target: Target,
    findings: Findings,
    times: tuple[datetime, datetime],
    seconds: float | None,
    *,
    actor: Actor,
    cause: int | None = None,
    vantage: str = "",
) -> Probe:
    started_at, finished_at = times
    outcome = observing.judge(target, _counted(findings.answers, started_at))
    before = find_latest_of(order.id, vantage)
    with transaction.atomic():
        row = ProbeRow.objects.create(
            id=new_id(started_at),
            order_id=order.id,
            hostname=order.hostname,
            expected_blocked=target.blocked,
            outcome=outcome,
            started_at=started_at,
            finished_at=max(started_at, finished_at),
            seconds_to_effect=seconds,
        )
        LookRow.objects.create(
            probe=row,
            vantage=vantage,
            pages=[_page(page) for page in findings.pages],
            address_changed=before is not None and _has_moved(before.answers, findings.answers),
        )
        AnswerRow.objects.bulk_create(
            _answer(row, position, answer) for position, answer in enumerate(findings.answers)
        )
        event = ProbeFinished(
            probe_id=row.id, order_id=order.id, hostname=order.hostname, outcome=outcome, vantage=vantage
        )
        record(event, actor=actor, now=times[0] if vantage == "" else times[1], cause=cause)
    return get_probe(row.id, viewer=actor)


def _counted(answers: Sequence[ProbeAnswer], started_at: datetime) -> list[ProbeAnswer]:
    """The answers without innocent names that were ordered, or no longer, about when they were asked for.

    Another order on a neighbour, signed since the sample was chosen, harms nobody; nor does one that is being lifted.
    """
    refused = {
        answer.hostname for answer in answers if answer.question.is_innocent and answer.finding is Finding.REFUSED
    }
    ordered = find_ordered(refused, since=started_at - _FRESH)
    return [answer for answer in answers if not (answer.question.is_innocent and answer.hostname in ordered)]


def _has_moved(before: Sequence[ProbeAnswer], now: Sequence[ProbeAnswer]) -> bool:
    """Whether a resolver without the list gives other addresses of the target than it did."""
    old, new = _addresses(before), _addresses(now)
    return bool(old and new) and old != new


def _addresses(answers: Sequence[ProbeAnswer]) -> frozenset[str]:
    return frozenset(
        record
        for answer in answers
        if answer.is_control and answer.question is Question.TARGET and answer.finding is Finding.RESOLVED
        for record in answer.records
    )


def _page(page: PageLook) -> dict[str, object]:
    return {
        "resolver": page.resolver,
        "address": page.address,
        "status": page.status,
        "length": page.length,
        "failure": page.failure,
        "tls": page.tls,
        "is_control": page.is_control,
        "title": page.title,
        "headers": list(page.headers),
    }


def _answer(row: ProbeRow, position: int, answer: ProbeAnswer) -> AnswerRow:
    return AnswerRow(
        id=new_id(row.started_at),
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
