"""The second, fast stage: which candidates can be hits, by the compiled score and likeness.

In: the stems of an index and a model. Out: `Scorer`, whose `likely` keeps of what the sieve found the pairs whose
log-odds, or whose likeness, are high enough. The compiled score follows `features.measure` and `model.Model.judge`, the
compiled likeness `likeness.likeness`; these stay the plain reference and have the last word on what is kept: nothing is
told that they did not say. A model with a feature that the compiled score does not know has no scorer (`build_scorer`
gives None), and everything is judged the plain way.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rempart.engines.names.compiled.clear import AFFIX_LETTERS
from rempart.engines.names.compiled.hosts import EXACT, EXCEPTION, HERE_BITS, WILD, Suffixes, place_texts
from rempart.engines.names.compiled.likeness import MOST_SYMBOLS
from rempart.engines.names.compiled.score import MOST_OF_LABEL, make_room, score_pairs, weigh_unused
from rempart.engines.names.compiled.short import MOST_DECADES, weigh_alone
from rempart.engines.names.compiled.tables import (
    ADDITIONS,
    FEATURES,
    KNOTTED,
    SERIES,
    STEPS_OF_DECADES,
    Counts,
    Sites,
    Stems,
    Weights,
)
from rempart.engines.names.compiled.telling import COLUMNS, WHOLE_COLUMNS, tell_pairs
from rempart.engines.names.evidence import Evidence, SeriesStep
from rempart.engines.names.features import GROUPS
from rempart.engines.names.forms import LabelForm, suffix_rules
from rempart.engines.names.model import Model
from rempart.engines.names.rarity import ALPHABET, BACK_OFF, HASH_BITS, ORDER, Background
from rempart.engines.names.sieve import Numbers, letter_tables
from rempart.engines.names.successors import Turn, suffixes_used
from rempart.engines.names.suffixes import RESERVED, kind_of, share_of, stand_in
from rempart.engines.names.watched import Index, Watched

Floats = npt.NDArray[np.float64]
MARGIN = 1e-6  # log-odds: sums in another order differ by far less
_KINDS = ("country", "second", "new", "old")
_UNKNOWN = ("~~", "~.~", "~~~")  # stand for suffixes that nobody knows: of a country, with a dot, any other
_FIVE_BITS = 31
_NO_LABEL = LabelForm("", "")
_CONSTANT = "history"  # the group of features that depends on stem, site and whether the label reads the same


class Measurements(NamedTuple):
    """Of each pair: its log-odds, infinite where only the plain way can say; the columns that `tell_pairs` fills."""

    log_odds: Floats
    found: Numbers
    values: Floats


@dataclass(frozen=True, slots=True)
class Scorer:
    """Tables of one index and one model. `members` are those of the sieve: where each row's begin, and all in a row."""

    members: tuple[Numbers, Numbers]
    suffixes: Suffixes
    stems: Stems
    sites: Sites
    weights: Weights
    counts: Counts

    def likely(self, block: bytes, pairs: Numbers, least: float, clear: float = math.inf) -> tuple[Numbers, Floats]:
        """Rows (line start, line end, number of the label, position of the stem in the index) of those `pairs` of the
        sieve that may have log-odds of `least` or a likeness of `clear` decades or more, and those log-odds; infinite
        for a clear likeness, and where only the plain way can say.
        """
        return self._scored(block, pairs, self.members, least, clear)

    def measure(self, block: bytes, pairs: Numbers) -> Measurements:
        """What the reasons for each of `pairs` (rows of `likely`) rest on."""
        alone, each = np.arange(len(pairs) + 1), pairs.copy()
        each[:, 3] = alone[:-1]  # each stem stands for itself here
        rows, scores = self._scored(block, each, (alone, pairs[:, 3].copy()), -math.inf, math.inf)
        found, values = np.zeros((len(rows), WHOLE_COLUMNS), np.int64), np.zeros((len(rows), COLUMNS))
        tell_pairs(
            np.frombuffer(block, np.uint8),
            rows,
            scores,
            letter_tables(),
            self.suffixes,
            self.stems,
            self.sites,
            self.weights,
            self.counts,
            make_room(self.counts),
            found,
            values,
        )
        return Measurements(scores, found, values)

    def _scored(
        self, block: bytes, pairs: Numbers, members: tuple[Numbers, Numbers], least: float, clear: float
    ) -> tuple[Numbers, Floats]:
        begins, _ = members
        room = int((begins[pairs[:, 3] + 1] - begins[pairs[:, 3]]).sum())
        rows, scores = np.empty((room, 4), np.int64), np.empty(room, np.float64)
        count = score_pairs(
            np.frombuffer(block, np.uint8),
            pairs,
            members,
            letter_tables(),
            self.suffixes,
            self.stems,
            self.sites,
            self.weights,
            self.counts,
            least - MARGIN,
            clear - MARGIN,
            make_room(self.counts),
            rows,
            scores,
        )
        return rows[:count], scores[:count]


