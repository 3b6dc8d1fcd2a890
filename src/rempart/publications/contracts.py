"""What leaves publications."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError
from rempart.kernel.events import Event
from rempart.kernel.hostname import Hostname


class Change(StrEnum):
    """What happened to an order's entry in the zone."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Ask:
    """What one journal entry, `cause`, asks for: that an order's name comes into the zone or leaves it."""

    order_id: UUID
    change: Change
    cause: int


@dataclass(frozen=True, slots=True)
class Publication:
    """One change of the zone for one order, as the primary acknowledged it."""

    id: UUID
    order_id: UUID
    hostname: Hostname
    change: Change
    zone: str
    serial: int
    applied_at: datetime


@dataclass(frozen=True, slots=True)
class ListExport:
    """One list on its way out: `lines` is read once, each with its line end."""

    filename: str
    entries: int
    lines: Iterator[str]


@dataclass(frozen=True, slots=True)
class ListCheck:
    """How the zone differed from the orders in force: names that it lacked, held too many, or answered otherwise."""

    missing: tuple[Hostname, ...]
    surplus: tuple[Hostname, ...]
    altered: tuple[Hostname, ...]
    mended: bool

    @property
    def is_sound(self) -> bool:
        """Whether zone and orders agreed."""
        return not (self.missing or self.surplus or self.altered)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A subscriber's word on one change: what its resolver said `before` and `after` (response codes), and when.

    `sequence` is the journal index of the change, `serial` that of the subscriber's own zone.
    """

    subscriber: str
    order_id: UUID
    sequence: int
    blocked: bool
    serial: int
    before: str
    after: str
    at: datetime


class SubscriberState(StrEnum):
    """How a subscriber stands: `alarm` where something was asked of it for more than some seconds in vain."""

    UP_TO_DATE = "up-to-date"
    BEHIND = "behind"
    ALARM = "alarm"
    SILENT = "never-heard"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One edge agent: of `orders` that it should refuse, how many are `effective` by its own receipts; `waiting` asks
    without a receipt that says so, the oldest `waiting_since`; `serial` of its zone and when it was last heard. Its
    machine's clock stands `clock_ahead_s` before the hub's (below zero: behind), 0 where the two agree within minutes.
    """

    name: str
    state: SubscriberState
    orders: int
    effective: int
    waiting: int
    waiting_since: datetime | None
    serial: int
    heard_at: datetime | None
    clock_ahead_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPublished(Event):
    """The primary refuses the name from `serial` on."""

    act: ClassVar[str] = "publications.entry_published"
    publication_id: UUID
    order_id: UUID
    hostname: str
    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWithdrawn(Event):
    """The order's entry is out of the zone from `serial` on."""

    act: ClassVar[str] = "publications.entry_withdrawn"
    publication_id: UUID
    order_id: UUID
    hostname: str
    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListExported(Event):
    """Somebody took a whole list out."""

    act: ClassVar[str] = "publications.list_exported"
    export_id: UUID
    format: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChecked(Event):
    """The zone was compared with the orders in force."""

    act: ClassVar[str] = "publications.list_checked"
    check_id: UUID
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    altered: tuple[str, ...]
    mended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSettled(Event):
    """Older names moved to the zone of the mass; what is refused stayed the same."""

    act: ClassVar[str] = "publications.zone_settled"
    round_id: UUID
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockCompared(Event):
    """The clock beside an edge agent stands `ahead_s` seconds before ours (below zero: behind), or agrees again (0)."""

    act: ClassVar[str] = "publications.clock_compared"
    subscriber: str
    ahead_s: int


class NoPrimaryError(OutsideUnavailableError):
    """No primary is configured, so nothing can take effect."""

    code = "publications.no_primary"
    template = (
        "The order for {hostname} has no effect: no primary is configured. Set publication.primary in rempart.toml."
    )


class PublicationMissingError(InputRejectedError):
    """No such change of the zone."""

    code = "publications.publication_missing"
    template = "There is no change of the zone {publication}. The list of publications shows those that exist."


class ReceiptRejectedError(InputRejectedError):
    """The receipt is not what this subscriber signed, or no receipt."""

    code = "publications.receipt_rejected"
    template = "A receipt of {subscriber} is not taken: {problem}."
