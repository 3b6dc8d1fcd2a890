import pytest

from rempart.engines.verdict.evaluation import (
    Outcome,
    Ranking,
    area_under_curve,
    calibration_error,
    figures_by_group,
    ranking_of,
)
from rempart.engines.verdict.judge import VerdictKind

SAME, DIFFERENT, UNCLEAR = VerdictKind.SAME, VerdictKind.DIFFERENT, VerdictKind.UNCLEAR


def outcome(same: bool, verdict: VerdictKind, probability: float, group: str = "g") -> Outcome:
    return Outcome("a", "b", same, group, verdict, probability)


def test_the_area_is_one_when_every_same_pair_ranks_above_every_other() -> None:
    assert area_under_curve([0.9, 0.8], [0.1, 0.2]) == 1.0


def test_ties_count_half() -> None:
    assert area_under_curve([0.5], [0.5]) == 0.5


def test_without_one_sort_of_pair_there_is_no_area() -> None:
    assert area_under_curve([], [0.5]) is None


def test_figures_count_what_was_called_the_same() -> None:
    rows = [
        outcome(True, SAME, 0.99),
        outcome(True, UNCLEAR, 0.4),
        outcome(False, SAME, 0.95),
        outcome(False, DIFFERENT, 0.1),
    ]

    figures = figures_by_group(rows)["g"]

    assert (figures.precision, figures.recall, figures.false_same, figures.unclear) == (0.5, 0.5, 1, 1)


def test_a_group_without_same_pairs_is_ranked_against_those_of_the_others() -> None:
    rows = [outcome(True, SAME, 0.99, "mirror"), outcome(False, DIFFERENT, 0.01, "template")]

    assert figures_by_group(rows)["template"].auc == 1.0
    assert figures_by_group(rows)["template"].recall is None


def test_what_cannot_be_had_is_said_in_words() -> None:
    alone = figures_by_group([outcome(True, SAME, 0.99)])["g"]
    assert (alone.auc, alone.recall) == (None, 1.0)
    assert alone.note == "No pair here is of two sites. Nor in any other group, so there is no AUC."
    both = figures_by_group([outcome(True, SAME, 0.99), outcome(False, UNCLEAR, 0.2)])["g"]
    assert both.note == ""


def test_a_group_that_is_called_all_keeps_its_figures() -> None:
    rows = [outcome(True, SAME, 0.99, "all"), outcome(False, DIFFERENT, 0.01, "template")]

    assert {name: group.pairs for name, group in figures_by_group(rows).items()} == {
        "all": 1, "template": 1, "all groups": 2,
    }  # fmt: skip


def test_without_a_pair_there_is_no_calibration_error() -> None:
    assert calibration_error([]) is None


def test_honest_probabilities_have_no_calibration_error() -> None:
    rows = [outcome(number < 3, UNCLEAR, 0.3) for number in range(10)]

    assert calibration_error(rows) == pytest.approx(0.0, abs=1e-6)
    assert calibration_error([outcome(True, UNCLEAR, 0.3)]) == pytest.approx(0.7)


def test_probabilities_are_weighed_as_if_as_many_pairs_were_of_one_site_as_was_expected() -> None:
    """Honest where one of five is of one site, and asked of as many pairs of either sort."""
    expected = [outcome(number < 2, UNCLEAR, 0.2) for number in range(10)]
    halved = [*(outcome(True, UNCLEAR, 0.2) for _ in range(8)), *(outcome(False, UNCLEAR, 0.2) for _ in range(8))]

    assert calibration_error(halved) == pytest.approx(0.3)
    assert calibration_error(halved, 0.2) == calibration_error(expected, 0.2) == pytest.approx(0.0, abs=1e-6)
    assert calibration_error(halved, 0.5) == pytest.approx(0.3)


def test_pairs_of_one_sort_cannot_be_weighed_as_if_there_were_others() -> None:
    for same in (True, False):
        assert calibration_error([outcome(same, UNCLEAR, 0.3)], 0.2) is None
    assert calibration_error([], 0.2) is None


def test_ranked_by_probability_the_word_does_not_matter() -> None:
    rows = [*(outcome(True, UNCLEAR, 0.9) for _ in range(99)), outcome(False, UNCLEAR, 0.8), outcome(True, SAME, 0.7)]

    assert ranking_of(rows) == Ranking(0.9901, 0.7, 1.0)
    assert ranking_of(rows, 0.995) == Ranking(1.0, 0.9, 0.99)


def test_pairs_of_one_probability_are_ranked_together() -> None:
    rows = [outcome(True, SAME, 0.9), outcome(False, SAME, 0.9), outcome(True, UNCLEAR, 0.5)]

    assert ranking_of(rows) is None
    assert ranking_of(rows, 0.6) == Ranking(0.6667, 0.5, 1.0)


def test_without_a_pair_of_one_site_nothing_is_ranked() -> None:
    assert ranking_of([]) is None
    assert ranking_of([outcome(False, DIFFERENT, 0.1)]) is None
