"""Where the feed's lines come from: the journal and the orders, read as the system."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import Error, connections, transaction

from rempart.feed.server import Delivery, Source
from rempart.journal.growth import GrowthWatch
from rempart.journal.queries import get_size
from rempart.kernel.actors import SYSTEM
from rempart.kernel.clock import Clock
from rempart.kernel.errors import RempartError
from rempart.publications.feed import compare_clock, find_confirmed, keep_receipts, list_feed

_LONGEST_WAIT_S = 0.25


def database_source(checkpoint: Callable[[], str], clock: Clock) -> Source:
    """The source over this installation's database; `checkpoint` signs the journal's log as it stands."""

    watch = GrowthWatch()

    def next_size() -> int:
        with outages():
            watch.wait(_LONGEST_WAIT_S)
            return get_size()

    def read(start: int) -> tuple[tuple[dict[str, Any], ...], int]:
        with outages():
            part = list_feed(start=start, checkpoint=checkpoint, viewer=SYSTEM)
        return part.items, part.next_start

    def keep(deliveries: Sequence[Delivery]) -> Sequence[RempartError | None]:
        with outages(), transaction.atomic():
            return [_keep(delivery, clock.now()) for delivery in deliveries]

    def confirmed(subscriber: str) -> tuple[int, int] | None:
        with outages():
            return find_confirmed(subscriber=subscriber, viewer=SYSTEM)

    def hear_clock(subscriber: str, ahead_s: int) -> bool:
        with outages():
            return compare_clock(subscriber=subscriber, ahead_s=ahead_s, actor=SYSTEM, now=clock.now())

    return Source(next_size=next_size, read=read, keep=keep, confirmed=confirmed, hear_clock=hear_clock)


def _keep(delivery: Delivery, now: datetime) -> RempartError | None:
    try:
        keep_receipts(
            subscriber=delivery.subscriber,
            public_key=delivery.key,
            receipts=delivery.receipts,
            actor=SYSTEM,
            now=now,
        )
    except RempartError as error:
        return error
    return None


@contextmanager
def outages() -> Iterator[None]:
    """A database that is away, or damaged, is a broken connection: the agent comes again, and nothing is lost. Whatever
    else it were taken for would end the watch over the journal, and agents would hear for ever that nothing is new."""
    try:
        yield
    except Error as error:
        connections.close_all()
        raise ConnectionError(str(error)) from error
