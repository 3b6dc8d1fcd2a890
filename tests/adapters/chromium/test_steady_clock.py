from datetime import UTC, datetime, timedelta

from rempart.adapters.chromium.steady_clock import SteadyClock


class JumpingClock:
    """A machine's clock that is set back by an hour at each look."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 3, tzinfo=UTC)

    def now(self) -> datetime:
        self.at -= timedelta(hours=1)
        return self.at


def test_a_machines_clock_that_jumps_back_turns_no_capture_around() -> None:
    machine = JumpingClock()
    clock = SteadyClock(machine)
    began = machine.at
    seen = [clock.now() for _ in range(50)]
    assert seen == sorted(seen)
    assert timedelta(0) <= seen[-1] - began < timedelta(minutes=1)
