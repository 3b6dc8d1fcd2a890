"""A whole block, chunk by chunk; and one name."""

import numpy as np
from numba import njit

from rempart.engines.names.compiled.folding import compact, fold, fold_plain, kinds_of_bytes, sort_bytes
from rempart.engines.names.compiled.kept import entry
from rempart.engines.names.compiled.lines import read_lines
from rempart.engines.names.compiled.machine import highest, lowest, ones
from rempart.engines.names.compiled.matching import search, search_short
from rempart.engines.names.compiled.words import (
    CHUNK,
    DOT,
    DOTTED,
    EDGE,
    ENDS,
    FRONT,
    KEPT,
    LF,
    LONGEST_NAME,
    NONE,
    ODD,
    ONE,
    QUARTER,
    SIXTEEN,
    STRIDE,
    Array,
    bare,
    is_space,
)


@bare
def raw_place(position: int, signs: Array, places: Array, stride: int, strides: int) -> tuple[int, int]:
    # pragma: no cover (compiled)
    """Which byte went to `position` of the compacted text, and in which stride it is; not before `stride`."""
    while stride + 1 < strides and places[stride + 1] <= position:
        stride += 1
    kept, before, at = signs[stride, KEPT], position - places[stride], STRIDE * stride
    for _ in range(3):
        count = ones(kept & QUARTER)
        if before < count:
            break
        before -= count
        kept >>= SIXTEEN
        at += 16
    for _ in range(before):
        kept &= kept - ONE
    return at + lowest(kept), stride


@bare
def look_back(signs: Array, at: int) -> tuple[int, int]:  # pragma: no cover (compiled)
    """Where the line begins that byte `at` of a chunk is in, and how many dots are between."""
    stride, dots, inside = at // STRIDE, 0, (ONE << np.uint64(at % STRIDE)) - ONE
    while stride >= 0:
        found, ends = signs[stride, DOTTED] & inside, signs[stride, ENDS] & inside
        if ends != 0:
            return STRIDE * stride + highest(ends) + 1, dots + ones(found >> np.uint64(highest(ends)))
        dots += ones(found)
        inside = ~NONE
        stride -= 1
    return 0, dots


@bare
def look_ahead(signs: Array, at: int) -> tuple[int, int]:  # pragma: no cover (compiled)
    """Where the line ends that byte `at` of a chunk is in, and how many dots are between."""
    stride, dots, inside = at // STRIDE, 0, ~NONE << np.uint64(at % STRIDE)
    while True:
        found, ends = signs[stride, DOTTED] & inside, signs[stride, ENDS] & inside
        if ends != 0:
            return STRIDE * stride + lowest(ends), dots + ones(found & (ends - ONE))
        dots += ones(found)
        inside = ~NONE
        stride += 1


@bare
def tell_line(
    data: Array, chunk: int, signs: Array, at: int, stem: int, out: Array, row: int
) -> int:  # pragma: no cover (compiled)
    """(line start, line end, number of the label, stem) of a candidate whose label begins at `at` of the chunk that
    begins at `chunk`; the next free row. The last label is a public suffix, or part of one.
    """
    begin, label = look_back(signs, at)
    end, behind = look_ahead(signs, at)
    stop = end
    while stop > at and is_space(data[chunk + stop - 1]):
        stop -= 1
    if behind == np.int64(data[chunk + stop - 1] == DOT):
        return row
    out[row, 0], out[row, 1], out[row, 2], out[row, 3] = chunk + begin, chunk + end, label, stem
    return row + 1


@bare
def tell_side_line(lines: Array, line: int, text: Array, begin: int, at: int, stem: int, out: Array, row: int) -> None:
    # pragma: no cover (compiled)
    """The same for a label at text[at] of a decoded line whose text begins at `begin`."""
    label = 0
    for place in range(begin, at):
        label += text[place] == DOT
    out[row, 0], out[row, 1], out[row, 2], out[row, 3] = lines[line, 1], lines[line, 2], label, stem


@njit(cache=True, nogil=True)
def tell(
    data: Array,
    begin: int,
    signs: Array,
    places: Array,
    strides: int,
    sides: Array,
    lines: Array,
    found: Array,
    ends: tuple[int, int, int, int],
    out: Array,
    rows: int,
) -> int:  # pragma: no cover (compiled)
    """Rows of `out` for all that was found, in the order of the searches: in the text, in decoded lines, in short
    labels of either. `ends` says where the rows of each search end in `found`.
    """
    stride, last = 0, rows
    for row in range(ends[0]):
        if row > 0 and found[row, 0] == found[row - 1, 0]:
            if rows > last:  # the same label
                out[rows, 0], out[rows, 1], out[rows, 2] = out[last, 0], out[last, 1], out[last, 2]
                out[rows, 3] = found[row, 1]
                rows += 1
            continue
        at, stride = raw_place(found[row, 0], signs, places, stride, strides)
        last = rows
        rows = tell_line(data, begin, signs, at, found[row, 1], out, rows)
    line = 0
    for row in range(ends[0], ends[2]):
        which = 0 if row < ends[1] else 1
        column = 0 if which == 0 else 3
        if row == ends[1]:
            line = 0
        while lines[line + 1, 1] >= 0 and lines[line + 1, column] <= found[row, 0]:
            line += 1
        start = lines[line, column] + 1 - which
        tell_side_line(lines, line, sides[which], start, found[row, 0], found[row, 1], out, rows)
        rows += 1
    for row in range(ends[2], ends[3]):
        rows = tell_line(data, begin, signs, found[row, 0] - begin, found[row, 1], out, rows)
    return rows


