"""What leaves the watch list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from rempart.kernel.errors import InputRejectedError
from rempart.kernel.events import Event

LONGEST_LABEL, LONGEST_LANGUAGE = 120, 35  # of the latter: RFC 5646, 4.4.1


@dataclass(frozen=True, slots=True)
class SiteName:
    """One name that the site has had; `known_on` is the day on which it became known."""

    hostname: str
    known_on: date


@dataclass(frozen=True, slots=True)
class Site:
    """One closed site: `names` oldest first, `languages` as BCP 47 tags, `closed_on` where the decision is dated."""

    id: UUID
    label: str
    names: tuple[SiteName, ...]
    decision: str
    enrolled_at: datetime
    references: int
    languages: tuple[str, ...] = ()
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClosedSite:
    """What is to be watched: `domains` oldest first, `known_on` their days, today where it says nothing."""

    label: str
    domains: tuple[str, ...]
    known_on: tuple[date | None, ...] = ()
    decision: str = ""
    closed_on: date | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """What a sealed capture of the site showed: the pages engine's features as JSON.

    `id` and `added_at` of a reopening's page are the match's that found the site there, and when it did.
    """

    id: UUID
    site_id: UUID
    exhibit_id: UUID
    hostname: str
    features: dict[str, Any]
    added_at: datetime


@dataclass(frozen=True, slots=True)
class CapturedSigns:
    """What one capture of a site shows of one kind of sign: `values`, as the pages engine has them.

    `id` is the reference's; of a reopening, the match's that found the site there.
    """

    id: UUID
    site_id: UUID
    exhibit_id: UUID
    hostname: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEnrolled(Event):
    """A closed site is watched from now on."""

    act: ClassVar[str] = "watchlist.site_enrolled"
    site_id: UUID
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteNamed(Event):
    """The site is known under one more name."""

    act: ClassVar[str] = "watchlist.site_named"
    site_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceAdded(Event):
    """Pages can be compared with one more capture of the site."""

    act: ClassVar[str] = "watchlist.reference_added"
    reference_id: UUID
    site_id: UUID
    exhibit_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchlistExported(Event):
    """Somebody took the whole list elsewhere."""

    act: ClassVar[str] = "watchlist.exported"
    export_id: UUID
    sites: int


class SiteMissingError(InputRejectedError):
    """No such site."""

    code = "watchlist.site_missing"
    template = "There is no site {site} on the watch list. The list shows those that exist."


class LabelTooLongError(InputRejectedError):
    """A site's label is a name, not a text."""

    code = "watchlist.label_too_long"
    template = "The label {label!r}… has {length} characters; at most {limit} are kept. Shorten it."


class LanguageUnknownError(InputRejectedError):
    """A language is named by its code, so that two lists mean the same."""

    code = "watchlist.language_unknown"
    template = "{text!r} is no language code (site {site}). Write it as in BCP 47: fr, en, pt-BR."
