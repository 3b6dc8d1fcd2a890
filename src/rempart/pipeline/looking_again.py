"""When a sighted hostname is worth another look: it was silent, or it was named again after a while.

Sites that reopen are often named before they answer, and what answered a month ago may have been a parking page.
"""

from datetime import datetime, timedelta
from uuid import UUID

from rempart.captures.queries import list_exhibits
from rempart.kernel.actors import Actor
from rempart.sightings.contracts import SightingState
from rempart.sightings.queries import get_sighting

SILENT_FOR = timedelta(hours=12)  # the pause before a silent hostname is asked again
FRESH_FOR = timedelta(hours=24)  # how long a look at a page that answered is good for
SPARED_FOR = timedelta(hours=1)  # a hundred reports on a silent hostname are not a hundred looks
GIVE_UP_AFTER = timedelta(days=14)  # a hostname that nobody named for so long is left alone


def is_worth_a_look(sighting_id: UUID, *, now: datetime, viewer: Actor) -> bool:
    """Whether the newest look at the hostname is no longer good; the very first look is not this one's to make."""
    newest = list_exhibits(viewer=viewer, sighting_id=sighting_id, limit=1)
    good_for = FRESH_FOR if newest and newest[0].reached else SPARED_FOR
    return bool(newest) and now - newest[0].captured_at >= good_for


def is_still_silent(sighting_id: UUID, exhibit_id: UUID, *, now: datetime, viewer: Actor) -> bool:
    """Whether `exhibit_id`, a look that nothing answered, is still the newest, and somebody still asks."""
    sighting = get_sighting(sighting_id, viewer=viewer)
    newest = list_exhibits(viewer=viewer, sighting_id=sighting_id, limit=1)
    asked_for = sighting.state is SightingState.OPEN and now - sighting.last_seen_at < GIVE_UP_AFTER
    return asked_for and newest[0].id == exhibit_id
