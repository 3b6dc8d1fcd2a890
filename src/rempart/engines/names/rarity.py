"""How rare a string of letters is among registered names: the background against which a match weighs.

In: letters forms (`forms.letters_of`) between dots. Out: decades, that is -log10 of the expected number of
occurrences per registered name. A five-letter Markov model with Dirichlet back-off over counts; the counts are
aggregates of hashed letter groups, so no name can be read back out of the data (hard line 3).
"""

import math
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ALPHABET = 27  # '.' is 0, a to z are 1 to 26
ORDER = 5
_HASH_BITS = 18
_HASH_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_STEPS_PER_DOUBLING = 10
# Decades of a label of so few letters that chance alone put together: the share of registered labels that are so short,
# times the part of them (.5, .2, .2, .05) that any letters would have done for, over the 25 letters told apart. Fitted
# on half of a zone against counts of the other half: letter groups take "qzk" for a thousand times rarer than it is, as
# initials follow no language.
_BY_CHANCE = {3: 5.96, 4: 7.56, 5: 8.80, 6: 10.72}
_BACK_OFF = (0.0, 1.0, 2.0, 3.0, 4.0)  # strength of the shorter context, by order of the longer one

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


def _bucket(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    mixed = numbers.astype(np.uint64) * _HASH_MULTIPLIER
    return (mixed >> np.uint64(64 - _HASH_BITS)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Background:
    """Counts of letter groups of one to five symbols over `names` registered labels, each written ``.label.``.

    `tables[n - 1]` holds the counts of groups of n symbols as float32; groups of five are hashed into 2**18 cells.
    """

    names: float
    tables: tuple[NDArray[np.float32], ...]

    def counts(self, codes: NDArray[np.int64], size: int) -> NDArray[np.float64]:
        """The counts of all groups of `size` symbols in `codes`, in order."""
        numbers = group_numbers(codes, size)
        if size < ORDER:
            return self.tables[size - 1][numbers].astype(np.float64)
        # Groups share a cell: one cannot be more frequent than the shorter groups inside it, which have their own.
        inside = self.counts(codes, size - 1)
        hashed = self.tables[size - 1][_bucket(numbers)].astype(np.float64)
        return np.minimum(hashed, np.minimum(inside[:-1], inside[1:]))

    def step_decades(self, codes: NDArray[np.int64]) -> NDArray[np.float64]:
        """For every symbol from the fifth on, -log10 of its probability after the four before it (len - 4)."""
        chance = (self.counts(codes, 1) + 1.0) / (self.tables[0].sum() + ALPHABET)
        for size in range(2, ORDER + 1):
            strength = _BACK_OFF[size - 1]
            context = self.counts(codes[:-1], size - 1)
            chance = (self.counts(codes, size) + strength * chance[1:]) / (np.maximum(context, 0.0) + strength)
            chance = np.minimum(chance, 1.0)
        found: NDArray[np.float64] = -np.log10(chance)
        return found

    def start_decades(self, codes: NDArray[np.int64]) -> NDArray[np.float64]:
        """For every start, -log10 of the expected occurrences of its four symbols per name (len - 3)."""
        floor = 0.05  # an unseen group is not impossible
        return -np.log10((self.counts(codes, ORDER - 1) + floor) / self.names)

    def decades(self, text: str) -> float:
        """-log10 of the expected occurrences per name of `text`, of four symbols or more (dots count)."""
        codes = codes_of(text)
        value = float(self.start_decades(codes[: ORDER - 1])[0])
        return value + float(self.step_decades(codes).sum()) if len(codes) >= ORDER else value

    def prefix_decades(self, text: str) -> NDArray[np.float64]:
        """Cumulated `step_decades` of `text` with leading zeros, so that a difference is the cost of a stretch.

        The decades of ``text[i:j]`` (j - i >= 4) are ``start[i] + cumulated[j] - cumulated[i + 4]``.
        """
        codes = codes_of(text)
        cumulated = np.zeros(len(codes) + 1)
        if len(codes) >= ORDER:
            cumulated[ORDER:] = np.cumsum(self.step_decades(codes))
        return cumulated

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
            cells = 1 << _HASH_BITS if size == ORDER else ALPHABET**size
            tables.append(unquantised[np.frombuffer(raw[at : at + cells], dtype=np.uint8)])
            at += cells
        return cls(names, tuple(tables))


def count_background(labels: list[tuple[str, float]]) -> Background:
    """A background counted from (letters form, weight) pairs."""
    tables = [
        np.zeros(1 << _HASH_BITS if size == ORDER else ALPHABET**size, dtype=np.float64) for size in range(1, ORDER + 1)
    ]
    weights = np.array([weight for label, weight in labels for _ in range(len(label) + 2)])
    text = "".join(f".{label}." for label, _ in labels)
    codes = codes_of(text)
    # A group that spans two labels would have ".." inside; those starts are left out.
    doubled = (codes[:-1] == 0) & (codes[1:] == 0)
    for size in range(1, ORDER + 1):
        numbers = group_numbers(codes, size)
        whole = np.ones(len(numbers), dtype=bool)
        for offset in range(size - 1):
            whole &= ~doubled[offset : offset + len(numbers)]
        cells = _bucket(numbers) if size == ORDER else numbers
        np.add.at(tables[size - 1], cells[whole], weights[: len(numbers)][whole])
    total = float(sum(weight for _, weight in labels))
    return Background(total, tuple(table.astype(np.float32) for table in tables))
