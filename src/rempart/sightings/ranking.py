"""Which open sighting deserves the next look: ranks by what is known now, of the sites and from people."""

import time
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from rempart.journal.queries import batched
from rempart.kernel.actors import Actor
from rempart.sightings.contracts import Origin
from rempart.sightings.models import DismissalRow, LookRow, SightingRow, StandingRow
from rempart.sightings.screening import rank_of
from rempart.sightings.teaching import lessons_stamp, read_lessons
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import get_site, list_sites

# A score by names can be taken again from the names; one that a probe or a person gave stands.
_BY_NAMES = (Origin.STREAM, Origin.REPORT, Origin.FORECAST)
_AT_ONCE = 100
_BREATH_S = 0.05  # between two lots: SQLite lets whoever waits to write look again every tenth of a second at most


def rank_now(row: SightingRow, score: float, *, viewer: Actor) -> float:
    """The rank of a sighting that is seen again with `score`: at least what its name and what it showed tell today."""
    by_name = row.score
    if row.site_id is not None:
        by_name = rank_of(row.hostname, get_site(row.site_id, viewer=viewer), read_lessons())
    return max(by_name, score, _best_shown([row.id]).get(row.id, 0.0))


def rank_again(*, viewer: Actor) -> None:
    """Give every open sighting of a known site the rank that names, lessons and what it showed give it now.

    A name more among the ordinary ones moves every score. With many sightings that takes seconds, in which nobody who
    writes waits for it: some are ranked at a time, and those only are locked, while their ranks are written.
    """
    standings = StandingRow.objects.filter(
        is_open=True, sighting__site__isnull=False, sighting__origin__in=_BY_NAMES
    ).order_by("sighting__site_id")  # what a name is ranked by is made once for each site
    names = list(standings.values_list("sighting_id", "sighting__hostname", "sighting__site_id"))
    sites: dict[UUID, Site] = {site.id: site for site in list_sites(viewer=viewer)}
    for some in batched(names, _AT_ONCE):
        while not _rank(some, sites):
            pass  # something was taught meanwhile, and ranks by it must not be overwritten with older ones
        time.sleep(_BREATH_S)


def _rank(names: Sequence[tuple[UUID, str, UUID]], sites: Mapping[UUID, Site]) -> bool:
    """Rank these (sighting, its hostname, its site); False, and nothing is written, where lessons changed meanwhile."""
    stamp, lessons = lessons_stamp(), read_lessons()
    by_name = {sighting: rank_of(hostname, sites[site], lessons) for sighting, hostname, site in names}
    with transaction.atomic():
        # Whoever holds one of them dismisses it, or has seen it again and ranks it; to wait for them could lock both.
        standings = list(StandingRow.objects.select_for_update(skip_locked=True).filter(pk__in=by_name, is_open=True))
        shown = _best_shown(by_name)  # read once they are locked: no look can come between
        changed = []
        for standing in standings:
            rank = max(by_name[standing.sighting_id], shown.get(standing.sighting_id, 0.0))
            if rank != standing.rank:
                standing.rank = rank
                changed.append(standing)
        if lessons_stamp() != stamp:
            return False
        StandingRow.objects.bulk_update(changed, ["rank"])
    return True


def _best_shown(sightings: Iterable[UUID]) -> dict[UUID, float]:
    """The highest score that each has by what it showed, not by its name, since it was last dismissed.

    No further look takes that away: else one report by whoever wants a reopening forgotten would.
    """
    dismissals = DismissalRow.objects.filter(sighting__in=sightings).order_by("dismissed_at")
    dismissed = dict(dismissals.values_list("sighting_id", "dismissed_at"))
    looks = LookRow.objects.filter(sighting__in=sightings, score__isnull=False).exclude(origin__in=_BY_NAMES)
    best: dict[UUID, float] = {}
    for sighting, score, seen_at in looks.values_list("sighting_id", "score", "seen_at"):
        if score is not None and (sighting not in dismissed or seen_at > dismissed[sighting]):
            best[sighting] = max(score, best.get(sighting, 0.0))
    return best
