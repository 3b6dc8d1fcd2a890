"""After a theft the hub's new key is followed from the beginning of the feed: no old line opens a block meanwhile."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from rempart.edge import agent as module
from rempart.edge.agent import Agent
from rempart.edge.deltas import sign_line
from rempart.edge.receipts import ReceiptFile
from rempart.edge.state import EdgeState, StateFile, hub_facts, load_state
from rempart.engines.policy.mandates import Recheck, sign_recheck
from rempart.feed.server import FeedServer, Source
from rempart.kernel.hostname import Hostname
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import FIRST, HUB, NOW, ZONES, Hub, mandate
from tests.edge.test_lift_in_vain import DeafResolver
from tests.edge.test_settling import SetClock
from tests.factories.agents import have_agents_wait, make_agent
from tests.waiting import PATIENCE_S

Start = Callable[..., tuple[Agent, EdgeState]]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def start(tmp_path: Path, clock: SetClock) -> Iterator[Start]:
    """`start(KEY)` is a start of the agent from what is on disk, with that key of the hub pinned."""
    path, files = tmp_path / "changes.jsonl", []

    def begin(
        key: str, resolver: Endpoint | None = None, receipts: ReceiptFile | None = None
    ) -> tuple[Agent, EdgeState]:
        state = load_state(path, ZONES)
        files.append(StateFile(path))
        if state.follow(key):
            files[-1].append([hub_facts(key)])
        return make_agent(state, files[-1], resolver=resolver, clock=clock, receipts=receipts), state

    yield begin
    for file in files:
        file.close()


def lines_of(*items: dict[str, Any]) -> list[str]:
    return [sign_line(item, HUB) for item in items]


def looked(item: dict[str, Any], days: int) -> dict[str, Any]:
    recheck = Recheck(item["order_id"], NOW + timedelta(days=days))
    signature = sign_recheck(recheck, FIRST)
    return item | {
        "looked_at": recheck.looked_at.isoformat(),
        "public_key": signature.public_key.hex(),
        "signature": signature.signature.hex(),
    }


def served(state: EdgeState) -> set[str]:
    return {str(name) for name in state.tiers.names()}


def test_a_suspension_that_ended_long_ago_opens_no_block_while_a_new_key_is_followed_from_the_beginning(
    start: Start,
) -> None:
    hub, (agent, state) = Hub(), start("old")
    lines = lines_of(hub.serve(mandate()), hub.say("suspend", "one"), hub.say("resume", "one"))
    assert agent.obey(lines) == 3
    agent, state = start("new")
    assert agent.sequence == -1
    serial = state.tiers.fresh.serial
    agent.obey(lines[:2])
    assert (served(state), agent.sequence) == ({"forum.example"}, 1)
    agent, state = start("new")  # nothing of it is on disk before it is through
    assert (served(state), agent.sequence) == ({"forum.example"}, -1)
    agent.obey(lines[:2])
    agent.obey(lines_of(hub.serve(mandate("two", "other.example"))))
    agent.obey([lines[2]])
    assert agent.rejected == 1  # in order, as ever
    agent, state = start("new")
    agent.obey(lines)
    agent.catch_up()
    assert (served(state), state.tiers.fresh.serial) == ({"forum.example"}, serial)
    agent, state = start("new")
    assert (served(state), state.tiers.fresh.serial, agent.sequence) == ({"forum.example"}, serial, 2)
    assert agent.obey(lines_of(hub.say("suspend", "one"))) == 1  # from now on each at once
    assert served(state) == set()


def test_what_a_new_key_says_is_obeyed_however_far_ahead_the_thief_of_the_old_one_went(
    start: Start, clock: SetClock
) -> None:
    hub, (agent, state) = Hub(), start("old")
    brief = mandate("brief", "brief.example", expires_at=NOW + timedelta(hours=1))
    known = lines_of(hub.serve(mandate()), hub.serve(brief), hub.say("suspend", "one"))
    agent.obey(known)
    agent.obey(lines_of({"sequence": 10**15, "kind": "resume", "order_id": "one"}))
    agent, state = start("new")
    new = lines_of(hub.say("end", "one"), hub.serve(mandate("two", "other.example")))
    agent.obey([*known, *new])
    assert served(state) == {"forum.example", "brief.example"}
    clock.at = NOW + timedelta(hours=1)
    agent.end_terms()  # no hub can put it off
    assert served(state) == {"forum.example"}
    agent.catch_up()
    assert served(state) == {"other.example"}
    assert served(start("new")[1]) == {"other.example"}


def test_a_hub_that_never_comes_to_an_end_is_obeyed(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_WITHHELD", 10)
    hub, (agent, state) = Hub(), start("old")
    agent.obey(lines_of(hub.serve(mandate())))
    agent, state = start("new")
    agent.obey(lines_of(*(hub.say("resume", "unknown") for _ in range(50))))
    assert state.before >= 0  # what means nothing is not kept
    agent.obey(lines_of(*(hub.say("suspend", "one") for _ in range(10))))
    assert served(state) == set()


def test_an_old_look_again_does_not_serve_what_nobody_looked_at_since(start: Start, clock: SetClock) -> None:
    hub, (agent, state) = Hub(), start("old")
    clock.at = NOW + timedelta(days=2)
    order = hub.serve(mandate(recheck_days=7))
    recheck = looked(hub.say("recheck", "one"), days=2)
    agent.obey(lines_of(order, recheck))
    clock.at = NOW + timedelta(days=9)
    agent.end_terms()
    assert served(state) == set()
    agent.obey(lines_of(recheck | {"sequence": 5}))
    assert served(state) == set()
    agent.obey(lines_of(looked(hub.say("recheck", "one") | {"sequence": 6}, days=9)))
    assert served(state) == {"forum.example"}


async def receipts_of_a_start_under_a_new_key(start: Start, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    have_agents_wait(monkeypatch)
    monkeypatch.setattr(module, "_WITNESS_S", 0.0)  # asked once
    receipts = ReceiptFile(None)
    receipts.owe([("one", 1, Hostname("forum.example")), ("unheard", 9, Hostname("other.example"))])
    loop = asyncio.get_running_loop()
    transport, resolver = await loop.create_datagram_endpoint(DeafResolver, local_addr=("127.0.0.1", 0))
    resolver.transport, resolver.refuses = transport, False
    agent, _ = start("new", Endpoint(*transport.get_extra_info("sockname")), receipts)
    async with asyncio.timeout(PATIENCE_S):
        while len(receipts.waiting) < 2:
            agent.receipt_ready.clear()
            await agent.receipt_ready.wait()
    await agent.stop()
    transport.close()
    told = [json.loads(receipt["receipt"]) for receipt in receipts.waiting]
    return sorted((one["order_id"], one["sequence"]) for one in told)


def test_what_ends_or_is_owed_at_the_start_under_a_new_key_has_receipts_that_a_hub_keeps(
    start: Start, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, (agent, _) = Hub(), start("old")
    brief = mandate("brief", "brief.example", expires_at=NOW + timedelta(hours=1))
    agent.obey(lines_of(hub.serve(brief), hub.serve(mandate()), hub.say("resume", "one")))
    clock.at = NOW + timedelta(hours=1)
    told = asyncio.run(receipts_of_a_start_under_a_new_key(start, monkeypatch))
    assert told == [("brief", 2), ("one", 1)]


def test_a_hub_says_that_it_has_no_more_only_where_it_has_no_more() -> None:
    """Between two lines of a feed may be thousands of ended orders."""
    said: list[bytes] = []
    over = asyncio.Event()

    def write(line: bytes) -> None:
        said.append(line)
        if len(said) == 3:
            over.set()

    async def listen() -> None:
        parts = {0: ((), 500), 500: (({"sequence": 500},), 501), 501: ((), 501)}
        source = Source(next_size=lambda: 501, read=lambda start: parts[start], keep=lambda _: [])
        server = FeedServer(Endpoint("127.0.0.1", 1), cast("Any", None), HUB, {}, source)
        writer = SimpleNamespace(write=write, drain=lambda: asyncio.sleep(0))
        sending = asyncio.create_task(server._send(cast("Any", writer), 0))
        async with asyncio.timeout(PATIENCE_S):
            await over.wait()
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await server.stop()

    asyncio.run(listen())
    assert said == [b'{"kept": 0}\n', sign_line({"sequence": 500}, HUB).encode() + b"\n", b"\n"]


@pytest.mark.parametrize("hello", ['{"start": 1e999}', "[" * 100_000, "7", '{"start": null}', '{"time": 1}'])
def test_a_greeting_that_is_none_is_hung_up_on_without_a_word_in_the_errors(hello: str) -> None:
    closed: list[bool] = []

    async def serve() -> None:
        server = FeedServer(Endpoint("127.0.0.1", 1), cast("Any", None), HUB, {"edge": bytes(32)}, _nothing_new())
        reader = asyncio.StreamReader()
        reader.feed_data(hello.encode() + b"\n")
        certificate = {"subject": ((("commonName", "edge"),),)}
        writer = SimpleNamespace(get_extra_info=lambda _: certificate, close=lambda: closed.append(True))
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.create_task(server._serve(reader, cast("Any", writer)))
        await server.stop()

    asyncio.run(serve())
    assert closed == [True]


def _nothing_new() -> Source:
    return Source(next_size=lambda: 0, read=lambda start: ((), start), keep=lambda _: [])
