"""The verbs of matches."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from rempart.captures.contracts import Exhibit
from rempart.captures.queries import get_exhibit
from rempart.engines.pages import Background, PageFeatures, PageInput, features_from_document, features_to_json
from rempart.engines.pages.index import index_keys
from rempart.engines.pages.reading.naming import registered
from rempart.engines.verdict import DEFAULT_PRIOR, VERDICT_VERSION, Verdict, judge, portrait_of
from rempart.glances.known import KnownPages, known_references
from rempart.glances.recognition import MOST_REOPENINGS
from rempart.journal.queries import refuse_repetition
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.kernel.reasons import Reason, reasons_to_json
from rempart.matches.contracts import Judgement, MatchJudged, NotASightingError, NotASiteError
from rempart.matches.models import MatchRow
from rempart.people.permissions import require
from rempart.ports.pages import PageReader
from rempart.ports.sealing import ExhibitStore
from rempart.sightings.contracts import Sighting
from rempart.sightings.queries import get_sighting
from rempart.watchlist.contracts import ReferenceAdded
from rempart.watchlist.queries import list_references
from rempart.watchlist.services import add_reference

HIGHEST_PRIOR = 0.5  # a name alone never makes it more probable than not
PRIOR_WITHOUT_NAME = 0.02  # a page compared with all closed sites because its name pointed to none
MOST_COMPARED = 25  # captures of all closed sites: of fewer, each


_NO_REFERENCE = Reason(
    "matches.no_reference", "No capture of a closed site is there to compare with: add one to the watch list."
)
_NOT_REACHED = Reason("matches.not_reached", "The page did not answer ({problem}), so nothing can be compared.")


@dataclass(frozen=True, slots=True)
class _Finding:
    """The judgement against a capture of a closed site, or against the page of its reopening."""

    site_id: UUID
    verdict: Verdict
    reference_id: UUID | None = None
    reopening_id: UUID | None = None

    @property
    def order(self) -> tuple[float, bool, str]:
        """Ascending: what comes nearer, and of two that are as near what is the closed site's own."""
        own = self.reference_id is not None
        return self.verdict.probability, own, str(self.reference_id or self.reopening_id)


def judge_exhibit(
    *,
    exhibit_id: UUID,
    reader: PageReader,
    store: ExhibitStore,
    background: Background,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
    reopenings: Callable[[Background], KnownPages] = KnownPages.none,
) -> UUID:
    """Compare a sighting's exhibit with every reference of its site; where its name points to none, with those of all
    sites that come nearest by rare signs, filled up with the newest to `MOST_COMPARED`.

    With the pages of confirmed `reopenings` of that site, or of all, too, as far as they share rare signs with it: but
    for those at its own host, and those that were judged by a page at its own host, which would confirm itself.

    Raises NotASightingError, PageUnreadableError, ExhibitMissingError or AlreadyDoneError.
    """
    require(actor, "matches.judge")
    refuse_repetition(MatchJudged.act, cause=cause)
    exhibit = get_exhibit(exhibit_id, viewer=actor)
    if exhibit.sighting_id is None:
        raise NotASightingError(exhibit=exhibit_id)
    sighting = get_sighting(exhibit.sighting_id, viewer=actor)
    page = _portrait(exhibit, reader, store)
    findings = list(_compare(page, sighting, background, actor)) if exhibit.reached else []
    if exhibit.reached:
        findings += _compare_reopenings(page, sighting, registered(exhibit.hostname), reopenings(background))
    best = max(findings, key=lambda found: found.order, default=None)
    with transaction.atomic():
        row = MatchRow.objects.create(
            id=new_id(now),
            sighting_id=sighting.id,
            exhibit_id=exhibit.id,
            site_id=best.site_id if best else sighting.site_id,
            reference_id=best.reference_id if best else None,
            reopening_id=best.reopening_id if best else None,
            hostname=exhibit.hostname,
            page_kind=page.kind.kind.value,
            features=json.loads(features_to_json(page)),
            background_sha256=background.sha256,
            judged_at=now,
            **_judgement(best, exhibit, sighting),
        )
        event = MatchJudged(
            match_id=row.id,
            sighting_id=sighting.id,
            exhibit_id=exhibit.id,
            site_id=row.site_id,
            hostname=exhibit.hostname,
            verdict=Judgement(row.verdict),
        )
        record(event, actor=actor, now=now, reason=reason, cause=cause)
    return row.id


