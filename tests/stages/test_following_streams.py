import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from rempart.adapters.streams.static_ct import StaticLog
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.ports.streams import (
    Batch,
    ListedStream,
    StreamBusyError,
    StreamDistrustedError,
    StreamDoubtedError,
    StreamStaleError,
)
from rempart.sightings.contracts import (
    Coverage,
    NotDistrustedError,
    StreamState,
)
from rempart.sightings.coverage import NOT_CONFIGURED, add_up, list_coverage, list_troubled
from rempart.sightings.following import (
    begin_stream,
    follow_stream,
    note_failure,
    note_list,
    note_success,
    trust_stream,
)
from rempart.sightings.queries import list_listed, list_sightings
from rempart.sightings.recent import RecentNames
from rempart.watchlist.services import enrol_site
from rempart.worker.streams import pause_after
from tests.conftest import People
from tests.fakes.clocks import SteppingClock
from tests.fakes.ct_logs import START, LogServer
from tests.fakes.streams import OnlyRead

LISTED = (ListedStream("list: Log A", "static-ct", "aa" * 32),)


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 4, 14, 9, 30, tzinfo=UTC)


def covered(viewer: Actor, now: datetime | None = None) -> tuple[Coverage, ...]:
    now = now or StillClock().now()
    asked = [(each.label, each.kind) for each in list_coverage(viewer=viewer, now=now)]
    return list_coverage(viewer=viewer, now=now, expected=[("list", "ct-list"), *asked])


def follow(stream: StaticLog) -> int:
    return follow_stream(stream=stream, kind="static-ct", actor=SYSTEM, clock=StillClock())


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_reopening_in_a_certificate_log_becomes_a_sighting(stream: StaticLog, analyst: Actor) -> None:
    assert follow(stream) >= 1
    assert "orchidroom2.example" in {sighting.hostname for sighting in list_sightings(viewer=analyst)}


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_coverage_accounts_for_every_entry(stream: StaticLog, server: LogServer, analyst: Actor) -> None:
    follow(stream)
    server.log.add("later.example")
    follow(stream)
    (_, coverage) = covered(analyst)
    assert (coverage.state, coverage.entries, coverage.names, coverage.behind) == (StreamState.READING, 42, 43, 0)
    assert [day.entries for day in coverage.days] == [42]
    assert coverage.lag_s is not None
    assert coverage.lag_s == pytest.approx((StillClock().now() - START).total_seconds(), abs=1)


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_reading_the_same_batch_again_sights_nothing_twice(stream: StaticLog, analyst: Actor) -> None:
    first = follow(stream)
    stream.label = "the same log, its cursor lost"
    assert follow(stream) == 0
    assert len(list_sightings(viewer=analyst)) == first


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_silent_log_is_shown_and_read_on_later(stream: StaticLog, server: LogServer, analyst: Actor) -> None:
    server.faults = lambda _path: (503, {}, b"")
    with pytest.raises(StreamBusyError):
        follow(stream)
    (_, coverage) = covered(analyst)
    assert coverage.days[0].failures == 1
    assert (coverage.state, coverage.failures) == (StreamState.SILENT, 1)
    assert "503" in coverage.problem
    server.faults = lambda _path: None
    assert follow(stream) >= 1
    assert covered(analyst)[1].problem == ""


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_the_lag_of_a_quiet_log_does_not_grow(stream: StaticLog, analyst: Actor) -> None:
    seen = []
    for minutes in (0, 5):
        clock = SteppingClock(StillClock().now() + timedelta(minutes=minutes))
        follow_stream(stream=stream, kind="static-ct", actor=SYSTEM, clock=clock)
        (_, coverage) = covered(analyst)
        assert coverage.read_at == clock.at
        seen.append((coverage.newest_at, coverage.lag_s))
    assert seen[0] == seen[1]
    newest, lag = seen[0]
    assert newest == START + timedelta(milliseconds=40)
    assert 1799 < (lag or 0) < 1860  # the clock steps on a little at each asking


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_log_that_shows_an_old_state_is_read_and_shown_as_stale(
    stream: StaticLog, server: LogServer, analyst: Actor
) -> None:
    stream.merge_delay_s, server.log.signed_ms = 60.0, 1_700_000_000_000
    ends = set()
    for minutes in (0, 5):
        clock = SteppingClock(StillClock().now() + timedelta(minutes=minutes))
        with pytest.raises(StreamStaleError):
            follow_stream(stream=stream, kind="static-ct", actor=SYSTEM, clock=clock)
        (_, coverage) = covered(analyst)
        assert (coverage.state, coverage.entries) == (StreamState.STALE, 41)
        assert "signed on 2023-11-14 22:13 UTC" in coverage.problem
        assert (coverage.failures, [day.failures for day in coverage.days]) == (0, [0])
        assert coverage.read_at == coverage.asked_at == clock.at
        ends.add(coverage.well_until)
    assert len(ends) == 1  # that it is looked at makes it no younger
    server.log.signed_ms = int(time.time() * 1000)
    follow(stream)
    assert covered(analyst)[1].state is StreamState.READING


