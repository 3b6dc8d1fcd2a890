from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.signatures import load_key
from rempart.adapters.streams.static_ct import StaticLog
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.ports.streams import StreamBusyError, StreamDistrustedError
from rempart.sightings.contracts import StreamState
from rempart.sightings.following import follow_stream, trust_stream
from rempart.sightings.queries import list_coverage, list_sightings
from rempart.watchlist.services import enrol_site
from tests.conftest import People
from tests.fakes.ct_logs import START, CertificateLog, LogServer


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 4, 14, 9, 30, tzinfo=UTC)


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


def follow(stream: StaticLog) -> int:
    return follow_stream(stream=stream, kind="static-ct", actor=SYSTEM, clock=StillClock())


@pytest.mark.usefixtures("site")
def test_a_reopening_in_a_certificate_log_becomes_a_sighting(stream: StaticLog, analyst: Actor) -> None:
    assert follow(stream) >= 1
    assert "orchidroom2.example" in {sighting.hostname for sighting in list_sightings(viewer=analyst)}


@pytest.mark.usefixtures("site")
def test_coverage_accounts_for_every_entry(stream: StaticLog, server: LogServer, analyst: Actor) -> None:
    follow(stream)
    server.log.add("later.example")
    follow(stream)
    (coverage,) = list_coverage(viewer=analyst)
    assert (coverage.state, coverage.entries, coverage.names, coverage.behind) == (StreamState.READING, 42, 43, 0)
    assert [day.entries for day in coverage.days] == [42]
    assert coverage.lag_s is not None
    assert coverage.lag_s == pytest.approx((StillClock().now() - START).total_seconds(), abs=1)


@pytest.mark.usefixtures("site")
def test_reading_the_same_batch_again_sights_nothing_twice(stream: StaticLog, analyst: Actor) -> None:
    first = follow(stream)
    stream.label = "the same log, its cursor lost"
    assert follow(stream) == 0
    assert len(list_sightings(viewer=analyst)) == first


@pytest.mark.usefixtures("site")
def test_a_silent_log_is_shown_and_read_on_later(stream: StaticLog, server: LogServer, analyst: Actor) -> None:
    server.faults = lambda _path: (503, {}, b"")
    with pytest.raises(StreamBusyError):
        follow(stream)
    (coverage,) = list_coverage(viewer=analyst)
    assert (coverage.state, coverage.failures) == (StreamState.SILENT, 1)
    assert "503" in coverage.problem
    server.faults = lambda _path: None
    assert follow(stream) >= 1
    assert list_coverage(viewer=analyst)[0].problem == ""


@pytest.mark.usefixtures("site")
def test_a_forked_log_waits_for_a_person(
    stream: StaticLog, server: LogServer, analyst: Actor, people: People, now: datetime
) -> None:
    follow(stream)
    forked = CertificateLog()
    forked.key = server.log.key
    for number in range(50):
        forked.add(f"other{number}.example")
    server.log = forked
    for _ in range(2):
        with pytest.raises(StreamDistrustedError, match="fork"):
            follow(stream)
    assert list_coverage(viewer=analyst)[0].state is StreamState.DISTRUSTED
    trust_stream(label="log", actor=people(Role.ADMINISTRATOR), now=now, reason="The operator restored a backup")
    stream.from_start = False
    follow(stream)
    assert list_coverage(viewer=analyst)[0].state is StreamState.READING
