"""Trains the names engine: `make train-names` writes src/rempart/engines/names/data/.

Reads ../shared/data (successions.jsonl, background-ee.txt.gz) and, where installed, Debian's word lists
(wamerican wfrench wspanish witalian wportuguese wngerman). Honest by construction:

- only events before CUTOFF of sites whose hash falls outside the held-out third are used, and only that half of
  the background whose hash is even; `rempart evaluate names` tests on what is left;
- what is written holds weights, letter-group counts, public suffixes and generic affixes, and no registered name.
"""

import argparse
import gzip
import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rempart.engines.names.candidates import Index, build_candidates, dossiers_of, is_candidate
from rempart.engines.names.dossiers import Dossier, open_dossier
from rempart.engines.names.evidence import Evidence, profile_stem, weigh
from rempart.engines.names.features import Priors, measure, strength
from rempart.engines.names.forms import host_form, latin, letters_of, suffix_of
from rempart.engines.names.model import BACKGROUND_FILE, WEIGHTS_FILE, Background
from rempart.engines.names.rarity import count_background
from rempart.engines.names.splits import CUTOFF, is_held_out_name, is_held_out_site

WORD_LISTS = ("american-english", "french", "spanish", "italian", "portuguese", "ngerman")
WORDS_WEIGHT = 30_000.0  # each word list counts as that many names
GENERIC_AFFIXES = frozenset(
    ["a", "access", "app", "best", "cc", "chat", "city", "club", "co", "com", "community", "de", "e", "en",
     "es", "eu", "forum", "fr", "get", "go", "group", "hd", "hub", "i", "info", "io", "it", "land", "live",
     "me", "mirror", "mx", "my", "net", "neu", "new", "nouveau", "novo", "nuevo", "nuovo", "o", "official",
     "officiel", "oficial", "one", "online", "org", "plus", "pro", "proxy", "real", "s", "site", "space", "the",
     "to", "top", "tv", "two", "uk", "unblocked", "us", "vip", "visit", "vpn", "web", "world", "x", "xyz",
     "zone"]
)  # fmt: skip
# Shares of registered names by public suffix, rounded from registries' published totals; the rest is spread evenly.
REGISTERED = {
    "com": 0.42, "net": 0.035, "org": 0.03, "de": 0.045, "cn": 0.055, "co.uk": 0.028, "nl": 0.017, "ru": 0.015,
    "com.br": 0.014, "xyz": 0.015, "top": 0.015, "shop": 0.012, "online": 0.012, "info": 0.01, "store": 0.008,
    "site": 0.007, "fr": 0.011, "eu": 0.01, "it": 0.009, "pl": 0.006, "ca": 0.009, "com.au": 0.01, "in": 0.009,
    "ch": 0.007, "es": 0.005, "us": 0.005, "co": 0.01, "io": 0.004, "me": 0.003, "tv": 0.001, "cc": 0.003,
    "app": 0.003, "biz": 0.004, "club": 0.003, "vip": 0.004, "icu": 0.004, "se": 0.004, "be": 0.005, "at": 0.004,
    "jp": 0.004, "live": 0.003, "pro": 0.003, "dev": 0.002, "life": 0.002, "click": 0.002, "link": 0.001,
    "fun": 0.002, "space": 0.002, "website": 0.002, "tech": 0.002, "cloud": 0.002, "ai": 0.003, "to": 0.0003,
    "ws": 0.0003, "ir": 0.004, "tr": 0.001, "com.tr": 0.002, "cz": 0.004, "dk": 0.004, "hu": 0.002, "gr": 0.001,
    "pt": 0.001, "ro": 0.002, "ee": 0.0005,
}  # fmt: skip
UNLISTED = 1.0 - sum(REGISTERED.values())
UNLISTED_SUFFIX = UNLISTED / 1000
PRIOR_STRENGTH = 20.0
DRAWS = 2  # suffixes drawn for each background name, whose own suffix says nothing


