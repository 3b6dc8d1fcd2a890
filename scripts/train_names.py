"""Trains the names engine: `make train-names` writes src/rempart/engines/names/data/.

Reads ../shared/data (successions.jsonl, background-ee.txt.gz) and the word frequencies of the package wordfreq
(requirements/training.txt). The same inputs give the same bytes. What is written holds weights, letter-group counts,
public suffixes and generic affixes, and no registered name.

What is shipped has seen the moves before CUTOFF of all sites and half of the zone. How good the same recipe is on
later moves and on sites that it never saw is what `scripts/validate_names.py` measures.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from names_training.chance import chance_judged
from names_training.fitting import Fitted, fit
from names_training.ordinary import made_names, read_zone, restyled
from names_training.rows import (
    Group,
    build_table,
    learn_background,
    learn_priors,
    ordinary_judged,
    read_moves,
    site_weights,
    successors_judged,
)

from rempart.engines.names.evaluation import Succession
from rempart.engines.names.features import Priors
from rempart.engines.names.model import BACKGROUND_FILE, WEIGHTS_FILE, probability_of
from rempart.engines.names.rarity import Background
from rempart.engines.names.splits import CUTOFF, FOLDS, fold_of, is_held_out_name
from rempart.engines.names.successors import Habits, load_habits

COUNTED, TESTED = 200_000, 900_000  # made names whose letters are counted, and those that are trained against
MADE_WEIGHT = 2.0  # of a pair with a made name: threefold the names and twice the weight gained on every background
DRAWS = 3  # of suffixes for each label of the zone, which share its weight: one lets chance say what stands under .com
PART = 4  # of the ordinary names, every so many stand for all where weights are fitted only to be measured
SEED = 1
# No training row shows a successor in a subdomain; what is in front of a registered name is freer to choose.
FIXED_WEIGHTS = {"in a subdomain": -1.0}
THRESHOLD = 0.5  # more likely than not; the evaluation says what that costs in alerts
THRESHOLDS = (
    0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995,
    0.9999, 0.99999,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trained:
    """All that the recipe gives: `rows` counts (successors, ordinary pairs)."""

    fitted: Fitted
    features: tuple[str, ...]
    priors: Priors
    background: Background
    rows: tuple[int, int]

    def as_data(self, recall: Sequence[tuple[float, float]], until: str) -> dict[str, object]:
        """What is written to the weights file."""
        weights = {name: round(float(value), 4) for name, value in zip(self.features, self.fitted.weights, strict=True)}
        return {
            "version": 2,
            "trained_until": until,
            "events": self.rows[0],
            "background_pairs": self.rows[1],
            "bias": round(self.fitted.bias, 4),
            "weights": weights | FIXED_WEIGHTS,
            "suffixes": self.priors.suffixes,
            "affixes": sorted(self.priors.affixes),
            "recall": recall,
            "threshold": THRESHOLD,
        }


def train(moves: Sequence[Succession], zone: Sequence[str], habits: Habits) -> Trained:
    """The recipe. Two halves of the zone take turns: names are weighed against what the other half counts, so that no
    name is rare or common for having been counted itself.
    """
    priors = learn_priors(moves, habits)
    counted, tested = made_names(SEED, COUNTED), made_names(SEED + 1, TESTED)
    background = learn_background([*zone, *zone, *counted, *counted], moves)
    judged = list(successors_judged(moves, background))
    found = [(group, weight) for group, weight in zip(judged, site_weights(moves), strict=True) if group]
    features, successors = build_table([group for group, _ in found], [weight for _, weight in found], priors)
    halves = [(zone[::2], zone[1::2], tested[::2]), (zone[1::2], zone[::2], tested[1::2])]
    pairs = [
        pair
        for at, (counts, against, made) in enumerate(halves)
        for pair in _weighted_pairs(
            list(against), made, SEED + at, moves, learn_background([*counts, *counts, *counted], moves)
        )
    ]
    pairs += chance_judged(moves, background)
    _, ordinary = build_table([pair for pair, _ in pairs], [weight for _, weight in pairs], priors)
    return Trained(fit(successors, ordinary), tuple(features), priors, background, (len(found), len(pairs)))


def _weighted_pairs(
    zone: list[str], made: Sequence[str], seed: int, moves: Sequence[Succession], background: Background
) -> Iterator[tuple[Group, float]]:
    """The pairs of ordinary names that pass the gate, each with its weight in the fit."""
    drawn = [(restyled(zone, seed + 100 * draw), 1.0 / DRAWS) for draw in range(DRAWS)]
    for names, weight in ((zone, 1.0), *drawn, (made, MADE_WEIGHT)):
        for pair in ordinary_judged(names, moves, background):
            yield pair, weight


def left_out_scores(moves: Sequence[Succession], trained: Trained, zone: Sequence[str]) -> list[float]:
    """For every move the probability from weights that saw no move of its site; 0.0 where the gate lets nothing pass.

    The letter counts stay: what a site has alone is not among them.
    """
    scores = [0.0] * len(moves)
    made = made_names(SEED + 2, TESTED // PART)
    pairs = [
        (pair, weight * PART)
        for pair, weight in _weighted_pairs(list(zone[::PART]), made, SEED, moves, trained.background)
    ]
    pairs += chance_judged(moves, trained.background)
    for fold in range(FOLDS):
        inside = [move for move in moves if fold_of(move.site) != fold]
        judged = list(zip(successors_judged(inside, trained.background), site_weights(inside), strict=True))
        kept = [(group, weight) for group, weight in judged if group]
        _, successors = build_table([group for group, _ in kept], [weight for _, weight in kept], trained.priors)
        known = {move.site for move in inside}
        others = [(pair, weight) for pair, weight in pairs if pair[0].site in known]
        _, ordinary = build_table([pair for pair, _ in others], [weight for _, weight in others], trained.priors)
        fitted = fit(successors, ordinary)
        for at, move in enumerate(moves):
            if fold_of(move.site) == fold:
                scores[at] = _score(move, trained, fitted)
    return scores


def _score(move: Succession, trained: Trained, fitted: Fitted) -> float:
    (group,) = successors_judged([move], trained.background)
    if group is None:
        return 0.0
    _, table = build_table([group], [1.0], trained.priors)
    return probability_of(float(fitted.best(table)[0]))


def recall_curve(moves: Sequence[Succession], scores: Sequence[float]) -> list[tuple[float, float]]:
    """(threshold, share of successors that reach it, as a mean over sites)."""
    by_site: dict[str, list[float]] = defaultdict(list)
    for move, score in zip(moves, scores, strict=True):
        by_site[move.site].append(score)
    return [
        (at, round(mean(mean(score >= at for score in found) for found in by_site.values()), 4)) for at in THRESHOLDS
    ]


def read_inputs(data: Path, until: str) -> tuple[list[Succession], list[str]]:
    """The moves before `until`, and the half of the zone that training may see."""
    moves = [move for move in read_moves(data / "successions.jsonl") if move.at < until]
    return moves, [name for name in read_zone(data / "background-ee.txt.gz") if not is_held_out_name(name)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/rempart/engines/names/data"))
    arguments = parser.parse_args()
    moves, zone = read_inputs(arguments.data, CUTOFF)
    trained = train(moves, zone, load_habits())
    recall = recall_curve(moves, left_out_scores(moves, trained, zone))
    data = trained.as_data(recall, CUTOFF)
    (arguments.out / WEIGHTS_FILE).write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", "utf-8")
    (arguments.out / BACKGROUND_FILE).write_bytes(trained.background.to_bytes())
    reached = dict(recall)[THRESHOLD]
    print(f"{trained.rows[0]} successors, {trained.rows[1]} ordinary pairs; recall at {THRESHOLD}: {reached}")


if __name__ == "__main__":
    main()
