"""axe looks at every page in a real browser, in both languages and both colour schemes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import Visitor
from tests.journeys.every_page import Shown, list_pages
from tests.web.house import House

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("not installed: axe-core (npm ci)")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("view", [("fr", "light", 1440), ("en", "dark", 360)], ids=["french-wide", "english-narrow"])
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
        found += _look(visitors[shown.role], shown, axe, width)
    assert not found, "\n".join(found)


def _look(visitor: Visitor, shown: Shown, axe: str, width: int) -> list[str]:
    response = visitor.page.goto(visitor.url + shown.path)
    assert response is not None
    if response.status != 200:
        return [f"{shown.name}: status {response.status}"]
    # Outside the page's own policy: the test brings the script, the page would not load it.
    visitor.page.context.new_cdp_session(visitor.page).send("Runtime.evaluate", {"expression": axe})
    outcome = visitor.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    problems = [
        f"{shown.name}: {violation['id']}: {node['html'][:160]}"
        for violation in outcome["violations"]
        for node in violation["nodes"]
    ]
    if visitor.page.evaluate("document.documentElement.scrollWidth") > width:
        problems.append(f"{shown.name}: wider than the window")
    problems += [f"{shown.name}: {error}" for error in visitor.errors]
    visitor.errors.clear()
    return problems