def test_a_person_is_told_of_streams_that_will_not_come_back_by_themselves(analyst: Actor, now: datetime) -> None:
    def troubled(after: timedelta) -> list[str]:
        return [stream.label for stream in list_troubled(viewer=analyst, now=now + after)]

    for label in ("fine", "silent", "forked", "stale"):
        begin_stream(label=label, kind="static-ct")
        note_success(label=label, now=now, every_s=7200.0)
    note_success(label="stale", now=now, every_s=7200.0, stale="so")
    errors = {"silent": StreamBusyError, "forked": StreamDistrustedError, "cut": StreamDoubtedError}
    for label, error in errors.items():
        problem = error(stream=label, problem="so")
        note_failure(label=label, kind="static-ct", error=problem, actor=SYSTEM, now=now, every_s=7200.0)
    assert troubled(timedelta(minutes=59)) == ["cut", "forked", "stale"]
    assert troubled(timedelta(minutes=61)) == ["cut", "forked", "silent", "stale"]
    assert troubled(timedelta(hours=7)) == ["cut", "fine", "forked", "silent", "stale"]


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_name_that_another_log_has_brought_is_not_screened_twice(stream: StaticLog, analyst: Actor) -> None:
    first = follow(stream)
    stream.label = "another log with the same entries"
    assert follow(stream) == 0
    (_, other, log) = covered(analyst)
    assert first >= 1
    assert (log.names, log.duplicates) == (42, 0)
    assert (other.entries, other.names, other.duplicates) == (41, 0, 42)


@pytest.mark.longer
def test_a_name_is_screened_again_once_another_site_is_watched(
    stream: StaticLog, analyst: Actor, now: datetime
) -> None:
    enrol_site(label="Forum L", domains=["forumlilas.example"], actor=analyst, now=now)
    assert follow(stream) == 0
    enrol_site(label="Chat C", domains=["orchidroom.example", "orchidroom1.example"], actor=analyst, now=now)
    stream.label = "another log with the same entries"
    assert follow(stream) >= 1


def test_a_stream_that_was_never_asked_or_is_asked_no_more_is_shown(
    stream: StaticLog, analyst: Actor, people: People, now: datetime
) -> None:
    follow_stream(stream=stream, kind="static-ct", actor=SYSTEM, clock=StillClock(), every_s=600.0)
    asked = StillClock().now()
    soon, late = (covered(analyst, asked + timedelta(minutes=minutes)) for minutes in (29, 31))
    assert [each.state for each in soon] == [StreamState.NEW, StreamState.READING]
    assert [each.state for each in late] == [StreamState.NEW, StreamState.UNREAD]
    with pytest.raises(NotDistrustedError):
        trust_stream(label="log", actor=people(Role.ADMINISTRATOR), now=now, reason="Nothing happened")


def test_a_log_list_that_cannot_be_read_has_a_row_of_its_own(analyst: Actor, now: datetime) -> None:
    busy = StreamBusyError(stream="list", problem="HTTP 503 for all_logs.json")
    note_failure(label="list", kind="ct-list", error=busy, actor=SYSTEM, now=now, every_s=60.0)
    (listed,) = covered(analyst, now)
    assert (listed.state, listed.failures) == (StreamState.SILENT, 1)
    note_list(label="list", kind="ct-list", streams=LISTED, actor=SYSTEM, now=now)
    waiting, listed = covered(analyst, now)
    assert (listed.state, listed.entries, listed.problem) == (StreamState.READING, 1, "")
    assert (waiting.label, waiting.state) == ("list: Log A", StreamState.NEW), "shown before it is read"


