"""The score of candidates: `features.measure` and `model.Model.judge` for millions of them, without the reasons."""

import math

import numpy as np
from numba import njit

from rempart.engines.names.compiled.clear import PIECE_COST, is_affix, is_clear, number_cost
from rempart.engines.names.compiled.facts import find_facts
from rempart.engines.names.compiled.hosts import Suffixes, find_suffix, read_host, read_label
from rempart.engines.names.compiled.kept import entry
from rempart.engines.names.compiled.likeness import MOST_SYMBOLS, PIECE, decades_of, jaro_winkler
from rempart.engines.names.compiled.machine import above, bits_of, equal, fetch
from rempart.engines.names.compiled.short import (
    MOST_DECADES,
    MOST_LEFT_OVER,
    MOST_LETTERS,
    above_knots,
    falls_short,
    most_of_label,
)
from rempart.engines.names.compiled.tables import (
    ADDITIONS,
    FEATURES,
    MARKS,
    NEAR,
    NEXT,
    NONE,
    PLACE,
    SERIES,
    SUFFIX,
    Counts,
    Facts,
    Label,
    Scratch,
    Sites,
    Stems,
    Weights,
)
from rempart.engines.names.compiled.words import HYPHEN, LONGEST_NAME, STRIDE, Array, bare, is_letter

# As in `features`; the tests compare the two.
TYPING_COST, MOST_OF_LABEL, SHORTEST_TYPO = 2.6, 14.0, 5
LEAST_SUFFIX = 2e-5
_UNSURE = np.inf  # the score of what only the slow way can judge
_SOON, _SOONER = 4, 8  # rows
_CACHED = 8  # numbers that memory gives at once
_COUNT = len(FEATURES)
_ROOM = 4 * LONGEST_NAME + 64
_PIECES = 256


@bare
def strength(facts: Facts, whole: float, letters: int) -> float:  # pragma: no cover (compiled)
    """Decades of background frequency that the likeness stands for."""
    best = facts.joined
    if facts.same_letters:
        best = max(best, whole - number_cost(facts, whole, letters))
    if facts.edits <= 2 and letters >= SHORTEST_TYPO:
        best = max(best, whole - TYPING_COST * facts.edits)
    if facts.parts > 0:
        best = max(best, facts.shared - PIECE_COST * (facts.parts - 1))
    return best


@bare
def read_signs(plain: int, dotted: int, room: Scratch) -> tuple[int, bool, bool]:  # pragma: no cover (compiled)
    """A bit for each letter of the label in `room`, and whether it has a hyphen and a digit; `plain` and `dotted` are
    its sizes.
    """
    kinds, hyphen, digits = 0, False, False
    for at in range(0, dotted - 2, STRIDE):
        kept = ~np.uint64(0) >> np.uint64(max(STRIDE - (dotted - 2 - at), 0))
        kinds |= bits_of(room.dotted, at + 1, kept, 97)
    for at in range(0, plain, STRIDE):
        kept = ~np.uint64(0) >> np.uint64(max(STRIDE - (plain - at), 0))
        hyphen |= equal(room.plain, at, HYPHEN) & kept != 0
        digits |= above(room.plain, at, 47) & ~above(room.plain, at, 57) & kept != 0
    return kinds, hyphen, digits


@bare
def is_set_apart(label: Label, facts: Facts, room: Scratch) -> bool:  # pragma: no cover (compiled)
    """Whether the label has a hyphen where the rarest shared stretch begins or ends."""
    if not label.hyphen or facts.parts == 0:
        return False
    piece = room.chosen[0]
    at, end, label_at = -1 - room.pieces[piece, 0], room.pieces[piece, 1], room.pieces[piece, 2]
    dots = np.int64(room.dotted[label_at] == 46) + np.int64(room.dotted[label_at + end - at - 1] == 46)
    first, last, letters = label_at - 1, label_at - 1 + end - at - dots, 0
    for place in range(label.plain):
        symbol = room.plain[place]
        letters += is_letter(symbol)
        if symbol == HYPHEN and (letters == first or letters == last):
            return True
    return False


@bare
def measure_marks(label: Label, facts: Facts, other: float, stem_hyphen: int, values: Array) -> None:
    # pragma: no cover (compiled)
    """What of `features._additions` costs nothing."""
    values[MARKS], values[MARKS + 1] = other * (facts.stem_covered >= 1.0), other * (facts.label_covered >= 1.0)
    values[MARKS + 2], values[MARKS + 3], values[MARKS + 4] = 1.0 * label.hyphen, 1.0 * stem_hyphen, 1.0 * label.digits


