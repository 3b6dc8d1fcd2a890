"""Where closed sites are again, as two people signed: what else looks for a site may start from there.

In: orders with two signatures that stand undoubted, and the matches that they rest on. Out: the pages that were judged
of their exhibits, and the TLS keys that these show. Nothing is compared here, and nothing kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from rempart.engines.pages import Kind
from rempart.journal.queries import batched
from rempart.kernel.actors import Actor
from rempart.matches.contracts import Judgement, Match
from rempart.matches.queries import list_grounds, list_match_signs, list_near, read_match_pages
from rempart.orders.contracts import Order
from rempart.orders.queries import get_orders, get_revision, list_confirmed
from rempart.watchlist.contracts import CapturedSigns, Reference

_AT_ONCE = 500  # orders: there may be a million, and all that is read of one is its exhibits


@dataclass(slots=True)
class ConfirmedKeys:
    """The TLS keys of confirmed reopenings, kept between two questions: for the watch over certificates.

    Not for several threads at once.
    """

    viewer: Actor
    _revision: object = None
    _known: dict[UUID, "_Shown"] = field(default_factory=dict)
    _found: tuple[CapturedSigns, ...] = ()

    def __call__(self) -> tuple[CapturedSigns, ...]:
        """Those that stand at this moment, oldest order first."""
        revision = get_revision()
        if revision != self._revision:
            standing = list_confirmed(viewer=self.viewer)
            new = [order_id for order_id in standing if order_id not in self._known]
            for chunk in batched(new, _AT_ONCE):
                self._known |= _shown_by_orders(chunk, self.viewer)
            self._known = {order_id: self._known[order_id] for order_id in standing}
            self._found, self._revision = _once(self._known, None, self.viewer), revision
        return self._found


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
    yield from read_match_pages(sorted(_standing(found, site_id, viewer)), viewer=viewer)


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
