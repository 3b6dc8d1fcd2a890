"""Forecasts the next names of a closed site before anyone registers them.

In: a `Dossier`. Out: `Forecast`s, most probable first, without the site's former names. A name's probability is that
of its label (the last one kept, an earlier one again, the next number, a new affix) times that of its public suffix
(the latest, the site's habit, what reopening sites use in general). The shares are data that
`scripts/train_forecast.py` writes; they hold public suffixes, numbers and generic affixes, and no name.
Never: a look-up whether a name exists.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from heapq import merge
from importlib.resources import files
from itertools import islice
from typing import Protocol

from rempart.engines.names.dossiers import Dossier, numbers_in, open_dossier
from rempart.engines.names.forms import suffix_of
from rempart.engines.names.suffixes import kind_of

FORECAST_FILE = "forecast.json"
MAX_LABEL = 63
_DIGITS = re.compile(r"[0-9]+")
_LEAST = 1e-6
LEAST_SUFFIX = 2e-5  # no suffix is impossible
_LONGEST_NUMBER = 4  # longer runs of digits are dates or identifiers, no series


class Move(StrEnum):
    """What a site does to its label when it moves."""

    KEEP = "keep"
    RETURN = "return"
    COUNT = "count"
    COUNT_AGAIN = "count again"
    NUMBER = "number"
    BARE = "bare"
    JOIN = "join"
    AFFIX = "affix"
    UNAFFIX = "unaffix"


class Turn(StrEnum):
    """What the label's move lets expect of the suffix."""

    SAME_LABEL = "same label"
    NEXT_NUMBER = "next number"
    NEW_LABEL = "new label"


TURN_OF = {
    Move.KEEP: Turn.SAME_LABEL,
    Move.RETURN: Turn.SAME_LABEL,
    Move.COUNT: Turn.NEXT_NUMBER,
    Move.COUNT_AGAIN: Turn.NEXT_NUMBER,
}
_NEW = frozenset(Move) - {Move.KEEP, Move.RETURN}  # these lead to labels the site never had


class Succession(Protocol):
    """What is read of a dated succession (`evaluation.Succession`)."""

    @property
    def site(self) -> str:
        """The site's label."""

    @property
    def domain(self) -> str:
        """Where it moved to."""

    @property
    def former(self) -> tuple[str, ...]:
        """Its earlier domains, oldest first."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What reopening sites do in general. Every mapping's values are shares that add up to 1.

    `moves`: by the state of the last label (`state_of`) the share of each Move; what is missing to 1 is the share of
    names out of reach. `steps`: from the highest number to the next; `numbers`: first numbers; `affixes`: ``word-``
    in front, ``-word`` behind; `sources`: by Turn the shares of the suffix sources (`suffix_sources`).
    `suffixes`: general shares of the public suffixes, by kind in `kinds`. `fade`: weight of a name beside the next one.
    """

    trained_until: str
    moves: Mapping[str, Mapping[str, float]]
    steps: Mapping[int, float]
    numbers: Mapping[int, float]
    affixes: Mapping[str, float]
    sources: Mapping[str, Mapping[str, float]]
    suffixes: Mapping[str, float]
    fade: float
    kinds: Mapping[str, float] = field(init=False, repr=False)
    _rarest: Mapping[str, float] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        kinds: dict[str, float] = defaultdict(float)
        rarest: dict[str, float] = {}
        for suffix, share in self.suffixes.items():
            kind = kind_of(suffix)
            kinds[kind] += share
            rarest[kind] = min(share, rarest.get(kind, 1.0))
        object.__setattr__(self, "kinds", dict(kinds))
        object.__setattr__(self, "_rarest", rarest)

    def general_share(self, suffix: str) -> float:
        """The general share of a suffix; one that the habits do not know is as rare as the rarest of its kind."""
        return self.suffixes.get(suffix) or self._rarest.get(kind_of(suffix), 0.0)


