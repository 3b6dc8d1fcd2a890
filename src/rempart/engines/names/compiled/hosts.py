"""One hostname for the score: its labels, its public suffix, and a label as it is read."""

from typing import NamedTuple

import numpy as np

from rempart.engines.names.compiled.folding import fold_plain, latin
from rempart.engines.names.compiled.kept import entry
from rempart.engines.names.compiled.machine import above, equal, load, lowest, put_replaced
from rempart.engines.names.compiled.words import (
    DOT,
    LONGEST_NAME,
    ONE,
    STAR,
    STRIDE,
    Array,
    M,
    Word,
    bare,
    is_space,
    lower,
)

EXACT, WILD, EXCEPTION = 1, 2, 4  # what the list of public suffixes says of a text: of itself, ``*.text``, ``!text``
COUNTRY, SECOND, NEW = 0, 1, 2  # the rows of suffixes that nobody knows, by their kind
_COUNTRY_LETTERS, _WORD = 2, 8
HERE_BITS = 17
HERE_SHIFT = np.uint64(64 - HERE_BITS)


class Suffixes(NamedTuple):
    """Every text that is, or is part of, a known suffix, by its hash. Row for row: `hashes`, where its text is
    (`spans`: begin, size), and `rules`. `places` is an open hash table of rows plus one, `here` a map of the bits that
    hashes begin with, small enough for the first cache; `deepest` counts labels.
    """

    here: Array
    places: Array
    hashes: Array
    spans: Array
    rules: Array
    text: Array
    deepest: int


@bare
def read_host(data: Array, begin: int, end: int, host: Array, starts: Array) -> tuple[int, int]:
    # pragma: no cover (compiled)
    """The name of a line in lower case into `host`: its size and number of labels; `starts` says where each begins."""
    while begin < end and is_space(data[begin]):
        begin += 1
    while end > begin and is_space(data[end - 1]):
        end -= 1
    if end - begin >= 2 and data[begin] == STAR and data[begin + 1] == DOT:
        begin += 2
        while begin < end and is_space(data[begin]):
            begin += 1
    if end > begin and data[end - 1] == DOT:
        end -= 1
    size, labels = min(end - begin, LONGEST_NAME), 1
    starts[0] = 0
    if size < STRIDE and begin + STRIDE <= data.size:
        put_replaced(data, begin, 65, 90, 32, host, 0)
        dots = equal(host, 0, DOT) & ((ONE << np.uint64(size)) - ONE)
        while dots != 0:
            starts[labels] = lowest(dots) + 1
            labels += 1
            dots &= dots - ONE
        starts[labels] = size + 1
        return size, labels
    for at in range(size):
        host[at] = lower(data[begin + at])
        if host[at] == DOT:
            starts[labels] = at + 1
            labels += 1
    starts[labels] = size + 1
    return size, labels


@bare
def hash_of(text: Array, begin: int, end: int, known: Word) -> Word:  # pragma: no cover (compiled)
    """The hash of a label that stands to the left of a text whose hash is `known`; its first bits are the best."""
    value, at = np.uint64(known), begin
    while end - at > _WORD:
        value = (value ^ load(text, at)) * M
        value ^= value >> np.uint64(32)
        at += _WORD
    value = (value ^ (load(text, at) << np.uint64(8 * (_WORD - end + at)))) * M
    value ^= value >> np.uint64(32)
    return value * M + np.uint64(1)


@entry
@bare
def place_texts(spans: Array, text: Array, hashes: Array, places: Array, here: Array) -> None:
    # pragma: no cover (compiled)
    """Fills `hashes`, `places` and `here` of `Suffixes`."""
    shift = np.uint64(64 - lowest(np.uint64(places.size)))
    for row in range(spans.shape[0]):
        begin, end, value = spans[row, 0], spans[row, 0] + spans[row, 1], np.uint64(0)
        for dot in range(end - 1, begin - 2, -1):
            if dot < begin or text[dot] == DOT:
                value = hash_of(text, dot + 1, end, value)
                end = dot
        hashes[row] = value
        bit = value >> HERE_SHIFT
        here[bit >> np.uint64(3)] |= np.uint8(1) << np.uint8(bit & np.uint64(7))
        at = value >> shift
        while places[at] != 0:
            at = (at + np.uint64(1)) & np.uint64(places.size - 1)
        places[at] = row + 1


@bare
def row_of(host: Array, begin: int, size: int, value: Word, known: Suffixes) -> int:  # pragma: no cover (compiled)
    """The row of the text host[begin:size], whose hash is `value`; -1 where it has none."""
    bit = value >> HERE_SHIFT
    if not (known.here[bit >> np.uint64(3)] >> np.uint8(bit & np.uint64(7))) & np.uint8(1):
        return -1
    at = value >> np.uint64(64 - lowest(np.uint64(known.places.size)))
    while known.places[at] != 0:
        row = known.places[at] - 1
        first = known.spans[row, 0]
        if known.hashes[row] == value and known.spans[row, 1] == size - begin:
            same = True
            for place in range(size - begin):
                same &= known.text[first + place] == host[begin + place]
            if same:
                return row
        at = (at + np.uint64(1)) & np.uint64(known.places.size - 1)
    return -1


@bare
def find_suffix(
    host: Array, size: int, starts: Array, labels: int, known: Suffixes, rows: Array
) -> tuple[int, int]:  # pragma: no cover (compiled)
    """How many labels the public suffix has, and its row: as `forms.suffix_of` says it. `rows` is room for one row of
    each number of labels.
    """
    value, depth, end = np.uint64(0), 1, size + 1
    deepest = min(labels, known.deepest + 1)
    for count in range(1, deepest + 1):
        begin = starts[labels - count]
        value = hash_of(host, begin, end - 1, value)
        end = begin
        row = row_of(host, begin, size, value, known)
        rows[count] = row
        rule = known.rules[row] if row >= 0 else 0
        if rule & EXCEPTION:
            depth = count - 1
        elif rule & WILD:
            depth = min(count + 1, labels)
        elif rule & EXACT:
            depth = count
    row = rows[depth]
    if row < 0:
        row = SECOND if depth > 1 else COUNTRY if size - starts[labels - 1] == _COUNTRY_LETTERS else NEW
    return depth, row


@bare
def read_label(
    host: Array, begin: int, end: int, table: Array, leet: Array, points: Array, plain: Array, dotted: Array
) -> tuple[int, int]:  # pragma: no cover (compiled)
    """A label in `plain` form and its letters between dots into `dotted`; the size of either, -1 where only the slow
    way knows.
    """
    size = end - begin
    inside = (ONE << np.uint64(size & 63)) - ONE
    if size < STRIDE and inside & ~(above(host, begin, 96) & ~above(host, begin, 122)) == 0:  # letters alone
        put_replaced(host, begin, 0, 0, 0, plain, 0)
        put_replaced(host, begin, 108, 108, -3, dotted, 1)
        dotted[0], dotted[size + 1] = DOT, DOT
        return size, size + 2
    count = latin(host, begin, end, table, points, plain)
    if count < 0:
        return -1, -1
    dotted[0] = DOT
    length = fold_plain(plain, count, leet, dotted, 1)
    dotted[length] = DOT
    return count, length + 1
