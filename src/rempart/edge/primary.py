"""A primary server for the resolver next door: SOA, AXFR and IXFR over UDP and TCP, NOTIFY with patience.

It answers on loopback only, to whoever can reach it there; it holds no key and knows no other zone.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import dns.exception
import dns.flags
import dns.message
import dns.opcode
import dns.rcode
import dns.rdatatype

from rempart.engines.zonefile.wire import WireZone, messages
from rempart.ports.naming import Endpoint

logger = logging.getLogger("rempart.edge")

_NOTIFY_PAUSES_S = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_IDLE_S = 30.0


class Primary:
    """Serves `zones` at `listen`; tells each of `resolvers` of a change until it says that it heard.

    While `is_shown` says no the zones are refused, so that a resolver keeps what it has of them.
    """

    def __init__(
        self,
        listen: Endpoint,
        zones: Sequence[WireZone],
        resolvers: Sequence[Endpoint],
        is_shown: Callable[[], bool] = lambda: True,
    ) -> None:
        self._is_shown = is_shown
        self._listen = listen
        self._zones = {zone.apex: zone for zone in zones}
        self._resolvers = tuple(resolvers)
        self._unheard: dict[int, asyncio.Event] = {}
        self._telling: dict[tuple[bytes, Endpoint], asyncio.Task[None]] = {}
        self._transport: asyncio.DatagramTransport | None = None
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Bind UDP and TCP."""
        loop = asyncio.get_running_loop()
        address = (self._listen.address, self._listen.port)
        self._transport, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self), local_addr=address)
        self._server = await asyncio.start_server(self._serve_stream, *address)

    async def stop(self) -> None:
        """Stop answering, and hang up on a resolver that keeps its connection for the next question."""
        if self._transport is not None:
            self._transport.close()
        if self._server is not None:
            self._server.close()
        tasks = [*self._telling.values(), *self._connections]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def notify(self, zone: WireZone) -> None:
        """Tell every resolver at once that the zone changed; repeat in the background until it heard."""
        for resolver in self._resolvers if self._is_shown() else ():
            running = self._telling.pop((zone.apex, resolver), None)
            if running is not None:
                running.cancel()
            task = asyncio.get_running_loop().create_task(self._tell(zone, resolver))
            self._telling[zone.apex, resolver] = task

    def answer_datagram(self, raw: bytes, sender: tuple[str, int]) -> None:
        """One datagram: a question, or a resolver's word that it heard."""
        with contextlib.suppress(dns.exception.DNSException, ValueError):
            message = dns.message.from_wire(raw, ignore_trailing=True)
            if message.flags & dns.flags.QR:
                heard = self._unheard.get(message.id)
                if heard is not None:
                    heard.set()
                return
            reply = next(self._answers(message, stream=False))
            if self._transport is not None:
                self._transport.sendto(reply, sender)

    async def _tell(self, zone: WireZone, resolver: Endpoint) -> None:
        query_id = secrets.randbelow(1 << 16)
        heard = self._unheard[query_id] = asyncio.Event()
        notify = dns.message.make_query(zone.zone.origin, dns.rdatatype.SOA, id=query_id)
        notify.set_opcode(dns.opcode.NOTIFY)
        notify.flags = (notify.flags | dns.flags.AA) & ~dns.flags.RD
        wire = notify.to_wire()
        try:
            for pause in _NOTIFY_PAUSES_S:
                if self._transport is None:
                    return
                self._transport.sendto(wire, (resolver.address, resolver.port))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(heard.wait(), pause)
                    return
            logger.warning(
                "resolver %s does not hear of changes of %s; it will ask by itself", resolver, zone.zone.name
            )
        finally:
            self._unheard.pop(query_id, None)

    async def _serve_stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
        try:
            while True:
                async with asyncio.timeout(_IDLE_S):
                    size = int.from_bytes(await reader.readexactly(2), "big")
                    raw = await reader.readexactly(size)
                for reply in self._answers(dns.message.from_wire(raw, ignore_trailing=True), stream=True):
                    writer.write(len(reply).to_bytes(2, "big") + reply)
                    await writer.drain()
                    await asyncio.sleep(0)  # a resolver that takes a million names as fast as they come is not alone
        except (asyncio.IncompleteReadError, TimeoutError, ConnectionError, dns.exception.DNSException, ValueError):
            pass  # the resolver hung up, or said what is no question
        except asyncio.CancelledError:
            logger.debug("hung up on a resolver")  # asyncio would log the cancelled connection as an error
        finally:
            writer.close()

    def _answers(self, query: dns.message.Message, *, stream: bool) -> Iterator[bytes]:
        question = query.question[0] if query.question else None
        apex = question.name.canonicalize().to_wire() if question is not None else None
        zone = self._zones.get(apex) if apex else None
        if question is None or zone is None or query.opcode() != dns.opcode.QUERY or not self._is_shown():
            yield _refusal(query)
            return
        yield from messages(query.id, zone.apex, question.rdtype, _runs(zone, query, stream=stream))


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, primary: Primary) -> None:
        self._primary = primary

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._primary.answer_datagram(data, addr)


def _runs(zone: WireZone, query: dns.message.Message, *, stream: bool) -> Iterator[bytes]:
    """The records that answer a question about the zone itself; over UDP the SOA alone, so that TCP is taken."""
    kind = query.question[0].rdtype
    if kind == dns.rdatatype.SOA or not stream:
        return iter([zone.soa()] if kind in (dns.rdatatype.SOA, dns.rdatatype.IXFR, dns.rdatatype.AXFR) else [])
    if kind == dns.rdatatype.AXFR:
        return zone.whole()
    if kind == dns.rdatatype.IXFR:
        changes = zone.changes_since(_known_serial(query))
        return changes if changes is not None else zone.whole()
    return iter(())


def _known_serial(query: dns.message.Message) -> int:
    for rrset in query.authority:
        if rrset.rdtype == dns.rdatatype.SOA:
            return int(rrset[0].serial)
    return -1


def _refusal(query: dns.message.Message) -> bytes:
    response = dns.message.make_response(query)
    response.set_rcode(dns.rcode.REFUSED)
    return response.to_wire()
