"""What leaves probes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError
from rempart.kernel.events import Event
from rempart.kernel.hostname import Hostname


class Outcome(StrEnum):
    """What a probe found. Over-blocking comes before all else: it harms people who did nothing."""

    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not-effective"
    OVERBLOCKING = "overblocking"
    LIFTED = "lifted"
    NOT_LIFTED = "not-lifted"


class Question(StrEnum):
    """Why a name was asked for."""

    TARGET = "target"
    SUBDOMAIN = "subdomain"
    CONTROL = "control"
    # The sample for over-blocking: names that nobody ordered and that a block could take with it.
    PARENT = "parent"
    NEIGHBOUR = "neighbour"
    POPULAR = "popular"
    # The target at a resolver that is not a subscriber's: how easily the block is gone round.
    ELSEWHERE = "elsewhere"

    @property
    def is_innocent(self) -> bool:
        """Whether a refusal of the name harms somebody who did nothing."""
        return self in (Question.CONTROL, Question.PARENT, Question.NEIGHBOUR, Question.POPULAR)


class Finding(StrEnum):
    """What one answer means."""

    REFUSED = "refused"
    RESOLVED = "resolved"
    ABSENT = "absent"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class ProbeAnswer:
    """One answer of one resolver. `is_control` is the resolver without the list; `elapsed_ms` of the last try."""

    resolver: str
    is_control: bool
    hostname: Hostname
    question: Question
    finding: Finding
    response_code: str
    records: tuple[str, ...]
    extended_errors: tuple[str, ...]
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class PageLook:
    """What answered at the address that a resolver gave: status and length in bytes, never the page itself.

    `failure` is one of OONI's words, "" where nothing failed. `tls`: a TLS handshake alone, so no status and no length.
    `is_control`: the address came from the resolver without the list. `title` is a SHA-256, `headers` are names.
    """

    resolver: str
    hostname: Hostname
    address: str
    status: int | None
    length: int
    failure: str = ""
    tls: bool = False
    is_control: bool = False
    title: str = ""
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a vantage point stands: ISO 3166 code of the country, number of the network (AS); "" and 0: unknown."""

    country: str = ""
    network: int = 0


@dataclass(frozen=True, slots=True)
class Probe:
    """One look at one order's effect. `seconds_to_effect` from the order's change to the last resolver's, where the
    probe saw it happen; None where it had happened before or did not. `vantage` is the vantage point that looked, ""
    this installation; `address_changed`: the site moved since the look before from the same place.
    """

    id: UUID
    order_id: UUID
    hostname: Hostname
    expected_blocked: bool
    outcome: Outcome
    started_at: datetime
    finished_at: datetime
    seconds_to_effect: float | None
    answers: tuple[ProbeAnswer, ...]
    vantage: str = ""
    pages: tuple[PageLook, ...] = ()
    address_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeAsked(Event):
    """A vantage point was told a name to look at."""

    act: ClassVar[str] = "probes.probe_asked"
    asked_id: UUID
    order_id: UUID
    vantage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbesExported(Event):
    """Somebody took probes out as measurements."""

    act: ClassVar[str] = "probes.exported"
    export_id: UUID
    probes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeFinished(Event):
    """A probe has an outcome."""

    act: ClassVar[str] = "probes.probe_finished"
    probe_id: UUID
    order_id: UUID
    hostname: str
    outcome: Outcome
    vantage: str = ""


class ProbeMissingError(InputRejectedError):
    """No such probe."""

    code = "probes.probe_missing"
    template = "There is no probe {probe}. The list of probes shows those that exist."


class NoResolversError(OutsideUnavailableError):
    """No subscriber's resolver is configured, so nothing can be proven."""

    code = "probes.no_resolvers"
    template = "The order for {hostname} cannot be probed: no resolver is configured. Set probes.subscribers."
