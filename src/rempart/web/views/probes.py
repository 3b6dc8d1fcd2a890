"""Probes: does the block work, and does it block anything else?"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.kernel.actors import Actor
from rempart.probes.comparing import compare_web
from rempart.probes.contracts import PageLook, Probe, ProbeAnswer
from rempart.probes.queries import get_probe, list_latest_views, list_probes
from rempart.web.doors import page
from rempart.web.pages import MOST_LISTED, show_item, show_list
from rempart.web.parts import Cell, Section, Table, badge, moment, name, number, text
from rempart.web.places_shown import describe, place
from rempart.web.words import label


@page("probes.view")
def probes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every probe, newest first."""
    return show_list(
        request,
        list_probes(viewer=actor, limit=MOST_LISTED + 1),
        most=MOST_LISTED,
        title=_("Probes"),
        caption=_("Probes, newest first"),
        heads=(_("Moment"), _("Hostname"), _("Seen from"), _("Expected"), _("Seconds to effect"), _("Outcome")),
        row=_row,
        empty=_("Nothing was probed yet. Each block is probed by itself once it was published."),
    )


@page("probes.view")
def probe_item(request: HttpRequest, actor: Actor, probe_id: UUID) -> HttpResponse:
    """One probe with every answer."""
    probe = get_probe(probe_id, viewer=actor)
    facts = [
        (_("Order"), Cell(_("Open the order"), href=reverse("order-item", args=[probe.order_id]))),
        (_("Seen from"), text(place(probe))),
        (_("Expected"), text(_expected(probe))),
        (_("The site moved to another address"), text(_("yes") if probe.address_changed else _("no"))),
        (_("Begun"), moment(probe.started_at)),
        (_("Ended"), moment(probe.finished_at)),
        (_("Seconds to effect"), number(_seconds(probe))),
    ]
    answers = Table(
        caption=_("What each resolver answered"),
        heads=(_("Resolver"), _("Asked for"), _("Why"), _("Answer"), _("Means"), _("ms")),
        rows=[_answer(answer) for answer in probe.answers],
    )
    sections = [Section(title=_("The probe"), facts=facts), Section(title=_("Answers"), table=answers)]
    if probe.pages:
        compared = compare_web(probe, list_latest_views(probe.order_id, viewer=actor))
        note = _("Beside a look from where nothing is blocked: %(verdict)s.") % {"verdict": describe(compared)}
        sections.append(Section(title=_("What answered there"), table=_pages(probe), note=note))
    return show_item(
        request,
        title=probe.hostname,
        state=badge(probe.outcome),
        back=("probes", _("Probes")),
        sections=sections,
    )


def _pages(probe: Probe) -> Table:
    return Table(
        caption=_("What answered at the addresses; of a page no word is kept"),
        heads=(_("Resolver"), _("Address"), _("Status"), _("Bytes")),
        rows=[
            [
                text(_whose(page.resolver, is_control=page.is_control)),
                name(page.address),
                text(_seen(page)),
                number(page.length),
            ]
            for page in probe.pages
        ],
    )


def _seen(page: PageLook) -> str:
    if page.tls:
        return f"TLS: {page.failure or 'ok'}"
    return page.failure if page.status is None else str(page.status)


def _row(probe: Probe) -> list[Cell]:
    return [
        moment(probe.started_at),
        name(probe.hostname, reverse("probe-item", args=[probe.id])),
        text(place(probe)),
        text(_expected(probe)),
        number(_seconds(probe)),
        badge(probe.outcome),
    ]


def _answer(answer: ProbeAnswer) -> list[Cell]:
    return [
        text(_whose(answer.resolver, is_control=answer.is_control)),
        name(answer.hostname),
        text(label(f"question.{answer.question}")),
        name(" ".join((answer.response_code, *answer.records, *answer.extended_errors))),
        badge(f"finding.{answer.finding}"),
        number(f"{answer.elapsed_ms:.1f}"),
    ]


def _whose(resolver: str, *, is_control: bool) -> str:
    return (_("%(resolver)s (without the list)") if is_control else "%(resolver)s") % {"resolver": resolver}


def _expected(probe: Probe) -> str:
    return _("refused") if probe.expected_blocked else _("resolved again")


def _seconds(probe: Probe) -> str | None:
    return None if probe.seconds_to_effect is None else f"{probe.seconds_to_effect:.3f}"
