"""Where closed sites are again, as two people signed: what else looks for a site may start from there.

In: orders with two signatures that stand undoubted, and the matches that they rest on. Out: the pages that were judged
of their exhibits, and the TLS keys that these show. Nothing is compared here, and what is kept between two questions is
read anew after any act on any order, whichever process did it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar
from uuid import UUID

from rempart.engines.pages import Background, Kind
from rempart.engines.pages.reading.naming import registered
from rempart.glances.known import Keeper, KnownPages
from rempart.journal.queries import batched
from rempart.kernel.actors import SYSTEM, Actor
from rempart.matches.contracts import Judgement, Match
from rempart.matches.queries import find_hosts, list_grounds, list_match_signs, list_near, read_match_pages
from rempart.orders.contracts import Order
from rempart.orders.queries import get_orders, list_confirmed, read_stamp
from rempart.people.permissions import require
from rempart.watchlist.contracts import CapturedSigns, Reference

_AT_ONCE = 500  # orders: there may be a million, and all that is read of one is its exhibits
_T = TypeVar("_T")


@dataclass(slots=True)
class ConfirmedKeys:
    """The TLS keys of confirmed reopenings, kept between two questions: for the watch over certificates.

    Not for several threads at once.
    """

    viewer: Actor
    _stamp: object = None
    _known: dict[UUID, "_Shown"] = field(default_factory=dict)
    _found: tuple[CapturedSigns, ...] = ()

    def __call__(self) -> tuple[CapturedSigns, ...]:
        """Those that stand at this moment, oldest order first."""
        stamp = read_stamp()
        if stamp != self._stamp:
            self._known = _known_orders(self._known, _shown_by_orders, self.viewer)
            self._found, self._stamp = _once(self._known, None, self.viewer), stamp
        return self._found


def confirmed_pages(background: Background, *, viewer: Actor) -> KnownPages:
    """The pages of confirmed reopenings that stand at this moment, each once, to be looked up by their rare signs.

    One process reads each of them once, and reads again which stand after any act on an order.
    """
    require(viewer, "matches.view")
    return _confirmed_pages.weighed(background)


def list_confirmed_keys(site_id: UUID | None = None, *, viewer: Actor) -> tuple[CapturedSigns, ...]:
    """The TLS keys of confirmed reopenings, oldest order first: of one site or of all."""
    found: dict[UUID, _Shown] = {}
    for chunk in batched(list_confirmed(viewer=viewer, site_id=site_id), _AT_ONCE):
        found |= _shown_by_orders(chunk, viewer)
    return _once(found, site_id, viewer)


def read_confirmed_pages(site_id: UUID | None = None, *, viewer: Actor) -> Iterator[Reference]:
    """The pages of confirmed reopenings, each once, some in hand at a time: of one site or of all.

    None of what was judged by the page of another reopening that is confirmed no more.
    """
    found: set[UUID] = set()
    for chunk in batched(list_confirmed(viewer=viewer, site_id=site_id), _AT_ONCE):
        found.update(match_id for of_one in _pages_of_orders(chunk, viewer).values() for match_id in of_one)
    yield from read_match_pages(_in_order(found, site_id, viewer), viewer=viewer)


def _known_orders(
    known: dict[UUID, _T], read: Callable[[Iterable[UUID], Actor], dict[UUID, _T]], viewer: Actor
) -> dict[UUID, _T]:
    """What the orders that stand say, oldest first: as it is `known`, of those that are new as it is read."""
    standing = list_confirmed(viewer=viewer)
    for chunk in batched([order_id for order_id in standing if order_id not in known], _AT_ONCE):
        known = known | read(chunk, viewer)
    return {order_id: known[order_id] for order_id in standing}


def _in_order(found: set[UUID], site_id: UUID | None, viewer: Actor) -> list[UUID]:
    """Those of `found` that stand, oldest first: a match's id begins with its time."""
    return sorted(_standing(found, site_id, viewer))


