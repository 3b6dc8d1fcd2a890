"""Matches: is a captured page a closed site again? The verdict with every reason in words."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.captures.contracts import ExhibitPart
from rempart.captures.services import view_exhibit
from rempart.cases.contracts import ItemKind
from rempart.kernel.actors import Actor
from rempart.kernel.chances import chance_text
from rempart.matches.comparisons import export_comparison
from rempart.matches.contracts import Judgement, Match
from rempart.matches.queries import find_comparison, find_exhibits, find_side_by_side, get_match, list_matches
from rempart.web.comparison_report import render_comparison, take_rendered
from rempart.web.comparison_shown import (
    compared_sections,
    compared_words,
    comparison_facts,
    lay_beside,
    match_facts,
)
from rempart.web.doors import action, page
from rempart.web.forms.captures import SideForm
from rempart.web.forms.shared import ReasonForm
from rempart.web.outcomes_shown import case_facts
from rempart.web.pages import MOST_LISTED, as_file, show_item, show_list
from rempart.web.parts import Action, Cell, Offers, Section, badge, moment, name, number
from rempart.web.people import now


@page("matches.view")
def matches(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every match, newest first."""
    return show_list(
        request,
        list_matches(viewer=actor, limit=MOST_LISTED + 1),
        most=MOST_LISTED,
        title=_("Matches"),
        caption=_("Pages compared with closed sites, newest first"),
        heads=(_("Judged"), _("Hostname"), _("Probability"), _("Verdict")),
        row=_row,
        empty=_("Nothing was compared yet. A sealed capture is compared with its closed site by itself."),
    )


@page("matches.view")
def match_item(
    request: HttpRequest,
    actor: Actor,
    match_id: UUID,
    bound: forms.Form | None = None,
    seen: tuple[Section, ...] = (),
) -> HttpResponse:
    """One match: the comparison page. `seen` is what the person has just asked to look at."""
    match = get_match(match_id, viewer=actor)
    background = wiring.current_ports().background_of(match.background_sha256)
    compared = find_side_by_side(match_id, background=background, viewer=actor)
    kept = find_comparison(match_id, viewer=actor)
    return show_item(
        request,
        title=match.hostname,
        state=badge(match.verdict),
        lead=" ".join(
            (compared_words(match, actor), _("By rules that anybody can repeat; people decide."), _next_step(match))
        ),
        back=("matches", _("Matches")),
        sections=[
            *seen,
            *compared_sections(match, compared, background),
            Section(
                title=_("The comparison"),
                facts=[*case_facts(ItemKind.MATCH, match_id, actor), *match_facts(match, actor)],
            ),
            *(
                [Section(title=_("The comparison as an exhibit"), facts=comparison_facts(kept, _("State")))]
                if kept
                else []
            ),
        ],
        actions=_offers(match, actor, bound) if compared else (),
    )


@action("captures.view", SideForm, back=match_item)
def beside(request: HttpRequest, actor: Actor, data: dict[str, str], match_id: UUID) -> HttpResponseBase:
    """Both pages line by line, once it is recorded of each exhibit that this person looked."""
    match, part, ports = get_match(match_id, viewer=actor), ExhibitPart(data["part"]), wiring.current_ports()
    pages = [
        view_exhibit(
            exhibit_id=exhibit.id,
            part=part,
            exhibit_format=ports.exhibit_format,
            store=ports.exhibits,
            actor=actor,
            now=now(),
            reason=data["reason"],
        )
        for exhibit in find_exhibits(match, viewer=actor)
    ]
    if len(pages) < 2:
        return match_item(request, match_id=match_id)
    shown = lay_beside(part, *pages, again=match.reopening is not None)
    return match_item(request, match_id=match_id, seen=(shown,))


@action("matches.export", ReasonForm, back=match_item)
def report(request: HttpRequest, actor: Actor, data: dict[str, str], match_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The comparison as one file, to print or to hand over beside the exhibits."""
    background = wiring.current_ports().background_of(get_match(match_id, viewer=actor).background_sha256)
    record = export_comparison(match_id=match_id, background=background, actor=actor, now=now(), reason=data["reason"])
    content = render_comparison(match_id, record, background=background, viewer=actor)
    return as_file(HttpResponse(content, content_type="text/html; charset=utf-8"), f"comparison-{match_id}.html")


@action("matches.export", ReasonForm, back=match_item)
def sealed(request: HttpRequest, actor: Actor, data: dict[str, str], match_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The comparison as an exhibit of its own: signed, timestamped, proved to be in the journal."""
    match, ports = get_match(match_id, viewer=actor), wiring.current_ports()
    content = take_rendered(match, ports, actor=actor, now=now(), reason=data["reason"])
    return as_file(HttpResponse(content, content_type="application/zip"), f"comparison-{match_id}.zip")


def _next_step(match: Match) -> str:
    """What a person does with such a verdict."""
    if match.verdict is Judgement.SAME:
        return _("Next: check the reasons against both pages, then go on with its case; an order takes two people.")
    if match.verdict is Judgement.UNCLEAR:
        return _("Next: see below what would settle it; capture again, or compare a further page of the site.")
    return _("Next: if you agree, dismiss its sighting. “Different” is no proof that somebody else runs it.")


def _offers(match: Match, actor: Actor, bound: forms.Form | None) -> list[Action]:
    offers = Offers(actor, bound)
    if len(find_exhibits(match, viewer=actor)) == 2:
        offers.add(
            "captures.view",
            SideForm,
            reverse("match-beside", args=[match.id]),
            title=_("Read both pages side by side"),
            button=_("Show"),
            explanation=_("Text first, no picture. A look at each exhibit is recorded."),
        )
    offers.add(
        "matches.export",
        ReasonForm,
        reverse("match-report", args=[match.id]),
        title=_("Take the comparison"),
        button=_("Download"),
        explanation=_("One file with the evidence, its picture and everything needed to compute it again."),
    )
    offers.add(
        "matches.export",
        ReasonForm,
        reverse("match-sealed", args=[match.id]),
        title=_("Take the comparison as a sealed exhibit"),
        button=_("Seal and download"),
        explanation=_("Record and pages in both languages, signed, timestamped and named in the journal."),
    )
    return offers.actions


def _row(match: Match) -> list[Cell]:
    return [
        moment(match.judged_at),
        name(match.hostname, reverse("match-item", args=[match.id])),
        number(chance_text(match.probability, 3)),
        badge(match.verdict),
    ]
