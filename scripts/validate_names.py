"""Validates the recipe of the names engine on sites and days that it never saw: `make validate-names`.

Sites are dealt into folds. For each fold the score and the forecast are trained on the moves before EARLIER_CUTOFF of
the sites outside it, and tested on the sites inside it (all their moves, and those from that day on) and on the later
moves of the sites outside it. Thresholds are set on backgrounds that training never saw: the other half of the zone
as it is, the same labels under suffixes drawn as in lists of new names, and made names of another seed. Every figure is
printed with its spread over several deals of the sites.
"""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import mean, stdev

from names_training.ordinary import draw_suffixes, made_names, read_zone
from names_training.rows import read_moves
from train_forecast import learn
from train_names import SEED, train

from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.evaluation import (
    Succession,
    background_scores,
    calibration_error,
    domains_by_site,
    event_scores,
    latest_dossiers,
    recall_of,
    threshold_within,
)
from rempart.engines.names.forms import host_form
from rempart.engines.names.misses import kind_of_miss
from rempart.engines.names.model import Model, load_model
from rempart.engines.names.splits import EARLIER_CUTOFF, FOLDS, fold_of, is_held_out_name
from rempart.engines.names.successors import forecast_names

MADE = 300_000
DRAWS = 3  # of suffixes for each label of the zone: one alone lets chance say which watched name stands under .com
FORECAST = (10, 100, 300)
# Edges of the ranges in which probabilities are compared with what happened.
FORECAST_RANGES = (0.0, 0.0001, 0.001, 0.01, 0.1, 0.3, 1.0)
SCORE_RANGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0)


@dataclass
class Scores:
    """What all folds of one deal gave: (move, score, rank) by part; background scores and units by background."""

    moves: dict[str, list[tuple[Succession, float, int | None]]] = field(default_factory=lambda: defaultdict(list))
    false: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    units: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    forecast: list[tuple[float, bool]] = field(default_factory=list)


def backgrounds(zone: Sequence[str]) -> dict[str, Sequence[str]]:
    labels = [name.removesuffix(".ee") for name in zone if name.count(".") == 1] * DRAWS
    drawn = zip(labels, draw_suffixes(SEED + 10, len(labels)), strict=True)
    return {
        "zone": list(zone),
        "zone, drawn suffixes": [f"{label}.{suffix}" for label, suffix in drawn],
        "made names": made_names(SEED + 11, MADE),
    }


def run_fold(
    fold: int, draw: int, moves: Sequence[Succession], seen: list[str], unseen: list[str], into: Scores
) -> None:
    """One training, and the scores of what it did not see."""
    outside = [move for move in moves if fold_of(move.site, draw) != fold]
    inside = [move for move in moves if fold_of(move.site, draw) == fold]
    before = [move for move in outside if move.at < EARLIER_CUTOFF]
    habits = learn(before)
    trained = train(before, seen, habits)
    weights = dict(zip(trained.features, (float(value) for value in trained.fitted.weights), strict=True))
    model: Model = replace(
        load_model(),
        bias=trained.fitted.bias,
        weights=weights,
        priors=trained.priors,
        background=trained.background,
    )
    parts = {"other sites": inside, "later moves": [move for move in outside if move.at >= EARLIER_CUTOFF]}
    for part, tested in parts.items():
        for move, score in zip(tested, event_scores(tested, model), strict=True):
            names = forecast_names(open_dossier(move.site, move.former), max(FORECAST), habits)
            rank = next((name.rank for name in names if name.hostname == move.domain), None)
            into.moves[part].append((move, score, rank))
            if part == "other sites":
                into.forecast += [(name.probability, name.rank == rank) for name in names]
    dossiers, owned = latest_dossiers(inside), domains_by_site(moves)
    for name, names in backgrounds(unseen).items():
        scores = background_scores(names, dossiers, model, owned)
        into.false[name] += scores
        into.units[name] += len(names) / 100_000 * len(dossiers) / 100


