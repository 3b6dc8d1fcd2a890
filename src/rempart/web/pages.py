"""The two shapes that most pages of the desk have (rows, or one item with what can be done to it), and files."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from rempart.web.parts import Action, Cell, Listing, Section, Table

Answer = TypeVar("Answer", bound=HttpResponseBase)
ROWS_PER_PAGE = 50
MOST_LISTED = 1000  # rows that a list shows; it asks for one more, to say whether there are


def show_list(
    request: HttpRequest,
    items: Sequence[Any],
    *,
    title: str,
    caption: str,
    heads: Sequence[str],
    row: Callable[[Any], list[Cell]],
    empty: str,
    narrowed_by: forms.Form | None = None,
    lead: str = "",
    actions: Sequence[Action] = (),
    picks_for: str = "",
    sections: Sequence[Section] = (),
    most: int | None = None,
) -> HttpResponse:
    """A page of `items` as a table, `sections` below it; a page number out of range gives the nearest page.

    At most `most` items are listed: where more came, the page says so.
    """
    page = Paginator(items if most is None else items[:most], ROWS_PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("picked", None)
    table = Table(caption=caption, heads=heads, rows=[row(item) for item in page], empty=empty)
    is_cut = most is not None and len(items) > most
    listing = Listing(
        table=table, page=page, query=query.urlencode(), filter=narrowed_by, picks_for=picks_for, is_cut=is_cut
    )
    context = {"title": title, "lead": lead, "listing": listing}
    return render(request, "desk/list.html", context | {"actions": list(actions), "sections": list(sections)})


def show_item(
    request: HttpRequest,
    *,
    title: str,
    back: tuple[str, str],
    sections: Sequence[Section],
    state: Cell | None = None,
    lead: str = "",
    actions: Sequence[Action] = (),
    template: str = "desk/item.html",
    **more: object,
) -> HttpResponse:
    """One item. `back` is (view name, its title) of the list that it belongs to; `more` goes to the template."""
    view, back_title = back
    context = {
        "title": title,
        "lead": lead,
        "state": state,
        "back": reverse(view),
        "back_title": back_title,
        "sections": list(sections),
        "actions": list(actions),
    }
    return render(request, template, context | more)


def as_file(response: Answer, name: str) -> Answer:
    """`response`, for the browser to keep as a file called `name` and not to show."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
