"""A log on loopback, the stream that reads it, and a closed site whose next name is in it."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.signatures import load_key
from rempart.adapters.streams.static_ct import StaticLog
from rempart.kernel.actors import Actor
from rempart.watchlist.services import enrol_site
from tests.fakes.ct_logs import CertificateLog, LogServer


@pytest.fixture
def site(analyst: Actor, now: datetime) -> None:
    enrol_site(label="Chat C", domains=["orchidroom.example", "orchidroom1.example"], actor=analyst, now=now)


@pytest.fixture
def server() -> Iterator[LogServer]:
    log = CertificateLog()
    for number in range(40):
        log.add(f"plain{number}.example")
    log.add("orchidroom2.example", "www.orchidroom2.example")
    with LogServer(log) as running:
        yield running


@pytest.fixture
def stream(server: LogServer) -> Iterator[StaticLog]:
    fetcher = Fetcher("log", server.url, Budget(rate=10_000.0, sleep=lambda _s: None), tries=2)
    yield StaticLog("log", fetcher, load_key("log", server.log.public_key), from_start=True, partial_wait_s=0.0)
    fetcher.close()
