"""What a reader would see of a loaded page, read without running a line of the page's own code.

In: a page of Playwright. Out: its DOM, text, title, links and grey screenshot. Never: an evaluation in the page's
own world, where a hostile page can have replaced every function; a wait that the page can make endless.
"""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.async_api import CDPSession, Frame, Page
from playwright.async_api import Error as PlaywrightError
from selectolax.lexbor import LexborHTMLParser

from rempart.adapters.egress.inline import neutralise
from rempart.ports.capturing import FrameDom

READ_S = 5.0
SCREENSHOT_S = 8.0
MAX_DOM = 4_000_000
MAX_TEXT = 1_000_000
MAX_LINKS = 5_000
MAX_BASE = 2_000  # letters; a link is cut at as many
MAX_HEIGHT = 6_000
MAX_FRAMES = 40
MAX_ROOTS = 1_000  # shadow roots, which `outerHTML` and `innerText` leave out
EMPTY_PAGE = re.compile(r"(?:<!DOCTYPE html>)?<html><head></head><body>\s*</body></html>", re.I)
WIDTH, HEIGHT = 1280, 900

# Runs in a world of its own that shares the document but none of the page's functions.
_READ = f"""
(() => {{
  const root = document.documentElement;
  const kind = document.doctype ? "<!DOCTYPE " + document.doctype.name + ">" : "";
  let keys = [];
  const roots = [];
  const look = (tree) => {{
    for (const element of tree.querySelectorAll("*")) {{
      const shadow = roots.length < {MAX_ROOTS} ? element.shadowRoot : null;
      if (shadow) {{ roots.push(shadow); look(shadow); }}
    }}
  }};
  look(document);
  let dom = root ? root.outerHTML : "";
  const around = roots.length ? root.cloneNode(false).outerHTML : "";
  if (around.endsWith("</html>")) {{ dom = around.slice(0, -7) + root.getHTML({{shadowRoots: roots}}) + "</html>"; }}
  const said = roots.flatMap((shadow) => [...shadow.children].map((child) => child.innerText || ""));
  const text = [document.body ? document.body.innerText : "", ...said].join("\\n");
  try {{ keys = Object.keys(localStorage).concat(Object.keys(sessionStorage)); }} catch (error) {{ keys = []; }}
  return JSON.stringify({{
    dom: root ? (kind + dom).slice(0, {MAX_DOM}) : "",
    text: text.slice(0, {MAX_TEXT}),
    title: document.title.slice(0, 1000),
    base: document.baseURI,
    keys: keys.slice(0, 500).map((key) => key.slice(0, 200)),
  }});
}})()
"""
# A second barrier: whatever draws pixels of its own shows only its background.
GREY_STYLE = """
img, video, audio, canvas, object, embed, picture, input[type=image], svg image, svg foreignObject, model, portal {
  background: #b8b8b8 !important; object-position: -99999px -99999px !important; color: transparent !important;
}
canvas, svg image { opacity: 1 !important; content-visibility: hidden !important; }
"""


@dataclass(slots=True)
class PageFacts:
    """What was read of a page; `problems` says what could not be."""

    dom: str = ""
    text: str = ""
    title: str = ""
    base: str = ""
    links: tuple[str, ...] = ()
    storage_keys: tuple[str, ...] = ()
    screenshot: bytes = b""
    frames: tuple[FrameDom, ...] = ()
    problems: tuple[str, ...] = ()
    too_deep: int = 0
    removed: int = 0


async def read_page(page: Page, frame_depth: int, facts: PageFacts) -> None:
    """Read the page as it is now into `facts`, piece by piece: what was read stays where the reading is broken off.

    What a hostile page withholds is named in `problems`. Frames more than `frame_depth` below the page are counted in
    `too_deep` and not read; `removed` counts the media that were cut out of page and frames.
    """
    try:
        session = await asyncio.wait_for(page.context.new_cdp_session(page), READ_S)
        read = json.loads(await _evaluate(session))
    except (PlaywrightError, TimeoutError, ValueError) as error:
        facts.problems = (f"the page could not be read: {_first_line(error)}",)
        return
    facts.dom, facts.removed = clean_markup(str(read["dom"]))
    facts.text = clean_text(str(read["text"]))
    facts.title = clean_text(str(read["title"]))
    facts.base = clean_base(str(read["base"])[:MAX_BASE])
    facts.storage_keys = tuple(clean_text(str(key)) for key in read["keys"])
    facts.links = find_links(facts.dom, facts.base)
    frames = [frame for frame in page.frames if frame is not page.main_frame]
    near = [frame for frame in frames if _depth(frame) <= frame_depth]
    facts.too_deep = len(frames) - len(near)
    await _read_frames(near, facts)
    try:
        facts.screenshot = await _take_screenshot(page, session)
    except (PlaywrightError, TimeoutError) as error:
        facts.problems = (*facts.problems, f"no screenshot: {_first_line(error)}")