@dataclass(frozen=True, slots=True)
class Move:
    """One row of successions.jsonl."""

    site: str
    at: str
    domain: str
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Training rows: features, labels, weights, and whether a row is a background pair."""

    features: NDArray[np.float64]
    labels: NDArray[np.float64]
    weights: NDArray[np.float64]


def read_moves(path: Path) -> list[Move]:
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [Move(row["site"], row["at"], row["domain"], tuple(row["former"])) for row in rows]


def read_background(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines]


def learn_background(names: list[str], moves: list[Move]) -> Background:
    counted = [(host_form(name).label.letters, 2.0) for name in names]
    for word_list in WORD_LISTS:
        path = Path("/usr/share/dict") / word_list
        if not path.exists():
            print(f"{path} is not there: the background knows fewer words (apt-get install its package)")
            continue
        words = {letters_of(latin(word)) for word in path.read_text("utf-8", "replace").split() if "'" not in word}
        words = {word for word in words if 3 <= len(word) <= 14 and word.isascii() and word.isalpha()}
        counted += [(word, WORDS_WEIGHT / len(words)) for word in sorted(words)]
    stems = {(move.site, host_form(domain).label.letters) for move in moves for domain in (*move.former, move.domain)}
    counted += [(letters, 2.0) for _, letters in sorted(stems)]
    return count_background([(letters, weight) for letters, weight in counted if letters])


def learn_suffixes(moves: list[Move]) -> dict[str, float]:
    rows = Counter(move.site for move in moves)
    seen: Counter[str] = Counter()
    for move in moves:
        seen[suffix_of(move.domain)] += 1 / math.sqrt(rows[move.site])
    total = sum(seen.values())
    found = {}
    for suffix in sorted({*seen, *REGISTERED}):
        if suffix.count(".") > 1 or ("." in suffix and suffix not in REGISTERED):
            continue  # private suffixes are names of hosts: left out
        share = REGISTERED.get(suffix, UNLISTED_SUFFIX)
        found[suffix] = round(math.log10((seen[suffix] + PRIOR_STRENGTH * share) / (total + PRIOR_STRENGTH) / share), 3)
    return found


def judged(moves: list[Move], background: Background) -> Iterator[tuple[Move, Dossier, list[Evidence]]]:
    """For every move, the evidence with each stem of the site that is a candidate."""
    for move in moves:
        dossier = open_dossier(move.site, move.former)
        form = host_form(move.domain)
        profiles = [profile_stem(stem, background) for stem in dossier.stems]
        found = [profile for profile in profiles if is_candidate(form.label, profile)]
        yield move, dossier, [weigh(form.label, form.suffix, profile, dossier) for profile in found]


def background_pairs(names: list[str], index: Index) -> Iterator[tuple[Dossier, Evidence]]:
    """The strongest evidence of every (background name, site) pair that passes the gate, under a drawn suffix."""
    draw = random.Random(1)
    suffixes, shares = [*REGISTERED, "~"], [*REGISTERED.values(), UNLISTED]
    for name in names:
        label = host_form(name).label
        for site, profiles in dossiers_of(index, index.find(label)).items():
            dossier = index.dossiers[site]
            if name in dossier.domains:
                continue
            for _ in range(DRAWS):
                suffix = draw.choices(suffixes, shares)[0]
                yield dossier, max((weigh(label, suffix, each, dossier) for each in profiles), key=_rank)


def crossed_pairs(names: list[str], moves: list[Move], dossiers: list[Dossier]) -> list[tuple[Dossier, Evidence]]:
    """Background pairs of each half of `names`, weighed against what the other half counts: no name is rare or
    common for having been counted itself.
    """
    pairs: list[tuple[Dossier, Evidence]] = []
    for counted, tested in ((names[::2], names[1::2]), (names[1::2], names[::2])):
        background = Background.from_bytes(learn_background(counted * 2, moves).to_bytes())
        pairs += background_pairs(tested, build_candidates(dossiers, background))
    return pairs


def _rank(evidence: Evidence) -> tuple[bool, bool, float, float]:
    return evidence.same_label, evidence.same_letters, strength(evidence), evidence.stem.recency


def build_table(
    events: list[tuple[Move, Dossier, list[Evidence]]], pairs: list[tuple[Dossier, Evidence]], priors: Priors
) -> tuple[list[str], Table]:
    rows = Counter(move.site for move, _, _ in events)
    positives = [
        (max(found, key=_rank), dossier, 1 / math.sqrt(rows[move.site])) for move, dossier, found in events if found
    ]
    scale = len(positives) / sum(weight for _, _, weight in positives)
    entries = [(evidence, dossier, 1.0, weight * scale) for evidence, dossier, weight in positives]
    entries += [(evidence, dossier, 0.0, 1.0 / DRAWS) for dossier, evidence in pairs]
    measured = [flat(evidence, dossier, priors) for evidence, dossier, _, _ in entries]
    names = sorted(measured[0])
    matrix = np.array([[1.0, *(values[name] for name in names)] for values in measured])
    labels, weights = np.array([entry[2] for entry in entries]), np.array([entry[3] for entry in entries])
    return names, Table(matrix, labels, weights)


def flat(evidence: Evidence, dossier: Dossier, priors: Priors) -> dict[str, float]:
    return {name: value for group in measure(evidence, dossier, priors).values() for name, value in group.items()}


def fit(table: Table, ridge: float = 0.3, rounds: int = 80) -> NDArray[np.float64]:
    """Weighted logistic regression by Newton steps; the bias is not shrunk."""
    matrix, labels, weights = table.features, table.labels, table.weights
    found = np.zeros(matrix.shape[1])
    shrink = np.full(matrix.shape[1], ridge)
    shrink[0] = 1e-4
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-matrix @ found))
        gradient = matrix.T @ (weights * (chance - labels)) + shrink * found
        curvature = (matrix * (weights * chance * (1 - chance))[:, None]).T @ matrix + np.diag(shrink)
        step = np.linalg.solve(curvature, gradient)
        found -= step
        if np.abs(step).max() < 1e-7:
            break
    return found


# No training row shows a successor in a subdomain; what is in front of a registered name is freer to choose.
FIXED_WEIGHTS = {"in a subdomain": -1.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/rempart/engines/names/data"))
    arguments = parser.parse_args()
    moves = [
        move
        for move in read_moves(arguments.data / "successions.jsonl")
        if move.at < CUTOFF and not is_held_out_site(move.site)
    ]
    names = [name for name in read_background(arguments.data / "background-ee.txt.gz") if not is_held_out_name(name)]
    background = Background.from_bytes(learn_background(names, moves).to_bytes())
    latest = {move.site: open_dossier(move.site, (*move.former, move.domain)) for move in moves}
    priors = Priors(learn_suffixes(moves), frozenset(letters_of(affix) for affix in GENERIC_AFFIXES))
    events, pairs = list(judged(moves, background)), crossed_pairs(names, moves, list(latest.values()))
    features, table = build_table(events, pairs, priors)
    found = fit(table)
    weights = dict(zip(features, (round(float(value), 4) for value in found[1:]), strict=True)) | FIXED_WEIGHTS
    data = {
        "version": 1,
        "trained_until": CUTOFF,
        "events": len(events),
        "background_pairs": len(pairs) // DRAWS,
        "bias": round(float(found[0]), 4),
        "weights": weights,
        "suffixes": priors.suffixes,
        "affixes": sorted(priors.affixes),
        "threshold": 0.5,  # more likely than not; the evaluation says what that costs in alerts
    }
    (arguments.out / WEIGHTS_FILE).write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", "utf-8")
    (arguments.out / BACKGROUND_FILE).write_bytes(background.to_bytes())
    print(f"{len(events)} events, {len(pairs)} background pairs, threshold {data['threshold']}")


if __name__ == "__main__":
    main()
