"""An inverted index over rare signs: which of millions of pages share any with this one? Pure parts; storage apart.

A page is entered under at most fifty keys, the rarest of each family. Keys of a segment are ascending and cut into
chunks, so that a store finds one key by reading one chunk.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages.background import Background
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.signs import FAMILY_OF, Family, Kind, sign_key

CHUNK = 400  # a chunk of so many fits the quarter of a 16 kB page that SQLite keeps of a row with its key
LEAST_RARITY = 1.3  # what one host in twenty has finds too much
COMMON_POSTING = 2_000  # a key with more pages than this tells too little to be followed
_PER_FAMILY: dict[Family, int] = {
    Family.CONTACT: 8,
    Family.ACCOUNT: 6,
    Family.CHOICES: 5,
    Family.FORM: 4,
    Family.NETWORK: 4,
    Family.NAME: 3,
    Family.TEXT: 12,
    Family.CODE: 8,
}
_MOST = tuple(_PER_FAMILY.values())
_NUMBER_OF = {family: number for number, family in enumerate(_PER_FAMILY)}
_LEAST_FIRMNESS = 1.5  # of a page's name


@dataclass(frozen=True, slots=True)
class Chunk:
    """`keys` (ascending, less `first`) and `pages` beside them, each in as few bytes as its largest takes; `first` the
    first key. One byte before each says in how many."""

    first: int
    keys: bytes
    pages: bytes


@dataclass(frozen=True, slots=True)
class Rateable:
    """What of a page may become a key of it: `keys` (uint64, little-endian) in the page's order, and beside each the
    number of its family. How rare each is says a background, of which there is a newer one now and then."""

    keys: bytes
    families: bytes


def rateable_of(features: PageFeatures) -> Rateable:
    """What of a page is weighed for `index_keys`: some hundreds of signs, nine bytes each."""
    found = [
        (sign_key(sign.kind, sign.value), _NUMBER_OF[FAMILY_OF[sign.kind]])
        for sign in features.signs
        if FAMILY_OF[sign.kind] in _NUMBER_OF
    ]
    named = [sign_key(Kind.WORD, name) for name, firmness in features.names[:4] if firmness >= _LEAST_FIRMNESS]
    found += [(key, _NUMBER_OF[Family.NAME]) for key in named]
    return Rateable(np.array([key for key, _ in found], "<u8").tobytes(), bytes(family for _, family in found))


def index_keys(features: PageFeatures, background: Background) -> tuple[int, ...]:
    """The keys that a page is entered and looked for under, ascending."""
    return choose_keys(rateable_of(features), background)


def choose_keys(page: Rateable, background: Background) -> tuple[int, ...]:
    """The keys of `index_keys`.

    Of many sentences those with the smallest keys are taken: the same choice on every page that shares them.
    """
    keys = np.frombuffer(page.keys, "<u8")
    rated: list[list[tuple[float, int]]] = [[] for _ in _PER_FAMILY]
    for key, family, count in zip(keys.tolist(), page.families, background.counts_of(keys).tolist(), strict=True):
        if (rarity := background.rarity_of(count)) >= LEAST_RARITY:
            rated[family].append((-round(rarity, 3), key))
    return tuple(sorted({key for most, of_one in zip(_MOST, rated, strict=True) for _, key in sorted(of_one)[:most]}))


def pack_chunks(keys: NDArray[np.uint64], pages: NDArray[np.uint32]) -> Iterator[Chunk]:
    """Chunks of a segment; `keys` and `pages` beside each other in any order. One key never spans two chunks badly:
    a reader asks for every chunk whose range holds the key."""
    order = np.lexsort((pages, keys))
    keys, pages = keys[order], pages[order]
    for start in range(0, len(keys), CHUNK):
        part, beside = keys[start : start + CHUNK], pages[start : start + CHUNK]
        yield Chunk(int(part[0]), _narrow(part - part[0]), _narrow(beside.astype(np.uint64)))


def unpack_chunk(chunk: Chunk) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Keys and pages of a chunk."""
    return _widen(chunk.keys) + np.uint64(chunk.first), _widen(chunk.pages).astype(np.uint32)


def _narrow(values: NDArray[np.uint64]) -> bytes:
    width = max(1, (int(values.max()).bit_length() + 7) // 8)
    return bytes([width]) + values.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :width].tobytes()


def _widen(content: bytes, begin: int = 0, end: int | None = None) -> NDArray[np.uint64]:
    narrow = np.frombuffer(content, np.uint8, offset=1).reshape(-1, content[0])[begin:end]
    wide = np.zeros((len(narrow), 8), np.uint8)
    wide[:, : content[0]] = narrow
    return wide.view("<u8").ravel()


def pages_under(key: int, chunks: Iterable[Chunk]) -> NDArray[np.uint32]:
    """The pages entered under `key` in `chunks`."""
    found = []
    for chunk in chunks:
        keys, sought = _widen(chunk.keys), np.uint64(max(0, key - chunk.first))
        low, high = int(keys.searchsorted(sought)), int(keys.searchsorted(sought, "right"))
        if low < high and key >= chunk.first:  # of a chunk without the key the pages are not looked at
            found.append(_widen(chunk.pages, low, high).astype(np.uint32))
    return np.concatenate(found) if found else np.empty(0, np.uint32)


def rank_candidates(postings: Sequence[NDArray[np.uint32]], total: int, most: int) -> tuple[int, ...]:
    """Pages that share the most and rarest keys, best first: each key counts by how few of `total` pages have it.

    It counts half for each page that was already taken under it. So ten sites on the program of a reopened one, with
    twenty of whose keys it agrees, do not keep out the site whose address alone it gives.
    """
    followed = [np.unique(pages) for pages in postings if 0 < len(pages) <= COMMON_POSTING]
    candidates = np.unique(np.concatenate(followed)) if followed else np.zeros(0, np.uint32)
    under = [np.searchsorted(candidates, pages) for pages in followed]
    weights = [log10((total + 2) / (len(pages) + 1)) for pages in followed]
    scores = np.zeros(len(candidates))
    for places, weight in zip(under, weights, strict=True):
        scores[places] += weight
    every = np.concatenate(under) if under else candidates
    key_of = np.repeat(np.arange(len(under)), [len(places) for places in under])
    taken: list[int] = []
    while len(taken) < min(most, len(candidates)):
        best = int(np.argmax(np.round(scores, 6)))  # of equal ones the first
        taken.append(int(candidates[best]))
        for key in key_of[every == best].tolist():
            weights[key] /= 2
            scores[under[key]] -= weights[key]
        scores[best] = -np.inf
    return tuple(taken)
