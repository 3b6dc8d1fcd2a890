"""The compiled passes over a block of raw hostnames: fold, compact, filter, compare. See docs/decisions/0009-sieve.md.

In: bytes and the tables that `sieve` builds. Out: rows of numbers that `sieve` reads. Each pass runs over a chunk that
stays in the first caches and is written without branches where the data decide, so that LLVM makes vector code of it.
Everything here is a function of its arrays; the plain reference is `candidates.is_candidate`.
"""

from rempart.engines.names.compiled.scanning import scan, scan_plain
from rempart.engines.names.compiled.words import (
    AHEAD,
    ANYWHERE,
    BEFORE,
    BEHIND,
    BLANK,
    CHUNK,
    CLASS,
    GRAM,
    MORE,
    MULTIPLIER,
    NO_NAME,
    ODD,
    PLAIN,
    ROW,
    SECOND,
    STEP,
    STRETCH,
    SURE,
    TABLE_FROM,
    TABLE_TO,
    TURN,
)

__all__ = [
    "AHEAD",
    "ANYWHERE",
    "BEFORE",
    "BEHIND",
    "BLANK",
    "CHUNK",
    "CLASS",
    "GRAM",
    "MORE",
    "MULTIPLIER",
    "NO_NAME",
    "ODD",
    "PLAIN",
    "ROW",
    "SECOND",
    "STEP",
    "STRETCH",
    "SURE",
    "TABLE_FROM",
    "TABLE_TO",
    "TURN",
    "scan",
    "scan_plain",
]
