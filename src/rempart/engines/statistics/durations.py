"""How long things took: the middle and the slow end."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from rempart.engines.statistics.release import THRESHOLD


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 99th percentile in seconds, of `count` durations; None where there are too few to publish."""

    count: int
    median_s: float | None
    p99_s: float | None


def spread(seconds: Iterable[float], threshold: int = THRESHOLD) -> Spread:
    """The nearest-rank median and 99th percentile; both None for fewer than `threshold` durations."""
    ordered = sorted(seconds)
    if len(ordered) < threshold:
        return Spread(count=len(ordered), median_s=None, p99_s=None)
    return Spread(count=len(ordered), median_s=_rank(ordered, 0.5), p99_s=_rank(ordered, 0.99))


def _rank(ordered: list[float], share: float) -> float:
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
