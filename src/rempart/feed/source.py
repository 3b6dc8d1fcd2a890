"""Where the feed's lines come from: the journal and the orders, read as the system."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.utils import InterfaceError, OperationalError

from rempart.feed.server import Source
from rempart.journal.growth import GrowthWatch
from rempart.journal.queries import get_size
from rempart.kernel.actors import SYSTEM
from rempart.kernel.clock import Clock
from rempart.publications.feed import keep_receipts, list_feed

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

    def keep(subscriber: str, public_key: bytes, receipts: Sequence[tuple[str, bytes]]) -> int:
        with outages():
            return keep_receipts(
                subscriber=subscriber, public_key=public_key, receipts=receipts, actor=SYSTEM, now=clock.now()
            )

    return Source(next_size=next_size, read=read, keep=keep)


@contextmanager
def outages() -> Iterator[None]:
    """A database that is away is a broken connection: the agent comes again, and nothing is lost."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        connections.close_all()
        raise ConnectionError(str(error)) from error