def _owners_of(match_ids: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """The owner of each page's host, and those of the hosts of the pages that it was judged by, at whatever remove."""
    grounds, hosts = list_grounds(viewer=SYSTEM), find_hosts(match_ids, viewer=SYSTEM)
    found = {}
    for match_id, hostname in hosts.items():
        owners, ground = {registered(hostname)}, grounds.get(match_id)
        while ground is not None:  # each was made before the one that rests on it
            owners.add(registered(ground[1]))
            ground = grounds.get(ground[0])
        found[match_id] = frozenset(owners)
    return found


@dataclass(frozen=True, slots=True)
class _Shown:
    """The matches that an order rests on, and the keys that their pages show."""

    pages: tuple[UUID, ...]
    keys: tuple[CapturedSigns, ...]


def _shown_by_orders(order_ids: Iterable[UUID], viewer: Actor) -> dict[UUID, _Shown]:
    pages = _pages_of_orders(order_ids, viewer)
    wanted = dict.fromkeys(match_id for found in pages.values() for match_id in found)
    signs = {one.id: one for one in list_match_signs(Kind.CERTIFICATE_KEY.value, wanted, viewer=viewer)}
    return {
        order_id: _Shown(found, tuple(signs[key] for key in found if key in signs)) for order_id, found in pages.items()
    }


def _standing(found: set[UUID], site_id: UUID | None, viewer: Actor) -> set[UUID]:
    """`found` without what was judged by the page of another reopening that is confirmed no more."""
    standing, grounds = set(found), list_grounds(site_id, viewer=viewer)
    while fallen := {match_id for match_id in standing & grounds.keys() if grounds[match_id][0] not in standing}:
        standing -= fallen
    return standing


def _pages_of_orders(order_ids: Iterable[UUID], viewer: Actor) -> dict[UUID, tuple[UUID, ...]]:
    """The matches of each order that show the reopening, as far as they were judged before it was proposed."""
    orders = get_orders(order_ids, viewer=viewer)
    by_exhibit: dict[UUID, list[Match]] = {}
    for match in list_near({exhibit for order in orders for exhibit in order.exhibits}, viewer=viewer):
        by_exhibit.setdefault(match.exhibit_id, []).append(match)
    return {
        order.id: tuple(
            match.id
            for exhibit in order.exhibits
            for match in by_exhibit.get(exhibit, ())
            if match.judged_at <= order.proposed_at and _shows_it(match, order)
        )
        for order in orders
    }


def _shows_it(match: Match, order: Order) -> bool:
    """Whether a page is the reopening that the order is about: it was judged the same site, or it is at the very host
    and unclear, as that of a site under another name often is. Two people knew more then than the page tells."""
    if match.site_id != order.site_id:
        return False
    return match.verdict is Judgement.SAME or match.hostname == order.hostname


def _once(known: dict[UUID, _Shown], site_id: UUID | None, viewer: Actor) -> tuple[CapturedSigns, ...]:
    """The keys of all pages that stand, each once."""
    standing = _standing({match_id for shown in known.values() for match_id in shown.pages}, site_id, viewer)
    return tuple({one.id: one for shown in known.values() for one in shown.keys if one.id in standing}.values())


class _ConfirmedPages:
    """The pages of confirmed reopenings, kept between two captures. Threads may share it."""

    def __init__(self) -> None:
        self._of_orders: dict[UUID, tuple[UUID, ...]] = {}
        self._keeper = Keeper(partial(read_match_pages, viewer=SYSTEM), _owners_of, saying_only=True)

    def weighed(self, background: Background) -> KnownPages:
        return self._keeper.weighed(background, read_stamp(), self._list_ids)

    def _list_ids(self) -> list[UUID]:
        """Under the keeper's lock."""
        self._of_orders = _known_orders(self._of_orders, _pages_of_orders, SYSTEM)
        return _in_order({match_id for found in self._of_orders.values() for match_id in found}, None, SYSTEM)


_confirmed_pages = _ConfirmedPages()
