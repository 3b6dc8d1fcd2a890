"""From bytes to the letters that are searched: fold, drop, decode punycode."""

import numpy as np
from numba import njit

from rempart.engines.names.compiled.machine import load, ones, squeeze, store
from rempart.engines.names.compiled.words import (
    BYTE,
    DIGIT,
    DOT,
    DOT_MARK,
    EDGE,
    EIGHT,
    FRONT,
    HYPHEN,
    HYPHENS_MARK,
    LF,
    LOW_LINE,
    NEWLINE_MARK,
    ODD_MARK,
    OTHER,
    SEVEN,
    STAR,
    STRIDE,
    TABLE_FROM,
    TABLE_TO,
    Array,
    bare,
    filled,
    is_digit,
    is_letter,
    lower,
)


@njit(cache=True, nogil=True)
def sort_bytes(data: Array, begin: int, size: int, kinds: Array) -> None:  # pragma: no cover (compiled)
    """What each byte is: a letter in lower case (l as i), 128 and the letter that a digit resembles, or a sign."""
    source = data[begin : begin + size]
    target = kinds[EDGE : EDGE + size]
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
            k = np.uint8(255)  # a digit that stands for no letter
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
    kinds[EDGE - 1] = LF
    kinds[EDGE + size] = 97


@njit(cache=True, nogil=True)
def fold(kinds: Array, size: int, folded: Array, marks: Array) -> None:  # pragma: no cover (compiled)
    """Letters, dots (also for line ends) and 0 for what is dropped; marks of line ends, dots, two hyphens, and of what
    looks odd.
    """
    here = kinds[EDGE : EDGE + size]
    before = kinds[EDGE - 1 : EDGE + size - 1]
    after = kinds[EDGE + 1 : EDGE + size + 1]
    out = folded[:size]
    mark = marks[:size]
    for at in range(size):
        k, b, a = here[at], before[at], after[at]
        letter = (k >= 97) & (k <= 122)
        between = (b >= 97) & (b <= 122) & (a >= 97) & (a <= 122) & (k >= DIGIT) & (k != 255)
        end = (k == DOT) | (k == LF)
        end_before = (b == DOT) | (b == LF)
        end_after = (a == DOT) | (a == LF)
        f = np.uint8(0)
        if letter:
            f = k
        if between:
            f = np.uint8(k & np.uint8(127))
        if end:
            f = np.uint8(DOT)
        out[at] = f
        odd = (
            (k == OTHER)
            | ((k == STAR) & ((b != LF) | (a != DOT)))
            | (end & end_before)
            | ((k == HYPHEN) & (end_before | end_after))
            | ((k == LF) & (b >= DIGIT))
        )
        m = np.uint8(0)
        if k == LF:
            m = np.uint8(NEWLINE_MARK)
        if (k == DOT) & (b != STAR):  # the name behind a wildcard needs a dot of its own
            m = np.uint8(DOT_MARK)
        if odd:
            m = np.uint8(m | np.uint8(ODD_MARK))
        if (k == HYPHEN) & (a == HYPHEN):
            m = np.uint8(m | np.uint8(HYPHENS_MARK))
        mark[at] = m


@njit(cache=True, nogil=True)
def compact(folded: Array, size: int, text: Array, places: Array) -> int:  # pragma: no cover (compiled)
    """`folded` without its zeros into `text`, after a dot; `places[i]` is where byte STRIDE i went. Its length."""
    length = np.uint64(FRONT + 1)  # unsigned: a signed index would be looked at for being negative, for every word
    text[FRONT] = DOT
    for chunk in range(np.uint64((size + STRIDE - 1) // STRIDE)):
        places[chunk] = length
        for word in range(np.uint64(STRIDE // 8)):
            symbols = load(folded, np.uint64(STRIDE) * chunk + EIGHT * word)
            kept = filled(symbols)
            store(text, length, squeeze(symbols, (kept >> SEVEN) * BYTE))
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
                if not (0x3400 <= point < 0xA000 or 0xAC00 <= point < 0xD7A4):
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
