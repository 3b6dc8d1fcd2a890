"""What watches by the clock, beside the streams: the alert budget is planned anew each hour."""

import logging
import threading
from dataclasses import dataclass, field

from django.db import connections
from django.db.utils import OperationalError

from rempart import wiring
from rempart.kernel.actors import SYSTEM
from rempart.sightings.budgets import is_plan_stale, plan_thresholds

PAUSE_S = 60.0

logger = logging.getLogger("rempart.worker")


@dataclass(slots=True)
class WatchLoop:
    """One thread until stopped."""

    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Start the thread."""
        self._threads.append(threading.Thread(target=self._plan, name="budget", daemon=True))
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after the plan in hand."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _plan(self) -> None:
        per_day = wiring.current_config().watch.sightings_per_day
        clock = wiring.current_ports().clock
        while True:
            try:
                if is_plan_stale(per_day=per_day, now=clock.now()):
                    plan_thresholds(per_day=per_day, actor=SYSTEM, now=clock.now())
            except OperationalError as error:
                logger.warning("the database did not answer: %s", error)
            connections.close_all()
            if self._over.wait(PAUSE_S):
                return
