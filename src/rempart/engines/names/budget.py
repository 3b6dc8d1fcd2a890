"""The alert budget: from "we can look at N sightings a day" to a threshold for every site, and what recall it costs.

In: each site's `AlertCurve` (`costs`), the stream's volume, and, once there is experience, the scores of past
sightings. Out: a `Budget`. One threshold serves all sites, because the score is a probability and weighs rarity
already; a site whose names are common words gets a higher one, so that it cannot eat up the others' share.

    curves = {d.site: alert_curve(d, model) for d in dossiers}
    budget = plan_budget(curves, names_per_day=250_000, sightings_per_day=20, recall=model.recall)
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rempart.engines.names.costs import PER_NAMES, AlertCurve
from rempart.engines.names.likeness import CLEAR

SHARE_AT_MOST = 0.2  # of the budget for one site where there are many
CURVE_DAYS = 14.0  # experience counts as much as the curve after this many days
LOWEST = 0.01  # below this nothing is worth a look
_STEPS = 400


@dataclass(frozen=True, slots=True)
class Experience:
    """Scores of the sightings that a site had over `days` at the threshold `since`, reopenings that were confirmed
    left out.
    """

    days: float
    scores: tuple[float, ...]
    since: float


@dataclass(frozen=True, slots=True)
class Budget:
    """A threshold (0 to 1) for each site; `sightings_per_day` to expect in all, by site in `by_site`.

    `recall` is the share of reopenings that these thresholds let through, a mean over sites; `recall_at_most` that
    without any budget. What the score cannot see at all is missing from both.
    """

    thresholds: Mapping[str, float]
    by_site: Mapping[str, float]
    sightings_per_day: float
    recall: float
    recall_at_most: float


def plan_budget(
    curves: Mapping[str, AlertCurve],
    *,
    names_per_day: float,
    sightings_per_day: float,
    recall: Sequence[tuple[float, float]],
    experience: Mapping[str, Experience] | None = None,
) -> Budget:
    """The lowest thresholds whose expected sightings stay within `sightings_per_day`.

    `recall` gives (threshold, share of reopenings that reach it), thresholds ascending (`Model.recall`).
    """
    known = experience or {}
    lines = {site: _Line(curve, names_per_day / PER_NAMES, known.get(site)) for site, curve in curves.items()}
    most = max(SHARE_AT_MOST, 2.0 / max(len(lines), 1)) * sightings_per_day
    floors = {site: _lowest(line.within(most)) for site, line in lines.items()}

    def total(threshold: float) -> float:
        return sum(line.per_day(max(threshold, floors[site])) for site, line in lines.items())

    common = _lowest(lambda at: total(at) <= sightings_per_day)
    thresholds = {site: max(common, floor) for site, floor in floors.items()}
    by_site = {site: line.per_day(thresholds[site]) for site, line in lines.items()}
    reached = [recall_at(threshold, recall) for threshold in thresholds.values()]
    return Budget(
        thresholds=thresholds,
        by_site=by_site,
        sightings_per_day=sum(by_site.values()),
        recall=sum(reached) / max(len(reached), 1),
        recall_at_most=recall_at(LOWEST, recall),
    )


def clear_within(*, sites: int, names_per_day: float, sightings_per_day: float) -> float:
    """The decades of likeness from which names are told whatever their score, so that chance makes no more of them than
    the budget has room for. It makes far fewer: most stems are much rarer than the least that is asked of them.
    """
    return max(CLEAR, math.log10(max(sites * names_per_day, 1.0) / max(sightings_per_day, LOWEST)))


def recall_at(threshold: float, recall: Sequence[tuple[float, float]]) -> float:
    """The share of reopenings that reach `threshold`, between the points of `recall` on a straight line."""
    before: tuple[float, float] | None = None
    for at, share in recall:
        if at >= threshold:
            if before is None or at == before[0]:
                return share
            part = (threshold - before[0]) / (at - before[0])
            return before[1] + part * (share - before[1])
        before = at, share
    return before[1] if before else 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """Sightings a day of one site by threshold: the curve, bent by experience where there is some."""

    curve: AlertCurve
    volume: float
    experience: Experience | None = field(default=None)

    def within(self, sightings: float) -> Callable[[float], bool]:
        """Whether a threshold keeps the site to so many sightings a day."""
        return lambda threshold: self.per_day(threshold) <= sightings

    def per_day(self, threshold: float) -> float:
        expected = self.curve.at(threshold) * self.volume
        seen = self.experience
        if seen is None or seen.days <= 0:
            return expected
        # Below its old threshold a site showed nothing: there the curve tells how much more would come.
        counted = float(sum(score >= threshold for score in seen.scores))
        if threshold < seen.since:
            counted += max(expected - self.curve.at(seen.since) * self.volume, 0.0) * seen.days
        return (counted + CURVE_DAYS * expected) / (seen.days + CURVE_DAYS)


def _lowest(holds: Callable[[float], bool]) -> float:
    """The lowest threshold of a fine grid at which `holds`, which is true for all higher ones."""
    low, high = 0, _STEPS
    while low < high:
        middle = (low + high) // 2
        if holds(_threshold(middle)):
            high = middle
        else:
            low = middle + 1
    return _threshold(low)


def _threshold(step: int) -> float:
    """The grid: from LOWEST up, finer towards 1, where ordinary names end; the last step is out of reach."""
    if step >= _STEPS:
        return 1.0
    return 1.0 - (1.0 - LOWEST) * math.exp(-14.0 * step / _STEPS)
