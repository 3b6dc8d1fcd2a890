"""What pages are made of: cells, tables, facts, sections and actions, as plain values that partial templates render.

A view chooses what is shown; `templates/parts/*.html` say how. State is always a word, never a colour alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.paginator import Page
from django.urls import reverse

from rempart.kernel.actors import Actor
from rempart.kernel.hostname import unicode_of
from rempart.kernel.reasons import Reason
from rempart.people.permissions import may
from rempart.web.labels import TONES
from rempart.web.pictures import Picture
from rempart.web.words import figure, label

_LONG_TEXT = 40  # characters
_SOME_WORDS = 3  # columns
# How narrow a column of each kind can be, in rem, and up to which sum of them a table is of which wording; as in
# rempart.css, where each wording has the width below which its rows are cards.
_NARROWEST = {"pick": 2.5, "number": 5.0, "name": 10.0, "moment": 8.0, "day": 8.0, "badge": 7.5, "prose": 14.0}
_NARROW_TEXT = 7.0
_WORDINGS = ((42.0, "some"), (56.0, "many"), (62.0, "more"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One value. `kind` is text, word, name (a hostname or digest), moment, day, badge, number or note."""

    value: Any
    kind: str = "text"
    href: str = ""
    tone: str = ""

    @property
    def reads(self) -> str:
        """A hostname in punycode as its letters read; empty for all else."""
        return unicode_of(str(self.value)) if self.kind == "name" else ""


@dataclass(frozen=True, slots=True)
class Pick(Cell):
    """A box to tick: `value` goes with the form whose id is `form`; `words` say what is ticked."""

    words: str = ""
    form: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads; `caption` says what they are, `empty` what it means that there are none."""

    caption: object
    heads: Sequence[object]
    rows: Sequence[Sequence[Cell]]
    empty: object = ""

    @property
    def columns(self) -> list[tuple[object, str]]:
        """Each head with the kind of the cells below it; ``prose`` is text that is long in one of them."""
        kinds = [cell.kind for cell in self.rows[0]] if self.rows else ["text"] * len(self.heads)
        long = [any(len(str(row[at].value)) > _LONG_TEXT for row in self.rows) for at in range(len(kinds))]
        kinds = ["prose" if kind == "text" and is_long else kind for kind, is_long in zip(kinds, long, strict=True)]
        return list(zip(self.heads, kinds, strict=True))

    @property
    def lines(self) -> list[list[tuple[Cell, object, str]]]:
        """Each row as cells with the head and the kind of their columns."""
        columns = self.columns
        return [[(cell, *column) for cell, column in zip(row, columns, strict=True)] for row in self.rows]

    @property
    def wording(self) -> str:
        """How much room columns of words take, which cannot be squeezed as figures can: ``some``, ``many``, ``more`` or
        ``most``; empty where there are few."""
        kinds = [kind for _, kind in self.columns]
        if sum(kind not in ("number", "pick") for kind in kinds) < _SOME_WORDS:
            return ""
        least = sum(_NARROWEST.get(kind, _NARROW_TEXT) for kind in kinds)
        return next((wording for most, wording in _WORDINGS if least <= most), "most")


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of an item page: one of its fields is filled. `image` is a URL with `text` as its description;
    `code` shows `text` letter by letter; `pictures` come with a table of the same figures, `folded` behind a click.
    `anchor` is where links on desk pages lead to; `records_at` the address at which the marks of `reasons` are told.
    """

    title: object
    facts: Sequence[tuple[object, Cell]] = ()
    reasons: Sequence[Reason] = ()
    pictures: Sequence[Picture] = ()
    table: Table | None = None
    text: str = ""
    image: str = ""
    note: object = ""
    code: bool = False
    folded: bool = False
    anchor: str = ""
    records_at: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A form of an item page that calls one verb. `tone` is plain, strong or danger."""

    title: object
    url: str
    form: forms.Form
    button: object
    explanation: object = ""
    tone: str = "plain"
    form_id: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a table, with the filter that narrows it; its rows can be ticked for the form `picks_for`.

    `is_cut`: there are more rows than all pages list.
    """

    table: Table
    page: Page[Any]
    query: str
    filter: forms.Form | None = None
    picks_for: str = ""
    is_cut: bool = False

    @property
    def rows(self) -> str:
        """How many rows all pages have together."""
        return figure(f"{self.page.paginator.count:,}")


def text(value: object) -> Cell:
    """Plain words."""
    return Cell("" if value is None else value)


def word(value: object, href: str = "") -> Cell:
    """A word or a few, never a hostname: in a narrow column it may be broken with a hyphen."""
    return Cell(value, kind="word", href=href)


def name(value: str, href: str = "") -> Cell:
    """A hostname, digest or other string that is read letter by letter."""
    return Cell(value, kind="name", href=href)


def moment(value: datetime | None) -> Cell:
    """A point in time, shown in UTC."""
    return Cell(value, kind="moment")


def on_day(value: date | None) -> Cell:
    """A day."""
    return Cell(value, kind="day") if value else text("–")


def number(value: float | str | None) -> Cell:
    """A figure, as it is or already rounded for reading, aligned at its last digit."""
    return Cell(figure(value) if isinstance(value, str) else value, kind="number")


def badge(code: object) -> Cell:
    """A state as a word with a tone."""
    return Cell(label(code), kind="badge", tone=TONES.get(str(code), "quiet"))


def link(shown: object, view: str, *args: object) -> Cell:
    """Words that lead to a page."""
    return Cell(shown, href=reverse(view, args=args))


def item_link(cell: Cell, view: str, *args: object) -> Cell:
    """`cell`, leading to a page."""
    return Cell(cell.value, kind=cell.kind, href=reverse(view, args=args), tone=cell.tone)


@dataclass(slots=True)
class Offers:
    """Collects the actions that `actor` may take on an item; `bound` is the form that was just rejected, if any."""

    actor: Actor
    bound: forms.Form | None = None
    actions: list[Action] = field(default_factory=list)

    def add(
        self,
        act: str,
        form_class: type[forms.Form],
        url: str,
        *,
        title: object,
        button: object,
        explanation: object = "",
        tone: str = "plain",
        initial: dict[str, object] | None = None,
        form_id: str = "",
    ) -> None:
        """Offer a form, unless the actor's roles do not cover `act`."""
        if not may(self.actor, act):
            return
        form = rejected_at(url, self.bound) or form_class(initial=initial, auto_id=f"id_{len(self.actions)}_%s")
        made = Action(title, url, form, button, explanation=explanation, tone=tone, form_id=form_id)
        self.actions.append(made)


def rejected_at(url: str, bound: forms.Form | None) -> forms.Form | None:
    """`bound` where it is the form that was posted to `url` (see `doors.action`)."""
    return bound if bound is not None and getattr(bound, "posted_to", "") == url else None


def short(texts: Iterable[str], most: int = 3) -> str:
    """The first few of `texts`, and how many more there are."""
    items = list(texts)
    shown = ", ".join(items[:most])
    return f"{shown} (+{len(items) - most})" if len(items) > most else shown
