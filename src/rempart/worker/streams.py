"""Streams in the background: one thread a stream, each at its own pace, so that a slow log delays no other."""

import logging
import threading
from dataclasses import dataclass, field

from django.db import connections
from django.db.utils import OperationalError

from rempart import wiring
from rempart.config import StreamConfig
from rempart.kernel.actors import SYSTEM
from rempart.kernel.errors import RempartError
from rempart.ports.streams import HostnameStream
from rempart.sightings.following import follow_stream

logger = logging.getLogger("rempart.worker")

LIST_PAUSE_S = 24 * 60 * 60.0
RETRY_PAUSE_S = 60.0


@dataclass(slots=True)
class StreamLoop:
    """Follows every configured stream until stopped; the log list is read again each day for new shards."""

    _over: threading.Event = field(default_factory=threading.Event)
    _threads: dict[str, threading.Thread] = field(default_factory=dict)

    def start(self) -> None:
        """Start a thread that starts a thread for each stream."""
        self._begin("streams", self._keep_list)

    def stop(self) -> None:
        """Let each stream finish the batch in hand."""
        self._over.set()
        for thread in list(self._threads.values()):
            thread.join()

    def _begin(self, label: str, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name=label, daemon=True)  # type: ignore[arg-type]
        self._threads[label] = thread
        thread.start()

    def _keep_list(self) -> None:
        while True:
            pause_s = LIST_PAUSE_S
            try:
                for settings, stream in wiring.build_streams(wiring.current_config()):
                    if settings.label not in self._threads:
                        self._begin(settings.label, self._follow, settings, stream)
            except RempartError as error:
                logger.warning("streams: %s", error.message)
                pause_s = RETRY_PAUSE_S
            if self._over.wait(pause_s):
                return

    def _follow(self, settings: StreamConfig, stream: HostnameStream) -> None:
        clock = wiring.current_ports().clock
        while True:
            try:
                follow_stream(stream=stream, kind=settings.kind, actor=SYSTEM, clock=clock)
            except RempartError as error:
                # The row on the coverage page says it too; this line is for whoever reads the log.
                logger.warning("%s", error.message)
            except OperationalError as error:
                logger.warning("the database did not answer: %s", error)
            connections.close_all()
            if self._over.wait(settings.every_s):
                stream.close()
                return
