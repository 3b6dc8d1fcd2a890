"""Trains the forecast: writes src/rempart/engines/names/data/forecast.json from ../shared/data/successions.jsonl.

`make train-names` runs it. Only moves before CUTOFF are read; `scripts/validate_names.py` measures the same recipe on
later moves and on sites that it never saw. What is written holds shares of moves, numbers, public suffixes and generic
affixes, and no registered name.
"""

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import fields, replace
from importlib.resources import files
from pathlib import Path

from names_training.rows import GENERIC_AFFIXES
from publicsuffixlist import PublicSuffixList

from rempart.engines.names.dossiers import Dossier, open_dossier
from rempart.engines.names.evaluation import Succession, parse_successions
from rempart.engines.names.splits import CUTOFF
from rempart.engines.names.successors import (
    FORECAST_FILE,
    TURN_OF,
    Habits,
    Move,
    Turn,
    label_moves,
    split_name,
    state_of,
    suffix_sources,
)
from rempart.engines.names.suffixes import REGISTERED, kind_of

STATES = ("series", "numbered", "plain")
SOURCES = ("latest", "habit", "alike", "general")
STEPS = (*range(-3, 0), *range(1, 31))
NUMBERS = range(31)
REGISTRIES = (
    "Binky Moon", "Dog Beach", "XYZ.COM", "Registry Services, LLC", "Identity Digital", "Radix", "Internet Naming",
    "Jolly Host", "ShortDot", "Intercap", "Global Registry Services", "dot ", "Waterford", "Public Interest Registry",
    "Jiangsu Bangning", "Top Level Design", "UNR ", "Tucows", "Dot ", ".CLUB", "TLD Registry",
)  # fmt: skip
_REGISTRY = re.compile(r"^// ([a-z]+) : (.+)$", re.MULTILINE)
UNSEEN = {"old": 0.1, "country": 0.05, "second": 0.02, "new": 0.1}  # moves that a suffix nobody moved to counts as
PRIOR_STRENGTH = 20.0  # how many moves the registries' shares weigh in the suffixes
FADE = 0.8
ROUNDS = 30  # of expectation and maximisation

Weighted = tuple[Succession, Dossier, float]


def weigh(events: Sequence[Succession]) -> list[Weighted]:
    """Each event with its dossier and weight: a site with many moves counts more than one with few, but not as many
    times more, because ten sites hold almost half of the events.
    """
    rows = Counter(event.site for event in events)
    return [(event, open_dossier(event.site, event.former), 1 / math.sqrt(rows[event.site])) for event in events]


def open_suffixes() -> set[str]:
    """Top-level suffixes where anyone may register: every country's, and the words of registries that sell many."""
    text = files("publicsuffixlist").joinpath("public_suffix_list.dat").read_text("utf-8")
    public, _, _ = text.partition("===END ICANN DOMAINS===")
    countries = {line for line in public.splitlines() if re.fullmatch("[a-z]{2}", line)}
    words = {word for word, registry in _REGISTRY.findall(public) if registry.startswith(REGISTRIES)}
    return countries | words


def learn_suffixes(events: Sequence[Weighted]) -> dict[str, float]:
    public = PublicSuffixList(only_icann=True)
    seen: Counter[str] = Counter()
    for event, _, weight in events:
        suffix = split_name(event.domain)[1]
        if public.publicsuffix(event.domain) == suffix:  # a private suffix is the name of a host: left out
            seen[suffix] += weight
    raw = {suffix: seen[suffix] + PRIOR_STRENGTH * share for suffix, share in REGISTERED.items()}
    for suffix in sorted({*seen, *open_suffixes()} - {*raw}):
        raw[suffix] = seen[suffix] + UNSEEN[kind_of(suffix)]
    return shares_of(raw, 7)


def shares_of(counts: dict[str, float], digits: int = 5) -> dict[str, float]:
    total = sum(counts.values())
    return {key: round(count / total, digits) for key, count in sorted(counts.items())}


def blank(suffixes: dict[str, float]) -> Habits:
    """Habits that know the suffixes and nothing else: every move, step and source alike."""
    even = dict.fromkeys(SOURCES, 1 / len(SOURCES))
    return Habits(
        trained_until=CUTOFF,
        moves={state: dict.fromkeys(Move, 1 / len(Move)) for state in STATES},
        steps={step: 1 / abs(step) ** 2 for step in STEPS},
        numbers={number: 1 / (number + 1) for number in NUMBERS},
        affixes={form: 1.0 for word in sorted(GENERIC_AFFIXES) for form in (f"{word}-", f"-{word}")},
        sources=dict.fromkeys(Turn, even),
        suffixes=suffixes,
        fade=FADE,
    )


