"""The watch list that a command is given: a file, packed or not, or standard input."""

from io import BytesIO

from rempart.engines.names import WatchedSite, WatchlistUnreadableError, read_watchlist
from rempart.ports.hostnames import TextUnreadableError
from rempart.wiring_hostnames import read_text

WATCHLIST_HELP = 'JSON lines {"site", "domains"}, domains oldest first: plain, .gz, .zst, or - for standard input.'


def read_sites(path: str) -> tuple[WatchedSite, ...]:
    """Its sites, in order. Raises WatchlistUnreadableError, WatchlistError or EmptyWatchlistError."""
    try:
        text = read_text(path)
    except TextUnreadableError as error:
        raise WatchlistUnreadableError(path=path, problem=str(error.fields["problem"])) from error
    return read_watchlist(BytesIO(text))
