"""The search itself: filter, look up, compare around, verify."""

import numpy as np
from numba import njit

from rempart.engines.names.compiled.machine import (
    equal,
    fetch,
    fitting,
    highest,
    load,
    lowest,
    moves_rows,
    ones,
    put_hashes,
    put_kept,
    put_places,
)
from rempart.engines.names.compiled.words import (
    AHEAD,
    ANYWHERE,
    BEFORE,
    BEHIND,
    BYTE,
    CLASS,
    DOT,
    DOTS,
    EIGHT,
    FIRST,
    FRONT,
    GRAM,
    KIND,
    LF,
    MORE,
    ONE,
    QUARTER,
    ROW,
    SECOND,
    SIXTEEN,
    STEP,
    STRETCH,
    STRIDE,
    SURE,
    THREE,
    TILE,
    TOPS,
    TURNED_PART,
    Array,
    M,
    bare,
    filled,
    is_space,
    lower,
)

PLACES = np.array([[*(bit for bit in range(8) if which >> bit & 1), *[0] * 8][:8] for which in range(256)], np.int32)


# To make five bits of each of six symbols.
TRIPLE, SHIFT_BEHIND = np.uint64((1 << 24) - 1), np.uint64(24)
SIXTH_ONES, DOT_BITS, TEN_BITS = np.uint64(0x010101010101), np.uint64(0x11), np.uint64((1 << 10) - 1)
LOW_FIVES, HIGH_FIVES = np.uint64(0x001F001F001F), np.uint64(0x1F001F001F00)


@bare
def slot_of(key: int, keys: Array) -> int:  # pragma: no cover (compiled)
    """Where a key stands in the open hash table `keys` (0: empty), -1 where it is not in it."""
    mask = np.uint64(keys.size - 1)
    at = ((key * M) >> np.uint64(27)) & mask
    while keys[at] != 0:
        if keys[at] == key:
            return np.int64(at)
        at = (at + np.uint64(1)) & mask
    return -1


@bare
def same(text: Array, begin: int, stems: Array, first: int, size: int) -> bool:  # pragma: no cover (compiled)
    """Whether the two stretches are letter for letter the same."""
    at = 0
    while size - at > 8:
        if load(text, begin + at) != load(stems, first + at):
            return False
        at += 8
    if size <= at:
        return True
    return (load(text, begin + at) ^ load(stems, first + at)) << np.uint64(64 - 8 * (size - at)) == np.uint64(0)


@bare
def alike_from(text: Array, begin: int, stems: Array, first: int, most: int) -> int:  # pragma: no cover (compiled)
    """How many letters the two stretches begin with in common, `most` or fewer."""
    at = 0
    while at < most:
        differs = load(text, begin + at) ^ load(stems, first + at)
        if differs != np.uint64(0):
            return min(most, at + (lowest(differs) >> 3))
        at += 8
    return most


@bare
def one_step(text: Array, begin: int, end: int, stems: Array, first: int, last: int) -> bool:
    # pragma: no cover (compiled)
    """Whether two words are at most one letter put in, left out, changed, or exchanged with the next apart."""
    size, other = end - begin, last - first
    if size - other > 1 or other - size > 1:
        return False
    head = alike_from(text, begin, stems, first, min(size, other))
    here, there = begin + head, first + head  # what is behind the first difference
    if size > other:
        return same(text, here + 1, stems, there, other - head)
    if size < other:
        return same(text, here, stems, there + 1, size - head)
    if same(text, here + 1, stems, there + 1, size - head - 1):
        return True
    swapped = size - head >= 2 and text[here] == stems[there + 1] and text[here + 1] == stems[there]
    return swapped and same(text, here + 2, stems, there + 2, size - head - 2)


@bare
def turned(text: Array, begin: int, stems: Array, first: int, last: int) -> bool:
    # pragma: no cover (compiled)
    """Whether the word at `begin`, as long as the other, is that one with its beginning and end exchanged."""
    size = last - first
    for cut in range(TURNED_PART, size - TURNED_PART + 1):
        if same(text, begin, stems, first + cut, size - cut) and same(text, begin + size - cut, stems, first, cut):
            return True
    return False