@bare
def measure_additions(
    label: Label, facts: Facts, other: float, stem_size: int, affixes: Array, room: Scratch
) -> None:  # pragma: no cover (compiled)
    """What stands around the shared letters, and how it is set apart: as `features._additions`."""
    values = room.values
    begin, end, starts_alike, ends_alike = label.size, 0, False, False
    for piece in room.chosen[: facts.parts]:
        at, last, label_at = -1 - room.pieces[piece, 0], room.pieces[piece, 1], room.pieces[piece, 2]
        begin, end = min(begin, label_at), max(end, label_at + last - at)
        starts_alike |= at == 0 and label_at == 0
        ends_alike |= last == stem_size
    before, after = facts.parts > 0 and begin > 1, facts.parts > 0 and end < label.size - 1
    known_before = before and is_affix(room.dotted, 1, begin, affixes)
    known_after = after and is_affix(room.dotted, end, label.size - 1, affixes)
    values[ADDITIONS] = other * before
    values[ADDITIONS + 1] = other * after
    values[ADDITIONS + 2] = other * (known_before or known_after)
    only = (before or after) and known_before == before and known_after == after
    values[ADDITIONS + 3] = other * only
    values[ADDITIONS + 4] = other * starts_alike
    values[ADDITIONS + 5] = other * ends_alike
    values[ADDITIONS + 6] = other * is_set_apart(label, facts, room)


@bare
def suffix_share(suffix: int, same_label: bool, site: int, sites: Sites, weights: Weights) -> float:
    # pragma: no cover (compiled)
    """As `successors.suffix_share`."""
    general_weight, latest_weight, habit_weight, alike_weight = weights.sources[0 if same_label else 1]
    general = weights.suffixes[suffix, 1]
    found, offered = general_weight * general, general_weight
    latest = sites.shapes[site, 3]
    if latest >= 0:
        total, alike = sites.shares[site, 1], sites.shares[site, 2]
        own = 0.0
        for row in range(sites.shapes[site, 1], sites.shapes[site, 2]):
            if sites.used[row, 0] == suffix:
                own = sites.aged[row]
        found += latest_weight * (latest == suffix) + habit_weight * own / total
        offered += latest_weight + habit_weight
        if alike > 0.0:
            found += alike_weight * general * sites.shares[site, 3 + weights.kinds[suffix, 0]] / alike
            offered += alike_weight
    return max(found / offered if offered > 0.0 else 0.0, LEAST_SUFFIX)


@bare
def measure_suffix(
    suffix: int, facts: Facts, other: float, site: int, sites: Sites, weights: Weights, values: Array
) -> None:  # pragma: no cover (compiled)
    """As `features._suffix`."""
    uses = 0
    for row in range(sites.shapes[site, 1], sites.shapes[site, 2]):
        if sites.used[row, 0] == suffix:
            uses = sites.used[row, 1]
    latest = 1.0 * (suffix == sites.shapes[site, 0])
    stand_in = weights.kinds[suffix, 1]
    counted = suffix if uses else stand_in
    prior = weights.suffixes[counted, 0]
    expected = suffix_share(counted, facts.same_label, site, sites, weights)
    ratio = max(-3.0, min(3.0, math.log10(expected / weights.suffixes[stand_in, 2])))
    values[SUFFIX] = 1.0 * (uses > 0)
    values[SUFFIX + 1] = uses / max(sites.shares[site, 0], 1.0)
    values[SUFFIX + 2] = latest
    values[SUFFIX + 3] = latest * (facts.step == NEXT or facts.step == NEAR)
    values[SUFFIX + 4] = other * latest
    values[SUFFIX + 5] = prior
    values[SUFFIX + 6] = max(0.0, prior)
    values[SUFFIX + 7] = math.log10(expected)
    values[SUFFIX + 8] = ratio
    values[SUFFIX + 9] = max(0.0, ratio)


@bare
def weighted(values: Array, first: int, last: int, weights: Weights) -> float:  # pragma: no cover (compiled)
    """What the features from `first` to `last` bring."""
    total = 0.0
    for at in range(first, last):
        total += values[at] * weights.features[at]
    return total


