"""An edge agent over a state on disk: nobody is told of a change and nothing is asked, unless a test says so."""

from typing import Any

import pytest

from rempart.edge import agent as agent_module
from rempart.edge import asking as asking_module
from rempart.edge.agent import Agent
from rempart.edge.agreed_clock import AgreedClock
from rempart.edge.primary import Primary
from rempart.edge.state import EdgeState, StateFile
from rempart.kernel.clock import Clock, SystemClock
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import TRUST
from tests.waiting import PATIENCE_S


def make_agent(
    state: EdgeState, file: StateFile, clock: Clock | None = None, *, follows: bool = False, **other: Any
) -> Agent:
    """The agent of `resolver-1` on a machine with this clock; `follows`: a hub may say another time. `other` names
    what differs from the usual."""
    usual: dict[str, Any] = {
        "subscriber": "resolver-1",
        "trust": TRUST,
        "primary": Primary(Endpoint("127.0.0.1", 1), state.tiers.zones, []),
        "resolver": None,
        "key": bytes(32),
        "clock": AgreedClock(clock or SystemClock(), follows=follows),
    }
    return Agent(state=state, file=file, **(usual | other))


def have_agents_wait(patch: pytest.MonkeyPatch) -> None:
    """On a busy machine too, a receipt says what came of it and not that the time for it was over."""
    patch.setattr(agent_module, "_WITNESS_S", PATIENCE_S)
    patch.setattr(asking_module, "_ANSWER_S", PATIENCE_S / 4)  # a datagram may be lost, and is sent again then