@bare
def spots_by_rows(text: Array, length: int, here: Array, spots: Array) -> int:  # pragma: no cover (compiled)
    """`find_spots` sixteen places at once. A group has no dot but at its ends, which rules four in ten places out."""
    shift, hashes, half = np.uint64(64 - lowest(np.uint64(here.size))), spots.size // 4, spots.size // 2
    found = np.uint64(half)
    for tile in range(FRONT, length, TILE):  # the hashes of a tile stay in the first cache
        count = np.uint64(0)
        for at in range(tile, min(tile + TILE, length), STRIDE):
            live = ~(equal(text, at + 1, DOT) | equal(text, at + 2, DOT) | equal(text, at + 3, DOT))
            if length - at < STRIDE:
                live &= (ONE << np.uint64(length - at)) - ONE
            for part in range(0, STRIDE, 16):
                kept = live & QUARTER
                put_hashes(text, at + part, M, shift, kept, spots, np.uint64(hashes) + count)
                put_places(at + part, kept, spots, count)
                count += np.uint64(ones(kept))
                live >>= SIXTEEN
        for row in range(np.uint64(0), count, SIXTEEN):
            low, high = np.uint64(0), np.uint64(0)
            for step in range(8):
                at = np.uint64(hashes) + row + np.uint64(step)
                low |= np.uint64(here[np.uint64(spots[at])]) << np.uint64(step)
                high |= np.uint64(here[np.uint64(spots[at + EIGHT])]) << np.uint64(step)
            which = low | high << EIGHT
            if count - row < SIXTEEN:
                which &= (ONE << (count - row)) - ONE
            put_kept(spots, row, which, spots, found)
            found += np.uint64(ones(which))
    return np.int64(found) - half