@dataclass(frozen=True, slots=True)
class Forecast:
    """A name that the site may take next: `rank` from 1, `probability` that it is the very next one."""

    hostname: str
    rank: int
    probability: float


def parse_habits(data: bytes) -> Habits:
    """Habits from the bytes of their data file."""
    row = json.loads(data)
    return Habits(
        trained_until=row["trained_until"],
        moves=row["moves"],
        steps={int(step): share for step, share in row["steps"].items()},
        numbers={int(number): share for number, share in row["numbers"].items()},
        affixes=row["affixes"],
        sources=row["sources"],
        suffixes=row["suffixes"],
        fade=row["fade"],
    )


@lru_cache(maxsize=1)
def load_habits() -> Habits:
    """The habits shipped with the package."""
    return parse_habits(files("rempart.engines.names.data").joinpath(FORECAST_FILE).read_bytes())


@lru_cache(maxsize=4096)
def split_name(hostname: str) -> tuple[str, str]:
    """The registered label as it is written, and the public suffix; the label is empty where there is none."""
    suffix = suffix_of(hostname)
    rest = hostname[: -len(suffix) - 1] if suffix else hostname
    return rest.rpartition(".")[2], suffix


def state_of(dossier: Dossier) -> str:
    """How the last label was numbered: ``series`` (with several numbers), ``numbered`` or ``plain``."""
    label, _ = split_name(dossier.domains[-1])
    series = _numbers_by_template(dossier)
    numbers = [number for template, _ in numbers_in(label) for number in {*series.get(template, ())}]
    if len(numbers) > len(numbers_in(label)):
        return "series"
    return "numbered" if numbers else "plain"


def label_moves(dossier: Dossier, habits: Habits) -> dict[Move, dict[str, float]]:
    """For every Move that is open to the site, the labels it leads to with their shares."""
    labels = [label for label, _ in map(split_name, dossier.domains) if label]
    if not labels:
        return {}
    last = labels[-1]
    aged = {label: habits.fade ** (len(labels) - at) for at, label in enumerate(labels)}
    found = {Move.KEEP: {last: 1.0}, Move.RETURN: {label: share for label, share in aged.items() if label != last}}
    if not last.startswith("xn--"):  # what stands in a punycode label is no text to count on
        found |= _changed(last, dossier, habits)
    used = frozenset(labels)
    fresh = {move: _fresh(raw, used if move in _NEW else frozenset()) for move, raw in found.items()}
    return {move: shares for move, shares in fresh.items() if shares}


def _changed(last: str, dossier: Dossier, habits: Habits) -> dict[Move, dict[str, float]]:
    series = _numbers_by_template(dossier)
    here = {template for template, _ in numbers_in(last)}
    bare = _DIGITS.sub("", last).strip("-")
    return {
        Move.COUNT: _counted({template: series[template] for template in here}, last, habits),
        Move.COUNT_AGAIN: _counted({key: value for key, value in series.items() if key not in here}, last, habits),
        Move.NUMBER: {f"{bare}{number}": share for number, share in habits.numbers.items()} if bare else {},
        Move.BARE: {bare: 1.0} if bare else {},
        Move.JOIN: {last.replace("-", ""): 1.0},
        Move.AFFIX: dict(_affixed(last, habits)),
        Move.UNAFFIX: dict(_unaffixed(last, habits)),
    }


def _numbers_by_template(dossier: Dossier) -> dict[str, tuple[int, ...]]:
    return {series.template: series.numbers for stem in dossier.stems for series in stem.series}


def _counted(series: Mapping[str, Sequence[int]], last: str, habits: Habits) -> dict[str, float]:
    """Labels with the next numbers; a series counts as much as it has numbers. Leading zeros are kept."""
    widths = {len(run) for run in _DIGITS.findall(last) if run.startswith("0")}
    found: dict[str, float] = defaultdict(float)
    for template, numbers in series.items():
        highest = max(numbers)
        if len(str(highest)) > _LONGEST_NUMBER:
            continue
        for step, share in habits.steps.items():
            if highest + step >= 0:
                digits = str(highest + step).zfill(max(widths, default=0))
                found[template.replace("#", digits)] += share * len({*numbers})
    return found


