"""Real Chromium behind the real proxy, against a site on loopback: what a capture brings, and how it ends."""

import base64
import contextlib
import gzip
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from rempart.adapters.chromium import ChromiumCapturer, find_bubblewrap_problem, find_installation
from rempart.adapters.chromium.capturer import FOLDER_PREFIX
from rempart.adapters.egress.placeholders import make_grey_png
from rempart.adapters.exhibit.packaging import write_package
from rempart.adapters.exhibit.reading import read_page
from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, only_seen, read_markup
from rempart.engines.verdict import portrait_of
from rempart.kernel.clock import SystemClock
from rempart.ports.capturing import (
    BrowserMissingError,
    CaptureLimits,
    CapturePolicy,
    CaptureRefusedError,
    PageCapture,
    PageUnreachableError,
)
from rempart.verification import verify_exhibit
from tests.adapters.egress.names import NameServer
from tests.adapters.egress.origin import Origin, Page, Reply
from tests.descendants import descendants_of, is_running
from tests.waiting import PATIENCE_S, await_that

LIMITS = CaptureLimits(navigation_s=60, total_s=PATIENCE_S)
PAGE = """<!doctype html><html lang="en"><title>A forum</title><h1>Welcome</h1><p>Plain words.</p>
<img src="/shape.png" width="200" height="100"><a href="/members">Members</a><script src="/a.js"></script>"""
SCRIPT = "document.cookie='visit=1'; localStorage.setItem('seen','yes'); document.body.append(' Written by a script.');"


@pytest.fixture
def site() -> Iterator[Origin]:
    pages: dict[str, Page] = {"/": PAGE.encode(), "/a.js": Reply(SCRIPT.encode(), "text/javascript")}
    with Origin(pages).running() as origin:
        yield origin


def make_policy(*ports: int, isolation: str = "auto", limits: CaptureLimits = LIMITS) -> CapturePolicy:
    return CapturePolicy(
        ports=(80, 443, *ports), allowed_networks=("127.0.0.1/32",), isolation=isolation, limits=limits
    )


def list_processes(mark: bytes, below: int) -> set[int]:
    """Those below that process with `mark` in their command; the browsers of other tests are not ours."""
    found = set()
    for process in descendants_of(below):
        with contextlib.suppress(OSError):
            if mark in Path(f"/proc/{process}/cmdline").read_bytes():
                found.add(process)
    return found


PICTURE = base64.urlsafe_b64encode(b"BM" + bytes((78, 1, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0)) + bytes(range(256))).decode()
# The page's own code puts the letters together, so that nothing before the browser can know them for a picture.
PUT_TOGETHER = """<script>let said = '';
for (const word of document.querySelectorAll('i')) { said += word.id.slice(3); word.remove(); }
const base = document.createElement('base');
base.href = 'http://elsewhere.test/' + said + '/';
document.head.append(base);</script>"""


@pytest.mark.slow
def test_a_picture_that_a_script_writes_into_the_base_of_all_links_is_in_none(site: Origin) -> None:
    words = "".join(f"<i id='q-{at % 7}{PICTURE[at : at + 6]}'></i>" for at in range(0, len(PICTURE), 6))
    site.pages["/"] = f"<title>A forum</title><a href='rooms'>Rooms</a>{words}{PUT_TOGETHER}".encode()
    capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port))
    assert capture.links == ("http://elsewhere.test/rooms",)


@pytest.mark.slow
@pytest.mark.parametrize("isolation", ["bubblewrap", "sandbox"])
def test_a_capture_brings_every_fact_of_the_page(site: Origin, isolation: str) -> None:
    if isolation == "bubblewrap" and find_bubblewrap_problem("/usr/bin/bwrap"):
        pytest.skip("bubblewrap does not work here")
    capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port, isolation=isolation))
    assert capture.title == "A forum"
    assert "Written by a script." in capture.text
    assert "Written by a script." in capture.dom
    assert capture.links == (f"{site.url}/members",)
    assert capture.final_url == f"{site.url}/"
    assert capture.cookies == ("visit",)
    assert capture.storage_keys == ("seen",)
    assert capture.screenshot.startswith(b"\x89PNG")
    assert [exchange.url for exchange in capture.exchanges] == [f"{site.url}/", f"{site.url}/a.js"]
    assert capture.tools["isolation"] == isolation
    assert ("media", f"{site.url}/shape.png") in [(refusal.rule, refusal.url) for refusal in capture.refusals]
    assert [refusal.url for refusal in capture.refusals if "google" in refusal.url] == []
    assert "/shape.png" not in site.paths


