"""What every compiled pass uses: sizes, codes of symbols."""

from typing import Any

import numpy as np
from numba import njit

CHUNK = 16384  # bytes worked on at once
EDGE = 64  # room before and after a chunk, so that no pass needs to look where it ends
GRAM = 5  # symbols that are hashed; also the shortest stretch that can be looked for
TURNED_PART = 3  # letters: `candidates.SWAPPED_PART`, which cannot be asked from here
STRIDE = 64  # bytes of which each sign is one word, and how often it is noted where in the compacted text they went
TILE = 512  # places whose groups are hashed before any is looked up
FRONT = 8  # bytes before a text begins, which a context may reach into
LONGEST_LABEL = 63
LONGEST_NAME = 253
MULTIPLIER = 0x9E3779B97F4A7C15
TABLE_FROM, TABLE_TO = 0x80, 0x3000  # code points whose Latin letters `sieve` gives in a table

# A slot, in the tables of the search: the first of the entries that share it, and which classes of symbols, sixteen in
# all, their contexts allow right behind and right before the group.
FIRST, BEHIND, BEFORE, CLASS = np.uint64((1 << 32) - 1), np.uint64(32), np.uint64(48), np.uint8(15)

# The second word of a context, in the tables of the search, from its lowest byte on: how many bits the context is
# shifted; AHEAD plus where it begins as seen from the group; the same of three places of which one must be a dot,
# unless ANYWHERE; whether the next entry has the same slot (MORE); what else has to be true (KIND); the stem's row.
AHEAD = 128
MORE, ANYWHERE, KIND = np.uint64(1 << 24), np.uint64(1 << 25), np.uint64(3 << 26)
SURE, STRETCH, STEP, TURN = (np.uint64(kind << 26) for kind in range(4))
ROW = np.uint64(32)
DOTS, THREE = np.uint64(0x2E2E2E2E2E2E2E2E), np.uint64(0x808080)

# What becomes of a line.
BLANK, PLAIN, NO_NAME, ODD = 0, 1, 2, 3

# Kinds of bytes after the first pass; letters stand for themselves, digits are 128 and more.
OTHER, LOW_LINE = 2, 1
LF, STAR, HYPHEN, DOT = 10, 42, 45, 46
DIGIT = 128
NO_LETTER = 255  # a digit that resembles none
NAUGHT, LETTER_X = DIGIT + 111, 120  # resembles an o

# The signs of a stretch of STRIDE bytes, a word each with a bit for every byte: what is searched; line ends; dots, but
# for that of a wildcard; what looks odd; the first of two hyphens.
KEPT, ENDS, DOTTED, ODDS, TWOS = range(5)

# For functions that make no array: without counting who uses those they are given, which costs more than the work.
bare = njit(cache=True, nogil=True, forceinline=True, _nrt=False)  # type: ignore[call-overload]
# The same for what is asked in several places and works long: written into each, it takes longer to compile.
called = njit(cache=True, nogil=True, _nrt=False)  # type: ignore[call-overload]

M = np.uint64(MULTIPLIER)
SECOND = np.uint64(0xC2B2AE3D27D4EB4F)  # another hash: what shares a place of the byte map shares no slot
NONE, ONE, EIGHT, LAST = np.uint64(0), np.uint64(1), np.uint64(8), np.uint64(63)
TOPS, LOWS = np.uint64(0x8080808080808080), np.uint64(0x7F7F7F7F7F7F7F7F)
BYTE, SIXTEEN, QUARTER = np.uint64(255), np.uint64(16), np.uint64((1 << 16) - 1)

Array = Any  # numba's arrays carry their types at run time
Word = Any  # np.uint64, on which numba is strict and numpy's types are not


@bare
def is_letter(symbol: int) -> bool:  # pragma: no cover (compiled)
    """a to z."""
    return 97 <= symbol <= 122


@bare
def is_digit(symbol: int) -> bool:  # pragma: no cover (compiled)
    """0 to 9."""
    return 48 <= symbol <= 57


@bare
def is_space(symbol: int) -> bool:  # pragma: no cover (compiled)
    """Space and what counts as such within a line."""
    return symbol == 32 or (9 <= symbol <= 13 and symbol != 10)


@bare
def lower(symbol: int) -> int:  # pragma: no cover (compiled)
    """The lower case of an ASCII letter."""
    return symbol + 32 if 65 <= symbol <= 90 else symbol


@bare
def filled(word: Word) -> Word:  # pragma: no cover (compiled)
    """The top bit of each byte of `word`, all below 128, that is not 0."""
    return (word + LOWS) & TOPS
