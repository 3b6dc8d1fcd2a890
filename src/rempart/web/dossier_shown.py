"""A closed site's dossier as pages show it: what its names tell, in sentences and as a timeline."""

from datetime import date

from django.utils.translation import gettext as _

from rempart.engines.names.history import history_words, stem_letters
from rempart.watchlist.contracts import Site
from rempart.watchlist.history import read_history
from rempart.web.parts import Section
from rempart.web.pictures import draw_timeline


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
