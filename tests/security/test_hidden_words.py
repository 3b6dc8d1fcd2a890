"""What is taken for hidden is hidden in a browser, and what is shown there is read: each way against Chromium."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, sync_playwright

from rempart.engines.pages import PageInput, only_seen, read_markup
from tests.engines.pages import further_ways
from tests.engines.pages.ways import HIDDEN, SHOWN, WORDS, page_of

ALL_SHOWN = {**SHOWN, **further_ways.SHOWN}
ALL = {**HIDDEN, **further_ways.HIDDEN, **ALL_SHOWN}
NOBODY_SEES = 24  # of 255: so near to what is behind it no letter can be read
OTHERS = "a lantern burns behind the mill"
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if not CHROMIUM.exists():
        pytest.skip("not installed: chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        context.set_default_timeout(120_000)
        yield context.new_page()
        browser.close()


def show(page: Page, html: str) -> tuple[bytes, str]:
    page.set_content(html)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": 400}), page.inner_text("body")


def differ(one: bytes, other: bytes) -> bool:
    pictures = [Image.open(BytesIO(picture)).convert("RGB") for picture in (one, other)]
    steps = ImageChops.difference(*pictures).tobytes()
    return max(steps) > NOBODY_SEES


def test_words_are_read_where_they_change_the_picture_and_nowhere_else(page: Page) -> None:
    wrong = []
    for name, way in ALL.items():
        picture, text = show(page, page_of(way))
        is_seen = differ(picture, show(page, page_of(way, OTHERS))[0])
        markup = only_seen(read_markup(page_of(way), shown=text), PageInput(html="", text=text))
        if is_seen != (name in ALL_SHOWN) or is_seen != (WORDS in " ".join(markup.blocks)):
            wrong.append((name, is_seen))
    assert wrong == []
