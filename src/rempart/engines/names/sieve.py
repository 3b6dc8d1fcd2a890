"""The first, fast stage: which lines of a block need a closer look at all? One pass over the raw bytes.

For every line it folds the letters as `forms.letters_of` does, and asks three hash tables what `candidates.Index.find`
would ask its dictionaries: is a label a watched stem, or one letter dropped from both apart, or does it hold a rare
window? It answers "maybe" a little too often (hashes), never too seldom: what it passes over is a plain hostname that
is no candidate. Everything else (punycode, other alphabets, odd characters, addresses) goes to the slow path too, which
has the last word in any case; the tests hold the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

from rempart.engines.names.candidates import Index
from rempart.engines.names.forms import LEET

Bytes = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint64]

_BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_BITS = 22  # a bitmap of 512 KiB stays in the second-level cache
_LONGEST = 253

# What the kernel makes of a byte: the letter it stands for, or one of these.
_DROP, _DOT, _DIGIT, _ODD, _END = 1, 2, 3, 4, 5


def _kinds() -> Bytes:
    table = np.full(256, _ODD, np.uint8)
    for code in range(26):
        table[ord("a") + code] = table[ord("A") + code] = ord("a") + code
    table[ord("l")] = table[ord("L")] = ord("i")
    for character in "-_*":
        table[ord(character)] = _DROP
    for character in "0123456789":
        table[ord(character)] = _DIGIT
    table[ord(".")], table[ord("\n")] = _DOT, _END
    return table


def _leet() -> Bytes:
    table = np.zeros(256, np.uint8)
    for digit, letter in LEET.items():
        table[ord(digit)] = ord(letter)
    return table


_KINDS, _LEET = _kinds(), _leet()


@dataclass(frozen=True, slots=True)
class _Table:
    """A set of 64-bit hashes: a bitmap in front, open addressing behind; 0 is an empty slot."""

    bitmap: Bytes
    slots: Hashes


@dataclass(frozen=True, slots=True)
class Sieve:
    """The hashes of one index, ready for `sift`."""

    labels: _Table
    windows: _Table
    sizes: npt.NDArray[np.int64]
    powers: Hashes

    def sift(self, block: bytes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], int]:
        """(starts, ends) of the lines that need a closer look, in order, and how many plain names were passed over.

        `block` ends with a line feed.
        """
        data = np.frombuffer(block, np.uint8)
        lines = int(np.count_nonzero(data == ord("\n")))
        starts, ends = np.empty(lines, np.int64), np.empty(lines, np.int64)
        labels, windows = self.labels, self.windows
        tables = (labels.bitmap, labels.slots, windows.bitmap, windows.slots, self.sizes, self.powers)
        found, passed = _sift(data, _KINDS, _LEET, *tables, starts, ends)
        return starts[:found], ends[:found], passed


def build_sieve(index: Index) -> Sieve:
    """The sieve of `index`: about 40 bytes of memory for each stem's letter, built in milliseconds for 1,000 sites."""
    longest = _LONGEST + 3
    powers = np.ones(longest, np.uint64)
    for at in range(1, longest):
        powers[at] = np.uint64((int(powers[at - 1]) * int(_BASE)) & 0xFFFFFFFFFFFFFFFF)
    return Sieve(
        labels=_table({*index.exact, *index.near}),
        windows=_table(index.windows),
        sizes=np.array(sorted(size for size in index.sizes if size <= _LONGEST), np.int64),
        powers=powers,
    )


def _table(words: Iterable[str]) -> _Table:
    hashes = {_hash(word) for word in words if word.isascii()}
    size = 16
    while size < 3 * len(hashes):
        size *= 2
    slots = np.zeros(size, np.uint64)
    bitmap = np.zeros(1 << (_BITS - 3), np.uint8)
    for value in hashes:
        mixed = (value * int(_MIX)) & 0xFFFFFFFFFFFFFFFF
        bit = mixed >> (64 - _BITS)
        bitmap[bit >> 3] |= 1 << (bit & 7)
        at = mixed & (size - 1)
        while slots[at] != 0:
            at = (at + 1) & (size - 1)
        slots[at] = value
    return _Table(bitmap, slots)


def _hash(word: str) -> int:
    value = 0
    for character in word.encode("ascii"):
        value = (value * int(_BASE) + character) & 0xFFFFFFFFFFFFFFFF
    return value or 1


@njit(cache=True, nogil=True)
def _in(value: np.uint64, bitmap: Bytes, slots: Hashes) -> bool:  # pragma: no cover (compiled)
    if value == np.uint64(0):
        value = np.uint64(1)
    mixed = value * _MIX
    bit = mixed >> np.uint64(64 - _BITS)
    if not (bitmap[np.int64(bit >> np.uint64(3))] >> np.uint8(bit & np.uint64(7))) & np.uint8(1):
        return False
    mask = np.uint64(slots.size - 1)
    at = mixed & mask
    while slots[np.int64(at)] != np.uint64(0):
        if slots[np.int64(at)] == value:
            return True
        at = (at + np.uint64(1)) & mask
    return False


