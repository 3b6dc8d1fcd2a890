"""The block page in a real browser: read by axe, in both languages and schemes, with nothing written down."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from rempart.blockpage.page import PageSettings
from rempart.blockpage.server import BlockPageServer
from rempart.lab.processes import free_port
from rempart.ports.naming import Endpoint
from tests.edge.test_agent import Loop
from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SETTINGS = PageSettings(
    authority="Central office A",
    legal_basis="LCEN, article 6-1",
    operator="Provider B",
    operator_url="https://provider.example/",
    appeal_url="https://appeals.example/recours/",
    oversight="Qualified person C",
    victims=("Help line 116 000, day and night",),
    worried=("Listening service D, in confidence",),
)


@pytest.fixture
def address() -> Iterator[str]:
    loop = Loop()
    port = free_port("127.0.0.1")
    server = BlockPageServer(Endpoint("127.0.0.1", port), SETTINGS)
    loop.call(server.start())
    yield f"http://127.0.0.1:{port}/"
    loop.call(server.stop())
    loop.stop()


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("fr", "light", 1440), ("en", "dark", 360)], ids=["french-wide", "english-narrow"]
)
def test_axe_finds_nothing_and_the_page_keeps_nothing(
    language: str, scheme: str, width: int, address: str, visit: Callable[..., Visitor], axe: str, tmp_path: Path
) -> None:
    visitor = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = visitor.page
    response = page.goto(f"{address}?lang={language}")
    assert response is not None
    assert response.status == 451
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert visitor.complaints(axe) == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    for words in ("116 000", "Listening service D", "https"):
        expect(page.locator("main")).to_contain_text(words)
