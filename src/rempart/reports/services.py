"""The verbs of reports."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rempart.journal.services import record
from rempart.kernel.actors import PUBLIC, Actor
from rempart.kernel.ids import new_id
from rempart.kernel.plain_text import storable
from rempart.people.permissions import require
from rempart.reports.addresses import normalise_address
from rempart.reports.contracts import (
    LONGEST_ADDRESS,
    LONGEST_TEXT,
    AddressMissingError,
    AlreadyThereError,
    Category,
    CategoryUnknownError,
    ReasonMissingError,
    Receipt,
    ReportAdvanced,
    ReportMissingError,
    ReportReceived,
    ReportState,
    TextTooLongError,
)
from rempart.reports.models import BEGINNING, LETTERS_INDEXED, ProgressRow, ReportRow
from rempart.reports.receipts import new_receipt_code, receipt_digest


def submit_report(
    *, address: str, category: str, description: str = "", seen_on: str = "", now: datetime, actor: Actor = PUBLIC
) -> Receipt:
    """Keep a report and hand out its receipt. `address` is a URL or hostname as typed.

    An address without a usable hostname is kept too: the desk reads it. Whoever calls, the journal names the public.
    Raises AddressMissingError, TextTooLongError, CategoryUnknownError.
    """
    require(actor, "reports.submit")
    address, description, seen_on = (storable(text).strip() for text in (address, description, seen_on))
    _refuse_unusable(address=address, category=category, description=description, seen_on=seen_on)
    normal = normalise_address(address)
    code = new_receipt_code()
    with transaction.atomic():
        first = _first_of(normal.text)
        report = ReportRow.objects.create(
            id=new_id(now),
            address=address,
            normal_address=normal.text,
            hostname=normal.hostname,
            category=Category(category),
            description=description,
            seen_on=seen_on,
            received_at=now,
            receipt_sha256=receipt_digest(code),
            same_as=first,
        )
        _advance(report, ReportState.RECEIVED, now)
        # A signed-in colleague may use the form as well; that is no reason to keep who it was.
        record(ReportReceived(report_id=report.id, hostname=report.hostname), actor=PUBLIC, now=now)
    return Receipt(report_id=report.id, code=code, received_at=now)


def advance_report(
    *, report_id: UUID, state: ReportState, actor: Actor, now: datetime, reason: str = "", cause: int | None = None
) -> None:
    """Let the receipt's holder see that the report came further; nothing happens where it was there already.

    Raises ReportMissingError.
    """
    require(actor, "reports.advance")
    with transaction.atomic():
        report = _report(report_id)
        if _has(report, state):
            return
        _advance(report, state, now, reason)
        record(ReportAdvanced(report_id=report_id, state=state), actor=actor, now=now, reason=reason, cause=cause)


def set_aside_report(*, report_id: UUID, actor: Actor, now: datetime, reason: str) -> None:
    """A person read the report and found nothing to pursue.

    Raises ReportMissingError, ReasonMissingError, AlreadyThereError.
    """
    require(actor, "reports.triage")
    if not reason.strip():
        raise ReasonMissingError
    with transaction.atomic():
        report = _report(report_id)
        for state in (ReportState.SET_ASIDE, ReportState.IN_CASE):
            if _has(report, state):
                raise AlreadyThereError(state=state.value.replace("_", " "))
        _advance(report, ReportState.SET_ASIDE, now, reason.strip())
        event = ReportAdvanced(report_id=report_id, state=ReportState.SET_ASIDE)
        record(event, actor=actor, now=now, reason=reason.strip())


def _refuse_unusable(*, address: str, category: str, description: str, seen_on: str) -> None:
    if not address:
        raise AddressMissingError
    if category not in set(Category):
        raise CategoryUnknownError(category=category[:40], known=", ".join(Category))
    texts = (
        ("address", address, LONGEST_ADDRESS),
        ("description", description, LONGEST_TEXT),
        ("place where it was seen", seen_on, LONGEST_TEXT),
    )
    for field, text, limit in texts:
        if len(text) > limit:
            raise TextTooLongError(field=field, length=len(text), limit=limit)


def _first_of(address: str) -> ReportRow | None:
    """The first report of an address in normal form."""
    begun_alike = ReportRow.objects.annotate(beginning=BEGINNING).filter(beginning=address[:LETTERS_INDEXED])
    return begun_alike.filter(normal_address=address, same_as=None).order_by("received_at", "id").first()


def _report(report_id: UUID) -> ReportRow:
    """The report, which nobody else brings further before the transaction ends."""
    report = ReportRow.objects.select_for_update(no_key=True).filter(pk=report_id).first()
    if report is None:
        raise ReportMissingError(report=report_id)
    return report


def _has(report: ReportRow, state: ReportState) -> bool:
    return ProgressRow.objects.filter(report=report, state=state).exists()


def _advance(report: ReportRow, state: ReportState, now: datetime, reason: str = "") -> None:
    ProgressRow.objects.create(id=new_id(now), report=report, state=state, at=now, reason=reason)
