"""Both protocols of certificate logs, against a real HTTP server that behaves and misbehaves."""

import gzip
import json
import threading
import time
from email.utils import formatdate

import pytest

from rempart.adapters.streams import static_ct
from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.names_tiles import read_names
from rempart.adapters.streams.static_ct import TILES_AHEAD, StaticLog
from rempart.ports.streams import (
    Batch,
    StreamBusyError,
    StreamDistrustedError,
    StreamUnreadableError,
)
from tests.fakes.ct_logs import Answer, CertificateLog, LogServer
from tests.fakes.log_readers import (
    Open,
    expected,
    fetch_from,
    names_in,
    open_rfc6962,
    open_static,
    protocols,
    read_all,
)


@protocols
def test_every_name_of_every_entry_is_read_once(server: LogServer, open_log: Open) -> None:
    batches = read_all(open_log(server))
    assert names_in(batches) == expected(0, 700)
    assert sum(batch.entries for batch in batches) == 700
    assert batches[-1].behind == 0
    assert batches[-1].newest_at is not None


def test_data_tiles_serve_where_a_log_has_no_names_tiles(server: LogServer) -> None:
    server.names_tiles = False
    assert names_in(read_all(open_static(server))) == expected(0, 700)


@protocols
def test_reading_goes_on_at_the_exact_entry(server: LogServer, open_log: Open) -> None:
    server.stated_size = 300
    first = read_all(open_log(server))
    server.stated_size = 700
    second = read_all(open_log(server), first[-1].cursor)
    assert names_in(first) + names_in(second) == expected(0, 700)


@protocols
def test_reading_can_stop_after_any_batch(server: LogServer, open_log: Open) -> None:
    found: list[str] = []
    cursor = None
    for _ in range(100):
        batch = next((batch for batch in open_log(server).read(cursor) if batch.entries), None)
        if batch is None:
            break
        found += names_in([batch])
        cursor = batch.cursor
    assert found == expected(0, 700)


@protocols
def test_a_new_log_is_read_from_its_present_end(server: LogServer, open_log: Open) -> None:
    log = open_log(server)
    log.from_start = False  # type: ignore[attr-defined]
    assert names_in(read_all(log)) == []


@protocols
@pytest.mark.parametrize("names_tiles", [True, False])
@pytest.mark.parametrize(("begun", "later"), [(300, 400), (256, 512), (300, 300), (10, 690), (600, 650)])
def test_what_was_handed_out_before_the_start_was_asked_for_does_not_come_again(
    server: LogServer, open_log: Open, begun: int, later: int, *, names_tiles: bool
) -> None:
    server.names_tiles = names_tiles
    log = open_log(server)
    log.from_start = False  # type: ignore[attr-defined]
    server.stated_size = begun
    batches = read_all(log)
    assert batches[-1].skipped == begun
    server.stated_size = later
    batches += read_all(log, batches[-1].cursor)
    assert names_in(batches) == expected(begun, later)
    server.stated_size = 700
    cursor, counts = batches[-1].cursor, []
    while batch := next((batch for batch in open_log(server).read(cursor) if batch.cursor != cursor), None):
        batches.append(batch)  # stopped after each batch, and gone on with
        cursor = batch.cursor
        counts.append((batch.entries, batch.behind, batch.skipped))
    assert sorted(names_in(batches)) == sorted(expected(0, 700))
    assert sum(batch.entries for batch in batches) == 700
    assert counts[-1][1:] == (0, 0)


@protocols
def test_a_cursor_that_does_not_say_where_reading_began_is_taken_back_to_the_start_when_asked(
    server: LogServer, open_log: Open
) -> None:
    log = open_log(server)
    log.from_start = False  # type: ignore[attr-defined]
    kept = json.loads(read_all(log)[-1].cursor)
    del kept["begun"]
    assert names_in(read_all(log, json.dumps(kept))) == []
    assert names_in(read_all(open_log(server), json.dumps(kept))) == expected(0, 700)


