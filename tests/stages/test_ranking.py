"""What a dismissal teaches is ranked by the worker: all that is open, once for many, overwriting nothing newer."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

import pytest

from rempart import wiring
from rempart.kernel.actors import SYSTEM, Actor
from rempart.kernel.reasons import Reason
from rempart.pipeline import routes
from rempart.pipeline.contracts import StepState
from rempart.pipeline.models import StepRow
from rempart.pipeline.queries import find_latest_step
from rempart.pipeline.routes import RANK_AGAIN
from rempart.sightings import ranking
from rempart.sightings.contracts import Dismissal, Origin, Wanted
from rempart.sightings.dismissals import dismiss_sighting, dismiss_sightings
from rempart.sightings.models import SightingRow
from rempart.sightings.queries import list_ranked
from rempart.sightings.screening import rank_of
from rempart.sightings.services import record_sighting, screen_stream
from rempart.sightings.teaching import read_lessons
from rempart.watchlist.queries import get_site
from rempart.watchlist.services import enrol_site
from rempart.worker import tasks
from tests.fakes.clocks import SteppingClock

NAMES = ("orchidroom3.test", "orchidroom4.test", "orchidrooms.test", "myorchidroom.example", "lanternquay7.test")


class Open:
    """Two closed sites, and open sightings of both."""

    def __init__(self, analyst: Actor, now: datetime) -> None:
        self.analyst, self.now = analyst, now
        for label, name in (("Orchid room", "orchidroom"), ("Lantern quay", "lanternquay")):
            enrol_site(label=label, domains=[f"{name}.example", f"{name}2.example"], actor=analyst, now=now)
        screen_stream(blocks=("".join(f"{name}\n" for name in NAMES).encode(),), actor=SYSTEM, now=now)

    def id_of(self, hostname: str) -> UUID:
        return SightingRow.objects.get(hostname=hostname).id

    def dismiss(self, *hostnames: str, kind: Dismissal = Dismissal.UNRELATED) -> None:
        ids = [self.id_of(hostname) for hostname in hostnames]
        if len(ids) == 1:
            dismiss_sighting(sighting_id=ids[0], actor=self.analyst, now=self.now, reason="A florist", kind=kind)
        else:
            dismiss_sightings(sighting_ids=ids, actor=self.analyst, now=self.now, reason="Florists", kind=kind)

    def ranks(self) -> dict[str, float]:
        return {seen.hostname: seen.rank for seen in list_ranked(Wanted(), viewer=self.analyst)}

    def told_now(self) -> dict[str, float]:
        """What the names of those that are open tell now, one after the other."""
        lessons = read_lessons()
        return {
            seen.hostname: rank_of(seen.hostname, get_site(seen.site_id, viewer=SYSTEM), lessons)
            for seen in list_ranked(Wanted(), viewer=self.analyst)
            if seen.site_id
        }

    def state(self) -> StepState | None:
        step = find_latest_step(RANK_AGAIN, viewer=self.analyst)
        return step.state if step else None


@pytest.fixture
def house(analyst: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Open:
    clock = SteppingClock(now)
    monkeypatch.setattr(wiring, "current_ports", lambda: SimpleNamespace(clock=clock))
    # Between steps a worker renews its connection; here it would lose the test's own transaction.
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)
    monkeypatch.setattr(ranking, "_AT_ONCE", 2)
    return Open(analyst, now)


def work() -> None:
    """The worker's turn, for the steps that rank, in their order."""
    for step in StepRow.objects.filter(route=RANK_AGAIN).exclude(state=StepState.DONE).order_by("entry_index"):
        tasks.run_steps.call(str(step.id))


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Something that another process does once, while the first name is being ranked."""
    left = [act]

    def ranked(*asked: object) -> float:
        if left:
            left.pop()()
        return rank_of(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(ranking, "rank_of", ranked)


@pytest.mark.longer
def test_dismissing_ranks_nothing_by_itself_and_the_worker_ranks_all_that_is_open(house: Open) -> None:
    before = house.ranks()
    assert len(before) == len(NAMES)
    house.dismiss("orchidrooms.test")
    left = {hostname: rank for hostname, rank in before.items() if hostname != "orchidrooms.test"}
    assert (house.ranks(), house.state()) == (left, StepState.WAITING)
    work()
    assert house.ranks() == house.told_now() != left
    assert house.state() is StepState.DONE


@pytest.mark.parametrize("kind", [kind for kind in Dismissal if kind is not Dismissal.UNRELATED])
def test_what_teaches_nothing_has_nothing_ranked(house: Open, kind: Dismissal) -> None:
    house.dismiss("orchidrooms.test", kind=kind)
    assert house.state() is None


@pytest.mark.longer
def test_many_dismissals_are_ranked_once_by_all_that_they_taught(house: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked: list[Actor] = []

    def rank(*, viewer: Actor) -> None:
        ranked.append(viewer)
        ranking.rank_again(viewer=viewer)

    monkeypatch.setattr(routes, "rank_again", rank)
    house.dismiss("orchidrooms.test", "myorchidroom.example")
    house.dismiss("orchidroom4.test")
    assert StepRow.objects.filter(route=RANK_AGAIN).count() == 3
    work()
    assert ranked == [SYSTEM]
    assert house.ranks() == house.told_now()
    assert set(StepRow.objects.filter(route=RANK_AGAIN).values_list("state", flat=True)) == {StepState.DONE}


@pytest.mark.longer
def test_what_is_taught_while_ranks_are_worked_out_counts_for_all_of_them(
    house: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.dismiss("orchidrooms.test")
    meanwhile(monkeypatch, lambda: house.dismiss("myorchidroom.example"))
    ranking.rank_again(viewer=SYSTEM)
    assert house.ranks() == house.told_now()


@pytest.mark.longer
def test_what_a_host_shows_while_ranks_are_worked_out_is_not_overwritten(
    house: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show() -> None:
        for hostname in NAMES:
            record_sighting(
                hostname=hostname,
                site_id=SightingRow.objects.get(hostname=hostname).site_id,
                score=1.0,
                reasons=(Reason("sightings.shown", "It shows the site's page."),),
                origin=Origin.SWEEP,
                actor=SYSTEM,
                now=house.now,
            )

    meanwhile(monkeypatch, show)
    ranking.rank_again(viewer=SYSTEM)
    assert set(house.ranks().values()) == {1.0}


@pytest.mark.longer
def test_a_ranking_that_fails_is_shown_and_tried_again(house: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    house.dismiss("orchidrooms.test")
    with monkeypatch.context() as broken:
        broken.setattr(ranking, "rank_of", lambda *_asked: 1 / 0)
        work()
    assert house.state() is StepState.RETRYING
    StepRow.objects.filter(state=StepState.RETRYING).update(next_at=house.now)  # its pause is over
    work()
    assert house.state() is StepState.DONE
    assert house.ranks() == house.told_now()


@pytest.mark.longer
def test_none_leaves_the_ranking_to_a_later_step_that_waits_for_a_person(house: Open) -> None:
    house.dismiss("orchidrooms.test")
    house.dismiss("myorchidroom.example")
    last = StepRow.objects.filter(route=RANK_AGAIN).order_by("-entry_index")[0]
    StepRow.objects.filter(pk=last.pk).update(state=StepState.GAVE_UP)
    first = StepRow.objects.filter(route=RANK_AGAIN).order_by("entry_index")[0]
    tasks.run_steps.call(str(first.id))
    assert house.ranks() == house.told_now()
    assert house.state() is StepState.GAVE_UP
