"""What time it is for the agent: its machine's word, as long as the hub's does not speak against it.

A clock that is set far ahead would end every term at once, and for good. The hub says its time over a link that no
stranger can speak on; where the two are further apart than `TRUSTED`, the hub's is gone by, counted on from when it
was heard, so that it holds with the hub away too. Whoever stole the hub could hold terms up in that way: where the
machine's clock is the one ahead it is believed again after a day in which it was not (all such times together).
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from rempart.kernel.clock import Clock

TRUSTED = timedelta(minutes=10)
_FIRST_WORD = timedelta(minutes=10)
_LONGEST_DOUBT = timedelta(days=1)  # a secondary believes a silent primary for as long (SOA expire)
_YEARS = range(2020, 2100)


class AgreedClock:
    """`own` is the machine's clock. `follows`: there is a hub that may say its time; `elapsed` counts seconds that no
    setting of a clock changes."""

    def __init__(self, own: Clock, *, follows: bool, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._own = own
        self._follows = follows
        self._elapsed = elapsed
        self._started = elapsed()
        self._heard: tuple[datetime, float] | None = None
        self._doubted_s = 0.0
        self._doubted_since: float | None = None

    def hear(self, moment: datetime) -> None:
        """The hub says that it is `moment`. Raises ValueError where that can be no time of a hub."""
        if moment.tzinfo is None or moment.year not in _YEARS:
            raise ValueError(f"{moment.isoformat()} is no time of day of a hub")
        self._heard = moment, self._elapsed()

    def now(self) -> datetime:
        """The moment to go by."""
        own, hubs = self._own.now(), self._hubs_now()
        ahead = hubs is not None and own - hubs > TRUSTED
        self._count_doubt(ahead=ahead)
        if hubs is None or abs(own - hubs) <= TRUSTED or (ahead and self._doubted_s > _LONGEST_DOUBT.total_seconds()):
            return own
        return hubs

    @property
    def is_settled(self) -> bool:
        """Whether a term may end by this clock: not in the first minutes of a start in which the hub said nothing."""
        waited = self._elapsed() - self._started
        return not self._follows or self._heard is not None or waited >= _FIRST_WORD.total_seconds()

    @property
    def ahead_of_hub(self) -> timedelta:
        """How far the machine's clock stands before the hub's, below zero behind it; zero where nothing is known."""
        hubs = self._hubs_now()
        return self._own.now() - hubs if hubs is not None else timedelta()

    def _hubs_now(self) -> datetime | None:
        if self._heard is None:
            return None
        moment, at = self._heard
        return moment + timedelta(seconds=self._elapsed() - at)

    def _count_doubt(self, *, ahead: bool) -> None:
        at = self._elapsed()
        if self._doubted_since is not None:
            self._doubted_s += at - self._doubted_since
        self._doubted_since = at if ahead else None
