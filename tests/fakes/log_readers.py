"""Readers of a `LogServer`, of either protocol, and what they read."""

from collections.abc import Callable

import pytest

from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.rfc6962 import Rfc6962Log
from rempart.adapters.streams.signatures import load_key
from rempart.adapters.streams.static_ct import StaticLog
from rempart.ports.streams import Batch, HostnameStream
from tests.fakes.ct_logs import LogServer
from tests.waiting import PATIENCE_S

Open = Callable[..., HostnameStream]
OPENED: list[Fetcher] = []


def fetch_from(server: LogServer, **options: object) -> Fetcher:
    budget = Budget(rate=10_000.0, sleep=lambda _seconds: None)
    OPENED.append(Fetcher("log", server.url, budget, **{"timeout_s": PATIENCE_S, **options}))  # type: ignore[arg-type]
    return OPENED[-1]


def open_static(server: LogServer, **options: object) -> StaticLog:
    key = load_key("log", server.log.public_key)
    return StaticLog("log", fetch_from(server), key, from_start=True, partial_wait_s=0.0, **options)  # type: ignore[arg-type]


def open_rfc6962(server: LogServer) -> Rfc6962Log:
    key = load_key("log", server.log.public_key)
    return Rfc6962Log("log", fetch_from(server), key, from_start=True)


protocols = pytest.mark.parametrize("open_log", [open_static, open_rfc6962])


def read_all(log: HostnameStream, cursor: str | None = None) -> list[Batch]:
    return list(log.read(cursor))


def names_in(batches: list[Batch]) -> list[str]:
    return [name for batch in batches for name in batch.lines.decode().split()]


def expected(first: int, last: int) -> list[str]:
    """The names of entries of the fixture `full_log`."""
    return [name for number in range(first, last) for name in (f"host{number}.example", f"www.host{number}.example")]
