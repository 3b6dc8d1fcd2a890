"""The verbs of referrals."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rempart.journal.queries import refuse_repetition
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.kernel.reasons import Reason
from rempart.people.permissions import require
from rempart.referrals.contracts import (
    ANSWER_WITHIN,
    AddressMissingError,
    AlreadySentError,
    AnswerKind,
    AnswerKindUnknownError,
    Grounds,
    NoticeAnswered,
    NoticeMissingError,
    NoticePrepared,
    NoticeSent,
    NotSentError,
    Recipient,
    Sender,
)
from rempart.referrals.letters import write_letter
from rempart.referrals.models import AnswerRow, NoticeRow, SendingRow


def prepare_notices(
    *,
    grounds: Grounds,
    addresses: Mapping[Recipient, str],
    sender: Sender,
    in_words: Callable[[Reason], str],
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> tuple[UUID, ...]:
    """Write a notice to each recipient of the ladder, once for one order; the ids of those that are new. `in_words`
    says a reason in the language that is active.

    A recipient without an address gets its text too: whoever sends it looks the address up.
    """
    require(actor, "referrals.prepare")
    refuse_repetition(NoticePrepared.act, cause=cause)
    prepared: list[UUID] = []
    with transaction.atomic():
        known = set(NoticeRow.objects.filter(order_id=grounds.order_id).values_list("recipient", flat=True))
        for recipient in (recipient for recipient in Recipient if recipient not in known):
            letter = write_letter(recipient, grounds, sender, in_words)
            notice = NoticeRow.objects.create(
                id=new_id(now),
                case_id=grounds.case_id,
                order_id=grounds.order_id,
                hostname=grounds.hostname,
                url=grounds.url,
                recipient=recipient,
                address=addresses.get(recipient, ""),
                text_fr=letter.french,
                text_en=letter.english,
                prepared_at=now,
            )
            event = NoticePrepared(
                notice_id=notice.id, case_id=grounds.case_id, recipient=recipient, order_id=grounds.order_id
            )
            # One act has one cause; the notices of one order are written together or not at all.
            record(event, actor=actor, now=now, reason=reason, cause=None if prepared else cause)
            prepared.append(notice.id)
    return tuple(prepared)


def mark_sent(*, notice_id: UUID, actor: Actor, now: datetime, sent_to: str = "", reason: str = "") -> datetime:
    """A person sent the notice; by when an answer is due.

    Raises NoticeMissingError, AddressMissingError, AlreadySentError.
    """
    require(actor, "referrals.send")
    with transaction.atomic():
        notice = _notice(notice_id, held=True)  # of two who send it the second is told so
        address = sent_to.strip() or notice.address
        if not address:
            raise AddressMissingError(recipient=notice.recipient, hostname=notice.hostname)
        sending = SendingRow.objects.filter(notice=notice).first()
        if sending is not None:
            raise AlreadySentError(recipient=notice.recipient, sent_at=sending.sent_at.isoformat(timespec="minutes"))
        due_at = now + ANSWER_WITHIN[Recipient(notice.recipient)]
        SendingRow.objects.create(notice=notice, sent_to=address, sent_at=now, due_at=due_at)
        record(NoticeSent(notice_id=notice_id, due_at=due_at), actor=actor, now=now, reason=reason)
    return due_at


def record_answer(*, notice_id: UUID, kind: str, actor: Actor, now: datetime, text: str = "") -> None:
    """Note what the recipient answered; the words stay with the notice, the journal keeps the kind.

    Raises NoticeMissingError, NotSentError, AnswerKindUnknownError.
    """
    require(actor, "referrals.answer")
    if kind not in set(AnswerKind):
        raise AnswerKindUnknownError(kind=kind, known=", ".join(AnswerKind))
    with transaction.atomic():
        notice = _notice(notice_id)
        if not SendingRow.objects.filter(notice=notice).exists():
            raise NotSentError(recipient=notice.recipient)
        AnswerRow.objects.create(id=new_id(now), notice=notice, kind=kind, text=text.strip(), answered_at=now)
        record(NoticeAnswered(notice_id=notice_id, kind=AnswerKind(kind)), actor=actor, now=now)


def _notice(notice_id: UUID, *, held: bool = False) -> NoticeRow:
    """The notice; `held` until the transaction ends."""
    notices = NoticeRow.objects.select_for_update(no_key=True) if held else NoticeRow.objects
    notice = notices.filter(pk=notice_id).first()
    if notice is None:
        raise NoticeMissingError(notice=notice_id)
    return notice
