"""What the names engine hands out, and the errors of its inputs."""

from dataclasses import dataclass

from rempart.kernel.errors import InputRejectedError
from rempart.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class WatchedSite:
    """One line of a watch list: a site's label and its domains, oldest first, in normal form.

    `dates` are ISO days in the order of `domains`, or empty; `languages`, `closed_on` and `note` are kept for people.
    """

    site: str
    domains: tuple[str, ...]
    dates: tuple[str | None, ...] = ()
    languages: tuple[str, ...] = ()
    closed_on: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A hostname that may be the next name of a watched site. `score` is a probability, `former` the former name
    that the first reason rests on, `likeness` how clear the clearest likeness is (`features.likeness`, in decades).
    """

    hostname: str
    site: str
    score: float
    reasons: tuple[Reason, ...]
    former: str
    likeness: float = 0.0


class WatchlistError(InputRejectedError):
    """A line of a watch list cannot be used."""

    code = "names.watchlist"
    template = "Watch list, line {line}: {problem}. Expected a JSON object such as {example}."


class EmptyWatchlistError(InputRejectedError):
    """A watch list without a single site."""

    code = "names.watchlist_empty"
    template = "The watch list has no site. Give one JSON object a line, such as {example}."


class WatchlistUnreadableError(InputRejectedError):
    """There is no such watch list, or it cannot be opened."""

    code = "names.watchlist_unreadable"
    template = (
        "The watch list {path} cannot be read: {problem}. Give a file (plain, .gz, .zst), or - for standard input."
    )


class SuccessionError(InputRejectedError):
    """A row of a successions file cannot be used."""

    code = "names.succession"
    template = 'Successions, line {line}: {problem}. Expected {{"site", "at", "domain", "former": [...]}}.'
