"""What watches by the clock, beside the streams: the alert budget is planned hourly, forecast names are asked for."""

import logging
import threading
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connections

from rempart import wiring, wiring_streams
from rempart.kernel.actors import SYSTEM
from rempart.ports.existence import ExistenceUnavailableError
from rempart.sightings.budgets import is_plan_stale, plan_thresholds
from rempart.sightings.forecasts import ask_due, renew_forecasts
from rempart.worker.endurance import outlast
from rempart.worker.streams import pause_after

PAUSE_S = 60.0
AT_ONCE = 20  # names between two looks at whether to stop

logger = logging.getLogger("rempart.worker")


@dataclass(slots=True)
class WatchLoop:
    """Two threads until stopped."""

    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Start the threads."""
        for name, target in (("budget", self._plan), ("forecast", self._ask)):
            self._threads.append(threading.Thread(target=target, name=name, daemon=True))
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after what is in hand."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _plan(self) -> None:
        per_day = wiring.current_config().watch.sightings_per_day
        clock = wiring.current_ports().clock

        def plan() -> None:
            if is_plan_stale(per_day=per_day, now=clock.now()):
                plan_thresholds(per_day=per_day, actor=SYSTEM, now=clock.now())

        while True:
            outlast(plan, self._over)
            connections.close_all()
            if self._over.wait(PAUSE_S):
                return

    def _ask(self) -> None:
        settings, clock = wiring.current_config().watch, wiring.current_ports().clock
        check = wiring_streams.build_existence_check(wiring.current_config())
        if check is None:
            return
        every, asked, failures = timedelta(hours=settings.every_h), 0, 0

        def ask() -> None:
            nonlocal asked, failures
            # What goes wrong leaves nothing asked: the forecasts are renewed first then.
            before, asked = asked, 0
            try:
                if not before:
                    renew_forecasts(names=settings.names, actor=SYSTEM)
                asked = ask_due(check=check, every=every, actor=SYSTEM, now=clock.now, at_most=AT_ONCE)
                failures = 0
            except ExistenceUnavailableError as error:
                logger.warning("%s", error.message)
                failures += 1

        while True:
            outlast(ask, self._over)
            connections.close_all()
            # While names wait their turn the budget alone sets the pace.
            if self._over.wait(0.0 if asked else pause_after(failures, PAUSE_S)):
                return
