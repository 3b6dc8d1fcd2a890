"""Whatever the hub says, the agent goes on, and serves and ends terms without it. Its own failures end it."""

import asyncio
import errno
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from rempart.edge import link as module
from rempart.edge.agent import Agent
from rempart.edge.agreed_clock import AgreedClock
from rempart.edge.deltas import sign_line
from rempart.edge.link import AgentFailedError, Link
from rempart.edge.receipts import ReceiptFile
from rempart.edge.state import StateFile, load_state
from rempart.engines.policy.mandates import Recheck, sign_recheck
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import FIRST, HUB, NOW, ZONES, Hub, mandate
from tests.edge.test_settling import SetClock
from tests.factories.agents import make_agent
from tests.waiting import PATIENCE_S

NONSENSE = (
    b'{"kept": null}',
    b'{"kept": "many"}',
    b'{"kept": 1e999}',
    b'{"kept"',
    b'{"kept": ' + b"[" * 100_000,
    b'{"kept"}' * 3,
    b'{"time"',
    b'{"time": 12}',
    b'{"time": "soon"}',
    b'{"time": "9999-12-31T23:59:59+00:00"}',
    b'{"time": "2026-01-01T00:00:00"}',
)


class TalkingLink(Link):
    """Hears one line of nonsense a connection."""

    def __init__(self, lines: tuple[bytes, ...]) -> None:
        clock = AgreedClock(SetClock(), follows=True)
        agent = SimpleNamespace(sequence=0, receipts=ReceiptFile(None), clock=clock)
        super().__init__(cast("Any", agent), Endpoint("127.0.0.1", 9), "hub.test", cast("Any", None))
        self.lines = list(lines)
        self.over = asyncio.Event()

    async def _follow(self) -> None:
        if not self.lines:
            self.over.set()
            await asyncio.Event().wait()
        line = [self.lines.pop()]
        self._hear_time(line) if line[0].startswith(b'{"time"') else self._forget_kept(line)


def test_nonsense_about_receipts_or_the_time_is_a_broken_link_and_no_end_of_the_agent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_PAUSES_S", (0.0, 0.0))

    async def talk() -> None:
        link = TalkingLink(NONSENSE)
        running = asyncio.create_task(link.run())
        ended = asyncio.create_task(link.over.wait())
        await asyncio.wait({running, ended}, return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE_S)
        assert not running.done(), running.exception()
        assert ended.done()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(talk())


def full_disk() -> None:
    raise OSError(errno.ENOSPC, "no space left")


class FullDisk(StateFile):
    """Takes nothing more."""

    def append(self, lines: Iterable[dict[str, Any]]) -> None:
        full_disk()


async def follow_one_line(agent: Agent, line: bytes) -> None:
    """A link without TLS to a hub that says so much; its end."""
    left = asyncio.Event()

    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(line)
        await writer.drain()
        await reader.read()
        writer.close()
        await writer.wait_closed()
        left.set()

    async with await asyncio.start_server(say, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        plain = cast("Any", None)
        async with asyncio.timeout(PATIENCE_S):
            try:
                await Link(agent, Endpoint("127.0.0.1", port), plain, plain).run()
            finally:
                await left.wait()


def test_a_full_disk_ends_the_agent_instead_of_leaving_it_ahead_of_what_is_on_disk(tmp_path: Path) -> None:
    state = load_state(tmp_path / "changes.jsonl", ZONES)
    with closing(FullDisk(tmp_path / "changes.jsonl")) as file:
        agent = make_agent(state, file, clock=SetClock())
        line = sign_line(Hub().serve(mandate()), HUB).encode() + b"\n"
        with pytest.raises(AgentFailedError, match="no space left"):
            asyncio.run(follow_one_line(agent, line))


def test_an_empty_line_tells_the_agent_that_the_hub_has_no_more() -> None:
    heard: list[list[str]] = []

    def catch_up() -> None:
        raise OSError(errno.ENOSPC, f"after {heard}")

    async def follow() -> None:
        agent = SimpleNamespace(
            sequence=-1, receipts=ReceiptFile(None), receipt_ready=asyncio.Event(), obey=heard.append, catch_up=catch_up
        )
        await follow_one_line(cast("Any", agent), b"one\n\n")

    with pytest.raises(AgentFailedError, match=r"after \[\['one'\]\]"):
        asyncio.run(follow())


@pytest.mark.parametrize("wrong", [timedelta(days=400), timedelta(days=-400)])
def test_a_line_is_judged_by_the_time_that_the_hub_said_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: timedelta
) -> None:
    """Else a machine with a wrong clock would pass over mandates and re-checks, which no hub says twice."""
    hub, clock = Hub(), SetClock()
    clock.at += wrong
    one = mandate()
    recheck = Recheck(one.order_id, NOW)
    items = [hub.serve(one), hub.say("recheck", one.order_id)]
    items[1] |= {"looked_at": NOW.isoformat(), **sign_recheck(recheck, FIRST).to_json()}
    told = [b'{"time": "%s"}' % NOW.isoformat().encode(), *(sign_line(item, HUB).encode() for item in items), b"", b""]
    state = load_state(tmp_path / "changes.jsonl", ZONES)
    with closing(StateFile(tmp_path / "changes.jsonl")) as file:
        agent = make_agent(state, file, clock=clock, follows=True)
        monkeypatch.setattr(agent, "catch_up", full_disk)  # ends the link once all is said
        with pytest.raises(AgentFailedError):
            asyncio.run(follow_one_line(agent, b"\n".join(told)))
    assert (agent.rejected, list(state.held)) == (0, [one.order_id])
