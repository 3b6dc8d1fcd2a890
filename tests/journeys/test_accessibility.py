"""axe looks at every page in a real browser, in both languages and both colour schemes."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Visitor
from tests.journeys.every_page import Shown, list_pages
from tests.web.house import House

# The regions that are wider inside than outside.
CUT_OFF = """() => [...document.querySelectorAll(".scroll")]
  .filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.getAttribute("aria-label"))"""
BETWEEN = (640, 768, 1000, 1180)  # widths at which tables are squeezed most

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("view", [("fr", "light", 1440), ("en", "dark", 320)], ids=["french-wide", "english-narrow"])
def test_axe_finds_no_violation_on_any_page(
    view: tuple[str, str, int], house: House, visit: Callable[..., Visitor], axe: str
) -> None:
    language, scheme, width = view
    visitors: dict[object, Visitor] = {}
    found: list[str] = []
    for shown in list_pages(house, language):
        if shown.role not in visitors:
            visitors[shown.role] = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
            if shown.role is not None:
                visitors[shown.role].enter(house.people[shown.role])
        found += _look(visitors[shown.role], shown, axe)
    assert not found, "\n".join(found)


def test_no_table_has_to_be_pushed_aside_to_be_read(house: House, visit: Callable[..., Visitor]) -> None:
    visitors: dict[object, Visitor] = {}
    found: list[str] = []
    for shown in list_pages(house, "fr"):
        if shown.role not in visitors:
            visitors[shown.role] = visit()
            if shown.role is not None:
                visitors[shown.role].enter(house.people[shown.role])
        visitor = visitors[shown.role]
        visitor.go(shown.path)
        for width in BETWEEN:
            visitor.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{shown.name} at {width}: {region}" for region in visitor.page.evaluate(CUT_OFF)]
    assert not found, "\n".join(found)


def _look(visitor: Visitor, shown: Shown, axe: str) -> list[str]:
    response = visitor.page.goto(visitor.url + shown.path)
    assert response is not None
    if response.status != 200:
        return [f"{shown.name}: status {response.status}"]
    problems = [f"{shown.name}: {problem}" for problem in (*visitor.complaints(axe), *visitor.errors)]
    visitor.errors.clear()
    return problems