@njit(cache=True, nogil=True)
def _label_needs_look(  # pragma: no cover (compiled)
    prefix: Hashes,
    first: int,
    last: int,
    labels_bitmap: Bytes,
    labels_slots: Hashes,
    windows_bitmap: Bytes,
    windows_slots: Hashes,
    sizes: npt.NDArray[np.int64],
    powers: Hashes,
) -> bool:
    """`prefix[i]` hashes the folded text before i; the label's letters lie at first…last, a dot on either side."""
    whole = prefix[last] - prefix[first] * powers[last - first]
    if last > first and _in(whole, labels_bitmap, labels_slots):
        return True
    for gone in range(first, last):
        head = prefix[gone] - prefix[first] * powers[gone - first]
        tail = prefix[last] - prefix[gone + 1] * powers[last - gone - 1]
        if _in(head * powers[last - gone - 1] + tail, labels_bitmap, labels_slots):
            return True
    for size in sizes:
        for start in range(first - 1, last + 2 - size):
            if _in(prefix[start + size] - prefix[start] * powers[size], windows_bitmap, windows_slots):
                return True
    return False


@njit(cache=True, nogil=True)
def _label_is_odd(data: Bytes, begin: int, end: int) -> bool:  # pragma: no cover (compiled)
    """Whether the label is none that a registry gives as plain letters: empty, too long, hyphens at its ends."""
    size = end - begin
    if size == 0 or size > 63 or data[begin] == 45 or data[end - 1] == 45:
        return True
    return size >= 4 and data[begin + 2] == 45 and data[begin + 3] == 45  # punycode, perhaps


@njit(cache=True, nogil=True)
def _letter_at(data: Bytes, at: int, kinds: Bytes, leet: Bytes) -> int:  # pragma: no cover (compiled)
    """The folded letter of the byte at `at`, below 97 where it has none; a digit between letters reads as one."""
    kind = kinds[data[at]]
    if kind == _DIGIT and at > 0 and kinds[data[at - 1]] >= 97 and kinds[data[at + 1]] >= 97:
        return int(leet[data[at]])
    return int(kind)


@njit(cache=True, nogil=True)
def _line_needs_look(  # pragma: no cover (compiled)
    data: Bytes,
    begin: int,
    end: int,
    kinds: Bytes,
    leet: Bytes,
    labels_bitmap: Bytes,
    labels_slots: Hashes,
    windows_bitmap: Bytes,
    windows_slots: Hashes,
    sizes: npt.NDArray[np.int64],
    powers: Hashes,
    prefix: Hashes,
) -> bool:
    if end - begin > _LONGEST:
        return True
    dot = np.uint64(46)
    labels, label_begin, length, numeric = 0, begin, 1, True
    prefix[1] = dot
    for at in range(begin, end + 1):
        kind = kinds[data[at]]
        if kind == _ODD or (data[at] == 42 and (at != begin or data[at + 1] != 46)):
            return True
        if kind == _DOT or kind == _END:
            prefix[length + 1] = prefix[length] * _BASE + dot
            if _label_is_odd(data, label_begin, at) or _label_needs_look(
                prefix, 1, length, labels_bitmap, labels_slots, windows_bitmap, windows_slots, sizes, powers
            ):
                return True
            labels += 1
            length, label_begin = 1, at + 1
            if kind == _DOT:
                numeric = True
            continue
        numeric = numeric and kind == _DIGIT
        letter = _letter_at(data, at, kinds, leet)
        if letter >= 97:
            prefix[length + 1] = prefix[length] * _BASE + np.uint64(letter)
            length += 1
    return numeric or labels < (3 if data[begin] == 42 else 2)


@njit(cache=True, nogil=True)
def _sift(  # pragma: no cover (compiled)
    data: Bytes,
    kinds: Bytes,
    leet: Bytes,
    labels_bitmap: Bytes,
    labels_slots: Hashes,
    windows_bitmap: Bytes,
    windows_slots: Hashes,
    sizes: npt.NDArray[np.int64],
    powers: Hashes,
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
) -> tuple[int, int]:
    prefix = np.zeros(_LONGEST + 5, np.uint64)
    found = passed = begin = 0
    while begin < data.size:
        end = begin
        while data[end] != 10:
            end += 1
        if end > begin:
            if _line_needs_look(
                data,
                begin,
                end,
                kinds,
                leet,
                labels_bitmap,
                labels_slots,
                windows_bitmap,
                windows_slots,
                sizes,
                powers,
                prefix,
            ):
                starts[found], ends[found] = begin, end
                found += 1
            else:
                passed += 1
        begin = end + 1
    return found, passed
