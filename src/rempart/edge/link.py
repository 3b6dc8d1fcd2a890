"""The link to the hub: mutual TLS, one line a delta downwards, one line a receipt upwards; reconnects, resumes."""

import asyncio
import contextlib
import json
import logging
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rempart.edge.agent import Agent
from rempart.edge.agreed_clock import TRUSTED
from rempart.kernel.errors import OutsideUnavailableError
from rempart.ports.naming import Endpoint

logger = logging.getLogger("rempart.edge")

_CHUNK = 1 << 16
_LONGEST_LINE = 1 << 20
_KEPT, _TIME = b'{"kept"', b'{"time"'
_SILENCE_S = 10.0
_TELL_CLOCK_S = 60.0
# What reading the hub's own words can raise; whatever it says, the agent goes on serving and ending terms.
_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
_PAUSES_S = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


class AgentFailedError(OutsideUnavailableError):
    """The agent could not do what it was to do, as on a full disk. The process has to end, see `rempart.edge.agent`."""

    code = "edge.agent_failed"
    template = "The agent could not take in a line of the feed: {problem}. See to its disk and start it again."


@dataclass(frozen=True, slots=True)
class Credentials:
    """Files in PEM: the authority that both ends pin, this end's certificate and key."""

    authority: Path
    certificate: Path
    key: Path


def client_context(credentials: Credentials) -> ssl.SSLContext:
    """TLS 1.3 towards a server of that authority, showing our own certificate."""
    context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH, cafile=credentials.authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(credentials.certificate, credentials.key)
    return context


@contextlib.contextmanager
def _agent_fails() -> Iterator[None]:
    """What fails in here is never the hub's doing: what the agent holds may be ahead of its disk from then on."""
    try:
        yield
    except (OSError, *_NONSENSE) as error:
        raise AgentFailedError(problem=error or type(error).__name__) from error


class Link:
    """Keeps the agent fed. `connected` is set while the hub is there."""

    def __init__(self, agent: Agent, hub: Endpoint, server_name: str, context: ssl.SSLContext) -> None:
        self._agent = agent
        self._hub = hub
        self._server_name = server_name
        self._context = context
        self._sent = 0
        self._tell_clock_at_s = 0.0
        self.connected = asyncio.Event()

    async def run(self) -> None:
        """Follow the feed until cancelled; the agent goes on serving whatever the hub says. Raises AgentFailedError."""
        failures = 0
        while True:
            before = self._agent.sequence
            try:
                await self._follow()
            except (OSError, asyncio.IncompleteReadError, *_NONSENSE) as error:
                logger.warning("no link to the hub at %s: %s", self._hub, error or type(error).__name__)
            finally:
                self.connected.clear()
            failures = 0 if self._agent.sequence != before else min(failures + 1, len(_PAUSES_S) - 1)
            await asyncio.sleep(_PAUSES_S[failures])

    async def _follow(self) -> None:
        reader, writer = await asyncio.open_connection(
            self._hub.address, self._hub.port, ssl=self._context, server_hostname=self._server_name
        )
        sending = asyncio.create_task(self._send_receipts(writer))
        try:
            # Asked for, since an agent that knows nothing of it would take a line with the time for one to obey.
            self._tell_clock_at_s = 0.0
            writer.write(json.dumps({"start": self._agent.sequence + 1, "time": True}).encode() + b"\n")
            await writer.drain()
            self.connected.set()
            rest = b""
            while True:
                async with asyncio.timeout(_SILENCE_S):
                    chunk = await reader.read(_CHUNK)
                if not chunk:
                    return
                *lines, rest = (rest + chunk).split(b"\n")
                if len(rest) > _LONGEST_LINE:
                    raise ValueError("a line without an end")
                if times := [line for line in lines if line.startswith(_TIME)]:
                    self._hear_time(times)
                    self._tell_clock(writer)
                self._forget_kept([line for line in lines if line.startswith(_KEPT)])
                # An empty line says that the hub has no more.
                told = [line.decode() for line in lines if line and not line.startswith((_KEPT, _TIME))]
                self._obey(told, at_end=b"" in lines)
        finally:
            sending.cancel()
            writer.close()

    def _obey(self, lines: list[str], *, at_end: bool) -> None:
        with _agent_fails():
            self._agent.obey(lines)
            if at_end:
                self._agent.catch_up()

    def _compare_state(self, reached: int, serial: int) -> None:
        with _agent_fails():
            self._agent.compare_state(reached, serial)

    async def _send_receipts(self, writer: asyncio.StreamWriter) -> None:
        self._sent = 0
        while True:
            self._agent.receipt_ready.clear()
            for receipt in list(self._agent.receipts.waiting)[self._sent :]:
                writer.write(json.dumps(receipt).encode() + b"\n")
                self._sent += 1
            await writer.drain()
            await self._agent.receipt_ready.wait()

    def _hear_time(self, lines: list[bytes]) -> None:
        """The hub's clock, before what came with it is judged by the time; and how far it has our receipts."""
        for line in lines:
            told = json.loads(line)
            self._agent.clock.hear(datetime.fromisoformat(told["time"]))
            if "reached" in told:
                self._compare_state(int(told["reached"]), int(told["serial"]))

    def _tell_clock(self, writer: asyncio.StreamWriter) -> None:
        """How far our clock stands before that of a hub that said its own, at once and each minute; 0: near enough."""
        if time.monotonic() < self._tell_clock_at_s:
            return
        self._tell_clock_at_s = time.monotonic() + _TELL_CLOCK_S
        apart = self._agent.clock.ahead_of_hub
        ahead_s = round(apart.total_seconds()) if abs(apart) > TRUSTED else 0
        writer.write(b'{"clock": %d}\n' % ahead_s)

    def _forget_kept(self, lines: list[bytes]) -> None:
        """A receipt is sent again over every new link until the hub says that it has it."""
        kept = min(self._sent, sum(int(json.loads(line)["kept"]) for line in lines))
        if kept:
            self._agent.receipts.forget(kept)
            self._sent -= kept
