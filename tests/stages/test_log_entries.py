"""Sightings out of names tiles, whose entries are then shown to be in the log, or not."""

import base64
import gzip
import json
from datetime import datetime, timedelta

import pytest

from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.rfc6962 import Rfc6962Log
from rempart.adapters.streams.signatures import HEAD_GRACE_S
from rempart.adapters.streams.static_ct import StaticLog
from rempart.kernel.actors import SYSTEM, Actor
from rempart.ports.streams import StreamDistrustedError, StreamStaleError
from rempart.sightings.contracts import LogEntry, Proof, StreamState
from rempart.sightings.coverage import list_coverage
from rempart.sightings.following import follow_stream
from rempart.sightings.inclusion import UNREADABLE, list_log_entries, prove_entries
from rempart.sightings.models import LogEntryRow
from rempart.sightings.queries import get_sighting, list_sightings
from tests.fakes.ct_logs import CertificateLog, LogServer
from tests.stages.test_following_streams import StillClock

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("site")]


class MinutesLater(StillClock):
    """Some minutes, and a second for each, later."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes

    def now(self) -> datetime:
        return super().now() + self.minutes * timedelta(seconds=61)


class LaterClock(MinutesLater):
    """A minute and more later."""

    def __init__(self) -> None:
        super().__init__(1)


def look(stream: StaticLog, *, clock: StillClock | None = None, every_s: float = 1.0) -> int:
    clock = clock or StillClock()
    return follow_stream(stream=stream, kind="static-ct", actor=SYSTEM, clock=clock, every_s=every_s)


def entries(analyst: Actor) -> list[LogEntry]:
    return [entry for one in list_sightings(viewer=analyst) for entry in list_log_entries(one.id, viewer=analyst)]


def test_the_entry_of_a_sighting_is_proven_a_minute_later_or_at_once_for_who_looks_once(
    stream: StaticLog, server: LogServer, analyst: Actor
) -> None:
    assert look(stream) == 2
    assert [(entry.index, entry.proven_at) for entry in entries(analyst)] == [(40, None), (40, None)]
    assert [one.proof for one in list_sightings(viewer=analyst)] == [Proof.AWAITED] * 2
    assert not any("tile/data" in path for path in server.requests)
    look(stream, clock=LaterClock())
    root = server.log.checkpoint(41).splitlines()[2]
    assert [(entry.tree_size, entry.proven_at, entry.problem) for entry in entries(analyst)] == [
        (41, LaterClock().now(), "")
    ] * 2
    assert bytes.fromhex(entries(analyst)[0].root) == base64.b64decode(root)
    assert [one.proof for one in list_sightings(viewer=analyst)] == [Proof.PROVEN] * 2
    assert sum("tile/data" in path for path in server.requests) == 1
    server.log.add("orchidroom3.example")
    look(stream, every_s=0.0)
    assert [entry.tree_size for entry in entries(analyst)].count(42) == 1


def test_a_log_that_does_not_show_the_certificate_is_read_on_and_asked_again(
    stream: StaticLog, server: LogServer, analyst: Actor
) -> None:
    server.faults = lambda path: (503, {}, b"") if "tile/data" in path else None
    look(stream, every_s=0.0)
    assert [entry.proven_at for entry in entries(analyst)] == [None, None]
    (row,) = list_coverage(viewer=analyst, now=StillClock().now())
    assert row.state is StreamState.READING
    server.faults = lambda _path: None
    look(stream)
    assert [entry.proven_at for entry in entries(analyst)] == [None, None], "it is not asked at every look"
    look(stream, clock=LaterClock())
    assert all(entry.proven_at for entry in entries(analyst))


def test_a_log_whose_names_tile_says_what_its_tree_does_not_is_distrusted(
    stream: StaticLog, server: LogServer, analyst: Actor
) -> None:
    def lies(path: str) -> tuple[int, dict[str, str], bytes] | None:
        if not path.startswith("tile/names/"):
            return None
        status, headers, body = server.answer(path)
        lines = [json.loads(line) for line in gzip.decompress(body).splitlines()]
        lines[7]["DNS"] = ["orchidroom9.example"]
        return status, headers, gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode())

    server.faults = lies
    with pytest.raises(StreamDistrustedError, match=r"entry 7 names orchidroom9\.example, and its tree does not"):
        look(stream, every_s=0.0)
    assert "orchidroom9.example" in {one.hostname for one in list_sightings(viewer=analyst)}
    (false,) = [entry for entry in entries(analyst) if entry.index == 7]
    assert (false.proven_at, "its tree does not" in false.problem) == (None, True)
    (row,) = list_coverage(viewer=analyst, now=StillClock().now())
    assert row.state is StreamState.DISTRUSTED


@pytest.mark.parametrize("read", [[], ["decoy.example"]])
def test_a_certificate_that_cannot_be_read_as_it_should_makes_no_liar_of_its_log(
    read: list[str], stream: StaticLog, server: LogServer, analyst: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.adapters.streams.static_ct.names_in", lambda _certificate: read)
    look(stream, every_s=0.0)
    assert {(entry.proven_at, entry.problem) for entry in entries(analyst)} == {(None, UNREADABLE)}


def test_no_entry_is_called_proven_where_no_key_says_that_the_log_signed_its_tree(
    stream: StaticLog, server: LogServer, analyst: Actor
) -> None:
    look(stream, clock=StillClock())
    stream.key = None
    look(stream, every_s=0.0)
    assert [(entry.proven_at, entry.problem) for entry in entries(analyst)] == [(None, "")] * 2
    server.log.add("orchidroom3.example")
    look(stream, every_s=0.0)
    assert "orchidroom3.example" in {one.hostname for one in list_sightings(viewer=analyst)}
    assert len(entries(analyst)) == 2, "of such a log no entry waits for a proof"


def test_an_entry_whose_tile_never_comes_keeps_no_other_waiting(
    stream: StaticLog, server: LogServer, analyst: Actor
) -> None:
    for number in range(300):
        server.log.add(f"later{number}.example")
    server.log.add("orchidroom3.example")
    look(stream)
    server.faults = lambda path: (503, {}, b"") if path.startswith("tile/data/000") else None
    for minute in range(1, 5):
        look(stream, clock=MinutesLater(minute))
    assert {entry.index: bool(entry.proven_at) for entry in entries(analyst)} == {40: False, 341: True}


def test_all_entries_are_proven_at_once_for_who_looks_once(
    stream: StaticLog, server: LogServer, analyst: Actor
) -> None:
    for number in range(3, 30):
        server.log.add(f"orchidroom{number}.example")
    look(stream, every_s=0.0)
    assert len(entries(analyst)) > 20
    assert all(entry.proven_at for entry in entries(analyst))


def test_a_proof_that_is_refused_holds_no_names_up(stream: StaticLog, server: LogServer, analyst: Actor) -> None:
    waits: list[float] = []
    look(stream)
    stream.fetcher = Fetcher("log", server.url, Budget(rate=10_000.0, sleep=waits.append))
    server.faults = lambda path: (503, {"Retry-After": "90"}, b"") if "tile/data" in path else None
    server.requests.clear()
    for minute in (1, 2):
        look(stream, clock=MinutesLater(minute))
    assert sum("tile/data" in path for path in server.requests) == 1, "it asked for patience"
    assert sum(waits) < 1.0, "names go on at the log's usual rate"
    stream.fetcher.close()


def test_a_stale_log_proves_what_it_signed(stream: StaticLog, server: LogServer, analyst: Actor) -> None:
    stream.merge_delay_s = 60.0
    stream.wall = lambda: server.log.signed_ms / 1000 + 60.0 + 2 * HEAD_GRACE_S
    for minute in (0, 1, 2):
        with pytest.raises(StreamStaleError):
            look(stream, clock=MinutesLater(minute))
    assert all(entry.proven_at for entry in entries(analyst))


@pytest.mark.parametrize("forked", [False, True])
def test_a_tree_out_of_a_cache_proves_nothing_and_is_a_fork_where_it_is_not_the_beginning(
    stream: StaticLog, server: LogServer, analyst: Actor, *, forked: bool
) -> None:
    look(stream)
    for number in range(9):
        server.log.add(f"later{number}.example")
    look(stream)
    checkpoint = server.log.checkpoint(45)
    if forked:
        forged = CertificateLog()
        forged.key, forged.signed_ms = server.log.key, server.log.signed_ms - 60_000
        for number in range(45):
            forged.add(f"other{number}.example")
        checkpoint = forged.checkpoint(45)
    server.faults = lambda path: (200, {}, checkpoint.encode()) if path == "checkpoint" else None
    if forked:
        with pytest.raises(StreamDistrustedError, match="the tree of 50 does not go on from that of 45: a fork"):
            look(stream, clock=LaterClock())
        assert [entry.tree_size for entry in entries(analyst)] == [None, None]
    else:
        look(stream, clock=LaterClock())
        assert [entry.tree_size for entry in entries(analyst)] == [50, 50]


def test_entries_of_data_tiles_are_proven_as_they_are_read(
    stream: StaticLog, server: LogServer, analyst: Actor
) -> None:
    server.names_tiles = False
    assert look(stream) == 2
    assert entries(analyst) == []
    assert [one.proof for one in list_sightings(viewer=analyst)] == [None] * 2


def test_of_several_logs_the_one_that_proves_it_counts(stream: StaticLog, analyst: Actor, now: datetime) -> None:
    look(stream)
    first, *_ = list_sightings(viewer=analyst)
    kept = {"sighting_id": first.id, "index": 1, "asked_at": now}
    for states, best in (({"problem": "x"}, Proof.AWAITED), ({"proven_at": now}, Proof.PROVEN)):
        LogEntryRow.objects.create(stream=str(best), **kept, **states)
        assert get_sighting(first.id, viewer=analyst).proof is best
    LogEntryRow.objects.exclude(stream=str(Proof.AWAITED)).delete()
    assert get_sighting(first.id, viewer=analyst).proof is Proof.UNPROVEN


def test_an_entry_whose_label_became_another_kinds_goes_on_waiting(stream: StaticLog, analyst: Actor) -> None:
    look(stream)
    other = Rfc6962Log("log", stream.fetcher)
    prove_entries(other, now=LaterClock().now())
    assert [(entry.proven_at, entry.problem) for entry in entries(analyst)] == [(None, "")] * 2
