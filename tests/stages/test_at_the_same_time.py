"""Two who do the same at the same moment, on connections of their own: the rule holds, and nobody fails."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from rempart.journal.services import record, record_all
from rempart.kernel.actors import CONSOLE, SYSTEM, Actor, Role
from rempart.kernel.ids import new_id
from rempart.kernel.reasons import Reason
from rempart.people import services as people_services
from rempart.people.contracts import RolesConflictError
from rempart.people.queries import get_actor
from rempart.sightings import dismissals
from rempart.sightings import services as sightings_services
from rempart.sightings.contracts import Dismissal, Origin
from rempart.sightings.models import LookRow, SightingRow, StandingRow
from rempart.sightings.screening import current_screen
from rempart.watchlist import services as watchlist_services
from rempart.watchlist.services import enrol_site
from tests.conftest import People

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one begin when the other has ended"),
]
MEETING_S = 2.0  # where the database lets one wait for the other, they never meet


def meet(module: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two callers of `name` in `module` wait for each other before it is done: between a look and a writing."""
    both, before = threading.Barrier(2), getattr(module, name)

    def together(*arguments: Any, **named: Any) -> Any:
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(MEETING_S)
        return before(*arguments, **named)

    monkeypatch.setattr(module, name, together)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or the error that it raised."""

    def done(act: Callable[[], object]) -> object:
        try:
            return act()
        except Exception as error:  # noqa: BLE001 (which one is what the test asks)
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(done, acts))


def sight(hostname: str, site: UUID, now: datetime, stream: str = "") -> UUID:
    """A look at a hostname of a closed site, in a stream if one is named."""
    return sightings_services.record_sighting(
        hostname=hostname,
        site_id=site,
        score=0.9,
        reasons=(Reason("names.same_letters", "It reads as the former name."),),
        origin=Origin.STREAM,
        actor=SYSTEM,
        now=now,
        stream=stream,
    )


def test_nobody_is_given_a_role_that_watches_and_one_that_decides(
    people: People, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_id = people().account_id
    assert account_id is not None
    meet(people_services, "_refuse_conflicts", monkeypatch)

    def give(role: Role) -> None:
        people_services.grant_role(account_id=account_id, role=role, actor=CONSOLE, now=now, reason="Asked for.")

    given = at_once(lambda: give(Role.OVERSEER), lambda: give(Role.ANALYST))
    assert sorted(type(one).__name__ for one in given) == ["NoneType", RolesConflictError.__name__]
    assert len(get_actor(account_id).roles) == 1


def test_a_name_that_two_streams_bring_at_once_is_one_sighting_and_stops_neither(
    analyst: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = enrol_site(label="Chat C", domains=["chat-c.example"], actor=analyst, now=now, reason="Closed by a court")
    meet(sightings_services, "refuse_repetition", monkeypatch)
    first, second = at_once(
        *(lambda log=log: sight("chat-c3.example", site, now, log) for log in ("log one", "log two"))
    )
    assert first == second == SightingRow.objects.get().id
    assert set(LookRow.objects.values_list("stream", flat=True)) == {"log one", "log two"}


def test_a_site_that_is_enrolled_slowly_is_looked_for_although_a_later_one_was_there_before_it(
    analyst: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, go_on, before = threading.Event(), threading.Event(), record_all

    def record_slowly(events: Any, **more: Any) -> Any:
        if threading.current_thread() is slow:
            written.set()
            assert go_on.wait(60)
        return before(events, **more)

    def enrol(label: str, domain: str) -> None:
        enrol_site(label=label, domains=[domain], actor=analyst, now=now, reason="Closed by a court")

    def enrol_slowly() -> None:
        enrol("Chat C", "chat-c.example")
        connection.close()

    monkeypatch.setattr(watchlist_services, "record_all", record_slowly)
    slow = threading.Thread(target=enrol_slowly)
    slow.start()
    assert written.wait(60)
    enrol("Forum F", "forum-f.example")
    assert {site.label for site in current_screen(viewer=SYSTEM).sites.values()} == {"Forum F"}
    go_on.set()
    slow.join()
    assert {site.label for site in current_screen(viewer=SYSTEM).sites.values()} == {"Chat C", "Forum F"}


@pytest.fixture
def seen(analyst: Actor, now: datetime) -> Callable[[str], UUID]:
    """Sights a hostname of one closed site, or sees it again."""
    site = enrol_site(label="Chat C", domains=["chat-c.example"], actor=analyst, now=now, reason="Closed by a court")

    return lambda hostname: sight(hostname, site, now)


def test_a_look_that_comes_while_a_sighting_is_set_aside_opens_it_again(
    seen: Callable[[str], UUID], analyst: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, looked, sighting_id = threading.Event(), threading.Event(), seen("chat-c3.example")

    def id_after_the_look(at: datetime) -> UUID:
        counted.set()
        looked.wait(MEETING_S)
        return new_id(at)

    def look() -> None:
        assert counted.wait(60)
        seen("chat-c3.example")
        looked.set()

    monkeypatch.setattr(dismissals, "new_id", id_after_the_look)
    said = {"sighting_id": sighting_id, "actor": analyst, "now": now, "reason": "Another's."}
    assert at_once(lambda: dismissals.dismiss_sighting(**said), look) == [None, None]  # type: ignore[arg-type]
    assert StandingRow.objects.get(pk=sighting_id).is_open


def test_many_that_are_set_aside_and_a_look_at_the_last_do_not_wait_for_each_other_for_ever(
    seen: Callable[[str], UUID], analyst: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = seen("chat-c3.example"), seen("chat-c4.example")
    begun, looking = threading.Event(), threading.Event()

    def record_and_wait(*arguments: Any, **more: Any) -> Any:
        entry = record(*arguments, **more)
        begun.set()
        looking.wait(MEETING_S)
        return entry

    def record_look(*arguments: Any, **more: Any) -> Any:
        looking.set()
        return record(*arguments, **more)

    def look() -> object:
        assert begun.wait(60)
        return seen("chat-c4.example")

    monkeypatch.setattr(dismissals, "record", record_and_wait)
    monkeypatch.setattr(sightings_services, "record", record_look)
    said = {"sighting_ids": [first, last], "actor": analyst, "now": now, "reason": "Others'.", "kind": Dismissal.OTHER}
    assert at_once(lambda: dismissals.dismiss_sightings(**said), look) == [2, last]  # type: ignore[arg-type]
