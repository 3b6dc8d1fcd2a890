"""Ask a resolver again and again, and say how long it took to change its mind."""

import contextlib
import math
import socket
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import dns.message

from benchmarks.rows import Row

NOERROR, NXDOMAIN = 0, 3
PAUSE_S = 0.0002
_TOGETHER = 50


class Listening(Protocol):
    """Whatever answers names."""

    @property
    def address(self) -> str: ...

    @property
    def port(self) -> int: ...


class Asker:
    """Questions for A records over one socket."""

    def __init__(self, resolver: Listening) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.connect((resolver.address, resolver.port))
        self._number = 0
        self._wires: dict[str, bytes] = {}  # made once: to make one takes as long as to be answered

    def code(self, name: str, timeout_s: float = 2.0) -> int | None:
        """The response code, None where there is no answer in time."""
        answer = self._answer(name, timeout_s)
        return None if answer is None else answer[3] & 15

    def is_policy(self, name: str) -> bool:
        """Whether the refusal is a policy's: a name that does not exist has its zone's SOA instead of the policy's."""
        answer = self._answer(name, 2.0)
        return answer is None or b"\x07rempart" in answer or not int.from_bytes(answer[8:10], "big")

    def await_codes(self, names: Sequence[str], code: int, limit_s: float = 60.0) -> float:
        """The moment at which the last of the names was answered with `code`. Raises TimeoutError.

        Many are asked together, each until it is so: one after the other, the asking itself would take longest.
        """
        deadline, last, left = time.monotonic() + limit_s, 0.0, list(names)
        while left:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{left[0]} and {len(left) - 1} more never became {code}")
            still: list[str] = []
            for start in range(0, len(left), _TOGETHER):
                part = left[start : start + _TOGETHER]
                done = self._which(part, code)
                still += [name for name in part if name not in done]
                last = time.monotonic() if done else last
            left = still
        return last

    def _which(self, names: Sequence[str], code: int) -> set[str]:
        """Those of the names that are answered with `code` now; what is not answered at once is not."""
        asked: dict[bytes, str] = {}
        for name in names:
            query = self._query(name)
            asked[query[:2]] = name
            self._socket.send(query)
        self._socket.settimeout(0.2)
        done = set()
        with contextlib.suppress(OSError):
            while asked:
                answer = self._socket.recv(4096)
                answered = asked.pop(answer[:2], None)
                if answered is not None and answer[3] & 15 == code:
                    done.add(answered)
        return done

    def _query(self, name: str) -> bytes:
        if name not in self._wires:
            self._wires[name] = dns.message.make_query(name, "A", id=0).to_wire()[2:]
        self._number = (self._number + 1) % 65_536
        return self._number.to_bytes(2, "big") + self._wires[name]

    def _answer(self, name: str, timeout_s: float) -> bytes | None:
        query = self._query(name)
        self._socket.settimeout(timeout_s)
        try:
            self._socket.send(query)
            while True:
                answer = self._socket.recv(4096)
                if answer[:2] == query[:2]:
                    return answer
        except OSError:
            return None

    def await_code(self, name: str, code: int, limit_s: float = 30.0) -> float:
        """The moment (time.monotonic) at which the answer was first `code`. Raises TimeoutError."""
        deadline = time.monotonic() + limit_s
        while self.code(name) != code:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{name} never became {code}")
            time.sleep(PAUSE_S)
        return time.monotonic()

    def time_until(self, act: Callable[[], object], name: str, code: int) -> float:
        """Milliseconds from the act to the first such answer; the name was asked just before, so it is cached."""
        self.code(name)
        started = time.monotonic()
        act()
        return (self.await_code(name, code) - started) * 1000

    def close(self) -> None:
        self._socket.close()


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not below `share` percent of all."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


def spread(name: str, times: Sequence[float], limit: float | None = None) -> Iterator[Row]:
    """p50 and p99 of milliseconds, with the limit that p99 has to keep."""
    p99 = percentile(times, 99)
    target, met = ("", None) if limit is None else (f"≤ {limit:g}", p99 <= limit)
    yield Row(name=f"{name}: p50", value=statistics.median(times), unit="ms")
    yield Row(name=f"{name}: p99 (n={len(times)})", value=p99, unit="ms", target=target, met=met)


class Gaps:
    """Asks a name that is not touched every few milliseconds, and keeps the longest time without an answer."""

    def __init__(self, resolver: Listening, name: str) -> None:
        self._asker, self._name = Asker(resolver), name
        self.longest_ms = 0.0
        self._over = False

    def run(self) -> None:
        """Ask until `stop`; to be run in a thread."""
        while not self._over:
            started = time.monotonic()
            self._asker.code(self._name, timeout_s=30.0)
            self.longest_ms = max(self.longest_ms, (time.monotonic() - started) * 1000)
            time.sleep(0.005)

    def stop(self) -> None:
        self._over = True
