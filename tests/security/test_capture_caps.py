"""The attack: a page that never ends, or grows without end, so that the capture never ends or the machine does.

Each is captured up to a limit, and says which. The limits here are small so that the tests are quick; one test uses
those that ship.
"""

import gzip
import itertools
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import zstandard

from rempart.adapters.egress.inline import neutralise
from rempart.ports.capturing import CaptureLimits
from tests.adapters.egress.origin import Origin, Reply
from tests.adapters.egress.through import LIMITS, fetch, make_policy

SMALL = replace(LIMITS, wire_bytes=400_000, decoded_bytes=1_600_000, compression_ratio=20)
QUICK = replace(SMALL, navigation_s=10.0)
LINE = b"<p>Plain words, again and again, without an end in sight.</p>\n"


def _endless() -> Iterator[bytes]:
    while True:
        yield LINE * 100


def _one_byte_a_second() -> Iterator[bytes]:
    yield b"<p>slow "
    for _ in range(600):
        yield b"."
        time.sleep(1)


def test_a_body_without_end_is_cut_and_says_so() -> None:
    with Origin({"/": Reply(_endless())}).running() as origin:
        seen = fetch(make_policy(origin.port, limits=SMALL), f"{origin.url}/")
    (exchange,) = seen.exchanges
    assert exchange.truncated
    assert seen.truncations == (exchange.truncated,)
    assert exchange.body.startswith(LINE)
    assert exchange.wire_length <= SMALL.wire_bytes
    assert exchange.wire_sha256 == ""  # a digest of a part would pass for one of the whole


@pytest.mark.slow
def test_a_gigabyte_is_cut_at_the_limits_that_ship() -> None:
    limits = CaptureLimits()
    zeros = (b"0 " * 500_000 for _ in range(1_000))
    with Origin({"/": Reply(zeros)}).running() as origin:
        started = time.monotonic()
        seen = fetch(make_policy(origin.port, limits=limits), f"{origin.url}/")
    assert seen.exchanges[0].truncated
    assert seen.exchanges[0].wire_length <= limits.wire_bytes
    assert time.monotonic() - started < limits.total_s


@pytest.mark.parametrize("coding", ["gzip", "deflate", "zstd"])
def test_a_bomb_goes_off_small(coding: str) -> None:
    encoders: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "zstd": zstandard.ZstdCompressor().compress,
    }
    body = encoders[coding](b" " * 20_000_000)
    with Origin({"/": Reply(body, headers={"Content-Encoding": coding})}).running() as origin:
        seen = fetch(make_policy(origin.port, limits=SMALL), f"{origin.url}/")
    assert seen.exchanges[0].truncated in {"compression ratio", "decoded bytes", "text of one body"}
    assert len(seen.answers[0][2]) < 3_000_000


@pytest.mark.slow
def test_a_server_of_one_byte_a_second_gets_its_time_and_no_more() -> None:
    with Origin({"/": Reply(_one_byte_a_second())}).running() as origin:
        started = time.monotonic()
        seen = fetch(make_policy(origin.port, limits=QUICK), f"{origin.url}/")
        took_s = time.monotonic() - started
    assert took_s < 300  # and the answer would have taken ten minutes
    assert seen.truncations == ("time for one answer",)
    assert seen.exchanges[0].body.startswith(b"<p>slow .")


def test_a_server_that_never_answers_is_unreachable_in_time() -> None:
    over = threading.Event()

    def silent(_: str) -> Reply:
        over.wait()
        return Reply(b"late")

    with Origin({"/": silent}).running() as origin:
        try:
            seen = fetch(make_policy(origin.port, limits=replace(SMALL, navigation_s=1.0)), f"{origin.url}/")
        finally:
            over.set()
        assert seen.rules == ["unreachable"]
        assert seen.answers[0][0] == 502


def test_ten_thousand_redirects_end_at_the_limit() -> None:
    counter = itertools.count()

    def onward(_: str) -> Reply:
        return Reply(status=302, headers={"Location": f"/{next(counter)}"})

    with Origin({"*": onward}).running() as origin:
        hops = [f"{origin.url}/start", *(f"{origin.url}/{hop}" for hop in range(21))]
        seen = fetch(make_policy(origin.port, limits=replace(SMALL, redirects=20)), *hops)
        assert len(origin.paths) == 21
    assert seen.truncations == ("redirects",)
    assert set(seen.rules) == {"limit"}


def test_requests_and_hosts_are_counted() -> None:
    with Origin({"*": b"<p>page</p>"}).running() as origin:
        policy = make_policy(origin.port, limits=replace(SMALL, requests=5))
        seen = fetch(policy, *(f"{origin.url}/{page}" for page in range(9)))
        assert len(origin.paths) == 5
        assert seen.truncations == ("requests",)
        policy = make_policy(origin.port, limits=replace(SMALL, hosts=1))
        seen = fetch(policy, f"{origin.url}/", f"http://127.0.0.2:{origin.port}/")
    assert seen.truncations == ("hosts",)


@pytest.mark.parametrize(
    "text",
    [b"a", b"ab ", b"'", b"\\", b"'a", b"\\x41", b"1,", b"1 ", b"aa ", b"\\/", b"aaaa\\/", b"data:", b"data:,", b"&#",
     b"data:image/png;base64,AAAA", b"&#65;", b"=AB", b"=AB\n", b"%41", b"'a'+", b"begin 644 a\n", b"<~aaaa", b'"&amp;',
     b"\\\"", b"'\\n", b"Ab1Ab1Ab1Ab1Ab1Ab1Ab1Ab1 ",
     b"rempart-removed", b"rempart-removed\"+\"", b"rempart-removed&quot; ", b"rempart-removed\\\\\\"],
)  # fmt: skip
def test_no_text_makes_the_search_for_media_take_more_than_linear_time(text: bytes) -> None:
    times = []
    for length in (10_000, 40_000):
        body = b"quoted-printable srcdoc &# " + text * (length // len(text))
        started = time.process_time()
        neutralise(body, "")
        times.append(time.process_time() - started)
    assert times[1] < max(12 * times[0], 0.5)  # linear would be 4, quadratic 16
