"""Small numbers stay hidden, also from whoever can subtract."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.statistics import THRESHOLD, suppress


def texts(**counts: int) -> tuple[dict[str, str], str]:
    figures, total = suppress(counts)
    return {kind: figure.text for kind, figure in figures.items()}, total.text


def test_zero_and_large_counts_are_published() -> None:
    assert texts(a=0, b=5, c=70) == ({"a": "0", "b": "5", "c": "70"}, "75")


def test_a_single_small_count_takes_the_next_larger_one_with_it() -> None:
    assert texts(a=2, b=9, c=70) == ({"a": "< 5", "b": "–", "c": "70"}, "81")


def test_two_small_counts_protect_each_other() -> None:
    assert texts(a=2, b=3, c=70) == ({"a": "< 5", "b": "< 5", "c": "70"}, "75")


def test_a_small_count_without_neighbours_hides_the_total() -> None:
    assert texts(a=2, b=0) == ({"a": "< 5", "b": "0"}, "< 5")


@pytest.mark.parametrize("counts", [{"a": 1, "b": 1}, {"a": 4, "b": 4}])
def test_small_counts_at_the_edge_of_their_range_do_not_give_each_other_away(counts: dict[str, int]) -> None:
    _, total = suppress(counts)
    assert total.value is None


@given(st.lists(st.integers(0, 8), min_size=1, max_size=4))
def test_no_hidden_count_can_be_computed_back(values: list[int]) -> None:
    counts = {str(number): value for number, value in enumerate(values)}
    figures, total = suppress(counts)
    hidden = [kind for kind, figure in figures.items() if figure.value is None]
    shown = sum(figure.value for figure in figures.values() if figure.value is not None)
    if total.value is None:
        return
    ranges = [range(1, THRESHOLD) if figures[kind].text == "< 5" else range(THRESHOLD, 40) for kind in hidden]
    solutions = [solution for solution in product(*ranges) if shown + sum(solution) == total.value]
    for position in range(len(hidden)):
        assert len({solution[position] for solution in solutions}) > 1
