"""Setting sightings aside, one or many, with a reason that teaches the next ranking, which the worker makes."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.people.permissions import require
from rempart.sightings.contracts import (
    AlreadyDismissedError,
    Dismissal,
    NothingPickedError,
    ReasonMissingError,
    SightingDismissed,
    SightingMissingError,
)
from rempart.sightings.models import DismissalRow, LookRow, SightingRow, StandingRow


def dismiss_sighting(
    *, sighting_id: UUID, actor: Actor, now: datetime, reason: str, kind: Dismissal = Dismissal.OTHER
) -> None:
    """A person sets a sighting aside until it is seen again; `kind` says whether the name is another's.

    Raises SightingMissingError, ReasonMissingError, AlreadyDismissedError.
    """
    require(actor, "sightings.dismiss")
    with transaction.atomic():
        row = SightingRow.objects.filter(pk=sighting_id).first()
        if row is None:
            raise SightingMissingError(sighting=sighting_id)
        _hold([sighting_id])
        _dismiss(row, actor=actor, now=now, reason=reason.strip(), kind=kind)


def dismiss_sightings(
    *, sighting_ids: Iterable[UUID], actor: Actor, now: datetime, reason: str, kind: Dismissal
) -> int:
    """Set many aside for one reason; how many. All or none; those that are dismissed already are passed over.

    Raises NothingPickedError, SightingMissingError, ReasonMissingError.
    """
    require(actor, "sightings.dismiss")
    wanted = set(sighting_ids)
    with transaction.atomic():
        rows = {row.id: row for row in SightingRow.objects.filter(pk__in=wanted).order_by("first_seen_at")}
        for missing in wanted - rows.keys():
            raise SightingMissingError(sighting=missing)
        still_open = {standing.sighting_id for standing in _hold(rows) if standing.is_open}
        if not still_open:
            raise NothingPickedError
        for row in rows.values():
            if row.id in still_open:
                _dismiss(row, actor=actor, now=now, reason=reason.strip(), kind=kind)
    return len(still_open)


def _hold(sighting_ids: Iterable[UUID]) -> list[StandingRow]:
    """Where the sightings stand, from now until the transaction ends: no look comes between the looks that are counted
    and the standing that is written. All before the first entry of the journal, for which whoever looks waits last.
    """
    return list(StandingRow.objects.select_for_update().filter(sighting__in=sighting_ids).order_by("pk"))


def _dismiss(row: SightingRow, *, actor: Actor, now: datetime, reason: str, kind: Dismissal) -> None:
    if not reason:
        raise ReasonMissingError(hostname=row.hostname)
    looks = LookRow.objects.filter(sighting=row).count()
    if DismissalRow.objects.filter(sighting=row, looks=looks).exists():
        raise AlreadyDismissedError(hostname=row.hostname)
    DismissalRow.objects.create(id=new_id(now), sighting=row, looks=looks, kind=kind, reason=reason, dismissed_at=now)
    StandingRow.objects.filter(sighting=row).update(is_open=False)
    record(SightingDismissed(sighting_id=row.id, kind=kind), actor=actor, now=now, reason=reason)
