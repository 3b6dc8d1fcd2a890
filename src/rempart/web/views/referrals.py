"""Referrals: notices to police, hoster, registrar and other hotlines; their clocks and answers."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rempart.kernel.actors import Actor
from rempart.orders.queries import get_order
from rempart.referrals.contracts import Notice
from rempart.referrals.queries import get_notice, list_notices
from rempart.referrals.services import mark_sent, record_answer
from rempart.web.doors import action, page
from rempart.web.forms.referrals import AnswerForm, SentForm
from rempart.web.pages import MOST_LISTED, show_item, show_list
from rempart.web.parts import Action, Cell, Offers, Section, Table, badge, moment, name, text
from rempart.web.people import now
from rempart.web.words import label


@page("referrals.view")
def referrals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every notice, newest first."""
    return show_list(
        request,
        list_notices(viewer=actor, limit=MOST_LISTED + 1),
        most=MOST_LISTED,
        title=_("Referrals"),
        caption=_("Notices, newest first"),
        heads=(_("Prepared"), _("To"), _("Hostname"), _("Answer due"), _("State")),
        row=_row,
        empty=_("No notice was prepared yet. They are written by themselves when an order comes into force."),
    )


@page("referrals.view")
def notice_item(request: HttpRequest, actor: Actor, notice_id: UUID, bound: forms.Form | None = None) -> HttpResponse:
    """One notice, with its text in both languages."""
    notice = get_notice(notice_id, viewer=actor)
    return show_item(
        request,
        title=_("Notice to the %(recipient)s") % {"recipient": label(notice.recipient)},
        state=badge(notice.state_at(now())),
        back=("referrals", _("Referrals")),
        sections=_sections(notice, _warning(notice, actor)),
        actions=_offers(notice, actor, bound),
    )


@action("referrals.send", SentForm, back=notice_item)
def sent(request: HttpRequest, actor: Actor, data: dict[str, Any], notice_id: UUID) -> HttpResponse:  # noqa: ARG001
    """A person sent the notice; the clock runs."""
    mark_sent(notice_id=notice_id, actor=actor, now=now(), sent_to=data["sent_to"], reason=data["reason"])
    return redirect("notice-item", notice_id)


@action("referrals.answer", AnswerForm, back=notice_item)
def answered(request: HttpRequest, actor: Actor, data: dict[str, Any], notice_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The recipient answered."""
    record_answer(notice_id=notice_id, kind=data["kind"], actor=actor, now=now(), text=data["text"])
    return redirect("notice-item", notice_id)


def _offers(notice: Notice, actor: Actor, bound: forms.Form | None) -> list[Action]:
    offers = Offers(actor, bound)
    if notice.sent_at is None:
        url = reverse("notice-sent", args=[notice.id])
        initial: dict[str, object] = {"sent_to": notice.address}
        why = _("Send it by your own mail or their form, then say so here: the clock for the answer begins.")
        title = _("Mark as sent")
        offers.add("referrals.send", SentForm, url, title=title, button=title, explanation=why, initial=initial)
    else:
        url = reverse("notice-answered", args=[notice.id])
        offers.add("referrals.answer", AnswerForm, url, title=_("Note an answer"), button=_("Keep the answer"))
    return offers.actions


def _row(notice: Notice) -> list[Cell]:
    return [
        moment(notice.prepared_at),
        Cell(label(notice.recipient), href=reverse("notice-item", args=[notice.id])),
        name(notice.hostname),
        moment(notice.due_at),
        badge(notice.state_at(now())),
    ]


def _warning(notice: Notice, actor: Actor) -> str:
    """What whoever sends the notice has to know: its words are those of the moment at which it was written."""
    if notice.sent_at is not None or get_order(notice.order_id, viewer=actor).blocks:
        return ""
    return _("The block is no longer in force, and this notice says that it is: do not send it as it stands.")


def _sections(notice: Notice, warning: str) -> list[Section]:
    facts = [
        (_("To"), text(f"{label(notice.recipient)} {notice.sent_to or notice.address}")),
        (_("About"), name(notice.url)),
        (_("Order"), Cell(_("Open the order"), href=reverse("order-item", args=[notice.order_id]))),
        (_("Prepared"), moment(notice.prepared_at)),
        (_("Sent"), moment(notice.sent_at)),
        (_("Answer due"), moment(notice.due_at)),
    ]
    answers = Table(
        caption=_("Answers, oldest first"),
        heads=(_("Moment"), _("Answer"), _("Words")),
        rows=[[moment(a.answered_at), text(label(f"answer.{a.kind}")), text(a.text)] for a in notice.answers],
        empty=_("No answer yet."),
    )
    texts = [(_("Text in French"), notice.text_fr), (_("Text in English"), notice.text_en)]
    if get_language() == "en":
        texts.reverse()
    return [
        Section(title=_("The notice"), facts=facts, note=warning),
        *(Section(title=title, text=words) for title, words in texts),
        Section(title=_("Answers"), table=answers),
    ]
