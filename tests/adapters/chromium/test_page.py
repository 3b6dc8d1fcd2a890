"""What is read of a page in a real Chromium where its capture is broken off meanwhile."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Route, async_playwright

from rempart.adapters.chromium.page import PageFacts, read_page
from tests.waiting import PATIENCE_S

CHROMIUM = Path("/usr/bin/chromium")
BUSY = "<script>onload = () => setTimeout(() => { for (;;); })</script>"
PAGES = {
    "http://read.test/": "<title>A forum</title><p>Plain words.</p><a href='/members'>Members</a>"
    "<iframe src='/calm'></iframe><iframe src='http://else.test/busy'></iframe>",
    "http://read.test/calm": "<p>Calm words.</p>",
    "http://else.test/busy": BUSY,
}


async def answer(route: Route) -> None:
    await route.fulfill(body=PAGES[route.request.url], content_type="text/html")


async def read_until_the_calm_frame_is_read(facts: PageFacts) -> None:
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--site-per-process"])
        context = await browser.new_context()
        await context.route("**/*", answer)
        page = await context.new_page()
        await page.goto("http://read.test/", timeout=PATIENCE_S * 1000)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(5):
                await read_page(page, 3, facts)
        await browser.close()


@pytest.mark.slow
def test_what_was_read_stays_when_the_time_is_over_before_all_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    if not CHROMIUM.exists():
        pytest.skip("not installed: chromium")
    monkeypatch.setattr("rempart.adapters.chromium.page.READ_S", PATIENCE_S)
    facts = PageFacts()
    asyncio.run(read_until_the_calm_frame_is_read(facts))
    assert (facts.title, facts.text.strip(), facts.links) == (
        "A forum",
        "Plain words.\n\nMembers",
        ("http://read.test/members",),
    )
    assert [frame.url for frame in facts.frames] == ["http://read.test/calm"]
    assert facts.problems == ("1 frames were not read",)