@bare
def suffix_part(
    suffix: int, facts: Facts, other: float, stem: Array, sites: Sites, weights: Weights, values: Array
) -> float:  # pragma: no cover (compiled)
    """What the suffix brings: looked up where the site never used it, which is nearly always. `stem` is a row of
    `Stems.shapes`.
    """
    known, site = weights.unused[suffix], stem[0]
    if not facts.same_label and known == known and not stem[12] >> (suffix & 31) & 1:  # noqa: PLR0124 (NaN is not itself)
        return known
    measure_suffix(suffix, facts, other, site, sites, weights, values)
    return weighted(values, SUFFIX, PLACE, weights)


@entry
@njit(cache=True, nogil=True)
def weigh_unused(sites: Sites, weights: Weights) -> None:  # pragma: no cover (compiled)
    """Fills `weights.unused`; the only row of `sites` is a site that used none of the suffixes."""
    values = np.zeros(_COUNT, np.float64)
    facts = Facts(
        same_label=False,
        same_letters=False,
        joined=0.0,
        edits=3,
        parts=0,
        shared=0.0,
        stem_covered=0.0,
        label_covered=0.0,
        step=NONE,
    )
    for suffix in range(weights.unused.size):
        weights.unused[suffix] = np.nan
        if weights.sources[1, 3] == 0.0 and weights.kinds[suffix, 1] == suffix:
            measure_suffix(suffix, facts, 1.0, 0, sites, weights, values)
            weights.unused[suffix] = weighted(values, SUFFIX, PLACE, weights)


@bare
def log_odds(
    label: Label,
    stems: Stems,
    member: int,
    sites: Sites,
    weights: Weights,
    counts: Counts,
    least: float,
    clear: float,
    room: Scratch,
) -> float:  # pragma: no cover (compiled)
    """The log-odds of one pair, as `model.Model.judge` sums them; infinite for a likeness of `clear` decades, and where
    only the slow way can say. Where they cannot reach `least`, they may be some other number below it.
    """
    begin, stem_size = stems.shapes[member, 1], stems.shapes[member, 2]
    if stem_size > MOST_SYMBOLS:
        return _UNSURE
    if falls_short(label, stems, member, weights, least, clear, room):
        return -np.inf
    facts = find_facts(label, stems, member, room)
    if facts.parts < 0:
        return _UNSURE
    values, whole, letters = room.values, stems.weights[member, 0], label.size - 2
    if is_clear(label, facts, stems, member, weights, counts, clear, room):
        return _UNSURE
    other = 0.0 if facts.same_letters or facts.joined != 0.0 else 1.0
    best = min(strength(facts, whole, stem_size - 2), MOST_DECADES)
    total = stems.weights[member, 1 if other > 0.0 else 2] + above_knots(0, best, 1.0, weights)
    if other > 0.0:
        total += above_knots(1, facts.stem_covered, 5.0, weights) + above_knots(2, facts.label_covered, 5.0, weights)
    values[0], values[1] = max(5 - whole, 0.0), max(6.5 - whole, 0.0)
    values[2] = other * best
    values[3] = min(room.decades[room.chosen[0]], MOST_DECADES) if facts.parts > 0 else 0.0
    values[4], values[5] = 1.0 * facts.parts, min(whole, MOST_DECADES)
    values[6], values[7] = 1.0 * facts.same_label, 1.0 * facts.same_letters
    values[8] = 1.0 * (facts.joined > 0.0)
    values[9], values[10] = 1.0 * (facts.edits == 1), 1.0 * (facts.edits == 2)
    values[11] = min(letters, MOST_LETTERS) / 5
    values[12] = other * min(letters * (1 - facts.label_covered), MOST_LEFT_OVER) / 3
    measure_marks(label, facts, other, stems.shapes[member, 10], values)
    if other > 0.0:
        total += above_knots(3, values[3], 1.0, weights) + above_knots(4, values[12], 1.0, weights)
    total += suffix_part(label.suffix, facts, other, stems.shapes[member], sites, weights, values)
    total += weights.features[SERIES + facts.step] + weights.features[PLACE] * (not label.registrable)
    total += weighted(values, 0, ADDITIONS, weights)
    if total + weights.additions + weights.alike + weights.rarity < least:
        return total
    measure_additions(label, facts, other, stem_size, weights.affixes, room)
    total += weighted(values, ADDITIONS, SERIES, weights)
    if other > 0.0 and total + weights.alike + weights.rarity >= least:
        alike = jaro_winkler(room.dotted, label.size, stems.text, begin, stem_size, room.taken, room.order)
        total += above_knots(5, alike, 10.0, weights)
        if label.size >= PIECE and total + weights.rarity >= least:
            rarity = decades_of(room.dotted, label.size, counts, room.counted)
            total += above_knots(6, min(rarity, MOST_OF_LABEL), 1.0, weights)
    return total


