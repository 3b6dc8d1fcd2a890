"""Orders: propose, countersign, oversee, revoke. The page shows what a person has to read before signing."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.captures.queries import list_exhibits
from rempart.cases.contracts import Case, ItemKind
from rempart.cases.queries import get_case
from rempart.kernel.actors import Actor
from rempart.kernel.errors import InputRejectedError
from rempart.orders import alarms, brake, oversight, services
from rempart.orders.contracts import Act, Order, Proposal, Removal, State
from rempart.orders.judging import outside_of
from rempart.orders.queries import get_order, list_inbox, list_open_acts, list_orders
from rempart.referrals.contracts import Recipient
from rempart.referrals.queries import list_notices
from rempart.web.doors import action, page
from rempart.web.forms.openings import OpeningCodeForm
from rempart.web.forms.orders import BatchForm, EmptyReasonForm, ProposalForm, RenewalForm, SignForm
from rempart.web.forms.shared import NothingForm
from rempart.web.orders_shown import act_called, list_sections
from rempart.web.pages import MOST_LISTED, show_item, show_list
from rempart.web.parts import Action, Cell, Offers, badge, moment, name, rejected_at, text
from rempart.web.people import now
from rempart.web.signing_shown import list_signings
from rempart.web.words import label, moment_words, sentence


@page("orders.view")
def orders(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every order, newest first."""
    return _show(
        request,
        list_orders(viewer=actor, limit=MOST_LISTED + 1),
        _("Orders"),
        _("Nobody has proposed an order yet. An order is proposed on the page of its case."),
        most=MOST_LISTED,
    )


@page("orders.view")
def inbox(request: HttpRequest, actor: Actor, bound: forms.Form | None = None) -> HttpResponse:
    """What waits for this person: a second signature, or the overseer's look."""
    waiting = list_inbox(viewer=actor, limit=MOST_LISTED + 1)
    offers = Offers(actor, bound)
    offers.add(
        "orders.release_brake",
        BatchForm,
        reverse("orders-release-brake"),
        title=_("Let a batch through"),
        button=_("Let it through"),
        explanation=_("More orders within an hour than the operator allows wait for you: one wrong file is no need."),
    )
    offers.add(
        "orders.suspend",
        EmptyReasonForm,
        reverse("orders-suspend-all"),
        title=_("Suspend every order"),
        button=_("Suspend every order"),
        explanation=_("Every name is answered again at once. Each order can be let hold again by itself."),
        tone="danger",
    )
    title, empty = _("Orders that wait for you"), _("No order waits for you.")
    return _show(request, waiting, title, empty, offers.actions, most=MOST_LISTED)


@action("orders.release_brake", BatchForm, back=inbox)
def release_brake(request: HttpRequest, actor: Actor, data: dict[str, Any]) -> HttpResponse:  # noqa: ARG001
    """The overseer lets a batch through."""
    brake.release_brake(number=data["number"], actor=actor, now=now(), reason=data["reason"])
    return redirect("inbox")


@action("orders.suspend", EmptyReasonForm, back=inbox)
def suspend_all(request: HttpRequest, actor: Actor, data: dict[str, Any]) -> HttpResponse:  # noqa: ARG001
    """The overseer stops everything that holds."""
    brake.suspend_all(actor=actor, now=now(), reason=data["reason"])
    return redirect("orders")


