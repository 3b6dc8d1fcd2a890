"""Small numbers kept back: whoever compares two publications, or two figures of one, never computes a count of 1 to 4.

A figure is published at fixed moments only. What came since the last publication is added when it is 5 or more; less
waits for the next one. So the difference of any two publications of a figure is 0 or at least 5, and a total is the
sum of what is published, which says nothing of what waits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One published count: `value` of what is published; `waits` says that more happened than that."""

    value: int
    waits: bool = False

    @property
    def text(self) -> str:
        """How it is shown: the count, "≥ 12" where some waits, "< 5" where all of it does."""
        if not self.waits:
            return str(self.value)
        return f"≥ {self.value}" if self.value else f"< {THRESHOLD}"


def release(increments: Sequence[int]) -> Figure:
    """The figure after the last of several publications; `increments` are the counts between them, oldest first."""
    published = waiting = 0
    for count in increments:
        waiting += count
        if waiting >= THRESHOLD:
            published, waiting = published + waiting, 0
    return Figure(published, waits=waiting > 0)


def release_samples(batches: Iterable[Sequence[float]]) -> list[float]:
    """What is published after the last of several publications of durations, each counted as in `release`: the middle
    and the slow end of two publications never differ by the weight of 1 to 4 of them."""
    published: list[float] = []
    waiting: list[float] = []
    for batch in batches:
        waiting += batch
        if len(waiting) >= THRESHOLD:
            published, waiting = published + waiting, []
    return published


def total(figures: Iterable[Figure]) -> Figure:
    """The sum of what is published. Where nothing is but several figures wait, their sum may well be 5: it is said to
    be at least 1."""
    figures = tuple(figures)
    value, waiting = sum(figure.value for figure in figures), sum(figure.waits for figure in figures)
    return Figure(1 if value == 0 and waiting > 1 else value, waits=waiting > 0)
