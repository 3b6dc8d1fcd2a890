"""Counts for the public, in which small numbers do not give a person or a case away.

In: counts by kind. Out: the same counts with small ones suppressed, so that no suppressed one can be computed back.
Never: a name, a case, a decision.
"""

from rempart.engines.statistics.durations import Spread, spread
from rempart.engines.statistics.suppression import THRESHOLD, Figure, suppress

__all__ = ["THRESHOLD", "Figure", "Spread", "spread", "suppress"]
