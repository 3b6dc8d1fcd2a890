"""Whether the likeness of a pair is clear: as `likeness.likeness`, of which it keeps all that reach what is asked."""

import numpy as np

from rempart.engines.names.compiled.likeness import code_of, decades_of, may_be_one_step, typing_steps
from rempart.engines.names.compiled.machine import ones
from rempart.engines.names.compiled.tables import NEAR, NEXT, Counts, Facts, Label, Scratch, Stems, Weights
from rempart.engines.names.compiled.words import DOT, Array, bare

# As in `likeness` and `features`; the tests compare the two.
PIECE_COST, NEAR_COST, FREE_NUMBER = 1.0, 1.0, 1.5
SHORTEST_WORD, SHORTEST_BESIDE_WORDS, SHORTEST_CLEAR = 5, 6, 7
INITIALS_COST, INSIDE_COST, BESIDE_WORDS_COST = 1.0, 2.0, 0.5
STEP_COST, LEFT_OUT_COST, EXCHANGED_COST, RARER = 2.9, 2.2, 1.5, 2.0
WORD_LETTERS, WORD_DECADES = 4, 5.5 + 1e-6  # sums in another order differ by far less
AFFIX_LETTERS = 12  # five bits each in one machine word
BETWEEN_DOTS = (1, 1)
WORD_BITS = (1 << 32) - 1
_FEW_LETTERS, _CODES = 3, 27


@bare
def number_cost(facts: Facts, whole: float, letters: int) -> float:  # pragma: no cover (compiled)
    """What a number takes from the rarity of a stem that has hardly any letters."""
    if letters >= _FEW_LETTERS or facts.same_label or facts.step == NEXT:
        return 0.0
    return NEAR_COST if facts.step == NEAR else max(whole - FREE_NUMBER, 0.0)


