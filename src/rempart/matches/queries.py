"""Reads of matches."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rempart.captures.contracts import Exhibit, Stored
from rempart.captures.queries import find_exhibit
from rempart.captures.sealing import read_seal
from rempart.engines.pages import Background, Family, PageFeatures, features_from_document
from rempart.engines.verdict import VERDICT_VERSION, VERSIONS, SideBySide, judge, lay_side_by_side
from rempart.journal.queries import batched
from rempart.kernel.actors import Actor
from rempart.kernel.reasons import reasons_from_json
from rempart.matches.contracts import (
    Comparison,
    ComparisonMissingError,
    Judgement,
    Match,
    MatchMissingError,
    Reopened,
)
from rempart.matches.models import ComparisonRow, ComparisonSealRow, MatchRow
from rempart.people.permissions import require
from rempart.watchlist.contracts import CapturedSigns, Reference

_AT_ONCE = 500  # values in one question: databases bound how many it may name
_COMPARED = Q(reference__isnull=False) | Q(reopening__isnull=False)
_PAGES_AT_ONCE = 20  # judged pages of some 50 kB each


def get_match(match_id: UUID, *, viewer: Actor) -> Match:
    """One match. Raises MatchMissingError."""
    return _contracts([_row(match_id, viewer)])[0]


def list_matches(
    *,
    viewer: Actor,
    hostname: str | None = None,
    sighting_id: UUID | None = None,
    exhibit_id: UUID | None = None,
    site_id: UUID | None = None,
    verdict: Judgement | None = None,
    match_ids: Iterable[UUID] | None = None,
    limit: int | None = 200,
) -> tuple[Match, ...]:
    """Matches, newest first: all, or those of one hostname, sighting, exhibit, site or verdict, or some of them.

    `limit` None: however many there are.
    """
    require(viewer, "matches.view")
    wanted = {
        "hostname": hostname,
        "sighting_id": sighting_id,
        "exhibit_id": exhibit_id,
        "site_id": site_id,
        "verdict": verdict,
    }
    rows = MatchRow.objects.filter(**{key: value for key, value in wanted.items() if value is not None})
    if match_ids is not None:
        rows = rows.filter(pk__in=list(match_ids))
    return _contracts(rows.defer("features").order_by("-judged_at", "-id")[:limit])


def list_latest_judgements(sighting_ids: Iterable[UUID], *, viewer: Actor) -> dict[UUID, tuple[UUID, Judgement]]:
    """The latest match of each of these sightings, and its verdict; sightings that nothing was compared for are left
    out."""
    require(viewer, "matches.view")
    found: dict[UUID, tuple[UUID, Judgement]] = {}
    for chunk in batched(sorted(set(sighting_ids)), _AT_ONCE):
        rows = MatchRow.objects.filter(sighting__in=chunk).order_by("judged_at", "id")
        for sighting_id, match_id, verdict in rows.values_list("sighting_id", "id", "verdict"):
            found[sighting_id] = (match_id, Judgement(verdict))
    return found


def list_compared(exhibit_ids: Iterable[UUID], *, viewer: Actor, until: datetime | None = None) -> tuple[UUID, ...]:
    """The matches made of these exhibits that have a page of a closed site or of its reopening beside them, oldest
    first: all, or those judged by `until`."""
    require(viewer, "matches.view")
    rows = MatchRow.objects.filter(_COMPARED, exhibit__in=list(exhibit_ids))
    if until is not None:
        rows = rows.filter(judged_at__lte=until)
    return tuple(rows.order_by("judged_at", "id").values_list("id", flat=True))


def list_near(exhibit_ids: Iterable[UUID], *, viewer: Actor) -> tuple[Match, ...]:
    """The judgements of these exhibits that do not say that the page is another's: "same" ones, and "unclear" ones
    with a closed site beside them. Oldest first within each few hundred exhibits."""
    require(viewer, "matches.view")
    found: list[Match] = []
    for chunk in batched(sorted(set(exhibit_ids)), _AT_ONCE):
        rows = MatchRow.objects.filter(exhibit__in=chunk, site__isnull=False).exclude(verdict=Judgement.DIFFERENT)
        found += _contracts(rows.defer("features").order_by("judged_at", "id"))
    return tuple(found)


def list_match_signs(kind: str, match_ids: Iterable[UUID], *, viewer: Actor) -> tuple[CapturedSigns, ...]:
    """The signs of one kind on the pages of these matches, in the order given. Pages that show none are left out."""
    require(viewer, "matches.view")
    found: list[CapturedSigns] = []
    columns = ("id", "site_id", "exhibit_id", "hostname", "features__signs")
    for chunk in batched(tuple(match_ids), _AT_ONCE):
        rows = {row[0]: row for row in MatchRow.objects.filter(pk__in=chunk).values_list(*columns)}
        for match_id, site_id, exhibit_id, hostname, signs in (rows[key] for key in chunk if key in rows):
            values = tuple(str(sign[1]) for sign in signs or () if sign[0] == kind)
            if values:
                found.append(CapturedSigns(match_id, site_id, exhibit_id, hostname, values))
    return tuple(found)


def read_match_pages(match_ids: Iterable[UUID], *, viewer: Actor) -> Iterator[Reference]:
    """The judged pages of these matches that have a site beside them, a few in hand at a time, oldest first within
    each few hundred."""
    require(viewer, "matches.view")
    columns = ("id", "site_id", "exhibit_id", "hostname", "features", "judged_at")
    for chunk in batched(tuple(match_ids), _AT_ONCE):
        rows = MatchRow.objects.filter(pk__in=chunk, site__isnull=False).order_by("judged_at", "id")
        for row in rows.values_list(*columns).iterator(chunk_size=_PAGES_AT_ONCE):
            yield Reference(*row)


def find_hosts(match_ids: Iterable[UUID], *, viewer: Actor) -> dict[UUID, str]:
    """The host of the page of each of these matches."""
    require(viewer, "matches.view")
    found: dict[UUID, str] = {}
    for chunk in batched(tuple(match_ids), _AT_ONCE):
        found |= dict(MatchRow.objects.filter(pk__in=chunk).values_list("id", "hostname"))
    return found


def list_grounds(site_id: UUID | None = None, *, viewer: Actor) -> dict[UUID, tuple[UUID, str]]:
    """By match, that of the reopening whose page it was made with, and that one's host: of one site or of all."""
    require(viewer, "matches.view")
    rows = MatchRow.objects.filter(reopening__isnull=False)
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    found = rows.values_list("id", "reopening_id", "reopening__hostname")
    return {match_id: (ground_id, hostname) for match_id, ground_id, hostname in found if ground_id}


