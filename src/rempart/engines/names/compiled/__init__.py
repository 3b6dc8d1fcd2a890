"""The compiled passes over a block of raw hostnames: fold, compact, filter, compare. See docs/decisions/0009-sieve.md.

In: bytes and the tables that `sieve` builds. Out: rows of numbers that `sieve` reads. Each pass runs over a chunk that
stays in the first caches and is written without branches where the data decide, so that LLVM makes vector code of it.
Everything here is a function of its arrays; the plain reference is `candidates.is_candidate`.
"""

from rempart.engines.names.compiled.scanning import scan, scan_plain
from rempart.engines.names.compiled.words import (
    AHEAD,
    ANYWHERE,
    CHUNK,
    GRAM,
    MORE,
    MULTIPLIER,
    NO_NAME,
    ODD,
    PLAIN,
    SECOND,
    TABLE_FROM,
    TABLE_TO,
)

__all__ = [
    "AHEAD",
    "ANYWHERE",
    "CHUNK",
    "GRAM",
    "MORE",
    "MULTIPLIER",
    "NO_NAME",
    "ODD",
    "PLAIN",
    "SECOND",
    "TABLE_FROM",
    "TABLE_TO",
    "scan",
    "scan_plain",
]
