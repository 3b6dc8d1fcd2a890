"""The attack: bring the bytes of a picture, a film or a sound past the proxy, to the browser or into the record.

What the browser gets and what is kept is searched by a scanner that undoes every writing the tricks know. Each test
first proves that the scanner finds the medium in what the site sent: a suite that finds nothing anywhere is worth
nothing.
"""

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from functools import partial

import pytest
import zstandard

from rempart.adapters.egress.inline import neutralise
from tests.adapters.egress.origin import Origin, Reply
from tests.adapters.egress.through import DOCUMENT, OTHER, Seen, fetch, make_policy
from tests.security.capture_media_tricks import MEDIA, TEXT_TRICKS, WRAPPERS, leaks, make_core, make_medium, make_page

PAGES = 2_000
TEXT = b"<!doctype html><title>A forum</title>" + b"<p>Plain words, nothing else, again and again.</p>" * 20


def _encoded(text: str) -> bytes:
    return text.encode("latin-1", "replace")


@pytest.mark.parametrize("name", TEXT_TRICKS)
def test_no_medium_survives_in_text(name: str) -> None:
    for seed, kind in enumerate(MEDIA):
        for padding in (0, 90 + 310 * (seed % 2)):
            media_type, medium = make_medium(kind, seed, padding)
            page = _encoded(TEXT_TRICKS[name](media_type, medium))
            assert leaks(page, make_core(seed)), f"the scanner misses {kind} in {name}"
            cleaned = neutralise(page, "http://name.example/")
            assert not leaks(cleaned.body, make_core(seed)), f"{kind} with {padding} more bytes"
            assert cleaned.facts, "removed without a fact"


@pytest.mark.parametrize("seed", [31_096, 31_370, 35_576, 38_906, 38_950])
def test_pages_that_once_let_pieces_of_a_medium_through_do_no_more(seed: int) -> None:
    """Joined strings whose first piece was taken out alone; documents whose bytes are all letters."""
    page = make_page(seed)
    assert leaks(page, make_core(seed))
    assert not leaks(neutralise(page, "http://name.example/").body, make_core(seed))


@pytest.mark.slow
def test_two_thousand_pages_of_tricks_in_tricks_bring_no_medium_to_browser_or_record() -> None:
    """Up to three writings deep, served by a real server, read through the real proxy."""
    pages = {f"/{seed}": make_page(seed) for seed in range(PAGES)}
    with Origin({path: Reply(page) for path, page in pages.items()}).running() as origin:
        policy = make_policy(origin.port)
        seen = fetch(policy, *(f"{origin.url}{path}" for path in pages))
    found = sum(leaks(page, make_core(seed)) for seed, page in enumerate(pages.values()))
    shown = [seed for seed, answer in enumerate(seen.answers) if leaks(answer[2], make_core(seed))]
    kept = [seed for seed, exchange in enumerate(seen.exchanges) if leaks(exchange.body, make_core(seed))]
    tricks = len(TEXT_TRICKS) + len(BODY_TRICKS)
    print(
        f"{PAGES} pages, {tricks} tricks, {len(WRAPPERS)} wrappers: {found} seeded media found in what the site sent,"
    )
    print(f"{len(shown)} in what the browser got, {len(kept)} in what was kept")
    assert found == PAGES
    assert tricks >= 60
    assert (shown, kept) == ([], [])