@page("orders.propose")
def propose(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The first signature. The safeguards answer at once; a refused proposal is shown with their reasons."""
    case = get_case(case_id, viewer=actor)
    form = _proposal_form(request, case, actor)
    if request.method == "POST" and form.is_valid():
        try:
            order = _propose(form.cleaned_data, case, actor)
        except InputRejectedError as error:
            form.add_error(None, sentence(error))
        else:
            return redirect("order-item", order.id)
    context = {"case": case, "form": form}
    return render(request, "orders/propose.html", context, status=400 if form.errors else 200)


@page("orders.view")
def order_item(request: HttpRequest, actor: Actor, order_id: UUID, bound: forms.Form | None = None) -> HttpResponse:
    """One order with everything that a signer or the overseer has to read."""
    order = get_order(order_id, viewer=actor)
    open_acts = list_open_acts(order, viewer=actor)
    signings = list_signings(request, order, actor, open_acts, bound)
    # Edge agents go by a look again that was signed, which is among the signings.
    unsigned = [act for act in open_acts if act is not Act.RECHECK or not wiring.current_config().feed.listen]
    return show_item(
        request,
        title=order.hostname,
        state=badge(order.state),
        lead=order.basis_title,
        back=("orders", _("Orders")),
        sections=list_sections(order, wiring.vantage_places(wiring.current_config()), actor),
        actions=[
            *_seeing(order, actor),
            *signings,
            *(_offer(act, order, actor, bound) for act in unsigned if act in _OFFERS),
            *_opening(order, actor),
        ],
        with_passkey=bool(signings),
    )


@action("orders.countersign", SignForm, back=order_item)
def countersign(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The second signature, by another person in another role: the order is in force."""
    rule_book = wiring.current_ports().rule_book
    services.countersign_order(order_id=order_id, rule_book=rule_book, actor=actor, now=now(), reason=data["reason"])
    return redirect("order-item", order_id)


def _act(act: str, verb: Callable[..., object]) -> Callable[..., HttpResponseBase]:
    @action(act, EmptyReasonForm, back=order_item)
    def done(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:  # noqa: ARG001
        verb(order_id=order_id, actor=actor, now=now(), reason=data["reason"])
        return redirect("order-item", order_id)

    return done


decline = _act("orders.decline", services.decline_order)
revoke = _act("orders.revoke", oversight.revoke_order)
object_to = _act("orders.object", oversight.object_order)
find_regular = _act("orders.object", oversight.recommend_order)
suspend = _act("orders.suspend", oversight.suspend_order)
resume = _act("orders.suspend", oversight.resume_order)


@action("orders.recheck", EmptyReasonForm, back=order_item)
def recheck(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Somebody looked again and the reasons still hold."""
    rule_book = wiring.current_ports().rule_book
    oversight.recheck_order(order_id=order_id, rule_book=rule_book, actor=actor, now=now(), reason=data["reason"])
    return redirect("order-item", order_id)


@action("orders.propose", RenewalForm, back=order_item)
def renew(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The first signature under a longer term."""
    at = now()
    services.propose_renewal(
        order_id=order_id,
        expires_at=at + timedelta(days=data["days"]),
        rule_book=wiring.current_ports().rule_book,
        actor=actor,
        now=at,
        reason=data["reason"],
    )
    return redirect("order-item", order_id)


@action("orders.countersign", SignForm, back=order_item)
def countersign_renewal(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The second signature under a longer term."""
    rule_book = wiring.current_ports().rule_book
    services.countersign_renewal(order_id=order_id, rule_book=rule_book, actor=actor, now=now(), reason=data["reason"])
    return redirect("order-item", order_id)


@action("orders.mark_alarm_seen", NothingForm, back=order_item)
def alarm_seen(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Somebody who was woken has seen it."""
    alarms.mark_seen(order_id=order_id, actor=actor, now=now())
    return redirect("order-item", order_id)


# For each act of an order's life that a page offers: where it is posted, the form, the tone.
_OFFERS: dict[Act, tuple[str, type[forms.Form], str]] = {
    Act.COUNTERSIGN: ("order-countersign", SignForm, "strong"),
    Act.CONFIRM: ("order-countersign", SignForm, "strong"),
    Act.DECLINE: ("order-decline", EmptyReasonForm, "plain"),
    Act.PROPOSE_RENEWAL: ("order-renew", RenewalForm, "plain"),
    Act.COUNTERSIGN_RENEWAL: ("order-countersign-renewal", SignForm, "strong"),
    Act.RECHECK: ("order-recheck", EmptyReasonForm, "plain"),
    Act.RECOMMEND: ("order-regular", EmptyReasonForm, "plain"),
    Act.OBJECT: ("order-object", EmptyReasonForm, "plain"),
    Act.SUSPEND: ("order-suspend", EmptyReasonForm, "danger"),
    Act.RESUME: ("order-resume", EmptyReasonForm, "plain"),
    Act.REVOKE: ("order-revoke", EmptyReasonForm, "danger"),
}


def _offer(act: Act, order: Order, actor: Actor, bound: forms.Form | None) -> Action:
    view, form_class, tone = _OFFERS[act]
    url = reverse(view, args=[order.id])
    form = rejected_at(url, bound) or form_class(auto_id=f"id_{act}_%s")
    called = act_called(act, by_signer=any(signed.account_id == actor.account_id for signed in order.signatures))
    title = label(f"act.{called}")
    return Action(
        title=title,
        url=url,
        form=form,
        button=title,
        explanation=label(f"act.{act}.why"),
        tone=tone,
    )


def _seeing(order: Order, actor: Actor) -> list[Action]:
    offers = Offers(actor)
    seen = {one.account_id for one in alarms.list_seen(order.id, viewer=actor)}
    if actor.account_id not in seen and (
        order.state is State.PROVISIONAL or alarms.list_deliveries(order.id, viewer=actor)
    ):
        offers.add(
            "orders.mark_alarm_seen",
            NothingForm,
            reverse("order-alarm-seen", args=[order.id]),
            title=_("Alarm"),
            button=_("I have seen it"),
            explanation=_("The others see who looks into it; the order stays as it is."),
        )
    return offers.actions


def _opening(order: Order, actor: Actor) -> list[Action]:
    offers = Offers(actor)
    if order.in_force_at is not None:
        offers.add(
            "transparency.open",
            NothingForm,
            reverse("order-opening", args=[order.id]),
            title=_("Open the commitment"),
            button=_("Download the proof"),
            explanation=_("For the name's owner or a court: it proves that the public log holds this very order."),
        )
        offers.add(
            "transparency.open",
            OpeningCodeForm,
            reverse("order-opening-code", args=[order.id]),
            title=_("Let the owner or a court open it"),
            button=_("Make a code"),
            explanation=_(
                "To be handed over with the decision. Whoever holds it sees that this name is blocked, and why."
            ),
        )
    return offers.actions


def _propose(data: dict[str, Any], case: Case, actor: Actor) -> Order:
    ports = wiring.current_ports()
    moment_now = now()
    proposal = Proposal(
        case_id=case.id,
        hostname=data["hostname"],
        legal_basis=data["legal_basis"],
        necessity=data["necessity"],
        scope=data["scope"],
        expires_at=moment_now + timedelta(days=data["days"]),
        exhibits=tuple(UUID(exhibit) for exhibit in data["exhibits"]),
        subdomains=data["subdomains"],
        answer=data["answer"].strip() or None,
        removal=Removal(data["removal_notified_at"], data["removal_asked_at"], data["removal_unreachable"]),
        owner_changed_at=data["owner_changed_at"],
        set_aside=dict.fromkeys(data.get("set_aside", ()), data.get("set_aside_reason", "")),
    )
    verb = services.order_emergency if data.get("emergency") else services.propose_order
    return verb(
        proposal=proposal,
        outside=outside_of(ports, actor),
        actor=actor,
        now=moment_now,
        reason=data["necessity"] if data.get("emergency") else "",
    )


def _said_before(order_id: str, case: Case, actor: Actor) -> dict[str, object]:
    """What an earlier proposal of the same case said, to be typed no more; nothing where there is none.

    Exhibits are those that the case has by now. Safeguards are set aside anew, with reasons, or not at all.
    """
    order = next((one for one in list_orders(viewer=actor, case_id=case.id) if str(one.id) == order_id), None)
    if order is None:
        return {}
    said: dict[str, object] = {
        "hostname": order.hostname,
        "legal_basis": order.legal_basis,
        "necessity": order.necessity,
        "scope": order.scope,
        "subdomains": order.subdomains,
        "answer": order.answer,
        "days": max(1, round((order.expires_at - order.proposed_at) / timedelta(days=1))),
        "removal_unreachable": order.removal.unreachable,
    }
    moments = {"removal_notified_at": order.removal.notified_at, "removal_asked_at": order.removal.asked_at}
    return said | {field: at for field, at in moments.items() if at}


def _proposal_form(request: HttpRequest, case: Case, actor: Actor) -> ProposalForm:
    own = set(case.ids_of(ItemKind.EXHIBIT))
    exhibits = [item for item in list_exhibits(viewer=actor, hostname=case.hostname) if item.id in own]
    initial: dict[str, object] = {"hostname": case.hostname, "exhibits": [str(item.id) for item in exhibits]}
    asked = [item.sent_at for item in list_notices(viewer=actor, case_id=case.id) if item.recipient is Recipient.HOSTER]
    initial["removal_asked_at"] = min((at for at in asked if at), default=None)
    initial |= _said_before(request.GET.get("after", ""), case, actor)
    form = ProposalForm(request.POST or None, initial=initial)
    rules = wiring.current_ports().rule_book.read()
    form.offer(
        rules.bases.values(),
        [(str(item.id), f"{moment_words(item.captured_at)} · {item.title or item.hostname}") for item in exhibits],
        rules.lists.settable_aside,
        actor.roles,
    )
    return form


def _show(
    request: HttpRequest,
    shown: tuple[Order, ...],
    title: str,
    empty: str,
    actions: Sequence[Action] = (),
    most: int | None = None,
) -> HttpResponse:
    return show_list(
        request,
        shown,
        title=title,
        caption=_("Orders, newest first"),
        heads=(_("Proposed"), _("Hostname"), _("Legal basis"), _("Signed by"), _("Ends"), _("State")),
        row=_row,
        empty=empty,
        actions=actions,
        most=most,
    )


def _row(order: Order) -> list[Cell]:
    return [
        moment(order.proposed_at),
        name(order.hostname, reverse("order-item", args=[order.id])),
        text(order.basis_title),
        text(", ".join(signature.signer for signature in order.signatures) or "–"),
        moment(order.term_ends_at),
        badge(order.state),
    ]
