"""Medians and percentiles for the public."""

from rempart.engines.statistics import Spread, spread


def test_the_middle_and_the_slow_end_are_nearest_ranks() -> None:
    assert spread(float(number) for number in range(1, 101)) == Spread(count=100, median_s=50.0, p99_s=99.0)


def test_too_few_durations_are_counted_but_not_published() -> None:
    assert spread([1.0, 2.0, 3.0, 4.0]) == Spread(count=4, median_s=None, p99_s=None)


def test_nothing_at_all_is_no_error() -> None:
    assert spread([]).count == 0
