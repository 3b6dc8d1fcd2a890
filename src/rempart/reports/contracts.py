"""What leaves reports."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from rempart.kernel.errors import InputRejectedError, RuleRefusedError
from rempart.kernel.events import Event

LONGEST_ADDRESS = 2000
LONGEST_TEXT = 5000


class Category(StrEnum):
    """What the reporter believes to have seen, in words of the form."""

    REOPENED = "reopened"
    SOLICITATION = "solicitation"
    SHARING = "sharing"
    OTHER = "other"


class ReportState(StrEnum):
    """Where a report is; each is reached at most once, the furthest counts."""

    RECEIVED = "received"
    EXAMINED = "examined"
    SET_ASIDE = "set_aside"
    IN_CASE = "in_case"


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `address` is as typed; `hostname` is empty where it names none; `same_as` is the first of its kind.

    `reason` belongs to the state and is for the desk.
    """

    id: UUID
    address: str
    normal_address: str
    hostname: str
    category: Category
    description: str
    seen_on: str
    received_at: datetime
    same_as: UUID | None
    state: ReportState
    state_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter takes away. `code` is shown once and kept nowhere."""

    report_id: UUID
    code: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ReportProgress:
    """What the holder of a receipt may know: the way of the report so far, oldest step first."""

    received_at: datetime
    state: ReportState
    steps: tuple[tuple[ReportState, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceived(Event):
    """Somebody told us about an address. `hostname` is empty where it names none."""

    act: ClassVar[str] = "reports.report_received"
    report_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAdvanced(Event):
    """A report reached a further state."""

    act: ClassVar[str] = "reports.report_advanced"
    report_id: UUID
    state: ReportState


class AddressMissingError(InputRejectedError):
    """Nothing to look at."""

    code = "reports.address_missing"
    template = "Give the address of the page: copy it from the browser, or type the site's name such as chat.example."


class TextTooLongError(InputRejectedError):
    """A field is longer than a person would write."""

    code = "reports.text_too_long"
    template = "The {field} has {length} characters; at most {limit} are kept. Shorten it and send again."


class CategoryUnknownError(InputRejectedError):
    """The category is none of the form's."""

    code = "reports.category_unknown"
    template = "{category!r} is no category. Choose one of: {known}."


class ReceiptUnknownError(InputRejectedError):
    """No report has this code."""

    code = "reports.receipt_unknown"
    template = "No report has this code. Check the sixteen characters; each group has four."


class ReportMissingError(InputRejectedError):
    """No such report."""

    code = "reports.report_missing"
    template = "There is no report {report}. The list of reports shows those that exist."


class ReasonMissingError(InputRejectedError):
    """A report is set aside by a person who says why."""

    code = "reports.reason_missing"
    template = "Say in a few words why the report is set aside; the journal keeps it."


class AlreadyThereError(RuleRefusedError):
    """The report was set aside already, or is part of a case."""

    code = "reports.already_there"
    template = "The report is already {state}; it cannot be set aside now."
