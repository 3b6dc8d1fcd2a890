"""The attack: a page in the real browser that tries every way out, and every way to draw a picture.

Beside the site stand canaries on an address that the policy forbids, for TCP and UDP: not one packet may come. The
picture of the tricks is of one colour; not one pixel of it may be in the screenshot.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rempart.adapters.chromium import ChromiumCapturer
from rempart.ports.capturing import CaptureLimits, CapturePolicy, PageCapture
from tests.adapters.egress.origin import Origin, Page, Reply
from tests.security.capture_media_tricks import MEDIA, TEXT_TRICKS, make_core, make_medium
from tests.security.capture_search import again_and_again, files_of_captures, find_in_capture, list_written

pytestmark = pytest.mark.slow

LIMITS = CaptureLimits(navigation_s=15, total_s=35)
SEED_COLOUR = (0xC0, 0x20, 0x20)


class Canaries:
    """A TCP and a UDP port on 127.0.0.2; `heard` counts what came."""

    def __init__(self) -> None:
        self._tcp = socket.create_server(("127.0.0.2", 0))
        self.port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.2", self.port))
        self.heard: list[str] = []

    @contextlib.contextmanager
    def listening(self) -> Iterator["Canaries"]:
        for name, one in (("tcp", self._tcp), ("udp", self._udp)):
            threading.Thread(target=self._listen, args=(name, one), daemon=True).start()
        try:
            yield self
        finally:
            for one in (self._tcp, self._udp):
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()

    def _listen(self, name: str, one: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                if name == "tcp":
                    one.accept()[0].close()
                elif not one.recv(100):
                    return
                self.heard.append(name)


def make_policy(*ports: int) -> CapturePolicy:
    return CapturePolicy(ports=(80, 443, *ports), allowed_networks=("127.0.0.1/32",), limits=LIMITS)


def _way_out_page(port: int) -> bytes:
    inside = f"http://127.0.0.2:{port}"
    return f"""<!doctype html><title>Ways out</title><p>Plain words.</p>
