"""From bytes to the letters that are searched: fold, drop, decode punycode."""

import numpy as np
from numba import njit

from rempart.engines.names.compiled.machine import above, equal, look_up, moves_rows, ones, squeeze_row, store
from rempart.engines.names.compiled.words import (
    DOT,
    DOTTED,
    EIGHT,
    ENDS,
    FRONT,
    HYPHEN,
    KEPT,
    LAST,
    LETTER_X,
    LF,
    LOW_LINE,
    NAUGHT,
    NO_LETTER,
    NONE,
    ODDS,
    ONE,
    OTHER,
    STAR,
    STRIDE,
    TABLE_FROM,
    TABLE_TO,
    TWOS,
    Array,
    Word,
    bare,
    is_digit,
    is_letter,
    lower,
)


@bare
def sort_plainly(data: Array, begin: int, size: int, kinds: Array) -> None:  # pragma: no cover (compiled)
    """What each byte is: a letter in lower case (l as i), 128 and the letter that a digit resembles, or a sign."""
    source = data[begin : begin + size]
    target = kinds[:size]
    for at in range(size):
        c = source[at]
        k = np.uint8(OTHER)
        if (c >= 97) & (c <= 122):
            k = c
        if (c >= 65) & (c <= 90):
            k = np.uint8(c + np.uint8(32))
        if (c == 108) | (c == 76):
            k = np.uint8(105)
        if (c == 46) | (c == 10) | (c == 45) | (c == 42):
            k = c
        if c == 95:
            k = np.uint8(LOW_LINE)
        if (c >= 48) & (c <= 57):
            k = np.uint8(NO_LETTER)
        if c == 48:
            k = np.uint8(128 + 111)
        if c == 49:
            k = np.uint8(128 + 105)
        if c == 51:
            k = np.uint8(128 + 101)
        if c == 52:
            k = np.uint8(128 + 97)
        if c == 53:
            k = np.uint8(128 + 115)
        if c == 54:
            k = np.uint8(128 + 103)
        if c == 55:
            k = np.uint8(128 + 116)
        if c == 56:
            k = np.uint8(128 + 98)
        if c == 57:
            k = np.uint8(128 + 103)
        target[at] = k


@njit(cache=True, nogil=True)
def kinds_of_bytes() -> Array:  # pragma: no cover (compiled)
    """What each of the 256 bytes is."""
    every, kinds = np.arange(256).astype(np.uint8), np.zeros(256, np.uint8)
    sort_plainly(every, 0, 256, kinds)
    return kinds


@njit(cache=True, nogil=True)
def sort_bytes(data: Array, begin: int, size: int, every: Array, kinds: Array) -> None:  # pragma: no cover (compiled)
    """What each byte is, from `kinds_of_bytes` where the processor looks a row of them up in one step; then zeros."""
    if moves_rows():
        whole = size - size % STRIDE
        for at in range(0, whole, STRIDE):
            look_up(data, begin + at, every, kinds, at)
        for at in range(whole, size):
            kinds[at] = every[data[begin + at]]
    else:
        sort_plainly(data, begin, size, kinds)
    kinds[size : size + 2 * STRIDE] = 0


@bare
def moved_up(bits: Word, before: Word) -> Word:  # pragma: no cover (compiled)
    """Each bit where its next one was; the first one is the last of `before`."""
    return bits << ONE | before >> LAST


@bare
def moved_down(bits: Word, after: Word) -> Word:  # pragma: no cover (compiled)
    """Each bit where the one before it was; the last one is the first of `after`."""
    return bits >> ONE | after << LAST


@njit(cache=True, nogil=True)
def fold(kinds: Array, size: int, signs: Array) -> int:  # pragma: no cover (compiled)
    """The signs of every STRIDE bytes, and for how many of those. Letters, dots and line ends are kept, and a digit
    between letters as the one that it resembles. Odd, among others, is a line with a label that begins with ``0x``.
    """
    letters, dots, ends, hyphens = (
        above(kinds, 0, 64),
        equal(kinds, 0, DOT),
        equal(kinds, 0, LF),
        equal(kinds, 0, HYPHEN),
    )
    exes = equal(kinds, 0, LETTER_X)
    letters_before, digits_before, stars_before = NONE, NONE, NONE
    ends_before = stops_before = ~NONE
    strides = (size + STRIDE - 1) // STRIDE
    for stride in range(np.uint64(strides)):
        at = np.uint64(STRIDE) * stride
        after = at + np.uint64(STRIDE)
        letters_after, dots_after = above(kinds, after, 64), equal(kinds, after, DOT)
        ends_after, hyphens_after = equal(kinds, after, LF), equal(kinds, after, HYPHEN)
        exes_after = equal(kinds, after, LETTER_X)
        digits, stars, stops = ~above(kinds, at, -1), equal(kinds, at, STAR), dots | ends
        alike, naughts = digits & ~equal(kinds, at, NO_LETTER), equal(kinds, at, NAUGHT)
        between = moved_up(letters, letters_before) & moved_down(letters, letters_after)
        first, last = moved_up(stops, stops_before), moved_down(stops, dots_after | ends_after)
        odds = equal(kinds, at, OTHER) | (stops & first) | (hyphens & (first | last))
        odds |= stars & ~(moved_up(ends, ends_before) & moved_down(dots, dots_after))
        odds |= (ends & moved_up(digits, digits_before)) | (naughts & first & moved_down(exes, exes_after))
        signs[stride, KEPT] = letters | stops | (alike & between)
        signs[stride, ENDS] = ends
        signs[stride, DOTTED] = dots & ~moved_up(stars, stars_before)
        signs[stride, ODDS] = odds
        signs[stride, TWOS] = hyphens & moved_down(hyphens, hyphens_after)
        letters_before, digits_before, stars_before = letters, digits, stars
        ends_before, stops_before = ends, stops
        letters, dots, ends, hyphens, exes = letters_after, dots_after, ends_after, hyphens_after, exes_after
    return strides