def find_side_by_side(match_id: UUID, *, background: Background, viewer: Actor) -> SideBySide | None:
    """Both pages' signs beside each other, computed again from the features that were kept.

    By the version of the engine that judged, or today's where that one's numbers were not kept; `background` should be
    the one of that time. None where the match had no page beside it. Raises MatchMissingError.
    """
    pages = find_pages(match_id, viewer=viewer)
    if pages is None:
        return None
    row = _row(match_id, viewer)
    version = row.version if row.version in VERSIONS else VERDICT_VERSION
    return lay_side_by_side(*pages, judge(*pages, background, row.prior, version))


def find_pages(match_id: UUID, *, viewer: Actor) -> tuple[PageFeatures, PageFeatures] | None:
    """The features of both pages that were kept, the closed site's or its reopening's first; None where the match had
    no page beside it. Raises MatchMissingError."""
    row = _row(match_id, viewer)
    beside = row.reference or row.reopening
    if beside is None:
        return None
    return features_from_document(beside.features), features_from_document(row.features)


def find_exhibits(match: Match, *, viewer: Actor) -> tuple[Exhibit, ...]:
    """The exhibits of both pages, the closed site's or its reopening's first, as far as the store has them: a reference
    may come from elsewhere."""
    require(viewer, "matches.view")
    row = _row(match.id, viewer)
    beside = row.reference or row.reopening
    wanted = (beside.exhibit_id if beside else None, match.exhibit_id)
    return tuple(found for key in wanted if key and (found := find_exhibit(key, viewer=viewer)))


