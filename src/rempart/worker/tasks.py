"""One background task: run some steps. The job boundary, where any failure becomes a visible row."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import close_old_connections, connections
from django_tasks import task

from rempart import wiring
from rempart.journal.contracts import AlreadyDoneError
from rempart.journal.queries import get_entry
from rempart.pipeline import services
from rempart.pipeline.contracts import RouteMissingError, Step
from rempart.worker.endurance import outlast

logger = logging.getLogger("rempart.worker")


@task()
def run_steps(*step_ids: str) -> None:
    """Run the verb of each step, once, under a lease; what is left when this worker dies, another takes up."""
    for step_id in step_ids:
        _run_step(UUID(step_id))


def _run_step(step_id: UUID) -> None:
    ports = wiring.current_ports()
    lease = timedelta(seconds=wiring.current_config().worker.lease_s)
    step = services.claim_step(step_id=step_id, now=ports.clock.now(), lease=lease)
    if step is None:
        return
    try:
        with _lease_kept(step, lease):
            entry = get_entry(step.entry_index)
            route = services.find_route(step.route)
            if route.do is None:
                raise RouteMissingError(route=step.route)
            route.do(route.on.from_facts(entry.facts), ports, ports.clock.now(), entry.index)
    except AlreadyDoneError:
        services.finish_steps(step_ids=[step.id], now=ports.clock.now())
    except Exception as error:  # noqa: BLE001 (the job boundary: every failure becomes a row)
        note_failure(step, error)
    else:
        services.finish_steps(step_ids=[step.id], now=ports.clock.now())


def note_failure(step: Step, error: Exception) -> None:
    """Make the failure of a claimed step a visible row, to be tried again where that can help."""
    settings = wiring.current_config().worker
    logger.info("step %s (%s) failed: %s", step.id, step.route, error)
    services.fail_step(
        step_id=step.id,
        error=error,
        now=wiring.current_ports().clock.now(),
        attempts=max(settings.attempts, _own_attempts(step)),
        backoff_s=settings.backoff_s,
    )


def _own_attempts(step: Step) -> int:
    try:
        return services.find_route(step.route).attempts
    except RouteMissingError:
        return 0


@contextmanager
def _lease_kept(step: Step, lease: timedelta) -> Iterator[None]:
    """Lengthen the step's lease from a thread of its own while the verb works (a capture can take a minute), also where
    the database was away meanwhile: else another worker would take it up, and look at the page a second time."""
    over = threading.Event()

    def keep() -> None:
        while not over.wait(lease.total_seconds() / 3):
            outlast(lengthen, over)
        connections.close_all()

    def lengthen() -> None:
        services.keep_step(step_id=step.id, now=wiring.current_ports().clock.now(), lease=lease)

    keeper = threading.Thread(target=keep, name=f"lease-{step.id}", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()
        close_old_connections()
