"""The pages of confirmed reopenings: a site that took another name, and is found again by what it took with that name.

In: judged pages of exhibits that orders with two signatures rest on. Out: those that share rare signs with a page.
Never: a page that says nothing of who runs it, or anything kept beyond the process that asks.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages import (
    FAMILY_OF,
    Background,
    Family,
    Kind,
    PageFeatures,
    Sign,
    features_from_json,
    pack_features,
    unpack_features,
)
from rempart.engines.pages.index import LEAST_RARITY, index_keys, rank_candidates
from rempart.engines.verdict.thirds import gives_as_its_own
from rempart.watchlist.contracts import Reference

GIVEN = frozenset({Family.CONTACT, Family.ACCOUNT})  # what tells of one owner, however little else two pages share
MOST_COMPARED = 5  # beside the captures of closed sites


@dataclass(frozen=True, slots=True)
class Reopening:
    """A closed site's page at another host, as two people signed: in `exhibit_id`, judged by `match_id`."""

    site_id: UUID
    match_id: UUID
    exhibit_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True)
class ReopenedSign:
    """A contact point or an account that a confirmed reopening's page gives as its own, and few others have."""

    sign: Sign
    reopening: Reopening


class Reopenings:
    """Confirmed reopenings, looked up by their pages' rare signs; pages are kept packed, since there may be thousands.

    `keys` are their rare TLS keys as (kind, value), each with the closed site.
    """

    def __init__(self, pages: Iterable[Reference], background: Background) -> None:
        self.keys: dict[tuple[str, str], UUID] = {}
        self._known: list[tuple[Reopening, bytes]] = []
        entered: set[tuple[UUID, tuple[int, ...]]] = set()
        postings: dict[int, list[int]] = {}
        for page in pages:
            features = features_from_json(json.dumps(page.features))
            for sign in features.signs:
                rare = background.rarity(sign.kind, sign.value) >= LEAST_RARITY
                if sign.kind is Kind.CERTIFICATE_KEY and rare:
                    self.keys.setdefault((sign.kind.value, sign.value), page.site_id)
            keys = index_keys(features, background)
            if features.kind.says_nothing or (page.site_id, keys) in entered:
                continue
            entered.add((page.site_id, keys))
            for key in keys:
                postings.setdefault(key, []).append(len(self._known))
            self._known.append((_reopening_of(page), pack_features(features)))
        self._postings = {key: np.array(numbers, np.uint32) for key, numbers in postings.items()}

    def near(self, keys: Iterable[int]) -> Iterator[tuple[Reopening, PageFeatures]]:
        """Those that share the most and rarest of a page's index `keys`, best first."""
        none: NDArray[np.uint32] = np.empty(0, np.uint32)
        postings = [self._postings.get(key, none) for key in keys]
        for number in rank_candidates(postings, len(self._known), MOST_COMPARED):
            reopening, packed = self._known[number]
            yield reopening, unpack_features(packed)


def list_reopened_signs(pages: Iterable[Reference], background: Background) -> tuple[ReopenedSign, ...]:
    """The contact points and accounts by which sweeps know the reopenings of these `pages`, each where it comes first.

    What else the pages show is compared too, and weighed as a whole.
    """
    found: dict[tuple[Kind, str], ReopenedSign] = {}
    for page in pages:
        features = features_from_json(json.dumps(page.features))
        for sign in () if features.kind.says_nothing else features.signs:
            given = FAMILY_OF[sign.kind] in GIVEN and gives_as_its_own(sign, features)
            if given and background.rarity(sign.kind, sign.value) >= LEAST_RARITY:
                found.setdefault((sign.kind, sign.value), ReopenedSign(sign, _reopening_of(page)))
    return tuple(found.values())


def _reopening_of(page: Reference) -> Reopening:
    return Reopening(page.site_id, page.id, page.exhibit_id, page.hostname)
