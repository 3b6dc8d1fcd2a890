"""Who asks, and what time it is: the two things that every page hands to a service."""

from datetime import datetime

from django.http import HttpRequest

from rempart.kernel.actors import PUBLIC, Actor
from rempart.kernel.clock import Clock, SystemClock
from rempart.people.contracts import AccountMissingError
from rempart.people.queries import get_actor

CLOCK: Clock = SystemClock()
_KEPT = "_rempart_actor"


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person with the roles held now, or the anonymous public; asked once per request."""
    actor: Actor | None = getattr(request, _KEPT, None)
    if actor is None:
        actor = _find_actor(request)
        setattr(request, _KEPT, actor)
    return actor


def now() -> datetime:
    """The moment at which the request acts."""
    return CLOCK.now()


def _find_actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return PUBLIC
    try:
        return get_actor(request.user.pk)
    except AccountMissingError:
        # The account was closed while its session lived: it is nobody from this request on.
        return PUBLIC
