"""Which lines are hostnames, and the unusual ones: wildcards, punycode, spaces, what is no name."""

import numpy as np
from numba import njit

from rempart.engines.names.compiled.folding import fold_plain, latin, may_be_encoded
from rempart.engines.names.compiled.machine import highest, lowest, ones
from rempart.engines.names.compiled.words import (
    BLANK,
    DOT,
    DOTTED,
    ENDS,
    FRONT,
    HYPHEN,
    KEPT,
    LONGEST_LABEL,
    LONGEST_NAME,
    NO_NAME,
    ODD,
    ODDS,
    ONE,
    PLAIN,
    STAR,
    STRIDE,
    TWOS,
    Array,
    Word,
    bare,
    is_digit,
    is_letter,
    is_space,
    lower,
)


@bare
def judge_label(data: Array, begin: int, end: int) -> int:  # pragma: no cover (compiled)
    """NO_NAME, or PLAIN, or BLANK for a number: a label of digits alone, or ``0x`` and digits of base 16 alone."""
    size = end - begin
    if size == 0 or size > LONGEST_LABEL or data[begin] == HYPHEN or data[end - 1] == HYPHEN:
        return NO_NAME
    based = 2 * (size > 1 and data[begin] == 48 and lower(data[begin + 1]) == 120)  # the signs of its ``0x``
    digits = based
    for at in range(begin, end):
        symbol = lower(data[at])
        if is_digit(symbol) or (based != 0 and 97 <= symbol <= 102):
            digits += at - begin >= based
        elif not (is_letter(symbol) or symbol == HYPHEN or symbol == 95):
            return NO_NAME
    return BLANK if digits == size else PLAIN


@bare
def fold_line(
    data: Array, begin: int, end: int, table: Array, leet: Array, sides: Array, filled: tuple[int, int], points: Array
) -> tuple[int, int]:  # pragma: no cover (compiled)
    """A name with punycode onto the end of `sides`; how much of them is filled then, negative where it cannot."""
    letters, size = filled
    if letters + 8 * LONGEST_NAME > sides.shape[1] or size + 8 * LONGEST_NAME > sides.shape[1]:
        return -1, -1
    plain = sides[1]
    sides[0, letters] = DOT
    letters += 1
    start = begin
    for at in range(begin, end):  # the last label is a public suffix, or part of one
        if data[at] == DOT:
            count = latin(data, start, at, table, points, plain[size:])
            if count < 0:
                return -1, -1
            letters = fold_plain(plain[size:], count, leet, sides[0], letters)
            size += count
            plain[size] = DOT
            sides[0, letters] = DOT
            size += 1
            letters += 1
            start = at + 1
    return letters, size


@bare
def skip_wildcard(data: Array, begin: int, end: int) -> int:  # pragma: no cover (compiled)
    """Where the name begins that stands behind ``*.``, if that is there."""
    if end - begin >= 2 and data[begin] == STAR and data[begin + 1] == DOT:
        begin += 2
        while begin < end and is_space(data[begin]):
            begin += 1
    return begin


@bare
def look_closely(data: Array, begin: int, end: int) -> int:  # pragma: no cover (compiled)
    """What an unusual line is: BLANK, PLAIN, NO_NAME, or ODD where only the slow way can say."""
    if begin == end:
        return BLANK
    for at in range(begin, end):
        if data[at] >= 128 or 28 <= data[at] < 32:
            return ODD
    begin = skip_wildcard(data, begin, end)
    if end > begin and data[end - 1] == DOT:
        end -= 1
    if begin == end or end - begin > LONGEST_NAME:
        return NO_NAME
    labels, start, verdict = 0, begin, PLAIN
    for at in range(begin, end + 1):
        if at == end or data[at] == DOT:
            verdict = judge_label(data, start, at)
            if verdict == NO_NAME:
                return NO_NAME
            labels += 1
            start = at + 1
    return NO_NAME if labels < 2 or verdict == BLANK else PLAIN


