"""What leaves sightings."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError, RuleRefusedError
from rempart.kernel.events import Event
from rempart.kernel.reasons import Reason
from rempart.ports.existence import Presence


class Origin(StrEnum):
    """Where a sighting came from. `key`: a certificate in a log holds the TLS key of the closed site, whatever its
    names say; `former`: a former address of the site; `sweep`: a light pass over names."""

    STREAM = "stream"
    KEY = "key"
    FORMER = "former"
    SWEEP = "sweep"
    REPORT = "report"
    PROBE = "probe"
    OPERATOR = "operator"
    FORECAST = "forecast"


class SightingState(StrEnum):
    """`dismissed` until it is seen again."""

    OPEN = "open"
    DISMISSED = "dismissed"


class Dismissal(StrEnum):
    """Why a sighting is set aside. Only `unrelated` teaches: what it names is an ordinary name, not the site's."""

    UNRELATED = "unrelated"
    NOTHING_THERE = "nothing"
    HANDLED = "handled"
    OTHER = "not-pursued"


class Proof(StrEnum):
    """Whether a certificate log was shown to hold the entry that brought a sighting: in a tree that it signed, not
    yet, or it cannot be.
    """

    PROVEN = "proven"
    AWAITED = "awaited"
    UNPROVEN = "unproven"


class Order(StrEnum):
    """How a list of sightings is sorted."""

    RANK = "rank"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sightings to show; None and empty leave that question open.

    `text` is part of a hostname, `site` part of a site's label, `stream` a stream's label; `since` and `until` are the
    days, both included, between which the hostname was seen first.
    """

    state: SightingState | None = SightingState.OPEN
    text: str = ""
    site: str = ""
    site_id: UUID | None = None
    stream: str = ""
    origin: Origin | None = None
    least_rank: float | None = None
    since: date | None = None
    until: date | None = None
    order: Order = Order.RANK


class StreamState(StrEnum):
    """`silent` did not answer as it should last time; `distrusted` contradicted itself and waits for a person;
    `doubted` lost so much at once that a second reading, or a person, has to agree before that is believed;
    `stale` answers with a state that it should have renewed long ago; `unread` answered when it was asked last, but
    nobody has asked for a long time; `left-out` stands in a followed list and is not read, for a reason that is said;
    `trusted` is trusted again by a person and not asked since; `retired` is read no more, as a person said why.
    """

    NEW = "new"
    READING = "reading"
    SILENT = "silent"
    DISTRUSTED = "distrusted"
    DOUBTED = "doubted"
    STALE = "stale"
    UNREAD = "unread"
    LEFT_OUT = "left-out"
    TRUSTED = "trusted"
    RETIRED = "retired"


# The states out of which a person can let a stream go on.
AWAITING_A_PERSON = (StreamState.DISTRUSTED, StreamState.DOUBTED)


@dataclass(frozen=True, slots=True)
class StreamDay:
    """What one stream brought on one day.

    `names` were screened, `duplicates` had been a short time before, in this stream or another. `worst_lag_s` is the
    longest that an entry had been there before it was read, in seconds; None where the source does not date.
    """

    day: date
    entries: int
    names: int
    lost: int
    sighted: int
    duplicates: int
    failures: int
    worst_lag_s: float | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one stream was read. `behind` entries are known and unread, `lost` will never be read, `skipped` were
    there before it was followed; `certificates` of those read came whole, so that their keys were looked up.

    `lag_s` is the age of the newest entry when it was read, in seconds, `newest_at` when it came into being; None where
    the source does not date.
    """

    label: str
    kind: str
    state: StreamState
    entries: int
    names: int
    certificates: int
    lost: int
    behind: int
    skipped: int
    sighted: int
    duplicates: int
    failures: int
    lag_s: float | None
    newest_at: datetime | None
    read_at: datetime | None
    asked_at: datetime | None
    problem: str
    days: tuple[StreamDay, ...]

    @property
    def well_until(self) -> datetime | None:
        """Up to when it was read as it should be: a stale log is read to its end now, but that end lies far back."""
        if self.state is StreamState.STALE and self.newest_at:
            return self.newest_at
        return self.read_at


@dataclass(frozen=True, slots=True)
class StreamVolume:
    """How many names of one stream are screened a day, measured, and how many sightings to expect of it."""

    label: str
    names_per_day: float
    expected: float


@dataclass(frozen=True, slots=True)
class SiteBudget:
    """From which score on names are sighted for one site, and how many sightings a day to expect."""

    site_id: UUID
    threshold: float
    expected: float


