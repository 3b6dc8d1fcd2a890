"""Journal: every act, who, why and when. It is read here; it is changed nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.journal.contracts import JournalEntry
from rempart.journal.queries import get_entry, get_size, list_latest
from rempart.kernel.actors import Actor
from rempart.web.doors import page
from rempart.web.facts_shown import show_facts
from rempart.web.pages import show_item
from rempart.web.parts import Cell, Section, Table, moment, name, number, text
from rempart.web.words import doer_words, entry_words

ENTRIES_PER_PAGE = 100
LONGEST_NUMBER = 20  # digits; of some thousands Python makes no number


@page("journal.view")
def journal(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """The newest entries first."""
    before = request.GET.get("before", "")
    is_number = before.isdecimal() and len(before) <= LONGEST_NUMBER
    entries = list_latest(before=int(before) if is_number else None, limit=ENTRIES_PER_PAGE)
    table = Table(
        caption=_(
            "Entries, last written first. None can be changed or removed. The moment is that of the act, which may be "
            "written down after later ones."
        ),
        heads=(_("No."), _("Moment"), _("Act"), _("By"), _("Reason")),
        rows=[_row(entry) for entry in entries],
        empty=_("Nothing was recorded yet."),
    )
    older = entries[-1].index if entries and entries[-1].index else None
    return render(request, "desk/journal.html", {"table": table, "older": older, "size": get_size()})


@page("journal.view")
def entry_item(request: HttpRequest, actor: Actor, index: int) -> HttpResponse:  # noqa: ARG001
    """One entry."""
    entry = get_entry(index)
    return show_item(
        request,
        title=_("Entry %(index)s") % {"index": index},
        back=("journal", _("Journal")),
        sections=[
            Section(title=entry_words(entry), facts=_about(entry)),
            Section(title=_("Facts"), facts=show_facts(entry)),
        ],
    )


def _row(entry: JournalEntry) -> list[Cell]:
    return [
        Cell(entry.index, kind="number", href=reverse("entry-item", args=[entry.index])),
        moment(entry.at),
        text(entry_words(entry)),
        text(doer_words(entry)),
        text(entry.reason),
    ]


def _about(entry: JournalEntry) -> list[tuple[str, Cell]]:
    cause = Cell("–") if entry.cause is None else Cell(entry.cause, href=reverse("entry-item", args=[entry.cause]))
    return [
        (_("Moment"), moment(entry.at)),
        (_("Act"), name(entry.act)),
        (_("By"), text(doer_words(entry))),
        (_("Reason"), text(entry.reason or "–")),
        (_("Because of entry"), cause),
        (_("About"), name(entry.subject)),
        (_("No."), number(entry.index)),
    ]
