"""Appeals: the public contests a block and reads the answer; somebody who did not sign the order answers."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.kernel.actors import Actor
from rempart.kernel.errors import InputRejectedError
from rempart.orders.appeals import (
    answer_appeal,
    appeal_order,
    count_alike,
    follow_appeal,
    get_appeal,
    list_appeals,
    list_contested,
)
from rempart.orders.contracts import Appeal, Order
from rempart.orders.errors import AppealsBusyError
from rempart.web.doors import action, page
from rempart.web.forms.appeals import AnswerAppealForm, AppealForm
from rempart.web.forms.reports import ReceiptForm
from rempart.web.pages import MOST_LISTED, show_item, show_list
from rempart.web.parts import Cell, Offers, Section, badge, moment, name, number
from rempart.web.people import now
from rempart.web.words import sentence


def appeal(request: HttpRequest) -> HttpResponse:
    """The form. Its answer is the same whether the name is blocked or not: the list is not to be read out of it."""
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = appeal_order(**form.cleaned_data, now=now())
        except AppealsBusyError as error:
            form.add_error(None, sentence(error))
            return render(request, "public/appeal.html", {"form": form}, status=429)
        except InputRejectedError as error:
            form.add_error("hostname", sentence(error))
        else:
            return render(request, "public/appeal_receipt.html", {"receipt": receipt})
    return render(request, "public/appeal.html", {"form": form}, status=400 if form.errors else 200)


def follow(request: HttpRequest) -> HttpResponse:
    """What became of an appeal, for whoever holds its code."""
    form = ReceiptForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        try:
            found = follow_appeal(form.cleaned_data["code"])
        except InputRejectedError as error:
            form.add_error("code", sentence(error))
    context = {"form": form, "appeal": found}
    return render(request, "public/appeal_follow.html", context, status=400 if form.errors else 200)


@page("orders.view")
def appeals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every appeal, those that are due first at the top."""
    return show_list(
        request,
        list_appeals(viewer=actor, limit=MOST_LISTED + 1),
        most=MOST_LISTED,
        title=_("Appeals"),
        caption=_("Appeals, those due first at the top"),
        heads=(_("Made"), _("Hostname"), _("Answer due"), _("State")),
        row=_row,
        empty=_("Nobody contests a block."),
    )


@page("orders.view")
def appeal_item(request: HttpRequest, actor: Actor, appeal_id: UUID, bound: forms.Form | None = None) -> HttpResponse:
    """One appeal."""
    item = get_appeal(appeal_id, viewer=actor)
    offers = Offers(actor, bound)
    if item.upheld is None:
        offers.add(
            "orders.answer_appeal",
            AnswerAppealForm,
            reverse("appeal-answer", args=[appeal_id]),
            title=_("Answer the appeal"),
            button=_("Answer the appeal"),
            explanation=_("Nobody answers an appeal against their own signature."),
            tone="strong",
        )
    return show_item(
        request,
        title=item.hostname,
        state=badge(_state(item)),
        back=("appeals", _("Appeals")),
        sections=_sections(item, list_contested(item, viewer=actor), count_alike(item, viewer=actor)),
        actions=offers.actions,
    )


@action("orders.answer_appeal", AnswerAppealForm, back=appeal_item)
def answer(request: HttpRequest, actor: Actor, data: dict[str, Any], appeal_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The answer; an appeal that is upheld revokes the order in the same moment."""
    answer_appeal(
        appeal_id=appeal_id,
        upheld=data["upheld"] == "yes",
        text=data["text"],
        same_name=data["same_name"],
        opens=data["opens"],
        actor=actor,
        now=now(),
    )
    return redirect("appeal-item", appeal_id)


def _state(item: Appeal) -> str:
    if item.upheld is None:
        return "appeal.overdue" if now() >= item.due_at else "appeal.open"
    return "appeal.upheld" if item.upheld else "appeal.rejected"


def _row(item: Appeal) -> list[Cell]:
    return [
        moment(item.made_at),
        name(item.hostname, reverse("appeal-item", args=[item.id])),
        moment(item.due_at),
        badge(_state(item)),
    ]


def _sections(item: Appeal, contested: tuple[Order, ...], waiting: int) -> list[Section]:
    blocking = [
        (_("Order that blocks it"), name(one.hostname, reverse("order-item", args=[one.id]))) for one in contested
    ]
    if item.order_id is not None and item.order_id not in {one.id for one in contested}:
        blocking.append((_("Order"), Cell(_("Open the order"), href=reverse("order-item", args=[item.order_id]))))
    facts = [
        *(blocking or [(_("Order"), Cell(_("No order blocks this name.")))]),
        (_("Made"), moment(item.made_at)),
        (_("Answer due"), moment(item.due_at)),
        (_("Answered"), moment(item.answered_at)),
        (_("Appeals on this name or order that wait"), number(waiting)),
    ]
    sections = [
        Section(title=_("The appeal"), facts=facts),
        Section(title=_("Why the block is wrong"), text=item.text),
    ]
    if item.answer:
        sections.append(Section(title=_("Answer"), text=item.answer))
    return sections
