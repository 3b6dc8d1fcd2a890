"""Rows of evidence: dated moves with their true successor, ordinary names that pass the gate for some site."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rempart.engines.names.blocks import screen_block
from rempart.engines.names.candidates import is_candidate
from rempart.engines.names.dossiers import Dossier, open_dossier
from rempart.engines.names.evaluation import Succession, domains_by_site, latest_dossiers, parse_successions
from rempart.engines.names.evidence import Evidence, StemProfile, profile_stem, weigh
from rempart.engines.names.features import Priors, measure
from rempart.engines.names.forms import host_form, letters_of, suffix_of
from rempart.engines.names.model import Model, load_model
from rempart.engines.names.rarity import Background, count_background
from rempart.engines.names.screening import NameIndex
from rempart.engines.names.successors import Habits
from rempart.engines.names.suffixes import REGISTERED, share_of
from rempart.engines.names.watched import Index, build_candidates

GENERIC_AFFIXES = frozenset(
    ["a", "access", "app", "best", "cc", "chat", "city", "club", "co", "com", "community", "de", "e", "en",
     "es", "eu", "forum", "fr", "get", "go", "group", "hd", "hub", "i", "info", "io", "it", "land", "live",
     "me", "mirror", "mx", "my", "net", "neu", "new", "nouveau", "novo", "nuevo", "nuovo", "o", "official",
     "officiel", "oficial", "one", "online", "org", "plus", "pro", "proxy", "real", "s", "site", "space", "the",
     "to", "top", "tv", "two", "uk", "unblocked", "us", "vip", "visit", "vpn", "web", "world", "x", "xyz",
     "zone"]
)  # fmt: skip
STEM_WEIGHT = 2.0  # what stems of several sites share counts as in that many ordinary names: kinds of sites have words
PRIOR_STRENGTH = 20.0  # moves that the registered shares weigh in a suffix's prior
_LINES = 50_000

Group = tuple[Dossier, list[Evidence]]


@dataclass(frozen=True, slots=True)
class Table:
    """Features of (label, stem) pairs; `group` numbers the pairs of one hostname and one site; `weights` by group."""

    features: NDArray[np.float32]
    group: NDArray[np.int64]
    weights: NDArray[np.float64]


def read_moves(path: Path) -> list[Succession]:
    with path.open("rb") as lines:
        return [move for move in parse_successions(lines) if move.former]


def learn_background(names: Iterable[str], moves: Sequence[Succession]) -> Background:
    """Letter-group counts of ordinary `names`, and of what the stems of several sites in `moves` share, as they will be
    shipped.
    """
    counted = [(letters, 1.0) for letters in map(_letters, names) if letters]
    stems: dict[str, set[str]] = defaultdict(set)
    for move in moves:
        stems[move.site].update(filter(None, map(_letters, (*move.former, move.domain))))
    sites = [sorted(stems[site]) for site in sorted(stems)]
    return Background.from_bytes(count_background(counted, sites, STEM_WEIGHT).to_bytes())


def _letters(name: str) -> str:
    return host_form(name).label.letters


def learn_priors(moves: Sequence[Succession], habits: Habits) -> Priors:
    """How much more often successors use a suffix than other names do; private suffixes are hosts, and left out."""
    rows = Counter(move.site for move in moves)
    seen: Counter[str] = Counter()
    for move in moves:
        seen[suffix_of(move.domain)] += 1 / math.sqrt(rows[move.site])  # type: ignore[assignment]
    total = sum(seen.values())
    found = {}
    for suffix in sorted({*seen, *REGISTERED}):
        if suffix.count(".") > 1 or ("." in suffix and suffix not in REGISTERED):
            continue
        share = share_of(suffix)
        found[suffix] = round(math.log10((seen[suffix] + PRIOR_STRENGTH * share) / (total + PRIOR_STRENGTH) / share), 3)
    return Priors(found, frozenset(letters_of(affix) for affix in GENERIC_AFFIXES), habits)


def successors_judged(moves: Sequence[Succession], background: Background) -> Iterator[Group | None]:
    """For every move, the evidence with each stem of the site that is a candidate; None where none is."""
    for move in moves:
        dossier = open_dossier(move.site, move.former)
        form = host_form(move.domain)
        profiles = [profile_stem(stem, background) for stem in dossier.stems]
        rarity = background.label_decades(label.letters for label in form.labels)
        found = [
            weigh(label, form.suffix, profile, dossier, rarity[label.letters])
            for label in form.labels
            for profile in profiles
            if is_candidate(label, profile)
        ]
        yield (dossier, found) if found else None


def ordinary_judged(names: Sequence[str], moves: Sequence[Succession], background: Background) -> Iterator[Group]:
    """The evidence of every pair of an ordinary name and a site of `moves` that passes the gate."""
    owned = domains_by_site(moves)
    index = build_candidates(latest_dossiers(moves), background)
    for name in passing(names, NameIndex(index, _any_model(background), 0.0)):
        form = host_form(name)
        rarity = background.label_decades(label.letters for label in form.labels)
        found: dict[int, list[Evidence]] = {}
        for label in form.labels:
            for site, profiles in _stems_by_site(index, index.find(label)).items():
                dossier = index.dossiers[site]
                if name not in owned[dossier.site]:
                    found.setdefault(site, []).extend(
                        weigh(label, form.suffix, each, dossier, rarity[label.letters]) for each in profiles
                    )
        for site, evidence in found.items():
            yield index.dossiers[site], evidence


def _stems_by_site(index: Index, found: Iterable[int]) -> dict[int, list[StemProfile]]:
    by_site: dict[int, list[StemProfile]] = {}
    for at in sorted(found):
        by_site.setdefault(index.watched[at].site, []).append(index.watched[at].profile)
    return by_site


def _any_model(background: Background) -> Model:
    """A model that scores everything above 0: the gate alone decides."""
    return replace(load_model(), background=background)


def passing(names: Sequence[str], index: NameIndex) -> list[str]:
    """The names that pass the gate for any site, in order."""
    found: dict[str, None] = {}
    for start in range(0, len(names), _LINES):
        block = "".join(f"{name}\n" for name in names[start : start + _LINES]).encode()
        found.update(dict.fromkeys(hit.hostname for hit in screen_block(block, index).hits))
    return list(found)


def build_table(groups: Sequence[Group], weights: Sequence[float], priors: Priors) -> tuple[list[str], Table]:
    """The features of all pairs, with their names in order."""
    rows, numbers, names = [], [], list[str]()
    for number, (dossier, found) in enumerate(groups):
        for evidence in found:
            values = flat(evidence, dossier, priors)
            names = names or sorted(values)
            rows.append([values[name] for name in names])
            numbers.append(number)
    matrix = np.array(rows, dtype=np.float32).reshape(len(rows), len(names))
    return names, Table(matrix, np.array(numbers, dtype=np.int64), np.array(weights, dtype=np.float64))


def flat(evidence: Evidence, dossier: Dossier, priors: Priors) -> dict[str, float]:
    return {name: value for group in measure(evidence, dossier, priors).values() for name, value in group.items()}


def site_weights(moves: Sequence[Succession]) -> list[float]:
    """A site with many moves counts more than one with few, but not as many times more: ten sites hold almost half."""
    rows = Counter(move.site for move in moves)
    raw = [1 / math.sqrt(rows[move.site]) for move in moves]
    scale = len(raw) / max(sum(raw), 1e-12)
    return [weight * scale for weight in raw]
