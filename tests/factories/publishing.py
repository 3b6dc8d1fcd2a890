"""What the worker does for a publication, for one order at once: say it, then write it down."""

from datetime import datetime
from uuid import UUID

from rempart.kernel.actors import SYSTEM
from rempart.ports.naming import ZonePublisher
from rempart.publications.contracts import Ask, Change, Publication
from rempart.publications.services import keep_asks, say_asks


def publish(
    order_id: UUID, zone: ZonePublisher | None, now: datetime, *, cause: int | None = None
) -> Publication | None:
    """Make the zone refuse the order's name; None where there was nothing to write down."""
    return say_and_keep(Ask(order_id, Change.PUBLISHED, cause), zone, now)


def withdraw(
    order_id: UUID, zone: ZonePublisher | None, now: datetime, *, cause: int | None = None
) -> Publication | None:
    """Take the order's entry out of the zone; None where there was nothing to write down."""
    return say_and_keep(Ask(order_id, Change.WITHDRAWN, cause), zone, now)


def say_and_keep(ask: Ask, zone: ZonePublisher | None, now: datetime) -> Publication | None:
    receipt = say_asks(asks=[ask], publisher=zone, actor=SYSTEM)
    return next(iter(keep_asks(asks=[ask], receipt=receipt, actor=SYSTEM, now=now)), None)
