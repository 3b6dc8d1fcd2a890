"""After the page: its host's rules, terms and contact, and what the host answers where nothing is.

In: the page as it was read, the policy. Out: exchanges that the proxy kept, like those of the page itself.
Never: another host's page; a script that runs; a form that is sent; a capture that fails because of these.
"""

import asyncio
import contextlib
from collections.abc import Callable

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from rempart.adapters.nowhere import nowhere_on
from rempart.engines.pages.beside import find_rules_links
from rempart.ports.capturing import CapturePolicy

BESIDE_S = 5.0  # for each
ALL_S = 12.0


async def look_beside(page: Page, dom: str, policy: CapturePolicy, note: Callable[[str], None]) -> None:
    """Visit what `policy` allows, one after the other, in the page's own tab and with scripts off."""
    base = page.url
    wanted = [*find_rules_links(dom, base, policy.rules_pages), *([nowhere_on(base)] if policy.error_page else ())]
    if not wanted or not base.startswith(("http:", "https:")):
        return
    try:
        async with asyncio.timeout(ALL_S):
            session = await page.context.new_cdp_session(page)
            await session.send("Emulation.setScriptExecutionDisabled", {"value": True})
            for url in wanted:
                note(f"looked beside the page at {url[:200]}")
                with contextlib.suppress(PlaywrightError):
                    await page.goto(url, wait_until="domcontentloaded", timeout=BESIDE_S * 1000)
    except (PlaywrightError, TimeoutError):
        note("looking beside the page ended early")
