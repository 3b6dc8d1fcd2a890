"""Coverage: how far every stream of hostnames was read. A log that is not read is shown, never silent."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from rempart.kernel.actors import Actor
from rempart.sightings.contracts import Coverage
from rempart.sightings.queries import list_coverage
from rempart.web.doors import page
from rempart.web.pages import show_list
from rempart.web.parts import Cell, badge, moment, number, text


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
