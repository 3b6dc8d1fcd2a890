"""How alike a label and a stem are: shared stretches, typing steps, Jaro and Winkler's measure; as in `evidence`."""

import math

import numpy as np

from rempart.engines.names.compiled.machine import alike, equal, highest, lowest
from rempart.engines.names.compiled.tables import Counts
from rempart.engines.names.compiled.words import MULTIPLIER, Array, bare, called

MOST_SYMBOLS = 64  # of a dotted stem: one machine word
PIECE = 4  # the shortest stretch that counts, `evidence.SMALLEST_PIECE`
_ONE, _TWO, _THREE = np.uint64(1), np.uint64(2), np.uint64(3)
# As in `rarity`; the tests compare the two.
_FLOOR, _SYMBOLS, _HASHED = 0.05, 27, np.uint64(MULTIPLIER)
_WINKLER_FROM, _WINKLER_SHARE, _WINKLER_LETTERS = 0.7, 0.1, 4


@bare
def code_of(symbol: int) -> int:  # pragma: no cover (compiled)
    """0 for a dot, 1 to 26 for a letter."""
    return symbol - 96 if 97 <= symbol <= 122 else 0


@bare
def find_pieces(
    dotted: Array, size: int, text: Array, begin: int, stem_size: int, pieces: Array
) -> int:  # pragma: no cover (compiled)
    """(at, end, label_at) of all maximal shared stretches into `pieces`; how many, -1 where there is no room."""
    inside, count = ~np.uint64(0) >> np.uint64(MOST_SYMBOLS - stem_size), 0
    # Where the stem has the symbols before, at, and behind a place of the label, one bit each.
    before, first = np.uint64(0), equal(text, begin, dotted[0]) & inside
    second, third = equal(text, begin, dotted[1]) & inside, equal(text, begin, dotted[2]) & inside
    for label_at in range(size - PIECE + 1):
        fourth = equal(text, begin, dotted[label_at + PIECE - 1]) & inside
        starts = first & second >> _ONE & third >> _TWO & fourth >> _THREE
        starts &= ~(before << _ONE)  # those that go on from the place before are part of a longer one
        while starts != 0:
            at = lowest(starts)
            starts &= starts - _ONE
            length = PIECE
            most = min(size - label_at, stem_size - at)
            while length < most and dotted[label_at + length] == text[begin + at + length]:
                length += 1
            if count == pieces.shape[0]:
                return -1
            pieces[count, 0], pieces[count, 1], pieces[count, 2] = at, at + length, label_at
            count += 1
        before, first, second, third = first, second, third, fourth
    return count


@bare
def rarest_ending(at: int, end: int, starts: Array, steps: Array, cost: int) -> float:  # pragma: no cover (compiled)
    """The decades of the rarest ending of a stem's stretch from `at` to `end`; its costs begin at `cost`."""
    upto, most = steps[cost + end], -np.inf
    for first in range(at, end - PIECE + 1):
        most = max(most, starts[cost + first] + upto - steps[cost + first + PIECE])
    return most


@bare
def weigh_pieces(
    pieces: Array, count: int, starts: Array, steps: Array, cost: int, decades: Array
) -> None:  # pragma: no cover (compiled)
    """The decades of each stretch."""
    for piece in range(count):
        decades[piece] = rarest_ending(pieces[piece, 0], pieces[piece, 1], starts, steps, cost)


@bare
def choose_pieces(pieces: Array, count: int, decades: Array, chosen: Array) -> int:  # pragma: no cover (compiled)
    """The numbers of the rarest stretches that are disjoint in label and stem, rarest first; at most three."""
    kept = 0
    for _ in range(count):
        best = -1
        for piece in range(count):
            if pieces[piece, 0] < 0:
                continue
            rarer = best < 0 or decades[piece] > decades[best]
            if rarer or (decades[piece] == decades[best] and pieces[piece, 0] < pieces[best, 0]):
                best = piece
        at, end, label_at = pieces[best, 0], pieces[best, 1], pieces[best, 2]
        apart = True
        for other in chosen[:kept]:
            first, last, place = -1 - pieces[other, 0], pieces[other, 1], pieces[other, 2]
            apart &= (end <= first or last <= at) and (label_at + end - at <= place or place + last - first <= label_at)
        pieces[best, 0] = -1 - at  # negative: has been looked at
        if apart:
            chosen[kept] = best
            kept += 1
            if kept == chosen.size:
                break
    return kept


