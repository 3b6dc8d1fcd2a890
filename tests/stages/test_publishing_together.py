"""What is due at the primary is said together and written down once, whatever is refused, silent or killed."""

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, transaction

from rempart import wiring
from rempart.engines.zonefile import NameTooLongError
from rempart.journal.models import Entry
from rempart.kernel.actors import SYSTEM, Role
from rempart.orders.contracts import Order
from rempart.orders.oversight import revoke_order
from rempart.pipeline.contracts import StepState
from rempart.pipeline.models import StepRow
from rempart.pipeline.routes import PUBLISHING
from rempart.pipeline.services import resume_steps
from rempart.ports.naming import PrimarySilentError, PublicationFailedError, ZoneChange, ZoneReceipt
from rempart.publications.contracts import Ask, Change, EntryPublished, EntryWithdrawn
from rempart.publications.queries import list_publications
from rempart.publications.services import keep_asks
from rempart.worker import endurance, publishing
from rempart.worker.publishing import PublishingLoop, keep, list_asked, say
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders, make_case
from tests.fakes.clocks import SteppingClock
from tests.fakes.naming import FakeZone
from tests.fakes.pipeline import publish_due
from tests.fakes.ports import FakeOutside
from tests.waiting import PATIENCE_S

pytestmark = pytest.mark.slow  # through many rooms: seconds each


@dataclass
class PickyZone(FakeZone):
    """Refuses an update that names `refused`, and answers nothing while it is `silent`."""

    refused: str = ""
    silent: bool = False
    asked: int = 0

    def apply(self, changes: Sequence[ZoneChange]) -> ZoneReceipt:
        self.asked += 1
        if self.silent:
            raise PrimarySilentError(zone=self.zone, primary="127.0.0.1@53", problem="no answer")
        if any(change.hostname == self.refused for change in changes):
            raise PublicationFailedError(zone=self.zone, primary="127.0.0.1@53", problem="REFUSED")
        return super().apply(changes)


@dataclass
class House:
    """Orders of one case, and the zone that the worker speaks to."""

    orders: Orders
    case: OpenedCase
    zone: PickyZone

    def block(self, count: int) -> list[Order]:
        return [self.orders.in_force(self.case, hostname=f"n{number}.reopened.example") for number in range(count)]

    def revoke(self, order: Order) -> None:
        revoke_order(
            order_id=order.id, actor=self.orders.people(Role.ANALYST), now=self.orders.now, reason="It is gone."
        )

    @property
    def names(self) -> set[str]:
        return set(self.zone.blocked)


