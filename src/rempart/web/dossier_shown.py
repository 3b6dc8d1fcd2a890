"""A closed site's dossier as pages show it: what its names tell, in sentences, as a timeline and as a forecast."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from rempart.engines.names.history import history_words, stem_letters
from rempart.sightings.contracts import ForecastName
from rempart.watchlist.contracts import Site
from rempart.watchlist.history import read_history
from rempart.web.parts import Cell, Section, Table, badge, moment, name, number, text
from rempart.web.pictures import draw_timeline

FORECAST_SHOWN = 10


def show_forecast(names: Iterable[ForecastName]) -> Section:
    """The likeliest next names, and whether they exist already."""
    table = Table(
        caption=_("The likeliest next names"),
        heads=(_("Rank"), _("Hostname"), _("Probability"), _("State"), _("Asked"), _("Came into being")),
        rows=[_forecast_row(each) for each in names],
        empty=_("No name is kept under watch. Name a resolver under [watch] in rempart.toml."),
    )
    note = _("A forecast name is a lead, never a reason to block. The DNS alone is asked, never the name itself.")
    return Section(title=_("What it may be called next"), table=table, note=note)


def _forecast_row(each: ForecastName) -> list[Cell]:
    return [
        number(each.rank),
        name(each.hostname),
        number(f"{each.probability:.3f}"),
        badge(each.presence) if each.presence else text(_("no answer") if each.retry_at else _("not asked yet")),
        moment(each.asked_at) if each.asked_at else text("–"),
        moment(each.appeared_at) if each.appeared_at else text("–"),
    ]


def show_dossier(site: Site, title: str) -> Section:
    """What the former names tell, in words and as a timeline: one lane a stem."""
    history = read_history(site)
    stem_of = {stem.letters: stem.shown for stem in history.stems}
    lanes: dict[str, list[tuple[date, str]]] = {stem.shown: [] for stem in history.stems}
    for known in site.names:
        shown = stem_of.get(stem_letters(known.hostname))
        if shown is not None:
            lanes[shown].append((known.known_on, known.hostname))
    drawn = draw_timeline(caption=_("When names of each stem became known"), head=_("Stem"), lanes=lanes)
    return Section(
        title=title,
        reasons=history_words(history),
        pictures=[drawn] if drawn else [],
        note=_("Learned from the former names alone: a lead for people, no proof."),
    )
