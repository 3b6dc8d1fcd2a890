"""What every compiled pass uses: sizes, codes of symbols, eight bytes at once."""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

CHUNK = 32768  # bytes worked on at once
EDGE = 64  # room before and after a chunk, so that no pass needs to look where it ends
GRAM = 5  # symbols that are hashed; also the shortest stretch that can be looked for
STRIDE = 16  # bytes: how often it is noted where in the compacted text they went
FRONT = 8  # bytes before a text begins, which a context may reach into
LONGEST_LABEL = 63
LONGEST_NAME = 253
MULTIPLIER = 0x9E3779B97F4A7C15
TABLE_FROM, TABLE_TO = 0x80, 0x3000  # code points whose Latin letters `sieve` gives in a table

# The second word of a context, in the tables of the search, says how far the context is shifted; AHEAD plus where it
# begins as seen from the group; unless it is less than ANYWHERE, the same of three places of which one must be a dot;
# and whether the next entry has the same slot (MORE).
AHEAD = 128
MORE, ANYWHERE = np.uint64(1 << 24), np.uint64(1 << 25)
DOTS, THREE, ONES, TOPS = np.uint64(0x2E2E2E), np.uint64(0xFFFFFF), np.uint64(0x010101), np.uint64(0x808080)

# What becomes of a line.
BLANK, PLAIN, NO_NAME, ODD = 0, 1, 2, 3

# Kinds of bytes after the first pass; letters stand for themselves, digits are 128 and more.
OTHER, LOW_LINE = 2, 1
LF, STAR, HYPHEN, DOT = 10, 42, 45, 46
DIGIT = 128
NEWLINE_MARK, DOT_MARK, ODD_MARK = 1, 2, 4

# For functions that make no array: without counting who uses those they are given, which costs more than the work.
bare = njit(cache=True, nogil=True, forceinline=True, _nrt=False)  # type: ignore[call-overload]

M = np.uint64(MULTIPLIER)
SECOND = np.uint64(0xC2B2AE3D27D4EB4F)  # another hash: what shares a place of the byte map shares no slot
LOW = np.uint64(0x0101010101010101)
GATHER = np.uint64(0x0102040810204080)

Array = Any  # numba's arrays carry their types at run time
Word = Any  # np.uint64, on which numba is strict and numpy's types are not


@intrinsic  # type: ignore[untyped-decorator]
def load(_context: Any, array: Any, at: Any) -> Any:  # noqa: ARG001 (numba passes both by name)
    """Eight bytes from `at`, aligned or not, the first one lowest."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        values, index = arguments
        data = context.make_array(signature.args[0])(context, builder, values).data
        pointer = builder.bitcast(builder.gep(data, [index]), cgutils.ir.PointerType(ir.IntType(64)))
        word = builder.load(pointer)
        word.align = 1
        return word

    return types.uint64(array, types.intp), build


@intrinsic  # type: ignore[untyped-decorator]
def lowest(_context: Any, word: Any) -> Any:
    """The number of the lowest bit that is set."""

    def build(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(word), build


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
