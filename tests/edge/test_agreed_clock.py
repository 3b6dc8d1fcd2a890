"""Which of two clocks the agent goes by, and for how long."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rempart.edge.agreed_clock import AgreedClock
from rempart.edge.state import StateFile, load_state
from tests.edge.test_deltas import NOW, ZONES
from tests.edge.test_settling import SetClock
from tests.factories.agents import make_agent

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Machine:
    """A machine whose clock is `wrong` by so much, and what its agent goes by."""

    def __init__(self, *, follows: bool = True) -> None:
        self.own = SetClock()
        self.passed_s = 0.0
        self.clock = AgreedClock(self.own, follows=follows, elapsed=lambda: self.passed_s)

    def pass_by(self, time: timedelta) -> None:
        self.passed_s += time.total_seconds()
        self.own.at += time

    @property
    def truth(self) -> datetime:
        return NOW + timedelta(seconds=self.passed_s)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_a_clock_that_agrees_with_the_hub_s_within_minutes_is_gone_by(machine: Machine) -> None:
    for wrong in (timedelta(minutes=9), timedelta(), timedelta(minutes=-9)):
        machine.own.at = NOW + wrong
        machine.clock.hear(NOW)
        assert (machine.clock.now(), machine.clock.ahead_of_hub) == (NOW + wrong, wrong)


@pytest.mark.parametrize("wrong", [HOUR, -HOUR, 400 * DAY, -400 * DAY])
def test_a_clock_that_is_set_wrong_is_not_gone_by_with_the_hub_away_either(machine: Machine, wrong: timedelta) -> None:
    machine.clock.hear(NOW)
    machine.own.at += wrong
    assert machine.clock.now() == NOW
    machine.pass_by(HOUR)
    assert (machine.clock.now(), machine.clock.ahead_of_hub) == (machine.truth, wrong)
    machine.own.at = machine.truth
    assert machine.clock.now() == machine.truth


def test_a_hub_that_says_that_less_time_went_by_holds_terms_up_for_a_day_altogether(machine: Machine) -> None:
    """A thief who tells the right time in between gets no further day."""
    for _ in range(23):
        machine.clock.hear(machine.own.at - DAY)
        assert machine.clock.now() == machine.own.at - DAY
        machine.pass_by(HOUR)
        machine.clock.now()
        machine.clock.hear(machine.own.at)
        assert machine.clock.now() == machine.own.at
        machine.pass_by(HOUR)
    machine.clock.hear(machine.own.at - DAY)
    machine.clock.now()
    machine.pass_by(HOUR + timedelta(seconds=1))
    assert machine.clock.now() == machine.own.at


def test_a_clock_behind_is_not_believed_again_with_time(machine: Machine) -> None:
    machine.clock.hear(NOW)
    machine.own.at -= HOUR
    for _ in range(100):
        machine.pass_by(DAY)
        assert machine.clock.now() == machine.truth


def test_no_term_ends_in_the_first_minutes_of_a_start_before_the_hub_said_its_time(machine: Machine) -> None:
    assert not machine.clock.is_settled
    machine.pass_by(timedelta(minutes=10))
    assert machine.clock.is_settled
    heard, alone = Machine(), Machine(follows=False)
    heard.clock.hear(NOW)
    assert heard.clock.is_settled
    assert alone.clock.is_settled


def test_what_is_no_time_of_a_hub_is_refused(machine: Machine) -> None:
    for moment in (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), NOW.replace(tzinfo=None)):
        with pytest.raises(ValueError, match="no time of day"):
            machine.clock.hear(moment)
    assert machine.clock.now() == NOW


def test_the_agent_s_log_says_each_minute_that_the_clocks_are_apart(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own = SetClock()
    with closing(StateFile(tmp_path / "changes.jsonl")) as file:
        agent = make_agent(load_state(tmp_path / "changes.jsonl", ZONES), file, clock=own, follows=True)
        agent.clock.hear(NOW)
        agent.compare_clocks()
        assert not caplog.messages
        for wrong, said in ((HOUR, "before"), (-HOUR, "behind")):
            own.at = NOW + wrong
            agent.compare_clocks()
            assert f"{said} the hub's" in caplog.messages[-1]
