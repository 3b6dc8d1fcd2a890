"""From where an order works: a schematic map of the vantage points by country, and the same as a table."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from rempart.kernel.actors import Actor
from rempart.orders.contracts import Order
from rempart.probes.comparing import Comparison, compare_web
from rempart.probes.contracts import Finding, Outcome, Place, Probe, Question
from rempart.probes.queries import list_latest_views
from rempart.web.parts import Cell, Section, Table, badge, item_link, moment, number, text
from rempart.web.pictures import PlacesMap, Spot, draw_places
from rempart.web.words import label

_MARKS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.EFFECTIVE: ("good", "✓"),
    Outcome.LIFTED: ("good", "✓"),
    Outcome.NOT_EFFECTIVE: ("refused", "✗"),
    Outcome.NOT_LIFTED: ("refused", "✗"),
    Outcome.OVERBLOCKING: ("refused", "!"),
}


def show_places(order: Order, places: Mapping[str, Place], actor: Actor) -> Section:
    """The latest look from each place, and how many seconds the change took there."""
    views = list_latest_views(order.id, viewer=actor)
    table = Table(
        caption=_("The latest look from each vantage point"),
        heads=(
            _("Seen from"),
            _("Outcome"),
            _("Country, network"),
            _("The page"),
            _("Seconds to effect"),
            _("Refused elsewhere"),
            _("Moment"),
        ),
        rows=[_row(view, places.get(view.vantage, Place()), views) for view in views],
        empty=_("Nothing was probed yet."),
    )
    drawn = _draw(views, places)
    return Section(title=_("Where it works"), pictures=(drawn,) if drawn else (), table=table)


def place(probe: Probe) -> str:
    """From where a probe was made."""
    return probe.vantage or _("this installation")


def describe(compared: Comparison) -> str:
    """The verdict on a page, with what it rests on."""
    said = [label(f"web.{compared.verdict}")]
    signs = (
        (_("status"), compared.status_code_match),
        (_("length"), compared.body_length_match),
        (_("title"), compared.title_match),
        (_("headers"), compared.headers_match),
    )
    said += [f"{sign} {'=' if matches else '≠'}" for sign, matches in signs if matches is not None]
    return ", ".join(said)


def _row(view: Probe, where: Place, views: Sequence[Probe]) -> list[Cell]:
    return [
        item_link(text(place(view)), "probe-item", view.id),
        badge(view.outcome),
        text(" ".join(filter(None, (where.country, f"AS{where.network}" if where.network else ""))) or "–"),
        text(describe(compare_web(view, views))),
        number(None if view.seconds_to_effect is None else f"{view.seconds_to_effect:.3f}"),
        text(_elsewhere(view)),
        moment(view.started_at),
    ]


def _elsewhere(view: Probe) -> str:
    """How many of the resolvers that people might turn to instead refuse the name too."""
    asked = [answer for answer in view.answers if answer.question is Question.ELSEWHERE]
    refused = sum(answer.finding is Finding.REFUSED for answer in asked)
    return _("%(refused)s of %(asked)s") % {"refused": refused, "asked": len(asked)} if asked else "–"


def _draw(views: Sequence[Probe], places: Mapping[str, Place]) -> PlacesMap | None:
    if len(views) < 2:
        return None  # one place is no map

    def country(view: Probe) -> str:
        return places.get(view.vantage, Place()).country or "–"

    groups = [
        (name, [_spot(view) for view in together])
        for name, together in groupby(sorted(views, key=lambda view: (country(view), view.vantage)), key=country)
    ]
    return draw_places(caption=_("Where it works, by country"), groups=groups)


def _spot(view: Probe) -> Spot:
    kind, sign = _MARKS[view.outcome]
    return Spot(f"{sign} {place(view)}", f"{place(view)}: {label(view.outcome)}", kind)
