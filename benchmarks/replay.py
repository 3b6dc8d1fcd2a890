"""Replay an exhibit in ReplayWeb.page in a real browser: does it show the page's text, and the signature as valid?

Its two scripts are not in the repository: ``scripts/install_judges.sh`` gets them, pinned by their digest.
"""

import difflib
import http.server
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.rows import Row
from tests.factories.exhibits import Workshop
from tests.factories.judges import VIEWER

_PAGE = """<!doctype html><script src="/ui.js"></script>
<replay-web-page style="height:900px" embed="default" replayBase="/replay/" source="/exhibit.wacz" url="{url}">
</replay-web-page>"""
_SIGNATURE = """async (collection) => {
  const open = (name) => new Promise((done) => {
    const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
  for (const {name} of await indexedDB.databases()) {
    const database = await open(name);
    if (!database.objectStoreNames.contains("verification")) continue;
    const row = await new Promise((done) => {
      const asked = database.transaction("verification").objectStore("verification").get("signature");
      asked.onsuccess = () => done(asked.result); });
    if (row) return row.matched;
  }
  return null;
}"""


def run(quick: bool) -> list[Row]:
    """One exhibit replayed; nothing is measured where the scripts are missing. `quick` changes nothing."""
    del quick
    text, signature = "ReplayWeb.page: likeness of the text", "ReplayWeb.page: signature shown as valid"
    if not (VIEWER / "ui.js").exists():
        return [Row(text, 0, "", ">= 0.99"), Row(signature, 0, "", "1")]
    with tempfile.TemporaryDirectory(prefix="rempart-bench-") as folder:
        workshop = Workshop(Path(folder))
        found = replay(workshop.sealed(), workshop.capture.final_url, workshop.capture.text)
    return [
        Row(text, found.likeness, "", ">= 0.99", found.likeness >= 0.99),
        Row(signature, int(bool(found.signature)), "", "1", found.signature is True),
    ]


@dataclass(frozen=True, slots=True)
class Replayed:
    """How alike the replayed text is to the exhibit's (0…1), and what the reader found of the signature."""

    likeness: float
    signature: bool | None


def replay(content: bytes, url: str, text: str, chromium: str = "/usr/bin/chromium") -> Replayed:
    """Open `content` in ReplayWeb.page at `url` and compare with `text`."""
    with _served(content, url) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        shown = _wait_for_text(page)
        signature = page.frames[1].evaluate(_SIGNATURE, "")
        browser.close()
    words, wanted = shown.split(), text.split()
    return Replayed(difflib.SequenceMatcher(None, words, wanted, autojunk=False).ratio(), signature)


def _wait_for_text(page: Page) -> str:
    for _ in range(60):
        page.wait_for_timeout(500)
        for frame in page.frames[2:]:
            shown = frame.evaluate("document.body ? document.body.innerText : ''")
            if shown.strip():
                return str(shown)
    return ""


@contextmanager
def _served(content: bytes, url: str) -> Iterator[str]:
    files = {
        "/index.html": ("text/html", _PAGE.format(url=url).encode()),
        "/ui.js": ("text/javascript", (VIEWER / "ui.js").read_bytes()),
        "/replay/sw.js": ("text/javascript", (VIEWER / "sw.js").read_bytes()),
        "/exhibit.wacz": ("application/wacz", content),
    }

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = files.get(self.path.split("?")[0], ("", b""))
            total, wanted = len(body), self.headers.get("Range", "")
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            start = int(first) if first else max(0, total - int(last)) if last else 0
            end = min(int(last), total - 1) if first and last else total - 1
            self.send_response(404 if not kind else 206 if wanted else 200)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Range", f"bytes {start}-{end}/{total}")
            self.send_header("Content-Length", str(end - start + 1))
            self.end_headers()
            self.wfile.write(body[start : end + 1])

        def log_message(self, *_: Any) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        server.server_close()