def make_house(people: People, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> House:
    zone = PickyZone()
    outside = FakeOutside(tmp_path, SteppingClock(now), zone=zone)
    monkeypatch.setattr(wiring, "current_ports", outside.ports)
    return House(Orders(people, now), make_case(people, now), zone)


@pytest.fixture
def house(people: People, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> House:
    return make_house(people, tmp_path, now, monkeypatch)


def states() -> set[str]:
    return set(StepRow.objects.filter(queue=PUBLISHING).values_list("state", flat=True))


def done() -> bool:
    """Whether every step is; no, while a thread of the worker holds the table of the tests' database in memory."""
    with contextlib.suppress(OperationalError):
        return states() == {StepState.DONE}
    return False


def run_loop() -> None:
    """The loop's own threads, until every step is done or there was time enough."""
    loop = PublishingLoop()
    loop.start()
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not done() and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        loop.stop()


def changes() -> list[Change]:
    return sorted(publication.change for publication in list_publications(viewer=SYSTEM))


def test_all_that_is_due_is_one_update_and_each_order_has_its_entry(house: House) -> None:
    house.block(30)
    publish_due()
    assert house.zone.asked == 1
    assert len(house.names) == 30
    assert changes() == [Change.PUBLISHED] * 30
    causes = list(Entry.objects.filter(act=EntryPublished.act).order_by("cause").values_list("cause", flat=True))
    steps = StepRow.objects.filter(queue=PUBLISHING).order_by("entry_index")
    assert causes == list(steps.values_list("entry_index", flat=True))
    assert states() == {StepState.DONE}
    assert list_asked() == []


def test_an_order_that_began_and_ended_meanwhile_leaves_the_withdrawal_alone(house: House) -> None:
    first, _ = house.block(2)
    house.revoke(first)
    publish_due()
    assert house.zone.asked == 1
    assert house.names == {"n1.reopened.example"}
    assert changes() == [Change.PUBLISHED, Change.WITHDRAWN]
    assert states() == {StepState.DONE}


def test_one_name_that_the_primary_refuses_holds_no_other_back(house: House) -> None:
    house.zone.refused = "n11.reopened.example"
    house.block(30)
    publish_due()
    assert len(house.names) == 29
    assert house.zone.asked < 15  # by halves, not one by one
    (failed,) = StepRow.objects.filter(queue=PUBLISHING).exclude(state=StepState.DONE)
    assert (failed.state, failed.attempts, failed.error_code) == (StepState.RETRYING, 1, "publications.failed")
    assert "REFUSED" in failed.error
    assert failed.next_at > house.orders.now
    later = StepRow.objects.filter(pk=failed.pk)
    later.update(next_at=house.orders.now + timedelta(minutes=30))
    assert list_asked() == []  # until its pause is over
    house.zone.refused = ""
    later.update(next_at=house.orders.now)
    publish_due()
    assert len(house.names) == 30
    assert states() == {StepState.DONE}


def test_a_name_that_no_zone_can_hold_waits_for_a_person_and_holds_no_other_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.block(3)
    apply = house.zone.apply

    def picky(changes: Sequence[ZoneChange]) -> ZoneReceipt:
        if any(change.hostname.startswith("n1.") for change in changes):
            raise NameTooLongError(name="n1.reopened.example", zone="rpz.rempart.test")
        return apply(changes)

    monkeypatch.setattr(house.zone, "apply", picky)
    publish_due()
    assert house.names == {"n0.reopened.example", "n2.reopened.example"}
    assert states() == {StepState.DONE, StepState.REFUSED}


def test_a_silent_primary_is_asked_once_and_every_step_says_so(house: House) -> None:
    house.zone.silent = True
    house.block(10)
    publish_due()
    assert house.zone.asked == 1
    rows = StepRow.objects.filter(queue=PUBLISHING)
    assert {(row.state, row.attempts, row.error_code) for row in rows} == {
        (StepState.RETRYING, 1, "publications.failed")
    }
    house.zone.silent = False
    rows.update(next_at=house.orders.now)
    publish_due()
    assert len(house.names) == 10
    assert states() == {StepState.DONE}


def test_what_was_said_by_a_worker_that_died_is_said_again_and_written_down_once(house: House) -> None:
    house.block(5)
    list(say(list_asked()))  # and nothing is kept
    assert len(house.names) == 5
    assert changes() == []
    publish_due()
    assert house.zone.asked == 2
    assert changes() == [Change.PUBLISHED] * 5
    assert states() == {StepState.DONE}


def test_two_workers_with_the_same_steps_in_hand_write_each_down_once(house: House) -> None:
    order, *_ = house.block(5)
    (first,) = say(list_asked())
    (second,) = say(list_asked())
    keep(first)
    keep(second)
    assert changes() == [Change.PUBLISHED] * 5
    house.revoke(order)
    publish_due()
    keep(second)  # a third, so late that the order is over
    assert changes() == [Change.PUBLISHED] * 5 + [Change.WITHDRAWN]
    assert Entry.objects.filter(act=EntryWithdrawn.act).count() == 1


def test_what_was_said_together_is_written_down_some_at_a_time(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    monkeypatch.setattr(publishing, "WRITTEN_TOGETHER", 2)
    monkeypatch.setattr(publishing, "give_way", lambda: written.append(len(changes())))
    house.block(5)
    publish_due()
    assert house.zone.asked == 1
    assert written == [2, 4]
    assert changes() == [Change.PUBLISHED] * 5
    assert states() == {StepState.DONE}


def test_what_cannot_be_written_down_leaves_the_rest_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "WRITTEN_TOGETHER", 2)
    house.block(6)
    written = keep_asks
    lost = [one.ask for one in list_asked()[2:4]]

    def keep_but_lost(*, asks: Sequence[Ask], **other: Any) -> object:
        if asks == lost:
            raise LookupError("nobody thought of that")
        return written(asks=asks, **other)

    monkeypatch.setattr(publishing, "keep_asks", keep_but_lost)
    publish_due()
    assert changes() == [Change.PUBLISHED] * 4
    failed = StepRow.objects.filter(queue=PUBLISHING).exclude(state=StepState.DONE)
    assert [(row.state, row.error_code) for row in failed] == [(StepState.RETRYING, "LookupError")] * 2
    monkeypatch.setattr(publishing, "keep_asks", written)
    failed.update(next_at=house.orders.now)
    publish_due()
    assert changes() == [Change.PUBLISHED] * 6


def test_a_step_in_a_workers_hands_is_taken_when_its_lease_is_over(house: House) -> None:
    house.block(1)
    step = StepRow.objects.filter(queue=PUBLISHING)
    step.update(state=StepState.RUNNING, lease_until=house.orders.now + timedelta(days=1))
    assert list_asked() == []
    step.update(lease_until=house.orders.now)
    publish_due()
    assert states() == {StepState.DONE}


def test_what_is_in_hand_is_not_said_again(house: House) -> None:
    house.block(3)
    in_hand = frozenset(one.step.id for one in list_asked()[:2])
    assert [one.step.id for one in list_asked(but=in_hand)] == [list_asked()[2].step.id]


@pytest.mark.django_db(transaction=True)
def test_the_loop_says_and_keeps_what_is_committed_and_ends_when_told(
    people: People, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house(people, tmp_path, now, monkeypatch)
    with transaction.atomic():
        house.block(4)
    run_loop()
    assert states() == {StepState.DONE}
    assert changes() == [Change.PUBLISHED] * 4


def test_a_step_that_does_not_tell_what_it_asks_fails_visibly_and_holds_no_other_back(house: House) -> None:
    house.block(4)
    rows = list(StepRow.objects.filter(queue=PUBLISHING).order_by("entry_index"))
    StepRow.objects.filter(pk=rows[0].pk).update(route="publications.of_tomorrow")
    StepRow.objects.filter(pk=rows[1].pk).update(route="captures.seal_exhibit")
    StepRow.objects.filter(pk=rows[2].pk).update(entry_index=10_000)
    publish_due()
    assert house.names == {"n3.reopened.example"}
    failed = [StepRow.objects.get(pk=row.pk) for row in rows[:3]]
    assert [(row.state, row.attempts, row.error_code) for row in failed] == [
        (StepState.RETRYING, 1, "pipeline.route_missing"),
        (StepState.RETRYING, 1, "pipeline.route_missing"),
        (StepState.RETRYING, 1, "KeyError"),
    ]
    assert "publications.of_tomorrow" in failed[0].error


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("half", ["list_asked", "keep"])
def test_the_loop_goes_on_after_anything_unforeseen_in_either_half(
    people: People, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, half: str
) -> None:
    house = make_house(people, tmp_path, now, monkeypatch)
    with transaction.atomic():
        house.block(2)
    act = getattr(publishing, half)
    failed: list[bool] = []

    def fails_once(*given: object, **named: object) -> object:
        if not failed:
            failed.append(True)
            raise LookupError("nobody thought of that")
        return act(*given, **named)

    monkeypatch.setattr(publishing, half, fails_once)
    monkeypatch.setattr(endurance, "_PAUSE_S", 0.01)
    run_loop()
    assert failed
    assert states() == {StepState.DONE}
    assert changes() == [Change.PUBLISHED] * 2


def test_the_sweep_leaves_these_steps_and_their_places_to_whoever_publishes(house: House) -> None:
    house.block(3)
    StepRow.objects.exclude(queue=PUBLISHING).delete()
    rows = StepRow.objects.filter(queue=PUBLISHING)
    due = set(rows.values_list("next_at", flat=True))
    later = house.orders.now + timedelta(days=1)
    assert resume_steps(now=later, grace=timedelta(seconds=60)) == 0
    assert set(rows.values_list("next_at", flat=True)) == due
