"""The alert budget as pages show it: what people can look at, and what recall that costs."""

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.sightings.contracts import AlertBudget, SiteBudget
from rempart.web.parts import Cell, Section, Table, moment, number, text
from rempart.web.pictures import amount

DEAREST = 10


def show_budget(budget: AlertBudget | None, labels: Mapping[UUID, str]) -> list[Section]:
    """What the budget is, what it costs, and who takes most of it; `labels` names the sites that may be shown."""
    if budget is None:
        note = _("No budget is set: every site has the usual threshold. See sightings_per_day in rempart.toml.")
        return [Section(title=_("Alert budget"), note=note)]
    facts = [
        (_("Sightings a day that people can look at"), number(amount(budget.per_day))),
        (_("Sightings a day to expect"), number(amount(budget.expected))),
        (_("Names screened a day, as measured"), number(amount(budget.names_per_day))),
        (_("Reopenings found with this budget"), number(_percent(budget.recall))),
        (_("Reopenings found without any budget"), number(_percent(budget.recall_at_most))),
        (_("Planned"), moment(budget.planned_at)),
    ]
    streams = Table(
        caption=_("What each stream takes of the budget"),
        heads=(_("Stream"), _("Names a day"), _("Sightings a day to expect")),
        rows=[
            [text(each.label), number(amount(each.names_per_day)), number(f"{each.expected:.2f}")]
            for each in budget.streams
        ],
        empty=_("No stream was measured for a whole day yet: the plan rests on a guess."),
    )
    sites = Table(
        caption=_("The sites that take most of the budget"),
        heads=(_("Closed site"), _("Threshold, 0 to 1"), _("Sightings a day to expect")),
        rows=[
            [
                Cell(labels[each.site_id], href=reverse("site-item", args=[each.site_id])),
                number(f"{each.threshold:.3f}"),
                number(f"{each.expected:.2f}"),
            ]
            for each in budget.sites[:DEAREST]
            if each.site_id in labels
        ],
    )
    note = _("Measured on the later moves of sites apart; a name that shares no letters is in neither share.")
    shown = [
        Section(title=_("Alert budget"), facts=facts, note=note),
        Section(title=_("Budget by stream"), table=streams),
    ]
    return [*shown, Section(title=_("Budget by site"), table=sites)] if labels else shown


def threshold_facts(budget: SiteBudget | None) -> list[tuple[str, Cell]]:
    """The threshold of one site, where a budget is planned."""
    if budget is None:
        return []
    return [
        (_("Threshold, 0 to 1"), number(f"{budget.threshold:.3f}")),
        (_("Sightings a day to expect"), number(f"{budget.expected:.2f}")),
    ]


def _percent(share: float) -> str:
    return f"{share:.0%}"