def run_deal(draw: int, folds: int, moves: Sequence[Succession], zone: Sequence[str]) -> dict[tuple[str, ...], float]:
    """The first `folds` folds of one deal -> figure by its name."""
    scores = Scores()
    seen = [name for name in zone if not is_held_out_name(name)]
    unseen = [name for name in zone if is_held_out_name(name)]
    for fold in range(folds):
        run_fold(fold, draw, moves, seen, unseen, scores)
        print(f"deal {draw}, fold {fold} done", flush=True)
    return figures(scores)


def figures(scores: Scores) -> dict[tuple[str, ...], float]:
    """The figures of one deal."""
    other, later = scores.moves["other sites"], scores.moves["later moves"]
    parts = {
        "other sites": other,
        "other sites, later moves": [row for row in other if row[0].at >= EARLIER_CUTOFF],
        # every later move is judged by each of the folds that its site is outside of
        "same sites, later moves": later,
    }
    found: dict[tuple[str, ...], float] = {}
    for part, rows in parts.items():
        for name, false in scores.false.items():
            threshold = threshold_within(false, scores.units[name])
            recall = recall_of([row[0] for row in rows], [row[1] >= threshold for row in rows])
            found["recall", part, name, "micro"], found["recall", part, name, "macro"] = recall.micro, recall.macro
        for k in FORECAST:
            hits = [row[2] is not None and row[2] <= k for row in rows]
            recall = recall_of([row[0] for row in rows], hits)
            found["forecast", part, f"@{k}", "micro"], found["forecast", part, f"@{k}", "macro"] = (
                recall.micro,
                recall.macro,
            )
    found |= missed_by_kind(other, scores)
    pairs = [(row[1], True) for row in other if row[1] > 0] + [
        (score, False) for false in scores.false.values() for score in false
    ]
    found["calibration error", "all pairs"] = calibration_error(pairs)
    found["calibration error", "scores of .1 to .9"] = calibration_error(
        [pair for pair in pairs if 0.1 <= pair[0] < 0.9]
    )
    found |= reliability("score", pairs, SCORE_RANGES)
    found |= reliability("forecast", scores.forecast, FORECAST_RANGES)
    found["calibration error", "forecast"] = calibration_error(scores.forecast)
    return found


def missed_by_kind(
    rows: Sequence[tuple[Succession, float, int | None]], scores: Scores
) -> dict[tuple[str, ...], float]:
    """How many moves were missed, by what they keep of the former names; how many of those the gate did not let pass,
    and what they take from the macro recall.
    """
    by_site = Counter(move.site for move, _, _ in rows)
    found: dict[tuple[str, ...], float] = defaultdict(float)
    for name, false in scores.false.items():
        threshold = threshold_within(false, scores.units[name])
        for move, score, _ in rows:
            if score < threshold:
                kind = kind_of_miss(host_form(move.domain).label, open_dossier(move.site, move.former))
                key = f"missed, {name}"
                found[key, kind, "moves"] += 1
                found[key, kind, "of these before any score"] += score == 0.0
                found[key, kind, "macro"] += 1 / by_site[move.site] / len(by_site)
    return found


def reliability(name: str, pairs: Sequence[tuple[float, bool]], edges: Sequence[float]) -> dict[tuple[str, ...], float]:
    """For each range of probabilities the mean of what was said, and the share of what came true."""
    found: dict[tuple[str, ...], float] = {}
    for low, high in pairwise(edges):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        if inside:
            key = f"{name} of {low:g} to {high:g}"
            found[key, "said"] = mean(said for said, _ in inside)
            found[key, "true"] = mean(true for _, true in inside)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--deals", type=int, default=3, help="how often the sites are dealt anew (about 6 minutes each)"
    )
    parser.add_argument("--folds", type=int, default=FOLDS, help="fewer for a quick look")
    arguments = parser.parse_args()
    moves = read_moves(arguments.data / "successions.jsonl")
    zone = read_zone(arguments.data / "background-ee.txt.gz")
    deals = [run_deal(draw, arguments.folds, moves, zone) for draw in range(arguments.deals)]
    for key in dict.fromkeys(key for deal in deals for key in deal):
        values = [deal[key] for deal in deals if key in deal]
        spread = stdev(values) if len(values) > 1 else math.nan
        print(f"{'; '.join(key):70s} {mean(values):.3f} ± {spread:.3f}")


if __name__ == "__main__":
    main()