@pytest.mark.slow
def test_the_frames_of_a_page_are_read_after_load_at_any_depth_without_their_media(site: Origin) -> None:
    picture = base64.b64encode(make_grey_png(9, 9)).decode()
    site.pages |= {
        "/": f"""<title>Frames</title><iframe src="/inner"></iframe><iframe src="/refused.png"></iframe>
            <iframe src="http://localhost:{site.port}/other"></iframe><iframe></iframe>
            <iframe srcdoc="<p>Written into it. <img src='data:image/png;base64,{picture}'>"></iframe>""".encode(),
        "/inner": b"<p>Inner</p><iframe src='/deep'></iframe>",
        "/deep": b"<p>Deep</p><script>document.body.append('By a script of the frame.')</script>",
        "/other": b"<p>Of another site</p>",
    }
    capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port))
    frames = {frame.url: frame.dom for frame in capture.frames}
    assert "Inner" in frames[f"{site.url}/inner"]
    assert "By a script of the frame." in frames[f"{site.url}/deep"]
    assert "Written into it." in frames["about:srcdoc"]
    assert picture[:30] not in "".join(frames.values())
    assert "about:blank" not in frames
    assert capture.truncations == ()


@pytest.mark.slow
def test_rules_and_the_error_page_of_the_host_come_with_the_page_as_text(site: Origin) -> None:
    rules = b"<title>Rules</title><p>Whoever leaves the quay at night takes a lantern.</p><img src=/wide.png>"
    lost = b"<title>Lost</title><h1>Lost in the fog</h1><p>Nothing lies at this place, and nobody knows the way.</p>"
    site.pages |= {
        "/": PAGE.encode() + b'<a href="/rules">Rules</a><a href="http://localhost/terms">Terms</a>',
        "/rules": rules + b"<script>document.title = 'a script ran'; fetch('/told')</script>",
    }
    site.pages["*"] = Reply(lost, status=404)
    policy = replace(make_policy(site.port), rules_pages=2, error_page=True)
    capture = ChromiumCapturer().capture(f"{site.url}/", policy)
    assert (capture.title, capture.final_url) == ("A forum", f"{site.url}/")
    assert "Written by a script." in capture.text
    assert site.paths[:3] == ["/", "/a.js", "/rules"]
    assert len(site.paths) == 4  # no picture, no script of the further page
    page = PageFiles().read_exhibit(write_package(capture).content)
    assert [(side.url, side.is_error) for side in page.beside] == [
        (f"{site.url}/rules", False),
        (f"{site.url}{site.paths[3]}", True),
    ]
    signs = {(sign.kind, sign.part) for sign in portrait_of(page).signs}
    assert (Kind.SENTENCE, page.beside[0].record) in signs
    assert (Kind.ERROR_PAGE, page.beside[1].record) in signs


def test_frames_are_followed_as_deep_as_the_policy_says_and_no_deeper() -> None:
    """Each page holds the next in a frame; one frame's page asks for a script before anything else."""

    def deeper(path: str) -> Reply:
        number = int(path.rsplit("/", 1)[1] or 0)
        if path.startswith("/script"):
            return Reply(b"1", "text/javascript")
        inside = f'<script src="/script/{number}"></script><iframe src="/deep/{number + 1}"></iframe>'
        return Reply(f"<!doctype html><p>Level {number}</p>{inside}".encode())

    with Origin({"*": deeper}).running() as origin:
        policy = make_policy(origin.port, limits=replace(LIMITS, frame_depth=3))
        seen = ChromiumCapturer().capture(f"{origin.url}/deep/0", policy)
        scripts = sorted(path for path in origin.paths if path.startswith("/script"))
        pages = sorted(path for path in origin.paths if path.startswith("/deep"))
    assert scripts == [f"/script/{number}" for number in range(4)]
    assert pages == [f"/deep/{number}" for number in range(5)]
    assert [frame.url.rsplit("/", 1)[1] for frame in seen.frames] == ["1", "2", "3"]
    assert "frame depth" in seen.truncations


