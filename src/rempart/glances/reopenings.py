"""The pages of confirmed reopenings: a site that took another name, and is found again by what it took with that name.

In: judged pages of exhibits that orders with two signatures rest on. Out: what they give as their own.
Never: a page that says nothing of who runs it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from rempart.engines.pages import FAMILY_OF, Background, Family, Kind, Sign, features_from_document
from rempart.engines.pages.index import LEAST_RARITY
from rempart.engines.verdict.thirds import gives_as_its_own
from rempart.glances.known import KnownPage
from rempart.watchlist.contracts import Reference

GIVEN = frozenset({Family.CONTACT, Family.ACCOUNT})  # what tells of one owner, however little else two pages share


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


def list_reopened_signs(pages: Iterable[Reference], background: Background) -> tuple[ReopenedSign, ...]:
    """The contact points and accounts by which sweeps know the reopenings of these `pages`, each where it comes first.

    What else the pages show is compared too, and weighed as a whole.
    """
    found: dict[tuple[Kind, str], ReopenedSign] = {}
    for page in pages:
        features = features_from_document(page.features)
        for sign in () if features.kind.says_nothing else features.signs:
            given = FAMILY_OF[sign.kind] in GIVEN and gives_as_its_own(sign, features)
            if given and background.rarity(sign.kind, sign.value) >= LEAST_RARITY:
                found.setdefault((sign.kind, sign.value), ReopenedSign(sign, reopening_of(page)))
    return tuple(found.values())


def reopening_of(page: Reference | KnownPage) -> Reopening:
    """Which reopening a judged page shows."""
    return Reopening(page.site_id, page.id, page.exhibit_id, page.hostname)
