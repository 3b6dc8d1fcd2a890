"""Streams that wait for a person: distrusted, in doubt, read by nobody; and lists that a person gives."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from rempart.adapters.streams.static_ct import StaticLog
from rempart.journal.queries import list_entries
from rempart.kernel.actors import CONSOLE, SYSTEM, Actor, Role
from rempart.kernel.stream_labels import BY_HAND, BY_HAND_KIND, FORECAST, LONGEST_LABEL
from rempart.ports.streams import (
    Batch,
    ListedStream,
    StreamBusyError,
    StreamDistrustedError,
    StreamDoubtedError,
    StreamUnreadableError,
)
from rempart.sightings.contracts import (
    Coverage,
    LabelTakenError,
    LabelUnusableError,
    StreamAwaitsTrustError,
    StreamInUseError,
    StreamMissingError,
    StreamRetired,
    StreamState,
)
from rempart.sightings.coverage import list_coverage, list_troubled
from rempart.sightings.following import (
    follow_stream,
    note_failure,
    note_list,
    retire_stream,
    take_hostnames,
    trust_stream,
)
from rempart.sightings.models import StreamRow
from tests.conftest import People
from tests.fakes.ct_logs import CertificateLog, LogServer
from tests.fakes.streams import OnlyRead
from tests.stages.test_following_streams import StillClock, covered, follow


def another_tree(server: LogServer, size: int) -> CertificateLog:
    """A log with the server's key that holds other entries."""
    log = CertificateLog()
    log.key = server.log.key
    for number in range(size):
        log.add(f"other{number}.example")
    return log


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_forked_log_waits_for_a_person(
    stream: StaticLog, server: LogServer, analyst: Actor, people: People, now: datetime
) -> None:
    follow(stream)
    server.log = another_tree(server, 50)
    with pytest.raises(StreamDistrustedError, match="fork"):
        follow(stream)
    with pytest.raises(StreamAwaitsTrustError):
        follow(stream)
    assert covered(analyst)[1].state is StreamState.DISTRUSTED
    trust_stream(label="log", actor=people(Role.ADMINISTRATOR), now=now, reason="The operator restored a backup")
    follow(stream)
    assert covered(analyst)[1].state is StreamState.READING


class CutZone(OnlyRead):
    """A zone that lost much: what is new is handed over, then doubt is said, until it is learned anew."""

    label = "zone"

    def read(self, cursor: str | None) -> Iterator[Batch]:
        if cursor is None:
            yield Batch(b"", "learned", 0)
            return
        yield Batch(b"orchidroom3.example\n", cursor, 1)
        raise StreamDoubtedError(stream="zone", problem="30 of 50 names are gone at once")


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_zone_in_doubt_is_sighted_and_shown_until_a_person_lets_it_go_on(
    analyst: Actor, people: People, now: datetime
) -> None:
    def look() -> int:
        return follow_stream(stream=CutZone(), kind="zone", actor=SYSTEM, clock=StillClock())

    def row() -> Coverage:
        return next(each for each in list_coverage(viewer=analyst, now=now) if each.label == "zone")

    assert look() == 0
    for times in (1, 2):
        with pytest.raises(StreamDoubtedError):
            look()
        assert (row().state, row().failures, row().sighted) == (StreamState.DOUBTED, times, 1)
    trust_stream(label="zone", actor=people(Role.ADMINISTRATOR), now=now, reason="The registry cleaned up")
    assert look() == 0
    assert (row().state, row().problem) == (StreamState.READING, "")


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_trust_that_is_given_while_the_stream_is_being_read_is_acted_on_at_the_next_look(
    people: People, now: datetime
) -> None:
    administrator = people(Role.ADMINISTRATOR)

    class TrustedMeanwhile(CutZone):
        def read(self, cursor: str | None) -> Iterator[Batch]:
            found = super().read(cursor)
            yield next(found)
            if cursor is not None:
                trust_stream(label="zone", actor=administrator, now=now, reason="The registry cleaned up")
            yield from found

    def look(zone: CutZone) -> int:
        return follow_stream(stream=zone, kind="zone", actor=SYSTEM, clock=StillClock())

    look(CutZone())
    with pytest.raises(StreamDoubtedError):
        look(CutZone())
    with pytest.raises(StreamDoubtedError):
        look(TrustedMeanwhile())
    row = StreamRow.objects.get(pk="zone")
    assert (row.state, row.problem, row.failures) == (StreamState.TRUSTED, "", 1)
    look(CutZone())
    assert StreamRow.objects.get(pk="zone").state == StreamState.READING


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_trusted_stream_whose_place_cannot_be_read_says_so(stream: StaticLog, people: People, now: datetime) -> None:
    follow(stream)
    distrust("log", now)
    trust_stream(label="log", actor=people(Role.ADMINISTRATOR), now=now, reason="Its operator explained it")
    StreamRow.objects.filter(pk="log").update(cursor="no cursor")
    with pytest.raises(StreamUnreadableError) as caught:
        follow(stream)
    row = StreamRow.objects.get(pk="log")
    assert (row.state, row.problem, row.failures) == (StreamState.TRUSTED, caught.value.message, 1)


