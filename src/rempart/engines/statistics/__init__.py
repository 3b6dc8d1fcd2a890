"""Counts for the public, in which small numbers do not give a person or a case away.

In: counts by kind. Out: the same counts with small ones kept back, so that none of those can be computed.
Never: a name, a case, a decision.
"""

from rempart.engines.statistics.durations import Spread, spread
from rempart.engines.statistics.oversight import ACTS, YearFigures, change, count_years
from rempart.engines.statistics.release import THRESHOLD, Figure, release, release_samples, total

__all__ = [
    "ACTS",
    "THRESHOLD",
    "Figure",
    "Spread",
    "YearFigures",
    "change",
    "count_years",
    "release",
    "release_samples",
    "spread",
    "total",
]
