"""Tests of one group run in one process: each would start what they share, and some cannot run side by side."""

import pytest


@pytest.mark.xdist_group("alone")
@pytest.mark.parametrize("place", ["with", "params"])
def test_a_test_carries_the_group_by_which_it_is_handed_out(request: pytest.FixtureRequest, place: str) -> None:
    grouped = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith(f"[{place}]{'@alone' if grouped else ''}")
