"""The verbs of the watch list."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from rempart.journal.services import record, record_all
from rempart.kernel.actors import Actor
from rempart.kernel.events import Event
from rempart.kernel.hostname import Hostname, parse_hostname
from rempart.kernel.ids import new_id
from rempart.people.permissions import require
from rempart.watchlist.contracts import (
    LONGEST_LABEL,
    LONGEST_LANGUAGE,
    ClosedSite,
    LabelTooLongError,
    LanguageUnknownError,
    ReferenceAdded,
    Site,
    SiteEnrolled,
    SiteMissingError,
    SiteNamed,
    WatchlistExported,
)
from rempart.watchlist.models import LanguageRow, NameRow, ReferenceRow, SiteRow
from rempart.watchlist.queries import list_sites

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def enrol_site(
    *,
    label: str,
    domains: Sequence[str],
    known_on: Sequence[date | None] = (),
    decision: str = "",
    closed_on: date | None = None,
    languages: Sequence[str] = (),
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> UUID:
    """Watch a closed site from now on, or learn further names and languages of one that is watched already.

    As `enrol_sites` with one site.
    """
    closed = ClosedSite(label, tuple(domains), tuple(known_on), decision, closed_on, tuple(languages))
    return enrol_sites(sites=[closed], actor=actor, now=now, reason=reason)[0]


def enrol_sites(*, sites: Sequence[ClosedSite], actor: Actor, now: datetime, reason: str = "") -> tuple[UUID, ...]:
    """Watch closed sites from now on, or learn further names and languages of those that are watched already.

    All or none of them. Raises NotAHostnameError, LabelTooLongError, LanguageUnknownError; nothing is kept then.
    """
    require(actor, "watchlist.enrol")
    for site in sites:
        _check(site)
    hostnames = [[parse_hostname(domain) for domain in site.domains] for site in sites]
    events: list[Event] = []
    # Each is held until the end: two who held the same in different orders would wait for each other.
    by_label = sorted(zip(sites, hostnames, strict=True), key=lambda one: one[0].label)
    with transaction.atomic():
        ids = {site.label: _enrol(site, names, now, events) for site, names in by_label}
        if events:
            record_all(events, actor=actor, now=now, reason=reason)
    return tuple(ids[site.label] for site in sites)


def _check(site: ClosedSite) -> None:
    if len(site.label) > LONGEST_LABEL:
        raise LabelTooLongError(label=site.label[:40], length=len(site.label), limit=LONGEST_LABEL)
    for language in site.languages:
        if len(language) > LONGEST_LANGUAGE or not _LANGUAGE.fullmatch(language):
            raise LanguageUnknownError(site=site.label, text=language[:40])


def _enrol(closed: ClosedSite, hostnames: Sequence[Hostname], now: datetime, events: list[Event]) -> UUID:
    """Keep one site and what is new of its names; what happened is added to `events`."""
    begun = {"id": new_id(now), "decision": closed.decision, "closed_on": closed.closed_on, "enrolled_at": now}
    # Held until the end: somebody else may enrol the same site, or add names to it, at this very moment.
    held = SiteRow.objects.select_for_update(no_key=True)
    (site, is_new), known = held.get_or_create(label=closed.label, defaults=begun), set[str]()
    if is_new:
        events.append(SiteEnrolled(site_id=site.id, label=closed.label))
    else:
        known.update(NameRow.objects.filter(site=site).values_list("hostname", flat=True))
    for language in closed.languages:
        LanguageRow.objects.get_or_create(site=site, language=language)
    days = (*closed.known_on, *[None] * (len(hostnames) - len(closed.known_on)))
    rows = []
    for hostname, day in zip(hostnames, days, strict=True):
        if hostname not in known:
            rows.append(NameRow(site=site, position=len(known), hostname=hostname, known_on=day or now.date()))
            known.add(hostname)
    NameRow.objects.bulk_create(rows)
    events.extend(SiteNamed(site_id=site.id, hostname=row.hostname) for row in rows)
    return site.id


def name_site(
    *, site_id: UUID, hostname: str, actor: Actor, now: datetime, reason: str = "", cause: int | None = None
) -> None:
    """Add the newest name of a site, so that the next one is looked for from here. Raises SiteMissingError."""
    require(actor, "watchlist.name_site")
    name = parse_hostname(hostname)
    with transaction.atomic():
        if _add_name(_site(site_id), name, now.date()):
            record(SiteNamed(site_id=site_id, hostname=name), actor=actor, now=now, reason=reason, cause=cause)


def add_reference(
    *,
    site_id: UUID,
    exhibit_id: UUID,
    hostname: str,
    features: dict[str, Any],
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> UUID:
    """Keep what a capture of the site showed, for comparison; a capture that is there already stays as it is.

    `exhibit_id` names a sealed exhibit, or the file of one from elsewhere. Raises SiteMissingError.
    """
    require(actor, "watchlist.add_reference")
    with transaction.atomic():
        site = _site(site_id)
        known = ReferenceRow.objects.filter(site=site, exhibit_id=exhibit_id).first()
        if known is not None:
            return known.id
        reference = ReferenceRow.objects.create(
            id=new_id(now),
            site=site,
            exhibit_id=exhibit_id,
            hostname=hostname,
            features=features,
            added_at=now,
        )
        event = ReferenceAdded(reference_id=reference.id, site_id=site_id, exhibit_id=exhibit_id)
        record(event, actor=actor, now=now, reason=reason, cause=cause)
    return reference.id


def export_sites(*, actor: Actor, now: datetime, reason: str = "") -> tuple[Site, ...]:
    """The whole list, to be taken elsewhere; the journal keeps who took it."""
    require(actor, "watchlist.export")
    sites = list_sites(viewer=actor)
    record(WatchlistExported(export_id=new_id(now), sites=len(sites)), actor=actor, now=now, reason=reason)
    return sites


def _site(site_id: UUID) -> SiteRow:
    """The site, which nobody else adds to before the transaction ends."""
    site = SiteRow.objects.select_for_update(no_key=True).filter(pk=site_id).first()
    if site is None:
        raise SiteMissingError(site=site_id)
    return site


def _add_name(site: SiteRow, hostname: str, known_on: date) -> bool:
    names = NameRow.objects.filter(site=site)
    if names.filter(hostname=hostname).exists():
        return False
    NameRow.objects.create(site=site, position=names.count(), hostname=hostname, known_on=known_on)
    return True
