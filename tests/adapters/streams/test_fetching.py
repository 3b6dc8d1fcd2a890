"""No request before its time."""

from rempart.adapters.streams.fetching import Budget


def test_the_budget_is_never_passed() -> None:
    clock = [100.0]
    sent: list[float] = []

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    tight = Budget(rate=4.0, monotonic=lambda: clock[0], sleep=sleep)
    for _ in range(40):
        tight.wait()
        sent.append(clock[0])
    for first in range(len(sent) - 5):
        assert sent[first + 4] - sent[first] >= 1.0 - 1e-9


def test_a_pause_holds_back_every_request_of_the_budget() -> None:
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    held = Budget(rate=100.0, monotonic=lambda: clock[0], sleep=sleep)
    held.wait()
    held.pause(30.0)
    held.wait()
    assert clock[0] >= 30.0
