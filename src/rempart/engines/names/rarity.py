"""How rare a string of letters is among registered names: the background against which a match weighs.

In: letters forms (`forms.letters_of`) between dots. Out: decades, that is -log10 of the expected number of
occurrences per registered name. A Markov model of up to seven letters with Dirichlet back-off over counts: a word of
eleven letters is far commoner than its groups of five say. The counts are aggregates of hashed letter groups, so no
name can be read back out of the data (hard line 3).
"""

import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

ALPHABET = 27  # '.' is 0, a to z are 1 to 26
ORDER = 7  # symbols of the longest groups
CONTEXT = 4  # symbols that stand before the first one whose probability is told
HASH_BITS = {5: 18, 6: 20, 7: 20}  # of the cells that longer groups share; shorter ones have a cell each
_HASH_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_STEPS_PER_DOUBLING = 10
# Decades of a label of so few letters that chance alone put together: the share of registered labels that are so short,
# times the part of them (.5, .2, .2, .05) that any letters would have done for, over the 25 letters told apart. Fitted
# on half of a zone against counts of the other half: letter groups take "qzk" for a thousand times rarer than it is, as
# initials follow no language.
_BY_CHANCE = {3: 5.96, 4: 7.56, 5: 8.80, 6: 10.72}
BACK_OFF = (0.0, 1.0, 2.0, 3.0, 4.0, 8.0, 8.0)  # strength of the shorter context, by order of the longer one
_SHARED = 5  # symbols of the longest groups that are counted in watched names; longer ones would be names themselves

CODE_OF = np.zeros(256, dtype=np.uint8)
for _at, _letter in enumerate("abcdefghijklmnopqrstuvwxyz", start=1):
    CODE_OF[ord(_letter)] = _at


def codes_of(text: str) -> NDArray[np.int64]:
    """`text` (letters and dots) as symbol codes 0 to 26; anything else counts as a dot."""
    raw = np.frombuffer(text.encode("ascii", "replace"), dtype=np.uint8)
    return CODE_OF[raw].astype(np.int64)


def at_most_by_chance(decades: float, letters: int) -> float:
    """`decades` of a whole label of that many `letters`, as letter groups have it, beside what chance draws."""
    by_chance = _BY_CHANCE.get(letters)
    return decades if by_chance is None else -math.log10(10.0**-decades + 10.0**-by_chance)


