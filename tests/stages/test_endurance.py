"""No thread of the worker ends by one thing that went wrong: terms would end no more, and nobody would see it."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db.utils import OperationalError

from rempart import wiring
from rempart.kernel.clock import SystemClock
from rempart.pipeline.routes import PUBLISHING, RANK_AGAIN, ROUTES, UNHURRIED
from rempart.worker import endurance, tasks
from rempart.worker.loop import WorkerLoop
from tests.waiting import PATIENCE_S


@pytest.mark.parametrize("error", [OperationalError("away"), StopIteration(), ValueError("nobody foresaw it")])
def test_the_next_round_comes_after_any_error(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endurance, "_PAUSE_S", 0.0)
    loop = WorkerLoop()
    rounds: Iterator[int] = iter(range(3))

    def act() -> None:
        if next(rounds) == 2:
            loop._over.set()
            return
        raise error

    loop._repeat(act, 0.0)
    assert next(rounds, None) is None


def test_each_queue_of_the_steps_has_a_thread_so_that_no_capture_waits_for_what_is_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[str] = []
    monkeypatch.setattr(WorkerLoop, "_run", lambda _loop, name, _target: started.append(name))
    monkeypatch.setattr(wiring, "current_ports", lambda: None)
    worker = SimpleNamespace(poll_s=1.0, lease_s=1.0)
    config = SimpleNamespace(worker=worker, publication=SimpleNamespace(cold_zone=""))
    monkeypatch.setattr(wiring, "current_config", lambda: config)
    WorkerLoop(_publishing=SimpleNamespace(start=lambda: None)).start()  # type: ignore[arg-type]
    queues = {route.queue for route in ROUTES} - {PUBLISHING}
    assert {f"worker-{queue}" for queue in queues} <= set(started)
    assert queues <= set(settings.TASKS["default"]["QUEUES"])
    slow = {route.name for route in ROUTES if route.queue == UNHURRIED}
    assert slow == {RANK_AGAIN, "matches.count_match"}, "nothing that a capture needs stands there"


def test_a_lease_is_kept_on_after_the_database_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endurance, "_PAUSE_S", 0.0)
    monkeypatch.setattr(wiring, "current_ports", lambda: SimpleNamespace(clock=SystemClock()))
    kept_again = threading.Event()
    tries = iter((OperationalError("away"), None))

    def keep(**_: object) -> None:
        if error := next(tries, None):
            raise error
        kept_again.set()

    monkeypatch.setattr("rempart.worker.tasks.services.keep_step", keep)
    monkeypatch.setattr("rempart.worker.tasks.close_old_connections", lambda: None)  # here: those of other tests
    with tasks._lease_kept(SimpleNamespace(id=1), timedelta(milliseconds=3)):  # type: ignore[arg-type]
        assert kept_again.wait(PATIENCE_S)


def test_a_pause_follows_an_error_only(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    over.set()
    assert endurance.outlast(int, over)
    assert not endurance.outlast(lambda: 1 // 0, over)