def _zip(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("shape.png", data)
    return buffer.getvalue()


def _gzip_comment(data: bytes) -> bytes:
    """A medium in the header of the coding itself, where no decoder looks."""
    whole = gzip.compress(TEXT)
    return whole[:3] + b"\x04" + whole[4:10] + len(data).to_bytes(2, "little") + data + whole[10:]


def _replaced(data: bytes) -> Reply:
    parts = b"--x\r\nContent-Type: image/jpeg\r\n\r\n" + data + b"\r\n--x--\r\n"
    return Reply(parts, "multipart/x-mixed-replace; boundary=x")


# Each makes an answer out of a medium: the medium is the body, or hides in it.
BODY_TRICKS: dict[str, Callable[[str, bytes], Reply]] = {
    "as itself": lambda t, d: Reply(d, t),
    "as html": lambda t, d: Reply(d, "text/html"),
    "as script": lambda t, d: Reply(d, "text/javascript"),
    "as style": lambda t, d: Reply(d, "text/css"),
    "as json": lambda t, d: Reply(d, "application/json"),
    "as bytes": lambda t, d: Reply(d, "application/octet-stream"),
    "without a type": lambda t, d: Reply(d, ""),
    "as attachment": lambda t, d: Reply(d, t, headers={"Content-Disposition": "attachment; filename=a.html"}),
    "not found": lambda t, d: Reply(d, t, status=404),
    "partial": lambda t, d: Reply(d, t, status=206, headers={"Content-Range": f"bytes 0-{len(d) - 1}/{len(d)}"}),
    "body of a redirect": lambda t, d: Reply(d, t, status=302, headers={"Location": "/elsewhere"}),
    "event stream": lambda t, d: Reply(b"data: " + d + b"\n\n", "text/event-stream"),
    "motion picture parts": lambda t, d: _replaced(d),
    "gzip": lambda t, d: Reply(gzip.compress(d), "text/html", headers={"Content-Encoding": "gzip"}),
    "deflate": lambda t, d: Reply(zlib.compress(d), "text/html", headers={"Content-Encoding": "deflate"}),
    "zstd": lambda t, d: Reply(
        zstandard.ZstdCompressor().compress(d), "text/html", headers={"Content-Encoding": "zstd"}
    ),
    "gzip without its header": lambda t, d: Reply(gzip.compress(d), "text/html"),
    "gzip twice": lambda t, d: Reply(
        gzip.compress(gzip.compress(d)), "text/html", headers={"Content-Encoding": "gzip"}
    ),
    "gzip comment": lambda t, d: Reply(_gzip_comment(d), "text/html", headers={"Content-Encoding": "gzip"}),
    "behind gzip": lambda t, d: Reply(gzip.compress(TEXT) + d, "text/html", headers={"Content-Encoding": "gzip"}),
    "zip": lambda t, d: Reply(_zip(d), "application/zip"),
    "behind a page": lambda t, d: Reply(TEXT + d),
    "behind blanks": lambda t, d: Reply(b" " * 300 + d),
    "behind a mark": lambda t, d: Reply(b"\xef\xbb\xbf" + d),
    "behind a comment": lambda t, d: Reply(b"<!--" + b"-" * 600 + b"-->" + d),
    "in a script string": lambda t, d: Reply(
        b"var words = 'plain';" * 9 + b"var shape = '" + d + b"';", "text/javascript"
    ),
    "in pieces": lambda t, d: Reply((d[start : start + 7] for start in range(0, len(d), 7)), t),
    "web assembly": lambda t, d: Reply(b"\0asm\1\0\0\0\x0b" + d, "application/wasm"),
    "postscript": lambda t, d: Reply(b"%!PS-Adobe-3.0\n" + d, "text/plain"),
    "svg": lambda t, d: Reply(_encoded(TEXT_TRICKS["svg image"](t, d)[3:]), "image/svg+xml"),
    "utf-16": lambda t, d: Reply(TEXT_TRICKS["img"](t, d).encode("utf-16"), "text/html"),
    "latin letters in utf-8": lambda t, d: Reply(TEXT + d.decode("latin-1").encode(), "text/html; charset=utf-8"),
}


@pytest.fixture(scope="module")
def tricky() -> Seen:
    """Every body trick with every medium, read once."""
    pages: dict[str, Callable[[str], Reply]] = {}
    for seed, (name, kind) in enumerate((name, kind) for name in BODY_TRICKS for kind in MEDIA):
        media_type, medium = make_medium(kind, seed, 300)
        pages[f"/{seed}"] = partial(_answer, name, media_type, medium)
    with Origin(pages).running() as origin:
        requests = [("GET", f"{origin.url}{path}", DOCUMENT if n % 2 else OTHER) for n, path in enumerate(pages)]
        seen = fetch(make_policy(origin.port), *requests)
        assert len(origin.paths) == len(pages)
        return seen


def _answer(name: str, media_type: str, medium: bytes, _: str) -> Reply:
    return BODY_TRICKS[name](media_type, medium)


@pytest.mark.slow
def test_no_medium_passes_as_a_body_of_any_kind(tricky: Seen) -> None:
    assert len(BODY_TRICKS) >= 30
    assert len(tricky.exchanges) == len(BODY_TRICKS) * len(MEDIA)
    for seed, (answer, exchange) in enumerate(zip(tricky.answers, tricky.exchanges, strict=True)):
        trick = list(BODY_TRICKS)[seed // len(MEDIA)]
        assert not leaks(answer[2], make_core(seed)), f"shown: {trick}"
        assert not leaks(exchange.body, make_core(seed)), f"kept: {trick}"


@pytest.mark.slow
def test_every_medium_that_was_held_back_left_a_fact(tricky: Seen) -> None:
    hidden_in_the_coding = {"gzip comment", "behind gzip"}  # dropped by coding the text afresh, never looked at
    for seed, exchange in enumerate(tricky.exchanges):
        trick = list(BODY_TRICKS)[seed // len(MEDIA)]
        if trick not in hidden_in_the_coding:
            assert exchange.media or exchange.removed or exchange.truncated, trick


HEADER_TRICKS: dict[str, Callable[[str, bytes], dict[str, str]]] = {
    "base64": lambda t, d: {"X-Shape": base64.b64encode(d).decode()},
    "an address": lambda t, d: {"X-Shape": f"data:{t};base64,{base64.b64encode(d).decode()}"},
    "hexadecimal": lambda t, d: {"X-Shape": d.hex()},
    "the name": lambda t, d: {f"X-{d.hex()}": "1"},
    "a cookie": lambda t, d: {"Set-Cookie": f"a={base64.b64encode(d).decode()}; Path=/"},
    "a cookie's name": lambda t, d: {"Set-Cookie": f"{d.hex()}=1"},
    "a measured time": lambda t, d: {"Server-Timing": f'a;desc="{base64.b64encode(d).decode()}"'},
    "behind a redirect": lambda t, d: {"Location": f"/x#{base64.urlsafe_b64encode(d).decode()}"},
    "a type": lambda t, d: {"Content-Type": f"text/html; x={base64.b64encode(d).decode()}"},
    "a policy": lambda t, d: {"Content-Security-Policy": f"report-uri /{base64.b64encode(d).decode()}"},
}


@pytest.mark.parametrize("name", HEADER_TRICKS)
def test_no_medium_reaches_the_browser_in_a_header(name: str) -> None:
    media_type, medium = make_medium("png", 7)
    headers = HEADER_TRICKS[name](media_type, medium)
    assert leaks(repr(headers).encode(), make_core(7))
    with Origin({"/": Reply(TEXT, headers=headers)}).running() as origin:
        seen = fetch(make_policy(origin.port), f"{origin.url}/")
    assert not leaks(repr(seen.answers).encode(), make_core(7))
    assert not leaks(repr(seen.exchanges).encode(), make_core(7))


def test_a_long_session_reaches_the_browser_as_it_is() -> None:
    """Sites test for robots with long random cookies: without them nobody sees the page."""
    session = base64.b64encode(bytes(range(250, -1, -1)) * 2).decode()
    with Origin({"/": Reply(TEXT, headers={"Set-Cookie": f"s={session}"})}).running() as origin:
        seen = fetch(make_policy(origin.port), f"{origin.url}/")
    assert seen.answers[0][1]["set-cookie"] == f"s={session}"
    assert session not in repr(seen.exchanges)


def test_a_raw_deflate_stream_in_small_pieces_is_read() -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(TEXT) + packer.flush()
    pieces = (packed[start : start + 1] for start in range(len(packed)))
    with Origin({"/": Reply(pieces, headers={"Content-Encoding": "deflate"})}).running() as origin:
        seen = fetch(make_policy(origin.port), f"{origin.url}/")
    assert seen.answers[0][2] == TEXT


def test_plain_pages_pass_as_they_are() -> None:
    """The other side: what is no medium is not touched."""
    plain = [
        TEXT,
        b'<script integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"></script>',
        b'<a href="https://name.example/a-long-path/with-many-parts/and_underscores/index.html?session=0123456789abcdef">',
        b"var digits=[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25];",
        b'{"token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"}',
        b"if(/[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]/.test(text)){fail('\\u00e9t\\u00e9')}",
        "été, größer, 漢字, Ελληνικά".encode(),
        "déjà vu, façade, noël, où".encode("latin-1"),
        "日本語の文章です。".encode("shift_jis"),
        b"data: a list of words, data:, and data;more",
        b'<img src="data:,">',
    ]
    for page in plain:
        assert neutralise(page, "").body == page
