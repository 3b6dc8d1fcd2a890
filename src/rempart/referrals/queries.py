"""Reads of referrals."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from rempart.kernel.actors import Actor
from rempart.people.permissions import require
from rempart.referrals.contracts import Answer, AnswerKind, Notice, NoticeMissingError, NoticeState, Recipient
from rempart.referrals.models import AnswerRow, NoticeRow, SendingRow


def get_notice(notice_id: UUID, *, viewer: Actor) -> Notice:
    """One notice. Raises NoticeMissingError."""
    require(viewer, "referrals.view")
    row = NoticeRow.objects.filter(pk=notice_id).first()
    if row is None:
        raise NoticeMissingError(notice=notice_id)
    return _contracts([row])[0]


def list_notices(
    *, viewer: Actor, case_id: UUID | None = None, order_id: UUID | None = None, limit: int = 200
) -> tuple[Notice, ...]:
    """Notices, newest first: all, or those of one case or order."""
    require(viewer, "referrals.view")
    rows = NoticeRow.objects.order_by("-prepared_at", "-id")
    if case_id is not None:
        rows = rows.filter(case_id=case_id)
    if order_id is not None:
        rows = rows.filter(order_id=order_id)
    return _contracts(rows[:limit])


def list_overdue(*, now: datetime, viewer: Actor) -> tuple[Notice, ...]:
    """Notices that were sent and not answered in time, the longest overdue first."""
    require(viewer, "referrals.view")
    late = (
        SendingRow.objects.filter(due_at__lte=now).order_by("due_at", "notice_id").values_list("notice_id", flat=True)
    )
    rows = {row.id: row for row in NoticeRow.objects.filter(pk__in=list(late))}
    notices = _contracts(rows[notice_id] for notice_id in late)
    return tuple(notice for notice in notices if notice.state_at(now) is NoticeState.OVERDUE)


def _contracts(rows: Iterable[NoticeRow]) -> tuple[Notice, ...]:
    rows = list(rows)
    sendings = {sending.notice_id: sending for sending in SendingRow.objects.filter(notice__in=rows)}
    answers: dict[UUID, list[Answer]] = {row.id: [] for row in rows}
    for answer in AnswerRow.objects.filter(notice__in=rows).order_by("answered_at", "id"):
        answers[answer.notice_id].append(Answer(AnswerKind(answer.kind), answer.text, answer.answered_at))
    return tuple(_contract(row, sendings.get(row.id), tuple(answers[row.id])) for row in rows)


def _contract(row: NoticeRow, sending: SendingRow | None, answers: tuple[Answer, ...]) -> Notice:
    return Notice(
        id=row.id,
        case_id=row.case_id,
        order_id=row.order_id,
        hostname=row.hostname,
        url=row.url,
        recipient=Recipient(row.recipient),
        address=row.address,
        text_fr=row.text_fr,
        text_en=row.text_en,
        prepared_at=row.prepared_at,
        sent_at=sending.sent_at if sending else None,
        sent_to=sending.sent_to if sending else "",
        due_at=sending.due_at if sending else None,
        answers=answers,
    )
