"""Which pairs certainly reach neither the score nor the likeness that is asked: nearly all, told from little."""

import numpy as np
from numba import njit

from rempart.engines.names.compiled.clear import RARER, SHORTEST_BESIDE_WORDS, SHORTEST_CLEAR, STEP_COST, WORD_BITS
from rempart.engines.names.compiled.facts import FEW_DOTTED, is_near, joined_decades
from rempart.engines.names.compiled.kept import entry
from rempart.engines.names.compiled.likeness import MOST_SYMBOLS, PIECE, may_be_one_step, rarest_ending, typing_steps
from rempart.engines.names.compiled.machine import equal, highest, lowest, ones
from rempart.engines.names.compiled.tables import (
    DROPPED,
    PLACE,
    SERIES,
    STEPS_OF_DECADES,
    Label,
    Scratch,
    Stems,
    Weights,
)
from rempart.engines.names.compiled.words import Array, bare

# As in `features`; the tests compare the two.
MOST_DECADES, MOST_LETTERS, MOST_LEFT_OVER = 10.0, 20, 10.0
_ONE, _TWO, _THREE = np.uint64(1), np.uint64(2), np.uint64(3)


@bare
def above_knots(group: int, value: float, scale: float, weights: Weights) -> float:  # pragma: no cover (compiled)
    """What a value brings that counts above each of its knots."""
    total = 0.0
    for row in range(weights.knots_of[group], weights.knots_of[group + 1]):
        if value > weights.knots[row, 0]:
            total += weights.knots[row, 1] * scale * (value - weights.knots[row, 0])
    return total


@bare
def of_piece(decades: float, weights: Weights) -> float:  # pragma: no cover (compiled)
    """What the decades of an only stretch bring, and that it is one."""
    value = min(decades, MOST_DECADES)
    brings = (weights.features[2] + weights.features[3]) * value + weights.features[4]
    return brings + above_knots(0, value, 1.0, weights) + above_knots(3, value, 1.0, weights)


@entry
@njit(cache=True, nogil=True)
def weigh_alone(stems: Stems, weights: Weights) -> None:  # pragma: no cover (compiled)
    """Fills the last column of `stems.weights`, and `of_decades`, `of_stem` and `of_label` of the weights."""
    for row in range(stems.weights.shape[0]):
        whole = stems.weights[row, 0]
        brings = weights.features[0] * max(5 - whole, 0.0) + weights.features[1] * max(6.5 - whole, 0.0)
        brings += weights.features[5] * min(whole, MOST_DECADES) + weights.features[16] * stems.shapes[row, 10]
        stems.weights[row, 3] = stems.weights[row, 1] + brings
    for step in range(weights.of_decades.size):
        low, high = step / STEPS_OF_DECADES, (step + 1) / STEPS_OF_DECADES
        most = max(of_piece(low, weights), of_piece(high, weights))
        for row in range(weights.knots.shape[0]):  # between two knots it is a straight line
            if low < weights.knots[row, 0] < high:
                most = max(most, of_piece(weights.knots[row, 0], weights))
        weights.of_decades[step] = most
    for size in range(3, weights.of_stem.shape[0]):
        letters = size - 2
        for covered in range(letters + 1):
            share = covered / letters
            left_over = min(letters * (1 - share), MOST_LEFT_OVER) / 3
            weights.of_stem[size, covered] = above_knots(1, share, 5.0, weights) + weights.features[13] * (share >= 1.0)
            weights.of_label[size, covered] = (
                above_knots(2, share, 5.0, weights)
                + above_knots(4, left_over, 1.0, weights)
                + weights.features[12] * left_over
                + weights.features[14] * (share >= 1.0)
                + weights.features[11] * min(letters, MOST_LETTERS) / 5
            )