@bare
def fetch_stems(pairs: Array, row: int, members: tuple[Array, Array], stems: Stems) -> None:
    # pragma: no cover (compiled)
    """Asks memory for what the rows behind `row` need: the nearest caches do not hold 10,000 stems."""
    if row + _SOONER < pairs.shape[0]:
        member = members[1][members[0][pairs[row + _SOONER, 3]]]
        fetch(stems.shapes, member * stems.shapes.shape[1])
        fetch(stems.weights, member * stems.weights.shape[1])
    if row + _SOON < pairs.shape[0]:
        member = members[1][members[0][pairs[row + _SOON, 3]]]
        cost = stems.shapes[member, 3]
        fetch(stems.text, stems.shapes[member, 1])
        for costs in (stems.starts, stems.steps):
            fetch(costs, cost)
            fetch(costs, cost + _CACHED)


def make_room(counts: Counts) -> Scratch:
    """Room for the names of one call."""
    return Scratch(
        np.zeros(_ROOM, np.uint8),
        np.zeros(_ROOM, np.int64),
        np.zeros(_ROOM, np.int64),
        np.zeros(_ROOM, np.int64),
        np.zeros(_ROOM, np.uint8),
        np.zeros(_ROOM, np.uint8),
        np.zeros((_PIECES, 3), np.int64),
        np.zeros(_PIECES, np.float64),
        np.zeros(3, np.int64),
        np.zeros(_ROOM, np.uint8),
        np.zeros(_ROOM, np.uint8),
        np.zeros(_COUNT, np.float64),
        np.zeros((_ROOM, counts.back_off.size), np.float64),
    )


@entry
@bare
def score_pairs(
    data: Array,
    pairs: Array,
    members: tuple[Array, Array],
    letters: tuple[Array, Array],
    known: Suffixes,
    stems: Stems,
    sites: Sites,
    weights: Weights,
    counts: Counts,
    least: float,
    clear: float,
    room: Scratch,
    likely: Array,
    scores: Array,
) -> int:  # pragma: no cover (compiled)
    """(line start, line end, number of the label, stem) with log-odds of `least` or a likeness of `clear` decades or
    more into `likely` and `scores`; how many. `pairs` are rows of `scan`; its stem i stands for
    members[1][members[0][i] : members[0][i + 1]].
    """
    line, number, count = -1, -1, 0
    size, labels, depth, left, suffix = 0, 0, 0, 0, 0
    plain, dotted, kinds, hyphen, digits, most = 0, 0, 0, False, False, 0.0
    for row in range(pairs.shape[0]):
        fetch_stems(pairs, row, members, stems)
        if pairs[row, 0] != line:
            line, number = pairs[row, 0], -1
            size, labels = read_host(data, line, pairs[row, 1], room.host, room.begins)
            depth, suffix = find_suffix(room.host, size, room.begins, labels, known, room.rows)
            www = room.begins[1] == 4 and room.host[0] == 119 and room.host[1] == 119 and room.host[2] == 119
            left = 1 if www and labels - depth > 1 else 0
        if pairs[row, 2] < left or pairs[row, 2] >= labels - depth:
            continue  # a leading www, or part of the public suffix
        if pairs[row, 2] != number:
            number = pairs[row, 2]
            begin, end = room.begins[number], room.begins[number + 1] - 1
            plain, dotted = read_label(room.host, begin, end, *letters, room.points, room.plain, room.dotted)
            kinds, hyphen, digits = read_signs(plain, dotted, room)
            most = most_of_label(number == labels - depth - 1, suffix, hyphen, digits, weights)
        label = Label(plain, dotted, number == labels - depth - 1, suffix, kinds, hyphen, digits, most)
        for at in range(members[0][pairs[row, 3]], members[0][pairs[row, 3] + 1]):
            member = members[1][at]
            score = _UNSURE
            if plain >= 0:
                score = log_odds(label, stems, member, sites, weights, counts, least, clear, room)
            if score >= least:
                likely[count, 0], likely[count, 1] = line, pairs[row, 1]
                likely[count, 2], likely[count, 3] = number, member
                scores[count] = score
                count += 1
    return count