def test_a_log_that_a_list_names_and_nobody_reads_is_shown_with_its_reason(analyst: Actor, now: datetime) -> None:
    left_out = {"list: Log R": "the browsers have rejected it"}
    note_list(label="list", kind="ct-list", streams=(), actor=SYSTEM, now=now, left_out=left_out)
    listed, rejected = covered(analyst, now + timedelta(days=30))
    assert (listed.label, rejected.label) == ("list", "list: Log R")
    assert (rejected.state, rejected.problem) == (StreamState.LEFT_OUT, "the browsers have rejected it")


def test_a_log_that_a_list_names_no_more_is_left_out_unless_it_is_still_read(analyst: Actor, now: datetime) -> None:
    def read_list(*streams: ListedStream, besides: tuple[str, ...] = ()) -> list[StreamState]:
        note_list(label="list", kind="ct-list", streams=streams, actor=SYSTEM, now=now, besides=besides)
        return [each.state for each in covered(analyst, now) if each.label == "list: Log A"]

    assert read_list(*LISTED) == [StreamState.NEW]
    assert read_list(besides=("list: Log A",)) == [StreamState.NEW]
    assert read_list() == [StreamState.LEFT_OUT]
    assert list_listed("list", viewer=analyst) == LISTED, "it is known should it come back"
    assert read_list(*LISTED) == [StreamState.NEW]


def test_what_is_kept_of_the_logs_of_a_list_tells_which_of_them_are_new(analyst: Actor, now: datetime) -> None:
    left_out = {"list: Log P": "the browsers do not accept it yet"}
    note_list(label="list", kind="ct-list", streams=LISTED, actor=SYSTEM, now=now, left_out=left_out)
    assert list_listed("list", viewer=analyst) == LISTED, "what was left out and never read is new once it is read"
    assert list_listed("other", viewer=analyst) == ()
    double = ListedStream("list: Log D", "static-ct", "dd" * 32)
    left_out["list: Log D"] = "it is followed already, as own"
    note_list(label="list", kind="ct-list", streams=(*LISTED, double), actor=SYSTEM, now=now, left_out=left_out)
    assert list_listed("list", viewer=analyst) == (*LISTED, double), "nor is one new that was followed elsewhere"
    states = {each.label: each.state for each in covered(analyst, now)}
    assert (states["list: Log D"], states["list: Log A"]) == (StreamState.LEFT_OUT, StreamState.NEW)
    shard = ListedStream("list: Log P", "static-ct", "ab" * 32, from_start=True)
    note_list(label="list", kind="ct-list", streams=(*LISTED, double, shard), actor=SYSTEM, now=now)
    assert list_listed("list", viewer=analyst) == (*LISTED, double, shard)


def test_lists_whose_labels_differ_by_their_case_take_no_log_of_each_other(analyst: Actor, now: datetime) -> None:
    """SQLite compares beginnings without regard to case."""
    theirs = (ListedStream("LIST: Log A", "static-ct", "bb" * 32),)
    for label, streams in (("list", LISTED), ("LIST", theirs)):
        note_list(label=label, kind="ct-list", streams=streams, actor=SYSTEM, now=now)
    assert list_listed("list", viewer=analyst) == LISTED
    assert list_listed("LIST", viewer=analyst) == theirs
    states = {each.label: each.state for each in covered(analyst, now) if each.label.lower() == "list: log a"}
    assert states == {"list: Log A": StreamState.NEW, "LIST: Log A": StreamState.NEW}


