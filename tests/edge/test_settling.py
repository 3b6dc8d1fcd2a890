"""The hot zone stays small without a name ever being in neither zone, and terms end also at the start."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rempart.edge.agent import Agent
from rempart.edge.deltas import Delta, Kind, sign_line
from rempart.edge.reasons import ReasonFile
from rempart.edge.state import EdgeState, StateFile, load_state
from rempart.engines.policy.mandates import Recheck, sign_recheck
from rempart.engines.zonefile.tiers import Tiers
from rempart.kernel.hostname import parse_hostname
from tests.edge.test_deltas import FIRST, HUB, NOW, STRANGER, ZONES, Hub, mandate
from tests.factories.agents import make_agent

NAMES = [f"n{number}.example" for number in range(12)]


class SetClock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "changes.jsonl"


Start = Callable[[], tuple[Agent, EdgeState]]


@pytest.fixture
def start(path: Path, clock: SetClock) -> Iterator[Start]:
    """`start()` is a start of the agent from what is on disk."""
    files: list[StateFile] = []

    def begin() -> tuple[Agent, EdgeState]:
        state = load_state(path, ZONES)
        files.append(StateFile(path))
        return make_agent(state, files[-1], clock=clock, limits=(4, 8)), state

    yield begin
    for file in files:
        file.close()


def names_of(state: EdgeState) -> list[list[str]]:
    return [list(zone.names) for zone in state.tiers.zones]


def test_what_is_older_moves_down_without_a_gap_and_without_being_lost_by_a_restart(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    assert agent.obey(sign_line(hub.serve(mandate(name, name)), HUB) for name in NAMES) == 12
    assert names_of(state) == [NAMES, [], []]
    agent.settle()
    assert names_of(state) == [NAMES, NAMES[:6], []]
    for _ in range(8):
        agent.settle()
        assert set(state.tiers.names()) == set(NAMES)
    assert names_of(state) == [NAMES[9:], NAMES[5:9], NAMES[:5]]
    _, again = start()
    assert names_of(again) == names_of(state)
    assert again.tiers.cold.changes_since(1) is not None


@pytest.mark.parametrize("settled", range(10))
def test_an_order_that_ends_is_lifted_wherever_its_name_stands(start: Start, settled: int) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey(sign_line(hub.serve(mandate(name, name)), HUB) for name in NAMES)
    for _ in range(settled):
        agent.settle()
    before = state.tiers.cold.serial
    agent.obey([sign_line(hub.say("end", NAMES[0]), HUB), sign_line(hub.say("end", NAMES[11]), HUB)])
    assert state.tiers.cold.serial == before
    assert set(state.tiers.names()) == set(NAMES[1:11])
    _, again = start()
    assert set(again.tiers.names()) == set(NAMES[1:11])


def test_an_order_above_others_is_found_to_be_one_without_a_look_at_every_name() -> None:
    """A lost state of a million names hears of thousands of such orders in a row, and each start reads them."""
    state = EdgeState(Tiers(*ZONES))

    def heard_s(names: Sequence[str]) -> float:
        deltas = [Delta(state.sequence + 1, Kind.SERVE, name, mandate(name, name)) for name in names]
        began = time.process_time()
        for delta in deltas:
            if name := state.obey(delta):
                state.serve(name)
        return time.process_time() - began

    heard_s([f"www.n{number}.example" for number in range(20_000)])
    alone_s = heard_s([f"other{number}.example" for number in range(200)])
    above_s = heard_s([f"n{number}.example" for number in range(200)])
    assert len([*state.tiers.names()]) == 20_200
    assert above_s < 10 * alone_s + 0.05


def test_orders_below_one_name_end_as_fast_as_any_whichever_ends_first() -> None:
    """Of a million names a hundred thousand may lie below one, as below a country's suffix; each start ends them."""

    def ended_s(below: str) -> float:
        state, names = EdgeState(Tiers(*ZONES)), [f"n{number}{below}.example" for number in range(20_000)]
        for name in names:
            state.obey(Delta(state.sequence + 1, Kind.SERVE, name, mandate(name, name)))
        began = time.process_time()
        for name in reversed(names):
            state.drop(name)
        return time.process_time() - began

    assert ended_s(".co") < 10 * ended_s("") + 0.05


