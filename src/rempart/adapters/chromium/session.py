"""The capture process: one job from stdin, one outcome to stdout, then the end.

In: a `Job` as one line. Out: an `Outcome`. Never: a second capture; life after the worker (its end closes stdin).
"""

import asyncio
import contextlib
import os
import platform
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Dialog, Download, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from rempart.adapters.chromium.beside import look_beside
from rempart.adapters.chromium.browser import open_browser
from rempart.adapters.chromium.hardening import make_hardening
from rempart.adapters.chromium.jobs import Ending, Job, Outcome
from rempart.adapters.chromium.messages import read_message, write_message
from rempart.adapters.chromium.page import HEIGHT, WIDTH, PageFacts, clean_text, read_page
from rempart.adapters.chromium.steady_clock import SteadyClock
from rempart.adapters.egress.proxy import EgressProxy
from rempart.adapters.egress.upstream import TrustRoots
from rempart.ports.capturing import BrowserMissingError, DnsFact, PageCapture, Refusal

QUIET_S = 0.25
_DENIALS = ("scheme", "port", "address", "network")


class Visit:
    """One look at one page, and what happened meanwhile."""

    def __init__(self, job: Job, proxy: EgressProxy) -> None:
        self.job = job
        self.proxy = proxy
        self.started_at = _CLOCK.now()
        self.log: list[str] = []
        self.final_url = job.url
        self.cookies: tuple[str, ...] = ()
        self.facts = PageFacts()
        self.tools: dict[str, str] = {}
        self._main: Page | None = None

    async def make(self, context: BrowserContext) -> None:
        """Load the page, let it settle, read it."""
        await context.add_init_script(make_hardening(self.job.policy.limits.frame_depth))
        self._main = page = await context.new_page()
        context.on("page", self._close_popup)
        page.on("dialog", self._dismiss_dialog)
        page.on("download", self._cancel_download)
        limits = self.job.policy.limits
        self.proxy.page_begun = True
        zone = asyncio.create_task(self.proxy.resolver.ask_zone(urlsplit(self.job.url).hostname or ""))
        try:
            await page.goto(self.job.url, wait_until="load", timeout=limits.navigation_s * 1000)
        except PlaywrightTimeoutError:
            self.proxy.budget.hit("navigation time")
        except PlaywrightError as error:
            self._note(f"the navigation ended early: {_first_line(error)}")
        await self._settle(limits.settle_s)
        try:
            await read_page(page, limits.frame_depth, self.facts)
        finally:
            self.final_url = clean_text(page.url)  # a script can write anything behind the host
        cookies = await context.cookies()
        self.cookies = tuple(dict.fromkeys(clean_text(cookie.get("name", "")) for cookie in cookies))
        await zone
        await look_beside(page, self.facts.dom, self.job.policy, self._note)

    async def _settle(self, seconds: float) -> None:
        """Until nothing has been under way for a moment, at most `seconds`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.proxy.wait_until_quiet(QUIET_S)

    async def _close_popup(self, page: Page) -> None:
        if page is not self._main:
            self._refuse("popup", page.url)
            with contextlib.suppress(PlaywrightError):
                await page.close()

    async def _dismiss_dialog(self, dialog: Dialog) -> None:
        self._refuse("dialog", dialog.type)
        with contextlib.suppress(PlaywrightError):
            await dialog.dismiss()

    async def _cancel_download(self, download: Download) -> None:
        self._refuse("download", download.url)
        with contextlib.suppress(PlaywrightError):
            await download.cancel()

    def _refuse(self, rule: str, detail: str) -> None:
        self.proxy.note_refusal(Refusal(self.job.url, rule, clean_text(detail)[:400], _CLOCK.now()))

    def _note(self, text: str) -> None:
        self.log.append(f"{_CLOCK.now():%Y-%m-%dT%H:%M:%S.%fZ} {text}")

    def to_capture(self) -> PageCapture:
        """Everything that was seen, in the port's words."""
        proxy, facts = self.proxy, self.facts
        if facts.too_deep:
            proxy.budget.hit("frame depth")
        if facts.removed:
            self._note(f"{facts.removed} media written into the page or its frames were taken out after loading")
        for problem in facts.problems:
            self._note(problem)
        if proxy.background:
            self._note(f"{len(proxy.background)} requests of the browser for itself were refused")
        return PageCapture(
            url=self.job.url,
            final_url=self.final_url,
            started_at=self.started_at,
            finished_at=_CLOCK.now(),
            policy=self.job.policy,
            tools=self.tools,
            exchanges=tuple(sorted(proxy.exchanges, key=lambda exchange: exchange.at)),
            dns=tuple(sorted(proxy.resolver.facts, key=_lookup_order)),
            refusals=tuple(proxy.refusals),
            dom=facts.dom,
            text=facts.text,
            title=facts.title,
            links=facts.links,
            screenshot=facts.screenshot,
            cookies=self.cookies,
            storage_keys=facts.storage_keys,
            truncations=(*proxy.budget.truncations, *facts.problems),
            log=tuple(self.log),
            frames=facts.frames,
        )