@protocols
@pytest.mark.parametrize("size", [701, 10**12])
def test_a_log_that_claims_entries_it_has_not_gets_a_few_questions_and_no_trust(
    server: LogServer, open_log: Open, size: int
) -> None:
    cursor = read_all(open_log(server))[-1].cursor
    server.stated_size = size
    server.requests.clear()
    with pytest.raises((StreamBusyError, StreamDistrustedError)):
        read_all(open_log(server), cursor)
    assert len(server.requests) < 30


@pytest.mark.parametrize(
    ("names_tiles", "open_log"), [(True, open_static), (False, open_static), (False, open_rfc6962)]
)
def test_a_certificate_with_ten_thousand_names_is_read_whole(names_tiles: bool, open_log: Open) -> None:
    log = CertificateLog()
    names = [f"host{number}.example" for number in range(10_000)]
    log.add(*names)
    with LogServer(log, names_tiles=names_tiles) as server:
        assert names_in(read_all(open_log(server))) == names


@protocols
def test_a_log_that_is_shut_down_is_said_to_be_so(server: LogServer, open_log: Open) -> None:
    cursor = read_all(open_log(server))[-1].cursor
    server.faults = lambda _path: (410, {}, b"")
    with pytest.raises((StreamBusyError, StreamUnreadableError)):
        read_all(open_log(server), cursor)


@pytest.mark.parametrize(
    ("headers", "least"),
    [
        ({"Retry-After": "30"}, 30.0),
        ({"Retry-After": "in a quarter of an hour, as a date"}, 120.0),  # the most that is waited for
        ({"Retry-After": "when it suits"}, 0.0),
        ({"Retry-After": "86400"}, 120.0),
    ],
)
def test_a_log_that_says_when_to_come_back_is_left_alone_until_then(
    server: LogServer, headers: dict[str, str], least: float
) -> None:
    if "date" in headers["Retry-After"]:
        headers = {"Retry-After": formatdate(time.time() + 900, usegmt=True)}
    slept: list[float] = []
    asked: list[str] = []

    def once(path: str) -> Answer | None:
        asked.append(path)
        return (429, headers, b"") if len(asked) == 1 else None

    server.faults = once
    fetcher = Fetcher("log", server.url, Budget(rate=1e6, monotonic=lambda: 0.0, sleep=slept.append))  # no pace
    assert fetcher.get("checkpoint") is not None
    fetcher.close()
    assert least + 0.05 <= max(slept) <= least + 0.26  # with the jitter of a first try


@protocols
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_log_that_asks_for_patience_loses_nothing(server: LogServer, open_log: Open, status: int) -> None:
    seen: dict[str, int] = {}

    def every_second_time(path: str) -> Answer | None:
        seen[path] = seen.get(path, 0) + 1
        return (status, {"Retry-After": "1"}, b"") if seen[path] == 1 else None

    server.faults = every_second_time
    assert names_in(read_all(open_log(server))) == expected(0, 700)


@protocols
def test_a_log_that_stays_away_is_said_to_be_busy(server: LogServer, open_log: Open) -> None:
    server.faults = lambda _path: (503, {}, b"")
    with pytest.raises(StreamBusyError, match="503"):
        read_all(open_log(server))


def test_a_stalled_answer_is_given_up(server: LogServer) -> None:
    over = threading.Event()

    def stall(path: str) -> Answer | None:
        over.wait()
        return None

    server.faults = stall
    log = StaticLog("log", fetch_from(server, tries=1, timeout_s=0.2), from_start=True)
    try:
        with pytest.raises(StreamBusyError, match="ReadTimeout"):
            read_all(log)
    finally:
        over.set()