def test_a_name_in_the_mass_is_narrowed_although_its_subdomains_stand_there(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey(sign_line(hub.serve(mandate(name, name)), HUB) for name in NAMES)
    for _ in range(9):
        agent.settle()
    agent.obey([sign_line(hub.serve(mandate("narrow", NAMES[0], subdomains=False, answer="nodata")), HUB)])
    agent.obey([sign_line(hub.say("end", NAMES[0]), HUB)])
    entry = state.tiers.get(parse_hostname(NAMES[0]))
    assert entry is not None
    assert not entry.subdomains
    assert NAMES[0] not in state.tiers.cold


def test_the_mass_is_changed_in_quiet_hours_only(start: Start, clock: SetClock) -> None:
    hub, (agent, state) = Hub(), start()
    agent._quiet_hours = range(2, 5)
    agent.obey(sign_line(hub.serve(mandate(name, name)), HUB) for name in NAMES)
    for _ in range(9):
        agent.settle()
    assert len(state.tiers.cold) == 0
    clock.at = NOW + timedelta(hours=3)
    agent.settle()
    assert len(state.tiers.cold) > 0


def test_what_ended_while_the_agent_was_off_is_not_served_by_its_start(start: Start, clock: SetClock) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey([sign_line(hub.serve(mandate("brief", "brief.example", expires_at=NOW + timedelta(hours=1))), HUB)])
    agent.obey([sign_line(hub.serve(mandate("long", "long.example")), HUB)])
    assert set(names_of(state)[0]) == {"brief.example", "long.example"}
    clock.at = NOW + timedelta(hours=2)
    _, again = start()
    assert set(names_of(again)[0]) == {"long.example"}
    clock.at = NOW  # a clock that is set back brings nothing back
    _, later = start()
    assert set(names_of(later)[0]) == {"long.example"}


def test_lines_that_do_not_hold_are_counted_and_the_rest_is_obeyed(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    good = sign_line(hub.serve(mandate("one", "one.example")), HUB)
    after = sign_line(hub.serve(mandate("two", "two.example")), HUB)
    assert agent.obey(["nonsense", good, good, after]) == 2
    assert agent.rejected == 2
    assert set(names_of(state)[0]) == {"one.example", "two.example"}


def test_an_order_that_nobody_looked_at_again_is_suspended_here_too_until_somebody_signs_that_they_did(
    start: Start, clock: SetClock
) -> None:
    hub, (agent, state) = Hub(), start()
    long = mandate("long", "long.example", expires_at=NOW + timedelta(days=30), recheck_days=7)
    agent.obey([sign_line(hub.serve(long), HUB)])
    clock.at = NOW + timedelta(days=6)
    agent.end_terms()
    assert set(state.tiers.names()) == {"long.example"}
    clock.at = NOW + timedelta(days=7)
    _, again = start()  # also where the agent was off at that moment
    assert set(again.tiers.names()) == set()
    agent, state = start()
    agent.obey([sign_line(hub.say("resume", "long"), HUB)])
    assert set(state.tiers.names()) == set()  # the hub alone cannot prolong it
    recheck = Recheck("long", clock.at)
    for seed, served in ((STRANGER, set()), (FIRST, {"long.example"})):
        signature = sign_recheck(recheck, seed)
        item = hub.say("recheck", "long") | {
            "looked_at": recheck.looked_at.isoformat(),
            "public_key": signature.public_key.hex(),
            "signature": signature.signature.hex(),
        }
        agent.obey([sign_line(item, HUB)])
        assert set(state.tiers.names()) == served
    clock.at = NOW + timedelta(days=14)
    _, later = start()
    assert set(later.tiers.names()) == set()


def test_the_file_of_reasons_says_which_order_refuses_a_name_and_when_none_does(start: Start, tmp_path: Path) -> None:
    hub, (agent, state) = Hub(), start()
    path = tmp_path / "reasons.tsv"
    agent._reasons = ReasonFile(path, state)
    agent.obey([sign_line(hub.serve(mandate("one", "forum.example", subdomains=False)), HUB)])
    agent.obey([sign_line(hub.serve(mandate("two", "other.example")), HUB)])
    agent.obey([sign_line(hub.say("end", "one"), HUB)])
    assert path.read_text() == "forum.example\t=\tone\nother.example\t*\ttwo\nforum.example\t=\t\n"
    ReasonFile(path, start()[1])
    assert path.read_text() == "other.example\t*\ttwo\n"
