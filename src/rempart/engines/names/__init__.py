"""Names: hostname normal form, look-alikes, successor patterns; screens hostnames against a watch list.

In: the history of closed sites (`WatchedSite`) and hostnames. Out: `Hit`s, each with a calibrated probability
and reasons in words. Never: a file, a socket, a clock; and never a judgement that decides by itself.
"""

from rempart.engines.names.contracts import (
    EmptyWatchlistError,
    Hit,
    WatchedSite,
    WatchlistError,
    WatchlistUnreadableError,
)
from rempart.engines.names.screening import NameIndex, build_index, screen_hostname, screen_hostnames
from rempart.engines.names.watchlist import read_watchlist, write_watchlist

__all__ = [
    "EmptyWatchlistError",
    "Hit",
    "NameIndex",
    "WatchedSite",
    "WatchlistError",
    "WatchlistUnreadableError",
    "build_index",
    "read_watchlist",
    "screen_hostname",
    "screen_hostnames",
    "write_watchlist",
]