@called
def typing_steps(
    dotted: Array, size: int, text: Array, begin: int, stem_size: int
) -> int:  # pragma: no cover (compiled)
    """The optimal string alignment distance of the letters, 3 for all that is more than 2 (Hyyrö's bit vectors)."""
    letters, others = size - 2, stem_size - 2
    if letters - others > 2 or others - letters > 2:
        return 3
    if others == 0:
        return min(letters, 3)
    upper, lower, diagonal, before = ~np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(0)
    last = _ONE << np.uint64(others - 1)
    distance = others
    for at in range(1, size - 1):
        here = equal(text, begin + 1, dotted[at])
        exchanged = ((~diagonal & here) << _ONE) & before
        diagonal = (((here & upper) + upper) ^ upper) | here | lower | exchanged
        right = lower | ~(diagonal | upper)
        left = diagonal & upper
        distance += (right & last) != 0
        distance -= (left & last) != 0
        right = (right << _ONE) | _ONE
        left = left << _ONE
        upper = left | ~(diagonal | right)
        lower = right & diagonal
        before = here
    return min(distance, 3)


@bare
def may_be_one_step(dotted: Array, start: int, text: Array, begin: int, letters: int) -> bool:
    # pragma: no cover (compiled)
    """Whether a stretch of the label that begins at `start`, or ends as far from there as the stem, may be one typing
    step from the stem: what is the same before the step and behind it makes up the stem.
    """
    if start < 1:
        return start == 0
    inside, last = ~np.uint64(0) >> np.uint64(MOST_SYMBOLS - letters), letters - 1
    earlier = ~alike(dotted, start - 1, text, begin) & inside
    here = ~alike(dotted, start, text, begin) & inside
    later = ~alike(dotted, start + 1, text, begin) & inside
    ahead, behind = lowest(here), last - highest(here)
    changed = ahead + behind >= letters - 2  # or exchanged with the next
    added = ahead + last - highest(later) >= letters or lowest(earlier) + behind >= letters
    left_out = ahead + last - highest(earlier) >= last or lowest(later) + behind >= last
    return changed or added or left_out


@called
def decades_of(dotted: Array, size: int, counts: Counts, room: Array) -> float:  # pragma: no cover (compiled)
    """-log10 of how often a dotted label of four symbols or more is expected per ordinary name. `room` has a row more
    than symbols, for the counts of the groups of each size that end with them.
    """
    order, found, group = counts.back_off.size, 0.0, 0
    room[0] = 0.0
    for at in range(size):  # first all that has to be fetched, so that none waits for another
        group, power = (group * _SYMBOLS + code_of(dotted[at])) % _SYMBOLS**order, 1
        for shorter in range(order):
            power *= _SYMBOLS
            cell, shift = np.uint64(group % power), counts.shifts[shorter]
            room[at + 1, shorter] = counts.tables[shorter][cell if shift == 0 else (cell * _HASHED) >> shift]
    for at in range(size):
        chance = (room[at + 1, 0] + 1.0) / counts.symbols
        for shorter in range(1, order):
            inside = room[at, shorter - 1]
            if counts.shifts[shorter] != 0:
                room[at + 1, shorter] = min(room[at + 1, shorter], inside, room[at + 1, shorter - 1])
            strength = counts.back_off[shorter]
            chance = min((room[at + 1, shorter] + strength * chance) / (inside + strength), 1.0)
        if at == PIECE - 1:
            found = -math.log10((room[at + 1, PIECE - 1] + _FLOOR) / counts.names)
        elif at >= PIECE:
            found -= math.log10(chance)
    return found


@bare
def jaro_winkler(
    dotted: Array, size: int, text: Array, begin: int, stem_size: int, taken: Array, order: Array
) -> float:  # pragma: no cover (compiled)
    """Jaro and Winkler's similarity of the letters, 0 to 1."""
    letters, others = size - 2, stem_size - 2
    if letters == 0 or others == 0:
        return 1.0 * (letters == others)
    reach = max(max(letters, others) // 2 - 1, 0)
    taken[:letters] = 0
    common = 0
    for at in range(others):
        symbol = text[begin + 1 + at]
        for place in range(max(at - reach, 0), min(at + reach + 1, letters)):
            if taken[place] == 0 and dotted[1 + place] == symbol:
                taken[place] = 1
                order[common] = symbol
                common += 1
                break
    if common == 0:
        return 0.0
    at, exchanged = 0, 0
    for place in range(letters):
        if taken[place] == 1:
            exchanged += order[at] != dotted[1 + place]
            at += 1
    share = (common / letters + common / others + (common - exchanged // 2) / common) / 3.0
    if share > _WINKLER_FROM:
        alike = 0
        while alike < min(letters, others, _WINKLER_LETTERS) and dotted[1 + alike] == text[begin + 1 + alike]:
            alike += 1
        share += alike * _WINKLER_SHARE * (1.0 - share)
    return share
