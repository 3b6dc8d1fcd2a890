"""What leaves referrals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from rempart.kernel.errors import InputRejectedError, RuleRefusedError
from rempart.kernel.events import Event
from rempart.kernel.reasons import Reason


class Recipient(StrEnum):
    """Who is told, in the order of the ladder: police knows first, the registrar is asked where the hoster is mute."""

    POLICE = "police"
    HOTLINE = "hotline"
    HOSTER = "hoster"
    REGISTRAR = "registrar"
    SEARCH_ENGINE = "search"


# How long a recipient has before the matter is taken further, counted from the sending.
ANSWER_WITHIN: Mapping[Recipient, timedelta] = MappingProxyType(
    {
        Recipient.POLICE: timedelta(hours=24),
        Recipient.HOTLINE: timedelta(hours=24),
        Recipient.HOSTER: timedelta(hours=24),
        Recipient.REGISTRAR: timedelta(hours=72),
        Recipient.SEARCH_ENGINE: timedelta(hours=48),
    }
)


class AnswerKind(StrEnum):
    """What a recipient answered. `received` is a receipt alone."""

    RECEIVED = "received"
    REMOVED = "removed"
    FORWARDED = "forwarded"
    HOLD = "hold"
    NOT_OURS = "not_ours"
    REFUSED = "refused"


class NoticeState(StrEnum):
    """Where a notice is. `overdue`: sent, and no answer came in time."""

    PREPARED = "prepared"
    SENT = "sent"
    OVERDUE = "overdue"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a notice rests on. `url` is the exact address; `server` the IP address that answered, empty if unknown.

    `exhibit_sha256` is the digest that the exhibit's seal and timestamps are about; `reasons` are those of the match
    that the order rests on, `comparisons` the digests of the manifests of its comparisons, each an exhibit of its own.
    """

    case_id: UUID
    order_id: UUID
    hostname: str
    url: str
    server: str
    exhibit_sha256: str
    captured_at: datetime
    stamped_at: datetime | None
    legal_basis: str
    expires_at: datetime
    reasons: tuple[Reason, ...]
    comparisons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the organisation, and where its desk is reached."""

    organisation: str
    desk_url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, as a person noted it."""

    kind: AnswerKind
    text: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `address` is empty where nobody knows it yet; whoever sends the notice names it (`sent_to`)."""

    id: UUID
    case_id: UUID
    order_id: UUID
    hostname: str
    url: str
    recipient: Recipient
    address: str
    text_fr: str
    text_en: str
    prepared_at: datetime
    sent_at: datetime | None
    sent_to: str
    due_at: datetime | None
    answers: tuple[Answer, ...]

    def state_at(self, now: datetime) -> NoticeState:
        """Where the notice is at `now`. A receipt alone is no answer: the clock goes on."""
        if any(answer.kind is not AnswerKind.RECEIVED for answer in self.answers):
            return NoticeState.ANSWERED
        if self.due_at is None:
            return NoticeState.PREPARED
        return NoticeState.OVERDUE if now >= self.due_at else NoticeState.SENT


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePrepared(Event):
    """A notice is written and waits for a person to send it."""

    act: ClassVar[str] = "referrals.notice_prepared"
    notice_id: UUID
    case_id: UUID
    recipient: Recipient
    order_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(Event):
    """A person sent the notice; the clock runs."""

    act: ClassVar[str] = "referrals.notice_sent"
    notice_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswered(Event):
    """The recipient answered."""

    act: ClassVar[str] = "referrals.notice_answered"
    notice_id: UUID
    kind: AnswerKind


class NoticeMissingError(InputRejectedError):
    """No such notice."""

    code = "referrals.notice_missing"
    template = "There is no notice {notice}. The list of notices shows those that exist."


class AddressMissingError(InputRejectedError):
    """The notice has no address and the sender named none."""

    code = "referrals.address_missing"
    template = "Say where the notice to the {recipient} was sent; ask RDAP for the abuse contact of {hostname}."


class AnswerKindUnknownError(InputRejectedError):
    """The answer is of no kind that is known."""

    code = "referrals.answer_unknown"
    template = "{kind!r} is no kind of answer. Choose one of: {known}."


class AlreadySentError(RuleRefusedError):
    """A notice is sent once; a reminder is a new act outside."""

    code = "referrals.already_sent"
    template = "The notice to the {recipient} was sent already, at {sent_at}. Its clock runs from then."


class NotSentError(RuleRefusedError):
    """Nobody answers what was not sent."""

    code = "referrals.not_sent"
    template = "The notice to the {recipient} was not sent yet. Mark it as sent first."
