"""Which lines are hostnames, and the unusual ones: wildcards, punycode, spaces, what is no name."""

import numpy as np
from numba import njit

from rempart.engines.names.compiled.folding import fold_plain, latin
from rempart.engines.names.compiled.machine import lowest, marked
from rempart.engines.names.compiled.words import (
    BLANK,
    DOT,
    DOT_MARK,
    FRONT,
    HYPHEN,
    LONGEST_LABEL,
    LONGEST_NAME,
    NEWLINE_MARK,
    NO_NAME,
    ODD,
    ODD_MARK,
    PLAIN,
    STAR,
    Array,
    is_digit,
    is_letter,
    is_space,
    lower,
)


@njit(cache=True, nogil=True)
def judge_label(data: Array, begin: int, end: int) -> int:  # pragma: no cover (compiled)
    """NO_NAME, or PLAIN, or BLANK for a label of digits alone."""
    size = end - begin
    if size == 0 or size > LONGEST_LABEL or data[begin] == HYPHEN or data[end - 1] == HYPHEN:
        return NO_NAME
    digits = 0
    for at in range(begin, end):
        symbol = lower(data[at])
        if is_digit(symbol):
            digits += 1
        elif not (is_letter(symbol) or symbol == HYPHEN or symbol == 95):
            return NO_NAME
    return BLANK if digits == size else PLAIN


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def look_closely(
    data: Array, begin: int, end: int, table: Array, leet: Array, sides: Array, filled: tuple[int, int], points: Array
) -> tuple[int, int, int]:  # pragma: no cover (compiled)
    """What an unusual line is, and how much of `sides` is filled after it, if it has punycode."""
    while begin < end and is_space(data[begin]):
        begin += 1
    while end > begin and is_space(data[end - 1]):
        end -= 1
    if begin == end:
        return BLANK, filled[0], filled[1]
    for at in range(begin, end):
        if data[at] >= 128 or 28 <= data[at] < 32:
            return ODD, filled[0], filled[1]
    if end - begin >= 2 and data[begin] == STAR and data[begin + 1] == DOT:
        begin += 2
        while begin < end and is_space(data[begin]):
            begin += 1
    if end > begin and data[end - 1] == DOT:
        end -= 1
    if begin == end or end - begin > LONGEST_NAME:
        return NO_NAME, filled[0], filled[1]
    labels, start, verdict, encoded = 0, begin, PLAIN, False
    for at in range(begin, end + 1):
        if at == end or data[at] == DOT:
            verdict = judge_label(data, start, at)
            if verdict == NO_NAME:
                return NO_NAME, filled[0], filled[1]
            labels += 1
            encoded |= at - start >= 4 and data[start + 2] == HYPHEN and data[start + 3] == HYPHEN
            start = at + 1
    if labels < 2 or verdict == BLANK:
        return NO_NAME, filled[0], filled[1]
    if not encoded:
        return PLAIN, filled[0], filled[1]
    letters, size = fold_line(data, begin, end, table, leet, sides, filled, points)
    if letters < 0:
        return ODD, filled[0], filled[1]
    return PLAIN, letters, size


@njit(cache=True, nogil=True)
def read_lines(
    data: Array,
    begin: int,
    size: int,
    folded: Array,
    marks: Array,
    table: Array,
    leet: Array,
    sides: Array,
    lines: Array,
    points: Array,
    odd: Array,
    counts: Array,
) -> tuple[int, int]:  # pragma: no cover (compiled)
    """Tells names from other lines; gives how much of `sides` is filled.

    The letters of lines that are no plain names are wiped from `folded`; those with punycode come into `sides`: letters
    into the first, `plain` labels into the second; `lines` says where each line begins in either and in `data`.
    `counts` counts BLANK, PLAIN and NO_NAME lines; (start, end, verdict) of NO_NAME and ODD ones go to `odd`, whose
    filled rows are counts[ODD].
    """
    line, count, filled = 0, 0, (FRONT, 0)
    seen_dot, seen_odd = False, False
    for chunk in range(0, size, 64):
        ends, dots = marked(marks, chunk, NEWLINE_MARK), marked(marks, chunk, DOT_MARK)
        odds = marked(marks, chunk, ODD_MARK)
        live = ~np.uint64(0)
        while ends != 0:
            place = lowest(ends)
            upto = live & (((np.uint64(1) << np.uint64(place)) << np.uint64(1)) - np.uint64(1))
            end = chunk + place
            seen_dot |= (dots & upto) != 0
            seen_odd |= (odds & upto) != 0
            if seen_odd or not seen_dot or end - line > LONGEST_LABEL:
                first, last = begin + line, begin + end
                verdict, letters, plain = look_closely(data, first, last, table, leet, sides, filled, points)
                counts[verdict] += 1
                if verdict >= NO_NAME:
                    counts[ODD] += verdict == NO_NAME  # an odd one is counted already
                    at = counts[ODD] - 1
                    odd[at, 0], odd[at, 1], odd[at, 2] = first, last, verdict
                if verdict >= NO_NAME or letters > filled[0]:
                    folded[line:end] = 0
                if letters > filled[0]:
                    lines[count, 0], lines[count, 1], lines[count, 2] = filled[0], first, last
                    lines[count, 3] = filled[1]
                    count += 1
                    filled = (letters, plain)
            else:
                counts[PLAIN] += 1
            line = end + 1
            live &= ~upto
            seen_dot, seen_odd = False, False
            ends &= ends - np.uint64(1)
        seen_dot |= (dots & live) != 0
        seen_odd |= (odds & live) != 0
    lines[count, 1] = -1
    for at in range(16):
        sides[0, filled[0] + at] = 0
    return filled
