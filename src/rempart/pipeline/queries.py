"""Reads of the pipeline."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min

from rempart.kernel.actors import Actor
from rempart.people.permissions import require
from rempart.pipeline.contracts import OPEN_STATES, STUCK_STATES, Step, StepMissingError, StepState
from rempart.pipeline.models import StepRow


def list_steps(
    *, viewer: Actor, states: tuple[StepState, ...] = (*OPEN_STATES, *STUCK_STATES), limit: int = 200
) -> tuple[Step, ...]:
    """Steps in the states asked for, newest first."""
    require(viewer, "pipeline.view")
    return tuple(
        to_contract(row) for row in StepRow.objects.filter(state__in=states).order_by("-created_at", "-pk")[:limit]
    )


def count_stuck(*, viewer: Actor) -> tuple[int, datetime | None]:
    """How many steps are stuck, and when the oldest of them was made."""
    require(viewer, "pipeline.view")
    found = StepRow.objects.filter(state__in=STUCK_STATES).aggregate(count=Count("pk"), oldest=Min("created_at"))
    return found["count"], found["oldest"]


def get_step(step_id: UUID, *, viewer: Actor) -> Step:
    """One step. Raises StepMissingError."""
    require(viewer, "pipeline.view")
    row = StepRow.objects.filter(pk=step_id).first()
    if row is None:
        raise StepMissingError(step=step_id)
    return to_contract(row)


def find_latest_step(route: str, *, viewer: Actor) -> Step | None:
    """The step of that route that follows the newest entry, whatever its state."""
    require(viewer, "pipeline.view")
    row = StepRow.objects.filter(route=route).order_by("-entry_index").first()
    return to_contract(row) if row else None


def to_contract(row: StepRow) -> Step:
    """The row as others may see it."""
    return Step(
        id=row.id,
        route=row.route,
        queue=row.queue,
        entry_index=row.entry_index,
        subject=row.subject,
        state=StepState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        next_at=row.next_at,
        finished_at=row.finished_at,
        error_code=row.error_code,
        error=row.error,
    )
