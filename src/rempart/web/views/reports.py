"""Reports: the public form and its receipt, open to all; the desk's list and item."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.cases.contracts import ItemKind
from rempart.kernel.actors import PUBLIC, Actor
from rempart.kernel.errors import InputRejectedError
from rempart.people.permissions import may
from rempart.reports.contracts import Report, ReportState
from rempart.reports.queries import follow_report, get_report, list_reports
from rempart.reports.services import set_aside_report, submit_report
from rempart.sightings.queries import list_sightings
from rempart.web.doors import action, page
from rempart.web.forms.reports import ReceiptForm, ReportForm
from rempart.web.forms.shared import ReasonForm
from rempart.web.outcomes_shown import case_facts
from rempart.web.pages import MOST_LISTED, show_item, show_list
from rempart.web.parts import Cell, Offers, Section, badge, item_link, moment, name, text
from rempart.web.people import now
from rempart.web.words import label, sentence


def report(request: HttpRequest) -> HttpResponse:
    """The form. A report that was taken answers with its receipt at once: the code never stands in an address."""
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = submit_report(**form.cleaned_data, now=now(), actor=PUBLIC)
        except InputRejectedError as error:
            form.add_error(None, sentence(error))
        else:
            return render(request, "public/receipt.html", {"receipt": receipt, "form": ReceiptForm()})
    return render(request, "public/report.html", {"form": form}, status=400 if form.errors else 200)


def follow(request: HttpRequest) -> HttpResponse:
    """What became of a report, for whoever holds its code; also where the code is typed back."""
    form = ReceiptForm(request.POST or None)
    progress = None
    if request.method == "POST" and form.is_valid():
        try:
            progress = follow_report(form.cleaned_data["code"])
        except InputRejectedError as error:
            form.add_error("code", sentence(error))
    context = {"form": form, "progress": progress}
    return render(request, "public/follow.html", context, status=400 if form.errors else 200)


def leave(request: HttpRequest) -> HttpResponse:
    """The way out in a hurry: an empty page; the browser is asked to forget what it kept of this site."""
    response = render(request, "public/leave.html")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@page("reports.view")
def reports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every report, newest first."""
    return show_list(
        request,
        list_reports(viewer=actor, limit=MOST_LISTED + 1),
        most=MOST_LISTED,
        title=_("Reports"),
        caption=_("Reports, newest first. Nothing is known of who made them."),
        heads=(_("Received"), _("Address"), _("What was seen"), _("State")),
        row=_row,
        empty=_("No report has come yet. The form for them is the start page of this address."),
    )


@page("reports.view")
def report_item(request: HttpRequest, actor: Actor, report_id: UUID, bound: forms.Form | None = None) -> HttpResponse:
    """One report."""
    item = get_report(report_id, viewer=actor)
    offers = Offers(actor, bound)
    if item.state not in (ReportState.IN_CASE, ReportState.SET_ASIDE):
        offers.add(
            "reports.triage",
            ReasonForm,
            reverse("report-set-aside", args=[report_id]),
            title=_("Set aside"),
            button=_("Set aside"),
            explanation=_("For reports with nothing to pursue. Whoever holds the receipt sees that it was set aside."),
        )
    return show_item(
        request,
        title=item.hostname or item.address,
        state=badge(item.state),
        back=("reports", _("Reports")),
        sections=_sections(item, actor),
        actions=offers.actions,
    )


@action("reports.triage", ReasonForm, back=report_item)
def set_aside(request: HttpRequest, actor: Actor, data: dict[str, str], report_id: UUID) -> HttpResponse:  # noqa: ARG001
    """A person found nothing to pursue."""
    set_aside_report(report_id=report_id, actor=actor, now=now(), reason=data["reason"])
    return redirect("report-item", report_id)


def _row(item: Report) -> list[Cell]:
    return [
        moment(item.received_at),
        name(item.address, reverse("report-item", args=[item.id])),
        text(label(item.category)),
        badge(item.state),
    ]


def _sections(item: Report, actor: Actor) -> list[Section]:
    facts = [
        (_("Received"), moment(item.received_at)),
        (_("Address as typed"), name(item.address)),
        (_("Hostname"), name(item.hostname or "–")),
        (_("What was seen"), text(label(item.category))),
        (_("State since"), moment(item.state_at)),
    ]
    if item.reason:
        facts.append((_("Reason"), text(item.reason)))
    if item.same_as:
        first = get_report(item.same_as, viewer=actor)
        facts.append((_("First report of this address"), item_link(moment(first.received_at), "report-item", first.id)))
    facts += _outcome(item, actor)
    sections = [Section(title=_("The report"), facts=facts)]
    if item.description:
        sections.append(Section(title=_("In the reporter's words"), text=item.description))
    return sections


def _outcome(item: Report, actor: Actor) -> list[tuple[str, Cell]]:
    """What the report led to, for those who may see it."""
    found: list[tuple[str, Cell]] = []
    if item.hostname and may(actor, "sightings.view"):
        seen = list_sightings(viewer=actor, hostname=item.hostname)
        found += [(_("Sighting"), item_link(badge(each.state), "sighting-item", each.id)) for each in seen]
    if may(actor, "cases.view"):
        found += case_facts(ItemKind.REPORT, item.id, actor)
    return found
