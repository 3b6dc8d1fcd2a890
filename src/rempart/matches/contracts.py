"""What leaves matches."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from rempart.captures.contracts import Seal, Sealable
from rempart.engines.pages import Family
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.events import Event
from rempart.kernel.reasons import Reason


class Judgement(StrEnum):
    """Is it the closed site?"""

    SAME = "same"
    DIFFERENT = "different"
    UNCLEAR = "unclear"


BESIDE_REOPENING = Reason(
    "matches.beside_reopening",
    "It was compared with {hostname} in exhibit {exhibit}: a reopening of the closed site that two people confirmed.",
)


@dataclass(frozen=True, slots=True)
class Reopened:
    """The page of a confirmed reopening: on `hostname`, in `exhibit_id`, as `match_id` judged it."""

    match_id: UUID
    exhibit_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True)
class Match:
    """One judgement of one exhibit. `site_id` is the closed site it comes nearest to, None where none is known.

    It was compared with a capture of the site (`reference_id`), or with one of its confirmed `reopening`, which was
    confirmed then and may be revoked by now; or with none.

    `probability` 0…1 that it is that site; `prior` what the name stage said before; `weights` what each family of
    signs says in log10 units; `would_change` what could settle an unclear case. `version` of the engine and
    `background_sha256` of the background say how to compute it again; `page_kind` is site, parked, default, error,
    consent or login.
    """

    id: UUID
    sighting_id: UUID
    exhibit_id: UUID
    site_id: UUID | None
    reference_id: UUID | None
    reopening: Reopened | None
    hostname: str
    verdict: Judgement
    probability: float
    prior: float
    reasons: tuple[Reason, ...]
    would_change: tuple[Reason, ...]
    weights: tuple[tuple[Family, float], ...]
    page_kind: str
    version: str
    background_sha256: str
    judged_at: datetime

    @property
    def is_compared(self) -> bool:
        """Whether a page of the closed site, or of its reopening, was beside it."""
        return self.reference_id is not None or self.reopening is not None

    @property
    def told(self) -> tuple[Reason, ...]:
        """The reasons, after which page it was compared with where that is none of the closed site's own."""
        if self.reopening is None:
            return self.reasons
        values = {"hostname": self.reopening.hostname, "exhibit": str(self.reopening.exhibit_id)}
        return (replace(BESIDE_REOPENING, values=values), *self.reasons)


@dataclass(frozen=True, slots=True)
class Comparison(Sealable):
    """The comparison of one match as an exhibit of its own. Digests are SHA-256 in hex.

    `manifest_sha256` is what the journal and the seal commit to, and what an order cites; `package_sha256` names the
    file without a seal in the store, `log_index` the journal's entry. `order_id` is the order for whose sake it was
    made, None where a person took it first.
    """

    match_id: UUID
    hostname: str
    order_id: UUID | None
    record_sha256: str
    manifest_sha256: str
    package_sha256: str
    log_index: int
    made_at: datetime
    seal: Seal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchJudged(Event):
    """A captured page was compared with the closed sites it may be."""

    act: ClassVar[str] = "matches.match_judged"
    match_id: UUID
    sighting_id: UUID
    exhibit_id: UUID
    site_id: UUID | None
    hostname: str
    verdict: Judgement


@dataclass(frozen=True, slots=True)
class BackgroundEdition:
    """One state of the background that pages are weighed against: `base_sha256` (hex) names the model that it grew
    from, `counted` how many hosts judged here are in it; `hosts` and `signs` of both together."""

    sha256: str
    base_sha256: str
    counted: int
    hosts: int
    signs: int
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundGrown(Event):
    """Signs are weighed against a background with more hosts from now on."""

    act: ClassVar[str] = "matches.background_grown"
    background_sha256: str
    base_sha256: str
    counted: int
    hosts: int
    signs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonExported(Event):
    """The record of a comparison left the house; its digest is committed to by the public log."""

    act: ClassVar[str] = "matches.comparison_exported"
    match_id: UUID
    exhibit_id: UUID
    record_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonSealed(Event):
    """A comparison became an exhibit of its own; the public log commits to its manifest by this entry.

    Its signature and timestamps follow (`ComparisonStamped`). `order_id`: the order that rests on it, if one does.
    """

    act: ClassVar[str] = "matches.comparison_sealed"
    match_id: UUID
    exhibit_id: UUID
    manifest_sha256: str
    record_sha256: str
    order_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonStamped(Event):
    """The exhibit of a comparison has its signature, its timestamps and its place in the public log."""

    act: ClassVar[str] = "matches.comparison_stamped"
    match_id: UUID
    statement_sha256: str
    sha256: str


class NothingComparedError(InputRejectedError):
    """The match had no capture of a closed site beside it."""

    code = "matches.nothing_compared"
    template = "Match {match} was compared with no capture of a closed site, so there is nothing to lay beside it."


class ComparisonMissingError(InputRejectedError):
    """The comparison was never made an exhibit."""

    code = "matches.comparison_missing"
    template = "The comparison of match {match} is no exhibit yet. Take it on the page of the match."


class MatchMissingError(InputRejectedError):
    """No such match."""

    code = "matches.match_missing"
    template = "There is no match {match}. The list of matches shows those that exist."


class NotASightingError(InputRejectedError):
    """The exhibit was made for something else than a sighting."""

    code = "matches.not_a_sighting"
    template = "Exhibit {exhibit} belongs to no sighting. Only captures of sightings are judged."


class NotASiteError(InputRejectedError):
    """The exhibit was made for something else than a closed site."""

    code = "matches.not_a_site"
    template = "Exhibit {exhibit} belongs to no closed site. Only captures of watched sites become references."
