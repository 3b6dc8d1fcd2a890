"""Which open sighting deserves the next look: ranks by what is known now, of the sites and from people."""

from uuid import UUID

from rempart.kernel.actors import Actor
from rempart.sightings.contracts import Origin
from rempart.sightings.models import SightingRow, StandingRow
from rempart.sightings.screening import rank_of
from rempart.sightings.teaching import read_lessons
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import get_site, list_sites

# A score by names can be taken again from the names; one that a probe or a person gave stands.
_BY_NAMES = (Origin.STREAM, Origin.REPORT, Origin.FORECAST)


def rank_now(row: SightingRow, score: float, *, viewer: Actor) -> float:
    """The rank of a sighting that is seen again with `score`: at least what its name tells today."""
    if row.site_id is None:
        return max(row.score, score)
    return max(rank_of(row.hostname, get_site(row.site_id, viewer=viewer), read_lessons()), score)


def rank_again(*, viewer: Actor) -> None:
    """Give every open sighting of a known site the rank that names and lessons give it now."""
    lessons = read_lessons()
    sites: dict[UUID | None, Site] = {site.id: site for site in list_sites(viewer=viewer)}
    changed = []
    for standing in StandingRow.objects.filter(
        is_open=True, sighting__site__isnull=False, sighting__origin__in=_BY_NAMES
    ).select_related("sighting"):
        seen = standing.sighting
        rank = rank_of(seen.hostname, sites[seen.site_id], lessons)
        if rank != standing.rank:
            standing.rank = rank
            changed.append(standing)
    StandingRow.objects.bulk_update(changed, ["rank"], batch_size=500)