@bare
def is_affix(dotted: Array, begin: int, end: int, affixes: Array) -> bool:  # pragma: no cover (compiled)
    """Whether the letters dotted[begin:end] are among the packed, ascending `affixes`."""
    if end - begin > AFFIX_LETTERS:
        return False
    key = np.uint64(0)
    for at in range(begin, end):
        key = (key << np.uint64(5)) | np.uint64(dotted[at] - 96)
    low, high = 0, affixes.size
    while low < high:
        middle = (low + high) // 2
        if affixes[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low < affixes.size and affixes[low] == key


@bare
def copied(room: Scratch, begin: int, end: int, ends: tuple[int, int]) -> int:  # pragma: no cover (compiled)
    """The symbols dotted[begin:end] into `room.taken`, with so many dots (0 or 1) at its ends; how many in all."""
    before, behind = ends
    room.taken[0] = DOT
    for at in range(begin, end):
        room.taken[before + at - begin] = room.dotted[at]
    room.taken[before + end - begin] = DOT
    return before + end - begin + behind


@bare
def is_word(begin: int, end: int, affixes: Array, counts: Counts, room: Scratch) -> bool:
    # pragma: no cover (compiled)
    """Whether the letters dotted[begin:end], if there are any, are a word of their own."""
    if begin >= end or (end - begin > 1 and is_affix(room.dotted, begin, end, affixes)):
        return True
    if end - begin < WORD_LETTERS:
        return False
    size = copied(room, begin, end, BETWEEN_DOTS)
    return decades_of(room.taken, size, counts, room.counted) <= WORD_DECADES


@bare
def is_clear(
    label: Label, facts: Facts, stems: Stems, member: int, weights: Weights, counts: Counts, clear: float, room: Scratch
) -> bool:  # pragma: no cover (compiled)
    """Whether the likeness has `clear` decades."""
    return likeness_of(label, facts, stems, member, weights, counts, clear, room) >= clear


@bare
def likeness_of(
    label: Label, facts: Facts, stems: Stems, member: int, weights: Weights, counts: Counts, clear: float, room: Scratch
) -> float:  # pragma: no cover (compiled)
    """As `likeness.likeness`; what is less than `clear` may be some other number below it."""
    whole, letters = stems.weights[member, 0], stems.shapes[member, 2] - 2
    if facts.same_letters:
        return whole - number_cost(facts, whole, letters) - INITIALS_COST * (letters < SHORTEST_WORD)
    if letters < SHORTEST_BESIDE_WORDS:
        return 0.0
    held = facts.stem_covered >= 1.0
    best = held_decades(label, facts, stems, member, weights, counts, clear, room) if held else 0.0
    if letters < SHORTEST_CLEAR or whole + RARER - EXCHANGED_COST < clear:
        return best
    if facts.edits <= 2:
        return max(best, typed_decades(label, facts, stems, member, counts, clear, room))
    if held or facts.parts == 0 or label.size <= letters + 1 or whole + RARER - STEP_COST < clear:
        return best
    missed = ones(np.uint64(stems.shapes[member, 11] & ~label.kinds & WORD_BITS))
    return typed_beside_words(label, stems, member, weights, counts, clear, room) if missed <= 1 else best


@bare
def held_decades(
    label: Label, facts: Facts, stems: Stems, member: int, weights: Weights, counts: Counts, clear: float, room: Scratch
) -> float:  # pragma: no cover (compiled)
    """Those of a stem that the label holds whole."""
    whole, letters = stems.weights[member, 0], stems.shapes[member, 2] - 2
    inside = facts.shared - PIECE_COST * (facts.parts - 1) - INSIDE_COST if letters >= SHORTEST_CLEAR else 0.0
    beside = min(facts.shared, whole - BESIDE_WORDS_COST)
    if facts.parts > 1 or beside < clear:
        return inside
    piece = room.chosen[0]
    begin = room.pieces[piece, 2]
    end = begin + room.pieces[piece, 1] + 1 + room.pieces[piece, 0]  # at is -1 - pieces[piece, 0]
    if not is_word(1, begin, weights.affixes, counts, room):
        return inside
    return beside if is_word(end, label.size - 1, weights.affixes, counts, room) else inside


@bare
def typed_decades(
    label: Label, facts: Facts, stems: Stems, member: int, counts: Counts, clear: float, room: Scratch
) -> float:  # pragma: no cover (compiled)
    """Those of a label one or two typing steps away."""
    whole, begin, stem_size = stems.weights[member, 0], stems.shapes[member, 1], stems.shapes[member, 2]
    more = room.points  # of each letter, than in the stem
    more[:_CODES] = 0
    for at in range(label.size):
        more[code_of(room.dotted[at])] += 1
    for at in range(stem_size):
        more[code_of(stems.text[begin + at])] -= 1
    added, left_out = 0, 0
    for code in range(1, _CODES):
        added += max(more[code], 0)
        left_out += max(-more[code], 0)
    exchanged = facts.edits - max(added, left_out)
    cost = STEP_COST * added + LEFT_OUT_COST * max(left_out - added, 0) + EXCHANGED_COST * exchanged
    most = whole + RARER
    if most - cost < clear:
        return most - cost
    return min(decades_of(room.dotted, label.size, counts, room.counted), most) - cost


@bare
def typed_beside_words(
    label: Label, stems: Stems, member: int, weights: Weights, counts: Counts, clear: float, room: Scratch
) -> float:  # pragma: no cover (compiled)
    """Those of a part of the label one typing step from the stem, between words. The rarest shared stretch says where
    it may be.
    """
    text, size, piece = stems.shapes[member, 1], stems.shapes[member, 2] - 2, room.chosen[0]
    start = room.pieces[piece, 2] + 1 + room.pieces[piece, 0] + 1  # in the dotted label; at is -1 - pieces[piece, 0]
    best, most = 0.0, stems.weights[member, 0] + RARER
    if not may_be_one_step(room.dotted, start, stems.text, text + 1, size):
        return 0.0
    for way in range(5):
        begin = start + (way == 4) - (way == 3)
        end = start + size + (way == 1) - (way == 2)
        if begin < 1 or end > label.size - 1 or end - begin == label.size - 2:
            continue
        length = copied(room, begin, end, BETWEEN_DOTS)
        if typing_steps(room.taken, length, stems.text, text, size + 2) > 1:
            continue
        length = copied(room, begin, end, (1 * (begin == 1), 1 * (end == label.size - 1)))
        found = min(decades_of(room.taken, length, counts, room.counted), most) - STEP_COST
        if found < clear or found <= best:
            continue
        if is_word(1, begin, weights.affixes, counts, room) and is_word(
            end, label.size - 1, weights.affixes, counts, room
        ):
            best = found
    return best