@njit(cache=True, nogil=True)
def find_spots(text: Array, length: int, here: Array, spots: Array) -> int:  # pragma: no cover (compiled)
    """The places in `text` whose group may be one to look for, into the second half of `spots`; how many. Nothing here
    depends on a branch: eight places at once become eight bits, and a table says which places those are.
    """
    if moves_rows():
        return spots_by_rows(text, length, here, spots)
    shift = np.uint64(64 - lowest(np.uint64(here.size)))
    count, half = np.uint64(0), np.uint64(spots.size // 2)
    for at in range(np.uint64(FRONT), np.uint64(length), EIGHT):
        which = np.uint64(0)
        for step in range(8):
            group = load(text, at + np.uint64(step)) << np.uint64(24)
            which |= np.uint64(here[(group * M) >> shift]) << np.uint64(step)
        spots[count] = at << EIGHT | which
        count += np.uint64(which != np.uint64(0))
    found = half
    for row in range(count):
        at, which = spots[row] >> 8, np.uint64(spots[row] & 255)
        for step in range(8):
            spots[found + np.uint64(step)] = PLACES[which, step] + at
        found += np.uint64(ones(which))
    return np.int64(found - half)


@njit(cache=True, nogil=True)
def find_slots(text: Array, spots: Array, spot_count: int, slots: Array, wanted: Array, hits: Array) -> int:
    # pragma: no cover (compiled)
    """(place, first entry) of the groups whose neighbours an entry may allow, onto `hits`; how many. Neither pass waits
    for a branch, so that the machine fetches many slots at once, and then what `match` will ask for.
    """
    count, touched = np.uint64(0), np.int32(0)
    shift = np.uint64(64 - lowest(np.uint64(slots.size)))
    half = spots.size // 2
    for spot in range(np.uint64(half), np.uint64(half + spot_count)):
        place = np.uint64(spots[spot])
        slot = slots[((load(text, place) << np.uint64(24)) * SECOND) >> shift]
        before = slot >> (BEFORE + np.uint64(text[place - np.uint64(1)] & CLASS))
        behind = slot >> (BEHIND + np.uint64(text[place + np.uint64(GRAM)] & CLASS))
        hits[count, 0], hits[count, 1] = place, slot & FIRST
        count += before & behind & np.uint64(1)
    for hit in range(count):
        touched |= wanted[np.uint64(hits[hit, 1])] | wanted[np.uint64(hits[hit, 1] + 15)]
    hits[count, 0] = touched
    return np.int64(count)


@bare
def neighbours(text: Array, place: int) -> int:  # pragma: no cover (compiled)
    """The three symbols before the group at `place` and the three behind it, five bits each, the first one lowest."""
    around = (load(text, place - 3) & TRIPLE) | (load(text, place + GRAM) & TRIPLE) << SHIFT_BEHIND
    around |= (~around >> np.uint64(6) & SIXTH_ONES) * DOT_BITS  # a dot, whose last five bits are those of an n
    pairs = (around & LOW_FIVES) | (around & HIGH_FIVES) >> np.uint64(3)
    return np.int32(
        (pairs & TEN_BITS)
        | (pairs >> np.uint64(6) & TEN_BITS << np.uint64(10))
        | (pairs >> np.uint64(12) & TEN_BITS << np.uint64(20))
    )


@bare
def stands_right(text: Array, place: int, context: Array) -> bool:  # pragma: no cover (compiled)
    """Whether a group stands among the right symbols, and as far from the other end of the label as the stem's is, one
    letter more or less.
    """
    how = context[1]
    around = load(text, place + np.int64((how >> EIGHT) & BYTE) - AHEAD)
    passes = (around ^ context[0]) << (how & BYTE) == np.uint64(0)
    far = load(text, max(place + np.int64((how >> np.uint64(16)) & BYTE) - AHEAD, 0)) ^ DOTS
    return passes & ((how & ANYWHERE != np.uint64(0)) | (~filled(far) & THREE != np.uint64(0)))


@bare
def match_by_rows(text: Array, hits: Array, hit_count: int, tables: tuple[Array, ...], matches: Array) -> int:
    # pragma: no cover (compiled)
    """`match` with sixteen entries at once: first those that the nearest symbols allow, then of these the right ones,
    whose contexts are fetched by then.
    """
    contexts, stretches, wanted = tables[2:]
    count, kept = 0, 0
    for hit in range(hit_count):
        place, entry = hits[hit, 0], hits[hit, 1]
        word = neighbours(text, place)
        while True:
            found = fitting(wanted, entry, word)
            last = found >> np.uint64(32)
            found &= QUARTER & (last ^ (last - ONE))
            while found != 0:
                if count == matches.shape[0]:
                    return -1
                at = entry + lowest(found)
                matches[count, 0], matches[count, 1] = place, at
                fetch(contexts, at * contexts.shape[1])
                fetch(stretches, at * stretches.shape[1])
                count += 1
                found &= found - ONE
            if last != 0:
                break
            entry += 16
    for row in range(count):
        place, entry = matches[row, 0], matches[row, 1]
        matches[kept, 0], matches[kept, 1] = place, entry
        kept += stands_right(text, place, contexts[entry])
    return kept


@njit(cache=True, nogil=True)
def match(text: Array, hits: Array, hit_count: int, tables: tuple[Array, ...], matches: Array) -> int:
    # pragma: no cover (compiled)
    """(place, entry) of the groups that stand right; -1 where there is no room."""
    if moves_rows():
        return match_by_rows(text, hits, hit_count, tables, matches)
    contexts = tables[2]
    count = np.uint64(0)
    room = np.uint64(matches.shape[0])
    for hit in range(hit_count):
        place = hits[hit, 0]
        entry = np.uint64(hits[hit, 1])
        while True:
            if count == room:
                return -1
            matches[count, 0] = place
            matches[count, 1] = entry
            count += np.uint64(stands_right(text, place, contexts[entry]))
            if contexts[entry, 1] & MORE == np.uint64(0):
                break
            entry += np.uint64(1)
    return np.int64(count)


@bare
def begin_of(text: Array, place: int) -> int:  # pragma: no cover (compiled)
    """Where the label begins that reaches up to `place`: behind the last dot before it."""
    at = place - 8
    while True:
        dots = ~filled(load(text, at) ^ DOTS) & TOPS
        if dots != np.uint64(0):
            return at + 1 + (highest(dots) >> 3)
        at -= 8


@bare
def end_of(text: Array, place: int) -> int:  # pragma: no cover (compiled)
    """Where the next dot from `place` is."""
    at = place
    while True:
        dots = ~filled(load(text, at) ^ DOTS) & TOPS
        if dots != np.uint64(0):
            return at + (lowest(dots) >> 3)
        at += 8


@bare
def place_among(found: Array, group: int, count: int, stem: int) -> int:  # pragma: no cover (compiled)
    """Where a stem belongs among the ascending ones in the rows from `group`; -1 where it is there."""
    at = count
    while at > group and found[at - 1, 1] > stem:
        at -= 1
    return -1 if at > group and found[at - 1, 1] == stem else at


@njit(cache=True, nogil=True)
def verify(
    text: Array,
    matches: Array,
    match_count: int,
    contexts: Array,
    stretches: Array,
    stems: Array,
    shapes: Array,
    found: Array,
    count: int,
) -> int:  # pragma: no cover (compiled)
    """(begin of the label, stem) of the matches that are candidates, onto `found`, in ascending order; -1 where it is
    full.
    """
    group, label = count, -1
    for match in range(match_count):
        place, entry = matches[match, 0], np.uint64(matches[match, 1])
        how = contexts[entry, 1]
        stem = np.int64(how >> ROW)
        start = place + 1 if text[place] == DOT else place
        begin = begin_of(text, start)
        if begin != label:
            group, label = count, begin
        row = place_among(found, group, count, stem)
        if row < 0:
            continue
        kind = how & KIND
        if kind == STRETCH:
            behind, at, size = stretches[entry, 0], stretches[entry, 1], stretches[entry, 2]
            passes = same(text, place + behind, stems, at, size)
        elif kind != SURE:
            first, last = shapes[stem, 0], shapes[stem, 1]
            end = end_of(text, start)
            if kind == STEP:
                passes = one_step(text, begin, end, stems, first, last)
            else:
                passes = end - begin == last - first and turned(text, begin, stems, first, last)
        else:
            passes = True
        if passes:
            if count == found.shape[0]:
                return -1
            for later in range(count, row, -1):
                found[later, 1] = found[later - 1, 1]
            found[count, 0], found[row, 1] = begin, stem
            count += 1
    return count


@njit(cache=True, nogil=True)
def search(
    text: Array,
    length: int,
    tables: tuple[Array, ...],
    of_stems: tuple[Array, ...],
    spots: Array,
    hits: Array,
    matches: Array,
    found: Array,
    count: int,
) -> int:  # pragma: no cover (compiled)
    """(begin of the label, stem) of candidates in `text` onto `found` from row `count` on, in ascending order; the new
    count, -1 where there is no room.
    """
    here, slots, contexts, stretches, wanted = tables
    stems, shapes = of_stems
    if count < 0:
        return -1
    spot_count = find_spots(text, length, here, spots)
    hit_count = find_slots(text, spots, spot_count, slots, wanted, hits)
    match_count = match(text, hits, hit_count, tables, matches)
    if match_count < 0:
        return -1
    return verify(text, matches, match_count, contexts, stretches, stems, shapes, found, count)


@njit(cache=True, nogil=True)
def search_short(
    data: Array, begin: int, size: int, short: tuple[Array, ...], found: Array, count: int
) -> int:  # pragma: no cover (compiled)
    """(position in `data`, stem) of whole labels that are looked for, keyed as `sieve.key_of_label` does. `short`: an
    open hash table of keys, and from and to of each in the third, the stems.
    """
    keys, buckets, stems = short
    if count < 0:
        return -1
    at = begin
    while at < begin + size:
        while is_space(data[at]):
            at += 1
        key, place = np.uint64(0), at
        while data[place] != DOT and data[place] != LF:
            symbol = np.uint64(lower(data[place]))
            key = key | (symbol << np.uint64(8 * (place - at))) if place - at < 8 else key * M + symbol
            place += 1
        slot = slot_of(key, keys) if key != 0 else -1
        if slot >= 0:
            for entry in range(buckets[slot, 0], buckets[slot, 1]):
                if count == found.shape[0]:
                    return -1
                found[count, 0], found[count, 1] = at, stems[entry]
                count += 1
        at = place + 1
    return count
