"""What every page knows: whose house this is, and where this person may go."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rempart.kernel.actors import Actor, ActorKind
from rempart.people.permissions import may
from rempart.web.people import actor_of
from rempart.wiring import current_config

# In the order of the picture: what comes in, what is decided, what is accounted for.
ROOMS: tuple[tuple[str, str, str | Promise], ...] = (
    ("reports", "reports.view", _("Reports")),
    ("watchlist", "watchlist.view", _("Watch list")),
    ("sightings", "sightings.view", _("Sightings")),
    ("coverage", "sightings.view_coverage", _("Coverage")),
    ("captures", "captures.view", _("Captures")),
    ("matches", "matches.view", _("Matches")),
    ("cases", "cases.view", _("Cases")),
    ("orders", "orders.view", _("Orders")),
    ("publications", "publications.view", _("Publications")),
    ("subscribers", "publications.view", _("Subscribers")),
    ("probes", "probes.view", _("Probes")),
    ("referrals", "referrals.view", _("Referrals")),
    ("transparency", "transparency.view", _("Transparency")),
    ("oversight", "transparency.oversee", _("Oversight report")),
    ("journal", "journal.view", _("Journal")),
    ("steps", "pipeline.view", _("Steps")),
    ("people", "people.view", _("People")),
)


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the navigation."""

    title: str | Promise
    url: str
    here: bool


def house(request: HttpRequest) -> dict[str, object]:
    """The organisation that runs this installation, who is asking, and the rooms that they may enter."""
    config = current_config()
    actor = actor_of(request) if hasattr(request, "user") else None
    signed_in = actor is not None and actor.kind is ActorKind.PERSON
    return {
        "organisation": config.web.organisation,
        "help_contacts": config.web.help_contacts,
        "actor": actor if signed_in else None,
        "rooms": list_rooms(actor, request.path) if actor is not None and signed_in else (),
    }


def list_rooms(actor: Actor, path: str) -> tuple[Room, ...]:
    """The rooms that `actor` may enter; `path` tells which one they are in."""
    rooms = []
    for view, act, title in ROOMS:
        if may(actor, act):
            url = reverse(view)
            rooms.append(Room(title=title, url=url, here=path.startswith(url)))
    return tuple(rooms)
