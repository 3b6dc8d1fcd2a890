"""The agent's primary gives its own zones to whoever asks on loopback, and nothing else to anybody."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from random import Random
from typing import cast

import dns.exception
import dns.message
import dns.opcode
import dns.query
import dns.rcode
import dns.update
import dns.xfr
import pytest

from rempart.edge.primary import Primary
from rempart.engines.zonefile import Entry, Zone
from rempart.engines.zonefile.wire import WireZone
from rempart.kernel.hostname import parse_hostname
from rempart.lab.processes import free_port
from rempart.ports.naming import Endpoint
from tests.edge.test_agent import Loop

OWN, OTHER = "fresh.rempart.test", "fresh.elsewhere.test"


@pytest.fixture
def port() -> Iterator[int]:
    zone = WireZone(Zone(name=OWN))
    zone.change((), [Entry(parse_hostname("forum.example"))])
    loop, listen = Loop(), Endpoint("127.0.0.1", free_port("127.0.0.1"))
    primary = Primary(listen, [zone], [])
    loop.call(primary.start())
    yield listen.port
    loop.call(primary.stop())
    loop.stop()


def ask(name: str, kind: str, port: int, *, stream: bool = False) -> dns.message.Message:
    query = dns.message.make_query(name, kind)
    send = dns.query.tcp if stream else dns.query.udp
    return send(query, "127.0.0.1", port=port, timeout=20)


@pytest.mark.parametrize("stream", [False, True], ids=["udp", "tcp"])
@pytest.mark.parametrize("zone", [OTHER, "rempart.test", f"forum.example.{OWN}", "."])
def test_a_zone_that_is_none_of_its_own_is_refused(zone: str, stream: bool, port: int) -> None:
    for kind in ("SOA", "AXFR") if stream else ("SOA", "A"):
        answer = ask(zone, kind, port, stream=stream)
        assert (answer.rcode(), answer.answer) == (dns.rcode.REFUSED, [])


def test_another_s_zone_cannot_be_transferred(port: int) -> None:
    assert any(message.answer for message in dns.query.xfr("127.0.0.1", OWN, port=port, timeout=20))
    with pytest.raises(dns.xfr.TransferError):
        list(dns.query.xfr("127.0.0.1", OTHER, port=port, timeout=20))


def test_what_is_not_shown_yet_is_refused_like_anything_else() -> None:
    loop, listen = Loop(), Endpoint("127.0.0.1", free_port("127.0.0.1"))
    primary = Primary(listen, [WireZone(Zone(name=OWN))], [], lambda: False)
    loop.call(primary.start())
    for kind, stream in (("SOA", False), ("SOA", True), ("AXFR", True)):
        answer = ask(OWN, kind, listen.port, stream=stream)
        assert (answer.rcode(), answer.answer) == (dns.rcode.REFUSED, [])
    loop.call(primary.stop())
    loop.stop()


class Taker:
    """A resolver that takes everything as fast as it is sent."""

    def __init__(self) -> None:
        self.messages = 0

    def write(self, _data: bytes) -> None:
        self.messages += 1

    async def drain(self) -> None:
        pass

    def close(self) -> None:
        pass


def test_a_long_transfer_leaves_time_for_others() -> None:
    """Terms end and orders begin meanwhile, also where the resolver takes the zone as fast as it comes."""
    zone = WireZone(Zone(name=OWN))
    zone.load(Entry(parse_hostname(f"n{number}.example")) for number in range(3_000))
    query = dns.message.make_query(OWN, "AXFR").to_wire()

    async def others() -> int:
        """How often somebody else's turn came before the last message."""
        reader, taker, turns = asyncio.StreamReader(), Taker(), 0
        reader.feed_data(len(query).to_bytes(2, "big") + query)
        reader.feed_eof()
        primary = Primary(Endpoint("127.0.0.1", 1), [zone], [])
        sending = asyncio.create_task(primary._serve_stream(reader, cast("asyncio.StreamWriter", taker)))
        while not sending.done():
            turns += taker.messages > 0
            await asyncio.sleep(0)
        assert taker.messages > 5
        return turns - taker.messages

    assert asyncio.run(others()) >= 0


def test_nobody_changes_a_zone_over_the_wire(port: int) -> None:
    update = dns.update.UpdateMessage(OWN)
    update.add("innocent.example", 5, "CNAME", ".")
    notify = dns.message.make_query(OWN, "SOA")
    notify.set_opcode(dns.opcode.NOTIFY)
    for message in (update, notify):
        answer = dns.query.udp(message, "127.0.0.1", port=port, timeout=20)
        assert answer.rcode() == dns.rcode.REFUSED
    records = [
        rrset.name.to_text() for message in dns.query.xfr("127.0.0.1", OWN, port=port) for rrset in message.answer
    ]
    assert not any("innocent" in name for name in records)


def test_noise_stops_nothing(port: int) -> None:
    noise = Random(7)
    whole = dns.message.make_query(OWN, "IXFR").to_wire()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(300):
            packet = bytearray(whole)
            packet[noise.randrange(len(packet))] = noise.randrange(256)
            for raw in (bytes(packet), noise.randbytes(noise.randrange(60))):
                sender.sendto(raw, ("127.0.0.1", port))
    for raw in (b"", b"\x00", b"\xff\xff" + bytes(9), b"\x00\x04nope", len(whole).to_bytes(2, "big") + whole[:-3]):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as stream:
            stream.sendall(raw)
    assert ask(OWN, "SOA", port, stream=True).answer
    assert any(still_answers(port) for _ in range(20))  # a datagram may be lost behind so many


def still_answers(port: int) -> bool:
    with contextlib.suppress(dns.exception.Timeout):
        return bool(dns.query.udp(dns.message.make_query(OWN, "SOA"), "127.0.0.1", port=port, timeout=2).answer)
    return False