@dataclass(frozen=True, slots=True)
class AlertBudget:
    """What people can look at, and what it costs: `recall` is the share of reopenings that reach their threshold,
    `recall_at_most` that without any budget. `sites` the dearest first.
    """

    per_day: float
    names_per_day: float
    expected: float
    recall: float
    recall_at_most: float
    planned_at: datetime
    streams: tuple[StreamVolume, ...]
    sites: tuple[SiteBudget, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One hostname that deserves a look. `site_id` is None where no closed site is known to fit.

    `score` 0…1 and `reasons` are those of the first look, `rank` is the score by what is known today; `looks` counts
    all of them; `streams` name it. `name_score` is the highest of the looks that rest on the name or a person, None
    where all rest on what the host shows (a key, a page, a block without effect). `proof` is the best of its log
    entries, None where none waits for one: it came from elsewhere, out of entries that are proven as they are read, or
    out of a log without a key, on that log's word.
    """

    id: UUID
    hostname: str
    site_id: UUID | None
    score: float
    reasons: tuple[Reason, ...]
    origin: Origin
    first_seen_at: datetime
    last_seen_at: datetime
    looks: int
    state: SightingState
    dismissal: str
    dismissed_as: Dismissal | None
    rank: float
    streams: tuple[str, ...]
    name_score: float | None
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class ForecastName:
    """A name that a site may take next: `rank` from 1, `probability` that it is the very next one.

    `asked_at` is when it was answered for last, `presence` what was answered, None until then; `retry_at` is when it is
    tried again, where no answer came since; `appeared_at` is when a name that was absent came into being.
    """

    site_id: UUID
    hostname: str
    rank: int
    probability: float
    presence: Presence | None
    asked_at: datetime | None
    retry_at: datetime | None
    appeared_at: datetime | None


@dataclass(frozen=True, slots=True)
class Look:
    """One time that the hostname was seen. `report_id` or `probe_id` says by what, where it was one of them."""

    id: UUID
    sighting_id: UUID
    origin: Origin
    seen_at: datetime
    report_id: UUID | None
    probe_id: UUID | None
    stream: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """The entry of a certificate log that brought a sighting. It is in the tree of `tree_size` entries with `root`
    (hex), which the log signed, where `proven_at` is set; where `problem` is, no proof will come.
    """

    stream: str
    index: int
    tree_size: int | None
    root: str
    proven_at: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class RegisteredName:
    """What the registry told of the registered name above a sighting's hostname, and when it was asked."""

    sighting_id: UUID
    name: str
    registrar: str
    abuse_address: str
    registered_at: datetime | None
    changed_at: datetime | None
    expires_at: datetime | None
    name_servers: tuple[str, ...]
    source: str
    looked_up_at: datetime


@dataclass(frozen=True, slots=True)
class ScreenOutcome:
    """What screening a stream found.

    `names` were read, `rejected` of them are no hostname; `sighting_ids` are new, `known` were sighted before.
    """

    names: int
    rejected: int
    known: int
    sighting_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingRecorded(Event):
    """A hostname deserves a look for the first time."""

    act: ClassVar[str] = "sightings.sighting_recorded"
    sighting_id: UUID
    hostname: str
    site_id: UUID | None
    origin: Origin
    report_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingRepeated(Event):
    """A hostname that is known already was seen again."""

    act: ClassVar[str] = "sightings.sighting_repeated"
    sighting_id: UUID
    hostname: str
    report_id: UUID | None
    origin: Origin = Origin.REPORT


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationFound(Event):
    """The registry told who registered the name, and when."""

    act: ClassVar[str] = "sightings.registration_found"
    sighting_id: UUID
    name: str
    registrar: str
    registered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingDismissed(Event):
    """A person looked and found nothing to pursue."""

    act: ClassVar[str] = "sightings.sighting_dismissed"
    sighting_id: UUID
    kind: Dismissal = Dismissal.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastExported(Event):
    """Somebody took forecast names elsewhere, for `recipient`."""

    act: ClassVar[str] = "sightings.forecast_exported"
    export_id: UUID
    recipient: str
    names: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamTrusted(Event):
    """A person lets a stream that contradicted itself, or may be cut off, be read on."""

    act: ClassVar[str] = "sightings.stream_trusted"
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamRetired(Event):
    """A person says that a stream, or a list with `streams` of them, is read no more; `behind` entries known of it stay
    unread, `lost` were lost.
    """

    act: ClassVar[str] = "sightings.stream_retired"
    label: str
    streams: int
    behind: int
    lost: int


class RecipientMissingError(InputRejectedError):
    """Forecast names go to somebody entitled, who is named."""

    code = "sightings.recipient_missing"
    template = "Say who the forecast names are for: entitled recipients alone get them, and the journal keeps to whom."


class StreamAwaitsTrustError(OutsideUnavailableError):
    """A stream that contradicted itself is not read before a person has looked."""

    code = "sightings.stream_awaits_trust"
    template = "{label} contradicted itself and is not read. The coverage page says how; a person may trust it again."


class NotDistrustedError(RuleRefusedError):
    """Only a stream that contradicted itself, or may be cut off, needs a person's trust."""

    code = "sightings.not_distrusted"
    template = "The stream {label} is not in doubt, or there is none of that name. See the coverage page."


class StreamInUseError(RuleRefusedError):
    """What is configured, or is asked, is no stream that nobody reads."""

    code = "sightings.stream_in_use"
    template = (
        "The stream {label} is in use: {why}. Take it out of rempart.toml, stop who reads it, and try again later."
    )


class LabelTakenError(RuleRefusedError):
    """A list that a person gives is not counted as what a followed stream brought."""

    code = "sightings.label_taken"
    template = "{label} is a stream that is followed. Call the list something else (--label)."


class LabelUnusableError(InputRejectedError):
    """What a list is called stands in tables and lines."""

    code = "sightings.label_unusable"
    template = "{label!r} cannot be shown. Call the list by one line of 1 to {longest} characters (--label)."


class StreamMissingError(InputRejectedError):
    """No stream is called that."""

    code = "sightings.stream_missing"
    template = "No stream is called {label}. The coverage page shows those that there are."


class SightingMissingError(InputRejectedError):
    """No such sighting."""

    code = "sightings.sighting_missing"
    template = "There is no sighting {sighting}. The list of sightings shows those that exist."


class ReasonMissingError(InputRejectedError):
    """A sighting is set aside by a person who says why."""

    code = "sightings.reason_missing"
    template = "Say in a few words why {hostname} need not be pursued; the journal keeps it."


class NothingPickedError(InputRejectedError):
    """Dismissing many needs at least one."""

    code = "sightings.nothing_picked"
    template = "No open sighting was picked. Tick those to dismiss, then send the form again."


class AlreadyDismissedError(RuleRefusedError):
    """The sighting was dismissed and nothing new came since."""

    code = "sightings.already_dismissed"
    template = "{hostname} was dismissed already. It opens again by itself when it is seen again."
