"""Reads of captures. `read_page` opens a file of the store; looking at one as a person is `services.view_exhibit`."""

from collections.abc import Iterable
from uuid import UUID

from rempart.captures.contracts import Exhibit, ExhibitMissingHereError, ExhibitViewed
from rempart.captures.models import ExhibitRow, SealRow
from rempart.captures.sealing import read_seal
from rempart.journal.contracts import JournalEntry
from rempart.journal.queries import list_about
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import Hostname, find_hostname
from rempart.people.permissions import require
from rempart.ports.sealing import ExhibitFormat, ExhibitPage, ExhibitStore


def get_exhibit(exhibit_id: UUID, *, viewer: Actor) -> Exhibit:
    """One exhibit. Raises ExhibitMissingHereError."""
    found = find_exhibit(exhibit_id, viewer=viewer)
    if found is None:
        raise ExhibitMissingHereError(exhibit=exhibit_id)
    return found


def find_exhibit(exhibit_id: UUID, *, viewer: Actor) -> Exhibit | None:
    """One exhibit; None where the store never had it."""
    require(viewer, "captures.read")
    row = ExhibitRow.objects.filter(pk=exhibit_id).first()
    return _contracts([row])[0] if row else None


def list_exhibits(
    *,
    viewer: Actor,
    hostname: str | None = None,
    sighting_id: UUID | None = None,
    site_id: UUID | None = None,
    limit: int = 200,
) -> tuple[Exhibit, ...]:
    """Exhibits, newest first: all, or those of one hostname, sighting or site."""
    require(viewer, "captures.read")
    rows = ExhibitRow.objects.order_by("-captured_at", "-id")
    if hostname is not None:
        rows = rows.filter(hostname=hostname)
    if sighting_id is not None:
        rows = rows.filter(sighting_id=sighting_id)
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    return _contracts(rows[:limit])


def list_unsealed(*, viewer: Actor) -> tuple[Exhibit, ...]:
    """Exhibits that still wait for their seal, oldest first."""
    require(viewer, "captures.read")
    sealed = SealRow.objects.values("exhibit_id")
    return _contracts(ExhibitRow.objects.exclude(pk__in=sealed).order_by("captured_at", "id"))


def read_page(exhibit_id: UUID, *, exhibit_format: ExhibitFormat, store: ExhibitStore, viewer: Actor) -> ExhibitPage:
    """What the exhibit holds of the page, for comparison.

    Raises ExhibitMissingHereError, ExhibitMissingError, ExhibitLockedError or NotAnExhibitError.
    """
    exhibit = get_exhibit(exhibit_id, viewer=viewer)
    with store.open(exhibit.file_sha256) as file:
        return exhibit_format.read(file.read())


def list_certificate_names(
    exhibit_id: UUID, *, exhibit_format: ExhibitFormat, store: ExhibitStore, viewer: Actor
) -> tuple[Hostname, ...]:
    """The names that the page's certificate covers, as the exhibit holds it; wildcards as the name they stand below.

    Raises as `read_page`.
    """
    page = read_page(exhibit_id, exhibit_format=exhibit_format, store=store, viewer=viewer)
    names = (name.removeprefix("*.") for name in page.certificate_names)
    return tuple(dict.fromkeys(parsed for name in names if (parsed := find_hostname(name))))


def list_custody(exhibit_id: UUID, *, viewer: Actor) -> tuple[JournalEntry, ...]:
    """The exhibit's whole life, oldest first: captured, sealed, viewed, exported, checked again."""
    require(viewer, "captures.read")
    return list_about((str(exhibit_id),))


def count_views(exhibit_id: UUID, *, viewer: Actor) -> int:
    """How often a person looked at a part of the exhibit."""
    return sum(entry.act == ExhibitViewed.act for entry in list_custody(exhibit_id, viewer=viewer))


def _contracts(rows: Iterable[ExhibitRow]) -> tuple[Exhibit, ...]:
    rows = list(rows)
    seals = {seal.exhibit_id: seal for seal in SealRow.objects.filter(exhibit__in=rows)}
    return tuple(_contract(row, seals.get(row.id)) for row in rows)


def _contract(row: ExhibitRow, seal: SealRow | None) -> Exhibit:
    return Exhibit(
        id=row.id,
        hostname=row.hostname,
        url=row.url,
        final_url=row.final_url,
        title=row.title,
        reached=row.reached,
        problem=row.problem,
        captured_at=row.captured_at,
        package_sha256=row.package_sha256,
        manifest_sha256=row.manifest_sha256,
        size=row.size,
        exchanges=row.exchanges,
        media=row.media,
        refusals=row.refusals,
        truncations=tuple(row.truncations),
        sighting_id=row.sighting_id,
        site_id=row.site_id,
        seal=read_seal(seal, row.log_index),
    )
