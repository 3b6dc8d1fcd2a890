"""Small pictures made on the server: geometry as plain numbers, drawn as inline SVG by `templates/parts/*.html`.

Attributes and classes only, so that the strict policy holds; colours come from the stylesheet, so that both schemes
do. Every picture stands beside the same figures as text or table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import log10

from rempart.web.words import figure, short_day_words

WIDTH, HEIGHT = 1000, 100
_MARGIN = 12  # so that the first and last mark are whole
_NINE_TO_ONE = log10(9)  # the odds of 90 %
_NEVER_CERTAIN = 99.99  # what is rounded must not look like proof


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment on a lane: `at` from 0 to `WIDTH`."""

    at: int
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of a timeline: what it is of, its marks, the days of its first and last one, and how many there are."""

    title: str
    marks: tuple[Mark, ...]
    first: date
    last: date

    @property
    def count(self) -> int:
        """How many marks."""
        return len(self.marks)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes over one span of days."""

    caption: object
    head: object
    lanes: tuple[Lane, ...]
    template = "parts/timeline.html"


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of a chart; `missing` days brought no figure at all."""

    at: int
    width: int
    top: int
    height: int
    title: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over consecutive days; `greatest` is the figure of the tallest, in words."""

    title: object
    bars: tuple[Bar, ...]
    greatest: str
    first: date
    last: date
    template = "parts/chart.html"


@dataclass(frozen=True, slots=True)
class Line:
    """A line across every row of a waterfall; `kind` is axis (even odds) or bound (10 and 90 %)."""

    at: int
    kind: str


@dataclass(frozen=True, slots=True)
class Fall:
    """One step of a waterfall: a bar from `at` that ends at `end`, `against` where it speaks against one site.

    `probability` after it, in percent.
    """

    title: str
    at: int
    width: int
    end: int
    weight: str
    probability: str
    against: bool


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Steps from a first guess to a judgement, each a row of a table with its bar."""

    caption: object
    falls: tuple[Fall, ...]
    lines: tuple[Line, ...]
    template = "parts/waterfall.html"


@dataclass(frozen=True, slots=True)
class BesideLine:
    """One row of two texts beside each other. `side` says where it stands, `word` says so to a reader."""

    side: str
    of_a: str
    of_b: str
    word: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts beside each other, line by line; `code` shows them letter by letter."""

    caption: object
    head_a: object
    head_b: object
    lines: tuple[BesideLine, ...]
    code: bool = False
    template = "parts/beside.html"


def draw_waterfall(*, caption: object, steps: Sequence[tuple[str, float, float]]) -> Waterfall:
    """A waterfall of (what it is, weight, total after it) in log10 odds; the first step is where it begins."""
    totals = [0.0, -1.0, 1.0, *(total for _, _, total in steps)]
    low, high = min(totals), max(totals)

    def place(total: float) -> int:
        return _MARGIN + round((WIDTH - 2 * _MARGIN) * (total - low) / (high - low))

    falls, before = [], 0.0
    for title, weight, total in steps:
        start, end = sorted((place(before), place(total)))
        chance = 100 / (1 + 10**-total)
        falls.append(
            Fall(
                title,
                start,
                max(end - start, 2),
                place(total),
                figure(f"{weight:+.2f}"),
                figure(f"{min(chance, _NEVER_CERTAIN):.2f}"),
                against=weight < 0,
            )
        )
        before = total
    lines = (Line(place(0.0), "axis"), *(Line(place(bound), "bound") for bound in (-_NINE_TO_ONE, _NINE_TO_ONE)))
    return Waterfall(caption, tuple(falls), lines)


def draw_timeline(*, caption: object, head: object, lanes: Mapping[str, Sequence[tuple[date, str]]]) -> Timeline | None:
    """A timeline of (day, what it was) by lane; lanes without a day are left out; None where none is left."""
    days = [day for marks in lanes.values() for day, _ in marks]
    if not days:
        return None
    first, span = min(days), max((max(days) - min(days)).days, 1)

    def mark(day: date, title: str) -> Mark:
        at = _MARGIN + round((WIDTH - 2 * _MARGIN) * (day - first).days / span)
        return Mark(at, f"{title}, {short_day_words(day)}")

    drawn = [
        Lane(title, tuple(mark(*each) for each in sorted(marks)), min(marks)[0], max(marks)[0])
        for title, marks in lanes.items()
        if marks
    ]
    return Timeline(caption, head, tuple(drawn))


