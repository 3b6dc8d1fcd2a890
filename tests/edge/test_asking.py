"""The resolver is asked before it hears of a change, and only its own answer counts."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import dns.flags
import dns.message
import dns.name
import dns.opcode
import dns.rcode
import dns.rrset
import pytest

from rempart.edge.agent import Agent
from rempart.edge.asking import Asking
from rempart.edge.deltas import sign_line
from rempart.edge.primary import Primary
from rempart.edge.state import StateFile, load_state
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import Hostname
from rempart.lab.processes import free_port
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import HUB, TRUST, ZONES, Hub, mandate

SITE = Hostname("gone.example")


class ToldResolver(asyncio.DatagramProtocol):
    """Says that a name does not exist: by its own zone until it was told of a change, and then by nobody's."""

    def __init__(self) -> None:
        self.heard: list[dns.opcode.Opcode] = []
        self.transport: asyncio.DatagramTransport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        self.heard.append(query.opcode())
        response = dns.message.make_response(query)
        if query.opcode() == dns.opcode.QUERY:
            response.set_rcode(dns.rcode.NXDOMAIN)
            if dns.opcode.NOTIFY not in self.heard:
                soa = "ns.example. admin.example. 1 60 60 60 60"
                response.authority.append(dns.rrset.from_text("example.", 60, "IN", "SOA", soa))
            strange = dns.message.make_response(dns.message.make_query(SITE, "A"))
            self.transport.sendto(b"no message", addr)
            self.transport.sendto(strange.to_wire(), addr)
        self.transport.sendto(response.to_wire(), addr)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[StateFile]:
    with closing(StateFile(tmp_path / "changes.jsonl")) as file:
        yield file


async def receipt_of_one_order(file: StateFile, tmp_path: Path) -> tuple[dict[str, Any], ToldResolver]:
    loop = asyncio.get_running_loop()
    transport, resolver = await loop.create_datagram_endpoint(ToldResolver, local_addr=("127.0.0.1", 0))
    resolver.transport = transport
    told = Endpoint(*transport.get_extra_info("sockname"))
    state = load_state(tmp_path / "changes.jsonl", ZONES)
    primary = Primary(Endpoint("127.0.0.1", free_port("127.0.0.1")), state.tiers.zones, [told])
    await primary.start()
    agent = Agent(
        subscriber="resolver-1",
        trust=TRUST,
        state=state,
        file=file,
        primary=primary,
        resolver=told,
        key=bytes(32),
        clock=SystemClock(),
    )
    now = SystemClock().now()
    agent.obey([sign_line(Hub().serve(mandate("gone", SITE, issued_at=now)), HUB)])
    await asyncio.wait_for(agent.receipt_ready.wait(), 30)
    await agent.stop()
    await primary.stop()
    transport.close()
    return json.loads(agent.receipts.waiting[0]["receipt"]), resolver


def test_a_resolver_is_asked_before_it_hears_of_the_change(file: StateFile, tmp_path: Path) -> None:
    receipt, resolver = asyncio.run(receipt_of_one_order(file, tmp_path))
    assert resolver.heard[0] == dns.opcode.QUERY
    assert (receipt["before"], receipt["after"], receipt["blocked"]) == ("NXDOMAIN (zone)", "NXDOMAIN", True)


def test_where_nobody_listens_there_is_no_answer() -> None:
    async def ask() -> str:
        return await Asking(SITE, Endpoint("127.0.0.1", free_port("127.0.0.1"))).answer({dns.name.root})

    assert asyncio.run(ask()) == "no answer"
