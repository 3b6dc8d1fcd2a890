"""One thread's share of the queue: take a task the moment it is there, run it.

The queue's own worker claims with a write lock at every look and opens its connection anew each time; with several
threads looking, everybody who writes on SQLite would stand in that line. Here a look only reads.
"""

from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from rempart.journal.growth import GrowthWatch


class QueueWorker(Worker):
    """Runs the tasks of one queue; looks when the journal grew, and every `interval_s` for what has come due."""

    def __init__(self, queue: str, interval_s: float) -> None:
        super().__init__(
            queue_names=[queue],
            interval=interval_s,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self._growth = GrowthWatch()

    def run(self) -> None:
        """Until `running` is false. Raises OperationalError, InterfaceError while the database is away."""
        while self.running:
            task = self._claim()
            if task is None:
                self._growth.wait(self.interval)
            else:
                self.run_task(task)

    def _claim(self) -> DBTaskResult[Any, Any] | None:
        ready = DBTaskResult.objects.ready().filter(backend_name=self.backend_name, queue_name__in=self.queue_names)
        if not ready.exists():
            return None
        with transaction.atomic():
            task = ready.get_locked()
            if task is not None:
                task.claim(self.worker_id)
        return task