@pytest.mark.slow
def test_chromium_runs_with_its_sandbox_and_not_as_root(site: Origin) -> None:
    seen: list[tuple[int, int]] = []

    def look(_: str) -> Reply:
        for process in list_processes(b"--type=renderer", os.getpid()):
            with contextlib.suppress(OSError):
                lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
                status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
                seen.append((int(status["Uid"].split()[0]), int(status["Seccomp"])))
        return Reply(b"<p>looked</p>")

    site.pages["/"] = look
    ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port))
    assert seen, "no renderer was found"
    assert all(uid != 0 and seccomp == 2 for uid, seccomp in seen)


@pytest.mark.slow
def test_a_page_that_is_busy_for_ever_is_read_all_the_same(site: Origin) -> None:
    site.pages["/"] = b"<title>Busy</title><p>Plain words.</p><script>onload=()=>setTimeout(()=>{for(;;);},50)</script>"
    limits = CaptureLimits(navigation_s=15, total_s=30)
    capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port, limits=limits))
    assert capture.exchanges[0].body.startswith(b"<title>Busy")
    assert capture.truncations == () or "Plain words." in capture.exchanges[0].body.decode()


@pytest.mark.slow
def test_nothing_listening_is_unreachable_and_brings_the_facts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    with pytest.raises(PageUnreachableError) as caught:
        ChromiumCapturer().capture(f"http://127.0.0.1:{port}/", make_policy(port))
    assert caught.value.fields["capture"].refusals[0].rule == "unreachable"  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_certificate_that_nobody_vouches_for_is_captured_as_a_fact(tmp_path: Path) -> None:
    context = _make_self_signed(tmp_path)
    with Origin({"/": PAGE.encode()}, tls=context).running() as site:
        capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port))
    tls = capture.exchanges[0].tls
    assert tls is not None
    assert not tls.verified
    assert "not trusted" in tls.problem
    assert tls.version == "TLSv1.3"
    assert tls.chain[0].startswith("-----BEGIN CERTIFICATE-----")
    assert capture.title == "A forum"


@pytest.mark.slow
def test_an_expired_certificate_is_captured_as_a_fact(tmp_path: Path) -> None:
    with Origin({"/": PAGE.encode()}, tls=_make_self_signed(tmp_path, ended=timedelta(days=3))).running() as site:
        capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port))
    tls = capture.exchanges[0].tls
    assert tls is not None
    assert (tls.verified, tls.problem.split(" on ")[0]) == (False, "expired")
    assert len(tls.chain) == 1
    assert capture.title == "A forum"


@pytest.mark.slow
def test_a_name_that_does_not_resolve_is_unreachable_with_the_answer_as_a_fact() -> None:
    with NameServer({}).running() as names, pytest.raises(PageUnreachableError, match="NXDOMAIN") as caught:
        ChromiumCapturer().capture("http://gone.example/", replace(make_policy(), resolver=names.where))
    seen = caught.value.fields["capture"]
    assert isinstance(seen, PageCapture)
    assert {(fact.name, fact.response_code) for fact in seen.dns} == {("gone.example", "NXDOMAIN")}
    assert seen.exchanges == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE.encode() + b"\xff\xfe\xc3\x28 \xf0\x9f words", {"Content-Type": "text/html; charset=utf-8"}),
        (PAGE.encode("utf-16-le"), {"Content-Type": "text/html; charset=utf-16"}),
        (PAGE.encode(), {"Content-Type": "text/html; charset=no-such-charset"}),
        (PAGE.encode(), {"Content-Type": 'text/html; charset="utf-8', "X-Odd": "\xe9\xff"}),
        (gzip.compress(PAGE.encode() + b" " * 5000, mtime=0)[:-12], {"Content-Encoding": "gzip"}),
        (b"not gzip at all, although it says so", {"Content-Encoding": "gzip"}),
        (PAGE.encode(), {"Content-Encoding": "gzip, br, made-up"}),
    ],
)
def test_a_page_in_a_broken_encoding_is_captured_and_packed(body: bytes, headers: dict[str, str]) -> None:
    with Origin({"/": Reply(body, headers=headers)}).running() as site:
        capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port))
    assert capture.exchanges[0].url == f"{site.url}/"
    package = write_package(capture)
    assert read_page(package.content).url == f"{site.url}/"
    failed = {check.code for check in verify_exhibit(package.content).list_failed()}
    assert failed <= {"seal.present", "wacz.signature"}  # it has no seal yet, and nothing else against it


