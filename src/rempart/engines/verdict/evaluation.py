"""How good the verdict is on labelled pairs: by group, with the confusions, and how honest its probabilities are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rempart.engines.verdict.judge import VerdictKind

BINS = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled pair with what was judged."""

    a: str
    b: str
    same: bool
    group: str
    verdict: VerdictKind
    probability: float

    @property
    def is_confusion(self) -> bool:
        """Whether the verdict says the opposite of the label; "unclear" is none."""
        return self.verdict is (VerdictKind.DIFFERENT if self.same else VerdictKind.SAME)


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Figures of one group of pairs; None where a figure cannot be had (no pair of one of the two sorts).

    `auc` of the probability; `precision` and `recall` of the verdict "same"; `false_same` counts pairs wrongly
    called the same; `unclear` counts pairs left open.
    """

    pairs: int
    auc: float | None
    precision: float | None
    recall: float | None
    false_same: int
    unclear: int


def figures_by_group(outcomes: Sequence[Outcome]) -> dict[str, GroupFigures]:
    """Figures of each group in alphabetical order, and of ``all``.

    A group with pairs of one sort only is ranked against all pairs of the other sort.
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.group, []).append(outcome)
    found = {name: _figures(rows, outcomes) for name, rows in sorted(groups.items())}
    return {**found, "all": _figures(outcomes, outcomes)}


def _figures(rows: Sequence[Outcome], everything: Sequence[Outcome]) -> GroupFigures:
    called = [row for row in rows if row.verdict is VerdictKind.SAME]
    right = sum(row.same for row in called)
    wanted = sum(row.same for row in rows)
    positives = [row.probability for row in rows if row.same] or [r.probability for r in everything if r.same]
    negatives = [row.probability for row in rows if not row.same] or [r.probability for r in everything if not r.same]
    return GroupFigures(
        pairs=len(rows),
        auc=area_under_curve(positives, negatives),
        precision=round(right / len(called), 4) if called else None,
        recall=round(right / wanted, 4) if wanted else None,
        false_same=len(called) - right,
        unclear=sum(row.verdict is VerdictKind.UNCLEAR for row in rows),
    )


def area_under_curve(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """How often a positive is ranked above a negative, ties half; None without one of the two."""
    if not positives or not negatives:
        return None
    below = np.sort(np.array(negatives))
    wins = np.searchsorted(below, positives, side="left") + np.searchsorted(below, positives, side="right")
    return round(float(wins.sum()) / 2 / len(positives) / len(negatives), 4)


def calibration_error(outcomes: Iterable[Outcome]) -> float:
    """Expected calibration error over ten equal bins of the probability, 0 to 1."""
    rows = list(outcomes)
    if not rows:
        return 0.0
    probabilities = np.array([row.probability for row in rows])
    truths = np.array([row.same for row in rows], float)
    places = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    error = 0.0
    for place in range(BINS):
        inside = places == place
        if inside.any():
            error += inside.sum() / len(rows) * abs(probabilities[inside].mean() - truths[inside].mean())
    return round(float(error), 4)