def _depth(frame: Frame) -> int:
    depth, above = 0, frame.parent_frame
    while above is not None:
        depth, above = depth + 1, above.parent_frame
    return depth


async def _read_frames(frames: Sequence[Frame], facts: PageFacts) -> None:
    """Put the HTML of every frame into `facts`, how many media were cut out of them, and what could not be read.

    Playwright reads them in worlds of its own; frames of other sites live in processes of their own.
    """
    read: dict[int, tuple[FrameDom, int] | str] = {}

    async def keep(place: int, frame: Frame) -> None:
        read[place] = await _read_frame(frame)

    try:
        await asyncio.gather(*(keep(place, frame) for place, frame in enumerate(frames[:MAX_FRAMES])))
    finally:
        in_order = [read[place] for place in sorted(read)]
        shown = [one for one in in_order if not isinstance(one, str)]
        problems = [f"a frame could not be read: {text}" for text in in_order if isinstance(text, str) and text]
        problems += [f"{len(frames) - len(read)} frames were not read"] if len(frames) > len(read) else []
        facts.frames = tuple(frame for frame, _ in shown if frame.dom)
        facts.removed += sum(removed for _, removed in shown)
        facts.problems = (*facts.problems, *problems)


async def _read_frame(frame: Frame) -> tuple[FrameDom, int] | str:
    """The frame, with no HTML where it shows nothing; else why it could not be read."""
    try:
        html = (await asyncio.wait_for(frame.content(), READ_S))[:MAX_DOM]
    except (PlaywrightError, TimeoutError) as error:
        return "" if frame.is_detached() else f"{clean_text(frame.url)[:200]}: {_first_line(error)}"
    dom, removed = clean_markup(html)
    return FrameDom(clean_text(frame.url), "" if EMPTY_PAGE.fullmatch(html) else dom), removed


def clean_markup(text: str) -> tuple[str, int]:
    """`text` without media that are written into it, and how many there were."""
    clean = neutralise(text.encode("utf-8", "replace"), "")
    return clean.body.decode("utf-8", "replace"), len(clean.facts)


def clean_text(text: str) -> str:
    """`text` without media that are written into it."""
    return clean_markup(text)[0]


def clean_base(url: str) -> str:
    """The page's base, which a script can write, without media: each link begins with it. Its host stays."""
    scheme, slashes, rest = url.partition("//")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{clean_text(host)}{slash}{clean_text(path)}"


def find_links(dom: str, base: str) -> tuple[str, ...]:
    """Where the page's links lead, absolute, each once, in order; scripts and data left out."""
    links: dict[str, None] = {}
    for node in LexborHTMLParser(dom).css("a[href], area[href]"):
        try:
            target = urljoin(base, node.attributes.get("href") or "")
        except ValueError:
            continue
        if target.lower().startswith(("http:", "https:", "mailto:", "tel:")) and len(links) < MAX_LINKS:
            links[target[:2000]] = None
    return tuple(links)


async def _evaluate(session: CDPSession) -> str:
    """Run `_READ` beside the page. A page that is busy for ever is stopped once, then read."""
    for attempt in ("first", "after stopping scripts"):
        try:
            return await asyncio.wait_for(_evaluate_once(session), READ_S)
        except TimeoutError:
            if attempt != "first":
                raise
            await asyncio.wait_for(session.send("Runtime.terminateExecution"), READ_S)
    raise TimeoutError


async def _evaluate_once(session: CDPSession) -> str:
    tree = await session.send("Page.getFrameTree")
    frame = tree["frameTree"]["frame"]["id"]
    world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "rempart"})
    context = world["executionContextId"]
    result = await session.send("Runtime.evaluate", {"expression": _READ, "contextId": context, "returnByValue": True})
    return str(result["result"]["value"])


async def _take_screenshot(page: Page, session: CDPSession) -> bytes:
    metrics = await asyncio.wait_for(session.send("Page.getLayoutMetrics"), READ_S)
    height = min(MAX_HEIGHT, max(HEIGHT, int(metrics["cssContentSize"]["height"])))
    return await page.screenshot(
        full_page=True,
        clip={"x": 0, "y": 0, "width": WIDTH, "height": height},
        style=GREY_STYLE,
        animations="disabled",
        timeout=SCREENSHOT_S * 1000,
    )


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