@bare
def most_of_label(
    registrable: bool, suffix: int, hyphen: bool, digits: bool, weights: Weights
) -> float:  # pragma: no cover (compiled)
    """`Label.most`."""
    series = weights.features[SERIES]
    for step in range(SERIES, SERIES + DROPPED + 1):
        series = max(series, weights.features[step])
    brings = weights.features[15] * hyphen + weights.features[17] * digits + weights.features[PLACE] * (not registrable)
    return weights.unused[suffix] + series + brings + weights.additions + weights.alike + weights.rarity


@bare
def find_only_piece(dotted: Array, size: int, text: Array, begin: int, stem_size: int) -> tuple[int, int, int]:
    # pragma: no cover (compiled)
    """(at, end, label_at) of the only maximal shared stretch, as `likeness.find_pieces`, but without a branch; `end` is
    0 where there is none, or several.
    """
    inside = ~np.uint64(0) >> np.uint64(MOST_SYMBOLS - stem_size + PIECE - 1)
    before, places, count, label_at = np.uint64(0), np.uint64(0), 0, 0
    first, second = equal(text, begin, dotted[0]), equal(text, begin, dotted[1])
    third = equal(text, begin, dotted[2])
    for at in range(PIECE - 1, size):
        fourth = equal(text, begin, dotted[at])
        shared = first & second >> _ONE & third >> _TWO & fourth >> _THREE & inside
        starts = ones(shared & ~(before << _ONE))
        count += starts
        label_at += at * starts
        places |= shared
        before, first, second, third = shared, second, third, fourth
    if count != 1:
        return 0, 0, 0
    return lowest(places), highest(places) + PIECE, label_at - PIECE + 1


@bare
def may_be_clear(
    label: Label, stems: Stems, member: int, whole: bool, decades: float, start: int, clear: float, room: Scratch
) -> bool:  # pragma: no cover (compiled)
    """Whether `clear.is_clear` may hold of a label that shares one stretch with the stem: the `whole` stem or part of
    it, of so many decades. The stem's letters would begin at `start` of the dotted label.
    """
    begin, size = stems.shapes[member, 1], stems.shapes[member, 2]
    if is_near(label, stems, member) and typing_steps(room.dotted, label.size, stems.text, begin, size) <= 2:
        return True
    if whole:
        return size - 2 >= SHORTEST_BESIDE_WORDS and decades >= clear
    if size - 2 < SHORTEST_CLEAR or stems.weights[member, 0] + RARER - STEP_COST < clear:
        return False
    missed = ones(np.uint64(stems.shapes[member, 11] & ~label.kinds & WORD_BITS))
    return missed <= 1 and may_be_one_step(room.dotted, start, stems.text, begin + 1, size - 2)


@bare
def falls_short(
    label: Label, stems: Stems, member: int, weights: Weights, least: float, clear: float, room: Scratch
) -> bool:  # pragma: no cover (compiled)
    """Whether a pair has certainly less than the log-odds `least`, and less than `clear` decades of likeness."""
    begin, size = stems.shapes[member, 1], stems.shapes[member, 2]
    if size < FEW_DOTTED or size > MOST_SYMBOLS or label.size > MOST_SYMBOLS:
        return False
    if stems.shapes[member, 12] >> (label.suffix & 31) & 1:  # the site may have used the suffix
        return False
    at, end, label_at = find_only_piece(room.dotted, label.size, stems.text, begin, size)
    covered = end - at - (at == 0) - (end == size)
    if end == 0:
        return False
    decades = rarest_ending(at, end, stems.starts, stems.steps, stems.shapes[member, 3])
    step = min(np.int64(decades * STEPS_OF_DECADES), weights.of_decades.size - 1)
    total = (
        stems.weights[member, 3] + label.most + weights.of_stem[size, covered] + weights.of_label[label.size, covered]
    )
    if decades < 0.0 or not total + weights.of_decades[step] < least:
        return False
    if may_be_clear(label, stems, member, covered == size - 2, decades, label_at - at + 1, clear, room):
        return False
    return joined_decades(room.dotted, label, stems, member) == 0.0