def group_numbers(codes: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """For every start in `codes`, the number that stands for the `size` symbols from there (len - size + 1)."""
    count = max(len(codes) - size + 1, 0)
    numbers = np.zeros(count, dtype=np.int64)
    for offset in range(size):
        numbers = numbers * ALPHABET + codes[offset : offset + count]
    return numbers


def _cells(codes: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """For every start in `codes`, the cell in which the group of `size` symbols from there is counted."""
    numbers = group_numbers(codes, size)
    if size not in HASH_BITS:
        return numbers
    mixed = numbers.astype(np.uint64) * _HASH_MULTIPLIER
    return (mixed >> np.uint64(64 - HASH_BITS[size])).astype(np.int64)


def _count_of_cells(size: int) -> int:
    return 1 << HASH_BITS[size] if size in HASH_BITS else ALPHABET**size


@dataclass(frozen=True, slots=True)
class Background:
    """Counts of letter groups of one to ORDER symbols over `names` registered labels, each written ``.label.``.

    `tables[n - 1]` holds the counts of groups of n symbols as float32; long groups are hashed into fewer cells.
    """

    names: float
    tables: tuple[NDArray[np.float32], ...]

    def counts(self, codes: NDArray[np.int64], size: int) -> NDArray[np.float64]:
        """The counts of all groups of `size` symbols in `codes`, in order."""
        found = self._counts_within(codes, 1, None)
        for longer in range(2, size + 1):
            found = self._counts_within(codes, longer, found)
        return found

    def _counts_within(
        self, codes: NDArray[np.int64], size: int, inside: NDArray[np.float64] | None
    ) -> NDArray[np.float64]:
        """As `counts`; `inside` are those of the groups that are one symbol shorter."""
        found = self.tables[size - 1][_cells(codes, size)].astype(np.float64)
        if inside is None or size not in HASH_BITS:
            return found
        # Groups share a cell: one cannot be more frequent than the shorter groups inside it.
        return np.minimum(found, np.minimum(inside[:-1], inside[1:]))

    def step_decades(self, codes: NDArray[np.int64]) -> NDArray[np.float64]:
        """For every symbol from the fifth on, -log10 of its probability after those before it (len - 4).

        No group holds two dots in a row: the beginning of a word knows nothing of the word before.
        """
        codes = np.concatenate([np.zeros(ORDER - 1 - CONTEXT, dtype=np.int64), codes])
        counted = self._counts_within(codes, 1, None)
        chance = (counted + 1.0) / (self.tables[0].sum() + ALPHABET)
        for size in range(2, ORDER + 1):
            strength = BACK_OFF[size - 1]
            inside, counted = counted, self._counts_within(codes, size, counted)
            chance = np.minimum((counted + strength * chance[1:]) / (inside[:-1] + strength), 1.0)
        found: NDArray[np.float64] = -np.log10(chance)
        return found

    def start_decades(self, codes: NDArray[np.int64]) -> NDArray[np.float64]:
        """For every start, -log10 of the expected occurrences of its four symbols per name (len - 3)."""
        floor = 0.05  # an unseen group is not impossible
        return -np.log10((self.counts(codes, CONTEXT) + floor) / self.names)

    def decades(self, text: str) -> float:
        """-log10 of the expected occurrences per name of `text`, of four symbols or more (dots count)."""
        return self.decades_of([text])[0]

    def decades_of(self, texts: Sequence[str]) -> list[float]:
        """As `decades` of each. The counts are looked up for all of them at once."""
        apart = "." * (ORDER - 1 - CONTEXT)  # more than this before a text plays no part
        codes = codes_of("".join([f"{apart}{text}" for text in texts]) + "." * CONTEXT)
        starts, steps = self.start_decades(codes).tolist(), [0.0] * CONTEXT + self.step_decades(codes).tolist()
        begins = accumulate((len(text) + len(apart) for text in texts), initial=len(apart))
        return [
            starts[begin] + sum(steps[begin + CONTEXT : begin + len(text)])
            for begin, text in zip(begins, texts, strict=False)
        ]

    def label_decades(self, labels: Iterable[str]) -> dict[str, float]:
        """The `decades` of each letters form as a whole label; 0.0 for one of fewer than two letters."""
        known = dict.fromkeys(labels, 0.0)
        asked = [letters for letters in known if len(letters) >= CONTEXT - 2]
        return known | dict(zip(asked, self.decades_of([f".{letters}." for letters in asked]), strict=True))

    def to_bytes(self) -> bytes:
        """The counts, quantised (10 steps per doubling, one byte each) and compressed."""
        quantised = [np.round(_STEPS_PER_DOUBLING * np.log2(1.0 + table)).astype(np.uint8) for table in self.tables]
        return zlib.compress(b"".join([np.float64(self.names).tobytes(), *(q.tobytes() for q in quantised)]), 9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> "Background":
        """The counts that `to_bytes` wrote."""
        raw = zlib.decompress(packed)
        names = float(np.frombuffer(raw[:8], dtype=np.float64)[0])
        tables = []
        at = 8
        unquantised = (2.0 ** (np.arange(256) / _STEPS_PER_DOUBLING) - 1.0).astype(np.float32)
        for size in range(1, ORDER + 1):
            cells = _count_of_cells(size)
            tables.append(unquantised[np.frombuffer(raw[at : at + cells], dtype=np.uint8)])
            at += cells
        return cls(names, tuple(tables))


def count_background(
    labels: Sequence[tuple[str, float]], sites: Iterable[Sequence[str]] = (), weight: float = 0.0
) -> Background:
    """A background counted from (letters form, weight) pairs.

    Words that `sites` (the letters forms of each) have in common count beside them, `weight` for each of their groups.
    Of the site that has a group most often it does not count: what one site alone has stays as rare as it is.
    """
    tables = [np.zeros(_count_of_cells(size)) for size in range(1, ORDER + 1)]
    weights = np.array([weight for label, weight in labels for _ in range(len(label) + 2)])
    codes = codes_of("".join(f".{label}." for label, _ in labels))
    for size, table in enumerate(tables, start=1):
        starts, cells = _groups_within(codes, size)
        np.add.at(table, cells, weights[starts])
    _add_shared(tables, [codes_of("".join(f".{label}." for label in labels)) for labels in sites], weight)
    total = float(sum(weight for _, weight in labels))
    return Background(total, tuple(table.astype(np.float32) for table in tables))


def _groups_within(codes: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the groups of `size` symbols begin that lie within one label, and their cells."""
    # A group that spans two labels would have ".." inside; those starts are left out.
    doubled = (codes[:-1] == 0) & (codes[1:] == 0)
    cells = _cells(codes, size)
    whole = np.ones(len(cells), dtype=bool)
    for offset in range(size - 1):
        whole &= ~doubled[offset : offset + len(cells)]
    return np.flatnonzero(whole), cells[whole]


def _add_shared(tables: list[NDArray[np.float64]], sites: Sequence[NDArray[np.int64]], weight: float) -> None:
    for size in range(1, _SHARED + 1):
        total, most = np.zeros(_count_of_cells(size)), np.zeros(_count_of_cells(size))
        for codes in sites:
            cells, times = np.unique(_groups_within(codes, size)[1], return_counts=True)
            total[cells] += times
            most[cells] = np.maximum(most[cells], times)
        tables[size - 1] += weight * (total - most)
