"""Runs the pipeline's steps as the worker does, one after the other, in this process."""

from django.db.models import Q

from rempart import wiring
from rempart.pipeline.contracts import OPEN_STATES, StepState
from rempart.pipeline.models import StepRow
from rempart.pipeline.routes import PUBLISHING
from rempart.worker.publishing import keep, list_asked, say
from rempart.worker.tasks import run_steps

LONGEST = 500


def run_until_quiet() -> int:
    """Run every step that is due or failed, and those that follow, until none is left; how many runs it took."""
    for runs in range(LONGEST):
        due = Q(next_at__lte=wiring.current_ports().clock.now()) | Q(state=StepState.RETRYING)
        step = StepRow.objects.filter(due, state__in=OPEN_STATES).order_by("created_at", "id").first()
        if step is None:
            return runs
        if step.queue == PUBLISHING:
            StepRow.objects.filter(pk=step.pk).update(next_at=wiring.current_ports().clock.now())
            publish_due()
        else:
            run_steps.call(str(step.id))
    raise AssertionError(f"the pipeline is not quiet after {LONGEST} steps")


def publish_due() -> None:
    """One round of both halves of the publishing loop."""
    for said in say(list_asked()):
        keep(said)