def test_a_stream_that_nobody_reads_says_when_it_is_not_configured(analyst: Actor, now: datetime) -> None:
    note_list(label="list", kind="ct-list", streams=LISTED, actor=SYSTEM, now=now)
    late = now + timedelta(days=30)
    followed = list_coverage(viewer=analyst, now=late, expected=[("list", "ct-list")])
    assert {each.state: each.problem for each in followed} == {StreamState.NEW: "", StreamState.UNREAD: ""}
    gone = list_coverage(viewer=analyst, now=late, expected=[("other", "ct-list")])
    assert {each.label: (each.state, each.problem) for each in gone if each.state is StreamState.UNREAD} == {
        "list": (StreamState.UNREAD, NOT_CONFIGURED)
    }


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_what_a_log_held_before_it_was_followed_is_shown_as_not_read_until_it_is(
    stream: StaticLog, server: LogServer, analyst: Actor
) -> None:
    stream.from_start = False
    follow(stream)
    server.log.add("later.example")
    follow(stream)
    begun = covered(analyst)[1]
    assert (begun.entries, begun.skipped) == (1, 41)
    stream.from_start = True
    follow(stream)
    whole = covered(analyst)[1]
    assert (whole.entries, whole.skipped, whole.behind) == (42, 0, 0), "none is counted twice"


class Numbered(OnlyRead):
    """A log of three entries, read one by one; `meanwhile` happens once, between reading one and keeping it."""

    label = "log"

    def __init__(self, *, from_start: bool = False, stops: bool = False, meanwhile: Callable[[], None] | None = None):
        self.from_start, self.stops, self.meanwhile = from_start, stops, meanwhile

    def read(self, cursor: str | None) -> Iterator[Batch]:
        if cursor is None:
            yield Batch(b"", "2", 0, skipped=2)
            return
        for at in range(0 if self.from_start else int(cursor), 3):
            if self.meanwhile:
                (meanwhile, self.meanwhile) = (self.meanwhile, None)
                meanwhile()
            yield Batch(b"orchidroom%d.example\n" % (5 + at), str(at + 1), 1, behind=2 - at, skipped=0)
            if self.stops:
                raise StreamBusyError(stream=self.label, problem="so")


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_look_under_way_loses_nothing_of_what_another_reads_from_the_start(analyst: Actor) -> None:
    def look(stream: Numbered) -> None:
        follow_stream(stream=stream, kind="static-ct", actor=SYSTEM, clock=StillClock())

    def begin_at_the_start() -> None:
        with pytest.raises(StreamBusyError):
            look(Numbered(from_start=True, stops=True))

    look(Numbered())
    assert covered(analyst)[1].skipped == 2
    look(Numbered(meanwhile=begin_at_the_start))
    whole = covered(analyst)[1]
    assert (whole.entries, whole.behind, whole.skipped, whole.days[0].entries) == (3, 0, 0, 3)
    seen = {sighting.hostname for sighting in list_sightings(viewer=analyst)}
    assert seen == {f"orchidroom{number}.example" for number in (5, 6, 7)}


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_the_days_of_all_streams_add_up(stream: StaticLog, server: LogServer, analyst: Actor) -> None:
    follow(stream)
    stream.label = "again"
    follow(stream)
    (day,) = add_up(covered(analyst))
    assert (day.entries, day.names, day.duplicates, day.sighted) == (82, 42, 42, covered(analyst)[2].sighted)
    assert day.worst_lag_s == pytest.approx(1800, abs=1)
    del server


def test_what_was_screened_lately_is_left_out_in_bounded_memory() -> None:
    recent = RecentNames(places=1 << 8)
    assert recent.fresh(b"a.example\nb.example\na.example") == (b"a.example\nb.example\n", 1)
    recent.remember(b"a.example\n")
    assert recent.fresh(b"a.example\nb.example\n") == (b"b.example\n", 1)
    many = b"".join(b"name%d.example\n" % number for number in range(5000))
    recent.remember(many)
    assert 0 < recent.fresh(many)[1] <= 1 << 8
    assert recent.fresh(b"") == (b"", 0)


def test_the_end_of_the_last_line_takes_no_names_place() -> None:
    recent = RecentNames(places=1)
    recent.remember(b"a.example\n")
    assert recent.fresh(b"a.example\n") == (b"", 1)


def test_a_stream_that_fails_is_asked_ever_less_often_and_never_in_step() -> None:
    assert pause_after(0, 5.0) == 5.0
    for failures in range(1, 40):
        pauses = {pause_after(failures, 5.0) for _ in range(20)}
        assert len(pauses) > 10
        assert 2.5 <= min(pauses) <= max(pauses) <= min(5.0 * 2.0 ** (failures - 1), 600.0)
    assert 43200.0 <= pause_after(3, 86400.0) <= 86400.0
