"""A resolver that does not do as the orders have it do, or says nothing: the hub hears of it, and when it is over."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import pytest

from rempart.edge import agent as agent_module
from rempart.edge import asking as asking_module
from rempart.edge.agent import Agent
from rempart.edge.deltas import sign_line
from rempart.edge.receipts import ReceiptFile
from rempart.edge.state import StateFile, load_state
from rempart.ports.naming import Endpoint
from tests.edge.test_agent import fresh
from tests.edge.test_deltas import HUB, ZONES, Hub
from tests.factories.agents import have_agents_wait, make_agent
from tests.waiting import PATIENCE_S


class DeafResolver(asyncio.DatagramProtocol):
    """Says that no name exists, in no zone's words, while `refuses`; nothing at all while that is None."""

    def __init__(self) -> None:
        self.refuses: bool | None = True
        self.marks = False
        self.transport: asyncio.DatagramTransport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if self.refuses is None:
            return
        response = dns.message.make_response(dns.message.from_wire(data))
        response.set_rcode(dns.rcode.NXDOMAIN if self.refuses else dns.rcode.NOERROR)
        response.flags |= dns.flags.AA if self.marks else 0
        self.transport.sendto(response.to_wire(), addr)


@pytest.fixture(autouse=True)
def _short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a resolver to say something else; not for it to answer, which takes its time on a busy machine."""
    have_agents_wait(monkeypatch)
    monkeypatch.setattr(agent_module, "_WITNESS_S", 0.05)


@contextmanager
def silent(resolver: DeafResolver) -> Iterator[None]:
    """It says nothing, and is not waited for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agent_module, "_LONG_ANSWER_S", 0.05)
        patch.setattr(asking_module, "_ANSWER_S", 0.05)
        patch.setattr(resolver, "refuses", None)
        yield


async def all_heard(agent: Agent) -> None:
    """Until no question is open, whatever came of it."""
    async with asyncio.timeout(PATIENCE_S):
        while agent._tasks or agent._again:  # noqa: ASYNC110 - they tell nobody of their end
            await asyncio.sleep(0.01)


def said(agent: Agent) -> list[tuple[str, int, bool]]:
    """What the receipts say: order, line, whether it is refused."""
    told = [json.loads(row["receipt"]) for row in agent.receipts.waiting]
    return [(one["order_id"], one["sequence"], one["blocked"]) for one in told]


async def receipts(agent: Agent, count: int) -> list[tuple[str, int, bool]]:
    async with asyncio.timeout(PATIENCE_S):
        while len(agent.receipts.waiting) < count:
            agent.receipt_ready.clear()
            await agent.receipt_ready.wait()
    return said(agent)


def beside_a_deaf_resolver(tmp_path: Path, act: Callable[[Agent, Hub, DeafResolver], Awaitable[Any]]) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        transport, resolver = await loop.create_datagram_endpoint(DeafResolver, local_addr=("127.0.0.1", 0))
        resolver.transport = transport
        path = tmp_path / "changes.jsonl"
        file, state = StateFile(path), load_state(path, ZONES)
        receipts = ReceiptFile(tmp_path / "receipts.jsonl")
        told = Endpoint(*transport.get_extra_info("sockname"))
        agent = make_agent(state, file, resolver=told, receipts=receipts)
        await act(agent, Hub(), resolver)
        await agent.stop()
        transport.close()
        receipts.close()
        file.close()

    asyncio.run(run())


def test_a_name_that_is_refused_although_its_order_ended_is_said_to_be_until_it_is_answered(tmp_path: Path) -> None:
    async def act(agent: Agent, hub: Hub, resolver: DeafResolver) -> None:
        agent.obey([sign_line(hub.serve(fresh("one")), HUB)])
        (block,) = await receipts(agent, 1)
        agent.obey([sign_line(hub.say("end", "one"), HUB)])
        _, lift = await receipts(agent, 2)
        assert (block[2], lift[1:]) == (True, (block[1] + 1, True))
        assert [order_id for order_id, _, _ in agent.receipts.owed] == ["one"], "asked again by the next start too"
        resolver.refuses = False
        agent.ask_again()
        *_, last = await receipts(agent, 3)
        assert last == ("one", lift[1], False)
        assert agent.receipts.owed == ()
        agent.ask_again()
        await all_heard(agent)
        assert len(said(agent)) == 3

    beside_a_deaf_resolver(tmp_path, act)


