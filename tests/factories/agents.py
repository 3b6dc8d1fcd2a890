"""An edge agent over a state on disk: nobody is told of a change and nothing is asked, unless a test says so."""

from typing import Any

from rempart.edge.agent import Agent
from rempart.edge.primary import Primary
from rempart.edge.state import EdgeState, StateFile
from rempart.kernel.clock import SystemClock
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import TRUST


def make_agent(state: EdgeState, file: StateFile, **other: Any) -> Agent:
    """The agent of `resolver-1`; `other` names what differs from the usual."""
    usual: dict[str, Any] = {
        "subscriber": "resolver-1",
        "trust": TRUST,
        "primary": Primary(Endpoint("127.0.0.1", 1), state.tiers.zones, []),
        "resolver": None,
        "key": bytes(32),
        "clock": SystemClock(),
    }
    return Agent(state=state, file=file, **(usual | other))
