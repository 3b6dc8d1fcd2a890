"""What came of a sighting, and where a match led: the captures, comparisons and cases that a person goes on to."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.captures.queries import list_exhibits
from rempart.cases.contracts import ItemKind
from rempart.cases.queries import list_cases, list_cases_with
from rempart.kernel.actors import Actor
from rempart.matches.queries import list_matches
from rempart.web.parts import Cell, Section, Table, badge, item_link, link, moment, name, text

MOST_SHOWN = 200  # of a kind: one more is asked for, to say whether there are


def show_outcome(sighting_id: UUID, actor: Actor) -> Section:
    """What was made of one sighting so far, oldest first, each with its page."""
    exhibits = list_exhibits(viewer=actor, sighting_id=sighting_id, limit=MOST_SHOWN + 1)
    matches = list_matches(viewer=actor, sighting_id=sighting_id, limit=MOST_SHOWN + 1)
    captured = [
        (each.captured_at, _("Capture"), item_link(badge(each.state), "exhibit-item", each.id))
        for each in exhibits[:MOST_SHOWN]
    ]
    compared = [
        (each.judged_at, _("Comparison"), item_link(badge(each.verdict), "match-item", each.id))
        for each in matches[:MOST_SHOWN]
    ]
    joined = [
        (each.opened_at, _("Case"), item_link(badge(f"case.{each.state}"), "case-item", each.id))
        for each in list_cases_with(ItemKind.SIGHTING, sighting_id, viewer=actor)
    ]
    table = Table(
        caption=_("What was made of it, oldest first"),
        heads=(_("When"), _("What"), _("Outcome")),
        rows=[_row(*step) for step in sorted((*captured, *compared, *joined), key=lambda step: step[0])],
        empty=_("Nothing yet: its page is captured by itself; what keeps it from that stands under Steps."),
    )
    return Section(title=_("What came of it"), table=table, note=_cut_note(exhibits, matches))


def case_facts(kind: ItemKind, item_id: UUID, actor: Actor) -> list[tuple[str, Cell]]:
    """The cases that a match or a report belongs to, each as a link."""
    return [
        (_("Case"), link(each.hostname, "case-item", each.id)) for each in list_cases_with(kind, item_id, viewer=actor)
    ]


def show_cases(site_id: UUID, actor: Actor) -> Section:
    """The cases of one closed site, newest first."""
    cases = list_cases(viewer=actor, site_id=site_id, limit=MOST_SHOWN + 1)
    table = Table(
        caption=_("Its reopenings, newest first"),
        heads=(_("Opened"), _("Hostname"), _("State")),
        rows=[
            [
                moment(each.opened_at),
                name(each.hostname, reverse("case-item", args=[each.id])),
                badge(f"case.{each.state}"),
            ]
            for each in cases[:MOST_SHOWN]
        ],
        empty=_("No reopening of this site was confirmed by its page yet."),
    )
    return Section(title=_("Cases"), table=table, note=_cut_note(cases))


def _cut_note(*kinds: Sequence[object]) -> str:
    """That older rows of a kind are not shown, where that is so."""
    if all(len(found) <= MOST_SHOWN for found in kinds):
        return ""
    return _("Of each kind only the newest %(rows)s are listed here.") % {"rows": MOST_SHOWN}


def _row(at: datetime, what: str, outcome: Cell) -> list[Cell]:
    return [moment(at), text(what), outcome]
