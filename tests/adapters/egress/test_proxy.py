"""The proxy against a real server on loopback: what goes out, what is recorded, what the browser is given."""

import base64
import gzip
import hashlib
import socket
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
import zstandard

from rempart.adapters.egress.identity import make_identity
from rempart.adapters.egress.lookups import Pin, PinnedResolver
from rempart.adapters.egress.placeholders import make_grey_png
from rempart.kernel.clock import SystemClock
from rempart.ports.capturing import CaptureLimits
from tests.adapters.egress.origin import Origin, Reply
from tests.adapters.egress.through import DOCUMENT, OTHER, fetch, make_policy

PNG = make_grey_png(64, 48)
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\xc0\x20\x20\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
PAGE = b"<!doctype html><title>A forum</title><p>Plain words.</p>"


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin({"/": PAGE}).running() as server:
        yield server


def test_a_text_page_passes_unchanged_and_is_recorded_whole(origin: Origin) -> None:
    seen = fetch(make_policy(origin.port), f"{origin.url}/")
    status, headers, body = seen.answers[0]
    (exchange,) = seen.exchanges
    assert (status, body) == (200, PAGE)
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert exchange.body == PAGE
    assert exchange.wire_sha256 == hashlib.sha256(PAGE).hexdigest()
    assert exchange.peer_address == "127.0.0.1"
    assert exchange.request_line == "GET / HTTP/1.1"
    assert exchange.status_line == "HTTP/1.1 200 OK"
    assert exchange.response_headers[0][0] == "Server"  # case and order as sent
    assert seen.refusals == []


