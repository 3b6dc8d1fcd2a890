"""Certificate logs that state sizes, times and depths that no log can have: no stream ends, no entry is lost."""

import gzip
import json
from collections.abc import Iterator

import pytest

from rempart.adapters.streams.certificates import moment_of
from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.rfc6962 import Rfc6962Log
from rempart.adapters.streams.signatures import load_key
from rempart.adapters.streams.static_ct import StaticLog
from rempart.ports.streams import HostnameStream, StreamBusyError
from tests.fakes.ct_logs import CertificateLog, LogServer

NAMES = [f"host{number}.example" for number in range(20)]


@pytest.fixture
def server() -> Iterator[LogServer]:
    log = CertificateLog()
    for name in NAMES:
        log.add(name)
    with LogServer(log) as running:
        yield running


@pytest.fixture
def fetcher(server: LogServer) -> Iterator[Fetcher]:
    opened = Fetcher("log", server.url, Budget(rate=10_000.0, sleep=lambda _seconds: None))
    yield opened
    opened.close()


def names_of(stream: HostnameStream) -> list[str]:
    return [name for batch in stream.read(None) for name in batch.lines.decode().split()]


@pytest.mark.parametrize(
    "stated",
    [
        {"tree_size": -5},
        {"tree_size": 2**70},
        {"tree_size": "700"},
        {"tree_size": None},
        {"tree_size": 1.5},
        {"timestamp": "now"},
        {"timestamp": 2**80},
        {"sha256_root_hash": 5},
    ],
)
@pytest.mark.parametrize("signed", [True, False])
def test_a_size_or_time_that_no_log_can_sign_is_asked_for_again(
    server: LogServer, fetcher: Fetcher, stated: dict[str, object], signed: bool
) -> None:
    head = json.loads(server.answer("ct/v1/get-sth")[2]) | stated
    server.faults = lambda path: (200, {}, json.dumps(head).encode()) if path == "ct/v1/get-sth" else None
    key = load_key("log", server.log.public_key) if signed else None
    with pytest.raises(StreamBusyError, match="no tree head"):
        names_of(Rfc6962Log("log", fetcher, key, from_start=True))


@pytest.mark.parametrize("stated_ms", [10**30, -(10**15), 2**63 - 1])
def test_a_day_that_no_calendar_has_takes_no_entry_with_it(server: LogServer, fetcher: Fetcher, stated_ms: int) -> None:
    lines = [json.loads(line) for line in gzip.decompress(server.log.names_tile(0, 20)).splitlines()]
    lines[7]["Timestamp"] = stated_ms
    tile = gzip.compress("\n".join(map(json.dumps, lines)).encode())
    server.faults = lambda path: (200, {}, tile) if path == "tile/names/000.p/20" else None
    assert names_of(StaticLog("log", fetcher, from_start=True, partial_wait_s=0.0)) == NAMES
    assert moment_of(stated_ms) is None


def test_an_answer_that_is_too_deep_to_read_is_asked_for_again(server: LogServer, fetcher: Fetcher) -> None:
    server.faults = lambda path: (200, {}, b"[" * 200_000) if path == "ct/v1/get-sth" else None
    with pytest.raises(StreamBusyError, match="no JSON"):
        names_of(Rfc6962Log("log", fetcher))
