"""The desk: where a person starts, with what waits for them; and their own API token."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.cases.queries import count_open_cases
from rempart.kernel.actors import Actor, Role
from rempart.orders.appeals import count_open_appeals
from rempart.orders.queries import count_emergencies, count_inbox
from rempart.people.permissions import may
from rempart.people.queries import list_api_tokens
from rempart.people.services import issue_api_token, revoke_api_token
from rempart.pipeline.queries import count_stuck
from rempart.referrals.queries import list_overdue
from rempart.reports.queries import count_without_hostname
from rempart.sightings.coverage import list_troubled
from rempart.sightings.queries import count_open
from rempart.web.doors import action, page
from rempart.web.forms.desk import TokenForm
from rempart.web.forms.shared import NothingForm
from rempart.web.people import now

_MOST_SIGNABLE = 200  # proposals that are counted for a signer


@dataclass(frozen=True, slots=True)
class Queue:
    """Something that waits; `url` leads to its list. `most`: no more were counted, so there may be more than that."""

    title: str
    url: str
    count: int
    oldest: datetime | None
    most: int | None = None

    @property
    def amount(self) -> str:
        """How many, in figures."""
        return f"{self.count}" if self.most is None or self.count <= self.most else f"{self.most}+"


@page("desk.enter")
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for this person, each queue with the age of its oldest item."""
    queues = [queue for queue in _queues(actor) if queue.count]
    return render(request, "desk/desk.html", {"roles": sorted(actor.roles), "queues": queues})


@page("desk.enter")
def token(request: HttpRequest, actor: Actor, bound: forms.Form | None = None) -> HttpResponse:  # noqa: ARG001
    """A token for a program that acts with this person's rights; it is shown once. Those that exist are listed."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = issue_api_token(label=form.cleaned_data["label"], actor=actor, now=now())
    own = list_api_tokens(cast("UUID", actor.account_id), viewer=actor)
    context = {"form": form, "secret": secret, "tokens": own}
    return render(request, "desk/token.html", context, status=400 if form.errors else 200)


@action("desk.enter", NothingForm, back=token)
def revoke_token(request: HttpRequest, actor: Actor, data: dict[str, str], token_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The token acts no more, from the next request on; one's own, or with the right to manage people."""
    owner = revoke_api_token(token_id=token_id, actor=actor, now=now())
    return redirect("token") if owner == actor.account_id else redirect("person-item", owner)


def _queue(title: str, url: str, ages: list[datetime]) -> Queue:
    return Queue(title=title, url=url, count=len(ages), oldest=min(ages, default=None))


def _queues(actor: Actor) -> list[Queue]:
    """What may wait for this person, the most urgent first."""
    return [make(actor) for right, make in _WAITING if may(actor, right)]


def _emergencies(actor: Actor) -> Queue:
    return Queue(_("Emergency orders on one signature"), reverse("orders"), *count_emergencies(viewer=actor))


def _orders(actor: Actor) -> Queue:
    most = None if Role.OVERSEER in actor.roles else _MOST_SIGNABLE
    return Queue(_("Orders that wait for you"), reverse("inbox"), *count_inbox(viewer=actor, most=_MOST_SIGNABLE), most)


def _appeals(actor: Actor) -> Queue:
    return Queue(_("Appeals to answer"), reverse("appeals"), *count_open_appeals(viewer=actor))


def _cases(actor: Actor) -> Queue:
    return Queue(_("Open cases"), reverse("cases"), *count_open_cases(viewer=actor))


def _sightings(actor: Actor) -> Queue:
    return Queue(_("Open sightings"), reverse("sightings"), *count_open(viewer=actor))


def _streams(actor: Actor) -> Queue:
    expected = [(stream.label, stream.kind) for stream in wiring.current_config().streams]
    troubled = list_troubled(viewer=actor, now=now(), expected=expected)
    ages = [stream.well_until or stream.asked_at or now() for stream in troubled]
    return _queue(_("Streams that are not read as they should be"), reverse("coverage"), ages)


def _reports(actor: Actor) -> Queue:
    return Queue(_("Reports without a hostname"), reverse("reports"), *count_without_hostname(viewer=actor))


def _notices(actor: Actor) -> Queue:
    ages = [notice.prepared_at for notice in list_overdue(now=now(), viewer=actor)]
    return _queue(_("Notices without an answer in time"), reverse("referrals"), ages)


def _steps(actor: Actor) -> Queue:
    return Queue(_("Stuck steps"), reverse("steps") + "?show=stuck", *count_stuck(viewer=actor))


_WAITING: tuple[tuple[str, Callable[[Actor], Queue]], ...] = (
    ("orders.view", _emergencies),
    ("orders.view", _orders),
    ("orders.answer_appeal", _appeals),
    ("cases.note", _cases),
    ("sightings.dismiss", _sightings),
    ("sightings.trust_stream", _streams),
    ("reports.triage", _reports),
    ("referrals.answer", _notices),
    ("pipeline.retry", _steps),
)
