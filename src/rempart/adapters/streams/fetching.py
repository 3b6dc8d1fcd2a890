"""Polite HTTP: never over the source's budget, backing off with jitter when it asks, bounded in size and time."""

import random
import re
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx

from rempart.ports.streams import StreamBusyError

LARGEST_BODY = 64 * 2**20
LONGEST_PAUSE_S = 120.0
_PIECE = 2**14  # of a gzip body, at a time
_PADDING = re.compile(rb"\0*")
LONGEST_ANSWER_S = 300.0  # from the first byte of a body to its last, however steadily it drips
USER_AGENT = "rempart (certificate transparency monitor)"


Read = TypeVar("Read")


class GarbledError(ValueError):
    """A body is not what it should be; its text says what is wrong."""


@dataclass(slots=True)
class Budget:
    """At most `rate` requests a second, evenly spread. One budget a log; threads share it."""

    rate: float
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self) -> None:
        """Block until the next request may go out."""
        with self._lock:
            now = self.monotonic()
            turn = max(now, self._next)
            self._next = turn + 1.0 / self.rate
        if turn > now:
            self.sleep(turn - now)

    def pause(self, seconds: float) -> None:
        """No request of this budget before `seconds` have passed."""
        with self._lock:
            self._next = max(self._next, self.monotonic() + seconds)


@dataclass(frozen=True, slots=True)
class Answer:
    """The body with its content coding undone, and the validators for the next look."""

    body: bytes
    etag: str = ""
    modified: str = ""


class Fetcher:
    """GETs below one prefix, under one budget, with a few tries each."""

    def __init__(
        self,
        label: str,
        prefix: str,
        budget: Budget,
        *,
        tries: int = 4,
        timeout_s: float = 30.0,
        longest_s: float = LONGEST_ANSWER_S,
        auth: httpx.Auth | None = None,
    ) -> None:
        self._label = label
        self._prefix = prefix.rstrip("/")
        self._budget = budget
        self._tries = tries
        self._longest_s = longest_s
        self._spared_until = 0.0  # by `get_once`, in the budget's time
        headers = {"User-Agent": USER_AGENT}
        self._client = httpx.Client(timeout=timeout_s, headers=headers, follow_redirects=False, auth=auth)

    def get(self, path: str, *, etag: str = "", modified: str = "") -> Answer | None:
        """What is at `path`; None where there is nothing (404, 410), or nothing newer than the validators say (304).

        Raises StreamBusyError after the last try.
        """
        headers = {"If-None-Match": etag} if etag else {"If-Modified-Since": modified} if modified else {}
        return self._try(path, headers, lambda answer: answer)

    def get_as(self, path: str, read: Callable[[bytes], Read]) -> Read | None:
        """The body at `path` as `read` reads it; None where there is nothing.

        What stands between a source and us may cut an answer or put a page of its own there: where `read` raises
        GarbledError, the try has failed. Raises StreamBusyError after the last one.
        """
        return self._try(path, {}, lambda answer: read(answer.body))

    def get_once(self, path: str, read: Callable[[bytes], Read]) -> Read | None:
        """As `get_as`, for what can wait and is to delay nothing else: one try, after which the budget is not held
        back; where the source asks for patience, this asks for nothing before that.
        """
        if self._budget.monotonic() < self._spared_until:
            raise StreamBusyError(stream=self._label, problem=f"it asked for patience before {path}")
        try:
            return self._once(path, {}, lambda answer: read(answer.body))
        except _FailedError as failed:
            self._spared_until = self._budget.monotonic() + failed.retry_after
            raise StreamBusyError(stream=self._label, problem=failed.problem) from failed

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def _try(self, path: str, headers: dict[str, str], read: Callable[[Answer], Read]) -> Read | None:
        problem = ""
        for number in range(self._tries):
            try:
                return self._once(path, headers, read)
            except _FailedError as failed:
                problem = failed.problem
                if failed.final:
                    break
                self._budget.pause(failed.retry_after + pause_before_retry(number))
        raise StreamBusyError(stream=self._label, problem=problem)

    def _once(self, path: str, headers: dict[str, str], read: Callable[[Answer], Read]) -> Read | None:
        """One request, as soon as the budget has room for it. Raises _FailedError."""
        self._budget.wait()
        try:
            answer = self._ask(path, headers)
            if isinstance(answer, Refused):
                raise _FailedError(f"HTTP {answer.status} for {path}", answer.retry_after, final=answer.final)
            return None if answer is None else read(answer)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _FailedError(f"{type(error).__name__} for {path}") from error
        except GarbledError as error:
            raise _FailedError(f"{error} at {path}") from error

    def _ask(self, path: str, headers: dict[str, str]) -> "Answer | Refused | None":
        with self._client.stream("GET", f"{self._prefix}/{path}", headers=headers) as response:
            # Where there was something before, its absence is no "nothing newer".
            if response.status_code in ((304,) if headers else (404, 410)):
                return None
            if response.status_code != 200:
                return refused(response)
            body = bytearray()
            until = time.monotonic() + self._longest_s
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST_BODY:
                    return Refused(response.status_code, 0.0, final=True)
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("an answer that comes drop by drop")
            return Answer(bytes(body), response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))


