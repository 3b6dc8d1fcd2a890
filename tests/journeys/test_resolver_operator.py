"""The operator of a resolver, by shell alone: the printed recipe, the edge agent, a vantage point that proves it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.edge.test_agent import ZONES
from tests.fakes.signing import name_of
from tests.fakes.whole import Whole
from tests.waiting import await_that


def print_recipe(agent_port: int) -> str:
    zones = [word for zone in ZONES for word in ("--zone", zone)]
    command = [str(Path(sys.executable).with_name("rempart")), "lists", "recipe", "unbound"]
    command += ["--primary", f"127.0.0.1@{agent_port}", *zones]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


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
        await_that(lambda: whole.edge.response_code(name) == "NXDOMAIN", "refusal")
        assert whole.edge.response_code("untouched.example") == "NOERROR"
        await_that(lambda: len(looks()) == 1, "look at the block")
        ((vantage, outcome, seconds),) = looks()
        assert (vantage, outcome) == ("paris", "effective")
        assert isinstance(seconds, float)
        await_that(lambda: whole.tell("state")["receipts"], "receipt")
        assert [blocked for _, _, blocked, _ in whole.tell("state")["receipts"]] == [True]
        whole.tell("revoke", 0)
        await_that(lambda: whole.edge.response_code(name) == "NOERROR", "lift")
        await_that(lambda: len(looks()) == 2, "look at the lift")
        assert looks()[0][:2] == ["paris", "lifted"]
