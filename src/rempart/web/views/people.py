"""People: who may enter, with which roles; accounts are opened here, never by themselves."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.kernel.actors import Actor, Role
from rempart.people.contracts import AccountMissingError, IssuedToken, Person
from rempart.people.queries import list_api_tokens, list_people
from rempart.people.services import close_account, grant_role, issue_one_time_login, open_account, withdraw_role
from rempart.web.doors import action, page
from rempart.web.forms.people import OpenAccountForm, RoleForm
from rempart.web.forms.shared import NothingForm, ReasonForm
from rempart.web.pages import show_item, show_list
from rempart.web.parts import Cell, Offers, Section, Table, badge, moment, text
from rempart.web.people import now
from rempart.web.words import label


@page("people.view")
def people(request: HttpRequest, actor: Actor, bound: forms.Form | None = None) -> HttpResponse:
    """Every account, by label."""
    offers = Offers(actor, bound)
    offers.add(
        "people.manage",
        OpenAccountForm,
        reverse("people-open"),
        title=_("Open an account"),
        button=_("Open"),
        explanation=_("Its owner enters by a one-time link. Overseer and auditor are held by nobody who decides."),
    )
    return show_list(
        request,
        list_people(viewer=actor),
        title=_("People"),
        caption=_("Accounts, by label"),
        heads=(_("Label"), _("Organisation"), _("Roles"), _("State")),
        row=_row,
        empty=_("There is no account."),
        actions=offers.actions,
    )


@page("people.view")
def person_item(request: HttpRequest, actor: Actor, account_id: UUID, bound: forms.Form | None = None) -> HttpResponse:
    """One account."""
    person = _find(actor, account_id)
    offers = Offers(actor, bound)
    for view, form_class, title, told, tone in (
        (
            "person-once",
            ReasonForm,
            _("Give a one-time link"),
            _("For a first entry, or a forgotten password."),
            "plain",
        ),
        ("person-role", RoleForm, _("Change a role"), "", "plain"),
        ("person-close", ReasonForm, _("Close the account"), _("Its owner is out; what they did stays."), "danger"),
    ):
        url = reverse(view, args=[account_id])
        offers.add("people.manage", form_class, url, title=title, button=title, explanation=told, tone=tone)
    tokens = list_api_tokens(account_id, viewer=actor)
    for item in tokens:
        if item.revoked_at is None:
            title = _("Revoke the token “%(label)s”") % {"label": item.label}
            url = reverse("token-revoke", args=[item.id])
            offers.add("people.manage", NothingForm, url, title=title, button=_("Revoke"), tone="danger")
    facts = [
        (_("Label"), text(person.label)),
        (_("E-mail address"), text(person.email)),
        (_("Organisation"), text(person.organisation)),
        (_("Roles"), text(", ".join(label(role) for role in person.roles) or "–")),
    ]
    return show_item(
        request,
        title=person.label,
        state=badge("active" if person.active else "closed"),
        back=("people", _("People")),
        sections=[Section(title=_("The account"), facts=facts), Section(title=_("API tokens"), table=_tokens(tokens))],
        actions=offers.actions if person.active else (),
    )


@action("people.manage", OpenAccountForm, back=people)
def open_one(request: HttpRequest, actor: Actor, data: dict[str, str]) -> HttpResponse:  # noqa: ARG001
    """An account without a password."""
    account_id = open_account(
        email=data["email"],
        label=data["label"],
        organisation=data["organisation"],
        roles=[Role(role) for role in data["roles"]],
        actor=actor,
        now=now(),
        reason=data["reason"],
    )
    return redirect("person-item", account_id)


@action("people.manage", ReasonForm, back=person_item)
def give_link(request: HttpRequest, actor: Actor, data: dict[str, str], account_id: UUID) -> HttpResponse:
    """A link that lets the person in once; it is shown once, to be handed over by a safe way."""
    secret = issue_one_time_login(account_id=account_id, actor=actor, now=now(), reason=data["reason"])
    link = request.build_absolute_uri(reverse("once", args=[secret]))
    return render(request, "desk/one_time_link.html", {"link": link, "account_id": account_id})


@action("people.manage", RoleForm, back=person_item)
def change_role(request: HttpRequest, actor: Actor, data: dict[str, str], account_id: UUID) -> HttpResponse:  # noqa: ARG001
    """A person may do more, or less."""
    verb = grant_role if data["change"] == "grant" else withdraw_role
    verb(account_id=account_id, role=Role(data["role"]), actor=actor, now=now(), reason=data["reason"])
    return redirect("person-item", account_id)


@action("people.manage", ReasonForm, back=person_item)
def close_one(request: HttpRequest, actor: Actor, data: dict[str, str], account_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Keep a person out from now on."""
    close_account(account_id=account_id, actor=actor, now=now(), reason=data["reason"])
    return redirect("person-item", account_id)


def _tokens(tokens: tuple[IssuedToken, ...]) -> Table:
    return Table(
        caption=_("API tokens, newest first"),
        heads=(_("What it is for"), _("Issued"), _("Revoked")),
        rows=[[text(item.label), moment(item.created_at), moment(item.revoked_at)] for item in tokens],
        empty=_("No token was issued."),
    )


def _find(actor: Actor, account_id: UUID) -> Person:
    found = next((person for person in list_people(viewer=actor) if person.id == account_id), None)
    if found is None:
        raise AccountMissingError(account=account_id)
    return found


def _row(person: Person) -> list[Cell]:
    return [
        Cell(person.label, href=reverse("person-item", args=[person.id])),
        text(person.organisation),
        text(", ".join(label(role) for role in person.roles) or "–"),
        badge("active" if person.active else "closed"),
    ]