@njit(cache=True, nogil=True)
def compact(kinds: Array, strides: int, signs: Array, text: Array, places: Array) -> int:  # pragma: no cover (compiled)
    """What is kept of `kinds` into `text`, after a dot; `places[i]` is where that of stride i begins. Its length."""
    for at in range(STRIDE * strides):
        kind = kinds[at]
        kinds[at] = np.uint8(DOT) if kind == LF else kind & np.uint8(127)
    length = np.uint64(FRONT + 1)  # unsigned: a signed index would be looked at for being negative, for every stride
    text[FRONT] = DOT
    for stride in range(np.uint64(strides)):
        places[stride] = length
        kept = signs[stride, KEPT]
        squeeze_row(kinds, np.uint64(STRIDE) * stride, kept, text, length)
        length += np.uint64(ones(kept))
    store(text, length, np.uint64(0))
    store(text, length + EIGHT, np.uint64(0))
    return np.int64(length)


@bare
def decode(data: Array, begin: int, end: int, points: Array) -> int:  # pragma: no cover (compiled)
    """The code points of the punycode in data[begin:end] (RFC 3492); how many, or -1 where it does not decode."""
    count, at = 0, begin
    for place in range(end - 1, begin - 1, -1):
        if data[place] == HYPHEN:
            for source in range(begin, place):
                points[count] = lower(data[source])
                count += 1
            at = place + 1
            break
    code, place, bias, first = 128, 0, 72, True
    while at < end:
        start, weight, step = place, 1, 36
        while True:
            if at >= end:
                return -1
            symbol = lower(data[at])
            at += 1
            digit = symbol - 97 if is_letter(symbol) else symbol - 22 if is_digit(symbol) else 99
            if digit > 35:
                return -1
            place += digit * weight
            if place > 1 << 40:
                return -1
            threshold = 1 if step <= bias else 26 if step >= bias + 26 else step - bias
            if digit < threshold:
                break
            weight *= 36 - threshold
            weight = min(weight, 1 << 40)
            step += 36
        count += 1
        delta = (place - start) // 700 if first else (place - start) // 2
        first = False
        delta += delta // count
        bias = 0
        while delta > 455:
            delta //= 35
            bias += 36
        bias += 36 * delta // (delta + 38)
        code += place // count
        if code > 0x10FFFF:
            return -1
        place %= count
        for moved in range(count - 1, place, -1):
            points[moved] = points[moved - 1]
        points[place] = code
        place += 1
    return count


@bare
def may_be_encoded(data: Array, begin: int, end: int) -> bool:  # pragma: no cover (compiled)
    """Whether the label has two hyphens where punycode does."""
    return end - begin >= 4 and data[begin + 2] == HYPHEN and data[begin + 3] == HYPHEN


@bare
def latin(
    data: Array, begin: int, end: int, table: Array, points: Array, plain: Array
) -> int:  # pragma: no cover (compiled)
    """The `plain` form of one label: how many letters, or -1 where only the slow way knows."""
    size = 0
    if may_be_encoded(data, begin, end) and lower(data[begin]) == 120 and lower(data[begin + 1]) == 110:
        count = decode(data, begin + 4, end, points)
        for at in range(count):
            point = points[at]
            if point < TABLE_FROM:
                plain[size] = point
                size += 1
            elif point >= TABLE_TO:
                if not 0x3400 <= point < 0xA000:
                    return -1
            else:
                row = table[point - TABLE_FROM]
                for letter in row:
                    if letter != 0:
                        plain[size] = letter
                        size += 1
        if count >= 0:
            return size
    for at in range(begin, end):
        plain[size] = lower(data[at])
        size += 1
    return size


@bare
def fold_plain(plain: Array, size: int, leet: Array, text: Array, length: int) -> int:  # pragma: no cover (compiled)
    """The letters of a label in `plain` form onto the end of `text`; the new length."""
    for at in range(size):
        symbol = plain[at]
        if is_digit(symbol):
            if 0 < at < size - 1 and is_letter(plain[at - 1]) and is_letter(plain[at + 1]):
                symbol = leet[symbol]
                if symbol != 0:
                    text[length] = symbol
                    length += 1
        elif symbol != HYPHEN and symbol != 95 and symbol != STAR:
            text[length] = 105 if symbol == 108 else symbol
            length += 1
    return length
