"""Transparency: public figures, and the public log that anybody can check. Never a hostname."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.engines.statistics import YearFigures
from rempart.kernel.actors import Actor
from rempart.orders.errors import OpeningCodeMissingError, OpeningsBusyError
from rempart.orders.openings import hand_over_code
from rempart.transparency.contracts import Commitment, Kind, Opening, TransparencyReport
from rempart.transparency.feeds import report_json, write_atom
from rempart.transparency.oversight import list_counts
from rempart.transparency.queries import get_report, list_commitments, list_oversight, list_releases, open_order
from rempart.transparency.queries import open_by_code as open_order_by_code
from rempart.web.doors import action, page
from rempart.web.forms.openings import OpeningCodeForm, OpeningForm
from rempart.web.forms.shared import NothingForm
from rempart.web.pages import as_file, show_item
from rempart.web.parts import Cell, Section, Table, moment, name, number, text
from rempart.web.people import now
from rempart.web.views.orders import order_item
from rempart.web.words import label, sentence


def transparency(request: HttpRequest) -> HttpResponse:
    """The figures of one calendar year, of the latest that has a quarter which is over unless asked otherwise."""
    present = now()
    report = get_report(_year(request, present), now=present)
    context = {
        "report": report,
        "years": range(present.year, present.year - 5, -1),
        "totals": [(label(f"kind.{kind}"), report.totals[kind].text) for kind in Kind],
        "by_basis": _by_basis(report),
        "log": _log(list_commitments(limit=100)),
        "checkpoint": wiring.current_ports().checkpoint(),
        "key": wiring.current_ports().journal_key,
    }
    return render(request, "transparency/page.html", context)


def figures(request: HttpRequest) -> HttpResponse:
    """The figures of one year for programs."""
    present = now()
    return JsonResponse(report_json(get_report(_year(request, present), now=present)))


def feed(request: HttpRequest) -> HttpResponse:
    """One entry for each quarter that is over."""
    site = request.build_absolute_uri(reverse("transparency"))
    title = wiring.current_config().web.organisation
    text = write_atom(list_releases(now=now()), title=title, site=site, feed=request.build_absolute_uri())
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The signed size and root of the public log as it stands, for monitors."""
    return HttpResponse(wiring.current_ports().checkpoint(), content_type="text/plain; charset=utf-8")


@page("transparency.oversee")
def oversight(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The exact figures of the yearly report, for the overseer; nothing of them is public by itself."""
    bases = wiring.current_ports().rule_book.read().bases.values()
    years = list_oversight(offences={basis.code: basis.offence for basis in bases}, viewer=actor)
    return show_item(
        request,
        title=_("Oversight report"),
        lead=_("Exact figures, counted from the journal alone: an auditor who has its export finds the same."),
        back=("transparency", _("Transparency")),
        sections=[_year_section(year, before) for year, before in zip(years, (*years, None)[1:], strict=True)]
        or [Section(title=_("Nothing to count"), text=_("The journal has no demand and no order yet."))],
    )


def _year_section(year: YearFigures, before: YearFigures | None) -> Section:
    offences = sorted({*year.removal, *year.blocking, *year.dereferencing})
    rows = [
        [text(label(f"oversight.{kind}")), number(count), text("–" if percent is None else f"{percent:+d} %")]
        for kind, count, percent in list_counts(year, before)
    ]
    for offence in offences:
        counted = year.removal[offence] + year.blocking[offence] + year.dereferencing[offence]
        rows.append([text(label(offence)), number(counted), text("–")])
    for title, found in (
        (_("seconds from order to effect, median"), year.time_to_effect),
        (_("seconds from revocation to lifting, median"), year.time_to_lift),
    ):
        rows.append([text(title), number(None if found.median_s is None else f"{found.median_s:.2f}"), text("–")])
    heads = (_("What was counted"), _("Count"), _("To the year before"))
    return Section(title=str(year.year), table=Table(caption=str(year.year), heads=heads, rows=rows))


@action("transparency.open", NothingForm, back=order_item)
def opening(request: HttpRequest, actor: Actor, data: dict[str, str], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The commitment to one order, opened for its owner, the overseer or a court."""
    return _proof_file(open_order(order_id, checkpoint=wiring.current_ports().checkpoint, viewer=actor))


def open_by_code(request: HttpRequest) -> HttpResponse:
    """One order opened for whoever holds its code: what the log holds of it, and the proof as a file."""
    form = OpeningForm(request.POST or None)
    opened, status = None, 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            opened = open_order_by_code(code, checkpoint=wiring.current_ports().checkpoint, now=now())
        except (OpeningCodeMissingError, OpeningsBusyError) as error:
            form.add_error("code", sentence(error))
            status = 429 if isinstance(error, OpeningsBusyError) else 400
        else:
            if form.cleaned_data["as_file"]:
                return _proof_file(opened)
    context = {"form": form, "opened": opened, "key": wiring.current_ports().journal_key}
    response = render(request, "transparency/open.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@action("transparency.open", OpeningCodeForm, back=order_item)
def hand_over(request: HttpRequest, actor: Actor, data: dict[str, str], order_id: UUID) -> HttpResponse:
    """A code for the owner or a court, shown once."""
    code = hand_over_code(order_id=order_id, for_whom=data["for_whom"], actor=actor, now=now())
    context = {"code": code, "for_whom": data["for_whom"], "order_id": order_id}
    return render(request, "transparency/code.html", context)


def _proof_file(opened: Opening) -> HttpResponse:
    return as_file(
        HttpResponse(opened.proof, content_type="text/plain; charset=utf-8"), f"{opened.order_id}.tlog-proof"
    )


def _year(request: HttpRequest, present: datetime) -> int:
    asked = request.GET.get("year", "")
    if asked.isdecimal() and len(asked) == len("2026") and 2020 <= int(asked) <= present.year:
        return int(asked)
    return present.year if present.month > 3 else present.year - 1


def _by_basis(report: TransparencyReport) -> Table:
    rows = [
        [text(label(f"kind.{kind}")), *(Cell(basis.figures[kind].text, kind="number") for basis in report.bases)]
        for kind in Kind
    ]
    for title, spreads in (
        (_("days in force, median"), [basis.terms for basis in report.bases]),
        (_("seconds from order to effect, median"), [basis.blocking for basis in report.bases]),
        (_("seconds from revocation to lifting, median"), [basis.lifting for basis in report.bases]),
    ):
        shown = ["–" if found.median_s is None else f"{found.median_s:.2f}" for found in spreads]
        rows.append([text(title), *(Cell(words, kind="number") for words in shown)])
    return Table(
        caption=_("Orders by legal basis"),
        heads=(_("What was counted"), *(basis.title for basis in report.bases)),
        rows=rows if report.bases else [],
        empty=_("No order was proposed in this period."),
    )


def _log(commitments: tuple[Commitment, ...]) -> Table:
    return Table(
        caption=_("Orders that took effect, as salted commitments, newest first"),
        heads=(_("No."), _("Moment"), _("Commitment, SHA-256")),
        rows=[[number(kept.index), moment(kept.at), name(kept.sha256)] for kept in commitments],
        empty=_("No order has taken effect."),
    )
