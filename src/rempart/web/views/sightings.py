"""Sightings: hostnames that deserve a look, and why."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.kernel.actors import Actor
from rempart.sightings.contracts import Look, RegisteredName, Sighting
from rempart.sightings.queries import find_registration, get_sighting, list_looks, list_sightings
from rempart.sightings.services import dismiss_sighting
from rempart.watchlist.queries import get_site
from rempart.web.doors import action, page
from rempart.web.forms.shared import ReasonForm
from rempart.web.pages import show_item, show_list
from rempart.web.parts import Cell, Offers, Section, Table, badge, moment, name, number, text
from rempart.web.people import now
from rempart.web.words import label, sentence


@page("sightings.view")
def sightings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every sighting, newest first."""
    return show_list(
        request,
        list_sightings(viewer=actor, limit=1000),
        title=_("Sightings"),
        caption=_("Hostnames that deserve a look, newest first"),
        heads=(_("First seen"), _("Hostname"), _("Score"), _("Where from"), _("Looks"), _("State")),
        row=_row,
        empty=_("Nothing was sighted yet."),
    )


@page("sightings.view")
def sighting_item(
    request: HttpRequest, actor: Actor, sighting_id: UUID, bound: forms.Form | None = None
) -> HttpResponse:
    """One sighting."""
    item = get_sighting(sighting_id, viewer=actor)
    offers = Offers(actor, bound)
    offers.add(
        "sightings.dismiss",
        ReasonForm,
        reverse("sighting-dismiss", args=[sighting_id]),
        title=_("Dismiss"),
        button=_("Dismiss"),
        explanation=_("It opens again by itself when the name is seen again."),
    )
    site = get_site(item.site_id, viewer=actor).label if item.site_id else "–"
    return show_item(
        request,
        title=item.hostname,
        state=badge(item.state),
        back=("sightings", _("Sightings")),
        sections=[
            *_sections(item, site, list_looks([sighting_id], viewer=actor)),
            *_registered(find_registration(sighting_id, viewer=actor)),
        ],
        actions=offers.actions,
    )


@action("sightings.dismiss", ReasonForm, back=sighting_item)
def dismiss(request: HttpRequest, actor: Actor, data: dict[str, str], sighting_id: UUID) -> HttpResponse:  # noqa: ARG001
    """A person sets the sighting aside until it is seen again."""
    dismiss_sighting(sighting_id=sighting_id, actor=actor, now=now(), reason=data["reason"])
    return redirect("sighting-item", sighting_id)


def _row(item: Sighting) -> list[Cell]:
    return [
        moment(item.first_seen_at),
        name(item.hostname, reverse("sighting-item", args=[item.id])),
        number(f"{item.score:.2f}"),
        text(label(item.origin)),
        number(item.looks),
        badge(item.state),
    ]


def _sections(item: Sighting, site: str, looks: tuple[Look, ...]) -> list[Section]:
    facts = [
        (_("Hostname"), name(item.hostname)),
        (_("Closed site it may belong to"), Cell(site, href=_site_url(item.site_id))),
        (_("Score, 0 to 1"), number(f"{item.score:.2f}")),
        (_("Where from"), text(label(item.origin))),
        (_("First seen"), moment(item.first_seen_at)),
        (_("Last seen"), moment(item.last_seen_at)),
    ]
    if item.dismissal:
        facts.append((_("Dismissed because"), text(item.dismissal)))
    table = Table(
        caption=_("Every time it was seen, oldest first"),
        heads=(_("Seen"), _("Where from"), _("Why")),
        rows=[
            [moment(look.seen_at), text(label(look.origin)), text(" ".join(sentence(why) for why in look.reasons))]
            for look in looks
        ],
    )
    return [
        Section(title=_("The sighting"), facts=facts),
        Section(title=_("Reasons"), reasons=item.reasons),
        Section(title=_("Looks"), table=table),
    ]


def _registered(found: RegisteredName | None) -> list[Section]:
    if found is None:
        return []
    facts = [
        (_("Registered name"), name(found.name)),
        (_("Registrar"), text(found.registrar or "–")),
        (_("Contact for abuse"), text(found.abuse_address or "–")),
        (_("Registered on"), moment(found.registered_at) if found.registered_at else text("–")),
        (_("Last changed"), moment(found.changed_at) if found.changed_at else text("–")),
        (_("Name servers"), text(", ".join(found.name_servers) or "–")),
        (_("Asked"), moment(found.looked_up_at)),
    ]
    return [Section(title=_("What the registry says"), facts=facts)]


def _site_url(site_id: UUID | None) -> str:
    return reverse("site-item", args=[site_id]) if site_id else ""
