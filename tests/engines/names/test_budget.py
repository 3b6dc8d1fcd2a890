from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.names.budget import LOWEST, Budget, Experience, clear_within, plan_budget, recall_at
from rempart.engines.names.costs import AlertCurve, _one_step, _typed, alert_curve
from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.likeness import CLEAR
from rempart.engines.names.model import load_model

RECALL = ((0.01, 0.9), (0.5, 0.8), (0.99, 0.5), (1.0, 0.0))
RARE = AlertCurve((0.99, 0.5), (0.001, 0.01))
COMMON = AlertCurve((0.99, 0.9, 0.3), (1.0, 20.0, 400.0))


def _plan(curves: dict[str, AlertCurve], sightings: float, experience: dict[str, Experience] | None = None) -> Budget:
    return plan_budget(curves, names_per_day=200_000, sightings_per_day=sightings, recall=RECALL, experience=experience)


def test_a_larger_budget_never_raises_a_threshold() -> None:
    curves = {"rare": RARE, "common": COMMON}
    plans = [_plan(curves, sightings) for sightings in (0, 1, 5, 50, 500, 5000)]
    for small, large in pairwise(plans):
        assert all(large.thresholds[site] <= small.thresholds[site] for site in curves)
        assert large.recall >= small.recall


@given(st.floats(0, 3000), st.integers(1, 5))
def test_what_is_expected_stays_within_the_budget(sightings: float, sites: int) -> None:
    plan = _plan({f"site {at}": COMMON for at in range(sites)}, sightings)
    assert plan.sightings_per_day <= sightings
    assert plan.recall <= plan.recall_at_most


def test_a_site_of_common_words_does_not_eat_the_share_of_the_others() -> None:
    curves = {f"rare {at}": RARE for at in range(20)} | {"common": COMMON}
    plan = _plan(curves, 30)
    assert plan.thresholds["common"] > 0.9 > plan.thresholds["rare 0"]
    assert plan.by_site["common"] <= 6


def test_no_budget_watches_nothing_and_says_what_it_costs() -> None:
    plan = _plan({"common": COMMON}, 0)
    assert plan.sightings_per_day == 0.0
    assert plan.thresholds["common"] > 0.99
    assert plan.recall < 0.5 < plan.recall_at_most


def test_no_site_is_no_error() -> None:
    assert _plan({}, 5).thresholds == {}


def test_experience_bends_the_curve() -> None:
    quiet = {"common": Experience(days=60, scores=(0.95,), since=0.5)}
    noisy = {"common": Experience(days=60, scores=(0.95,) * 6000, since=0.5)}
    plain, lower, higher = (_plan({"common": COMMON}, 30, experience=known) for known in (None, quiet, noisy))
    assert lower.thresholds["common"] < plain.thresholds["common"] < higher.thresholds["common"]


@given(st.integers(0, 10_000), st.floats(0, 1e9), st.floats(0, 1e5))
def test_chance_makes_no_more_clear_likenesses_than_the_budget_has_room_for(
    sites: int, names: float, per_day: float
) -> None:
    clear = clear_within(sites=sites, names_per_day=names, sightings_per_day=per_day)
    assert clear >= CLEAR
    assert sites * names * 10.0**-clear <= max(per_day, LOWEST) * 1.001


def test_recall_lies_on_a_line_between_the_points() -> None:
    assert recall_at(0.0, RECALL) == 0.9
    assert recall_at(0.255, RECALL) == pytest.approx(0.85)
    assert recall_at(1.0, RECALL) == 0.0
    assert recall_at(0.5, ()) == 0.0


def test_the_models_own_recall_falls_with_the_threshold() -> None:
    recall = load_model().recall
    assert [at for at, _ in recall] == sorted(at for at, _ in recall)
    assert [share for _, share in recall] == sorted((share for _, share in recall), reverse=True)
    assert recall[0][0] <= LOWEST
    assert 0.5 < recall_at(0.5, recall) < 1.0


def test_a_common_word_is_dearer_than_a_made_up_one() -> None:
    model = load_model()
    dear, cheap = (
        alert_curve(open_dossier("forum", (name,)), model) for name in ("online.example", "qovarrimbel.example")
    )
    assert dear.at(0.01) > 100 * cheap.at(0.01)
    assert dear.at(0.01) >= dear.at(0.5) >= dear.at(0.99)


def test_one_letter_costs_alerts() -> None:
    assert alert_curve(open_dossier("x", ("x.example",)), load_model()).at(0.0) > 1


def test_the_typing_steps_of_a_stem_are_counted_as_one_by_one() -> None:
    background = load_model().background
    steps = _one_step("salon")
    assert {"saon", "salons", "salom", "slaon"} <= {*steps}
    assert "salon" not in steps
    each = sum(10.0 ** -background.decades(f".{step}.") for step in steps)
    assert _typed("salon", background) == pytest.approx(each)
