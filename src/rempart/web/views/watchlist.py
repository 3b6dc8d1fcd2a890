"""Watch list: the closed sites, their names in order, and what their pages looked like."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.captures.queries import find_exhibit
from rempart.glances.contracts import FormerAddress
from rempart.glances.leads import say_left_out
from rempart.glances.queries import list_former_addresses, list_site_keys
from rempart.glances.reopenings import list_reopened_signs
from rempart.kernel.actors import Actor
from rempart.pipeline.confirmed import list_confirmed_keys, read_confirmed_pages
from rempart.sightings.budgets import find_threshold
from rempart.sightings.forecasts import list_forecast
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import browse_sites, get_site, list_references
from rempart.watchlist.services import enrol_site, name_site
from rempart.web.budget_shown import threshold_facts
from rempart.web.doors import action, page
from rempart.web.dossier_shown import FORECAST_SHOWN, show_dossier, show_forecast
from rempart.web.forms.watchlist import EnrolForm, NameForm, SiteFilter
from rempart.web.outcomes_shown import show_cases
from rempart.web.pages import show_item, show_list
from rempart.web.parts import Cell, Offers, Section, Table, badge, moment, name, number, on_day, short, text
from rempart.web.people import now
from rempart.web.words import label, problem_words, sentence


@page("watchlist.view")
def watchlist(request: HttpRequest, actor: Actor, bound: forms.Form | None = None) -> HttpResponse:
    """Every closed site, by label."""
    offers = Offers(actor, bound)
    offers.add(
        "watchlist.enrol",
        EnrolForm,
        reverse("watchlist-enrol"),
        title=_("Watch a closed site"),
        button=_("Watch from now on"),
        explanation=_("Only sites that a decision has closed. A label that is there already gets the new names."),
    )
    narrowed = SiteFilter(request.GET)
    sought = narrowed.cleaned_data["text"] if narrowed.is_valid() else ""
    return show_list(
        request,
        browse_sites(sought, viewer=actor),
        title=_("Watch list"),
        caption=_("Closed sites, by label"),
        heads=(_("Label"), _("Newest name"), _("Former names"), _("Captures to compare with"), _("Watched since")),
        row=_row,
        empty=_("No closed site is as asked for.")
        if sought
        else _(
            "No closed site is watched yet. Enter one below; whoever runs this installation can import a whole list."
        ),
        narrowed_by=narrowed,
        actions=offers.actions,
    )


@page("watchlist.view")
def site_item(request: HttpRequest, actor: Actor, site_id: UUID, bound: forms.Form | None = None) -> HttpResponse:
    """One closed site."""
    site = get_site(site_id, viewer=actor)
    offers = Offers(actor, bound)
    offers.add(
        "watchlist.name_site",
        NameForm,
        reverse("site-name", args=[site_id]),
        title=_("Add a name"),
        button=_("Add"),
        explanation=_("The newest name is where the next one is looked for."),
    )
    return show_item(
        request,
        title=site.label,
        back=("watchlist", _("Watch list")),
        sections=[
            *_sections(site, actor),
            show_cases(site_id, actor),
            show_forecast(list_forecast(site_id, viewer=actor, limit=FORECAST_SHOWN)),
            _keys(site_id, actor),
            _reopenings(site_id, actor),
            _former(site_id, actor),
        ],
        actions=offers.actions,
    )


@action("watchlist.enrol", EnrolForm, back=watchlist)
def enrol(request: HttpRequest, actor: Actor, data: dict[str, Any]) -> HttpResponse:
    """Watch a closed site from now on."""
    site_id = enrol_site(
        label=data["label"],
        domains=data["domains"].hostnames,
        decision=data["decision"],
        actor=actor,
        now=now(),
        reason=data["reason"],
    )
    messages.success(request, data["domains"].told)
    return redirect("site-item", site_id)


@action("watchlist.name_site", NameForm, back=site_item)
def name_one(request: HttpRequest, actor: Actor, data: dict[str, Any], site_id: UUID) -> HttpResponse:
    """The site is known under one more name, or under several."""
    for hostname in data["hostname"].hostnames:
        name_site(site_id=site_id, hostname=hostname, actor=actor, now=now(), reason=data["reason"])
    messages.success(request, data["hostname"].told)
    return redirect("site-item", site_id)


def _row(site: Site) -> list[Cell]:
    names = [known.hostname for known in site.names]
    return [
        Cell(site.label, href=reverse("site-item", args=[site.id])),
        name(names[-1] if names else "–"),
        text(short(reversed(names[:-1]))),
        number(site.references),
        moment(site.enrolled_at),
    ]


def _sections(site: Site, actor: Actor) -> list[Section]:
    names = Table(
        caption=_("Names, oldest first"),
        heads=(_("Hostname"), _("Known on")),
        rows=[[name(known.hostname), on_day(known.known_on)] for known in site.names],
    )
    captures = Table(
        caption=_("Sealed captures that pages are compared with"),
        heads=(_("Added"), _("Hostname"), _("Exhibit")),
        rows=[
            [moment(kept.added_at), name(kept.hostname), _exhibit(kept.exhibit_id, actor)]
            for kept in list_references(site.id, viewer=actor)
        ],
        empty=_("No capture of this site is kept: only its names can be compared."),
    )
    facts = [
        (_("Decision"), text(site.decision or "–")),
        (_("Closed on"), on_day(site.closed_on)),
        (_("Languages"), text(", ".join(site.languages) or "–")),
        (_("Watched since"), moment(site.enrolled_at)),
        *threshold_facts(find_threshold(site.id, viewer=actor)),
        (_("Sightings"), Cell(_("those that may be this site"), href=_sightings_of(site))),
    ]
    return [
        Section(title=_("The site"), facts=facts),
        show_dossier(site, _("What its names tell")),
        Section(title=_("Names"), table=names),
        Section(title=_("What it looked like"), table=captures),
    ]


def _sightings_of(site: Site) -> str:
    return f"{reverse('sightings')}?{urlencode({'site': site.label})}"


def _exhibit(exhibit_id: UUID, actor: Actor) -> Cell:
    """An exhibit, leading to its page where it is kept here: a reference may come from elsewhere."""
    kept = find_exhibit(exhibit_id, viewer=actor)
    return name(str(exhibit_id), reverse("exhibit-item", args=[exhibit_id]) if kept else "")


def _keys(site_id: UUID, actor: Actor) -> Section:
    """Which keys the certificate streams look for, and where else they were found."""
    table = Table(
        caption=_(
            "TLS keys of its captures and confirmed reopenings, looked for in each certificate that streams bring whole"
        ),
        heads=(_("Key, SHA-256"), _("Held by"), _("Known from"), _("Exhibit"), _("Other owners"), _("Found at")),
        rows=[
            [
                name(key.key),
                name(key.hostname),
                text(_("a reopening that two people confirmed") if key.is_reopening else _("a capture of the site")),
                _exhibit(key.exhibit_id, actor),
                number(key.owners),
                text(_("shared by many, so it says nothing") if key.is_shared else short(key.hosts) or "–"),
            ]
            for key in list_site_keys(site_id, viewer=actor, confirmed=list_confirmed_keys(site_id, viewer=actor))
        ],
        empty=_("No capture or confirmed reopening of this site holds a TLS key."),
    )
    return Section(title=_("TLS keys"), table=table)


def _reopenings(site_id: UUID, actor: Actor) -> Section:
    """By which contact points and accounts of its confirmed reopenings sweeps know the site."""
    pages = read_confirmed_pages(site_id, viewer=actor)
    table = Table(
        caption=_("Contact points and accounts of its confirmed reopenings: a sweep takes a page with one for a lead"),
        heads=(_("Kind"), _("Sign"), _("Given by"), _("Exhibit")),
        rows=[
            [
                text(label(f"sign.{found.sign.kind}")),
                name(found.sign.text),
                name(found.reopening.hostname),
                _exhibit(found.reopening.exhibit_id, actor),
            ]
            for found in list_reopened_signs(pages, wiring.current_ports().background())
        ],
        empty=_("No confirmed reopening of this site gives a contact point or an account that few others have."),
    )
    return Section(title=_("What its reopenings give"), table=table)


def _say_former(one: FormerAddress) -> str:
    """What one shows, or why it shows nothing; and which of its addresses were not asked, where others were."""
    shown = problem_words(one.problem) or " ".join(map(sentence, one.marks)) or one.shown
    return " ".join(filter(None, (shown, *map(sentence, say_left_out(one.beside)))))


def _former(site_id: UUID, actor: Actor) -> Section:
    table = Table(
        caption=_("What each former address answered last"),
        heads=(_("Hostname"), _("It answers"), _("Leads to"), _("Since"), _("Last looked at"), _("What is shown")),
        rows=[
            [
                name(one.hostname),
                badge(one.finding),
                name(one.leads_to or "–"),
                moment(one.since) if one.since else text("–"),
                moment(one.looked_at) if one.looked_at else text("–"),
                text(_say_former(one)),
            ]
            for one in list_former_addresses(viewer=actor, site_id=site_id)
        ],
        empty=_("None was looked at yet."),
    )
    return Section(title=_("Former addresses"), table=table)