class _FailedError(Exception):
    """A try that brought nothing: the problem in words, the seconds to wait, and whether asking again is of no use."""

    def __init__(self, problem: str, retry_after: float = 0.0, *, final: bool = False) -> None:
        super().__init__(problem)
        self.problem, self.retry_after, self.final = problem, retry_after, final


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that is none: its status, the seconds it asks to wait, and whether asking again is of no use."""

    status: int
    retry_after: float
    final: bool


def refused(response: httpx.Response) -> Refused:
    """`response`, which brought nothing, as a refusal."""
    again = response.status_code in (408, 425, 429) or response.status_code >= 500
    return Refused(response.status_code, _retry_after(response), final=not again)


def gunzip(body: bytes) -> bytes:
    """`body` without gzip, if it still has it: static logs may send tiles compressed whether asked or not. All of its
    members (RFC 1952, 2.2): lists that are compressed in pieces have several.

    Raises GarbledError.
    """
    if body[:2] != b"\x1f\x8b":
        return body
    plain, at, view = bytearray(), 0, memoryview(body)
    while at < len(body):
        opened = zlib.decompressobj(wbits=31)
        while not opened.eof:
            # By the piece: a member copies what is left of its input, and an attacker's members are empty and many.
            piece = view[at : at + _PIECE]
            try:
                plain += opened.decompress(piece, LARGEST_BODY - len(plain) + 1)
            except zlib.error as error:
                raise GarbledError(f"a damaged gzip body ({error})") from error
            if not piece or len(plain) > LARGEST_BODY:
                raise GarbledError("a gzip body that is cut off or too large")
            at += len(piece) - len(opened.unused_data)
        if padding := _PADDING.match(body, at):  # members follow each other; some writers pad with zeros
            at = padding.end()
    return bytes(plain)


def pause_before_retry(number: int) -> float:
    """Exponential back-off with full jitter: clients that failed together do not come back together.

    Short, because a source has few tries: whoever reads it then leaves it alone for ever longer.
    """
    return random.uniform(0.05, 0.25 * 2.0**number)


def _retry_after(response: httpx.Response) -> float:
    """Seconds that the source asks for (RFC 9110, 10.2.3: a count, or a date by the source's own clock)."""
    text = response.headers.get("Retry-After", "")
    if text.isdigit():
        return min(float(text), LONGEST_PAUSE_S)
    try:
        until, now = (parsedate_to_datetime(response.headers[name]) for name in ("Retry-After", "Date"))
        seconds = (until - now).total_seconds()
    except (KeyError, ValueError, TypeError):
        return 0.0
    return min(max(seconds, 0.0), LONGEST_PAUSE_S)
