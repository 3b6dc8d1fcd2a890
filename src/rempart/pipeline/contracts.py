"""What leaves the pipeline: steps and their states."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError


class StepState(StrEnum):
    """Where a step is. `retrying` waits for its next try; `refused` and `gave_up` wait for a person."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    RETRYING = "retrying"
    REFUSED = "refused"
    GAVE_UP = "gave_up"


OPEN_STATES = (StepState.WAITING, StepState.RUNNING, StepState.RETRYING)
STUCK_STATES = (StepState.REFUSED, StepState.GAVE_UP)


@dataclass(frozen=True, slots=True)
class Step:
    """One verb to be done because of one journal entry."""

    id: UUID
    route: str
    queue: str
    entry_index: int
    subject: str
    state: StepState
    attempts: int
    created_at: datetime
    next_at: datetime
    finished_at: datetime | None
    error_code: str
    error: str


class StepMissingError(InputRejectedError):
    """No such step."""

    code = "pipeline.step_missing"
    template = "There is no step {step}. The list of steps shows those that exist."


class RouteMissingError(OutsideUnavailableError):
    """A step of a route that this version does not have: a newer one made it, or an older one."""

    code = "pipeline.route_missing"
    template = (
        "This version of Rempart knows no step called {route}. Bring every worker to the same version, then let the "
        "step try again."
    )
