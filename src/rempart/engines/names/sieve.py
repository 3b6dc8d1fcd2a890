"""The first, fast stage: all candidates in a block of raw hostnames, and which of its lines are none.

In: the stems of an index. Out: `Sieve`, whose `scan` gives for a block every (line, label, stem) that
`candidates.is_candidate` lets pass, and how many lines are names. The passes themselves are in `compiled`, the choice
of what they look for in `patterns`; how it works and what it costs is told in docs/decisions/0009-sieve.md.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rempart.engines.names import compiled
from rempart.engines.names.candidates import (
    EVERYWHERE_SHARE,
    close_labels,
    stands_everywhere,
)
from rempart.engines.names.evidence import FEW_LETTERS, StemProfile
from rempart.engines.names.forms import LEET, latin
from rempart.engines.names.patterns import patterns_of
from rempart.engines.names.rarity import Background, codes_of

Numbers = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int32]

_WORD = 8
_ROWS = 4096
_BYTES_A_ROW = 256  # with 10,000 sites a block fills some four such rooms, each of which costs a start
_ODD_ROWS = 4 * compiled.CHUNK
_AT_ONCE, _FIVE_BITS = 16, 31
_LETTERS_AT_MOST = 4  # of one code point in Latin
_BYTES_PER_KEY = 32  # of the byte map: about one group of symbols in thirty-two or more is looked up in vain
_FEWEST_BITS, _MOST_BITS = 15, 19  # the byte map stays in the first two caches


@dataclass(frozen=True, slots=True)
class Scan:
    """What a block holds; `lines` counts blank ones too. `pairs` has rows (line start, line end, number of the label,
    position of the stem), in the order of the lines; `odd` rows (line start, line end, 1 where only the slow way can
    say) of the other lines.
    """

    lines: int
    names: int
    no_names: int
    pairs: Numbers
    odd: Numbers


@dataclass(frozen=True, slots=True)
class Sieve:
    """Tables of one index. `members` are the positions of the stems that share one row of the tables."""

    tables: tuple[Bytes, Words, Words, Rows, Rows]
    stems: tuple[Bytes, Rows]
    members: tuple[tuple[int, ...], ...]
    short: tuple[Words, Numbers, Numbers]

    def scan(self, block: bytes) -> Scan:
        """Everything about one block, which ends with a line feed."""
        data = np.frombuffer(block, np.uint8)
        counts = np.zeros(4, np.int64)
        pairs, odd = [], []
        lines = names = no_names = begin = 0
        rows = max(_ROWS, data.size // _BYTES_A_ROW)
        out, others = np.empty((rows, 4), np.int64), np.empty((min(_ODD_ROWS, data.size) + compiled.CHUNK, 3), np.int64)
        while begin < data.size:
            counts[:] = 0
            reached, filled = compiled.scan(
                data, begin, self.tables, self.stems, self.short, *letter_tables(), out, others, counts
            )
            names, no_names = names + int(counts[compiled.PLAIN]), no_names + int(counts[compiled.NO_NAME])
            lines += int(counts[[compiled.BLANK, compiled.PLAIN, compiled.ODD]].sum())
            pairs.append(out[:filled].copy())
            others[: counts[compiled.ODD], 2] -= compiled.NO_NAME
            odd.append(others[: counts[compiled.ODD]].copy())
            if reached == begin:
                rows *= 2
                out = np.empty((rows, 4), np.int64)
            begin = reached
        return Scan(lines, names, no_names, _in_order(pairs, 4), _in_order(odd, 3))

    def spread(self, pairs: Numbers) -> Numbers:
        """Rows of `Scan.pairs` with every stem that each of them stands for."""
        sizes = np.array(list(map(len, self.members)), np.int64)
        found = pairs[np.repeat(np.arange(len(pairs)), sizes[pairs[:, 3]])]
        found[:, 3] = [member for row in pairs[:, 3].tolist() for member in self.members[row]]
        return found

    def find_in(self, name: str) -> set[tuple[int, int]]:
        """(number of the label, position of the stem) of all candidates in a name of `plain` labels."""
        plain = np.frombuffer(f"{name}.".encode("ascii", "replace"), np.uint8)
        rows = 256
        while True:
            found = np.empty((rows, 2), np.int64)
            count = compiled.scan_plain(plain, self.tables, self.stems, self.short, letter_tables()[1], found)
            if count >= 0:
                return {(label, member) for label, stem in found[:count].tolist() for member in self.members[stem]}
            rows *= 16


def build_sieve(profiles: Sequence[StemProfile], background: Background, rare: float) -> Sieve:
    """The sieve of stems in this order: a second for 10,000 of them. `rare` is what the gate asks (`rare_among`)."""
    members: dict[str, list[int]] = {}
    for position, profile in enumerate(profiles):
        few = len(profile.stem.letters) < FEW_LETTERS
        members.setdefault(f"{position}" if few else profile.stem.letters, []).append(position)
    rows = [profiles[own[0]] for own in members.values()]
    offsets, counts = _group_counts(rows, background)
    text = [profile.dotted for profile in rows]
    end = offsets[-1]
    patterns = _Patterns(bytearray(), bytearray(), array("i"))
    short: dict[int, list[int]] = {}
    for row, profile in enumerate(rows):
        if len(profile.stem.letters) < FEW_LETTERS:
            for label in close_labels(profile.stem):
                short.setdefault(key_of_label(label), []).append(row)
            continue
        found = patterns_of(profile, counts[offsets[row] : offsets[row + 1]], rare)
        patterns.groups.extend("".join(["\0\0\0" + each.gram for each in found]).encode("ascii", "replace"))
        patterns.contexts.extend(
            "".join([each.context.ljust(_WORD, "\0") for each in found]).encode("ascii", "replace")
        )
        for each in found:
            at = each.at + (end if each.whole else offsets[row])
            patterns.numbers.extend(
                (row, each.ahead, len(each.context), each.far, each.turned, each.behind, at, each.size)
            )
            if each.whole:
                text.append(each.whole)
                end += len(each.whole)
    return Sieve(_tables(patterns), _stems(rows, offsets, text), tuple(map(tuple, members.values())), _short(short))


def _group_counts(rows: Sequence[StemProfile], background: Background) -> tuple[list[int], list[float]]:
    """Where each dotted stem begins in the text of all, and how common the five symbols from each place are."""
    text = "".join(profile.dotted for profile in rows) + "." * compiled.GRAM
    offsets = [0, *accumulate(len(profile.dotted) for profile in rows)]
    counts = background.counts(codes_of(text), compiled.GRAM).tolist()
    for at, gram in enumerate(text[at : at + compiled.GRAM] for at in range(len(text) - compiled.GRAM + 1)):
        if stands_everywhere(gram):
            counts[at] += background.names * EVERYWHERE_SHARE
    return offsets, counts


def _packed(text: str) -> int:
    """Up to eight symbols as one word, the first one lowest, as the machine loads them."""
    return int.from_bytes(text.encode("ascii", "replace"), "little")


def key_of_label(label: str) -> int:
    """A whole label as one word; what goes beyond eight characters is hashed in."""
    key = _packed(label[:8])
    for symbol in label[8:]:
        key = (key * compiled.MULTIPLIER + ord(symbol)) % 2**64
    return key


class _Patterns(NamedTuple):
    """All patterns, packed as they come. `groups`: eight bytes each, of which the last five are the group; `contexts`:
    eight each; `numbers`: row of the stem, `ahead`, size of the context, `far`, `turned`, `behind`, where its stretch
    begins in the text of all, `size`.
    """

    groups: bytearray
    contexts: bytearray
    numbers: "array[int]"


def _tables(patterns: _Patterns) -> tuple[Bytes, Words, Words, Rows, Rows]:
    """A byte map of what may be there; the slots, in which groups find their first entry; what must stand around
    each entry, the group itself included; the stretch that an entry is of: `behind`, where it begins in the text of
    all, `size`; and the nearest symbols that each asks for, as `compiled.matching.neighbours` packs them.
    """
    groups = np.frombuffer(patterns.groups, "<u8")
    unique = np.unique(groups) * np.uint64(compiled.MULTIPLIER)
    bits = min(max(int(len(unique) * _BYTES_PER_KEY).bit_length(), _FEWEST_BITS), _MOST_BITS)
    here = np.zeros(1 << bits, np.uint8)
    here[unique >> np.uint64(64 - bits)] = 1
    slots = np.zeros(1 << max((2 * len(unique)).bit_length(), 4), np.uint64)
    places = groups * compiled.SECOND >> np.uint64(65 - slots.size.bit_length())
    order = np.argsort(places, kind="stable")
    numbers = np.frombuffer(patterns.numbers, np.int32).reshape(-1, 8)[order]
    contexts = np.stack([np.frombuffer(patterns.contexts, "<u8")[order], _how(numbers.astype(np.int64))], axis=1)
    places = places[order]
    contexts[:-1, 1] += np.where(places[1:] == places[:-1], compiled.MORE, np.uint64(0))
    used, first = np.unique(places, return_index=True)
    slots[used] = first
    if first.size:
        slots[used] |= np.bitwise_or.reduceat(_classes(contexts, compiled.GRAM), first) << compiled.BEHIND
        slots[used] |= np.bitwise_or.reduceat(_classes(contexts, -1), first) << compiled.BEFORE
    return here, slots, contexts, np.ascontiguousarray(numbers[:, 5:]), _nearest(contexts)


def _how(numbers: Numbers) -> Words:
    """How the context of each pattern is compared, and what else has to be true, as `compiled.words` packs it."""
    row, ahead, size, far, turned, behind, _, stretch = numbers.T
    inside = (ahead <= behind) & (behind + stretch <= ahead + size)
    telling = np.where(inside, compiled.SURE, compiled.STRETCH)
    kind = np.where(stretch > 0, telling, np.where(turned > 0, compiled.TURN, compiled.STEP))
    distance = np.where(far != 0, far + compiled.AHEAD << 16, np.int64(compiled.ANYWHERE))
    how: Numbers = 64 - 8 * size | ahead + compiled.AHEAD << 8 | distance | row << int(compiled.ROW)
    return how.astype(np.uint64) | kind


def _classes(contexts: Words, step: int) -> Words:
    """A bit for the class of the symbol that each context has `step` symbols from its group; all, if it has none."""
    ahead = (contexts[:, 1] >> np.uint64(8) & np.uint64(255)).astype(np.int64) - compiled.AHEAD
    size = 8 - (contexts[:, 1] & np.uint64(255)).astype(np.int64) // 8
    at = np.clip(step - ahead, 0, 7).astype(np.uint64)
    symbols = contexts[:, 0] >> np.uint64(8) * at & np.uint64(compiled.CLASS)
    inside = (step >= ahead) & (step - ahead < size)
    return np.where(inside, np.uint64(1) << symbols, np.uint64(0xFFFF))


def _nearest(contexts: Words) -> Rows:
    """The three symbols on either side of its group that each context asks for, five bits each, 0 where it asks for
    none; below 0 for the last entry of a slot. The last rows are there to be read, and say nothing.
    """
    ahead = (contexts[:, 1] >> np.uint64(8) & np.uint64(255)).astype(np.int64) - compiled.AHEAD
    size = 8 - (contexts[:, 1] & np.uint64(255)).astype(np.int64) // 8
    found = np.where(contexts[:, 1] & compiled.MORE, 0, -(1 << 31))
    for place, step in enumerate((-3, -2, -1, compiled.GRAM, compiled.GRAM + 1, compiled.GRAM + 2)):
        at = np.clip(step - ahead, 0, 7).astype(np.uint64)
        symbols = (contexts[:, 0] >> np.uint64(8) * at & np.uint64(255)).astype(np.int64)
        fields = np.where(symbols == ord("."), _FIVE_BITS, symbols & _FIVE_BITS)
        found += np.where((step >= ahead) & (step - ahead < size), fields, 0) << 5 * place
    return np.append(found, np.zeros(_AT_ONCE, np.int64)).astype(np.int32)


def _short(stems: Mapping[int, Sequence[int]]) -> tuple[Words, Numbers, Numbers]:
    """An open hash table of whole labels, by their key; from and to of each in the rows of stems, and those."""
    keys = np.zeros(1 << max((3 * len(stems)).bit_length(), 4), np.uint64)
    spans, rows = np.zeros((keys.size, 2), np.int64), list[int]()
    for key, own in stems.items():
        at = (key * compiled.MULTIPLIER % 2**64 >> 27) & (keys.size - 1)
        while keys[at]:
            at = (at + 1) & (keys.size - 1)
        keys[at], spans[at] = key, (len(rows), len(rows) + len(own))
        rows += own
    return keys, spans, np.array(rows, np.int64)


def _stems(rows: Sequence[StemProfile], offsets: Sequence[int], words: Sequence[str]) -> tuple[Bytes, Rows]:
    """The dotted stems, and of each where its letters begin and end."""
    text = np.frombuffer("".join(words).encode("ascii", "replace") + bytes(8), np.uint8)
    shapes = [(offsets[row] + 1, offsets[row] + 1 + len(profile.stem.letters)) for row, profile in enumerate(rows)]
    return text.copy(), np.array(shapes, np.int32).reshape(-1, 2)


@lru_cache(maxsize=1)
def letter_tables() -> tuple[Bytes, Bytes]:
    """The Latin letters of each code point that the compiled pass knows, and of each digit between letters."""
    table = np.zeros((compiled.TABLE_TO - compiled.TABLE_FROM, _LETTERS_AT_MOST), np.uint8)
    for point in range(compiled.TABLE_FROM, compiled.TABLE_TO):
        letters = latin(chr(point)).encode("ascii")[:_LETTERS_AT_MOST]
        table[point - compiled.TABLE_FROM, : len(letters)] = list(letters)
    leet = np.zeros(256, np.uint8)
    for digit, letter in LEET.items():
        leet[ord(digit)] = ord("i") if letter == "l" else ord(letter)
    return table, leet


def _in_order(rows: list[Numbers], columns: int) -> Numbers:
    """All rows in the order of their lines, each once. They nearly always are so already."""
    joined = np.concatenate(rows) if rows else np.empty((0, columns), np.int64)
    if columns == 3 or len(joined) < 2:
        return joined
    key = joined[:, 0] << 32 | joined[:, 2] << 24 | joined[:, 3]
    return joined if (key[1:] > key[:-1]).all() else joined[np.unique(key, return_index=True)[1]]