def distrust(label: str, now: datetime) -> None:
    error = StreamDistrustedError(stream=label, problem="a fork")
    note_failure(label=label, kind="static-ct", error=error, actor=SYSTEM, now=now)


@pytest.mark.longer
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("begun_at_the_start", [True, False])
def test_a_log_that_is_trusted_again_is_read_on_from_where_it_was_and_nothing_twice(
    stream: StaticLog,
    server: LogServer,
    people: People,
    analyst: Actor,
    now: datetime,
    *,
    begun_at_the_start: bool,
) -> None:
    stream.from_start = begun_at_the_start
    follow(stream)
    server.log.add("before.example")
    follow(stream)
    distrust("log", now)
    for number in range(3):
        server.log.add(f"unread{number}.example")
    trust_stream(label="log", actor=people(Role.ADMINISTRATOR), now=now, reason="Its operator explained it")
    assert covered(analyst)[1].state is StreamState.TRUSTED
    server.faults = lambda _path: (503, {}, b"")
    with pytest.raises(StreamBusyError):
        follow(stream)
    server.faults = lambda _path: None
    follow(stream)
    row = covered(analyst)[1]
    assert (row.entries, row.skipped) == ((45, 0) if begun_at_the_start else (4, 41))
    stream.from_start = True
    follow(stream)
    row = covered(analyst)[1]
    assert (row.entries, row.skipped, row.behind) == (45, 0, 0)


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_smaller_tree_that_is_trusted_is_read_on_as_it_grows(
    stream: StaticLog, server: LogServer, people: People, analyst: Actor, now: datetime
) -> None:
    follow(stream)
    server.log = smaller = another_tree(server, 5)
    distrust("log", now)
    trust_stream(label="log", actor=people(Role.ADMINISTRATOR), now=now, reason="It was begun anew")
    follow(stream)
    smaller.add("grown.example")
    follow(stream)
    row = covered(analyst)[1]
    assert (row.entries, row.behind, row.state) == (42, 0, StreamState.READING)


@pytest.mark.longer
def test_a_stream_that_nobody_reads_is_retired_with_what_it_left(
    stream: StaticLog, server: LogServer, people: People, analyst: Actor, now: datetime
) -> None:
    administrator, late = people(Role.ADMINISTRATOR), StillClock().now() + timedelta(days=1)

    def retire(label: str = "log", at: datetime = late, configured: tuple[str, ...] = ()) -> int:
        return retire_stream(
            label=label, configured=configured, actor=administrator, now=at, reason="Its operator shut it down"
        )

    follow(stream)
    StreamRow.objects.filter(pk="log").update(behind=7, lost=2)
    with pytest.raises(StreamInUseError, match="asked a short time ago"):
        retire(at=StillClock().now())
    with pytest.raises(StreamInUseError, match=r"rempart\.toml names it"):
        retire(configured=("log",))
    with pytest.raises(StreamMissingError):
        retire("no log")
    assert [each.label for each in list_troubled(viewer=analyst, now=late)] == ["log"]
    assert retire() == 1
    (row,) = list_coverage(viewer=analyst, now=late + timedelta(days=9), expected=())
    assert (row.state, row.problem, row.behind, row.lost) == (
        StreamState.RETIRED,
        "Its operator shut it down",
        7,
        2,
    )
    assert list_troubled(viewer=analyst, now=late) == ()
    (entry,) = [each for each in list_entries() if each.act == StreamRetired.act]
    assert (entry.facts["label"], entry.facts["behind"], entry.facts["lost"]) == ("log", 7, 2)
    with pytest.raises(StreamMissingError):
        retire()
    server.log.add("later.example")
    follow(stream)
    row = covered(analyst)[1]
    assert (row.state, row.problem, row.entries) == (StreamState.READING, "", 42)


@pytest.mark.longer
@pytest.mark.parametrize("by", ["retired", "left out"])
@pytest.mark.parametrize("named", [True, False])
def test_a_distrusted_log_stays_so_until_a_person_trusts_it_whatever_becomes_of_it(
    stream: StaticLog, people: People, now: datetime, by: str, *, named: bool
) -> None:
    administrator, listed = people(Role.ADMINISTRATOR), [ListedStream("log", "static-ct")]
    follow(stream)
    distrust("log", now)
    if by == "retired":
        late = now + timedelta(days=1)
        retire_stream(label="log", configured=(), actor=administrator, now=late, reason="Nobody reads it")
    else:
        note_list(label="list", kind="ct-list", streams=listed, actor=SYSTEM, now=now, left_out={"log": "rejected"})
    if named:
        note_list(label="list", kind="ct-list", streams=listed, actor=SYSTEM, now=now)
    with pytest.raises(StreamAwaitsTrustError):
        follow(stream)
    row = StreamRow.objects.get(pk="log")
    assert row.state == StreamState.DISTRUSTED
    assert "a fork" in row.problem
    trust_stream(label="log", actor=administrator, now=now, reason="It was looked into")
    follow(stream)
    assert StreamRow.objects.get(pk="log").state == StreamState.READING


