"""No thread of the worker ends by one thing that went wrong: terms would end no more, and nobody would see it."""

import threading
from collections.abc import Iterator

import pytest
from django.db.utils import OperationalError

from rempart.worker import endurance
from rempart.worker.loop import WorkerLoop


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


def test_a_pause_follows_an_error_only(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    over.set()
    assert endurance.outlast(int, over)
    assert not endurance.outlast(lambda: 1 // 0, over)
