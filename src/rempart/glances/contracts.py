"""What leaves glances."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self
from uuid import UUID

from rempart.kernel.errors import InputRejectedError, RuleRefusedError
from rempart.kernel.events import Event
from rempart.kernel.reasons import Reason


class Finding(StrEnum):
    """What a former address answers. `moved`: it leads elsewhere; `returned`: it shows the closed site again.

    `gone`, `wildcard`, `parked` and `placeholder` mean that nobody in particular answers; `page` is something else.
    """

    NEW = "not-looked"
    GONE = "gone"
    WILDCARD = "wildcard"
    UNRESOLVED = "unresolved"
    UNREACHABLE = "unreachable"
    REFUSED = "not-allowed"
    PARKED = "parked"
    PLACEHOLDER = "placeholder"
    PAGE = "page"
    RETURNED = "returned"
    MOVED = "moved"


# What needs an eye: the name servers, the host or our own rules keep the address from being watched.
FAILING = (Finding.UNRESOLVED, Finding.UNREACHABLE, Finding.REFUSED)


@dataclass(frozen=True, slots=True)
class FormerAddress:
    """One former address and what it answered last. `since` is when it began to answer that, `marks` say why it is
    taken for a placeholder. `left_out`: addresses of private networks and the like beside, or in place of, its own.
    """

    site_id: UUID
    hostname: str
    finding: Finding
    leads_to: str
    shown: str
    marks: tuple[Reason, ...]
    left_out: tuple[str, ...]
    since: datetime | None
    looked_at: datetime | None
    next_at: datetime
    failures: int
    problem: str

    @property
    def beside(self) -> tuple[str, ...]:
        """Those of `left_out` beside an address of its own; where it has none, `problem` tells."""
        return () if self.finding is Finding.REFUSED else self.left_out


@dataclass(frozen=True, slots=True)
class Watch:
    """How the former addresses are being watched.

    `round_s`: so long one round over all of them takes at the present budget, from what each cost last time; a change
    is seen within it; 0 without any. `oldest_at` is the oldest of the latest looks; `late` ones are overdue by a round.
    """

    addresses: int
    counts: dict[Finding, int]
    requests_per_s: float
    round_s: float
    oldest_at: datetime | None
    late: int


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What one check of former addresses did; `requests` counts look-ups and requests together."""

    looked: int
    requests: int
    changed: int
    sighting_ids: tuple[UUID, ...]


MOST_OWNERS = 20  # so many owners of one key beside the closed site; with more it is a hoster's


@dataclass(frozen=True, slots=True)
class SiteKey:
    """One TLS key (SHA-256 in hex) of a closed site, which certificate streams look for: on `hostname` in `exhibit_id`.

    `is_reopening` where that host is a confirmed reopening, not a capture of the site itself. `owners` beside the site
    hold it, as far as they were counted; `hosts` is a name of each, oldest first.
    """

    key: str
    hostname: str
    exhibit_id: UUID
    is_reopening: bool
    hosts: tuple[str, ...]

    @property
    def owners(self) -> int:
        """How many hold it, up to one more than `MOST_OWNERS`."""
        return len(self.hosts)

    @property
    def is_shared(self) -> bool:
        """Whether so many hold it that it says nothing."""
        return self.owners > MOST_OWNERS


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """One host whose certificate holds a key of a closed site, as so many `owners` do, itself among them."""

    hostname: str
    key: str
    owners: int

    @property
    def is_shared(self) -> bool:
        """As in `SiteKey`."""
        return self.owners > MOST_OWNERS


@dataclass(slots=True)
class Position:
    """Which lines of a list are settled: all up to `below`, and those of `ahead` above it."""

    below: int = 0
    ahead: set[int] = field(default_factory=set)

    def settle(self, number: int) -> None:
        """Line `number` needs no look any more."""
        if number > self.below:
            self.ahead.add(number)
        while self.below + 1 in self.ahead:
            self.below += 1
            self.ahead.discard(self.below)

    def __contains__(self, number: int) -> bool:
        return number <= self.below or number in self.ahead

    def __len__(self) -> int:
        return self.below + len(self.ahead)

    @property
    def last(self) -> int:
        """The last line that is settled."""
        return max(self.ahead, default=self.below)

    def to_json(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {"below": self.below, "ahead": sorted(self.ahead)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """What `to_json` wrote."""
        return cls(int(value.get("below", 0)), set(value.get("ahead", ())))


@dataclass(frozen=True, slots=True)
class SweepBasis:
    """What entitles this body to sweep hostnames: a code and its text, from the operator's configuration."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Sweep:
    """One pass over one list. `settled` lines need no look any more.

    `counts` by outcome, each line once: sighted, known (sighted before), looked (a page that is none of the closed
    sites'), shared (it gives a closed site's contact point as more than `MOST_OWNERS` owners of the list do, and comes
    no nearer than they), gone, unresolved, unreachable, refused, robots, opt-out, note (an empty line too),
    no-hostname, repeated (the list has it again). `left_out` counts the hosts that gave an address of a private network
    or the like, which is not asked, among or in place of theirs.
    """

    id: UUID
    source: str
    source_sha256: str
    basis: str
    reason: str
    ignoring_robots: str
    begun_at: datetime
    ended_at: datetime | None
    settled: int
    counts: dict[str, int]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepBegun(Event):
    """A body with the mandate begins to look at a list of hostnames, or goes on with it.

    `ignoring_robots` is the reason for not asking robots.txt; empty where it is obeyed. `error_pages`: whether hosts
    may be asked for an address that cannot exist.
    """

    act: ClassVar[str] = "glances.sweep_begun"
    sweep_id: UUID
    source: str
    source_sha256: str
    basis: str
    ignoring_robots: str
    error_pages: bool
    settled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepEnded(Event):
    """Every line of the list was settled."""

    act: ClassVar[str] = "glances.sweep_ended"
    sweep_id: UUID
    settled: int
    looked: int
    sighted: int


class BasisMissingError(InputRejectedError):
    """Nobody is swept without a basis in law that the operator has configured."""

    code = "glances.basis_missing"
    template = (
        "A sweep needs a legal basis; {basis!r} is none of: {known}. "
        "Name one of those, or configure it in rempart.toml under [[sweeps.legal_bases]]."
    )


class NoBasisConfiguredError(RuleRefusedError):
    """The operator has configured no basis in law on which anybody may be swept."""

    code = "glances.no_basis_configured"
    template = (
        "A sweep needs a legal basis, and none is configured. Write it in rempart.toml under [[sweeps.legal_bases]], "
        "with its code and its text."
    )


class SweepReasonMissingError(InputRejectedError):
    """A sweep says what for."""

    code = "glances.reason_missing"
    template = "Say what this sweep is for; the journal keeps it. Give --reason."


class RobotsReasonMissingError(InputRejectedError):
    """Who does not ask robots.txt says why."""

    code = "glances.robots_reason_missing"
    template = (
        "A sweep that does not ask robots.txt says why; the journal keeps it. Write the reason after --ignore-robots."
    )


class SweepUnderWayError(RuleRefusedError):
    """Two sweeps at a time would ask hosts twice as often as was allowed, and settle each other's lines."""

    code = "glances.sweep_under_way"
    template = "A sweep is under way on this machine. Wait until it has ended, or stop it; it goes on where it was."


class NothingToRecogniseError(InputRejectedError):
    """Without a capture of a closed site no page can be recognised."""

    code = "glances.nothing_to_recognise"
    template = (
        "No closed site on the watch list has a capture to compare with, so a sweep could find nothing. "
        "Add one with `rempart watchlist refer`."
    )
