"""Pages of closed sites and of their reopenings, looked up by rare signs; some 3 kB are kept of each.

In: judged or captured pages, and how common signs are. Out: those that share the most and rarest signs with a page,
read from where they are stored. Never: a judgement, or a page that was taken back since.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages import FAMILY_OF, Background, Family, Kind, PageFeatures, features_from_document
from rempart.engines.pages.index import LEAST_RARITY, Rateable, choose_keys, rank_candidates, rateable_of
from rempart.kernel.actors import SYSTEM, Actor
from rempart.watchlist.contracts import Reference
from rempart.watchlist.queries import list_reference_ids, read_reference_stamp, read_references

Read = Callable[[Sequence[UUID]], Iterable[Reference]]  # the pages of these ids that there are, in any order

_NETWORK = tuple(kind for kind, family in FAMILY_OF.items() if family is Family.NETWORK)
_Numbers = NDArray[np.uint32]


def _nobodys(_ids: Sequence[UUID]) -> Mapping[UUID, frozenset[str]]:
    return {}


@dataclass(frozen=True, slots=True)
class KnownPage:
    """One page of a closed site without what it says. `owners`: the registrable names of its host, and of the hosts of
    the pages that it was judged by. `network`: (kind, value) of its signs of servers and registries."""

    id: UUID
    site_id: UUID
    exhibit_id: UUID
    hostname: str
    says_nothing: bool
    has_error_page: bool
    network: tuple[tuple[str, str], ...]
    rateable: Rateable
    owners: frozenset[str] = frozenset()


def know(page: Reference, owners: frozenset[str] = frozenset()) -> KnownPage:
    """What is kept of a page."""
    features = features_from_document(page.features)
    return KnownPage(
        id=page.id,
        site_id=page.site_id,
        exhibit_id=page.exhibit_id,
        hostname=page.hostname,
        says_nothing=features.kind.says_nothing,
        has_error_page=any(sign.kind is Kind.ERROR_PAGE for sign in features.signs),
        network=tuple((sign.kind.value, sign.value) for sign in features.signs if sign.kind in _NETWORK),
        rateable=rateable_of(features),
        owners=owners,
    )


class KnownPages:
    """Pages ready to be looked up, weighed by one background; of what one site has under the very same keys the first.

    It never changes, so threads may share it. `read` is asked for the few that come near; with `saying_only` none comes
    near that says nothing.
    """

    def __init__(
        self, pages: Iterable[KnownPage], background: Background, read: Read, *, saying_only: bool = False
    ) -> None:
        self.pages = tuple(pages)
        self.background = background
        self._read = read
        self._sites: dict[UUID, int] = {}
        self._owned: dict[str, list[int]] = {}
        kept: dict[tuple[UUID, tuple[int, ...]], int] = {}
        same, of_site, keys, numbers = [], [], list[int](), list[int]()
        for number, page in enumerate(self.pages):
            chosen = choose_keys(page.rateable, background)
            keys += chosen
            numbers += [number] * len(chosen)
            same.append(kept.setdefault((page.site_id, chosen), number))
            of_site.append(self._sites.setdefault(page.site_id, len(self._sites)))
            for owner in page.owners:
                self._owned.setdefault(owner, []).append(number)
        order = np.argsort(np.array(keys, np.uint64), kind="stable")
        self._keys, self._numbers = np.array(keys, np.uint64)[order], np.array(numbers, np.uint32)[order]
        self._same, self._of_site = np.array(same, np.uint32), np.array(of_site, np.uint32)
        self._open = np.array([not (saying_only and page.says_nothing) for page in self.pages], np.bool_)

    @classmethod
    def none(cls, background: Background) -> Self:
        """No page."""
        return cls((), background, lambda _ids: ())

    def __len__(self) -> int:
        return len(self.pages)

    def near(
        self, keys: Iterable[int], most: int, *, site_id: UUID | None = None, besides: str = ""
    ) -> Iterator[tuple[KnownPage, PageFeatures]]:
        """The `most` pages that share the most and rarest of a page's index `keys`, best first: of one site or of all,
        and none of the owner `besides`."""
        allowed = self._allowed(site_id, besides)
        postings = [found[allowed[found]] for found in map(self._under, keys)]
        ranked = rank_candidates(postings, int(allowed.sum()), most)
        yield from self._with_features(ranked)

    def newest(self, most: int, *, besides: Iterable[UUID]) -> Iterator[tuple[KnownPage, PageFeatures]]:
        """The `most` pages that came last, without those `besides`."""
        left = set(besides)
        numbers = [number for number, page in enumerate(self.pages) if page.id not in left]
        yield from self._with_features(numbers[-most:] if most > 0 else ())

    def network(self, site_id: UUID | None = None) -> dict[tuple[str, str], KnownPage]:
        """The first page that shows each rare sign (kind, value) of servers and registries: of one site or of all."""
        found: dict[tuple[str, str], KnownPage] = {}
        for page in self.pages:
            for sign in page.network if site_id in (None, page.site_id) else ():
                if self.background.rarity(*sign) >= LEAST_RARITY:
                    found.setdefault(sign, page)
        return found

    def _allowed(self, site_id: UUID | None, besides: str) -> NDArray[np.bool_]:
        allowed = self._open.copy()
        if site_id is not None:
            allowed &= self._of_site == self._sites.get(site_id, len(self._sites))
        allowed[self._owned.get(besides, [])] = False
        left = np.flatnonzero(allowed)
        first = np.zeros(len(self.pages), np.bool_)
        first[left[np.unique(self._same[left], return_index=True)[1]]] = True
        return first

    def _under(self, key: int) -> _Numbers:
        wanted = np.uint64(key)
        low, high = self._keys.searchsorted(wanted, "left"), self._keys.searchsorted(wanted, "right")
        return self._numbers[low:high]

    def _with_features(self, numbers: Iterable[int]) -> Iterator[tuple[KnownPage, PageFeatures]]:
        wanted = [self.pages[number] for number in numbers]
        found = {page.id: page.features for page in self._read([page.id for page in wanted])} if wanted else {}
        for page in wanted:
            yield page, features_from_document(found[page.id])


@dataclass(slots=True)
class Keeper:
    """Pages that one process keeps between two questions, and as they were weighed last. Threads may share it.

    `owners_of` gives the `KnownPage.owners` of pages that are new; none without it.
    """

    read: Read
    owners_of: Callable[[Sequence[UUID]], Mapping[UUID, frozenset[str]]] = _nobodys
    saying_only: bool = False
    _stamp: object = None
    _known: dict[UUID, KnownPage] = field(default_factory=dict)
    _weighed: KnownPages | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def weighed(self, background: Background, stamp: object, list_ids: Callable[[], Sequence[UUID]]) -> KnownPages:
        """The pages of `list_ids`, by `background`; it is asked where `stamp` is another than at the last time."""
        with self._lock:
            if stamp != self._stamp:
                self._hold(list_ids())
                self._stamp = stamp
            if self._weighed is None or self._weighed.background is not background:
                pages = self._known.values()
                self._weighed = KnownPages(pages, background, self.read, saying_only=self.saying_only)
            return self._weighed

    def _hold(self, ids: Sequence[UUID]) -> None:
        new = [key for key in ids if key not in self._known]
        owners = self.owners_of(new) if new else {}
        found = {page.id: know(page, owners.get(page.id, frozenset())) for page in self.read(new)} if new else {}
        held = {key: page for key in ids if (page := found.get(key) or self._known.get(key))}
        if held != self._known:
            self._known, self._weighed = held, None


_references = Keeper(partial(read_references, viewer=SYSTEM))


def known_references(background: Background, *, viewer: Actor) -> KnownPages:
    """Every capture of a closed site, oldest first. They are only ever added."""
    stamp = read_reference_stamp(viewer=viewer)
    return _references.weighed(background, stamp, partial(list_reference_ids, viewer=viewer))
