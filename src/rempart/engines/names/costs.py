"""What a watched site's names would cost in false alerts, told from the names alone, before any stream is read.

In: a `Dossier` and the model. Out: an `AlertCurve`: how many of 100,000 ordinary names would reach each score. For
every stem it asks how often registered names read the same, lie one typing step away or contain it (`rarity`), and
what the score makes of such a name under the suffixes that people register most. A guess with the accuracy of the
background counts: good for "this stem costs a hundred alerts a day", not for the second digit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rempart.engines.names.dossiers import Dossier, Stem
from rempart.engines.names.evidence import FEW_LETTERS, SMALLEST_PIECE, StemProfile, profile_stem, weigh
from rempart.engines.names.features import SHORTEST_TYPO, TYPING_COST
from rempart.engines.names.forms import label_form
from rempart.engines.names.model import Model

PER_NAMES = 100_000
# Public suffixes with the share of newly registered names under them, rounded from registries' published totals;
# "~" stands for any other that the site never used.
REGISTERED = {
    "com": 0.45, "net": 0.04, "org": 0.03, "top": 0.05, "xyz": 0.05, "shop": 0.04, "online": 0.03, "info": 0.02,
    "store": 0.02, "site": 0.02, "de": 0.03, "ru": 0.02, "fr": 0.01, "~": 0.19,
}  # fmt: skip
RARE_SUFFIX = 0.002  # the share of a suffix that the site used and that is not listed above


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
    suffixes = REGISTERED | {suffix: REGISTERED.get(suffix, RARE_SUFFIX) for suffix in dossier.suffixes}
    for label, rate in _alike(profile):
        form = label_form(label)
        for suffix, share in suffixes.items():
            evidence = weigh(form, suffix, profile, dossier)
            yield model.judge(evidence, dossier).probability, rate * share


def _alike(profile: StemProfile) -> Iterator[tuple[str, float]]:
    """Labels that stand for a kind of chance likeness, each with the kind's expected occurrences per name."""
    letters = profile.stem.letters
    whole = min(10.0**-profile.whole, 1.0)
    yield profile.stem.label, whole
    if len(letters) < FEW_LETTERS:
        return
    if len(letters) >= SHORTEST_TYPO:
        middle = len(letters) // 2
        yield f"{letters[:middle]}{letters[middle + 1 :]}", min(whole * 10**TYPING_COST, 1.0)
    if len(letters) >= SMALLEST_PIECE:
        inside = profile.decades(1, len(profile.dotted) - 1)
        yield f"{letters}qv", min(10.0**-inside, 1.0)