@bare
def read_line(
    data: Array,
    begin: int,
    end: int,
    table: Array,
    leet: Array,
    sides: Array,
    filled: tuple[int, int],
    points: Array,
    is_name: bool,
) -> tuple[int, int, int]:  # pragma: no cover (compiled)
    """What an unusual line is, unless it is known to be a name, and how much of `sides` is filled after it, if it has
    punycode.
    """
    while begin < end and is_space(data[begin]):
        begin += 1
    while end > begin and is_space(data[end - 1]):
        end -= 1
    verdict = PLAIN if is_name else look_closely(data, begin, end)
    if verdict != PLAIN:
        return verdict, filled[0], filled[1]
    begin = skip_wildcard(data, begin, end)
    end -= data[end - 1] == DOT
    start, encoded = begin, False
    for at in range(begin, end + 1):
        if at == end or data[at] == DOT:
            encoded |= may_be_encoded(data, start, at)
            start = at + 1
    if not encoded:
        return PLAIN, filled[0], filled[1]
    letters, size = fold_line(data, begin, end, table, leet, sides, filled, points)
    return (ODD, filled[0], filled[1]) if letters < 0 else (PLAIN, letters, size)


@bare
def ends_without_dot(ends: Word, dots: Word, fresh: Word) -> tuple[Word, Word]:  # pragma: no cover (compiled)
    """Those of 64 line ends before which their line has no dot, and whether the next line has none so far; `fresh`: the
    first has none from before. The mark before such an end is an end too: a bit behind each is carried to the next.
    """
    others, behind = ~(ends | dots), ends << ONE | fresh
    carried = others + (behind & others)
    return ends & (carried | behind), np.uint64(carried < others) | ends >> np.uint64(63)


@bare
def refuse(first: int, last: int, verdict: int, odd: Array, counts: Array) -> None:  # pragma: no cover (compiled)
    """Notes a line that is no plain name."""
    counts[ODD] += verdict == NO_NAME  # an odd one is counted already
    odd[counts[ODD] - 1, 0], odd[counts[ODD] - 1, 1], odd[counts[ODD] - 1, 2] = first, last, verdict


@bare
def wipe(signs: Array, begin: int, end: int) -> None:  # pragma: no cover (compiled)
    """Keeps nothing between the two."""
    for at in range(begin, end):
        signs[at // STRIDE, KEPT] &= ~(ONE << np.uint64(at % STRIDE))


@njit(cache=True, nogil=True)
def read_lines(
    data: Array,
    begin: int,
    strides: int,
    signs: Array,
    table: Array,
    leet: Array,
    sides: Array,
    lines: Array,
    points: Array,
    odd: Array,
    counts: Array,
) -> tuple[int, int]:  # pragma: no cover (compiled)
    """Tells names from other lines; gives how much of `sides` is filled.

    Of lines that are no plain names nothing is kept in `signs`; those with punycode come into `sides`: letters
    into the first, `plain` labels into the second; `lines` says where each line begins in either and in `data`.
    `counts` counts each verdict; (start, end, verdict) of NO_NAME and ODD ones go to the first counts[ODD] of `odd`.
    """
    line, count, filled = 0, 0, (FRONT, 0)
    fresh, seen = ONE, np.uint64(0)  # whether the line has no dot yet; which marks it has
    for stride in range(strides):
        chunk = STRIDE * stride
        ends, dots, odds, twos = signs[stride, ENDS], signs[stride, DOTTED], signs[stride, ODDS], signs[stride, TWOS]
        dotless, fresh = ends_without_dot(ends, dots, fresh)
        if (seen | odds | twos | dotless) == 0 and (ends == 0 or chunk + lowest(ends) - line <= LONGEST_LABEL):
            if ends != 0:
                counts[PLAIN] += ones(ends)
                line = chunk + highest(ends) + 1
            continue
        live = ~np.uint64(0)
        while ends != 0:
            upto = live & (ends ^ (ends - ONE))
            end = chunk + lowest(ends)
            unusual = seen & ONE != 0 or (odds | dotless) & upto != 0 or end - line > LONGEST_LABEL
            if unusual or seen != 0 or twos & upto != 0:
                first, last = begin + line, begin + end
                verdict, letters, plain = read_line(data, first, last, table, leet, sides, filled, points, not unusual)
                counts[verdict] += 1
                if verdict >= NO_NAME:
                    refuse(first, last, verdict, odd, counts)
                if verdict >= NO_NAME or letters > filled[0]:
                    wipe(signs, line, end)
                if letters > filled[0]:
                    lines[count, 0], lines[count, 1], lines[count, 2] = filled[0], first, last
                    lines[count, 3] = filled[1]
                    count += 1
                    filled = (letters, plain)
            else:
                counts[PLAIN] += 1
            line = end + 1
            live &= ~upto
            seen = np.uint64(0)
            ends &= ends - ONE
        seen |= np.uint64(odds & live != 0) | np.uint64(twos & live != 0) << ONE
    lines[count, 1] = -1
    for at in range(16):
        sides[0, filled[0] + at] = 0
    return filled
