"""Asking the registry who registered a sighted name: a date for the timeline, an address for the notice."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rempart.journal.queries import refuse_repetition
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import parse_hostname
from rempart.kernel.ids import new_id
from rempart.people.permissions import require
from rempart.ports.registration import Registration, RegistrationLookup, RegistrationUnavailableError
from rempart.sightings.contracts import RegistrationFound, SightingMissingError
from rempart.sightings.models import RegistrationRow, SightingRow

REGISTRAR_WITHIN = timedelta(hours=1)  # a registrar that does not answer for so long is waited for no longer


def look_up_registration(
    *, sighting_id: UUID, lookup: RegistrationLookup | None, actor: Actor, now: datetime, cause: int | None = None
) -> None:
    """Keep what the registry tells; nothing where none is configured or none knows the name.

    Where the registrar's part is missing, what there is is kept, and the error raised, so that it is asked for again.
    Raises SightingMissingError, RegistrationUnavailableError.
    """
    require(actor, "sightings.look_up")
    if lookup is None:
        return
    refuse_repetition(RegistrationFound.act, cause=cause)
    sighting = SightingRow.objects.filter(pk=sighting_id).first()
    if sighting is None:
        raise SightingMissingError(sighting=sighting_id)
    found = lookup.look_up(parse_hostname(sighting.hostname))
    if found is None:
        return
    if not found.missing:
        _keep(found, sighting, actor=actor, now=now, cause=cause)
        return
    kept = RegistrationRow.objects.filter(sighting=sighting).order_by("looked_up_at").first()
    if kept is None:
        _keep(found, sighting, actor=actor, now=now, cause=None)  # the cause is that of the whole answer
    if kept is None or now - kept.looked_up_at < REGISTRAR_WITHIN:
        raise RegistrationUnavailableError(name=found.name, problem=found.missing)


def _keep(found: Registration, sighting: SightingRow, *, actor: Actor, now: datetime, cause: int | None) -> None:
    with transaction.atomic():
        RegistrationRow.objects.create(
            id=new_id(now),
            sighting=sighting,
            name=found.name,
            registrar=found.registrar[:300],
            abuse_address=found.abuse_address[:300],
            registered_at=found.registered_at,
            changed_at=found.changed_at,
            expires_at=found.expires_at,
            name_servers=list(found.name_servers),
            source=found.source,
            raw=found.raw,
            looked_up_at=now,
        )
        event = RegistrationFound(
            sighting_id=sighting.id, name=found.name, registrar=found.registrar, registered_at=found.registered_at
        )
        record(event, actor=actor, now=now, cause=cause)