def get_comparison(match_id: UUID, *, viewer: Actor) -> Comparison:
    """The exhibit of a match's comparison. Raises ComparisonMissingError."""
    found = find_comparison(match_id, viewer=viewer)
    if found is None:
        raise ComparisonMissingError(match=match_id)
    return found


def find_comparison(match_id: UUID, *, viewer: Actor) -> Comparison | None:
    """The exhibit of a match's comparison; None where it was never made one."""
    return next(iter(list_comparisons(viewer=viewer, match_ids=(match_id,))), None)


def list_comparisons(*, viewer: Actor, match_ids: Iterable[UUID] | None = None) -> tuple[Comparison, ...]:
    """The comparisons that are exhibits of their own, oldest first: all, or those of some matches."""
    require(viewer, "matches.view")
    rows = ComparisonRow.objects.select_related("match").defer("match__features").order_by("made_at", "match_id")
    if match_ids is not None:
        rows = rows.filter(pk__in=list(match_ids))
    found = list(rows)
    seals = {seal.comparison_id: seal for seal in ComparisonSealRow.objects.filter(comparison__in=found)}
    return tuple(_comparison(row, seals.get(row.pk)) for row in found)


def list_stored(*, viewer: Actor) -> tuple[Stored, ...]:
    """The files of all comparisons in the store of exhibits, for checking it again."""
    kept = list_comparisons(viewer=viewer)
    return tuple(
        Stored(one.match_id, one.hostname, one.package_sha256, one.seal.sha256 if one.seal else "") for one in kept
    )


def _row(match_id: UUID, viewer: Actor) -> MatchRow:
    require(viewer, "matches.view")
    row = MatchRow.objects.select_related("reference", "reopening").filter(pk=match_id).first()
    if row is None:
        raise MatchMissingError(match=match_id)
    return row


def _comparison(row: ComparisonRow, seal: ComparisonSealRow | None) -> Comparison:
    return Comparison(
        match_id=row.match_id,
        hostname=row.match.hostname,
        order_id=row.order_id,
        record_sha256=row.record_sha256,
        manifest_sha256=row.manifest_sha256,
        package_sha256=row.package_sha256,
        log_index=row.log_index,
        made_at=row.made_at,
        seal=read_seal(seal, row.log_index),
    )


def _contracts(rows: Iterable[MatchRow]) -> tuple[Match, ...]:
    rows = tuple(rows)
    wanted = sorted({row.reopening_id for row in rows if row.reopening_id})
    reopenings = {
        page.id: page
        for chunk in batched(wanted, _AT_ONCE)
        for page in MatchRow.objects.filter(pk__in=chunk).only("id", "exhibit_id", "hostname")
    }
    return tuple(_contract(row, reopenings[row.reopening_id] if row.reopening_id else None) for row in rows)


def _contract(row: MatchRow, reopening: MatchRow | None) -> Match:
    return Match(
        id=row.id,
        sighting_id=row.sighting_id,
        exhibit_id=row.exhibit_id,
        site_id=row.site_id,
        reference_id=row.reference_id,
        reopening=Reopened(reopening.id, reopening.exhibit_id, reopening.hostname) if reopening else None,
        hostname=row.hostname,
        verdict=Judgement(row.verdict),
        probability=row.probability,
        prior=row.prior,
        reasons=reasons_from_json(row.reasons),
        would_change=reasons_from_json(row.would_change),
        weights=tuple((Family(family), weight) for family, weight in row.weights),
        page_kind=row.page_kind,
        version=row.version,
        background_sha256=row.background_sha256,
        judged_at=row.judged_at,
    )
