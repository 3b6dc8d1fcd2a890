"""Coverage: how far every stream of hostnames was read, what former addresses answer, how far sweeps have come.

A log that is not read, an address that cannot be watched: shown, never silent.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.glances.contracts import FAILING, Sweep, Watch
from rempart.glances.queries import get_watch, list_former_addresses, list_sweeps
from rempart.kernel.actors import Actor
from rempart.sightings.contracts import Coverage
from rempart.sightings.queries import list_coverage
from rempart.web.doors import page
from rempart.web.pages import show_list
from rempart.web.parts import Cell, Section, Table, badge, moment, name, number, text
from rempart.web.people import now


@page("sightings.view")
def coverage(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every stream, those with a problem first."""
    return show_list(
        request,
        list_coverage(viewer=actor),
        title=_("Coverage"),
        caption=_("Streams of new hostnames, those with a problem first"),
        lead=_("What is behind is known and not read yet; what is lost will never be read."),
        heads=(
            _("Stream"),
            _("State"),
            _("Last read"),
            _("Entries"),
            _("Behind"),
            _("Lost"),
            _("Lag, s"),
            _("Sightings"),
            _("Problem"),
        ),
        row=_row,
        empty=_("No stream is followed yet. Name streams in rempart.toml."),
        sections=[*_former(actor), _sweeps(actor)],
    )


def _row(stream: Coverage) -> list[Cell]:
    return [
        text(stream.label),
        badge(stream.state),
        moment(stream.read_at) if stream.read_at else text("–"),
        number(stream.entries),
        number(stream.behind),
        number(stream.lost),
        number("–" if stream.lag_s is None else f"{stream.lag_s:.0f}"),
        number(stream.sighted),
        text(stream.problem),
    ]


def _former(actor: Actor) -> list[Section]:
    settings = wiring.current_config().former_addresses
    watch = get_watch(requests_per_s=settings.requests_per_s, every_s=settings.every_s, now=now(), viewer=actor)
    failing = Table(
        caption=_("Former addresses that cannot be watched at present"),
        heads=(_("Hostname"), _("It answers"), _("Times in a row"), _("Last looked at"), _("Problem")),
        rows=[
            [name(one.hostname), badge(one.finding), number(one.failures), moment(one.looked_at), text(one.problem)]
            for one in list_former_addresses(viewer=actor, findings=FAILING, limit=100)
        ],
        empty=_("Every former address can be watched."),
    )
    unwatched = "" if settings.watch else _("Not watched: set watch = true under [former_addresses] in rempart.toml.")
    return [
        Section(title=_("Former addresses of closed sites"), facts=_watch_facts(watch), note=unwatched),
        Section(title=_("Former addresses with a problem"), table=failing),
    ]


def _watch_facts(watch: Watch) -> list[tuple[str, Cell]]:
    facts = [
        (_("Addresses"), number(watch.addresses)),
        (_("Look-ups and requests a second, at most"), number(f"{watch.requests_per_s:g}")),
        (_("A change is seen within, minutes"), number(f"{watch.round_s / 60:.0f}")),
        (_("Oldest of the latest looks"), moment(watch.oldest_at) if watch.oldest_at else text("–")),
        (_("Late by a round or more"), number(watch.late)),
    ]
    return facts + [(str(badge(finding).value), number(count)) for finding, count in watch.counts.items()]


def _sweeps(actor: Actor) -> Section:
    table = Table(
        caption=_("Light passes over lists of new hostnames, newest first"),
        heads=(_("Begun"), _("List"), _("Legal basis"), _("State"), _("Looked at"), _("Sightings")),
        rows=[_sweep_row(sweep) for sweep in list_sweeps(viewer=actor)],
        empty=_("No list was swept yet. `rempart sweep` does it, for bodies with the mandate."),
    )
    return Section(title=_("Sweeps"), table=table)


def _sweep_row(sweep: Sweep) -> list[Cell]:
    return [
        moment(sweep.begun_at),
        name(sweep.source),
        text(sweep.basis),
        badge("done" if sweep.ended_at else "sweep.open"),
        number(sweep.settled),
        number(sweep.counts.get("sighted", 0)),
    ]
