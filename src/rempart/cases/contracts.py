"""What leaves cases."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from rempart.kernel.errors import InputRejectedError, RuleRefusedError
from rempart.kernel.events import Event


class CaseState(StrEnum):
    """A closed case stays readable; the site's next appearance opens a new one."""

    OPEN = "open"
    CLOSED = "closed"


class ItemKind(StrEnum):
    """What can belong to a case."""

    SIGHTING = "sighting"
    MATCH = "match"
    EXHIBIT = "exhibit"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class CaseItem:
    """One thing that belongs to the case, by kind and id."""

    kind: ItemKind
    item_id: UUID
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class CaseNote:
    """What a person wrote down. `account_id` is None for the system's own notes."""

    id: UUID
    text: str
    account_id: UUID | None
    author: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `items` and `notes` oldest first; `closing` says why it was closed, empty while it is open."""

    id: UUID
    hostname: str
    site_id: UUID
    sighting_id: UUID
    opened_at: datetime
    state: CaseState
    closed_at: datetime | None
    closing: str
    items: tuple[CaseItem, ...]
    notes: tuple[CaseNote, ...]

    def ids_of(self, kind: ItemKind) -> tuple[UUID, ...]:
        """The ids of the items of one kind, oldest first."""
        return tuple(item.item_id for item in self.items if item.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Event):
    """People have one more reopened site to work on."""

    act: ClassVar[str] = "cases.case_opened"
    case_id: UUID
    hostname: str
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJoined(Event):
    """Something more belongs to the case."""

    act: ClassVar[str] = "cases.case_joined"
    case_id: UUID
    kind: ItemKind
    item_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNoted(Event):
    """A person wrote something down; the words are in the case, not in the journal."""

    act: ClassVar[str] = "cases.case_noted"
    case_id: UUID
    note_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(Event):
    """A person ended the work on the case."""

    act: ClassVar[str] = "cases.case_closed"
    case_id: UUID


class CaseMissingError(InputRejectedError):
    """No such case."""

    code = "cases.case_missing"
    template = "There is no case {case}. The list of cases shows those that exist."


class TextMissingError(InputRejectedError):
    """A note without words, or a closing without a reason."""

    code = "cases.text_missing"
    template = "The {field} is empty. Write at least a few words; the next person relies on them."


class CaseClosedError(RuleRefusedError):
    """The case takes nothing more."""

    code = "cases.closed"
    template = "The case on {hostname} is closed. A new match opens a new one."
