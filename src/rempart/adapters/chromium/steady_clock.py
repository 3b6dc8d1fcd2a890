"""The clock of one capture: the machine's at its start, then only forward.

A machine whose clock is set while a page is looked at would else leave an exhibit whose parts contradict each other,
which the verifier takes for a forgery. A clock that is wrong altogether is found at sealing, by the authority's.
"""

import time
from datetime import datetime, timedelta

from rempart.kernel.clock import Clock, SystemClock


class SteadyClock:
    """A `Clock` that asks `machine` once and then counts by itself."""

    def __init__(self, machine: Clock | None = None) -> None:
        self._began_at = (machine or SystemClock()).now()
        self._began_s = time.monotonic()

    def now(self) -> datetime:
        """The current moment, aware, in UTC; never before an earlier answer."""
        return self._began_at + timedelta(seconds=time.monotonic() - self._began_s)
