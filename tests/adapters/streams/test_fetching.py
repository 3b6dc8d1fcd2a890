"""No request before its time."""

import pytest

from rempart.adapters.streams.fetching import Budget, Fetcher
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
