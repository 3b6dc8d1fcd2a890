"""Small numbers stay hidden, also from whoever compares two publications."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.statistics import THRESHOLD, Figure, release, release_samples, total


@pytest.mark.parametrize(
    ("increments", "text"),
    [
        ([], "0"),
        ([0, 0], "0"),
        ([5], "5"),
        ([4], "< 5"),
        ([2, 2], "< 5"),
        ([2, 3], "5"),
        ([9, 3], "≥ 9"),
        ([9, 3, 2], "14"),
    ],
)
def test_a_count_is_published_once_five_or_more_came(increments: list[int], text: str) -> None:
    assert release(increments).text == text


@given(st.lists(st.integers(0, 9), max_size=8))
def test_two_publications_never_differ_by_a_small_number(increments: list[int]) -> None:
    published = [release(increments[:number]).value for number in range(len(increments) + 1)]
    differences = [after - before for before, after in pairwise(published)]
    assert all(difference == 0 or difference >= THRESHOLD for difference in differences)
    assert sum(increments) - THRESHOLD < published[-1] <= sum(increments)


@given(st.lists(st.lists(st.floats(0, 9), max_size=9), max_size=8))
def test_two_publications_of_durations_never_differ_by_a_few_of_them(batches: list[list[float]]) -> None:
    published = [release_samples(batches[:number]) for number in range(len(batches) + 1)]
    for before, after in pairwise(published):
        assert after[: len(before)] == before
        assert len(after) == len(before) or len(after) - len(before) >= THRESHOLD
    counts = release([len(batch) for batch in batches])
    assert len(published[-1]) == counts.value


@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=1, max_size=4))
def test_the_total_says_nothing_of_what_waits(series: list[list[int]]) -> None:
    figures = [release(increments) for increments in series]
    # Another world in which every waiting count is one more or less, and is still a waiting count.
    for position, figure in enumerate(figures):
        if figure.waits:
            assert total(figures) == total(
                [*figures[:position], Figure(figure.value, waits=True), *figures[position + 1 :]]
            )
    assert total(figures).value <= max(1, sum(map(sum, series)))


def test_a_total_of_waiting_counts_is_not_said_to_be_small() -> None:
    assert total([release([4]), release([4])]).text == "≥ 1"
    assert total([release([4]), release([0])]).text == "< 5"
    assert total([release([7]), release([4])]).text == "≥ 7"
