"""The facts about one label and one stem, as `evidence.weigh` finds them."""

import numpy as np

from rempart.engines.names.compiled.likeness import (
    choose_pieces,
    find_pieces,
    typing_steps,
    weigh_pieces,
)
from rempart.engines.names.compiled.machine import ones
from rempart.engines.names.compiled.tables import (
    ADDED,
    DROPPED,
    FAR,
    NEAR,
    NEXT,
    NONE,
    USED,
    Facts,
    Label,
    Scratch,
    Stems,
)
from rempart.engines.names.compiled.words import Array, bare, is_digit

FEW_DOTTED = 5  # the size of a dotted stem with three letters: with fewer, a stem lives by its digits
LONGEST_NUMBER = 9  # digits
_NEAR_STEPS = 10
_MANY_EDITS = 3  # stands for all distances that are not counted
_FIVE_BITS, _WORD = 31, (1 << 32) - 1


@bare
def is_text(one: Array, first: int, size: int, other: Array, begin: int) -> bool:  # pragma: no cover (compiled)
    """Whether one[first:first + size] stands at `begin` in the other."""
    for at in range(size):
        if one[first + at] != other[begin + at]:
            return False
    return True


@bare
def is_used(plain: Array, size: int, stems: Stems, member: int) -> bool:  # pragma: no cover (compiled)
    """Whether the stem's site used the label as it is written."""
    for row in range(stems.shapes[member, 4], stems.shapes[member, 5]):
        if stems.labels[row, 1] == size and is_text(plain, 0, size, stems.text, stems.labels[row, 0]):
            return True
    return False


@bare
def step_of(number: int, stems: Stems, row: int) -> int:  # pragma: no cover (compiled)
    """How a number continues one series."""
    ahead = number - stems.series[row, 6]
    if ahead == 1:
        return NEXT
    if 1 < ahead <= _NEAR_STEPS:
        return NEAR
    for at in range(stems.series[row, 4], stems.series[row, 5]):
        if stems.numbers[at] == number:
            return USED
    return FAR


@bare
def find_step(plain: Array, label: Label, stems: Stems, member: int) -> tuple[int, bool]:
    # pragma: no cover (compiled)
    """How the numbers of a label continue those of the stem, and whether one stands where the stem had one."""
    first, last, size = stems.shapes[member, 6], stems.shapes[member, 7], label.plain
    best, at, numbers = DROPPED + 1, 0 if label.digits else size, 0
    while at < size:
        if not is_digit(plain[at]):
            at += 1
            continue
        begin, number = at, 0
        while at < size and is_digit(plain[at]) and at - begin < LONGEST_NUMBER:
            number = 10 * number + plain[at] - 48
            at += 1
        numbers += 1
        for row in range(first, last):
            before, behind = stems.series[row, 1], stems.series[row, 3]
            if (
                before == begin
                and behind == size - at
                and is_text(plain, 0, begin, stems.text, stems.series[row, 0])
                and is_text(plain, at, behind, stems.text, stems.series[row, 2])
            ):
                best = min(best, step_of(number, stems, row))
    if best <= DROPPED:
        return best, True
    if numbers:
        return (FAR if last > first else ADDED), False
    return (DROPPED if last > first else NONE), False


@bare
def is_near(label: Label, stems: Stems, member: int) -> bool:  # pragma: no cover (compiled)
    """Whether a label may be two typing steps from a stem or fewer: a step changes the size by one at most, and of the
    kinds of letters two.
    """
    if abs(label.size - stems.shapes[member, 2]) > _MANY_EDITS - 1:
        return False
    return ones(np.uint64((label.kinds ^ stems.shapes[member, 11]) & _WORD)) <= 2 * (_MANY_EDITS - 1)


@bare
def joined_decades(dotted: Array, label: Label, stems: Stems, member: int) -> float:  # pragma: no cover (compiled)
    """The decades of label and suffix where only together they read as the stem, else 0."""
    if not (label.registrable and stems.shapes[member, 13] >> (label.size & _FIVE_BITS) & 1):
        return 0.0  # nearly always: none has so many symbols
    for row in range(stems.shapes[member, 8], stems.shapes[member, 9]):
        begin, size, suffix = stems.joined[row, 0], stems.joined[row, 1], stems.joined[row, 2]
        if size == label.size - 2 and is_text(dotted, 1, size, stems.text, begin):
            return stems.decades[row] if suffix < 0 or suffix == label.suffix else 0.0
    return 0.0


@bare
def find_facts(label: Label, stems: Stems, member: int, room: Scratch) -> Facts:  # pragma: no cover (compiled)
    """All of them; `parts` is -1 where there is no room for the shared stretches. What they are stays in `room`."""
    begin, stem_size, cost = stems.shapes[member, 1], stems.shapes[member, 2], stems.shapes[member, 3]
    near = is_near(label, stems, member)
    used, alike, edits = False, False, _MANY_EDITS
    if near:
        used = is_used(room.plain, label.plain, stems, member)
        alike = label.size == stem_size and is_text(room.dotted, 0, stem_size, stems.text, begin)
        edits = typing_steps(room.dotted, label.size, stems.text, begin, stem_size)
    step, placed = find_step(room.plain, label, stems, member)
    few = stem_size < FEW_DOTTED
    count = 0
    if not few:
        count = find_pieces(room.dotted, label.size, stems.text, begin, stem_size, room.pieces)
        weigh_pieces(room.pieces, count, stems.starts, stems.steps, cost, room.decades)
    parts = choose_pieces(room.pieces, count, room.decades, room.chosen)
    shared, letters = 0.0, 0
    for piece in room.chosen[:parts]:
        at, end = -1 - room.pieces[piece, 0], room.pieces[piece, 1]
        shared += room.decades[piece]
        letters += end - at - (at == 0) - (end == stem_size)
    return Facts(
        used,
        alike and (not few or used or placed),
        joined_decades(room.dotted, label, stems, member),
        edits,
        parts if count >= 0 else -1,
        shared,
        min(letters / (stem_size - 2), 1.0) if stem_size > 2 else 0.0,
        min(letters / (label.size - 2), 1.0) if label.size > 2 else 0.0,
        step,
    )
