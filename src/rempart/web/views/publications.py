"""Publications: what the zone was told and when; the lists that subscribers take; whether zone and orders agree."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.kernel.actors import Actor
from rempart.probes.queries import list_probes
from rempart.probes.subscribers import list_resolvers
from rempart.publications.contracts import Publication, Subscriber
from rempart.publications.queries import get_publication, list_publications
from rempart.publications.services import check_zone, export_list
from rempart.publications.subscribers import list_subscribers
from rempart.web.doors import action, page
from rempart.web.forms.publications import ExportForm
from rempart.web.forms.shared import NothingForm
from rempart.web.pages import MOST_LISTED, as_file, show_item, show_list
from rempart.web.parts import Action, Cell, Offers, Section, Table, badge, item_link, moment, name, number
from rempart.web.people import now


@page("publications.view")
def publications(request: HttpRequest, actor: Actor, bound: forms.Form | None = None) -> HttpResponse:
    """Every change of the zone, newest first."""
    return show_list(
        request,
        list_publications(viewer=actor, limit=MOST_LISTED + 1),
        most=MOST_LISTED,
        title=_("Publications"),
        caption=_("Changes of the zone, newest first"),
        heads=(_("Moment"), _("Hostname"), _("Change"), _("Zone"), _("Serial")),
        row=_row,
        empty=_("The zone was told nothing yet. It is told of an order as soon as one is in force."),
        actions=_offers(actor, bound),
    )


@page("publications.view")
def publication_item(request: HttpRequest, actor: Actor, publication_id: UUID) -> HttpResponse:
    """One change of the zone, and what probes saw of its order since."""
    item = get_publication(publication_id, viewer=actor)
    facts = [
        (_("Order"), Cell(_("Open the order"), href=reverse("order-item", args=[item.order_id]))),
        (_("Moment"), moment(item.applied_at)),
        (_("Zone"), name(item.zone)),
        (_("Serial"), number(item.serial)),
    ]
    since = [
        probe for probe in list_probes(viewer=actor, order_ids=[item.order_id]) if probe.started_at >= item.applied_at
    ]
    seen = Table(
        caption=_("Probes, newest first"),
        heads=(_("Moment"), _("Outcome")),
        rows=[[item_link(moment(probe.started_at), "probe-item", probe.id), badge(probe.outcome)] for probe in since],
        empty=_("Nothing was probed yet."),
    )
    return show_item(
        request,
        title=item.hostname,
        state=badge(item.change),
        back=("publications", _("Publications")),
        sections=[Section(title=_("Change"), facts=facts), Section(title=_("Its effect"), table=seen)],
    )


@page("publications.view")
def subscribers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every edge agent with what it has by its own receipts, and every other resolver by probes; alarms first."""
    config, at = wiring.current_config(), now()
    names = [subscriber.name for subscriber in config.feed.subscribers]
    labels = [resolver.label for resolver in config.probes.subscribers]
    by_probes = Table(
        caption=_("Resolvers and what each did when it was last asked, alarms first"),
        heads=(
            _("Subscriber"),
            _("State"),
            _("Orders"),
            _("Effective"),
            _("Not proven"),
            _("Since"),
            _("Last answer"),
        ),
        rows=[_resolver_row(one) for one in list_resolvers(labels=labels, viewer=actor, now=at)],
        empty=_("No resolver is configured. Name subscribers under [probes] in rempart.toml."),
    )
    return show_list(
        request,
        list_subscribers(names=names, viewer=actor, now=at),
        title=_("Subscribers"),
        caption=_("Edge agents and what their resolvers do by their own signed receipts, alarms first"),
        lead=_("An order counts as effective once the resolver was asked and refused, never because it was sent."),
        heads=(
            _("Subscriber"),
            _("State"),
            _("Orders"),
            _("Effective"),
            _("Without a receipt"),
            _("Since"),
            _("Serial"),
            _("Last receipt"),
            _("Clock, seconds ahead"),
        ),
        row=_subscriber_row,
        empty=_("No edge agent is configured. Name subscribers under [feed] in rempart.toml."),
        sections=[Section(title=_("Resolvers without an agent, by probes"), table=by_probes)],
    )


@action("publications.export", ExportForm, back=publications)
def export(request: HttpRequest, actor: Actor, data: dict[str, str]) -> HttpResponseBase:  # noqa: ARG001
    """A whole list, for a subscriber; that it left is recorded."""
    config = wiring.current_config()
    exported = export_list(
        form=data["form"],
        zone=config.publication.zone,
        title=config.web.organisation,
        actor=actor,
        now=now(),
        reason=data["reason"],
    )
    return as_file(StreamingHttpResponse(exported.lines, content_type="text/plain; charset=utf-8"), exported.filename)


@action("publications.check", NothingForm, back=publications)
def check(request: HttpRequest, actor: Actor, data: dict[str, str]) -> HttpResponse:  # noqa: ARG001
    """Compare the zone with the orders in force, and mend it."""
    outcome = check_zone(publisher=wiring.current_ports().publisher, actor=actor, now=now())
    return render(request, "desk/zone_check.html", {"check": outcome})


def _offers(actor: Actor, bound: forms.Form | None) -> list[Action]:
    offers = Offers(actor, bound)
    offers.add(
        "publications.export",
        ExportForm,
        reverse("publications-export"),
        title=_("Take a list out"),
        button=_("Download"),
        explanation=_("For subscribers with the right to it. That the list left is recorded."),
    )
    offers.add(
        "publications.check",
        NothingForm,
        reverse("publications-check"),
        title=_("Compare the zone with the orders in force"),
        button=_("Compare and mend"),
        explanation=_(
            "What an order in force asks for and the zone lacks is written into it; what no order asks for is taken "
            "out. Resolvers obey at once."
        ),
    )
    return offers.actions


def _subscriber_row(one: Subscriber) -> list[Cell]:
    *state, heard = _resolver_row(one)
    return [*state, number(one.serial), heard, number(one.clock_ahead_s)]


def _resolver_row(one: Subscriber) -> list[Cell]:
    return [
        name(one.name),
        badge(f"subscriber.{one.state}"),
        number(one.orders),
        number(one.effective),
        number(one.waiting),
        moment(one.waiting_since),
        moment(one.heard_at),
    ]


def _row(item: Publication) -> list[Cell]:
    return [
        item_link(moment(item.applied_at), "publication-item", item.id),
        name(item.hostname, reverse("order-item", args=[item.order_id])),
        badge(item.change),
        name(item.zone),
        number(item.serial),
    ]