def test_a_name_that_an_order_above_it_refuses_is_lifted_all_the_same(tmp_path: Path) -> None:
    async def act(agent: Agent, hub: Hub, resolver: DeafResolver) -> None:
        agent.obey([sign_line(hub.serve(fresh(name)), HUB) for name in ("wide", "www.wide")])
        await receipts(agent, 2)
        agent.obey([sign_line(hub.say("end", "www.wide"), HUB)])
        *_, lift = await receipts(agent, 3)
        assert (lift[0], lift[2]) == ("www.wide", False)

    beside_a_deaf_resolver(tmp_path, act)


def test_a_name_is_not_lifted_on_the_word_of_a_resolver_that_says_nothing(tmp_path: Path) -> None:
    async def act(agent: Agent, hub: Hub, resolver: DeafResolver) -> None:
        agent.obey([sign_line(hub.serve(fresh("one")), HUB)])
        await receipts(agent, 1)
        with silent(resolver):
            agent.obey([sign_line(hub.say("end", "one"), HUB)])
            for _ in range(3):
                await all_heard(agent)
                agent.ask_again()
            await all_heard(agent)
        assert len(said(agent)) == 1
        assert [order_id for order_id, _, _ in agent.receipts.owed] == ["one"], "asked again by the next start too"
        resolver.refuses = False
        agent.ask_again()
        *_, last = await receipts(agent, 2)
        assert (last, agent.receipts.owed) == (("one", 1, False), ())

    beside_a_deaf_resolver(tmp_path, act)


@pytest.mark.parametrize("at_first", [None, False])
def test_a_name_that_comes_to_be_refused_late_is_said_to_be(tmp_path: Path, at_first: bool | None) -> None:
    """As beside a resolver that was started anew just then, and takes its minute to load a million names."""

    async def act(agent: Agent, hub: Hub, resolver: DeafResolver) -> None:
        resolver.refuses = False
        with silent(resolver) if at_first is None else nullcontext():
            agent.obey([sign_line(hub.serve(fresh("one")), HUB)])
            assert await receipts(agent, 1) == [("one", 0, False)]
            await all_heard(agent)
            agent.ask_again()
            await all_heard(agent)
        assert len(said(agent)) == 1
        resolver.refuses = True
        agent.ask_again()
        assert await receipts(agent, 2) == [("one", 0, False), ("one", 0, True)]
        assert agent.receipts.owed == ()

    beside_a_deaf_resolver(tmp_path, act)


def test_a_name_is_refused_too_by_what_a_wider_order_above_it_has_the_resolver_say(tmp_path: Path) -> None:
    """Beside a wider entry it gets none of its own, whatever its own order would have the resolver say."""

    async def act(agent: Agent, hub: Hub, resolver: DeafResolver) -> None:
        wide, narrow = fresh("wide"), fresh("www.wide", answer="nodata")
        agent.obey([sign_line(hub.serve(one), HUB) for one in (wide, narrow)])
        assert {(order_id, refused) for order_id, _, refused in await receipts(agent, 2)} == {
            ("wide", True),
            ("www.wide", True),
        }

    beside_a_deaf_resolver(tmp_path, act)


def test_of_a_resolver_that_marks_its_refusals_a_name_that_is_gone_is_lifted(tmp_path: Path) -> None:
    """Where its name server leaves the SOA out, nothing else would tell it from one that is refused in vain."""

    async def act(agent: Agent, hub: Hub, resolver: DeafResolver) -> None:
        resolver.marks = True
        agent.obey([sign_line(hub.serve(fresh("one")), HUB)])
        await receipts(agent, 1)
        agent.obey([sign_line(hub.say("end", "one"), HUB)])
        *_, lift = await receipts(agent, 2)
        assert lift == ("one", 1, True)
        resolver.marks = False
        agent.ask_again()
        *_, lift = await receipts(agent, 3)
        assert (lift, agent.receipts.owed) == (("one", 1, False), ())

    beside_a_deaf_resolver(tmp_path, act)


def test_however_many_names_change_at_once_a_few_are_asked_for_at_a_time_and_each_in_its_turn(tmp_path: Path) -> None:
    async def act(agent: Agent, hub: Hub, resolver: DeafResolver) -> None:
        before = len(asyncio.all_tasks())
        agent.obey([sign_line(hub.serve(fresh(f"order-{number}")), HUB) for number in range(60)])
        assert len(asyncio.all_tasks()) - before <= 16
        told = await receipts(agent, 60)
        assert sorted(order_id for order_id, _, _ in told) == sorted(f"order-{number}" for number in range(60))
        resolver.refuses = None
        agent.obey([sign_line(hub.say("end", f"order-{number}"), HUB) for number in range(60)])
        await agent.stop()
        assert len(asyncio.all_tasks()) == before, "whoever still waits for a turn is given up too"

    beside_a_deaf_resolver(tmp_path, act)
