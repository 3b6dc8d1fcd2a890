"""The search itself: filter, look up, compare around, verify."""

import numpy as np
from numba import njit

from rempart.engines.names.compiled.words import (
    AHEAD,
    ANYWHERE,
    DOT,
    DOTS,
    FRONT,
    LF,
    MORE,
    ONES,
    SECOND,
    THREE,
    TOPS,
    Array,
    M,
    is_space,
    load,
    lower,
    lowest,
)


@njit(cache=True, nogil=True)
def slot_of(key: int, keys: Array) -> int:  # pragma: no cover (compiled)
    """Where a key stands in the open hash table `keys` (0: empty), -1 where it is not in it."""
    mask = np.uint64(keys.size - 1)
    at = ((key * M) >> np.uint64(27)) & mask
    while keys[at] != 0:
        if keys[at] == key:
            return np.int64(at)
        at = (at + np.uint64(1)) & mask
    return -1


@njit(cache=True, nogil=True)
def one_step(text: Array, begin: int, end: int, stems: Array, first: int, last: int) -> bool:
    # pragma: no cover (compiled)
    """Whether two words are at most one letter put in, left out, changed, or exchanged with the next apart."""
    size, other = end - begin, last - first
    least = min(size, other)
    if size - other > 1 or other - size > 1:
        return False
    head = 0
    while head < least and text[begin + head] == stems[first + head]:
        head += 1
    tail = 0
    while tail < least - head and text[end - 1 - tail] == stems[last - 1 - tail]:
        tail += 1
    rest = least - head - tail
    if size != other:
        return rest == 0
    return rest <= 1 or (
        rest == 2 and text[begin + head] == stems[first + head + 1] and text[begin + head + 1] == stems[first + head]
    )


@njit(cache=True, nogil=True)
def swapped(text: Array, begin: int, stems: Array, first: int, last: int, part: int) -> bool:
    # pragma: no cover (compiled)
    """Whether the word at `begin`, as long as the other, is that one with its beginning and end exchanged."""
    size = last - first
    for cut in range(part, size - part + 1):
        at = 0
        while at < size and text[begin + at] == stems[first + (cut + at) % size]:
            at += 1
        if at == size:
            return True
    return False


@njit(cache=True, nogil=True)
def same(text: Array, begin: int, stems: Array, first: int, size: int) -> bool:  # pragma: no cover (compiled)
    """Whether the two stretches are letter for letter the same."""
    for at in range(size):
        if text[begin + at] != stems[first + at]:
            return False
    return True


