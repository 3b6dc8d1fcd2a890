"""The operator of a resolver, by shell alone: the printed recipe, the edge agent, a vantage point that proves it."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.edge.test_agent import ZONES
from tests.fakes.signing import name_of
from tests.fakes.whole import Whole


def print_recipe(agent_port: int) -> str:
    zones = [word for zone in ZONES for word in ("--zone", zone)]
    command = [str(Path(sys.executable).with_name("rempart")), "lists", "recipe", "unbound"]
    command += ["--primary", f"127.0.0.1@{agent_port}", *zones]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def wait_for(what: str, holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, f"{what}: not within 30 s"
        time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.xdist_group("interrupted")
def test_recipe_agent_and_vantage_point_together_prove_a_block_and_its_lift() -> None:
    whole, name = Whole(1), name_of(0)
    whole.edge.recipe = print_recipe(whole.agent_port)

    def looks() -> list[list[object]]:
        found: list[list[object]] = whole.tell("state")["looks"]
        return found

    with whole.running():
        whole.start("vantage")
        assert whole.edge.response_code(name) == "NOERROR"
        whole.tell("sign", 0)
        wait_for("refusal", lambda: whole.edge.response_code(name) == "NXDOMAIN")
        assert whole.edge.response_code("untouched.example") == "NOERROR"
        wait_for("look at the block", lambda: len(looks()) == 1)
        ((vantage, outcome, seconds),) = looks()
        assert (vantage, outcome) == ("paris", "effective")
        assert isinstance(seconds, float)
        assert [blocked for _, _, blocked, _ in whole.tell("state")["receipts"]] == [True]
        whole.tell("revoke", 0)
        wait_for("lift", lambda: whole.edge.response_code(name) == "NOERROR")
        wait_for("look at the lift", lambda: len(looks()) == 2)
        assert looks()[0][:2] == ["paris", "lifted"]