def test_a_list_is_retired_with_all_its_streams_unless_one_of_them_is_read(
    people: People, analyst: Actor, now: datetime
) -> None:
    logs = [ListedStream(f"list: Log {name}", "static-ct") for name in "AB"]
    note_list(label="list", kind="ct-list", streams=logs, actor=SYSTEM, now=now)
    note_list(label="LIST", kind="ct-list", streams=[ListedStream("LIST: Log A", "static-ct")], actor=SYSTEM, now=now)
    late, administrator = now + timedelta(days=9), people(Role.ADMINISTRATOR)
    StreamRow.objects.filter(pk="list: Log B").update(asked_at=late)

    def retire(configured: tuple[str, ...] = ()) -> int:
        return retire_stream(label="list", configured=configured, actor=administrator, now=late, reason="Another list")

    for configured in ((), ("list",)):
        with pytest.raises(StreamInUseError):
            retire(configured)
    StreamRow.objects.filter(pk="list: Log B").update(asked_at=now)
    assert retire(("LIST",)) == 3
    states = {each.label: each.state for each in list_coverage(viewer=analyst, now=late)}
    assert {label for label, state in states.items() if state is StreamState.RETIRED} == {
        "list",
        "list: Log A",
        "list: Log B",
    }
    note_list(label="list", kind="ct-list", streams=logs, actor=SYSTEM, now=late)
    states = {each.label: each.state for each in list_coverage(viewer=analyst, now=late)}
    assert StreamState.RETIRED not in states.values(), "a list that is followed again brings its streams back"


@pytest.mark.usefixtures("site")
def test_a_list_taken_by_hand_is_counted_and_missed_by_nobody(analyst: Actor, now: datetime) -> None:
    block = b"plain.example\norchidroom5.example\nno name\n"
    for _time in range(2):
        outcome = take_hostnames(blocks=[block], label=BY_HAND, configured=(), actor=CONSOLE, now=now)
    assert (outcome.names, outcome.known) == (2, 1)
    (row,) = list_coverage(viewer=analyst, now=now + timedelta(days=9), expected=())
    assert (row.label, row.kind, row.state, row.problem) == (BY_HAND, BY_HAND_KIND, StreamState.READING, "")
    assert (row.names, row.sighted, row.read_at) == (4, 1, now)


@pytest.mark.usefixtures("site")
def test_a_list_taken_by_hand_that_breaks_off_counts_what_was_screened(now: datetime) -> None:
    def broken() -> Iterator[bytes]:
        yield b"plain.example\norchidroom5.example\n"
        raise OSError("the file ends in the middle")

    with pytest.raises(OSError, match="in the middle"):
        take_hostnames(blocks=broken(), label=BY_HAND, configured=(), actor=CONSOLE, now=now)
    row = StreamRow.objects.get(pk=BY_HAND)
    assert (row.names, row.sighted, row.read_at) == (2, 1, now)


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_list_taken_by_hand_is_not_counted_as_a_followed_stream(stream: StaticLog, now: datetime) -> None:
    follow(stream)
    before = StreamRow.objects.filter(pk="log").values().get()
    with pytest.raises(LabelTakenError):
        take_hostnames(blocks=[b"orchidroom5.example\n"], label="log", configured=(), actor=CONSOLE, now=now)
    assert StreamRow.objects.filter(pk="log").values().get() == before


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("label", ["zones", "zones: first.example", FORECAST])
def test_a_list_taken_by_hand_is_not_called_as_what_nobody_asked_yet(label: str, now: datetime) -> None:
    with pytest.raises(LabelTakenError):
        take_hostnames(blocks=[b"a.example\n"], label=label, configured=["zones"], actor=CONSOLE, now=now)
    assert not StreamRow.objects.exists()


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("label", ["", "two\nlines", "x" * (LONGEST_LABEL + 1), "turned\u202eround"])
def test_a_list_taken_by_hand_is_called_by_what_can_be_shown(label: str, now: datetime) -> None:
    with pytest.raises(LabelUnusableError, match="one line of 1 to 120 characters"):
        take_hostnames(blocks=[b"a.example\n"], label=label, configured=(), actor=CONSOLE, now=now)
    assert not StreamRow.objects.exists()


@pytest.mark.longer
@pytest.mark.usefixtures("site")
def test_a_label_that_lists_were_taken_under_is_that_of_the_stream_that_has_it_now(
    stream: StaticLog, analyst: Actor, now: datetime
) -> None:
    take_hostnames(blocks=[b"a.example\n"], label="log", configured=(), actor=CONSOLE, now=now)
    follow(stream)
    (row,) = list_coverage(viewer=analyst, now=now + timedelta(days=9))
    assert (row.kind, row.state) == ("static-ct", StreamState.UNREAD)