def move_of(label: str, moves: dict[Move, dict[str, float]]) -> Move | None:
    """The first move that leads to `label`; None where none does."""
    return next((move for move in Move if label in moves.get(move, {})), None)


def learn_moves(events: Sequence[Weighted], habits: Habits) -> dict[str, dict[str, float]]:
    counts: dict[str, Counter[str]] = {state: Counter(dict.fromkeys(Move, 0.3)) for state in STATES}
    for event, dossier, weight in events:
        move = move_of(split_name(event.domain)[0], label_moves(dossier, habits))
        counts[state_of(dossier)][move or "out of reach"] += weight
    return {state: shares_of(dict(counts[state])) for state in STATES}


def learn_parts(events: Sequence[Weighted], habits: Habits, move: Move, field: str) -> dict[str, float]:
    """The shares of steps, numbers or affixes: each is credited with the events that it alone would explain."""
    whole: dict[str, float] = getattr(habits, field)
    prior = shares_of({str(key): share for key, share in whole.items()})
    counts = {key: 3.0 * share for key, share in prior.items()}
    for event, dossier, weight in events:
        label = split_name(event.domain)[0]
        if move_of(label, label_moves(dossier, habits)) is not move:
            continue
        for key in whole:
            alone = replace(habits, **{field: {key: 1.0}})
            if label in label_moves(dossier, alone).get(move, {}):
                counts[str(key)] += weight
                break
    return shares_of(counts)


def learn_sources(events: Sequence[Weighted], habits: Habits) -> dict[str, dict[str, float]]:
    """By Turn, the shares of the suffix sources that make the events likeliest, former names being excluded."""
    rows: dict[Turn, list[tuple[float, list[float]]]] = defaultdict(list)
    for event, dossier, weight in events:
        label, suffix = split_name(event.domain)
        move = move_of(label, label_moves(dossier, habits))
        if suffix not in habits.suffixes:
            continue
        used = {ending for name, ending in map(split_name, dossier.domains) if name == label}
        sources = suffix_sources(dossier, habits)
        likely = {}
        for source, shares in sources.items():
            left = sum(share for ending, share in shares.items() if ending not in used)
            likely[source] = shares.get(suffix, 0.0) / left if left else 0.0
        rows[TURN_OF.get(move, Turn.NEW_LABEL) if move else Turn.NEW_LABEL].append((weight, likely))
    return {turn: maximise(rows[turn]) for turn in Turn}


def maximise(rows: Sequence[tuple[float, dict[str, float]]]) -> dict[str, float]:
    """The mix that makes `rows` likeliest; a source is judged by the rows where it had something to offer."""
    mix = dict.fromkeys(SOURCES, 1 / len(SOURCES))
    for _ in range(ROUNDS):
        counts, chances = dict.fromkeys(SOURCES, 0.5), dict.fromkeys(SOURCES, 2.5)
        for weight, likely in rows:
            offered = sum(mix[source] for source in likely)
            total = sum(mix[source] * chance for source, chance in likely.items())
            for source, chance in likely.items():
                if total:
                    counts[source] += weight * mix[source] * chance / total
                    chances[source] += weight * mix[source] / offered
        grown = {source: mix[source] * counts[source] / chances[source] for source in SOURCES}
        mix = {source: share / sum(grown.values()) for source, share in grown.items()}
    return {source: round(share, 4) for source, share in mix.items()}


def learn(events: Sequence[Succession]) -> Habits:
    weighted = weigh(events)
    habits = blank(learn_suffixes(weighted))
    for move, field in ((Move.COUNT, "steps"), (Move.NUMBER, "numbers"), (Move.AFFIX, "affixes")):
        parts = learn_parts(weighted, habits, move, field)
        cast = {key if field == "affixes" else int(key): share for key, share in parts.items()}
        habits = replace(habits, **{field: cast})
    habits = replace(habits, moves=learn_moves(weighted, habits))
    return replace(habits, sources=learn_sources(weighted, habits))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/rempart/engines/names/data"))
    arguments = parser.parse_args()
    with (arguments.data / "successions.jsonl").open("rb") as lines:
        events = [e for e in parse_successions(lines) if e.at < CUTOFF and e.former]
    habits = learn(events)
    data = {each.name: getattr(habits, each.name) for each in fields(habits) if each.init} | {"events": len(events)}
    (arguments.out / FORECAST_FILE).write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{len(events)} events, {len(habits.suffixes)} suffixes")


if __name__ == "__main__":
    main()
