"""The worker's threads: two for what is said to the primary, one for other urgent steps, one for alarms, one for what
nobody waits for, one or more for the rest, one that picks up what a dead worker left, one that ends the terms of orders
to the second, and one that moves what is older into the zone of the mass.
"""

import functools
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connections

from rempart import wiring
from rempart.kernel.actors import SYSTEM
from rempart.orders.oversight import lapse_due
from rempart.pipeline import services
from rempart.pipeline.routes import ALARMS, DEFAULT, UNHURRIED, URGENT
from rempart.ports.naming import PublicationFailedError
from rempart.publications.services import settle_zone
from rempart.worker.endurance import outlast
from rempart.worker.publishing import PublishingLoop
from rempart.worker.queue import QueueWorker

TERMS_PAUSE_S = 0.25
SETTLE_PAUSE_S = 3600.0

logger = logging.getLogger("rempart.worker")


@dataclass(slots=True)
class WorkerLoop:
    """Background work of one process. `start` returns at once; `stop` waits for the steps in hand."""

    default_threads: int = 1
    _publishing: PublishingLoop = field(default_factory=PublishingLoop)
    _workers: list[QueueWorker] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start the threads."""
        # Built before there are threads: two that build at once would both make the keys of a first start.
        wiring.current_ports()
        self._publishing.start()
        poll_s = wiring.current_config().worker.poll_s
        for queue in (URGENT, ALARMS, UNHURRIED, *[DEFAULT] * self.default_threads):
            worker = QueueWorker(queue, poll_s)
            self._workers.append(worker)
            self._run(f"worker-{queue}", functools.partial(self._work, worker))
        lease_s = wiring.current_config().worker.lease_s
        self._run("worker-sweep", lambda: self._repeat(self._sweep, max(lease_s / 4, 0.5)))
        self._run("worker-terms", lambda: self._repeat(self._end_terms, TERMS_PAUSE_S))
        if wiring.current_config().publication.cold_zone:
            self._run("worker-settle", lambda: self._repeat(self._settle, SETTLE_PAUSE_S))

    def stop(self) -> None:
        """Let every thread finish the step in hand, then end."""
        self._over.set()
        for worker in self._workers:
            worker.running = False
        self._publishing.stop()
        for thread in self._threads:
            thread.join()

    def wait(self) -> None:
        """Block until `stop` is called from elsewhere (a signal)."""
        self._over.wait()

    def _run(self, name: str, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self, worker: QueueWorker) -> None:
        while worker.running:
            outlast(worker.run, self._over)
        connections.close_all()

    def _end_terms(self) -> None:
        lapse_due(actor=SYSTEM, now=wiring.current_ports().clock.now())

    def _settle(self) -> None:
        ports, keep = wiring.current_ports(), wiring.current_config().publication.hot_names
        try:
            settle_zone(publisher=ports.publisher, keep=keep, actor=SYSTEM, now=ports.clock.now())
        except PublicationFailedError as error:
            logger.warning("%s", error.message)

    def _sweep(self) -> None:
        lease_s = wiring.current_config().worker.lease_s
        services.resume_steps(now=wiring.current_ports().clock.now(), grace=timedelta(seconds=max(lease_s, 2.0)))

    def _repeat(self, act: Callable[[], object], pause_s: float) -> None:
        while True:
            outlast(act, self._over)
            if self._over.wait(pause_s):
                break
        connections.close_all()