<link rel=prefetch href="{inside}/prefetch"><link rel=preconnect href="{inside}">
<link rel=dns-prefetch href="//x.example">
<link rel=preload as=script href="{inside}/preload"><link rel=modulepreload href="{inside}/module">
<link rel=stylesheet href="{inside}/style"><link rel=manifest href="{inside}/manifest">
<link rel=icon href="{inside}/icon">
<script type=speculationrules>{{"prerender":[{{"source":"list","urls":["/prerender"]}}]}}</script>
<iframe src="{inside}/frame"></iframe><iframe src="/to-inside"></iframe><iframe src="ftp://127.0.0.2/"></iframe>
<object data="{inside}/object"></object><embed src="{inside}/embed"><img src="{inside}/img" srcset="{inside}/2x 2x">
<video src="{inside}/video"></video><audio src="{inside}/audio"></audio>
<style>@import url({inside}/import); body {{ background: url({inside}/background) }}</style>
<form id=f method=post action="/posted"><input name=a value=b></form><iframe name=sink></iframe>
<a id=d download href="/file">x</a><a id=p ping="{inside}/ping" href="#here">x</a>
<script>
const quiet = (work) => {{ try {{ Promise.resolve(work()).catch(() => 0); }} catch (error) {{}} }};
for (const host of ["{inside}", "http://[::ffff:127.0.0.2]:{port}", "http://2130706434:{port}", "http://0x7f.2:{port}",
    "http://169.254.169.254", "http://localhost:{port}", "http://127.0.0.1:3128", "http://[::1]:{port}"]) {{
  quiet(() => fetch(host + "/fetch", {{mode: "no-cors"}}));
}}
quiet(() => fetch("/posted", {{method: "POST", body: "x"}}));
quiet(() => navigator.sendBeacon("/posted", "x"));
quiet(() => navigator.serviceWorker.register("/worker.js"));
quiet(() => new Worker("/worker.js"));
quiet(() => new SharedWorker("/worker.js"));
quiet(() => new WebSocket("ws://127.0.0.2:{port}/socket"));
quiet(() => new WebSocket("ws://" + location.host + "/socket"));
quiet(() => new EventSource("{inside}/events"));
quiet(() => new WebTransport("https://127.0.0.2:{port}/"));
quiet(() => {{
  const peer = new RTCPeerConnection({{iceServers: [{{urls: "stun:127.0.0.2:{port}"}}]}});
  peer.createDataChannel("x"); peer.createOffer().then((offer) => peer.setLocalDescription(offer));
}});
quiet(() => open("{inside}/popup"));
quiet(() => open("/popup"));
quiet(() => {{ f.target = "sink"; f.submit(); }});
quiet(() => d.click()); quiet(() => p.click());
quiet(() => alert("x")); quiet(() => confirm("x")); quiet(() => print());
quiet(() => navigator.geolocation.getCurrentPosition(() => 0));
quiet(() => Notification.requestPermission());
quiet(() => {{ const f = document.createElement("iframe"); f.src = "mailto:a@x.example"; document.body.append(f); }});
document.title = "Ways out, tried";
</script>""".encode()


@pytest.fixture(scope="module")
def ways_out() -> Iterator[tuple[PageCapture, Origin, list[str]]]:
    with Canaries().listening() as canaries:
        pages: dict[str, Page] = {
            "/": _way_out_page(canaries.port),
            "/to-inside": Reply(status=302, headers={"Location": f"http://127.0.0.2:{canaries.port}/redirected"}),
            "/worker.js": Reply(b"fetch('/from-worker')", "text/javascript"),
            "/file": Reply(b"words", headers={"Content-Disposition": "attachment"}),
            "*": b"<p>page</p>",
        }
        with Origin(pages).running() as site:
            capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port, canaries.port))
            yield capture, site, canaries.heard


@pytest.mark.xdist_group("ways out")
def test_no_packet_reaches_a_forbidden_address(ways_out: tuple[PageCapture, Origin, list[str]]) -> None:
    capture, _, heard = ways_out
    assert capture.title == "Ways out, tried"
    refused = [refusal for refusal in capture.refusals if refusal.rule in {"network", "address", "scheme"}]
    print(f"{len(refused)} tries of the page refused, {len(heard)} heard by the canaries")
    assert heard == []
    assert len(refused) >= 10
    assert {exchange.peer_address for exchange in capture.exchanges} == {"127.0.0.1"}


@pytest.mark.xdist_group("ways out")
def test_the_site_is_only_ever_read(ways_out: tuple[PageCapture, Origin, list[str]]) -> None:
    capture, site, _ = ways_out
    assert {method for method, _ in site.asked} == {"GET"}
    assert "/posted" not in site.paths
    assert "/socket" not in site.paths
    assert "/from-worker" not in site.paths
    rules = {refusal.rule for refusal in capture.refusals}
    assert {"method", "websocket", "network", "media", "dialog"} <= rules


@pytest.mark.xdist_group("ways out")
def test_the_browsers_own_calls_are_in_no_record(ways_out: tuple[PageCapture, Origin, list[str]]) -> None:
    capture, _, _ = ways_out
    seen = [exchange.url for exchange in capture.exchanges] + [refusal.url for refusal in capture.refusals]
    assert [url for url in seen if "google" in url or "gvt1" in url] == []


def _media_page(cores: dict[int, bytes]) -> tuple[bytes, dict[str, Page]]:
    """One page with every trick, and the resources that it asks for; `cores` gets what must not come through."""
    parts: list[str] = []
    pages: dict[str, Page] = {}
    for seed, name in enumerate(TEXT_TRICKS):
        media_type, medium = make_medium("png", seed)
        cores[seed] = make_core(seed)
        if not name.startswith(("json", "mail", "meta", "source map", "xml")):
            parts.append(TEXT_TRICKS[name](media_type, medium))
        pages[f"/t{seed}"] = Reply(TEXT_TRICKS[name](media_type, medium).encode("latin-1", "replace"), "text/plain")
        parts.append(f"<script>fetch('/t{seed}').then(r=>r.text()).then(t=>{{window.x=(window.x||'')+t}})</script>")
    for seed, kind in enumerate(MEDIA, 500):
        media_type, medium = make_medium(kind, seed)
        cores[seed] = make_core(seed)
        pages[f"/m{seed}"] = Reply(medium, media_type)
        where = f"/m{seed}"
        parts.append(f"<img src={where}><iframe src={where}></iframe><video src={where} poster={where}></video>")
        parts.append(f"<embed src={where}><object data={where}></object><div style='background:url({where})'>x</div>")
        parts.append(f"<script>fetch('{where}').then(r=>r.blob()).then(b=>{{const i=new Image();"
                     f"i.src=URL.createObjectURL(b);document.body.append(i)}})</script>")  # fmt: skip
    parts.append(_DRAWING)
    return ("<!doctype html><title>Media</title>" + "\n".join(parts)).encode("latin-1", "replace"), pages


_DRAWING = """<canvas id=c width=200 height=200></canvas><script>
try { const g = c.getContext("2d"); g.fillStyle = "rgb(192,32,32)"; g.fillRect(0, 0, 200, 200); } catch (error) {}
try {
  const g = new OffscreenCanvas(9, 9).getContext("2d"); g.fillStyle = "rgb(192,32,32)"; g.fillRect(0, 0, 9, 9);
} catch (error) {}
document.title = "Media, tried";
</script>"""


class Disk:
    """What was found in the files of captures under way, each time that somebody looked."""

    def __init__(self, cores: dict[int, bytes]) -> None:
        self.files: set[str] = set()
        self.leaks: set[str] = set()
        self._cores = tuple(cores.values())

    def look(self) -> None:
        for path in files_of_captures():
            self._look_into(path)

    def _look_into(self, path: Path) -> None:
        with contextlib.suppress(OSError):  # gone meanwhile, or a socket
            content = path.read_bytes()
            self.files.add(str(path))
            self.leaks |= {str(path)} if any(core in content for core in self._cores) else set()


def test_every_trick_on_one_page_brings_no_medium_into_the_capture() -> None:
    cores: dict[int, bytes] = {}
    page, pages = _media_page(cores)
    disk = Disk(cores)
    origin = Origin({**pages, "/": Reply(page, "text/html; charset=latin-1")})
    with origin.running() as site, again_and_again(disk.look, 0.3):
        capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port))
    assert capture.title == "Media, tried"
    assert len(capture.exchanges) > 80
    written = b"".join(list_written(capture))
    found = find_in_capture(capture, cores) | {seed for seed, core in cores.items() if core in written}
    print(f"{len(cores)} media seeded on one page, {len(found)} in the capture")
    print(f"{len(disk.files)} files of the browser read while it ran, {len(disk.leaks)} with a medium")
    assert found == set()
    assert (bool(disk.files), disk.leaks) == (True, set())
    assert len(capture.frames) > 3
    assert _count_pixels(capture.screenshot, SEED_COLOUR) == 0
    assert _count_pixels(capture.screenshot, (0xB8, 0xB8, 0xB8)) > 1_000


def _count_pixels(png: bytes, colour: tuple[int, int, int]) -> int:
    """How many pixels of a PNG have exactly `colour`."""
    pixels = np.asarray(Image.open(BytesIO(png)).convert("RGB"))
    return int(np.all(pixels == colour, axis=2).sum())


def test_a_page_that_moves_on_for_ever_is_left_at_the_limit() -> None:
    def onward(path: str) -> Reply:
        number = int(path.strip("/") or 0) + 1
        return Reply(f"<title>Hop {number}</title><script>location='/{number}'</script>".encode())

    with Origin({"*": onward}).running() as site:
        limits = CaptureLimits(navigation_s=5, total_s=60, requests=60)
        policy = CapturePolicy(ports=(site.port,), allowed_networks=("127.0.0.1/32",), limits=limits)
        capture = ChromiumCapturer().capture(f"{site.url}/", policy)
    assert 1 <= len(capture.exchanges) <= 60
    assert capture.finished_at - capture.started_at < timedelta(seconds=75)
