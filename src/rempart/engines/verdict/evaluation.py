"""How good the verdict is on labelled pairs: by group, with the confusions, and how honest its probabilities are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rempart.engines.verdict.judge import VerdictKind

BINS = 10
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled pair with what was judged. Without a group it counts in the figures of all pairs alone."""

    a: str
    b: str
    same: bool
    group: str | None
    verdict: VerdictKind
    probability: float

    @property
    def is_confusion(self) -> bool:
        """Whether the verdict says the opposite of the label; "unclear" is none."""
        return self.verdict is (VerdictKind.DIFFERENT if self.same else VerdictKind.SAME)


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Figures of one group of pairs; None where a figure cannot be had, and `note` says why.

    `auc` of the probability; `precision` and `recall` of the verdict "same"; `false_same` counts pairs wrongly
    called the same; `unclear` counts pairs left open.
    """

    pairs: int
    auc: float | None
    precision: float | None
    recall: float | None
    false_same: int
    unclear: int
    note: str = ""


def figures_by_group(outcomes: Sequence[Outcome]) -> dict[str, GroupFigures]:
    """Figures of each group in alphabetical order and, last, of all pairs: `EVERY`, or where a group bears that name
    the first of "all groups", "all groups groups" … that none bears.

    A group with pairs of one sort only is ranked against all pairs of the other sort.
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.group is not None:
            groups.setdefault(outcome.group, []).append(outcome)
    found = {name: _figures(rows, outcomes) for name, rows in sorted(groups.items())}
    every = EVERY
    while every in groups:
        every += " groups"
    return {**found, every: _figures(outcomes, outcomes)}


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the probability alone tells, whatever the word for it: of pairs at `least` and above, `precision` are of one
    site, and these are `recall` of all that are; 0 to 1 each."""

    precision: float
    least: float
    recall: float


def ranking_of(outcomes: Sequence[Outcome], precision: float = 0.99) -> Ranking | None:
    """The lowest probability down to which `precision` holds; None where it holds nowhere, as where no pair is of one
    site."""
    if not outcomes:
        return None
    rows = sorted(outcomes, key=lambda row: -row.probability)
    probabilities = np.array([row.probability for row in rows])
    right = np.cumsum([row.same for row in rows])
    shares = right / np.arange(1, len(rows) + 1)
    last = np.append(probabilities[1:] < probabilities[:-1], True)  # pairs of one probability are taken together
    (places,) = np.nonzero(last & (shares >= precision) & (right > 0))
    if not len(places):
        return None
    place = places[-1]
    return Ranking(
        round(float(shares[place]), 4), float(probabilities[place]), round(float(right[place] / right[-1]), 4)
    )


def _figures(rows: Sequence[Outcome], everything: Sequence[Outcome]) -> GroupFigures:
    called = [row for row in rows if row.verdict is VerdictKind.SAME]
    right = sum(row.same for row in called)
    wanted = sum(row.same for row in rows)
    positives = [row.probability for row in rows if row.same] or [r.probability for r in everything if r.same]
    negatives = [row.probability for row in rows if not row.same] or [r.probability for r in everything if not r.same]
    ranked = bool(positives and negatives)
    return GroupFigures(
        pairs=len(rows),
        auc=area_under_curve(positives, negatives),
        precision=round(right / len(called), 4) if called else None,
        recall=round(right / wanted, 4) if wanted else None,
        false_same=len(called) - right,
        unclear=sum(row.verdict is VerdictKind.UNCLEAR for row in rows),
        note=" ".join(_notes(len(rows), wanted, len(called), ranked=ranked)),
    )


def _notes(pairs: int, same: int, called: int, *, ranked: bool) -> Iterator[str]:
    """Why a figure is missing, and what the AUC was measured against."""
    if not pairs:
        yield "No pair was judged."
        return
    if same == 0:
        yield "No pair here is of one site, so there is no recall."
    if same == pairs:
        yield "No pair here is of two sites."
    if same in (0, pairs):
        yield "The AUC is against those of other groups." if ranked else "Nor in any other group, so there is no AUC."
    if called == 0:
        yield "None was called the same, so there is no precision."


def area_under_curve(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """How often a positive is ranked above a negative, ties half; None without one of the two."""
    if not positives or not negatives:
        return None
    below = np.sort(np.array(negatives))
    wins = np.searchsorted(below, positives, side="left") + np.searchsorted(below, positives, side="right")
    return round(float(wins.sum()) / 2 / len(positives) / len(negatives), 4)


def calibration_error(outcomes: Iterable[Outcome], share: float | None = None) -> float | None:
    """Expected calibration error over ten equal bins of the probability, 0 to 1; None without a pair.

    A probability holds where as many pairs are of one site as were expected beforehand. With `share`, 0 < share < 1,
    the pairs are weighed as if so many were; None then if all are of one sort.
    """
    rows = list(outcomes)
    truths = np.array([row.same for row in rows], float)
    found = truths.mean() if rows else 0.0
    if not rows or (share is not None and found in (0.0, 1.0)):
        return None
    weights = np.ones(len(rows)) if share is None else np.where(truths, share / found, (1 - share) / (1 - found))
    probabilities = np.array([row.probability for row in rows])
    places = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    apart = np.bincount(places, weights * (probabilities - truths), minlength=BINS)
    return round(float(np.abs(apart).sum() / weights.sum()), 4)
