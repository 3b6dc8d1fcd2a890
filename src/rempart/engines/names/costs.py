"""What a watched site's names would cost in false alerts and in recall, told from the names alone, before any stream
is read.

In: a `Dossier` and the model. Out: an `AlertCurve`: how many of 100,000 ordinary names would reach each score. For
every stem it asks how often registered names read the same, lie one typing step away or contain it (`rarity`), and
what the score makes of such a name under the suffixes that people register most. A guess with the accuracy of the
background counts: good for "this stem costs a hundred alerts a day", not for the second digit. What is missed is
told by the forecast: how much of what the site may be called next stays below the threshold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rempart.engines.names.dossiers import Dossier, Stem
from rempart.engines.names.evidence import FEW_LETTERS, SMALLEST_PIECE, StemProfile, profile_stem, weigh
from rempart.engines.names.features import SHORTEST_TYPO
from rempart.engines.names.forms import label_form
from rempart.engines.names.model import Model
from rempart.engines.names.rarity import CONTEXT, Background, codes_of
from rempart.engines.names.successors import forecast_names
from rempart.engines.names.suffixes import NEWLY_REGISTERED, REGISTERED, share_of

PER_NAMES = 100_000
LIKELIEST = 100
_COMMON = {suffix: share_of(suffix) for suffix in sorted({*REGISTERED, *NEWLY_REGISTERED}) if share_of(suffix) >= 0.01}
_LETTERS = "abcdefghijkmnopqrstuvwxyz"  # l is folded into i
# "~" stands for any other suffix, which the site never used.
SUFFIXES = _COMMON | {"~": 1.0 - sum(_COMMON.values())}


@dataclass(frozen=True, slots=True)
class AlertCurve:
    """`alerts[i]` of 100,000 ordinary names reach the score `scores[i]`; scores descend, alerts grow."""

    scores: tuple[float, ...]
    alerts: tuple[float, ...]

    def at(self, threshold: float) -> float:
        """Alerts per 100,000 ordinary names at `threshold`."""
        found = 0.0
        for score, alerts in zip(self.scores, self.alerts, strict=True):
            if score < threshold:
                break
            found = alerts
        return found


@dataclass(frozen=True, slots=True)
class StemCost:
    """The alerts per 100,000 ordinary names that one stem would cost by itself at a threshold."""

    stem: Stem
    alerts: float


def alert_curve(dossier: Dossier, model: Model) -> AlertCurve:
    """The curve of all stems of a site together."""
    return _curve([point for stem in dossier.stems for point in _points(stem, dossier, model)])


def stem_costs(dossier: Dossier, model: Model, threshold: float | None = None) -> tuple[StemCost, ...]:
    """What each stem of a site would cost at `threshold` (the model's unless given), the dearest first.

    This is the answer to "which of these names is a common word, and what would watching it cost?".
    """
    limit = model.threshold if threshold is None else threshold
    costs = [StemCost(stem, _curve(list(_points(stem, dossier, model))).at(limit)) for stem in dossier.stems]
    return tuple(sorted(costs, key=lambda cost: (-cost.alerts, cost.stem.letters)))


def missed_share(dossier: Dossier, model: Model) -> float:
    """Which share of the site's likeliest next names, weighed by how likely they are, stays below the threshold."""
    profiles = [profile_stem(stem, model.background) for stem in dossier.stems]
    missed = total = 0.0
    likeliest = forecast_names(dossier, LIKELIEST)
    # A forecast name is a label under a suffix: no list of public suffixes need be read to part them.
    forms = [label_form(each.hostname.partition(".")[0]) for each in likeliest]
    rarity = model.background.label_decades(form.letters for form in forms)
    for each, form in zip(likeliest, forms, strict=True):
        suffix = each.hostname.partition(".")[2]
        weighed = (weigh(form, suffix, profile, dossier, rarity[form.letters]) for profile in profiles)
        verdicts = (model.judge(evidence, dossier) for evidence in weighed)
        total += each.probability
        missed += 0.0 if any(verdict.probability >= model.threshold for verdict in verdicts) else each.probability
    return missed / total if total else 0.0


def _curve(points: Sequence[tuple[float, float]]) -> AlertCurve:
    scores, alerts, total = [], [], 0.0
    for score, rate in sorted(points, reverse=True):
        total += rate * PER_NAMES
        scores.append(score)
        alerts.append(total)
    return AlertCurve(tuple(scores), tuple(alerts))


def _points(stem: Stem, dossier: Dossier, model: Model) -> Iterator[tuple[float, float]]:
    """(score, how many registered names there are of this kind per name) for every kind of chance likeness."""
    profile = profile_stem(stem, model.background)
    suffixes = SUFFIXES | {suffix: share_of(suffix) for suffix in dossier.suffixes}
    kinds = [(label_form(label), rate) for label, rate in _alike(profile, model.background)]
    rarity = model.background.label_decades(form.letters for form, _ in kinds)
    for form, rate in kinds:
        for suffix, share in suffixes.items():
            evidence = weigh(form, suffix, profile, dossier, rarity[form.letters])
            yield model.judge(evidence, dossier).probability, rate * share


def _alike(profile: StemProfile, background: Background) -> Iterator[tuple[str, float]]:
    """Labels that stand for a kind of chance likeness, each with the kind's expected occurrences per name."""
    letters = profile.stem.letters
    whole = min(10.0**-profile.whole, 1.0)
    yield profile.stem.label, whole
    if len(letters) < FEW_LETTERS:
        return
    if len(letters) >= SHORTEST_TYPO:
        middle = len(letters) // 2
        yield f"{letters[:middle]}{letters[middle + 1 :]}", _typed(letters, background)
    if len(letters) >= SMALLEST_PIECE:
        inside = profile.decades(1, len(profile.dotted) - 1)
        yield f"{letters}qv", min(10.0**-inside, 1.0)


def _typed(letters: str, background: Background) -> float:
    """How many labels of ordinary names lie one typing step from `letters`, per name: each is counted by itself,
    because most steps lead to what nobody writes.
    """
    _, expected = typing_steps(letters, background)
    return float(min(expected.sum(), 1.0))


def typing_steps(letters: str, background: Background) -> tuple[list[str], NDArray[np.float64]]:
    """Every word one typing step from `letters` (two or more), and how often each is expected per ordinary name."""
    steps = _one_step(letters)
    codes = codes_of("".join(f".{step}." for step in steps) + "." * CONTEXT)
    starts = background.start_decades(codes)
    summed = np.concatenate([np.zeros(CONTEXT + 1), np.cumsum(background.step_decades(codes))])
    sizes = np.array([len(step) + 2 for step in steps])
    ends = np.cumsum(sizes)
    begins = ends - sizes
    decades = starts[begins] + summed[ends] - summed[begins + CONTEXT]
    return steps, 10.0**-decades


def _one_step(letters: str) -> list[str]:
    """Every word one letter more, less or different from `letters`, or with two neighbours exchanged; in order."""
    found = {letters[:at] + letters[at + 1 :] for at in range(len(letters))}
    found |= {f"{letters[:at]}{new}{letters[at:]}" for at in range(len(letters) + 1) for new in _LETTERS}
    found |= {f"{letters[:at]}{new}{letters[at + 1 :]}" for at in range(len(letters)) for new in _LETTERS}
    found |= {f"{letters[:at]}{letters[at : at + 2][::-1]}{letters[at + 2 :]}" for at in range(len(letters) - 1)}
    return sorted(found - {letters})
