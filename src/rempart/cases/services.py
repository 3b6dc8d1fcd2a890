"""The verbs of cases."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rempart.cases.contracts import (
    CaseClosed,
    CaseClosedError,
    CaseJoined,
    CaseMissingError,
    CaseNoted,
    CaseOpened,
    ItemKind,
    TextMissingError,
)
from rempart.cases.models import CaseRow, ItemRow, NoteRow
from rempart.journal.queries import refuse_repetition
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.people.permissions import require
from rempart.sightings.queries import list_looks, list_sightings

Item = tuple[ItemKind, UUID]
# Of a verb for a cause. Asked for after the case was looked up: whoever sees another worker's case sees its entry too.
_EFFECTS = (CaseOpened.act, CaseJoined.act)


def open_case(
    *,
    site_id: UUID,
    sighting_id: UUID,
    hostname: str,
    match_id: UUID,
    exhibit_id: UUID,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> UUID:
    """Begin the work on a reopened site, or add to the work that goes on already.

    The match, its exhibit and the sighting belong to the case; `gather_reports` follows with the earlier reports.
    """
    require(actor, "cases.open")
    with transaction.atomic():
        case = (
            CaseRow.objects.select_for_update(no_key=True)
            .filter(site_id=site_id, hostname=hostname, closed_at=None)
            .first()
        )
        refuse_repetition(*_EFFECTS, cause=cause)
        opened = case is None
        if case is None:
            case = CaseRow.objects.create(
                id=new_id(now), hostname=hostname, site_id=site_id, sighting_id=sighting_id, opened_at=now
            )
            event = CaseOpened(case_id=case.id, hostname=hostname, site_id=site_id)
            record(event, actor=actor, now=now, reason=reason, cause=cause)
        items: list[Item] = [
            (ItemKind.SIGHTING, sighting_id),
            (ItemKind.EXHIBIT, exhibit_id),
            (ItemKind.MATCH, match_id),
        ]
        _join(case, items, actor=actor, now=now, reason=reason, cause=None if opened else cause)
    return case.id


def gather_reports(*, case_id: UUID, actor: Actor, now: datetime, reason: str = "", cause: int | None = None) -> bool:
    """Every report made on the hostname before the case opened belongs to it; whether there was one.

    A step of its own, after the case can be seen by all: a report that comes in just then is found from here or
    finds the case itself (`join_report`). Raises CaseMissingError, CaseClosedError.
    """
    require(actor, "cases.join")
    with transaction.atomic():
        case = _open_case(case_id)
        refuse_repetition(*_EFFECTS, cause=cause)
        items = [(ItemKind.REPORT, report_id) for report_id in _reports_on(case.hostname, actor)]
        return _join(case, items, actor=actor, now=now, reason=reason, cause=cause)


def join_report(
    *,
    sighting_id: UUID,
    hostname: str,
    report_id: UUID,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> tuple[UUID, ...]:
    """A further report on the hostname of open cases belongs to them; the cases that it joined, often none."""
    require(actor, "cases.join")
    with transaction.atomic():
        cases = list(
            CaseRow.objects.select_for_update(no_key=True).filter(hostname=hostname, closed_at=None).order_by("id")
        )
        refuse_repetition(*_EFFECTS, cause=cause)
        items = [(ItemKind.SIGHTING, sighting_id), (ItemKind.REPORT, report_id)]
        joined: list[UUID] = []
        for case in cases:
            if _join(case, items, actor=actor, now=now, reason=reason, cause=None if joined else cause):
                joined.append(case.id)
    return tuple(joined)


def note_case(*, case_id: UUID, text: str, actor: Actor, now: datetime) -> UUID:
    """Write something down about a case, open or closed. Raises CaseMissingError, TextMissingError."""
    require(actor, "cases.note")
    if not text.strip():
        raise TextMissingError(field="note")
    with transaction.atomic():
        note = NoteRow.objects.create(
            id=new_id(now),
            case=_case(case_id),
            text=text.strip(),
            account_id=actor.account_id,
            author=actor.name,
            written_at=now,
        )
        record(CaseNoted(case_id=case_id, note_id=note.id), actor=actor, now=now)
    return note.id


def close_case(*, case_id: UUID, actor: Actor, now: datetime, reason: str) -> None:
    """End the work on a case. Raises CaseMissingError, CaseClosedError, TextMissingError."""
    require(actor, "cases.close")
    if not reason.strip():
        raise TextMissingError(field="reason")
    with transaction.atomic():
        case = _open_case(case_id)
        case.closed_at = now
        case.closing = reason.strip()
        case.save(update_fields=["closed_at", "closing"])
        record(CaseClosed(case_id=case_id), actor=actor, now=now, reason=reason.strip())


def _case(case_id: UUID) -> CaseRow:
    case = CaseRow.objects.select_for_update(no_key=True).filter(pk=case_id).first()
    if case is None:
        raise CaseMissingError(case=case_id)
    return case


def _open_case(case_id: UUID) -> CaseRow:
    case = _case(case_id)
    if case.closed_at is not None:
        raise CaseClosedError(hostname=case.hostname)
    return case


def _reports_on(hostname: str, actor: Actor) -> list[UUID]:
    sightings = list_sightings(viewer=actor, hostname=hostname)
    looks = list_looks((sighting.id for sighting in sightings), viewer=actor)
    return [look.report_id for look in looks if look.report_id is not None]


def _join(case: CaseRow, items: Iterable[Item], *, actor: Actor, now: datetime, reason: str, cause: int | None) -> bool:
    """Add what is new to the case; whether anything was. The first new item carries the cause, all share one fate."""
    known = set(ItemRow.objects.filter(case=case).values_list("kind", "item_id"))
    new = [item for item in dict.fromkeys(items) if item not in known]
    for place, (kind, item_id) in enumerate(new):
        ItemRow.objects.create(id=new_id(now), case=case, kind=kind, item_id=item_id, joined_at=now)
        event = CaseJoined(case_id=case.id, kind=kind, item_id=item_id)
        record(event, actor=actor, now=now, reason=reason, cause=None if place else cause)
    return bool(new)