@njit(cache=True, nogil=True)
def find_spots(text: Array, length: int, here: Array, spots: Array) -> int:  # pragma: no cover (compiled)
    """The places in `text` whose group may be one to look for, into `spots`; how many. Nothing here depends on a branch
    but the groups of eight places, most of which have none.
    """
    shift = np.uint64(64 - lowest(np.uint64(here.size)))
    count = np.uint64(0)
    for at in range(np.uint64(FRONT), np.uint64(length), np.uint64(8)):
        hit = np.uint8(0)
        for step in range(8):
            hit |= here[((load(text, at + np.uint64(step)) << np.uint64(24)) * M) >> shift]
        spots[count] = at
        count += np.uint64(hit)
    half = np.uint64(spots.size // 2)  # the groups stand at the front, their places come behind
    found = half
    for group in range(count):
        at = np.uint64(spots[group])
        for step in range(8):
            place = at + np.uint64(step)
            spots[found] = place
            found += np.uint64(here[((load(text, place) << np.uint64(24)) * M) >> shift])
    return np.int64(found - half)


@njit(cache=True, nogil=True)
def find_slots(text: Array, spots: Array, spot_count: int, slots: Array, contexts: Array, hits: Array) -> int:
    # pragma: no cover (compiled)
    """(place, first entry plus one) of the groups whose slot has entries, onto `hits`; how many. Neither pass waits for
    a branch, so that the machine fetches many slots at once, and then the contexts that `match` will ask for.
    """
    count, touched = np.uint64(0), np.uint64(0)
    shift = np.uint64(64 - lowest(np.uint64(slots.size)))
    half = spots.size // 2
    for spot in range(np.uint64(half), np.uint64(half + spot_count)):
        place = np.uint64(spots[spot])
        first = slots[((load(text, place) << np.uint64(24)) * SECOND) >> shift]
        hits[count, 0], hits[count, 1] = place, first
        count += np.uint64(first != 0)
    for hit in range(count):
        touched |= contexts[np.uint64(hits[hit, 1] - 1), 0]
    hits[count, 0] = touched
    return np.int64(count)


@njit(cache=True, nogil=True)
def match(text: Array, hits: Array, hit_count: int, contexts: Array, matches: Array) -> int:
    # pragma: no cover (compiled)
    """(place, entry) of the groups that stand among the right symbols, and as far from the other end of the label as
    the stem's is, one letter more or less; -1 where there is no room.
    """
    count = np.uint64(0)
    room, byte = np.uint64(matches.shape[0]), np.uint64(255)
    for hit in range(hit_count):
        place = hits[hit, 0]
        entry = np.uint64(hits[hit, 1] - 1)
        while True:
            how = contexts[entry, 1]
            around = load(text, place + np.int64((how >> np.uint64(8)) & byte) - AHEAD)
            passes = (around ^ contexts[entry, 0]) << (how & byte) == np.uint64(0)
            far = (load(text, max(place + np.int64((how >> np.uint64(16)) & byte) - AHEAD, 0)) ^ DOTS) & THREE
            passes &= (how < ANYWHERE) | ((far - ONES) & ~far & TOPS != np.uint64(0))
            if count == room:
                return -1
            matches[count, 0] = place
            matches[count, 1] = entry
            count += np.uint64(passes)
            if how & MORE == np.uint64(0):
                break
            entry += np.uint64(1)
    return np.int64(count)


@njit(cache=True, nogil=True)
def place_among(found: Array, group: int, count: int, stem: int) -> int:  # pragma: no cover (compiled)
    """Where a stem belongs among the ascending ones in the rows from `group`; -1 where it is there."""
    at = count
    while at > group and found[at - 1, 1] > stem:
        at -= 1
    return -1 if at > group and found[at - 1, 1] == stem else at


@njit(cache=True, nogil=True)
def verify(
    text: Array, matches: Array, match_count: int, entries: Array, stems: Array, shapes: Array, found: Array, count: int
) -> int:  # pragma: no cover (compiled)
    """(begin of the label, stem) of the matches that are candidates, onto `found`, in ascending order; -1 where it is
    full.
    """
    group, label = count, -1
    for match in range(match_count):  # fetched before it is needed
        matches[match, 2] = entries[np.uint64(matches[match, 1]), 0]
    for match in range(match_count):
        matches[match, 3] = shapes[np.uint64(matches[match, 2]), 2]
    for match in range(match_count):
        place, entry, stem, may = matches[match, 0], matches[match, 1], matches[match, 2], matches[match, 3]
        size = entries[entry, 3]
        begin = place + 1 if text[place] == DOT else place
        end = begin
        while text[begin - 1] != DOT:
            begin -= 1
        if begin != label:
            group, label = count, begin
        row = place_among(found, group, count, stem)
        if row < 0:
            continue
        passes = size > 0 and same(text, place + entries[entry, 1], stems, entries[entry, 2], size)
        if not passes and may:
            first, last = shapes[stem, 0], shapes[stem, 1]
            while text[end] != DOT:
                end += 1
            passes = may & 1 and one_step(text, begin, end, stems, first, last)
            if not passes and may & 2 and end - begin == last - first:
                passes = swapped(text, begin, stems, first, last, may >> 2)
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
    here, slots, contexts, entries = tables
    stems, shapes = of_stems
    if count < 0:
        return -1
    spot_count = find_spots(text, length, here, spots)
    hit_count = find_slots(text, spots, spot_count, slots, contexts, hits)
    match_count = match(text, hits, hit_count, contexts, matches)
    if match_count < 0:
        return -1
    return verify(text, matches, match_count, entries, stems, shapes, found, count)


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
