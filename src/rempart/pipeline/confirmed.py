"""Where closed sites are again, as two people signed: what else looks for a site may start from there.

In: orders with two signatures that stand undoubted, and the matches that they rest on. Nothing is compared here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from rempart.engines.pages import Kind
from rempart.journal.queries import batched
from rempart.kernel.actors import Actor
from rempart.matches.queries import list_same_signs
from rempart.orders.queries import get_orders, get_revision, list_confirmed
from rempart.watchlist.contracts import CapturedSigns

_AT_ONCE = 500  # orders: there may be a million, and all that is read of one is its exhibits


@dataclass(slots=True)
class ConfirmedKeys:
    """The TLS keys of confirmed reopenings, kept between two questions: for the watch over certificates.

    Not for several threads at once.
    """

    viewer: Actor
    _revision: object = None
    _known: dict[UUID, tuple[CapturedSigns, ...]] = field(default_factory=dict)
    _found: tuple[CapturedSigns, ...] = ()

    def __call__(self) -> tuple[CapturedSigns, ...]:
        """Those that stand at this moment, oldest order first."""
        revision = get_revision()
        if revision != self._revision:
            standing = list_confirmed(viewer=self.viewer)
            new = [order_id for order_id in standing if order_id not in self._known]
            for chunk in batched(new, _AT_ONCE):
                self._known |= _keys_of_orders(chunk, self.viewer)
            self._known = {order_id: self._known[order_id] for order_id in standing}
            self._found, self._revision = _once(self._known), revision
        return self._found


def list_confirmed_keys(site_id: UUID | None = None, *, viewer: Actor) -> tuple[CapturedSigns, ...]:
    """The TLS keys of confirmed reopenings, oldest order first: of one site or of all."""
    found: dict[UUID, tuple[CapturedSigns, ...]] = {}
    for chunk in batched(list_confirmed(viewer=viewer, site_id=site_id), _AT_ONCE):
        found |= _keys_of_orders(chunk, viewer)
    return _once(found)


def _keys_of_orders(order_ids: Iterable[UUID], viewer: Actor) -> dict[UUID, tuple[CapturedSigns, ...]]:
    """The keys that the pages of each order show: of its exhibits, as far as they were the same site before it."""
    orders = get_orders(order_ids, viewer=viewer)
    wanted = {exhibit for order in orders for exhibit in order.exhibits}
    found = list_same_signs(Kind.CERTIFICATE_KEY.value, wanted, viewer=viewer)
    by_exhibit: dict[UUID, list[CapturedSigns]] = {}
    judged_at = {}
    for at, signs in found:
        judged_at[signs.id] = at
        by_exhibit.setdefault(signs.exhibit_id, []).append(signs)
    return {
        order.id: tuple(
            signs
            for exhibit in order.exhibits
            for signs in by_exhibit.get(exhibit, ())
            if signs.site_id == order.site_id and judged_at[signs.id] <= order.proposed_at
        )
        for order in orders
    }


def _once(known: dict[UUID, tuple[CapturedSigns, ...]]) -> tuple[CapturedSigns, ...]:
    return tuple({signs.id: signs for found in known.values() for signs in found}.values())