def build_scorer(index: Index, model: Model) -> Scorer | None:
    """The scorer of an index; None for a model that the compiled score does not know all features of."""
    constant = _constant_names(index, model)
    knotted = {name for name in model.weights if name.partition(">")[0] in KNOTTED and ">" in name}
    if not set(model.weights) <= {*FEATURES, *constant, *knotted} or any(map(_unpacked, model.priors.affixes)):
        return None
    used = [suffix for dossier in index.dossiers for suffix in dossier.suffixes]
    wanted = [suffix for watched in index.watched for suffix, _ in watched.profile.joined.values() if suffix]
    habits = model.priors.habits
    rows = _rows_of(chain(model.priors.suffixes, habits.suffixes, used, wanted))
    members = index.sieve.members
    sizes = np.array([0, *map(len, members)], np.int64)
    stems, weights = _stems(index, model, rows), _weights(model, rows)
    weigh_alone(stems, weights)
    return Scorer(
        (np.cumsum(sizes), np.array([at for each in members for at in each], np.int64)),
        _suffix_table(rows),
        stems,
        _sites(index, model, rows),
        weights,
        _counts(model.background),
    )


def _counts(background: Background) -> Counts:
    shifts = [64 - HASH_BITS[size] if size in HASH_BITS else 0 for size in range(1, ORDER + 1)]
    return Counts(
        background.names,
        float(background.tables[0].sum() + ALPHABET),
        np.array(BACK_OFF),
        np.array(shifts, np.uint64),
        background.tables,
    )


def _constant_names(index: Index, model: Model) -> set[str]:
    """The features of the constant group."""
    values = (
        GROUPS[_CONSTANT](_nothing_about(watched, reads_same=False), index.dossiers[watched.site], model.priors)
        for watched in index.watched[:1]
    )
    return {name for group in values for name in group}


def _nothing_about(watched: Watched, *, reads_same: bool) -> Evidence:
    """Evidence of one stem and no label but whether it reads the same."""
    return Evidence(
        label=_NO_LABEL, suffix="", stem=watched.profile.stem, same_label=False, same_letters=reads_same, edits=3,
        jaro_winkler=0.0, pieces=(), shared=0.0, whole=watched.profile.whole, rarity=0.0, stem_covered=0.0,
        label_covered=0.0, added_before="", added_after="", series=SeriesStep.NONE, number=None, suffix_uses=0,
        suffix_is_latest=False,
    )  # fmt: skip


def _unpacked(affix: str) -> bool:
    return len(affix) > AFFIX_LETTERS or not (affix.isascii() and affix.isalpha() and affix.islower())


def _rows_of(suffixes: Iterable[str]) -> dict[str, int]:
    """Every text that is or is part of a suffix, with its row; first those that stand for unknown ones."""
    texts = chain(_UNKNOWN, ("com", *sorted(RESERVED)), suffixes, (name for name, _ in _rules()))
    return {text: row for row, text in enumerate(dict.fromkeys(texts))}


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, int], ...]:
    """Every rule as the text that it is about and what it says of it; a hostname is ASCII."""
    rules = [rule for rule in suffix_rules()[0] if rule.isascii()]
    kinds = (EXCEPTION if rule.startswith("!") else WILD if rule.startswith("*.") else EXACT for rule in rules)
    return tuple((rule.removeprefix("!").removeprefix("*."), kind) for rule, kind in zip(rules, kinds, strict=True))