def refer_exhibit(
    *,
    exhibit_id: UUID,
    reader: PageReader,
    store: ExhibitStore,
    actor: Actor,
    now: datetime,
    cause: int | None = None,
) -> UUID:
    """Give the watch list the features of a closed site's exhibit, for comparison from now on.

    Raises NotASiteError, PageUnreadableError, ExhibitMissingError or AlreadyDoneError.
    """
    require(actor, "watchlist.add_reference")
    refuse_repetition(ReferenceAdded.act, cause=cause)
    exhibit = get_exhibit(exhibit_id, viewer=actor)
    if exhibit.site_id is None or not exhibit.reached:
        raise NotASiteError(exhibit=exhibit_id)
    features = json.loads(features_to_json(_portrait(exhibit, reader, store)))
    return add_reference(
        site_id=exhibit.site_id,
        exhibit_id=exhibit.id,
        hostname=exhibit.hostname,
        features=features,
        actor=actor,
        now=now,
        cause=cause,
    )


def _portrait(exhibit: Exhibit, reader: PageReader, store: ExhibitStore) -> PageFeatures:
    if not exhibit.reached:
        return portrait_of(PageInput(html="", url=exhibit.url))
    with store.open(exhibit.file_sha256) as file:
        return portrait_of(reader.read_exhibit(file.read()))


def _compare(page: PageFeatures, sighting: Sighting, background: Background, actor: Actor) -> Iterator[_Finding]:
    if sighting.site_id is None:
        yield from _compare_all(page, background, actor)
        return
    for reference in list_references(sighting.site_id, viewer=actor):
        features = features_from_document(reference.features)
        verdict = judge(features, page, background, _prior(sighting))
        yield _Finding(sighting.site_id, verdict, reference_id=reference.id)


def _compare_all(page: PageFeatures, background: Background, actor: Actor) -> Iterator[_Finding]:
    known = known_references(background, viewer=actor)
    near = list(known.near(index_keys(page, background), MOST_COMPARED))
    others = known.newest(MOST_COMPARED - len(near), besides=[reference.id for reference, _ in near])
    for reference, features in (*near, *others):
        verdict = judge(features, page, background, PRIOR_WITHOUT_NAME)
        yield _Finding(reference.site_id, verdict, reference_id=reference.id)


def _compare_reopenings(
    page: PageFeatures, sighting: Sighting, owner: str, reopenings: KnownPages
) -> Iterator[_Finding]:
    prior, background = _prior(sighting) if sighting.site_id else PRIOR_WITHOUT_NAME, reopenings.background
    keys = index_keys(page, background)
    for reopening, features in reopenings.near(keys, MOST_REOPENINGS, site_id=sighting.site_id, besides=owner):
        verdict = judge(features, page, background, prior)
        yield _Finding(reopening.site_id, verdict, reopening_id=reopening.id)


def _prior(sighting: Sighting) -> float:
    """What the name stage's highest score makes of the page before it was looked at.

    What a key or a sweep's look at the page found is weighed with the page itself, and once.
    """
    if sighting.name_score is None:
        return PRIOR_WITHOUT_NAME
    return min(HIGHEST_PRIOR, max(DEFAULT_PRIOR, sighting.name_score))


def _judgement(best: _Finding | None, exhibit: Exhibit, sighting: Sighting) -> dict[str, Any]:
    """The columns of a judgement, or of its absence."""
    if best is None:
        unreached = Reason(_NOT_REACHED.code, _NOT_REACHED.template, {"problem": exhibit.problem})
        return {
            "verdict": Judgement.UNCLEAR,
            "probability": _prior(sighting) if sighting.site_id else PRIOR_WITHOUT_NAME,
            "prior": _prior(sighting) if sighting.site_id else PRIOR_WITHOUT_NAME,
            "reasons": reasons_to_json([_NO_REFERENCE if exhibit.reached else unreached]),
            "would_change": [],
            "weights": [],
            "version": VERDICT_VERSION,
        }
    verdict = best.verdict
    return {
        "verdict": Judgement(verdict.kind.value),
        "probability": verdict.probability,
        "prior": verdict.prior,
        "reasons": reasons_to_json(verdict.reasons),
        "would_change": reasons_to_json(verdict.would_change),
        "weights": [[item.family, item.weight] for item in verdict.families],
        "version": verdict.version,
    }
