"""The verbs of the pipeline: follow an entry to its next verbs, claim a step, settle it.

A step is claimed under a lease. A worker that dies leaves a lease that runs out; `resume_steps` then lets another
worker take the step. The verb itself has its effect once (see `journal.services.record`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string

from rempart.journal.contracts import JournalEntry
from rempart.journal.queries import batched
from rempart.kernel.actors import Actor
from rempart.kernel.errors import InputRejectedError, RempartError, RuleRefusedError
from rempart.kernel.ids import new_id
from rempart.kernel.plain_text import storable
from rempart.people.permissions import require
from rempart.pipeline.contracts import STUCK_STATES, RouteMissingError, Step, StepMissingError, StepState
from rempart.pipeline.models import StepRow
from rempart.pipeline.queries import to_contract
from rempart.pipeline.routes import PUBLISHING, ROUTES, Route

LONGEST_BACKOFF = timedelta(minutes=30)
# No step is due later than this: one that is was put off while the clock stood ahead, and would wait for as long.
FURTHEST = max(LONGEST_BACKOFF, *(route.delay for route in ROUTES)) + timedelta(hours=1)
_STEPS_IN_A_TASK = 50


def follow(entries: Sequence[JournalEntry]) -> None:
    """Make a step for every route that each entry takes, in the transaction of the entries."""
    rows = [
        StepRow(
            id=new_id(entry.at),
            route=route.name,
            queue=route.queue,
            entry_index=entry.index,
            subject=entry.subject,
            state=StepState.WAITING,
            created_at=entry.at,
            next_at=entry.at + route.delay,
        )
        for entry in entries
        for route in ROUTES
        if route.on.act == entry.act and route.when(route.on.from_facts(entry.facts))
    ]
    StepRow.objects.bulk_create(rows)
    _enqueue(rows)


def claim_step(*, step_id: UUID, now: datetime, lease: timedelta) -> Step | None:
    """Take the step to run it; None where it is settled, not due, or in another worker's hands."""
    taken = StepRow.objects.filter(_free(now), pk=step_id).update(
        state=StepState.RUNNING, attempts=F("attempts") + 1, lease_until=now + lease
    )
    if not taken:
        return None
    return to_contract(StepRow.objects.get(pk=step_id))


def list_due_steps(*, queue: str, now: datetime, limit: int) -> tuple[Step, ...]:
    """The steps of the queue that are due and in nobody's hands, oldest first; none is claimed by asking."""
    rows = StepRow.objects.filter(_free(now), queue=queue).order_by("entry_index", "route")
    return tuple(to_contract(row) for row in rows[:limit])


def _free(now: datetime) -> Q:
    return _due(now, timedelta()) | Q(state=StepState.RUNNING, lease_until__lte=now)


def _due(now: datetime, grace: timedelta) -> Q:
    """What waits for its moment, which was `grace` ago."""
    waiting = Q(state__in=(StepState.WAITING, StepState.RETRYING))
    return waiting & (Q(next_at__lte=now - grace) | Q(next_at__gt=now + FURTHEST))


def keep_step(*, step_id: UUID, now: datetime, lease: timedelta) -> None:
    """Lengthen the lease of a step that is still being done."""
    StepRow.objects.filter(pk=step_id, state=StepState.RUNNING).update(lease_until=now + lease)


def finish_steps(*, step_ids: Sequence[UUID], now: datetime) -> None:
    """The verbs had their effect."""
    for chunk in batched(step_ids, 500):
        StepRow.objects.filter(pk__in=chunk).update(
            state=StepState.DONE, finished_at=now, lease_until=None, error_code="", error=""
        )


def fail_step(*, step_id: UUID, error: Exception, now: datetime, attempts: int, backoff_s: float) -> StepState:
    """Keep the failure visible, and try again later where that can help.

    A rule's refusal and unusable input are final until a person looks; anything else is tried `attempts` times,
    after pauses that double from `backoff_s` seconds.
    """
    with transaction.atomic():
        row = StepRow.objects.select_for_update().get(pk=step_id)
        row.error_code = error.code if isinstance(error, RempartError) else type(error).__name__
        row.error = storable(str(error))[:2000]  # of any text: a failure that could not be kept would never end
        row.lease_until = None
        if isinstance(error, RuleRefusedError | InputRejectedError):
            row.state, row.finished_at = StepState.REFUSED, now
        elif row.attempts >= attempts:
            row.state, row.finished_at = StepState.GAVE_UP, now
        else:
            row.state = StepState.RETRYING
            row.next_at = now + _pause(row.attempts, backoff_s)
        row.save()
        if row.state == StepState.RETRYING:
            _enqueue([row])
    return StepState(row.state)


def _pause(attempts: int, backoff_s: float) -> timedelta:
    return min(timedelta(seconds=backoff_s * 2 ** min(attempts - 1, 20)), LONGEST_BACKOFF)


def resume_steps(*, now: datetime, grace: timedelta) -> int:
    """Put steps back in the queue whose worker died or whose turn was lost; how many.

    Those of `publishing` have no tasks that could be lost: whoever publishes reads them until they are settled.
    """
    lost = Q(state=StepState.RUNNING, lease_until__lte=now) | _due(now, grace)
    rows = StepRow.objects.filter(lost).exclude(queue=PUBLISHING)
    if not rows.exists():
        return 0  # a look takes no lock that somebody else waits for
    with transaction.atomic():
        found = list(rows.select_for_update(**_skip_locked())[:500])
        StepRow.objects.filter(pk__in=[row.pk for row in found]).update(next_at=now)
        for row in found:
            row.next_at = now
        _enqueue(found)
    return len(found)


def retry_step(*, step_id: UUID, actor: Actor, now: datetime) -> None:
    """A person lets a refused or given-up step try again. Raises StepMissingError."""
    require(actor, "pipeline.retry")
    with transaction.atomic():
        row = StepRow.objects.select_for_update().filter(pk=step_id, state__in=STUCK_STATES).first()
        if row is None:
            raise StepMissingError(step=step_id)
        row.state, row.attempts, row.next_at, row.finished_at = StepState.WAITING, 0, now, None
        row.save()
        _enqueue([row])


def find_route(name: str) -> Route:
    """The route of that name. Raises RouteMissingError."""
    for route in ROUTES:
        if route.name == name:
            return route
    raise RouteMissingError(route=name)


def _enqueue(rows: Sequence[StepRow]) -> None:
    """Steps of one route that come due together share tasks: a thousand at once are no thousand rows of the queue."""
    task = import_string(settings.REMPART_STEP_TASK)
    together: dict[tuple[str, str, datetime], list[str]] = {}
    for row in rows:
        if row.queue == PUBLISHING:
            continue
        together.setdefault((row.route, row.queue, row.next_at), []).append(str(row.id))
    for (_, queue, due), steps in together.items():
        for start in range(0, len(steps), _STEPS_IN_A_TASK):
            task.using(queue_name=queue, run_after=due).enqueue(*steps[start : start + _STEPS_IN_A_TASK])


def _skip_locked() -> dict[str, Any]:
    # SQLite has one writer at a time and knows no row locks.
    vendor = transaction.get_connection().vendor
    return {"skip_locked": True} if vendor == "postgresql" else {}
