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
from rempart.cases.contracts import CaseState
from rempart.cases.queries import list_cases
from rempart.kernel.actors import Actor
from rempart.orders.appeals import list_appeals
from rempart.orders.contracts import State
from rempart.orders.queries import list_inbox, list_orders
from rempart.people.permissions import may
from rempart.people.queries import list_api_tokens
from rempart.people.services import issue_api_token, revoke_api_token
from rempart.pipeline.contracts import STUCK_STATES
from rempart.pipeline.queries import list_steps
from rempart.referrals.queries import list_overdue
from rempart.reports.queries import list_reports
from rempart.sightings.coverage import list_troubled
from rempart.sightings.queries import count_open
from rempart.web.doors import action, page
from rempart.web.forms.desk import TokenForm
from rempart.web.forms.shared import NothingForm
from rempart.web.people import now


@dataclass(frozen=True, slots=True)
class Queue:
    """Something that waits; `url` leads to its oldest item where there is one."""

    title: str
    url: str
    count: int
    oldest: datetime | None


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
    orders = list_orders(viewer=actor, states=(State.PROVISIONAL,))
    return _queue(_("Emergency orders on one signature"), reverse("orders"), [order.proposed_at for order in orders])


def _orders(actor: Actor) -> Queue:
    ages = [order.proposed_at for order in list_inbox(viewer=actor)]
    return _queue(_("Orders that wait for you"), reverse("inbox"), ages)


def _appeals(actor: Actor) -> Queue:
    ages = [item.made_at for item in list_appeals(viewer=actor, open_only=True)]
    return _queue(_("Appeals to answer"), reverse("appeals"), ages)


def _cases(actor: Actor) -> Queue:
    ages = [case.opened_at for case in list_cases(viewer=actor, state=CaseState.OPEN)]
    return _queue(_("Open cases"), reverse("cases"), ages)


def _sightings(actor: Actor) -> Queue:
    count, oldest = count_open(viewer=actor)
    return Queue(title=_("Open sightings"), url=reverse("sightings"), count=count, oldest=oldest)


def _streams(actor: Actor) -> Queue:
    expected = [(stream.label, stream.kind) for stream in wiring.current_config().streams]
    troubled = list_troubled(viewer=actor, now=now(), expected=expected)
    ages = [stream.well_until or stream.asked_at or now() for stream in troubled]
    return _queue(_("Streams that are not read as they should be"), reverse("coverage"), ages)


def _reports(actor: Actor) -> Queue:
    ages = [report.received_at for report in list_reports(viewer=actor, without_hostname=True)]
    return _queue(_("Reports without a hostname"), reverse("reports"), ages)


def _notices(actor: Actor) -> Queue:
    ages = [notice.prepared_at for notice in list_overdue(now=now(), viewer=actor)]
    return _queue(_("Notices without an answer in time"), reverse("referrals"), ages)


def _steps(actor: Actor) -> Queue:
    ages = [step.created_at for step in list_steps(viewer=actor, states=STUCK_STATES)]
    return _queue(_("Stuck steps"), reverse("steps") + "?show=stuck", ages)


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
