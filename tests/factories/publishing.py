"""What the worker does for a publication, for one order at once: say it, then write it down."""

from datetime import datetime
from uuid import UUID

from rempart.journal.queries import list_about
from rempart.kernel.actors import SYSTEM
from rempart.ports.naming import ZonePublisher
from rempart.publications.contracts import Ask, Change
from rempart.publications.models import PublicationRow
from rempart.publications.services import keep_asks, say_asks


def publish(order_id: UUID, zone: ZonePublisher | None, now: datetime) -> bool:
    """Make the zone refuse the order's name, for the newest entry about it; whether something was written down."""
    return say_and_keep(Ask(order_id, Change.PUBLISHED, _newest(order_id)), zone, now)


def withdraw(order_id: UUID, zone: ZonePublisher | None, now: datetime) -> bool:
    """Take the order's entry out of the zone, for the newest entry about it; whether something was written down."""
    return say_and_keep(Ask(order_id, Change.WITHDRAWN, _newest(order_id)), zone, now)


def say_and_keep(ask: Ask, zone: ZonePublisher | None, now: datetime) -> bool:
    written = PublicationRow.objects.filter(order_id=ask.order_id, change=ask.change)
    before = written.count()
    receipt = say_asks(asks=[ask], publisher=zone, actor=SYSTEM)
    keep_asks(asks=[ask], receipt=receipt, actor=SYSTEM, now=now)
    return written.count() > before


def _newest(order_id: UUID) -> int:
    return list_about((str(order_id),))[-1].index
