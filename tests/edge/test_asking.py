"""The resolver is asked before it hears of a change, and only its own answer counts."""

import asyncio
import errno
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import dns.flags
import dns.message
import dns.name
import dns.opcode
import dns.rcode
import dns.rrset
import pytest

from rempart.edge import agent as agent_module
from rempart.edge.asking import Asking
from rempart.edge.deltas import sign_line
from rempart.edge.primary import Primary
from rempart.edge.state import StateFile, load_state
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import Hostname
from rempart.lab.processes import free_port
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import HUB, ZONES, Hub, mandate
from tests.factories.agents import have_agents_wait, make_agent
from tests.waiting import PATIENCE_S

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


@pytest.fixture(autouse=True)
def _patient_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    have_agents_wait(monkeypatch)


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
    agent = make_agent(state, file, resolver=told, primary=primary)
    now = SystemClock().now()
    agent.obey([sign_line(Hub().serve(mandate("gone", SITE, issued_at=now, expires_at=now + timedelta(days=1))), HUB)])
    await asyncio.wait_for(agent.receipt_ready.wait(), PATIENCE_S)
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


def no_socket(*_: object) -> socket.socket:
    raise OSError(errno.EMFILE, "too many open files")


def test_where_there_is_no_socket_to_be_had_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> str:
        with monkeypatch.context() as patched:
            patched.setattr(socket, "socket", no_socket)
            asking = Asking(SITE, Endpoint("127.0.0.1", 53))
        asking.close()
        return await asking.answer({dns.name.root})

    assert asyncio.run(ask()) == "no answer"


def test_whether_or_not_the_resolver_can_be_asked_what_was_obeyed_is_on_disk(
    file: StateFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, hub = tmp_path / "changes.jsonl", Hub()
    now = SystemClock().now()
    names = [f"n{number}.example" for number in range(40)]
    mandates = [mandate(name, name, issued_at=now, expires_at=now + timedelta(days=1)) for name in names]
    lines = [sign_line(hub.serve(one), HUB) for one in mandates]
    opened: list[Asking] = []

    class Counted(Asking):
        def __init__(self, name: Hostname, resolver: Endpoint) -> None:
            opened.append(self)
            super().__init__(name, resolver)

    async def obey() -> None:
        agent = make_agent(load_state(path, ZONES), file, resolver=Endpoint("127.0.0.1", free_port("127.0.0.1")))
        with monkeypatch.context() as patched:
            patched.setattr(socket, "socket", no_socket)
            patched.setattr(agent_module, "Asking", Counted)
            for line in lines:
                assert agent.obey([line]) == 1
        assert len(opened) == 16  # those beyond are asked when their turn comes
        await agent.stop()

    asyncio.run(obey())
    assert set(load_state(path, ZONES).tiers.names()) == set(names)
