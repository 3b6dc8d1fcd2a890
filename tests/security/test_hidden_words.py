"""What is taken for hidden is hidden in a browser, and what is shown there is read: each way against Chromium."""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from itertools import chain, islice
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, sync_playwright

from rempart.engines.pages import PageInput, only_seen, read_markup
from tests.engines.pages.sight import (
    beyond_ways,
    colour_ways,
    further_ways,
    setting_off_ways,
    telling_ways,
    test_boxes,
)
from tests.engines.pages.sight.ways import HIDDEN, SHOWN, WORDS, page_of

FURTHER = (further_ways, colour_ways, setting_off_ways, telling_ways, beyond_ways)
ALL_SHOWN = dict(chain(SHOWN.items(), *(one.SHOWN.items() for one in FURTHER)))
ALL = dict(chain(HIDDEN.items(), *(one.HIDDEN.items() for one in FURTHER), ALL_SHOWN.items()))
NOBODY_SEES = 24  # of 255: so near to what is behind it no letter can be read
OTHERS = "a lantern burns behind the mill"
AT_ONCE = 25  # pages in one picture
SEEN = 400  # pixels from the top of each
# Each frame is a window of the size that the engine reads for.
_FRAMES = (
    f"*{{margin:0}}div{{height:{SEEN}px;overflow:hidden}}iframe{{width:1280px;height:800px;border:0;display:block}}"
)
# What a capture takes for shown: the text of the page, and of open shadow roots.
_TEXTS = """[...document.querySelectorAll('iframe')].map(({contentDocument: shown}) => {
    const roots = [...shown.querySelectorAll('*')].map(one => one.shadowRoot).filter(one => one);
    return [shown.body, ...roots.flatMap(one => [...one.children])].map(one => one.innerText).join('\\n');
})"""
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if not CHROMIUM.exists():
        pytest.skip("not installed: chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1280, "height": SEEN * AT_ONCE}, offline=True)
        context.set_default_timeout(120_000)
        yield context.new_page()
        browser.close()


def show(page: Page, pages: Sequence[str]) -> list[tuple[Image.Image, str]]:
    """The picture and the text of each of `pages`, which lie in frames below each other: none knows of another, and a
    tab keeps nothing of the ones before (a dark colour scheme outlives what is set next to it in the same tab)."""
    frames = (f'<div><iframe srcdoc="{escape(one)}"></iframe></div>' for one in pages)
    page.set_content(f"<!DOCTYPE html><style>{_FRAMES}</style>{''.join(frames)}")
    clip = {"x": 0, "y": 0, "width": 1280, "height": SEEN * len(pages), "scale": 1}
    asked = {"format": "png", "optimizeForSpeed": True, "clip": clip}
    session = page.context.new_cdp_session(page)
    content = b64decode(session.send("Page.captureScreenshot", asked)["data"])
    session.detach()
    picture = Image.open(BytesIO(content)).convert("RGB")
    texts = page.evaluate(_TEXTS)
    parts = (picture.crop((0, SEEN * place, 1280, SEEN * (place + 1))) for place in range(len(pages)))
    return list(zip(parts, texts, strict=True))


def differ(one: Image.Image, other: Image.Image) -> bool:
    return bool(np.asarray(ImageChops.difference(one, other)).max() > NOBODY_SEES)


@pytest.mark.parametrize(
    "names",
    [tuple(islice(ALL, begin, begin + AT_ONCE)) for begin in range(0, len(ALL), AT_ONCE)],
    ids=lambda names: names[0],
)
def test_words_are_read_where_they_change_the_picture_and_nowhere_else(page: Page, names: tuple[str, ...]) -> None:
    wrong = []
    with_words = show(page, [page_of(ALL[name]) for name in names])
    with_others = show(page, [page_of(ALL[name], OTHERS) for name in names])
    for name, (picture, text), (other, _) in zip(names, with_words, with_others, strict=True):
        is_seen = differ(picture, other)
        markup = only_seen(read_markup(page_of(ALL[name]), shown=text), PageInput(html="", text=text))
        if is_seen != (name in ALL_SHOWN) or is_seen != (WORDS in " ".join(markup.blocks)):
            wrong.append((name, is_seen))
    assert wrong == []


def test_words_are_apart_where_a_browser_breaks_the_line_between_them(page: Page) -> None:
    every = {**test_boxes.APART, **test_boxes.JOINED}
    shown = show(page, [f"<style>{css}</style>{inner}" for css, inner in every.values()])
    joined = {name for name, (_, text) in zip(every, shown, strict=True) if "lantern" in text}
    # Boxes by their tag stay apart here: it is no sentence, and a reader sees room between them.
    assert joined == {*test_boxes.JOINED, "boxes by their tag in a line"}