def _affixed(last: str, habits: Habits) -> Iterator[tuple[str, float]]:
    for affix, share in habits.affixes.items():
        word = affix.strip("-")
        for joint, part in (("", 0.7), ("-", 0.3)):
            yield (f"{word}{joint}{last}" if affix.endswith("-") else f"{last}{joint}{word}"), share * part


def _unaffixed(last: str, habits: Habits) -> Iterator[tuple[str, float]]:
    for affix, share in habits.affixes.items():
        word = affix.strip("-")
        rest = last.removeprefix(word) if affix.endswith("-") else last.removesuffix(word)
        if rest != last and len(rest) >= 3:
            yield rest.strip("-"), share


def _fresh(raw: Mapping[str, float], used: frozenset[str]) -> dict[str, float]:
    kept = {label: share for label, share in raw.items() if 0 < len(label) <= MAX_LABEL and label not in used}
    total = sum(kept.values())
    return {label: share / total for label, share in kept.items()} if total else {}


def suffix_sources(dossier: Dossier, habits: Habits) -> dict[str, Mapping[str, float]]:
    """Where the next suffix may come from: the ``latest``, the site's ``habit``, suffixes ``alike`` in kind to the
    site's own, and the ``general`` shares.

    A source without anything to offer is left out.
    """
    habit: dict[str, float] = defaultdict(float)
    kinds: dict[str, float] = defaultdict(float)
    suffixes = [suffix for suffix in dossier.endings if suffix]
    for age, suffix in enumerate(reversed(suffixes)):
        habit[suffix] += habits.fade**age
        kinds[kind_of(suffix)] += habits.fade**age
    alike = {suffix: share * kinds[kind_of(suffix)] for suffix, share in habits.suffixes.items()}
    sources = {
        "latest": dict.fromkeys(suffixes[-1:], 1.0),
        "habit": habit,
        "alike": alike,
        "general": habits.suffixes,
    }
    return {source: shares_of(shares) for source, shares in sources.items() if any(shares.values())}


def suffix_share(dossier: Dossier, suffix: str, turn: Turn, habits: Habits) -> float:
    """The probability of one suffix after such a turn, LEAST_SUFFIX or more.

    For a suffix that the habits know it is what `mix_suffixes` of all `suffix_sources` gives. One that they do not know
    comes into the mix by the site's former names alone; here it counts in general too, as the rarest known one of its
    kind does. Nothing is taken off the others for that, so that all together are more than 1.
    """
    weights = habits.sources[turn]
    general = habits.general_share(suffix)
    found = weights["general"] * general
    offered = weights["general"]
    used = suffixes_used(dossier.endings, habits.fade)
    if used.latest:
        alike = sum([share * habits.kinds.get(kind, 0.0) for kind, share in used.kinds.items()])
        own = used.shares.get(suffix, 0.0)
        found += weights["latest"] * (used.latest == suffix) + weights["habit"] * own / used.total
        offered += weights["latest"] + weights["habit"]
        if alike:
            found += weights["alike"] * general * used.kinds.get(kind_of(suffix), 0.0) / alike
            offered += weights["alike"]
    return max(found / offered if offered else 0.0, LEAST_SUFFIX)


@dataclass(frozen=True, slots=True)
class SuffixesUsed:
    """The suffixes of a site's former names, and their kinds, each with its share; older names count less."""

    latest: str
    shares: Mapping[str, float]
    kinds: Mapping[str, float]
    total: float


@lru_cache(maxsize=1 << 16)
def suffixes_used(endings: tuple[str, ...], fade: float) -> SuffixesUsed:
    """Of the public suffixes of a site's names, oldest first; once for all sites whose names ended alike."""
    suffixes = [suffix for suffix in endings if suffix]
    aged = [fade**age for age in range(len(suffixes))]
    shares: dict[str, float] = defaultdict(float)
    kinds: dict[str, float] = defaultdict(float)
    for suffix, share in zip(reversed(suffixes), aged, strict=True):
        shares[suffix] += share
        kinds[kind_of(suffix)] += share
    return SuffixesUsed(suffixes[-1] if suffixes else "", dict(shares), dict(kinds), sum(aged))


