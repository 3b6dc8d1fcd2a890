"""Many generated pages in the real browser: every way of asking for a medium, every way of writing one into text.

One visit holds many pages, each in a frame of its own. Whatever the browser touches is searched for the mark that all
media share, raw, as base64 and as hexadecimal: its files while it runs, its profile, kept after its end, and the memory
of all its processes. A word in the page's plain text has to be found there, or the search proves nothing.
"""

import contextlib
import os
import random
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rempart.adapters.chromium import ChromiumCapturer
from rempart.adapters.chromium.programs import PROGRAM
from rempart.ports.capturing import CaptureLimits, CapturePolicy, PageCapture
from tests.adapters.egress.origin import Origin, Page, Reply
from tests.security.capture_media_tricks import MARK, MEDIA, make_core, make_medium, make_page
from tests.security.capture_search import again_and_again, files_of_captures, find_in_capture, list_written

FRAMES = 40
LATE_S, LATEST_S = 4.0, 50.0
WORDS = b"Plain words that may be seen, 5f1e0c."
LIMITS = CaptureLimits(requests=4_000, hosts=9, navigation_s=60, settle_s=2, total_s=120)
# Each asks for what lies at an address, which is a medium under its own type or another.
WAYS = (
    "<img src={0}>", "<img srcset='{0} 1x, {0} 2x'>", "<picture><source srcset={0}><img></picture>",
    "<div style='background:url({0})'>x</div>", "<style>p{{list-style:url({0})}}</style>", "<iframe src={0}></iframe>",
    "<object data={0}></object>", "<embed src={0}>", "<video src={0} autoplay muted></video>",
    "<video poster={0}></video>",
    "<audio src={0} autoplay></audio>", "<link rel=icon href={0}>", "<link rel=preload as=image href={0}>",
    "<link rel=preload as=fetch href={0}>", "<link rel=prefetch href={0}>", "<link rel=stylesheet href={0}>",
    "<script src={0}></script>", "<script type=module src={0}></script>", "<input type=image src={0}>",
    "<svg><image href={0} /></svg>", "<svg><filter id=a><feImage href={0} /></filter></svg>",
    "<style>@font-face{{font-family:x;src:url({0})}} b{{font-family:x}}</style><b>x</b>",
    "<script>fetch('{0}').then(r=>r.blob()).then(b=>{{i=new Image();i.src=URL.createObjectURL(b)}})</script>",
    "<script>fetch('{0}').then(r=>r.arrayBuffer()).then(b=>{{window.kept=new Uint8Array(b)}})</script>",
    "<script>fetch('{0}',{{headers:{{Accept:'text/plain'}}}}).then(r=>r.text()).then(t=>{{localStorage.x=t}})</script>",
    "<script>const r=new XMLHttpRequest();r.open('GET','{0}');r.responseType='blob';r.send()</script>",
    "<script>caches.open('x').then(c=>c.add('{0}'))</script>", "<script>new EventSource('{0}')</script>",
    "<script>import('{0}').catch(()=>0)</script>", "<script>new Worker('{0}')</script>",
    "<script>navigator.serviceWorker.register('{0}').catch(()=>0)</script>",
    "<script>new Audio('{0}').play().catch(()=>0)</script>", "<script>const i=new Image();i.src='{0}'</script>",
    "<script>indexedDB.open('x');fetch('{0}').then(r=>r.formData()).catch(()=>0)</script>",
    "<meta http-equiv=refresh content='0;url={0}'>", "<frameset><frame src={0}></frameset>",
)  # fmt: skip
TYPES = ("", "text/html", "text/plain", "application/javascript", "application/json", "text/css")
_NEEDLES = (
    MARK,
    *(b64encode(b"x" * shift + MARK)[-(-shift * 4 // 3) + (1 if shift else 0) : -4] for shift in range(3)),
    MARK.hex().encode(),
    MARK.hex().upper().encode(),
)


@dataclass(slots=True)
class Browsed:
    """What came of the visits: how much was tried and looked at, and everything that holds a medium."""

    pages: int = 0
    media: int = 0
    ways: set[str] = field(default_factory=set)
    asked: int = 0
    files: set[str] = field(default_factory=set)
    memory_bytes: int = 0
    on_disk: set[str] = field(default_factory=set)
    in_memory: int = 0
    words_in_memory: int = 0
    in_capture: set[int] = field(default_factory=set)


def browse(first: int, visits: int) -> Browsed:
    """So many visits of FRAMES pages each, generated from the seed `first` on; profiles are kept to the last.

    The first visit and every second one fetches media, hashes and forgets them; the others do not ask for them.
    """
    with tempfile.TemporaryDirectory(prefix="rempart-browsed-") as folder:
        return _browse(first, visits, Path(folder))


def _browse(first: int, visits: int, folder: Path) -> Browsed:
    found = Browsed()
    capturer = ChromiumCapturer(_keep_profiles(folder))
    for visit in range(visits):
        seeds = range(first + visit * FRAMES, first + (visit + 1) * FRAMES)
        pages = {path: page for seed in seeds for path, page in _make_pages(seed, found)}
        frames = "".join(f"<iframe src=/p{seed} width=200 height=90></iframe>" for seed in seeds)
        pages["/"] = (
            b"<!doctype html><title>Media</title><p>" + WORDS + frames.encode() + b"<script src=/slow></script>"
        )
        pages["/slow"] = partial(_answer_late, found, found.words_in_memory)
        with Origin(pages).running() as site, again_and_again(_Watch(folder, found).look, 0.2):
            policy = CapturePolicy(
                media="never-fetch" if visit % 2 else "hash-and-forget",
                isolation="sandbox",
                ports=(80, 443, site.port),
                allowed_networks=("127.0.0.1/32",),
                limits=LIMITS,
            )
            capture = capturer.capture(f"{site.url}/", policy)
            found.asked += len(site.paths)
        cores = {number: make_core(number) for seed in seeds for number in (seed, -seed - 1)}
        found.in_capture |= _search(capture, cores)
        found.pages += len(seeds)
        found.media += len(cores)
    for path in folder.rglob("*"):  # what the browser left behind when it was ended
        _look_into(path, found)
    return found


def _answer_late(found: Browsed, words_before: int, _: str) -> Reply:
    """Until then the page is not loaded, and its browser can be looked into; on a busy machine a look takes long."""
    until = time.monotonic() + LATEST_S
    time.sleep(LATE_S)
    while found.words_in_memory == words_before and time.monotonic() < until:
        time.sleep(0.1)
    return Reply(b"1", "text/javascript")


def _make_pages(seed: int, found: Browsed) -> Iterator[tuple[str, Page]]:
    """A page with a trick in text, and with a way of asking for a medium at an address of its own."""
    chance = random.Random(f"way {seed}")
    kind = list(MEDIA)[seed % len(MEDIA)]
    media_type, medium = make_medium(kind, -seed - 1, chance.choice((0, 90, 3_000)))
    way = WAYS[seed % len(WAYS)]
    found.ways.add(way)
    yield f"/p{seed}", make_page(seed) + way.format(f"/m{seed}").encode()
    yield f"/m{seed}", Reply(medium, chance.choice(TYPES) or media_type)


def _search(capture: PageCapture, cores: dict[int, bytes]) -> set[int]:
    found = find_in_capture(capture, cores)
    return found | ({-1} if any(map(finds_the_mark, list_written(capture))) else set())


def _keep_profiles(folder: Path) -> Path:
    """A starter of Chromium that puts each profile into `folder`, where nobody removes it."""
    folder.chmod(0o777)  # the browser runs as another account
    starter = folder / "chromium"
    starter.write_text(f'#!/bin/sh\nexec {PROGRAM} "$@" --user-data-dir={folder}/profile-$$\n', encoding="ascii")
    starter.chmod(0o755)
    return starter


def _look_into(path: Path, found: Browsed) -> None:
    with contextlib.suppress(OSError):  # a folder, a socket, or gone meanwhile
        content = path.read_bytes()
        found.files.add(str(path))
        if finds_the_mark(content):
            found.on_disk.add(str(path))


def finds_the_mark(content: bytes) -> bool:
    """Whether the search would find a medium in `content`."""
    return any(needle in content for needle in _NEEDLES)


class _Watch:
    """Looks into every file and every process of the browser."""

    def __init__(self, folder: Path, found: Browsed) -> None:
        self._folder = folder
        self._found = found

    def look(self) -> None:
        for path in files_of_captures(self._folder):
            _look_into(path, self._found)
        for process in _list_processes(str(self._folder)):
            self._look_into_memory(process)

    def _look_into_memory(self, process: int) -> None:
        with contextlib.suppress(OSError, ValueError):
            maps = Path(f"/proc/{process}/maps").read_text(encoding="ascii", errors="replace")
            with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
                for line in maps.splitlines():
                    if " rw" in line:
                        self._look_into_region(memory.fileno(), line.split()[0])

    def _look_into_region(self, memory: int, span: str) -> None:
        start, end = (int(place, 16) for place in span.split("-"))
        if end - start > 200_000_000:
            return  # reserved, not used
        with contextlib.suppress(OSError):
            content = os.pread(memory, end - start, start)
            self._found.memory_bytes += len(content)
            self._found.in_memory += finds_the_mark(content)
            self._found.words_in_memory += WORDS in content


def _list_processes(mark: str) -> set[int]:
    """The processes whose command line holds `mark`, and all below them."""
    parents: dict[int, int] = {}
    marked: set[int] = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if mark.encode() in (folder / "cmdline").read_bytes():
                marked.add(int(folder.name))
    while more := {child for child, parent in parents.items() if parent in marked} - marked:
        marked |= more
    return marked - {os.getpid()}
