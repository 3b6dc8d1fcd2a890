"""Which open sighting deserves the next look: ranks by what is known now, of the sites and from people."""

from collections.abc import Iterable
from uuid import UUID

from rempart.kernel.actors import Actor
from rempart.sightings.contracts import Origin
from rempart.sightings.models import DismissalRow, LookRow, SightingRow, StandingRow
from rempart.sightings.screening import rank_of
from rempart.sightings.teaching import read_lessons
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import get_site, list_sites

# A score by names can be taken again from the names; one that a probe or a person gave stands.
_BY_NAMES = (Origin.STREAM, Origin.REPORT, Origin.FORECAST)


def rank_now(row: SightingRow, score: float, *, viewer: Actor) -> float:
    """The rank of a sighting that is seen again with `score`: at least what its name and what it showed tell today."""
    by_name = row.score
    if row.site_id is not None:
        by_name = rank_of(row.hostname, get_site(row.site_id, viewer=viewer), read_lessons())
    return max(by_name, score, _best_shown([row.id]).get(row.id, 0.0))


def rank_again(*, viewer: Actor) -> None:
    """Give every open sighting of a known site the rank that names, lessons and what it showed give it now."""
    lessons = read_lessons()
    sites: dict[UUID | None, Site] = {site.id: site for site in list_sites(viewer=viewer)}
    standings = StandingRow.objects.filter(
        is_open=True, sighting__site__isnull=False, sighting__origin__in=_BY_NAMES
    ).select_related("sighting")
    standings = standings.order_by("sighting__site_id")  # what a name is ranked by is made once for each site
    shown = _best_shown(standings.values_list("sighting_id", flat=True))
    changed = []
    for standing in standings:
        seen = standing.sighting
        rank = max(rank_of(seen.hostname, sites[seen.site_id], lessons), shown.get(seen.id, 0.0))
        if rank != standing.rank:
            standing.rank = rank
            changed.append(standing)
    StandingRow.objects.bulk_update(changed, ["rank"], batch_size=500)


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
