"""Cases: the work of people on one site, from its first sighting to the probe of its block, on one page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.cases.contracts import Case, CaseState, ItemKind
from rempart.cases.queries import get_case, list_cases
from rempart.cases.services import close_case, note_case
from rempart.kernel.actors import Actor
from rempart.orders.queries import list_orders
from rempart.people.permissions import may
from rempart.pipeline.timeline import LinkKind, TimelineEntry, list_timeline
from rempart.watchlist.queries import get_site
from rempart.web.doors import action, page
from rempart.web.forms.cases import NoteForm
from rempart.web.forms.shared import ReasonForm
from rempart.web.pages import MOST_LISTED, show_item, show_list
from rempart.web.parts import Action, Cell, Offers, Section, Table, badge, moment, name, number, text, word
from rempart.web.people import now
from rempart.web.words import fill, label

# Where each kind of row has its page; a change of the zone has none of its own.
PAGE_OF_KIND = {
    LinkKind.SIGHTING: "sighting-item",
    LinkKind.REPORT: "report-item",
    LinkKind.EXHIBIT: "exhibit-item",
    LinkKind.MATCH: "match-item",
    LinkKind.ORDER: "order-item",
    LinkKind.PROBE: "probe-item",
    LinkKind.NOTICE: "notice-item",
    LinkKind.SITE: "site-item",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the timeline as the page shows it."""

    at: datetime
    words: str
    actor: str
    reason: str
    href: str
    index: int


@page("cases.view")
def cases(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every case, newest first."""
    return show_list(
        request,
        list_cases(viewer=actor, limit=MOST_LISTED + 1),
        most=MOST_LISTED,
        title=_("Cases"),
        caption=_("Cases, newest first"),
        heads=(_("Opened"), _("Hostname"), _("Reports"), _("Exhibits"), _("State")),
        row=_row,
        empty=_("No case is open. One opens by itself when a captured page is a closed site again."),
    )


@page("cases.view")
def case_item(request: HttpRequest, actor: Actor, case_id: UUID, bound: forms.Form | None = None) -> HttpResponse:
    """One case, as a timeline with what belongs to it beside."""
    case = get_case(case_id, viewer=actor)
    return show_item(
        request,
        title=case.hostname,
        state=badge(f"case.{case.state}"),
        back=("cases", _("Cases")),
        sections=_sections(case, actor),
        actions=_offers(case, actor, bound),
        template="cases/item.html",
        case=case,
        happenings=[_happening(entry) for entry in list_timeline(case_id, viewer=actor)],
        propose=may(actor, "orders.propose") and case.state is CaseState.OPEN,
    )


@action("cases.note", NoteForm, back=case_item)
def note(request: HttpRequest, actor: Actor, data: dict[str, str], case_id: UUID) -> HttpResponse:  # noqa: ARG001
    """A person writes something down."""
    note_case(case_id=case_id, text=data["text"], actor=actor, now=now())
    return redirect("case-item", case_id)


@action("cases.close", ReasonForm, back=case_item)
def close(request: HttpRequest, actor: Actor, data: dict[str, str], case_id: UUID) -> HttpResponse:  # noqa: ARG001
    """A person ends the work on the case."""
    close_case(case_id=case_id, actor=actor, now=now(), reason=data["reason"])
    return redirect("case-item", case_id)


def _happening(entry: TimelineEntry) -> Happening:
    page_of_row = PAGE_OF_KIND.get(entry.link_kind)
    return Happening(
        at=entry.at,
        words=fill(entry.title_template, entry.values),
        actor=entry.actor_name,
        reason=entry.reason,
        href=reverse(page_of_row, args=[entry.link_id]) if page_of_row else "",
        index=entry.index,
    )


def _offers(case: Case, actor: Actor, bound: forms.Form | None) -> list[Action]:
    offers = Offers(actor, bound)
    url = reverse("case-note", args=[case.id])
    offers.add("cases.note", NoteForm, url, title=_("Write a note"), button=_("Keep the note"))
    if case.state is CaseState.OPEN:
        offers.add(
            "cases.close",
            ReasonForm,
            reverse("case-close", args=[case.id]),
            title=_("Close the case"),
            button=_("Close"),
            explanation=_("Orders stay as they are. A new match opens a new case."),
            tone="danger",
        )
    return offers.actions


def _row(case: Case) -> list[Cell]:
    return [
        moment(case.opened_at),
        name(case.hostname, reverse("case-item", args=[case.id])),
        number(len(case.ids_of(ItemKind.REPORT))),
        number(len(case.ids_of(ItemKind.EXHIBIT))),
        badge(f"case.{case.state}"),
    ]


def _sections(case: Case, actor: Actor) -> list[Section]:
    site = get_site(case.site_id, viewer=actor)
    facts = [
        (_("Closed site"), Cell(site.label, href=reverse("site-item", args=[site.id]))),
        (_("Decision that closed it"), text(site.decision or "–")),
        (_("Names so far"), number(len(site.names))),
        (_("Opened"), moment(case.opened_at)),
    ]
    if case.closed_at:
        facts += [(_("Closed"), moment(case.closed_at)), (_("Closed because"), text(case.closing))]
    return [
        Section(title=_("The case"), facts=facts),
        Section(title=_("Orders"), table=_orders(case, actor)),
        Section(title=_("What belongs to it"), table=_items(case)),
        Section(title=_("Notes"), table=_notes(case)),
    ]


def _orders(case: Case, actor: Actor) -> Table:
    return Table(
        caption=_("Orders, newest first"),
        heads=(_("Proposed"), _("Hostname"), _("State"), _("Ends")),
        rows=[
            [
                moment(order.proposed_at),
                name(order.hostname, reverse("order-item", args=[order.id])),
                badge(order.state),
                moment(order.term_ends_at),
            ]
            for order in list_orders(viewer=actor, case_id=case.id)
        ],
        empty=_("Nobody has proposed an order."),
    )


def _items(case: Case) -> Table:
    return Table(
        caption=_("By the time they joined"),
        heads=(_("Joined"), _("What")),
        rows=[
            [
                moment(item.joined_at),
                word(label(f"item.{item.kind}"), reverse(PAGE_OF_KIND[LinkKind(item.kind)], args=[item.item_id])),
            ]
            for item in case.items
        ],
    )


def _notes(case: Case) -> Table:
    return Table(
        caption=_("Notes, oldest first"),
        heads=(_("Written"), _("By"), _("Note")),
        rows=[[moment(kept.written_at), text(kept.author), text(kept.text)] for kept in case.notes],
        empty=_("Nobody wrote a note."),
    )