def _suffix_table(rows: Mapping[str, int]) -> Suffixes:
    text, spans = _joined_text(rows)
    rules = np.zeros(len(rows), np.uint8)
    for name, rule in _rules():
        rules[rows[name]] |= rule
    _, deepest = suffix_rules()
    hashes = np.zeros(len(rows), np.uint64)
    places = np.zeros(1 << (2 * len(rows)).bit_length(), np.int64)
    here = np.zeros(1 << HERE_BITS - 3, np.uint8)
    place_texts(spans, text, hashes, places, here)
    return Suffixes(here, places, hashes, spans, rules, text, deepest)


def _joined_text(words: Iterable[str]) -> tuple[npt.NDArray[np.uint8], Numbers]:
    """All words in a row, and where each begins and its size."""
    encoded = [word.encode("ascii", "replace") for word in words]
    sizes = np.array([len(word) for word in encoded], np.int64)
    spans = np.stack([np.cumsum(sizes) - sizes, sizes], axis=1) if encoded else np.zeros((0, 2), np.int64)
    return np.frombuffer(b"".join(encoded) + bytes(8), np.uint8).copy(), spans


class _Text:
    """Words that are put one after the other."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.size = 0

    def add(self, word: str) -> tuple[int, int]:
        """Where it begins, and its size."""
        begin = self.size
        self.words.append(word)
        self.size += len(word)
        return begin, len(word)

    def as_bytes(self) -> npt.NDArray[np.uint8]:
        """All of them."""
        return np.frombuffer("".join(self.words).encode("ascii", "replace") + bytes(MOST_SYMBOLS), np.uint8).copy()


def _stems(index: Index, model: Model, rows: Mapping[str, int]) -> Stems:
    text, shapes, weights = _Text(), list[tuple[int, ...]](), list[tuple[float, ...]]()
    labels, series, joined = list[tuple[int, ...]](), list[tuple[int, ...]](), list[tuple[int, ...]]()
    numbers, decades = list[int](), list[float]()
    starts, steps = list[float](), list[float]()
    for watched in index.watched:
        profile, stem = watched.profile, watched.profile.stem
        begin, size = text.add(profile.dotted)
        cost, first = len(steps), (len(labels), len(series), len(joined))
        starts += (*profile.start, *[0.0] * (size + 1 - len(profile.start)))
        steps += profile.cumulated
        labels += [text.add(label) for label in stem.domain_of]
        for each in stem.series:
            before, _, behind = each.template.partition("#")
            span = len(numbers), len(numbers) + len(each.numbers)
            series.append((*text.add(before), *text.add(behind), *span, each.highest))
            numbers += each.numbers
        for letters, (suffix, weight) in profile.joined.items():
            joined.append((*text.add(letters), rows[suffix] if suffix else -1))
            decades.append(weight)
        upto = len(labels), len(series), len(joined)
        spans = chain.from_iterable(zip(first, upto, strict=True))
        own = _bits((ord(letter) - ord("a")) & _FIVE_BITS for letter in profile.dotted[1:-1])
        used = _bits(rows[suffix] & _FIVE_BITS for suffix in index.dossiers[watched.site].suffixes)
        sizes = _bits(len(letters) + 2 & _FIVE_BITS for letters in profile.joined)
        shapes.append((watched.site, begin, size, cost, *spans, int("-" in stem.label), own, used, sizes, 0, 0))
        brings = [_constant_of(index, model, watched, reads_same=same) for same in (False, True)]
        weights.append((profile.whole, *brings, brings[0]))
    return Stems(
        _table(shapes, 16).astype(np.uint32).view(np.int32),
        np.array(weights, np.float64).reshape(-1, 4),
        text.as_bytes(),
        np.array(starts, np.float64),
        np.array(steps, np.float64),
        _table(labels, 2),
        _table(series, 7),
        np.array(numbers, np.int64),
        _table(joined, 3),
        np.array(decades, np.float64),
    )


def _bits(places: Iterable[int]) -> int:
    """A word with these bits."""
    return reduce(or_, (1 << place for place in places), 0)


def _constant_of(index: Index, model: Model, watched: Watched, *, reads_same: bool) -> float:
    """What bias, stem and site bring to any label that reads the same, or does not."""
    values = GROUPS[_CONSTANT](
        _nothing_about(watched, reads_same=reads_same), index.dossiers[watched.site], model.priors
    )
    return model.bias + sum([model.weights.get(name, 0.0) * value for name, value in values.items()])


def _sites(index: Index, model: Model, rows: Mapping[str, int]) -> Sites:
    habits = model.priors.habits
    shapes, shares = list[tuple[int, ...]](), list[tuple[float, ...]]()
    used, aged = list[tuple[int, ...]](), list[float]()
    for dossier in index.dossiers:
        own = suffixes_used(dossier.endings, habits.fade)
        first = len(used)
        used += [(rows[suffix], uses) for suffix, uses in dossier.suffixes.items()]
        aged += [own.shares.get(suffix, 0.0) for suffix in dossier.suffixes]
        latest = rows[own.latest] if own.latest else -1
        shapes.append((rows.get(dossier.latest_suffix, -1), first, len(used), latest))
        alike = sum([share * habits.kinds.get(kind, 0.0) for kind, share in own.kinds.items()])
        kinds = [own.kinds.get(kind, 0.0) for kind in _KINDS]
        shares.append((len(dossier.domains), own.total, alike, *kinds))
    return Sites(
        _table(shapes, 4),
        np.array(shares, np.float64).reshape(-1, 7),
        _table(used, 2),
        np.array(aged, np.float64),
    )


def _weights(model: Model, rows: Mapping[str, int]) -> Weights:
    habits, priors = model.priors.habits, model.priors.suffixes
    knots: list[tuple[float, float]] = []
    knots_of = [0]
    for group in KNOTTED:
        names = [name for name in model.weights if name.startswith(f"{group}>")]
        knots += [(float(name.partition(">")[2]), model.weights[name]) for name in names]
        knots_of.append(len(knots))
    suffixes = np.zeros((len(rows), 3))
    kinds = np.zeros((len(rows), 2), np.int64)
    for text, row in rows.items():
        suffixes[row] = priors.get(text, 0.0), habits.general_share(text), share_of(text)
        kinds[row] = _KINDS.index(kind_of(text)), rows[stand_in(text)]
    unused = np.zeros(len(rows))
    sources = [habits.sources[turn] for turn in (Turn.SAME_LABEL, Turn.NEW_LABEL)]
    found = Weights(
        np.array([model.weights.get(name, 0.0) for name in FEATURES]),
        np.array(knots, np.float64).reshape(-1, 2),
        np.array(knots_of, np.int64),
        np.array(sorted(map(_packed, model.priors.affixes)), np.uint64),
        suffixes,
        kinds,
        np.array([[each[name] for name in ("general", "latest", "habit", "alike")] for each in sources]),
        unused,
        np.zeros(int(MOST_DECADES * STEPS_OF_DECADES) + 1),
        np.zeros((MOST_SYMBOLS + 1, MOST_SYMBOLS)),
        np.zeros((MOST_SYMBOLS + 1, MOST_SYMBOLS)),
        sum([max(model.weights.get(name, 0.0), 0.0) for name in FEATURES[ADDITIONS:SERIES]], 0.0),
        _most(knots, knots_of, "alike", 1.0, 10.0),
        _most(knots, knots_of, "label rarity", MOST_OF_LABEL, 1.0),
    )
    stranger = np.array([(-1, 0, 0, len(rows))], np.int64), np.array([(1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)])
    weigh_unused(Sites(*stranger, np.zeros((0, 2), np.int64), np.zeros(0)), found)
    return found


def _most(
    knots: Sequence[tuple[float, float]], knots_of: Sequence[int], group: str, highest: float, scale: float
) -> float:
    """The most that a value of at most `highest` brings that counts above each of its knots."""
    first = KNOTTED.index(group)
    own = knots[knots_of[first] : knots_of[first + 1]]
    # From 0.0: where no knot counts, 0 would be another type, for which the score is compiled anew.
    return sum([scale * weight * (highest - knot) for knot, weight in own if weight > 0 and knot < highest], 0.0)


def _packed(affix: str) -> int:
    """Letters in five bits each, as the compiled score packs them."""
    value = 0
    for letter in affix:
        value = value << 5 | (ord(letter) - 96)
    return value


def _table(rows: Sequence[tuple[int, ...]], columns: int) -> Numbers:
    return np.array(rows, np.int64).reshape(-1, columns)
