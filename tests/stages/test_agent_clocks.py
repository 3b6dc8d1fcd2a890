"""An edge agent beside a clock that is set wrong is an alarm at the hub, until the two agree again."""

from datetime import datetime, timedelta

import pytest

from rempart.feed.source import database_source
from rempart.journal import queries
from rempart.journal.contracts import JournalEntry
from rempart.journal.models import Entry
from rempart.journal.queries import get_size
from rempart.journal.services import record
from rempart.kernel.actors import PUBLIC, SYSTEM, Actor
from rempart.people.contracts import NotAllowedError
from rempart.publications.contracts import ClockCompared, SubscriberState
from rempart.publications.feed import compare_clock
from rempart.publications.subscribers import list_subscribers
from tests.edge.test_settling import SetClock
from tests.stages.test_feed import checkpoint

pytestmark = pytest.mark.django_db


def test_a_clock_that_is_apart_is_an_alarm_until_it_agrees_again(analyst: Actor, now: datetime) -> None:
    clock = SetClock()
    clock.at = now
    hear = database_source(checkpoint, clock).hear_clock

    def shown() -> list[tuple[str, SubscriberState, int]]:
        found = list_subscribers(names=["resolver-1", "resolver-2"], viewer=analyst, now=clock.at)
        return [(one.name, one.state, one.clock_ahead_s) for one in found]

    well = [(name, SubscriberState.SILENT, 0) for name in ("resolver-1", "resolver-2")]
    assert not hear("resolver-2", 0)
    assert shown() == well
    assert hear("resolver-2", -3600)
    assert shown() == [("resolver-2", SubscriberState.ALARM, -3600), well[0]]
    clock.at += timedelta(minutes=1)
    size = get_size()
    assert not hear("resolver-2", -3660)
    assert get_size() == size
    assert hear("resolver-2", 0)
    assert shown() == well


def test_a_clock_that_comes_and_goes_fills_no_journal(now: datetime) -> None:
    clock = SetClock()
    clock.at = now
    hear = database_source(checkpoint, clock).hear_clock
    assert [hear("resolver-1", ahead_s) for ahead_s in (900, 0, 900, 0)] == [True, False, False, False]


def test_the_last_word_on_a_clock_is_found_without_those_before_it(
    now: datetime, analyst: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each agent says each minute how its clock stands, for years."""
    names = ("resolver-1", "resolver-2")
    for number in range(20):
        event = ClockCompared(subscriber=names[number % 2], ahead_s=0 if number < 18 else 60 * number)
        record(event, actor=SYSTEM, now=now)
    read = []

    def read_entry(row: Entry) -> JournalEntry:
        read.append(row.index)
        return contract(row)

    contract = queries._contract
    monkeypatch.setattr(queries, "_contract", read_entry)
    found = list_subscribers(names=[*names, "resolver-3"], viewer=analyst, now=now)
    assert [one.clock_ahead_s for one in found] == [60 * 18, 60 * 19, 0]
    last = get_size() - 1
    assert sorted(read) == [last - 1, last]
    assert not compare_clock(subscriber="resolver-1", ahead_s=5, actor=SYSTEM, now=now)
    assert sorted(read) == [last - 1, last - 1, last]


def test_nobody_but_the_feed_says_so(now: datetime) -> None:
    with pytest.raises(NotAllowedError):
        compare_clock(subscriber="resolver-1", ahead_s=900, actor=PUBLIC, now=now)