@njit(cache=True, nogil=True)
def end_of_chunk(data: Array, begin: int) -> int:  # pragma: no cover (compiled)
    """Where the last line ends that ends within a chunk from `begin`; `begin` if the first one is longer."""
    end = min(begin + CHUNK, data.size)
    while end > begin and data[end - 1] != LF:
        end -= 1
    return end


@entry
@njit(cache=True, nogil=True)
def scan(
    data: Array,
    begin: int,
    tables: tuple[Array, ...],
    stems: tuple[Array, ...],
    short: tuple[Array, ...],
    table: Array,
    leet: Array,
    out: Array,
    odd: Array,
    counts: Array,
) -> tuple[int, int]:  # pragma: no cover (compiled)
    """Works through `data` (ending with a line feed) from `begin`: where it stopped, how many rows of `out` it filled.

    It stops early where `out` or `odd` might not hold what another chunk brings, and stands still (the first value is
    `begin`) where `out` is too small for a single one.
    """
    every, kinds, text = kinds_of_bytes(), np.zeros(CHUNK + 2 * EDGE, np.uint8), np.zeros(CHUNK + 2 * EDGE, np.uint8)
    signs, places = np.zeros((CHUNK // STRIDE + 1, 5), np.uint64), np.zeros(CHUNK // STRIDE + 1, np.int64)
    spots = np.zeros(4 * CHUNK, np.int32)
    sides, lines = np.zeros((2, CHUNK), np.uint8), np.zeros((CHUNK // 4, 4), np.int64)
    points, before = np.zeros(4 * LONGEST_NAME, np.int64), np.zeros(4, np.int64)
    found, matches = np.zeros((out.shape[0], 2), np.int64), np.zeros((8 * out.shape[0], 2), np.int64)
    hits, rows = np.zeros((2 * CHUNK, 2), np.int64), 0
    while begin < data.size and counts[ODD] + CHUNK // 2 < odd.shape[0]:
        end = end_of_chunk(data, begin)
        if end == begin:  # a line longer than any name
            while data[end] != LF:
                end += 1
            odd[counts[ODD], 0], odd[counts[ODD], 1], odd[counts[ODD], 2] = begin, end, ODD
            counts[ODD] += 1
            begin = end + 1
            continue
        before[:] = counts
        size = end - begin
        sort_bytes(data, begin, size, every, kinds)
        strides = fold(kinds, size, signs)
        read = read_lines(data, begin, strides, signs, table, leet, sides, lines, points, odd, counts)
        length = compact(kinds, strides, signs, text, places)
        first = search(text, length, tables, stems, spots, hits, matches, found, 0)
        second = (
            search(sides[0], read[0], tables, stems, spots, hits, matches, found, first) if read[0] > FRONT else first
        )
        third, last = second, second
        if short[2].size:
            third = search_short(sides[1], 0, read[1], short, found, second) if read[1] else second
            last = search_short(data, begin, size, short, found, third)
        if min(first, second, third, last) < 0 or rows + last > out.shape[0]:
            counts[:] = before
            break
        ends = (first, second, third, last)
        rows = tell(data, begin, signs, places, strides, sides, lines, found, ends, out, rows)
        begin = end
    return begin, rows


@entry
@njit(cache=True, nogil=True)
def scan_plain(
    plain: Array,
    tables: tuple[Array, ...],
    stems: tuple[Array, ...],
    short: tuple[Array, ...],
    leet: Array,
    found: Array,
) -> int:  # pragma: no cover (compiled)
    """(number of the label, stem) of candidates in one name of `plain` labels, which ends with a dot; -1 where `found`
    is too small.
    """
    text, spots = np.zeros(plain.size + FRONT + 2 * EDGE, np.uint8), np.zeros(4 * plain.size + 4 * EDGE, np.int32)
    hits, matches = np.zeros((plain.size + 2 * EDGE, 2), np.int64), np.zeros((8 * found.shape[0], 2), np.int64)
    text[FRONT] = DOT
    length, start = FRONT + 1, 0
    for at in range(plain.size):
        if plain[at] == DOT:
            length = fold_plain(plain[start:at], at - start, leet, text, length)
            text[length] = DOT
            length += 1
            start = at + 1
    count = search(text, length, tables, stems, spots, hits, matches, found, 0)
    last = search_short(plain, 0, plain.size, short, found, count) if short[2].size else count
    for row in range(last):
        label = 0
        for at in range(0 if row >= count else FRONT + 1, found[row, 0]):
            label += plain[at] == DOT if row >= count else text[at] == DOT
        found[row, 0] = label
    return last
