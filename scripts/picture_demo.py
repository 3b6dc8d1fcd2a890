"""Take pictures of the demo's pages: the one in each README, or every page that a role can reach (`--all FOLDER`).

Runs `rempart demo`, comes in by its one-time links and second factors, photographs in Debian's Chromium, ends the demo.
"""

import argparse
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from rempart.demo.second_factor import one_time_code

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
LINK = re.compile(r"^\s+(?P<who>.+): (?P<link>http\S+)$", re.MULTILINE)
SECRET = re.compile(r"\b([A-Z2-7]{32})\b")
LOOKS = (("fr", "light", 1440), ("en", "dark", 1280), ("en", "light", 360), ("fr", "dark", 320))
PATIENCE_S = 300.0


def main() -> None:
    """Photograph the case page for the READMEs, and with `--all` whatever each role can reach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="also every page, per role, in four looks")
    folder = parser.parse_args().all
    with demo() as links, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        doors = {who: enter(browser, link) for who, link in links.items()}
        analyst = next(door for who, door in doors.items() if who.startswith("analyst"))
        for language in ("fr", "en"):
            picture_case(browser, analyst, language)
        for who, door in doors.items() if folder else ():
            picture_all(browser, door, folder / re.sub(r"\W+", "-", who).strip("-"))
        browser.close()


@contextmanager
def demo() -> Iterator[dict[str, str]]:
    """The one-time link of each person of a demo that goes on serving."""
    command = [sys.executable, "-m", "rempart", "--lang", "en", "demo"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stderr is not None
        said, deadline = "", time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            ready, _, _ = select.select([process.stderr], [], [], 1.0)
            # The links are the last thing that the demo says.
            if not ready and "goes on at" in said:
                break
            said += os.read(process.stderr.fileno(), 65536).decode() if ready else ""
        try:
            yield {found["who"]: found["link"] for found in LINK.finditer(said)}
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def enter(browser: Browser, link: str) -> tuple[str, BrowserContext]:
    """The address of the installation, and a context that is signed in there."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_load_state()
    page.goto(link.split("/accounts/", maxsplit=1)[0] + "/accounts/2fa/totp/activate/")
    shown = SECRET.search(page.content())
    assert shown, "no second factor is asked for"
    page.locator("#id_code").fill(one_time_code(shown[1], time.time()))
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    page.close()
    return link.split("/accounts/", maxsplit=1)[0], context


def looking(browser: Browser, door: tuple[str, BrowserContext], scheme: str, width: int) -> Page:
    """A page of a context with the look asked for and the sign-in of `door`."""
    url, context = door
    looked = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
        storage_state=context.storage_state(),
        base_url=url,
    )
    return looked.new_page()


def picture_case(browser: Browser, door: tuple[str, BrowserContext], language: str) -> None:
    """The case of the story, from its first sighting to the lift of its block."""
    page = looking(browser, door, "light", 1100)
    prefix = "" if language == "fr" else "/en"
    page.goto(f"{prefix}/cases/")
    cases = _links(page, "main table a")
    page.goto(max(cases, key=lambda case: _length(page, case)))
    page.screenshot(path=IMAGES / f"case-{language}.png", full_page=True)
    page.context.close()


def _length(page: Page, case: str) -> int:
    page.goto(case)
    return page.locator("main ol li").count()


def picture_all(browser: Browser, door: tuple[str, BrowserContext], folder: Path) -> None:
    """Each list of the desk, and the newest item of each list."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, scheme, width in LOOKS:
        page = looking(browser, door, scheme, width)
        prefix = "" if language == "fr" else "/en"
        page.goto(f"{prefix}/desk/")
        for path in dict.fromkeys([f"{prefix}/", *_links(page, "nav a:not([hreflang]), footer a, main a")]):
            _shoot(page, path, folder / f"{_name(path)}-{language}-{scheme}-{width}.png")
            items = [link for link in _links(page, "main table a") if re.search(r"/[0-9a-f-]{36}/$|/\d+/$", link)]
            for item in items[:1]:
                _shoot(page, item, folder / f"{_name(path)}-item-{language}-{scheme}-{width}.png")
        page.context.close()


def _links(page: Page, selector: str) -> list[str]:
    found = page.eval_on_selector_all(selector, "links => links.map(link => link.getAttribute('href'))")
    return [link for link in found if link and link.startswith("/") and "logout" not in link]


def _name(path: str) -> str:
    return re.sub(r"^/(en/)?", "", path).strip("/").replace("/", "_") or "start"


def _shoot(page: Page, path: str, file: Path) -> None:
    answer = page.goto(path)
    if answer is not None and answer.status == 200:
        page.screenshot(path=file, full_page=True)


if __name__ == "__main__":
    main()
