"""Whatever the hub says over its link, the agent goes on: it serves and ends terms without it."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from rempart.edge import link as module
from rempart.edge.link import Link
from rempart.edge.receipts import ReceiptFile
from rempart.ports.naming import Endpoint

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
        await asyncio.wait({running, ended}, return_when=asyncio.FIRST_COMPLETED, timeout=60)
        assert not running.done(), running.exception()
        assert ended.done()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(talk())
