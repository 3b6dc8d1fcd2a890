"""Names that were screened a moment ago, in bounded memory: most certificates stand in two logs or more, twice in each.

A table of hashes, one place each; a newer name takes the place of an older one. What is forgotten is screened again,
which costs a moment and loses nothing; that two names share a 64-bit hash is as good as impossible.
"""

import threading

import numpy as np
from numpy.typing import NDArray

PLACES = 1 << 20  # 8 MiB


class RecentNames:
    """`fresh` leaves out what `remember` was told of; threads may share one."""

    def __init__(self, places: int = PLACES) -> None:
        self._table = np.zeros(places, dtype=np.uint64)
        self._lock = threading.Lock()

    def fresh(self, lines: bytes) -> tuple[bytes, int]:
        """The lines that were not there lately, each once, and how many were left out."""
        names = [name for name in lines.split(b"\n") if name]
        unique = list(dict.fromkeys(names))
        hashes, places = self._places(unique)
        known = self._table[places] == hashes
        kept = [name for name, seen in zip(unique, known.tolist(), strict=True) if not seen]
        return b"".join(name + b"\n" for name in kept), len(names) - len(kept)

    def remember(self, lines: bytes) -> None:
        """These were screened."""
        hashes, places = self._places([name for name in lines.split(b"\n") if name])
        with self._lock:
            self._table[places] = hashes

    def _places(self, names: list[bytes]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        hashes = np.fromiter(map(hash, names), dtype=np.int64, count=len(names)).view(np.uint64)
        return hashes, hashes % np.uint64(len(self._table))
