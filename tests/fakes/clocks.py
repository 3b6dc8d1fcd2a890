"""Clocks that tests are handed."""

from datetime import datetime, timedelta


class StandingClock:
    """It stands."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class SteppingClock(StandingClock):
    """One second passes each time somebody looks, so that whatever happened later is later."""

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at
