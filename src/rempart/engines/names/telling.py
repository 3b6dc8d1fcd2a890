"""The third stage: the hits among the few pairs that the compiled passes kept, from what they measured of them.

In: log-odds, likeness and facts of each pair (`scoring.Scorer.measure`). Out: the hits that `screening.judge_places`
gives, without asking again what is known; the tests hold both together. Where sums in another order could come to
another side of what a hit needs, `judge_places` has the last word.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from rempart.engines.names.compiled.telling import (
    BROUGHT,
    DEPTH,
    EDITS,
    LIKENESS,
    PARTS,
    PIECES,
    SAME_LABEL,
    SAME_LETTERS,
    SHARED,
    STEM_COVERED,
    STEP,
)
from rempart.engines.names.contracts import Hit
from rempart.engines.names.dossiers import Dossier
from rempart.engines.names.evidence import Facts, SeriesStep, StemProfile, series_step
from rempart.engines.names.features import GROUPS
from rempart.engines.names.forms import LabelForm, label_form
from rempart.engines.names.model import probability_of
from rempart.engines.names.scoring import MARGIN, Measurements
from rempart.engines.names.screening import Judged, NameIndex, Place, hits_of

Measured = tuple[float, list[int], list[float]]
"""A row of `Measurements`."""

TOGETHER = 1_000  # rows of arrays that become lists at once
_LEAST = -700.0  # log-odds: less is as improbable
_TEN = math.log(10)
_STEPS = tuple(SeriesStep)


def sure_of(measurements: Measurements, index: NameIndex) -> Iterator[Measured | None]:
    """Each pair that was measured; None where the plain way has to say whether it is told."""
    log_odds, _, values = measurements
    near = np.abs(1.0 / (1.0 + np.exp(-np.maximum(log_odds, _LEAST))) - index.threshold) <= MARGIN
    near |= np.abs(values[:, LIKENESS] - index.clear) <= MARGIN
    near |= np.isinf(log_odds)
    for at in range(0, len(log_odds), TOGETHER):
        some = slice(at, at + TOGETHER)
        rows = zip(*(column[some].tolist() for column in measurements), strict=True)
        yield from (None if unsure else row for row, unsure in zip(rows, near[some].tolist(), strict=True))


def tell_measured(hostname: str, found: Sequence[tuple[Place, Measured]], index: NameIndex) -> tuple[Hit, ...]:
    """The hits for one hostname, from what was measured of each place."""
    candidates, names = index.candidates, hostname.split(".")
    labels = len(names) - found[0][1][1][DEPTH]
    suffix = ".".join(names[labels:])
    sites: dict[int, list[Judged]] = {}
    for (number, member), measured in found:
        watched = candidates.watched[member]
        dossier = candidates.dossiers[watched.site]
        if hostname not in dossier.domains:
            label = label_form(names[number], registrable=number == labels - 1)
            judged = _judged(label, suffix, watched.profile, dossier, measured, index.model.bias)
            sites.setdefault(watched.site, []).append(judged)
    return hits_of(hostname, ((candidates.dossiers[site], pairs) for site, pairs in sites.items()), index)


def _judged(
    label: LabelForm, suffix: str, profile: StemProfile, dossier: Dossier, measured: Measured, bias: float
) -> Judged:
    log_odds, found, values = measured
    stem, step = profile.stem, _STEPS[found[STEP]]
    ends = found[PIECES : PIECES + 2 * found[PARTS]]
    facts = Facts(
        label,
        suffix,
        stem,
        bool(found[SAME_LABEL]),
        bool(found[SAME_LETTERS]),
        found[EDITS],
        tuple([profile.dotted[at:end].strip(".") for at, end in zip(ends[::2], ends[1::2], strict=True)]),
        values[SHARED],
        profile.whole,
        values[STEM_COVERED],
        step,
        None if step is SeriesStep.NONE else series_step(label.plain, stem)[1],
        dossier.suffixes.get(suffix, 0),
    )
    decades = dict(zip(GROUPS, [part / _TEN for part in values[BROUGHT:]], strict=True))
    decades["history"] -= bias / _TEN  # what every pair starts from
    return Judged(facts, decades, probability_of(log_odds), values[LIKENESS])