def test_refusals_that_there_is_no_room_for_are_told_as_a_limit(
    origin: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many requests were not let out would else be a number that stops without a word."""
    monkeypatch.setattr("rempart.adapters.egress.proxy.MAX_REFUSALS", 2)
    elsewhere = [f"http://10.0.0.{number}/" for number in range(1, 4)]
    assert fetch(make_policy(origin.port), *elsewhere[:2]).truncations == ()
    seen = fetch(make_policy(origin.port), *elsewhere)
    assert (len(seen.refusals), seen.truncations) == (2, ("refusals",))


def test_the_site_is_asked_in_the_policys_language_and_in_codings_that_can_be_undone(origin: Origin) -> None:
    fetch(make_policy(origin.port), f"{origin.url}/")
    (sent,) = origin.headers
    assert sent["accept-language"] == "fr-FR,fr;q=0.9,en;q=0.8"
    assert sent["accept-encoding"] == "gzip, deflate, zstd"
    assert not any(name.startswith("proxy-") for name in sent)


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("zstd", zstandard.ZstdCompressor().compress),
    ],
)
def test_a_coded_page_is_shown_decoded_and_kept_in_its_coding(
    origin: Origin, coding: str, encode: Callable[[bytes], bytes]
) -> None:
    origin.pages["/"] = Reply(encode(PAGE), headers={"Content-Encoding": coding})
    seen = fetch(make_policy(origin.port), f"{origin.url}/")
    undo: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.decompress,
        "deflate": zlib.decompress,
        "zstd": zstandard.ZstdDecompressor().decompress,
    }
    assert seen.answers[0][2] == PAGE
    assert undo[coding](seen.exchanges[0].body) == PAGE
    assert "content-encoding" not in seen.answers[0][1]


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "made-up"])
def test_a_coding_that_cannot_be_undone_shows_and_keeps_nothing(origin: Origin, coding: str) -> None:
    origin.pages["/"] = Reply(b"\x8b\x03\x80 coded somehow", headers={"Content-Encoding": coding})
    seen = fetch(make_policy(origin.port), f"{origin.url}/")
    assert seen.answers[0][2] == b""
    assert seen.exchanges[0].body == b""
    assert "cannot be decoded" in seen.exchanges[0].truncated


def test_a_picture_that_the_browser_names_as_one_is_never_asked_for(origin: Origin) -> None:
    image = {**OTHER, "Sec-Fetch-Dest": "image"}
    seen = fetch(make_policy(origin.port), ("GET", f"{origin.url}/x", image))
    assert origin.asked == []
    assert seen.rules == ["media"]
    assert seen.answers[0][2] == make_grey_png()


@pytest.mark.parametrize("declared", ["text/html", "image/png", "text/css", "application/json", ""])
def test_a_picture_under_any_name_is_replaced_and_leaves_no_byte(origin: Origin, declared: str) -> None:
    origin.pages["/page"] = Reply(PNG, content_type=declared)
    seen = fetch(make_policy(origin.port), ("GET", f"{origin.url}/page", DOCUMENT))
    (exchange,) = seen.exchanges
    assert exchange.body == b""
    assert exchange.media is not None
    assert (exchange.media.sniffed_type, exchange.media.width, exchange.media.height) == ("image/png", 64, 48)
    assert exchange.media.hashes == {}
    assert exchange.wire_sha256 == ""
    assert b"PNG" not in seen.answers[0][2]


def test_under_hash_and_forget_a_picture_is_hashed_then_gone(origin: Origin) -> None:
    origin.pages["/x.png"] = Reply(PNG, content_type="image/png")
    policy = make_policy(origin.port, media="hash-and-forget")
    seen = fetch(policy, ("GET", f"{origin.url}/x.png", {**OTHER, "Sec-Fetch-Dest": "image"}))
    media = seen.exchanges[0].media
    assert media is not None
    assert {name: value for name, value in media.hashes.items() if name != "pdq"} == {
        "sha256": hashlib.sha256(PNG).hexdigest(),
        "sha1": hashlib.sha1(PNG).hexdigest(),
        "md5": hashlib.md5(PNG).hexdigest(),
    }
    assert (len(media.hashes["pdq"]), media.pdq_quality, media.frames) == (64, 0, 1)
    assert media.decoder.startswith("Pillow ")
    assert seen.exchanges[0].body == b""
    assert seen.answers[0][2] == make_grey_png(64, 48)


def test_under_hash_and_forget_inline_pictures_are_hashed_too(origin: Origin) -> None:
    picture = f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}">'.encode()
    origin.pages["/"] = Reply(PAGE + picture + b"<p>words</p>" + picture)
    for mode, digest in (("hash-and-forget", hashlib.sha256(PNG).hexdigest()), ("never-fetch", None)):
        seen = fetch(make_policy(origin.port, media=mode), f"{origin.url}/")
        (exchange,) = seen.exchanges
        assert [fact.hashes.get("sha256") for fact in exchange.removed] == [digest, digest]
        assert [fact.frames for fact in exchange.removed] == ([1, 1] if digest else [None, None])
        assert b"iVBOR" not in exchange.body + seen.answers[0][2]


@pytest.mark.parametrize(
    "written",
    [
        '"' + "".join(f"\\x{byte:02x}" for byte in PNG) + '"',
        '["' + base64.b64encode(PNG).decode().replace("/", "\\/") + '"]',
        f"[{', '.join(map(str, PNG))}]",
        '"' + PNG.hex() + '"',
        " ".join(f"{byte:02x}" for byte in PNG),
        f'"<img src=\\"data:image/png;base64,{base64.b64encode(PNG).decode()}\\" alt=\\"\\">"',
        "data:text/html;base64," + base64.b64encode(f"<img src='data:,{quote(PNG)}'>".encode()).decode(),
    ],
    ids=["escapes", "base64", "numbers", "hexadecimal", "pairs", "string", "nested"],
)
def test_a_picture_is_hashed_by_its_own_bytes_however_it_is_written(origin: Origin, written: str) -> None:
    origin.pages["/"] = Reply(PAGE + f"<script>x = {written}</script>".encode())
    seen = fetch(make_policy(origin.port, media="hash-and-forget"), f"{origin.url}/")
    (fact,) = seen.exchanges[0].removed
    assert (fact.sniffed_type, fact.width, fact.height) == ("image/png", 64, 48)
    assert fact.hashes["sha256"] == hashlib.sha256(PNG).hexdigest()


def test_pictures_in_the_midst_of_other_bytes_are_hashed_by_their_own(origin: Origin) -> None:
    mixed = b"\x01\x02\x03\x04" * 9 + PNG + b"\x05" * 9 + GIF + b"\x06" * 9
    origin.pages["/"] = Reply(PAGE + f"<script>x = [{', '.join(map(str, mixed))}]</script>".encode())
    origin.pages["/behind"] = Reply(PAGE + b" " * 100 + PNG + GIF + b"\x01\x02\x03\x04")
    seen = fetch(make_policy(origin.port, media="hash-and-forget"), f"{origin.url}/", f"{origin.url}/behind")
    wanted = [hashlib.sha256(one).hexdigest() for one in (PNG, GIF)]
    for exchange, rest in zip(seen.exchanges, ([], [None]), strict=True):
        assert [fact.hashes.get("sha256") for fact in exchange.removed] == [*wanted, *rest]
    assert seen.exchanges[1].removed[2].wire_length == 4


def test_what_only_holds_a_medium_of_unknown_end_is_not_hashed_as_one_and_says_why(origin: Origin) -> None:
    numbers = ", ".join(map(str, b"\x01\x02\x03\x04" * 9 + PNG[:-12]))
    origin.pages["/"] = Reply(PAGE + f"<script>x = [{numbers}]</script>".encode())
    seen = fetch(make_policy(origin.port, media="hash-and-forget"), f"{origin.url}/")
    (fact,) = seen.exchanges[0].removed
    assert fact.hashes == {}
    assert "where it ends is not told" in fact.problem


def test_every_one_of_many_inline_pictures_is_hashed_or_counted(origin: Origin) -> None:
    pictures = "".join(
        f'<img src="data:image/gif;base64,{base64.b64encode(GIF + bytes([n % 256, n // 256])).decode()}">'
        for n in range(510)
    )
    origin.pages["/"] = Reply(PAGE + pictures.encode())
    seen = fetch(make_policy(origin.port, media="hash-and-forget"), f"{origin.url}/")
    (*told, last) = seen.exchanges[0].removed
    assert len(told) == 500
    assert all("sha256" in fact.hashes or "time for hashing" in fact.problem for fact in told)
    assert sum("sha256" in fact.hashes for fact in told) > 50
    assert last.where == "10 more, not told one by one"


def test_a_medium_that_was_cut_at_a_limit_says_so(origin: Origin) -> None:
    origin.pages["/x.png"] = Reply(PNG[:33] + bytes(200_000), content_type="image/png")
    limits = CaptureLimits(wire_bytes=100_000)
    policy = make_policy(origin.port, media="hash-and-forget", limits=limits)
    media = fetch(policy, ("GET", f"{origin.url}/x.png", OTHER)).exchanges[0].media
    assert media is not None
    assert (media.hashes, "cut at a limit" in media.problem) == ({}, True)


def test_a_page_with_a_picture_behind_it_is_kept_up_to_the_picture(origin: Origin) -> None:
    origin.pages["/"] = Reply(PAGE + b" " * 100 + PNG)
    seen = fetch(make_policy(origin.port), f"{origin.url}/")
    (exchange,) = seen.exchanges
    assert exchange.body.startswith(PAGE)
    assert b"PNG" not in exchange.body
    assert exchange.removed[0].sniffed_type == "image/png"
    assert exchange.wire_length == len(PAGE) + 100 + len(PNG)


def test_a_page_in_utf_16_is_searched_too(origin: Origin) -> None:
    inline = PAGE.decode() + f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}">'
    origin.pages["/"] = Reply(inline.encode("utf-16"), content_type="text/html")
    seen = fetch(make_policy(origin.port), f"{origin.url}/")
    assert seen.answers[0][1]["content-type"] == "text/html; charset=utf-8"
    assert "Plain words." in seen.answers[0][2].decode()
    assert b"iVBOR" not in seen.answers[0][2]


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "DELETE", "PATCH"])
def test_nothing_but_reading_leaves(origin: Origin, method: str) -> None:
    seen = fetch(make_policy(origin.port), (method, f"{origin.url}/", OTHER))
    assert origin.asked == []
    assert seen.rules == ["method"]


def test_a_websocket_is_refused_and_recorded(origin: Origin) -> None:
    upgrade = {**OTHER, "Upgrade": "websocket", "Connection": "Upgrade"}
    seen = fetch(make_policy(origin.port), ("GET", f"ws://{origin.address}:{origin.port}/socket", upgrade))
    assert origin.asked == []
    assert seen.rules == ["websocket"]


def test_what_the_browser_asks_for_itself_is_refused_and_kept_out() -> None:
    asked = ("POST", "https://update.googleapis.com/service/update2/json", {"Accept": "*/*"})
    seen = fetch(make_policy(), asked)
    assert seen.answers[0][0] == 403
    assert (seen.exchanges, seen.refusals) == ([], [])
    assert seen.proxy is not None
    assert len(seen.proxy.background) == 1


def test_headers_that_would_start_something_are_not_passed_on(origin: Origin) -> None:
    harmful = {
        "Content-Disposition": "attachment; filename=x.html",
        "Alt-Svc": 'h3=":443"',
        "Report-To": "{}",
        "Link": "</x>; rel=preload",
        "Set-Cookie": "visit=1",
    }
    origin.pages["/"] = Reply(PAGE, headers=harmful)
    _, headers, _ = fetch(make_policy(origin.port), f"{origin.url}/").answers[0]
    assert headers["set-cookie"] == "visit=1"
    assert not {"content-disposition", "alt-svc", "report-to", "link"} & set(headers)
    assert "media-src 'none'" in headers["content-security-policy"]


def test_a_picture_in_a_header_is_removed_from_the_record(origin: Origin) -> None:
    origin.pages["/"] = Reply(PAGE, headers={"X-Picture": base64.b64encode(PNG).decode()})
    seen = fetch(make_policy(origin.port), f"{origin.url}/")
    assert dict(seen.exchanges[0].response_headers)["X-Picture"] == "rempart-removed"


@pytest.mark.parametrize("label", ["ffd8ffe000104a46494600010100000100010000", "quay"])
def test_a_picture_in_an_address_leaves_one_host_in_address_and_handshake(
    label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def pin(_: PinnedResolver, __: str) -> Pin:
        return Pin(addresses=("127.0.0.1",))

    monkeypatch.setattr(PinnedResolver, "pin", pin)
    host = f"{label}.hostile.example"
    path = "/9j/4" + base64.b64encode(PNG).decode()
    site = Origin({"*": PAGE}, tls=make_identity(SystemClock()).context)
    with site.running():
        seen = fetch(make_policy(site.port), f"https://{host}:{site.port}{path}")
    (exchange,) = seen.exchanges
    assert exchange.tls is not None
    named = host if label == "quay" else "rempart-removed.hostile.example"
    assert exchange.tls.server_name == named
    assert exchange.url.startswith(f"https://{named}:{site.port}/")
    assert exchange.url.count("/") == 3, "the picture is still there"


def test_a_server_that_breaks_off_is_kept_up_to_there(origin: Origin) -> None:
    origin.pages["/"] = Reply(PAGE, headers={"Content-Length": "5000"})
    seen = fetch(make_policy(origin.port), f"{origin.url}/")
    assert seen.exchanges == [] or seen.exchanges[0].truncated


def test_nothing_listening_is_a_fact_not_a_silence(origin: Origin) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    seen = fetch(make_policy(port), f"http://127.0.0.1:{port}/")
    assert seen.answers[0][0] == 502
    assert seen.rules == ["unreachable"]


def test_connections_are_used_again(origin: Origin) -> None:
    origin.pages["/two"] = PAGE
    seen = fetch(make_policy(origin.port), f"{origin.url}/", f"{origin.url}/two", f"{origin.url}/")
    assert [exchange.status for exchange in seen.exchanges] == [200, 200, 200]


def test_a_redirect_to_no_address_is_an_answer_like_any_other() -> None:
    with Origin({"/": Reply(b"moved", status=302, headers={"Location": "http://[bad"})}).running() as origin:
        seen = fetch(make_policy(origin.port), f"{origin.url}/")
    assert seen.answers[0][0] == 302
    assert len(seen.exchanges) == 1
