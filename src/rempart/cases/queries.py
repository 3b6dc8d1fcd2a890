"""Reads of cases."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min

from rempart.cases.contracts import Case, CaseItem, CaseMissingError, CaseNote, CaseState, ItemKind
from rempart.cases.models import CaseRow, ItemRow, NoteRow
from rempart.kernel.actors import Actor
from rempart.people.permissions import require


def get_case(case_id: UUID, *, viewer: Actor) -> Case:
    """One case. Raises CaseMissingError."""
    require(viewer, "cases.view")
    row = CaseRow.objects.filter(pk=case_id).first()
    if row is None:
        raise CaseMissingError(case=case_id)
    return _contracts([row])[0]


def list_cases(
    *,
    viewer: Actor,
    state: CaseState | None = None,
    hostname: str | None = None,
    site_id: UUID | None = None,
    limit: int = 200,
) -> tuple[Case, ...]:
    """Cases, newest first, by state, hostname or site where asked."""
    require(viewer, "cases.view")
    rows = CaseRow.objects.order_by("-opened_at", "-id")
    if state is not None:
        rows = rows.filter(closed_at__isnull=state is CaseState.OPEN)
    if hostname is not None:
        rows = rows.filter(hostname=hostname)
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    return _contracts(rows[:limit])


def count_open_cases(*, viewer: Actor) -> tuple[int, datetime | None]:
    """How many cases are open, and since when the oldest of them is."""
    require(viewer, "cases.view")
    found = CaseRow.objects.filter(closed_at=None).aggregate(count=Count("pk"), oldest=Min("opened_at"))
    return found["count"], found["oldest"]


def list_cases_with(kind: ItemKind, item_id: UUID, *, viewer: Actor) -> tuple[Case, ...]:
    """The cases that one thing belongs to, newest first."""
    require(viewer, "cases.view")
    ids = ItemRow.objects.filter(kind=kind, item_id=item_id).values("case_id")
    return _contracts(CaseRow.objects.filter(pk__in=ids).order_by("-opened_at", "-id"))


def _contracts(rows: Iterable[CaseRow]) -> tuple[Case, ...]:
    rows = list(rows)
    items: dict[UUID, list[CaseItem]] = {row.id: [] for row in rows}
    for item in ItemRow.objects.filter(case__in=rows).order_by("joined_at", "id"):
        items[item.case_id].append(CaseItem(ItemKind(item.kind), item.item_id, item.joined_at))
    notes: dict[UUID, list[CaseNote]] = {row.id: [] for row in rows}
    for note in NoteRow.objects.filter(case__in=rows).order_by("written_at", "id"):
        notes[note.case_id].append(CaseNote(note.id, note.text, note.account_id, note.author, note.written_at))
    return tuple(
        Case(
            id=row.id,
            hostname=row.hostname,
            site_id=row.site_id,
            sighting_id=row.sighting_id,
            opened_at=row.opened_at,
            state=CaseState.OPEN if row.closed_at is None else CaseState.CLOSED,
            closed_at=row.closed_at,
            closing=row.closing,
            items=tuple(items[row.id]),
            notes=tuple(notes[row.id]),
        )
        for row in rows
    )
