"""The server that edge agents connect to: mutual TLS, lines down, receipts up.

When the journal grew, every waiting agent is given what is new. All agents that stand at the same place share one
reading and one signing.
"""

import asyncio
import contextlib
import json
import logging
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from rempart.edge.deltas import sign_line
from rempart.edge.link import Credentials
from rempart.kernel.clock import Clock, SystemClock
from rempart.kernel.errors import RempartError
from rempart.ports.naming import Endpoint

logger = logging.getLogger("rempart.feed")

_HEARTBEAT_S = 2.0
_LONGEST_AHEAD_S = 10**11  # more seconds than years of four digits have
_LONGEST_LINE = 1 << 20  # what a vantage point found with dozens of resolvers
_LAST_LINE = (1 << 63) - 1  # no database counts further
# What a client's lines can make of themselves: numbers without end and brackets in brackets, too.
_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


# What is talked with a client that is no edge agent: its name, and both directions.
Conversation = Callable[[str, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Receipts (statement, signature) that a subscriber handed in together, and its key as the operator knows it."""

    subscriber: str
    key: bytes
    receipts: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where lines come from and receipts go: calls that may block, each made in a thread of its own.

    `next_size()` is the journal's, as soon as that may have changed since the last call and after a moment at the
    latest; `read(start)` gives items and the next start; `keep(deliveries)` keeps receipts and gives for each delivery
    None, or why nothing of it was kept; `confirmed(subscriber)` says how far its kept receipts go: the last line and
    the highest serial, None where there are none; `hear_clock(subscriber, ahead_s)` keeps how far its clock stands
    before ours (0: as it should). All raise OSError while the database is away.
    """

    next_size: Callable[[], int]
    read: Callable[[int], tuple[tuple[dict[str, Any], ...], int]]
    keep: Callable[[Sequence[Delivery]], Sequence[RempartError | None]]
    confirmed: Callable[[str], tuple[int, int] | None] = lambda _subscriber: None
    hear_clock: Callable[[str, int], bool] = lambda _subscriber, _ahead_s: False


def server_context(credentials: Credentials) -> ssl.SSLContext:
    """TLS 1.3 for clients that show a certificate of that authority."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=credentials.authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(credentials.certificate, credentials.key)
    return context


class FeedServer:
    """Gives every subscriber of `keys` (name in its certificate → its receipt key) the feed from `source`.

    `vantages` knows the clients that are vantage points: for those it gives the conversation to hold instead.
    Agents that ask for it are told the time, by `clock`, before anything else and whenever something is said; with the
    first time, how far their receipts go, which an agent whose older state was put back does not know itself.
    """

    def __init__(
        self,
        listen: Endpoint,
        context: ssl.SSLContext,
        hub_key: bytes,
        keys: Mapping[str, bytes],
        source: Source,
        vantages: Callable[[str], Conversation | None] = lambda _name: None,
        clock: Clock | None = None,
    ) -> None:
        self._listen = listen
        self._context = context
        self._hub_key = hub_key
        self._keys = keys
        self._source = source
        self._vantages = vantages
        self._clock = clock or SystemClock()
        self._size = -1
        self._grown = asyncio.Condition()
        self._parts: dict[int, tuple[bytes, int]] = {}
        # One thread each: its database connection stays in it, and no line waits for a receipt to be kept.
        self._watching, self._reading, self._keeping = (
            ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"feed-{work}") for work in ("watch", "read", "keep")
        )
        self._server: asyncio.Server | None = None
        self._jobs: list[asyncio.Task[None]] = []
        self._delivered: asyncio.Queue[tuple[Delivery, asyncio.Future[RempartError | None]]] = asyncio.Queue()
        self._connections: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Listen."""
        self._jobs = [asyncio.create_task(self._poll()), asyncio.create_task(self._keep_all())]
        self._server = await asyncio.start_server(
            self._serve, self._listen.address, self._listen.port, ssl=self._context, limit=_LONGEST_LINE
        )

    async def stop(self) -> None:
        """Stop listening and hang up."""
        if self._server is not None:
            self._server.close()
        jobs = [*self._connections, *self._jobs]
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        for thread in (self._watching, self._reading, self._keeping):
            thread.shutdown(wait=True)

    @property
    def size(self) -> int:
        """The journal's size when it was last looked at, -1 before."""
        return self._size

    async def _poll(self) -> None:
        while True:
            try:
                size = await _call(self._watching, self._source.next_size)
            except OSError as error:
                logger.warning("the journal cannot be read: %s", error)
                await asyncio.sleep(_HEARTBEAT_S)
                continue
            if size != self._size:
                async with self._grown:
                    self._size = size
                    self._parts.clear()
                    self._grown.notify_all()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        subscriber = _name_of(writer)
        if task := asyncio.current_task():
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
        jobs: list[asyncio.Task[None]] = []
        try:
            hello = json.loads(await reader.readline())
            if conversation := self._vantages(subscriber):
                await conversation(subscriber, reader, writer)
                return
            key = self._keys[subscriber]
            start, asks_time = min(int(hello["start"]), _LAST_LINE), bool(hello.get("time"))
            known = await _call(self._reading, self._source.confirmed, subscriber) if asks_time else None
            first = dict(zip(("reached", "serial"), known or (), strict=False)) if asks_time else None
            jobs = [
                asyncio.create_task(self._send(writer, start, first)),
                asyncio.create_task(self._receive(reader, writer, subscriber, key)),
            ]
            done, _ = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
            for job in done:
                job.result()
        except (OSError, *_NONSENSE, RempartError, asyncio.IncompleteReadError) as error:
            logger.info("subscriber %s left: %s", subscriber, error)
        except asyncio.CancelledError:  # the server stops; asyncio would log the cancelled connection as an error
            logger.info("hung up on subscriber %s", subscriber)
        finally:
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
            with contextlib.suppress(OSError):
                writer.close()

    async def _send(self, writer: asyncio.StreamWriter, start: int, told: dict[str, int] | None = None) -> None:
        """Lines from `start` on; with the time where `told` is something: what goes with the first."""
        while True:
            seen = self._size
            lines, following = await self._part(start)
            time = b""
            if told is not None:
                time = json.dumps({"time": self._clock.now().isoformat(), **told}).encode() + b"\n"
                told = {}
            # An empty line says that the hub is there and has no more; of lines that nobody needs any more, this does.
            writer.write(time + (lines or (b"\n" if following == start else b'{"kept": 0}\n')))
            await writer.drain()
            if following != start:
                start = following
                continue
            await self._wait_growth(seen)

    async def _wait_growth(self, seen: int) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_HEARTBEAT_S), self._grown:
                await self._grown.wait_for(lambda: self._size != seen)

    async def _part(self, start: int) -> tuple[bytes, int]:
        if start in self._parts:
            return self._parts[start]
        size = self._size
        items, following = await _call(self._reading, self._source.read, start)
        part = b"".join(sign_line(item, self._hub_key).encode() + b"\n" for item in items), following
        if size == self._size:  # else the journal grew while it was read: the next to ask reads it again
            self._parts[start] = part
        return part

    async def _receive(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, subscriber: str, key: bytes
    ) -> None:
        """Keep receipts; the agent holds each back until it is told that it was kept, or was none."""
        rest = b""
        while chunk := await reader.read(_LONGEST_LINE):
            *lines, rest = (rest + chunk).split(b"\n")
            if len(rest) > _LONGEST_LINE:
                raise ValueError("a line without an end")
            facts = [json.loads(line) for line in lines]
            for told in [one for one in facts if "clock" in one][-1:]:
                ahead_s = max(-_LONGEST_AHEAD_S, min(int(told["clock"]), _LONGEST_AHEAD_S))
                await _call(self._keeping, self._source.hear_clock, subscriber, ahead_s)
            signed = [one for one in facts if "clock" not in one]
            receipts = [(str(one["receipt"]), bytes.fromhex(one["signature"])) for one in signed]
            if receipts:
                await self._keep(subscriber, key, receipts)
                writer.write(b'{"kept": %d}\n' % len(receipts))

    async def _keep(self, subscriber: str, key: bytes, receipts: Sequence[tuple[str, bytes]]) -> None:
        kept: asyncio.Future[RempartError | None] = asyncio.get_running_loop().create_future()
        self._delivered.put_nowait((Delivery(subscriber, key, tuple(receipts)), kept))
        error = await kept
        if error is None:
            return
        if len(receipts) == 1:
            logger.warning("%s", error.message)
            return
        for receipt in receipts:  # one that is not good takes no other with it
            await self._keep(subscriber, key, [receipt])

    async def _keep_all(self) -> None:
        """Keep what all subscribers hand in, together: hundreds answer to one change at once."""
        while True:
            waiting = [await self._delivered.get()]
            while not self._delivered.empty():
                waiting.append(self._delivered.get_nowait())
            deliveries = [delivery for delivery, _ in waiting]
            keeping = asyncio.get_running_loop().run_in_executor(self._keeping, self._source.keep, deliveries)
            await asyncio.wait([keeping])
            failure = keeping.exception()
            errors = [None] * len(waiting) if failure else keeping.result()
            for (_, kept), problem in zip(waiting, errors, strict=True):
                if kept.done():
                    continue  # the subscriber left meanwhile
                if failure:
                    kept.set_exception(failure)  # it hangs up on each, and each comes again
                else:
                    kept.set_result(problem)


async def _call(thread: ThreadPoolExecutor, function: Callable[..., Any], *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(thread, function, *arguments)


def _name_of(writer: asyncio.StreamWriter) -> str:
    """The common name of the certificate that TLS has verified."""
    certificate = writer.get_extra_info("peercert") or {}
    for group in certificate.get("subject", ()):
        for field, value in group:
            if field == "commonName":
                return str(value)
    return ""
