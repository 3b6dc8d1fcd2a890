"""Reads of publications."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from rempart.kernel.actors import Actor
from rempart.kernel.hostname import Hostname
from rempart.people.permissions import require
from rempart.publications.contracts import Change, Publication, PublicationMissingError
from rempart.publications.models import PublicationRow


def list_publications(
    *, viewer: Actor, order_ids: Iterable[UUID] | None = None, limit: int = 200
) -> tuple[Publication, ...]:
    """Changes of the zone, newest first: all, or those of some orders."""
    require(viewer, "publications.view")
    rows = PublicationRow.objects.order_by("-applied_at", "-id")
    if order_ids is not None:
        rows = rows.filter(order_id__in=tuple(order_ids))
    return tuple(to_contract(row) for row in rows[:limit])


def get_publication(publication_id: UUID, *, viewer: Actor) -> Publication:
    """One change of the zone. Raises PublicationMissingError."""
    require(viewer, "publications.view")
    row = PublicationRow.objects.filter(pk=publication_id).first()
    if row is None:
        raise PublicationMissingError(publication=publication_id)
    return to_contract(row)


def list_published_before(moment: datetime, *, skip: int = 0) -> tuple[Hostname, ...]:
    """Names that were last published before the moment, newest first, without the first `skip`."""
    published = PublicationRow.objects.filter(change=Change.PUBLISHED).values("hostname").annotate(at=Max("applied_at"))
    rows = published.order_by("-at", "hostname").values_list("hostname", "at")[skip:]
    return tuple(Hostname(hostname) for hostname, at in rows if at < moment)


def to_contract(row: PublicationRow) -> Publication:
    """The row as others may see it."""
    return Publication(
        id=row.id,
        order_id=row.order_id,
        hostname=Hostname(row.hostname),
        change=Change(row.change),
        zone=row.zone,
        serial=row.serial,
        applied_at=row.applied_at,
    )