def test_a_tile_that_lies_about_an_index_is_distrusted(server: LogServer) -> None:
    def shifted(path: str) -> Answer | None:
        return (200, {}, server.log.names_tile(256, 256)) if path == "tile/names/000" else None

    server.faults = shifted
    with pytest.raises(StreamDistrustedError, match="entry 0 calls itself 256"):
        read_all(open_static(server))


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"Index": 7}', b'{"Index": 7, "Timestamp": 1, "DNS": 3}'])
def test_a_line_of_a_names_tile_that_cannot_be_read_is_counted_as_lost(server: LogServer, line: bytes) -> None:
    lines = gzip.decompress(server.log.names_tile(0, 256)).splitlines()
    lines[7] = line
    server.faults = lambda path: (200, {}, gzip.compress(b"\n".join(lines))) if path == "tile/names/000" else None
    batches = read_all(open_static(server))
    assert sum(batch.lost for batch in batches) == 1
    assert names_in(batches) == expected(0, 7) + expected(8, 700)


def test_a_busy_log_is_not_asked_for_partial_tiles(server: LogServer) -> None:
    log = open_static(server)
    log.partial_wait_s = 60.0
    batches = read_all(log)
    assert sum(batch.entries for batch in batches) == 512
    assert not [path for path in server.requests if path.startswith("tile/names") and ".p/" in path]


def test_a_partial_tile_that_will_not_be_full_soon_is_read_at_once(server: LogServer) -> None:
    log = open_static(server)
    moments = iter(range(0, 1000, 10))
    log.monotonic = lambda: float(next(moments))
    log.partial_wait_s = 2.0
    server.stated_size = 512
    cursor = read_all(log)[-1].cursor
    server.stated_size = 600  # 8.8 entries a second: full in 19 seconds
    assert names_in(read_all(log, cursor)) == expected(512, 600)


def test_a_partial_tile_that_is_about_to_be_full_is_waited_for(server: LogServer) -> None:
    log = open_static(server)
    now = 0.0
    log.monotonic = lambda: now
    log.partial_wait_s = 2.0
    server.stated_size = 256
    cursor = read_all(log)[-1].cursor
    now, server.stated_size = 1.0, 500
    assert names_in(read_all(log, cursor)) == []
    now, server.stated_size = 1.5, 512
    assert names_in(read_all(log, cursor)) == expected(256, 512)
    assert not [path for path in server.requests if path.startswith("tile/names") and ".p/" in path]


def test_a_look_at_a_log_that_grew_costs_three_requests(server: LogServer) -> None:
    log = open_static(server)
    cursor = None
    for size in (600, 603):
        server.stated_size = size
        cursor = read_all(log, cursor)[-1].cursor
    for size in (605, 610):
        server.stated_size = size
        server.requests.clear()
        cursor = read_all(log, cursor)[-1].cursor
        width = f".p/{size - 512}"
        assert server.requests == ["checkpoint", f"tile/0/002{width}", f"tile/names/002{width}"]


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/", "tile/names/", "tile/data/", "ct/v1/get-"])
def test_a_page_of_something_between_is_no_contradiction(server: LogServer, path: str) -> None:
    """Caches and proxies answer 200 with pages of their own: only what a log signed can speak against it."""
    server.names_tiles = "data" not in path
    log = open_rfc6962(server) if path.startswith("ct/") else open_static(server)
    server.stated_size = 300
    cursor = read_all(log)[-1].cursor
    server.stated_size = 400
    server.faults = lambda asked: (200, {}, b"<p>Please come back later</p>") if asked.startswith(path) else None
    with pytest.raises(StreamBusyError):
        read_all(log, cursor)
    server.faults = lambda _path: None
    assert names_in(read_all(log, cursor)) == expected(300, 400)


def test_a_partial_tile_that_is_gone_is_read_from_the_full_one(server: LogServer) -> None:
    server.stated_size = 300
    server.faults = lambda path: (404, {}, b"") if path == "tile/names/001.p/44" else full_tile(path)

    def full_tile(path: str) -> Answer | None:
        return (200, {}, server.log.names_tile(256, 256)) if path == "tile/names/001" else None

    assert names_in(read_all(open_static(server))) == expected(0, 300)