def shares_of(counts: Mapping[str, float]) -> dict[str, float]:
    """`counts` divided by their sum."""
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()}


def forecast_names(dossier: Dossier, n: int = 300, habits: Habits | None = None) -> tuple[Forecast, ...]:
    """The `n` most probable next names, best first; equal ones by name. Empty where the history has no label."""
    habits = habits or load_habits()
    if not dossier.domains or n < 1:
        return ()
    sources = suffix_sources(dossier, habits)
    mixed = {turn: mix_suffixes(sources, habits.sources[turn]) for turn in Turn}
    ranked = {turn: sorted((-share, suffix) for suffix, share in mixed[turn].items()) for turn in Turn}
    used: dict[str, set[str]] = defaultdict(set)
    for label, suffix in map(split_name, dossier.domains):
        used[label].add(suffix)
    names = [
        _names(label, share, ranked[turn], {suffix: mixed[turn].get(suffix, 0.0) for suffix in used.get(label, ())})
        for label, (turn, share) in _labels(dossier, habits).items()
    ]
    best = islice(merge(*names), n)
    return tuple(Forecast(name, rank, -minus) for rank, (minus, name) in enumerate(best, start=1))


def mix_suffixes(sources: Mapping[str, Mapping[str, float]], shares: Mapping[str, float]) -> dict[str, float]:
    """The probability of each suffix when one of the `sources` is drawn by `shares`."""
    mixed: dict[str, float] = defaultdict(float)
    total = sum(shares[source] for source in sources)
    for source, parts in sources.items():
        weight = shares[source] / total
        if not weight:
            continue
        for suffix, part in parts.items():
            mixed[suffix] += weight * part
    return mixed


def _labels(dossier: Dossier, habits: Habits) -> dict[str, tuple[Turn, float]]:
    """Every label within reach: its probability, and the Turn of the likeliest move to it."""
    found = label_moves(dossier, habits)
    shares = habits.moves[state_of(dossier)]
    reach = sum(shares.get(move, 0.0) for move in Move)
    open_to = sum(shares.get(move, 0.0) for move in found) or 1.0
    ways: dict[str, list[tuple[float, Turn]]] = defaultdict(list)
    for move, labels in found.items():
        for label, part in labels.items():
            way = shares.get(move, 0.0) * reach / open_to * part
            ways[label].append((way, TURN_OF.get(move, Turn.NEW_LABEL)))
    return {label: (max(each)[1], sum(share for share, _ in each)) for label, each in ways.items()}


def _names(
    label: str, share: float, ranked: Sequence[tuple[float, str]], used: Mapping[str, float]
) -> Iterator[tuple[float, str]]:
    """(minus probability, name), best first; what former names take of the suffixes goes to the others."""
    scale = share / max(1.0 - sum(used.values()), _LEAST)
    for minus, suffix in ranked:
        if suffix not in used:
            yield minus * scale, f"{label}.{suffix}"


def forecast_recall(events: Sequence[Succession], ks: Sequence[int]) -> dict[int, float]:
    """Share of `events` whose domain is among the first k names forecast from the former names of its own row,
    for every k of `ks`.
    """
    ranks = [rank_of(event, max(ks, default=0)) for event in events]
    return {k: sum(rank is not None and rank <= k for rank in ranks) / max(len(ranks), 1) for k in ks}


def rank_of(event: Succession, n: int = 300, habits: Habits | None = None) -> int | None:
    """The rank of the event's domain in the forecast of its day; None where it is not among the first `n`."""
    names = forecast_names(open_dossier(event.site, event.former), n, habits)
    return next((each.rank for each in names if each.hostname == event.domain), None)
