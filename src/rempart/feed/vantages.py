"""The hub's end of the conversation with vantage points: hand a task, wait for what was found, keep it."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rempart.feed.source import outages
from rempart.kernel.actors import SYSTEM
from rempart.kernel.clock import Clock
from rempart.kernel.errors import RempartError
from rempart.probes.sampling import Surroundings
from rempart.probes.services import hand_task, keep_findings
from rempart.probes.tasks import LineRejectedError, Task, read_findings, write_task

logger = logging.getLogger("rempart.feed")

_POLL_S = 0.25
_HEARTBEAT_S = 2.0
_ANSWER_WITHIN_S = 600.0  # dozens of names, of many resolvers of which some do not answer
_PAUSE_AFTER_NONSENSE_S = 30.0


@dataclass(frozen=True, slots=True)
class VantageDesk:
    """Talks with the vantage points of these `names` (the common names of their certificates).

    Its own thread holds its own database connection, so that a look never delays a line for an edge agent.
    """

    names: frozenset[str]
    surroundings: Surroundings
    every: timedelta
    clock: Clock
    on_change: Callable[[], int]
    thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="vantages")
    )

    async def talk(self, name: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Give and take until the other end leaves. Raises OSError, TimeoutError."""
        loop = asyncio.get_running_loop()
        while True:
            task = await loop.run_in_executor(self.thread, self._hand, name)
            if task is None:
                writer.write(b"\n")  # an empty line says that the hub is there
                await writer.drain()
                await self._wait_change()
                continue
            given_at = self.clock.now()
            writer.write(write_task(task).encode() + b"\n")
            await writer.drain()
            async with asyncio.timeout(_ANSWER_WITHIN_S):
                line = await reader.readline()
            if not line:
                return
            try:
                await loop.run_in_executor(self.thread, self._keep, name, task, line.decode(), given_at)
            except LineRejectedError as error:
                # The same task would be handed again at once, and the journal filled with it.
                logger.warning("vantage point %s: %s", name, error.message)
                await asyncio.sleep(_PAUSE_AFTER_NONSENSE_S)
                return

    async def _wait_change(self) -> None:
        """Until the journal grew, or for as long as the other end may wait without a word."""
        seen, waited = self.on_change(), 0.0
        while waited < _HEARTBEAT_S and self.on_change() == seen:
            await asyncio.sleep(_POLL_S)
            waited += _POLL_S

    def _hand(self, name: str) -> Task | None:
        try:
            with outages():
                return hand_task(
                    vantage=name, every=self.every, surroundings=self.surroundings, actor=SYSTEM, now=self.clock.now()
                )
        except RempartError as error:  # a list that cannot be read stops the looks, not the feed
            logger.warning("%s", error.message)
            return None

    def _keep(self, name: str, task: Task, line: str, given_at: datetime) -> None:
        findings, now = read_findings(line), self.clock.now()
        with outages():
            keep_findings(vantage=name, task=task, findings=findings, given_at=given_at, actor=SYSTEM, now=now)
