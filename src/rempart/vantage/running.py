"""The conversation with the hub: a task down, what was found up, as long as both live; reconnects by itself."""

import asyncio
import contextlib
import logging

from rempart.edge.link import client_context
from rempart.edge.running import end_on_signal
from rempart.probes.observing import Vantage
from rempart.probes.tasks import LineRejectedError, look, read_task, write_findings
from rempart.vantage.settings import VantageSettings

logger = logging.getLogger("rempart.vantage")

_LONGEST_LINE = 1 << 20
_SILENCE_S = 10.0
_PAUSES_S = (0.1, 0.5, 1.0, 2.0, 5.0)


async def run_vantage(settings: VantageSettings, vantage: Vantage) -> None:
    """Look at whatever the hub asks for, until cancelled or told to end (SIGTERM, SIGINT)."""
    task = asyncio.current_task()
    end_on_signal([task] if task else [])
    failures = 0
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            try:
                failures = 0 if await _follow(settings, vantage) else failures
            except (OSError, asyncio.IncompleteReadError, ValueError, LineRejectedError) as error:
                logger.warning("no link to the hub at %s: %s", settings.hub, error or type(error).__name__)
            failures = min(failures + 1, len(_PAUSES_S) - 1)
            await asyncio.sleep(_PAUSES_S[failures])


async def _follow(settings: VantageSettings, vantage: Vantage) -> bool:
    """Work until the hub hangs up; whether it ever said something."""
    reader, writer = await asyncio.open_connection(
        settings.hub.address,
        settings.hub.port,
        ssl=client_context(settings.credentials),
        server_hostname=settings.hub_name,
        limit=_LONGEST_LINE,
    )
    heard = False
    try:
        writer.write(b'{"vantage": 1}\n')
        await writer.drain()
        while True:
            async with asyncio.timeout(_SILENCE_S):
                line = await reader.readline()
            if not line:
                return heard
            heard = True
            if not line.strip():
                continue  # the hub is there, and has nothing to ask
            findings = await asyncio.to_thread(look, read_task(line.decode()), vantage)
            writer.write(write_findings(findings).encode() + b"\n")
            await writer.drain()
    finally:
        with contextlib.suppress(OSError):
            writer.close()
