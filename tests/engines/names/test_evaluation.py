import pytest

from rempart.engines.names import evaluation
from rempart.engines.names.candidates import is_candidate
from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.evaluation import (
    Succession,
    background_scores,
    domains_by_site,
    evaluate,
    event_scores,
    latest_dossiers,
    threshold_within,
)
from rempart.engines.names.evidence import profile_stem
from rempart.engines.names.forms import label_form
from rempart.engines.names.model import load_model
from rempart.engines.names.watched import build_candidates

MOVES = [
    Succession("salon", "2030-01-01", "qovarrim9.test", ("qovarrim7.test", "qovarrim8.test")),
    Succession("salon", "2030-02-01", "qovarrim10.test", ("qovarrim7.test", "qovarrim8.test", "qovarrim9.test")),
    Succession("forum", "2030-01-05", "zeltapirun.club", ("zeltapirunclub.test",)),
]


def test_each_move_is_judged_by_the_former_names_of_its_own_row() -> None:
    late = Succession("salon", "2030-03-01", "qovarrim9.test", ("another.test", "qovarrim8.test"))
    early = Succession("salon", "2030-03-01", "qovarrim9.test", ("another.test",))
    found, lost = event_scores([late, early], load_model())
    assert found > 0.9
    assert lost == 0.0


def test_a_real_successor_in_the_background_is_no_false_alert() -> None:
    dossiers, model = latest_dossiers(MOVES), load_model()
    background = ["qovarrim10.test", "qovarrim11.test", "weather.test"]
    known = background_scores(background, dossiers, model, domains_by_site(MOVES))
    unknown = background_scores(background, dossiers, model, {})
    assert (len(known), len(unknown)) == (1, 2)


def test_alerts_stay_within_the_budget() -> None:
    background = [f"qovarrim{number}.test" for number in range(20, 60)] + [f"weather{at}.test" for at in range(1000)]
    result = evaluate(MOVES, background, model=load_model(), budget=0.0)
    assert result.score.alerts == 0.0
    assert result.baselines["same label without digits and hyphens"].alerts > 0


def test_the_simpler_rules_are_counted_on_some_of_a_large_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "RULES_NAMES", 50)
    background = [f"weather{at}.test" for at in range(199)] + ["qovarrim.example"]
    result = evaluate(MOVES, background, model=load_model())
    rule = result.baselines["same label without digits and hyphens"]
    assert (result.score.names, rule.names, rule.events) == (200, 50, 3)
    assert rule.alerts == 0.0  # the one that it would alert on is none of every fourth


def test_what_is_told_without_a_threshold_is_counted_beside() -> None:
    moves = [Succession("salon", "2030-01-01", "xqovarrimmbelta.de", ("qovarrimbelta.example",))]
    background = ["qovarrimbetla.online", *(f"weather{at}.test" for at in range(999))]
    result = evaluate(moves, background, model=load_model(), budget=0.0)
    assert (result.score.recall.micro, result.score.alerts) == (0.0, 0.0)
    assert result.told.recall.micro == 1.0
    assert result.told.alerts == pytest.approx(10_000)  # one of 1,000 names at one site


@pytest.mark.parametrize(("allowed", "over"), [(0, 0), (1, 1), (2, 2), (9, 4)])
def test_the_threshold_lets_no_more_through_than_is_allowed(allowed: float, over: int) -> None:
    scores = [0.9, 0.8, 0.8, 0.1]
    threshold = threshold_within(scores, allowed)
    assert sum(score >= threshold for score in scores) <= over


@pytest.mark.parametrize(
    ("former", "label"), [("zeltapirunclub.test", "zeltapirun"), ("zeltapirun.club", "zeltapirunclub")]
)
def test_a_suffix_read_along_with_the_label_passes_the_gate(former: str, label: str) -> None:
    background = load_model().background
    dossier = open_dossier("forum", (former,))
    profile = profile_stem(dossier.stems[0], background)
    assert is_candidate(label_form(label), profile)
    assert build_candidates([dossier], background).find(label_form(label)) == {0}


def test_a_label_that_goes_on_in_its_suffix_is_found() -> None:
    (score,) = event_scores([MOVES[2]], load_model())
    (other,) = event_scores([Succession("forum", "2030-01-05", "zeltapirun.men", MOVES[2].former)], load_model())
    assert score > 0.5
    assert score > other
