"""The desk: where a person starts, with what waits for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rempart.kernel.actors import Actor
from rempart.web.doors import page


@page("desk.enter")
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for this person."""
    return render(request, "desk/desk.html", {"roles": sorted(actor.roles)})
