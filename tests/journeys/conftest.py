"""A real Chromium before a real server, with a house to walk through."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from rempart import wiring
from rempart.kernel.actors import CONSOLE, Actor
from rempart.kernel.clock import SystemClock
from rempart.people.services import issue_one_time_login
from tests.conftest import People
from tests.waiting import PATIENCE_S
from tests.web.conftest import TOTP_SECRET, Desk
from tests.web.house import House, build_house, make_ports

# What a page shows is waited for as long as what is done to it: no page is slow because the machine is.
PATIENCE_MS = PATIENCE_S * 1000
expect.set_options(timeout=PATIENCE_MS)

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All journeys in one process, one after the other: each module has its browser, and ends it."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without its sandbox: the pages are our own, and tests may run as root.

    Ended with its module: Playwright's own loop runs in this thread, and no other test could run one meanwhile.
    """
    if not CHROMIUM.exists():
        pytest.skip("not installed: chromium")
    # Django takes Playwright's loop for asynchronous code and refuses the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("not installed: axe-core (npm ci)")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def ports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    made = make_ports(tmp_path)
    monkeypatch.setattr(wiring, "current_ports", lambda: made)
    return made


@pytest.fixture
def house(people: People, ports: object, live_server: LiveServer) -> House:
    """Built a quarter of an hour ago."""
    return build_house(people, wiring.current_ports(), SystemClock().now() - timedelta(minutes=15))


def _note_failure(request: Request, errors: list[str]) -> None:
    # Going on to the next page before the last picture came is no failure of the page.
    if "ERR_ABORTED" not in (request.failure or ""):
        errors.append(f"failed: {request.url} ({request.failure})")


@dataclass
class Visitor:
    """Opens pages of the server in a context of its own; `errors` is what the console and the policy complained of."""

    page: Page
    url: str
    errors: list[str]

    def go(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def complaints(self, axe: str) -> list[str]:
        """What axe says of the page as it stands now, and whether it is wider than the window."""
        self.page.wait_for_load_state()
        # Outside the page's own policy: the test brings the script, the page would not load it.
        self.page.context.new_cdp_session(self.page).send("Runtime.evaluate", {"expression": axe})
        outcome = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        problems = [
            f"{violation['id']}: {node['html'][:160]}"
            for violation in outcome["violations"]
            for node in violation["nodes"]
        ]
        if self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            problems.append("wider than the window")
        return problems

    def enter(self, actor: Actor) -> None:
        """Signed in without the ceremony."""
        desk = Desk(actor)
        value = desk.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": value, "url": self.url}])

    def sign_in(self, actor: Actor) -> Page:
        """By a one-time link, then the code of an authenticator app that was set up before."""
        assert actor.account_id is not None
        account = get_user_model().objects.get(pk=actor.account_id)
        if not Authenticator.objects.filter(user=account).exists():
            TOTP.activate(account, TOTP_SECRET)
        secret = issue_one_time_login(account_id=account.pk, actor=CONSOLE, now=SystemClock().now())
        self.go(f"/accounts/once/{secret}/").locator("main form button").click()
        self.page.locator("#id_code").fill(totp_code(TOTP_SECRET))
        self.page.locator("form.card button[type=submit]").first.click()
        self.page.wait_for_url("**/desk/")
        return self.page


def totp_code(secret: str) -> str:
    """What the authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """`visit(java_script_enabled=False)` opens a fresh browser context, in French unless told otherwise."""
    contexts: list[BrowserContext] = []

    def open_context(**options: Any) -> Visitor:
        usual: dict[str, Any] = {"locale": "fr-FR", "viewport": {"width": 1440, "height": 900}}
        context = browser.new_context(**usual | options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("requestfailed", lambda request: _note_failure(request, errors))
        return Visitor(page, live_server.url, errors)

    yield open_context
    for context in contexts:
        context.close()
