"""The loops of the worker that open streams, plan the budget and ask for forecast names: one turn of each."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.db.utils import DataError, OperationalError
from django.utils.translation import override

from rempart import wiring, wiring_streams
from rempart.config import Config, load_config
from rempart.config_streams import StreamConfig, WatchConfig
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import Hostname
from rempart.ports.existence import ExistenceUnavailableError, Presence
from rempart.ports.streams import Batch, StreamBusyError, StreamStaleError
from rempart.sightings.budgets import find_budget
from rempart.sightings.contracts import StreamState
from rempart.sightings.coverage import list_coverage
from rempart.sightings.following import LIST_PAUSE_S, begin_stream
from rempart.sightings.forecasts import STREAM, list_forecast
from rempart.watchlist.queries import list_sites
from rempart.watchlist.services import enrol_site
from rempart.web.words import problem_words
from rempart.worker.streams import RETRY_PAUSE_S, StreamLoop
from rempart.worker.watching import WatchLoop
from tests.fakes.clocks import SteppingClock
from tests.fakes.ct_logs import CertificateLog, LogServer
from tests.fakes.streams import OnlyRead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, now: datetime, analyst: Actor) -> None:
    clock = SteppingClock(now)
    monkeypatch.setattr(wiring, "current_ports", lambda: SimpleNamespace(clock=clock))
    # The connection belongs to the test, not to a thread that ends.
    for module in ("streams", "watching", "endurance"):
        monkeypatch.setattr(f"rempart.worker.{module}.connections", SimpleNamespace(close_all=lambda: None))
    enrol_site(label="Orchid room", domains=["orchidroom.example", "orchidroom2.example"], actor=analyst, now=now)


def configure(monkeypatch: pytest.MonkeyPatch, **changes: object) -> Config:
    config = replace(load_config(), **changes)  # type: ignore[arg-type]
    monkeypatch.setattr(wiring, "current_config", lambda: config)
    return config


@pytest.fixture
def server() -> Iterator[LogServer]:
    with LogServer(CertificateLog()) as running:
        yield running


@pytest.mark.longer
def test_a_log_list_opens_its_logs_and_a_shard_that_comes_later_is_read_from_its_beginning(
    monkeypatch: pytest.MonkeyPatch, server: LogServer, analyst: Actor, now: datetime
) -> None:
    listed = ["2026h1"]

    def answer(path: str) -> tuple[int, dict[str, str], bytes] | None:
        if path != "all.json":
            return None
        logs = [
            {"description": name, "key": server.log.public_key, "monitoring_url": f"{server.url}/{name}"}
            for name in listed
        ]
        return 200, {}, json.dumps({"operators": [{"name": "O", "tiled_logs": logs}]}).encode()

    server.faults = lambda _path: (403, {}, b"")
    settings = StreamConfig("list", "ct-list", f"{server.url}/all.json", requests_per_s=1000.0)
    configure(monkeypatch, streams=(settings,))
    begun: dict[str, StreamConfig] = {}

    class Loop(StreamLoop):
        def _begin(self, label: str, target: object, *arguments: object) -> None:
            del target
            begun[label] = arguments[0]  # type: ignore[assignment]
            self._threads[label] = arguments[0]  # type: ignore[assignment]

    loop = Loop()
    assert loop._open(settings) == RETRY_PAUSE_S
    (row,) = list_coverage(viewer=analyst, now=now)
    assert (row.label, row.state, begun) == ("list", StreamState.SILENT, {})
    server.faults = answer
    fresh = Loop()
    assert fresh._open(settings) == LIST_PAUSE_S
    assert not begun["list: 2026h1"].from_start
    begin_stream(label="list: 2026h1", kind="static-ct")
    begun.clear()
    listed.append("2026h2")
    assert fresh._open(settings) == LIST_PAUSE_S
    assert list(begun) == ["list: 2026h2"]
    assert begun["list: 2026h2"].from_start
    row = next(each for each in list_coverage(viewer=analyst, now=now) if each.label == "list")
    assert (row.state, row.entries) == (StreamState.READING, 2)


def test_a_stream_may_have_any_label_that_the_configuration_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    class Loop(StreamLoop):
        def _begin(self, label: str, target: object, *arguments: object) -> None:
            # The thread that begins the others runs here, to its end.
            self._threads[label] = threading.current_thread()
            if arguments:
                begun.append(label)
                arguments[1].close()  # type: ignore[attr-defined]
            else:
                target()  # type: ignore[operator]

    configure(monkeypatch, streams=(StreamConfig("streams", "static-ct", "https://log.example"),))
    loop = Loop()
    loop._over.set()
    loop.start()
    assert begun == ["streams"]


@pytest.mark.longer
def test_a_log_that_is_followed_already_is_not_followed_twice_and_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch, server: LogServer, analyst: Actor, now: datetime
) -> None:
    log = {"description": "A", "key": server.log.public_key, "monitoring_url": f"{server.url}/"}
    listed = json.dumps({"operators": [{"name": "O", "tiled_logs": [log]}]}).encode()
    server.faults = lambda path: (200, {}, listed) if path.endswith(".json") else None
    lists = [StreamConfig(name, "ct-list", f"{server.url}/{name}.json", requests_per_s=1000.0) for name in "LM"]
    alone = StreamConfig("own", "static-ct", server.url)
    begun: list[str] = []

    class Loop(StreamLoop):
        def _begin(self, label: str, target: object, *arguments: object) -> None:
            begun.append(label)
            arguments[1].close()  # type: ignore[attr-defined]

    def problems() -> dict[str, tuple[StreamState, str]]:
        return {row.label: (row.state, row.problem) for row in list_coverage(viewer=analyst, now=now)}

    configure(monkeypatch, streams=(*lists, alone))
    loop = Loop()
    loop._over.set()
    loop._keep_list()
    assert begun == ["own"]
    for label in ("L: A", "M: A"):
        assert problems()[label] == (StreamState.LEFT_OUT, "it is followed already, as own")
    with override("en"):  # whichever language a page of another test was asked for in
        assert problem_words("it is followed already, as own") == "it is followed already, as own"
    begun.clear()
    late = Loop()
    assert [late._open(settings) for settings in (lists[0], alone)] == [LIST_PAUSE_S, RETRY_PAUSE_S]
    assert begun == ["L: A"]
    state, problem = problems()["own"]
    assert state is StreamState.SILENT
    assert "it is followed already, as L: A. Correct it in rempart.toml." in problem


def test_a_stale_log_is_looked_at_as_often_as_any_and_told_once_in_the_log_of_the_worker(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answers = [
        StreamBusyError(stream="A", problem="HTTP 503"),
        *[StreamStaleError(stream="A", problem="its tree head was signed on 2026-01-01 00:00 UTC") for _ in range(3)],
        StreamBusyError(stream="A", problem="HTTP 503"),
    ]
    loop, failures = StreamLoop(), list[int]()

    class Log(OnlyRead):
        label = "A"

        def read(self, cursor: str | None) -> Iterator[Batch]:
            del cursor
            raise answers[len(failures)]

    def pause_after(in_a_row: int, every_s: float) -> float:
        del every_s
        failures.append(in_a_row)
        if len(failures) == len(answers):
            loop._over.set()
        return 0.0

    monkeypatch.setattr("rempart.worker.streams.pause_after", pause_after)
    loop._follow(StreamConfig("A", "static-ct", "http://127.0.0.1/"), Log())
    assert failures == [1, 0, 0, 0, 1]
    assert sum("old state" in record.getMessage() for record in caplog.records) == 1


def test_what_nobody_foresaw_is_shown_and_ends_no_stream(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, analyst: Actor, now: datetime
) -> None:
    loop, states = StreamLoop(), list[StreamState]()

    class Log(OnlyRead):
        label = "A"

        def read(self, cursor: str | None) -> Iterator[Batch]:
            del cursor
            if not states:
                raise OSError(28, "No space left\x00on device")
            yield Batch(b"orchidroom3.example\n", "1", 1)

    def pause_after(in_a_row: int, every_s: float) -> float:
        del in_a_row, every_s
        (row,) = list_coverage(viewer=analyst, now=now)
        states.append(row.state)
        if row.state is StreamState.SILENT:
            assert "No space left on device" in row.problem
        if len(states) == 2:
            loop._over.set()
        return 0.0

    monkeypatch.setattr("rempart.worker.streams.pause_after", pause_after)
    loop._follow(StreamConfig("A", "names", "http://127.0.0.1/"), Log())
    assert states == [StreamState.SILENT, StreamState.READING]
    assert any(record.exc_info for record in caplog.records)


def test_a_table_that_meets_what_nobody_foresaw_is_opened_again(
    monkeypatch: pytest.MonkeyPatch, analyst: Actor, now: datetime
) -> None:
    def broken(*_arguments: object, **_options: object) -> object:
        raise RuntimeError("generator raised StopIteration")

    monkeypatch.setattr(wiring_streams, "open_streams", broken)
    assert StreamLoop()._open(StreamConfig("list", "ct-list", "http://127.0.0.1/all.json")) == RETRY_PAUSE_S
    (row,) = list_coverage(viewer=analyst, now=now)
    assert (row.state, "StopIteration" in row.problem) == (StreamState.SILENT, True)


def test_a_database_that_is_away_while_a_failure_is_noted_ends_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_arguments: object) -> None:
        raise OperationalError("the server closed the connection")

    def silent(*_arguments: object, **_options: object) -> object:
        raise StreamBusyError(stream="list", problem="HTTP 503")

    monkeypatch.setattr("rempart.worker.streams.note_failure", away)
    monkeypatch.setattr(wiring_streams, "open_streams", silent)
    settings = StreamConfig("list", "ct-list", "http://127.0.0.1/all.json")
    configure(monkeypatch, streams=(settings,))
    loop = StreamLoop()
    loop._over.set()
    loop._keep_list()
    assert loop._try_open(settings) == RETRY_PAUSE_S


def test_a_failure_that_cannot_be_noted_ends_no_stream(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    loop, failures = StreamLoop(), list[int]()

    class Log(OnlyRead):
        label = "A"

        def read(self, cursor: str | None) -> Iterator[Batch]:
            del cursor
            if len(failures) < 2:
                raise ZeroDivisionError
            yield Batch(b"orchidroom3.example\n", "1", 1)

    def refused(**_arguments: object) -> None:
        raise DataError("value too long for type character varying(120)")

    def pause_after(in_a_row: int, every_s: float) -> float:
        del every_s
        failures.append(in_a_row)
        if not in_a_row:
            loop._over.set()
        return 0.0

    monkeypatch.setattr("rempart.worker.streams.note_failure", refused)
    monkeypatch.setattr("rempart.worker.streams.pause_after", pause_after)
    loop._follow(StreamConfig("A", "names", "http://127.0.0.1/"), Log())
    assert failures == [1, 2, 0]
    assert any("too long" in str(record.exc_info) for record in caplog.records)


def test_a_log_list_of_nonsense_is_noted_under_labels_that_every_database_takes(
    monkeypatch: pytest.MonkeyPatch, server: LogServer, analyst: Actor, now: datetime
) -> None:
    names = ["\ud800\x00", "A\x00B\udfff", "C" * 1000]
    logs = [{"description": name, "monitoring_url": server.url, "key": "AA=="} for name in names]
    listed = json.dumps({"operators": [{"name": "O", "tiled_logs": logs}]}).encode()
    server.faults = lambda path: (200, {}, listed) if path == "all.json" else None
    settings = StreamConfig("list", "ct-list", f"{server.url}/all.json", requests_per_s=1000.0)
    configure(monkeypatch, streams=(settings,))
    assert StreamLoop()._open(settings) == LIST_PAUSE_S
    labels = {row.label for row in list_coverage(viewer=analyst, now=now)}
    (cut,) = labels - {"list", f"list: {server.url}", "list: A B"}
    assert (cut[: len("list: ") + 71], len(cut)) == (f"list: {'C' * 71}", len("list: ") + 80)


def stopped() -> WatchLoop:
    loop = WatchLoop()
    loop._over.set()
    return loop


def test_the_budget_is_planned_by_the_clock(monkeypatch: pytest.MonkeyPatch, analyst: Actor, now: datetime) -> None:
    configure(monkeypatch, watch=WatchConfig(sightings_per_day=5.0))
    stopped()._plan()
    budget = find_budget(viewer=analyst, now=now)
    assert budget is not None
    assert budget.per_day == 5.0
    configure(monkeypatch, watch=WatchConfig())
    stopped()._plan()
    assert find_budget(viewer=analyst, now=now) is None


def test_forecast_names_are_asked_for_by_the_clock_and_a_silent_resolver_is_shown(
    monkeypatch: pytest.MonkeyPatch, analyst: Actor, now: datetime
) -> None:
    class Silent:
        def check(self, hostname: Hostname) -> Presence:
            raise ExistenceUnavailableError(name=hostname, problem="no answer within 2 s")

    class Nothing:
        def check(self, hostname: Hostname) -> Presence:
            del hostname
            return Presence.ABSENT

    configure(monkeypatch, watch=WatchConfig(names=30))
    stopped()._ask()
    (site,) = list_sites(viewer=analyst)
    assert list_forecast(site.id, viewer=analyst) == ()  # no resolver, nobody is asked
    for check, state in ((Silent(), StreamState.SILENT), (Nothing(), StreamState.READING)):
        monkeypatch.setattr(wiring_streams, "build_existence_check", lambda _config, check=check: check)
        stopped()._ask()
        (row,) = list_coverage(viewer=analyst, now=now)
        assert (row.label, row.state) == (STREAM, state)
    assert len(list_forecast(site.id, viewer=analyst)) == 30
    assert (row.entries, row.behind) == (20, 10)
