"""The trained score: weights of evidence that add up to the log-odds of being the site's next name.

In: `Evidence`. Out: `Verdict` with the probability and what each group of features contributed. The weights and
the background counts are data that ``make train-names`` writes (`scripts/train_names.py`); they hold letter-group
counts, public suffixes and generic affixes, and no registered name.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rempart.engines.names.dossiers import Dossier
from rempart.engines.names.evidence import Evidence
from rempart.engines.names.features import Priors, measure
from rempart.engines.names.rarity import Background
from rempart.engines.names.successors import load_habits

_DATA = "rempart.engines.names.data"
WEIGHTS_FILE = "weights.json"
BACKGROUND_FILE = "background.bin"
_TEN = math.log(10)
_IMPOSSIBLE, _CERTAIN = 1e-300, 1e-9  # beyond, a probability no longer says what log-odds it came from


@dataclass(frozen=True, slots=True)
class Verdict:
    """How probable it is that a label is the next name; `decades` is each group's log10 contribution."""

    probability: float
    decades: Mapping[str, float]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Model:
    """Trained data. `threshold` is the score from which a hostname counts as a hit unless the operator says
    otherwise; `bias` the log-odds before any evidence. `recall` gives (threshold, share of successors of sites apart
    from training that reach it, as a mean over sites), thresholds ascending.
    """

    version: int
    trained_until: str
    bias: float
    weights: Mapping[str, float]
    priors: Priors
    threshold: float
    background: Background
    recall: tuple[tuple[float, float], ...]

    def judge(self, evidence: Evidence, dossier: Dossier) -> Verdict:
        """The verdict on one pair."""
        total = self.bias
        weight = self.weights.get
        decades = {}
        for group, features in measure(evidence, dossier, self.priors).items():
            # Most features of most pairs are 0 and add nothing.
            part = sum([weight(name, 0.0) * value for name, value in features.items() if value])
            decades[group] = part / _TEN
            total += part
        return Verdict(probability_of(total), decades, evidence)


def probability_of(log_odds: float) -> float:
    """The logistic function, safe at both ends."""
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    grown = math.exp(max(log_odds, -700.0))
    return grown / (1.0 + grown)


def least_log_odds(probability: float) -> float:
    """Log-odds that whatever has at least this `probability` reaches, minus infinity for what everything has."""
    if probability <= _IMPOSSIBLE:
        return -math.inf
    at_most = 1.0 - _CERTAIN
    return math.log(min(probability, at_most)) - math.log1p(-min(probability, at_most))


def parse_model(weights: bytes, background: bytes) -> Model:
    """A model from the bytes of its two data files."""
    data = json.loads(weights)
    return Model(
        version=int(data["version"]),
        trained_until=str(data["trained_until"]),
        bias=float(data["bias"]),
        weights={str(name): float(value) for name, value in data["weights"].items()},
        priors=Priors(
            {str(name): float(value) for name, value in data["suffixes"].items()},
            frozenset(data["affixes"]),
            load_habits(),
        ),
        threshold=float(data["threshold"]),
        background=Background.from_bytes(background),
        recall=tuple((float(at), float(share)) for at, share in data["recall"]),
    )


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model shipped with the package."""
    data = files(_DATA)
    return parse_model(data.joinpath(WEIGHTS_FILE).read_bytes(), data.joinpath(BACKGROUND_FILE).read_bytes())
