"""Matches: is a captured page a closed site again? The verdict with every reason in words."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.engines.verdict import SideBySide
from rempart.kernel.actors import Actor
from rempart.matches.contracts import Match
from rempart.matches.queries import find_side_by_side, get_match, list_matches
from rempart.watchlist.queries import get_site
from rempart.web.doors import page
from rempart.web.pages import show_item, show_list
from rempart.web.parts import Cell, Section, Table, badge, moment, name, number, text
from rempart.web.words import fill, label


@page("matches.view")
def matches(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every match, newest first."""
    return show_list(
        request,
        list_matches(viewer=actor, limit=1000),
        title=_("Matches"),
        caption=_("Pages compared with closed sites, newest first"),
        heads=(_("Judged"), _("Hostname"), _("Probability"), _("Verdict")),
        row=_row,
        empty=_("Nothing was compared yet."),
    )


@page("matches.view")
def match_item(request: HttpRequest, actor: Actor, match_id: UUID) -> HttpResponse:
    """One match."""
    match = get_match(match_id, viewer=actor)
    compared = find_side_by_side(match_id, background=wiring.current_ports().background(), viewer=actor)
    return show_item(
        request,
        title=match.hostname,
        state=badge(match.verdict),
        lead=_("A comparison by rules that anybody can repeat. It opens a case; people decide."),
        back=("matches", _("Matches")),
        sections=[*_sections(match, actor), *(_beside(compared) if compared else ())],
    )


def _row(match: Match) -> list[Cell]:
    return [
        moment(match.judged_at),
        name(match.hostname, reverse("match-item", args=[match.id])),
        number(f"{match.probability:.3f}"),
        badge(match.verdict),
    ]


def _sections(match: Match, actor: Actor) -> list[Section]:
    weights = Section(
        title=_("Weight of each kind of sign"),
        note=_("Powers of ten: +1 makes “the same site” ten times more likely, −1 ten times less."),
        table=Table(
            caption=_("Kinds of signs that depend on each other count once"),
            heads=(_("Kind"), _("Weight")),
            rows=[[text(label(f"family.{family}")), number(f"{weight:+.2f}")] for family, weight in match.weights],
            empty=_("No sign weighs anything."),
        ),
    )
    sections = [Section(title=_("Reasons"), reasons=match.reasons), weights]
    if match.would_change:
        sections.append(Section(title=_("What would settle it"), reasons=match.would_change))
    return [*sections, Section(title=_("The comparison"), facts=_facts(match, actor))]


def _beside(compared: SideBySide) -> list[Section]:
    shared = Table(
        caption=_("Signs on both pages, rarest first"),
        heads=(_("Sign"), _("Shown as"), _("How rare"), _("Records")),
        rows=[
            [
                text(label(f"sign.{row.kind}")),
                name(row.shown),
                text(fill("{rarity}", {"rarity": row.rarity})),
                name(f"{row.record_a} {row.record_b}"),
            ]
            for row in compared.shared
        ],
        empty=_("They share nothing rare."),
    )
    differing = Table(
        caption=_("Signs that only one page has"),
        heads=(_("Sign"), _("On the closed site"), _("On this page")),
        rows=[
            [text(label(f"sign.{row.kind}")), name(" · ".join(row.of_a) or "–"), name(" · ".join(row.of_b) or "–")]
            for row in compared.differing
        ],
        empty=_("Nothing differs in kind."),
    )
    return [
        Section(title=_("What both pages share"), table=shared),
        Section(title=_("What differs"), table=differing),
    ]


def _facts(match: Match, actor: Actor) -> list[tuple[str, Cell]]:
    site = Cell("–")
    if match.site_id:
        site = Cell(get_site(match.site_id, viewer=actor).label, href=reverse("site-item", args=[match.site_id]))
    return [
        (_("Closed site"), site),
        (_("Probability, 0 to 1"), number(f"{match.probability:.4f}")),
        (_("Before looking at the page"), number(f"{match.prior:.4f}")),
        (_("Kind of page"), text(label(f"page.{match.page_kind}"))),
        (_("Exhibit"), name(str(match.exhibit_id), reverse("exhibit-item", args=[match.exhibit_id]))),
        (_("Sighting"), name(str(match.sighting_id), reverse("sighting-item", args=[match.sighting_id]))),
        (_("Judged"), moment(match.judged_at)),
        (_("Version of the engine"), name(match.version)),
        (_("Background, SHA-256"), name(match.background_sha256)),
    ]
