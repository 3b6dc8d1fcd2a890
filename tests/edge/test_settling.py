"""The hot zone stays small without a name ever being in neither zone, and terms end also at the start."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rempart.edge.agent import Agent
from rempart.edge.deltas import sign_line
from rempart.edge.primary import Primary
from rempart.edge.state import EdgeState, StateFile, load_state
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import HUB, NOW, TRUST, Hub, mandate

HOT, COLD = "hot.test", "cold.test"
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
        state = load_state(path, HOT, COLD)
        files.append(StateFile(path))
        agent = Agent(
            subscriber="resolver-1",
            trust=TRUST,
            state=state,
            file=files[-1],
            primary=Primary(Endpoint("127.0.0.1", 1), state.zones, []),
            resolver=None,
            key=bytes(32),
            clock=clock,
            hot_limit=10,
        )
        return agent, state

    yield begin
    for file in files:
        file.close()


def names_of(state: EdgeState) -> tuple[set[str], set[str]]:
    return set(state.hot.names), set(state.cold.names)


def test_the_older_half_moves_to_the_cold_zone_without_a_gap(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    assert agent.obey(sign_line(hub.serve(mandate(name, name)), HUB) for name in NAMES) == 12
    assert names_of(state) == (set(NAMES), set())
    agent.settle()
    assert names_of(state) == (set(NAMES), set(NAMES[:6]))
    agent.settle()
    assert names_of(state) == (set(NAMES[6:]), set(NAMES[:6]))
    agent.settle()
    assert names_of(state) == (set(NAMES[6:]), set(NAMES[:6]))
    _, again = start()
    assert names_of(again) == names_of(state)
    assert again.cold.changes_since(1) is not None


@pytest.mark.parametrize("settled", [0, 1, 2])
def test_an_order_that_ends_leaves_every_zone_that_has_its_name(start: Start, settled: int) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey(sign_line(hub.serve(mandate(name, name)), HUB) for name in NAMES)
    for _ in range(settled):
        agent.settle()
    agent.obey([sign_line(hub.say("end", NAMES[0]), HUB), sign_line(hub.say("end", NAMES[11]), HUB)])
    hot, cold = names_of(state)
    assert hot | cold == set(NAMES[1:11])


def test_a_name_in_the_cold_zone_is_changed_where_it_is(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey(sign_line(hub.serve(mandate(name, name)), HUB) for name in NAMES)
    agent.settle()
    agent.settle()
    agent.obey([sign_line(hub.serve(mandate("narrow", NAMES[0], subdomains=False, answer="nodata")), HUB)])
    agent.obey([sign_line(hub.say("end", NAMES[0]), HUB)])
    assert NAMES[0] not in state.hot
    entry = state.wanted(state.cold.names[state.cold.names.index(NAMES[0])])
    assert entry is not None
    assert not entry.subdomains
    assert state.cold.holds(entry)


def test_what_ended_while_the_agent_was_off_is_not_served_by_its_start(start: Start, clock: SetClock) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey([sign_line(hub.serve(mandate("brief", "brief.example", expires_at=NOW + timedelta(hours=1))), HUB)])
    agent.obey([sign_line(hub.serve(mandate("long", "long.example")), HUB)])
    assert names_of(state)[0] == {"brief.example", "long.example"}
    clock.at = NOW + timedelta(hours=2)
    _, again = start()
    assert names_of(again)[0] == {"long.example"}
    clock.at = NOW  # a clock that is set back brings nothing back
    _, later = start()
    assert names_of(later)[0] == {"long.example"}


def test_lines_that_do_not_hold_are_counted_and_the_rest_is_obeyed(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    good = sign_line(hub.serve(mandate("one", "one.example")), HUB)
    after = sign_line(hub.serve(mandate("two", "two.example")), HUB)
    assert agent.obey(["nonsense", good, good, after]) == 2
    assert agent.rejected == 2
    assert names_of(state)[0] == {"one.example", "two.example"}
