"""The decorators that every view of the desk wears: who may come in, and what a rejected form does."""

import functools
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from rempart.kernel.actors import Actor, ActorKind
from rempart.kernel.errors import InputRejectedError
from rempart.people.permissions import require
from rempart.web.people import actor_of
from rempart.web.statuses import status_of
from rempart.web.words import sentence

View = Callable[..., HttpResponseBase]

# The act that each view asks for, by the view's dotted name: what the permission matrix is checked against.
ACT_OF_VIEW: dict[str, str] = {}


def page(act: str) -> Callable[[View], View]:
    """A page of the desk: `view(request, actor, …)` is called for signed-in people who may do `act`.

    The query behind it asks again; this gate is there so that no page depends on its author's memory.
    """

    def decorate(view: View) -> View:
        ACT_OF_VIEW[f"{view.__module__}.{view.__name__}"] = act

        @functools.wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if actor.kind is not ActorKind.PERSON:
                return redirect_to_login(request.get_full_path())
            require(actor, act)
            return view(request, actor, *args, **kwargs)

        return entered

    return decorate


def action(act: str, form_class: type[forms.Form], back: View) -> Callable[[View], View]:
    """A form of the desk: `view(request, actor, data, …)` is called with the cleaned data of a valid POST.

    A form that is not valid, or that the service rejects, is shown again by `back(request, …, bound=form)` with what
    was typed and status 400. Refusals and outages have pages of their own (`middleware.RefusalMiddleware`).
    """

    def decorate(view: View) -> View:
        ACT_OF_VIEW[f"{view.__module__}.{view.__name__}"] = act

        @page(act)
        def posted(request: HttpRequest, actor: Actor, /, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            form = form_class(request.POST)
            form.posted_to = request.path  # type: ignore[attr-defined]
            if form.is_valid():
                try:
                    return view(request, actor, form.cleaned_data, **kwargs)
                except InputRejectedError as error:
                    if status_of(error) != 400:
                        raise
                    form.add_error(None, sentence(error))
            response = back(request, **kwargs, bound=form)
            response.status_code = 400
            return response

        return functools.wraps(view)(posted)

    return decorate
