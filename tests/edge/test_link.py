"""Whatever the hub says, the agent goes on, and serves and ends terms without it. Its own failures end it."""

import asyncio
import errno
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from rempart.edge import link as module
from rempart.edge.agent import Agent
from rempart.edge.deltas import sign_line
from rempart.edge.link import AgentFailedError, Link
from rempart.edge.receipts import ReceiptFile
from rempart.edge.state import StateFile, load_state
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import HUB, ZONES, Hub, mandate
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
)


class TalkingLink(Link):
    """Hears one line of nonsense a connection."""

    def __init__(self, lines: tuple[bytes, ...]) -> None:
        agent = SimpleNamespace(sequence=0, receipts=ReceiptFile(None))
        super().__init__(cast("Any", agent), Endpoint("127.0.0.1", 9), "hub.test", cast("Any", None))
        self.lines = list(lines)
        self.over = asyncio.Event()

    async def _follow(self) -> None:
        if not self.lines:
            self.over.set()
            await asyncio.Event().wait()
        self._forget_kept([self.lines.pop()])


def test_nonsense_about_receipts_is_a_broken_link_and_no_end_of_the_agent(monkeypatch: pytest.MonkeyPatch) -> None:
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


class FullDisk(StateFile):
    """Takes nothing more."""

    def append(self, lines: Iterable[dict[str, Any]]) -> None:
        raise OSError(errno.ENOSPC, "no space left")


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