def draw_chart(
    *, title: object, figures: Mapping[date, float | None], first: date, last: date, missing: str, unit: str = ""
) -> Chart:
    """A bar for each day from `first` to `last`; a day without a figure is drawn as missing, never as nothing."""
    count = (last - first).days + 1
    days = [first + timedelta(days=number) for number in range(count)]
    known = [value for day in days if (value := figures.get(day)) is not None]
    greatest = max(known, default=0.0)
    step = WIDTH / count
    bars = []
    for number, day in enumerate(days):
        at, width = round(number * step), max(round(step * 0.8), 1)
        value = figures.get(day)
        if value is None:
            bars.append(Bar(at, width, 0, HEIGHT, f"{short_day_words(day)}, {missing}", missing=True))
            continue
        height = round(HEIGHT * value / greatest) if greatest else 0
        height = max(height, 2) if value else 0
        bars.append(Bar(at, width, HEIGHT - height, height, f"{short_day_words(day)}, {figure(amount(value))}{unit}"))
    return Chart(title, tuple(bars), f"{figure(amount(greatest))}{unit}", first, last)


def amount(value: float) -> str:
    """A figure for `figure`, which sets the marks of the language; one digit after the point where it is small."""
    return f"{value:,.1f}" if value < 10 and value != int(value) else f"{value:,.0f}"


@dataclass(slots=True)
class Host:
    """A host that a page asked for: the addresses that answered, in order, and how often what came of it."""

    name: str
    addresses: dict[str, None] = field(default_factory=dict)
    answers: int = 0
    media: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a network map; `kind` is page, host, address or refused."""

    x: int
    y: int
    text: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to the next; `kind` as the box that it leads to."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """A page, the hosts that it asked for, the addresses that answered: three columns, `height` high."""

    caption: object
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    template = "parts/network.html"


@dataclass(frozen=True, slots=True)
class Spot:
    """One vantage point on a map: what stands in its box, its words in full, its kind."""

    text: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlacesMap:
    """Vantage points in rows, one or more for each country: (its code, where it stands)."""

    caption: object
    height: int
    countries: tuple[tuple[str, int], ...]
    nodes: tuple[Node, ...]
    template = "parts/places.html"


_BOX_WIDTH, _BOX_HEIGHT, _ROW = 280, 34, 46
_PLACES = (80, 380, 680)
_COLUMNS = (0, 360, 720)
_MAX_HOSTS, _MAX_LETTERS = 24, 30


def draw_network(*, caption: object, page: str, hosts: Sequence[Host]) -> NetworkMap | None:
    """The map of `hosts` around `page`; None where there is no host."""
    if not hosts:
        return None
    shown = hosts[:_MAX_HOSTS]
    addresses = list(dict.fromkeys(address for host in shown for address in host.addresses))
    height = _ROW * max(len(shown), len(addresses), 1)
    rows = {address: _row(number, len(addresses), height) for number, address in enumerate(addresses)}
    nodes = [_box(0, height // 2, page, "page")]
    edges: list[Edge] = []
    for number, host in enumerate(shown):
        y, kind = _row(number, len(shown), height), "host" if host.answers else "refused"
        nodes.append(_box(1, y, host.name, kind))
        edges.append(Edge(_COLUMNS[0] + _BOX_WIDTH, height // 2, _COLUMNS[1], y, kind))
        edges += [Edge(_COLUMNS[1] + _BOX_WIDTH, y, _COLUMNS[2], rows[one], "address") for one in host.addresses]
    nodes += [_box(2, rows[address], address, "address") for address in addresses]
    return NetworkMap(caption, height, tuple(nodes), tuple(edges), len(hosts) - len(shown))


def _row(number: int, count: int, height: int) -> int:
    """The middle of the `number`-th of `count` boxes spread over `height`."""
    return round(height * (number + 0.5) / count)


def _box(column: int, y: int, shown: str, kind: str) -> Node:
    cut = shown if len(shown) <= _MAX_LETTERS else f"{shown[: _MAX_LETTERS - 1]}…"
    return Node(_COLUMNS[column], y - _BOX_HEIGHT // 2, cut, shown, kind)


Picture = Timeline | Chart | NetworkMap | Waterfall | Beside | PlacesMap


def draw_places(*, caption: object, groups: Sequence[tuple[str, Sequence[Spot]]]) -> PlacesMap:
    """A row for each country (code, its vantage points), as many rows as its boxes need."""
    nodes: list[Node] = []
    countries: list[tuple[str, int]] = []
    y = 0
    for code, spots in groups:
        countries.append((code, y + 22))
        for number, spot in enumerate(spots):
            row, column = divmod(number, len(_PLACES))
            text = spot.text if len(spot.text) <= _MAX_LETTERS else f"{spot.text[: _MAX_LETTERS - 1]}…"
            nodes.append(Node(_PLACES[column], y + row * _ROW, text, spot.title, spot.kind))
        y += _ROW * -(-len(spots) // len(_PLACES))
    return PlacesMap(caption, y, tuple(countries), tuple(nodes))
