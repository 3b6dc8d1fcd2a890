"""No request before its time, and no body that takes for ever to open."""

import gzip
import zlib
from collections.abc import Callable

import pytest

from rempart.adapters.streams import fetching
from rempart.adapters.streams.fetching import Budget, Fetcher, GarbledError, gunzip
from rempart.ports.streams import StreamBusyError
from tests.fakes.ct_logs import CertificateLog, LogServer


def test_the_budget_is_never_passed() -> None:
    clock = [100.0]
    sent: list[float] = []

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    tight = Budget(rate=4.0, monotonic=lambda: clock[0], sleep=sleep)
    for _ in range(40):
        tight.wait()
        sent.append(clock[0])
    for first in range(len(sent) - 5):
        assert sent[first + 4] - sent[first] >= 1.0 - 1e-9


def test_a_pause_holds_back_every_request_of_the_budget() -> None:
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    held = Budget(rate=100.0, monotonic=lambda: clock[0], sleep=sleep)
    held.wait()
    held.pause(30.0)
    held.wait()
    assert clock[0] >= 30.0


def test_an_answer_that_comes_drop_by_drop_is_given_up() -> None:
    with LogServer(CertificateLog()) as server:
        fetcher = Fetcher("log", server.url, Budget(rate=1000.0), tries=1, longest_s=-1.0)
        with pytest.raises(StreamBusyError, match="ReadTimeout for checkpoint"):
            fetcher.get("checkpoint")
        fetcher.close()


def test_an_address_that_is_none_is_said_and_ends_nothing() -> None:
    fetcher = Fetcher("log", "http://[::1", Budget(rate=1000.0), tries=1)
    with pytest.raises(StreamBusyError, match="InvalidURL"):
        fetcher.get("checkpoint")
    fetcher.close()


def test_a_gzip_body_is_read_to_its_last_member() -> None:
    texts = [b"%d.example\n" % number * (number % 7) for number in range(3000)]
    members = [gzip.compress(text) + bytes(number % 3) for number, text in enumerate(texts)]
    assert gunzip(b"".join(members) + bytes(100_000)) == b"".join(texts)


def test_a_gzip_body_of_empty_members_costs_no_more_than_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    class Counted:
        """One member: what it leaves over is copied each time that it is given something."""

        def __init__(self, wbits: int) -> None:
            self._opened = opened(wbits)

        def decompress(self, piece: bytes, longest: int) -> bytes:
            found = self._opened.decompress(piece, longest)
            copied[-1] += len(self._opened.unused_data)
            return found

        @property
        def eof(self) -> bool:
            return self._opened.eof

        @property
        def unused_data(self) -> bytes:
            return self._opened.unused_data

    opened, copied = zlib.decompressobj, [0]
    monkeypatch.setattr(zlib, "decompressobj", Counted)
    for members in (10_000, 40_000):
        copied.append(0)
        assert gunzip(gzip.compress(b"") * members) == b""
    assert copied[2] < 5 * copied[1], "four times the members, sixteen times the work"


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda body: body[:-1], "cut off"),
        (lambda body: body[:4], "cut off"),
        (lambda body: body + b"<html>", "damaged"),
        (lambda body: body + bytes(9) + b"<html>", "damaged"),
        (lambda body: body[:-8] + b"sum!" + body[-4:], "damaged"),
        (lambda body: body + gzip.compress(bytes(1 << 16)), "too large"),
    ],
)
def test_a_gzip_body_that_is_none_is_said(
    spoil: Callable[[bytes], bytes], problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST_BODY", 1 << 16)
    whole = gzip.compress(b"name.example\n" * 1000)
    assert gunzip(whole + gzip.compress(bytes((1 << 16) - 13_000)))
    with pytest.raises(GarbledError, match=problem):
        gunzip(spoil(whole))