def _make_self_signed(folder: Path, ended: timedelta = timedelta(days=-1)) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "name.example")])
    now = SystemClock().now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now - ended)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("name.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "both.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context


@pytest.mark.slow
def test_when_the_worker_is_killed_no_browser_is_left_and_the_next_capture_removes_its_profile(
    site: Origin,
) -> None:
    over = threading.Event()

    def hang(_: str) -> Reply:
        over.wait()
        return Reply(b"late")

    site.pages["/"] = hang
    program = (
        "from rempart.adapters.chromium import ChromiumCapturer\n"
        "from rempart.ports.capturing import CapturePolicy\n"
        f"policy = CapturePolicy(ports=({site.port},), allowed_networks=('127.0.0.1/32',))\n"
        f"ChromiumCapturer().capture('{site.url}/', policy)\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.DEVNULL)
    try:
        await_that(lambda: site.asked, "a question of the browser")
        mine = list_processes(b"spki-list", worker.pid)  # the browser's own has the proxy's key
        assert mine, "the browser should be running now"
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        over.set()
    await_that(lambda: not any(map(is_running, mine)), "the end of the browser")
    site.pages["/"] = PAGE.encode()
    ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port))
    left = f"{FOLDER_PREFIX}{worker.pid}-*"
    await_that(
        lambda: not any(Path(tempfile.gettempdir()).glob(left)), "the sweep of its profile, also by another test"
    )


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.2/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest", "http://2130706433/",
     "ftp://name.example/", "http://name.example:22/", "javascript:alert(1)", "file:///etc/passwd", "name.example", ""],
)  # fmt: skip
def test_an_address_outside_the_policy_is_refused_before_a_browser_starts(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.adapters.chromium.capturer._run", lambda job: pytest.fail("a browser was started"))
    with pytest.raises(CaptureRefusedError):
        ChromiumCapturer().capture(url, make_policy())


def test_without_chromium_no_capture_is_tried() -> None:
    with pytest.raises(BrowserMissingError, match="no Chromium at /nowhere/chromium"):
        ChromiumCapturer("/nowhere/chromium").capture("http://127.0.0.1/", make_policy())


def test_an_isolation_that_is_asked_for_by_name_is_not_replaced_by_a_weaker_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "chromium").touch(mode=0o755)
    monkeypatch.setattr("rempart.adapters.chromium.programs.find_bubblewrap_problem", lambda _: "not here")
    with pytest.raises(BrowserMissingError, match="not here"):
        find_installation("bubblewrap", tmp_path / "chromium")
    assert find_installation("auto", tmp_path / "chromium").isolation == "sandbox"


@pytest.mark.slow
def test_what_stands_in_shadow_roots_is_captured_as_text(site: Origin) -> None:
    inner = "<h1>Kettle</h1><p>Come in at night.</p><p hidden>Nobody sees it.</p><x-b></x-b>"
    picture = base64.b64encode(make_grey_png(9, 9)).decode()
    script = "one.attachShadow({mode: 'open'}).innerHTML = '<p>Within a part.</p>'"
    inner += f"<img src=/wide.png><img src='data:image/png;base64,{picture}'>"
    declared = f"<x-a><template shadowrootmode=open>{inner}</template></x-a>"
    build = f"<script>let one = document.querySelector('x-a').shadowRoot.querySelector('x-b'); {script}</script>"
    site.pages["/"] = f"<!doctype html><html lang=en><title>Kettle</title><body>{declared}{build}".encode()
    capture = ChromiumCapturer().capture(f"{site.url}/", make_policy(site.port))
    page = PageFiles().read_exhibit(write_package(capture).content)
    markup = only_seen(read_markup(page.html, shown=page.text), page)
    assert markup.blocks == ["Kettle", "Come in at night.", "Within a part."]
    assert capture.dom.startswith('<!DOCTYPE html><html lang="en">')
    assert capture.dom.endswith("</html>")
    assert "shadowrootmode" in capture.dom
    assert picture[:30] not in capture.dom
