"""Transparency: public figures, and the public log that anybody can check. Never a hostname."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.kernel.actors import Actor
from rempart.transparency.contracts import Commitment, Kind, TransparencyReport
from rempart.transparency.queries import get_report, list_commitments, open_order
from rempart.web.doors import action
from rempart.web.forms.shared import NothingForm
from rempart.web.parts import Cell, Table, moment, name, number, text
from rempart.web.people import now
from rempart.web.views.orders import order_item
from rempart.web.words import label


def transparency(request: HttpRequest) -> HttpResponse:
    """The figures of one calendar year, the present one unless asked otherwise."""
    present = now()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2020 <= int(asked) <= present.year else present.year
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    report = get_report(start=start, end=min(end, present + timedelta(seconds=1)))
    context = {
        "year": year,
        "years": range(present.year, present.year - 5, -1),
        "report": report,
        "totals": [(label(f"kind.{kind}"), report.totals[kind].text) for kind in Kind],
        "by_basis": _by_basis(report),
        "log": _log(list_commitments(limit=100)),
        "checkpoint": wiring.current_ports().checkpoint(),
        "key": wiring.current_ports().journal_key,
    }
    return render(request, "transparency/page.html", context)


def checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The signed size and root of the public log as it stands, for monitors."""
    return HttpResponse(wiring.current_ports().checkpoint(), content_type="text/plain; charset=utf-8")


@action("transparency.open", NothingForm, back=order_item)
def opening(request: HttpRequest, actor: Actor, data: dict[str, str], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The commitment to one order, opened for its owner, the overseer or a court."""
    opened = open_order(order_id, checkpoint=wiring.current_ports().checkpoint, viewer=actor)
    response = HttpResponse(opened.proof, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{order_id}.tlog-proof"'
    return response


def _by_basis(report: TransparencyReport) -> Table:
    return Table(
        caption=_("Orders by legal basis"),
        heads=(_("What was counted"), *(basis.title for basis in report.bases)),
        rows=[
            [
                text(label(f"kind.{kind}")),
                *(Cell(basis.figures[kind].text, kind="number") for basis in report.bases),
            ]
            for kind in Kind
            if report.bases
        ],
        empty=_("No order was proposed in this period."),
    )


def _log(commitments: tuple[Commitment, ...]) -> Table:
    return Table(
        caption=_("Orders that took effect, as salted commitments"),
        heads=(_("No."), _("Moment"), _("Commitment, SHA-256")),
        rows=[[number(kept.index), moment(kept.at), name(kept.sha256)] for kept in commitments],
        empty=_("No order has taken effect."),
    )
