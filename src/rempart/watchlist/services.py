"""The verbs of the watch list."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import parse_hostname
from rempart.kernel.ids import new_id
from rempart.people.permissions import require
from rempart.watchlist.contracts import (
    LONGEST_LABEL,
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

    `domains` oldest first; `known_on` are their days, today where it says nothing. Raises NotAHostnameError,
    LabelTooLongError, LanguageUnknownError; nothing is kept then.
    """
    require(actor, "watchlist.enrol")
    if len(label) > LONGEST_LABEL:
        raise LabelTooLongError(label=label[:40], length=len(label), limit=LONGEST_LABEL)
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            raise LanguageUnknownError(site=label, text=language[:40])
    hostnames = [parse_hostname(domain) for domain in domains]
    days = [day or now.date() for day in (*known_on, *[None] * (len(hostnames) - len(known_on)))]
    with transaction.atomic():
        site = SiteRow.objects.filter(label=label).first()
        if site is None:
            site = SiteRow.objects.create(
                id=new_id(now), label=label, decision=decision, closed_on=closed_on, enrolled_at=now
            )
            record(SiteEnrolled(site_id=site.id, label=label), actor=actor, now=now, reason=reason)
        for language in languages:
            LanguageRow.objects.get_or_create(site=site, language=language)
        for hostname, day in zip(hostnames, days, strict=True):
            if _add_name(site, hostname, day):
                record(SiteNamed(site_id=site.id, hostname=hostname), actor=actor, now=now, reason=reason)
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
        known = ReferenceRow.objects.filter(site_id=site_id, exhibit_id=exhibit_id).first()
        if known is not None:
            return known.id
        reference = ReferenceRow.objects.create(
            id=new_id(now),
            site=_site(site_id),
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
    site = SiteRow.objects.filter(pk=site_id).first()
    if site is None:
        raise SiteMissingError(site=site_id)
    return site


def _add_name(site: SiteRow, hostname: str, known_on: date) -> bool:
    names = NameRow.objects.filter(site=site)
    if names.filter(hostname=hostname).exists():
        return False
    NameRow.objects.create(site=site, position=names.count(), hostname=hostname, known_on=known_on)
    return True