@pytest.mark.parametrize("kind", ["names", "data", "0"])
def test_a_tile_that_is_not_there_yet_is_asked_for_later(server: LogServer, kind: str) -> None:
    """Behind a cache, a checkpoint can be newer than the tiles: that is no contradiction."""
    server.names_tiles = kind == "names"
    cursor = read_all(open_static(server))[0].cursor
    server.faults = lambda path: (404, {}, b"") if path.startswith((f"tile/{kind}/001", "tile/data/001")) else None
    log = open_static(server)
    found: list[Batch] = []
    with pytest.raises(StreamBusyError, match="is not there"):
        found.extend(log.read(cursor))
    server.faults = lambda _path: None
    assert names_in(found) + names_in(list(log.read(found[-1].cursor if found else cursor))) == expected(0, 700)


@pytest.fixture(scope="module")
def long_log() -> CertificateLog:
    log = CertificateLog()
    for number in range(20 * 256 + 7):
        log.add(f"host{number}.example", f"www.host{number}.example", certificate=b"x")
    return log


def test_a_log_far_behind_is_read_many_tiles_at_a_time_and_in_order(long_log: CertificateLog) -> None:
    together: list[int] = []
    under_way = 0
    counting = threading.Lock()

    def slow(path: str) -> Answer | None:
        nonlocal under_way
        if path.startswith("tile/names"):
            with counting:
                under_way += 1
                together.append(under_way)
            time.sleep(0.05 if path.endswith(("2", "7")) else 0.01)
            with counting:
                under_way -= 1
        return None

    with LogServer(long_log) as server:
        server.faults = slow
        batches = read_all(open_static(server))
        asked = [path for path in server.requests if path.startswith("tile/names")]
    assert names_in(batches) == expected(0, 20 * 256 + 7)
    assert 2 <= max(together) <= TILES_AHEAD
    assert len(asked) == len(set(asked)) == 21
    assert len(batches) < 6


def test_tiles_with_many_names_are_handed_over_one_by_one(
    long_log: CertificateLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(static_ct, "BYTES_TOGETHER", 1000)
    with LogServer(long_log) as server:
        batches = read_all(open_static(server))
    assert max(batch.entries for batch in batches) == 256
    assert names_in(batches) == expected(0, 20 * 256 + 7)


def test_what_came_before_a_tile_that_cannot_be_read_is_handed_over(long_log: CertificateLog) -> None:
    found: list[Batch] = []
    with LogServer(long_log) as server:
        server.faults = lambda path: (404, {}, b"") if path.endswith("/009") else None
        with pytest.raises(StreamBusyError, match=r"tile 9 .* is not there"):
            found.extend(open_static(server).read(None))
        server.faults = lambda _path: None
        found_later = read_all(open_static(server), found[-1].cursor if found else None)
    assert names_in(found) == expected(0, 9 * 256)
    assert names_in(found) + names_in(found_later) == expected(0, 20 * 256 + 7)


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        (["a.example"], b"a.example\n"),
        ([], b""),
        (["a b\n.example", "c.example"], b"ab.example\nc.example\n"),
        ([7, "c.example"], b"7\nc.example\n"),
        (["\ud800.example"], b"?.example\n"),
    ],
)
def test_names_of_any_kind_take_one_line_each(names: list[object], lines: bytes) -> None:
    values = [{"Index": 512, "Timestamp": 5, "DNS": ["before.example"]}, {"Index": 513, "Timestamp": 9, "DNS": names}]
    found = read_names([json.dumps(value).encode() for value in values], 512)
    assert (found.lines, found.count, found.lost, found.newest_ms) == (b"before.example\n" + lines, 2, 0, 9)
    assert read_names([json.dumps(value).encode() for value in values], 512, skip=1).lines == lines


def test_a_certificate_that_is_none_is_counted_as_lost() -> None:
    log = CertificateLog()
    log.add("one.example")
    log.add("two.example", certificate=b"no certificate")
    log.add("three.example")
    with LogServer(log, names_tiles=False) as server:
        for batches in (read_all(open_static(server)), read_all(open_rfc6962(server))):
            assert names_in(batches) == ["one.example", "three.example"]
            assert sum(batch.lost for batch in batches) == 1
            assert sum(batch.entries for batch in batches) == 3