_CLOCK = SteadyClock()


def _lookup_order(fact: DnsFact) -> tuple[datetime, str]:
    return fact.at, fact.record_type


async def capture(job: Job, deliver: Callable[[Outcome], None]) -> None:
    """Carry out one job. `deliver` gets the outcome as soon as it is whole; ending the browser comes after."""
    roots = TrustRoots(Path(job.extra_roots) if job.extra_roots else None)
    proxy = EgressProxy(policy=job.policy, clock=_CLOCK, roots=roots)
    visit = Visit(job, proxy)
    try:
        with tempfile.TemporaryDirectory() as folder:  # within the one that the worker made for us
            async with open_browser(job, proxy, Path(folder)) as browser:
                visit.tools = _name_tools(job, browser.version)
                context = await browser.new_context(
                    service_workers="block",
                    accept_downloads=False,
                    user_agent=_make_user_agent(browser.version),
                    locale=job.policy.language.split(",", 1)[0],
                    viewport={"width": WIDTH, "height": HEIGHT},
                    reduced_motion="reduce",
                )
                await _within(job.policy.limits.total_s, visit, lambda: visit.make(context))
                deliver(_judge(visit))
    except BrowserMissingError as error:
        deliver(Outcome(Ending.BROWSER_MISSING, str(error.fields["problem"])))
    finally:
        await proxy.close()


async def _within(seconds: float, visit: Visit, work: Callable[[], Awaitable[None]]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await work()
    except TimeoutError:
        visit.proxy.budget.hit("total time")
    except PlaywrightError as error:  # the page or the browser crashed: what was seen until then is kept
        visit.facts.problems = (*visit.facts.problems, f"the browser failed: {_first_line(error)}")


def _judge(visit: Visit) -> Outcome:
    """Whether the page was reached at all; redirects and resources that were refused do not matter here."""
    seen = visit.to_capture()
    if seen.exchanges:
        return Outcome(Ending.CAPTURED, capture=seen)
    address = visit.job.url.split("#", 1)[0]
    first = next((refusal for refusal in seen.refusals if refusal.url == address), None)
    if first is not None and first.rule in _DENIALS:
        return Outcome(Ending.REFUSED, f"{first.rule}: {first.detail}", seen)
    problem = first.detail if first else (seen.log[0] if seen.log else "no answer")
    return Outcome(Ending.UNREACHABLE, problem, seen)


def _name_tools(job: Job, browser_version: str) -> dict[str, str]:
    return {
        "rempart": version("rempart"),
        "chromium": browser_version,
        "playwright": version("playwright"),
        "python": platform.python_version(),
        "isolation": job.isolation,
    }


def _make_user_agent(browser_version: str) -> str:
    """What an ordinary Chromium of this version says; the word "Headless" would tell the site who looks."""
    major = browser_version.split(".", 1)[0]
    return f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36"


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:300]


async def _run(line: bytes) -> None:
    # Not a thread of the loop's own pool: Python waits for those before it ends, and this one never returns.
    threading.Thread(target=_die_with_worker, daemon=True).start()
    await capture(read_message(Job, line), _deliver)


def _deliver(outcome: Outcome) -> None:
    """Write the answer and close it: the worker need not wait for the browser's end, it ends us all."""
    sys.stdout.buffer.write(write_message(outcome))
    sys.stdout.buffer.flush()
    os.close(sys.stdout.fileno())


def _die_with_worker() -> None:
    """Wait for the end of stdin, which comes when the worker is gone or done, then end at once."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(3)


def main() -> None:
    """Read one job, write one outcome."""
    line = bytearray()
    while not line.endswith(b"\n"):
        piece = os.read(sys.stdin.fileno(), 65_536)
        if not piece:
            sys.exit(2)
        line += piece
    asyncio.new_event_loop().run_until_complete(_run(bytes(line)))
    os._exit(0)  # at once: the answer is written and standard output closed, nothing is left to flush


if __name__ == "__main__":
    main()
