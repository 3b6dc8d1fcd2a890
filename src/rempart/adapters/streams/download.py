"""A large file at an address, kept on disk: fetched only when it changed, and from where it broke off.

Beside the file lies what its source said of it (ETag, Last-Modified), for the next question. A file that comes in is
written beside the one that is there, and takes its place when it is whole.
"""

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from rempart.adapters.streams.fetching import USER_AGENT, Budget, Refused, pause_before_retry, refused
from rempart.ports.streams import StreamBusyError

LEAST_FREE = 2 * 2**30  # bytes of the disk that a file may not take: the database and the exhibits need them
LOOKED_AFTER = 64 * 2**20  # bytes, then the disk is looked at again
LEAST_PACE = 2_000  # bytes a second; others wait for their turn while a file comes
PACE_OVER_S = 300.0


@dataclass(slots=True)
class Download:
    """The file at `url` as it is kept at `path`; `budget` spaces the requests, `auth` lets in.

    Of several that share one `turn`, one is under way at a time; so one that comes drop by drop is broken off, to be
    gone on with later.
    """

    label: str
    url: str
    path: Path
    budget: Budget
    auth: httpx.Auth | None = None
    tries: int = 4
    timeout_s: float = 60.0
    turn: AbstractContextManager[object] = field(default_factory=threading.Lock)
    monotonic: Callable[[], float] = time.monotonic

    def update(self) -> None:
        """Make `path` what the source has now. Raises StreamBusyError; a file that broke off is gone on with then."""
        with self.turn:
            self._update()

    def forget(self) -> None:
        """Fetch the whole file again at the next `update`, whether it has changed or not."""
        _about(self.path).unlink(missing_ok=True)

    def _update(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        problem = ""
        for number in range(self.tries):
            self.budget.wait()
            try:
                answer = self._once()
            except httpx.HTTPError as error:
                problem = f"{type(error).__name__} for {self.url}"
                self.budget.pause(pause_before_retry(number))
                continue
            if answer is None:
                return
            problem = f"HTTP {answer.status} for {self.url}"
            if answer.final:
                break
            self.budget.pause(answer.retry_after + pause_before_retry(number))
        raise StreamBusyError(stream=self.label, problem=problem)

    @property
    def _part(self) -> Path:
        return self.path.with_name(self.path.name + ".part")

    def _once(self) -> Refused | None:
        """One question; None where the file is as it should be then."""
        begun = self._part.stat().st_size if self._part.exists() else 0
        with self._asked(begun) as response:
            match response.status_code:
                case 304:
                    return None
                case 206 if _starts_at(response) == begun:
                    self._write(response, "ab")
                case 200:
                    self._write(response, "wb")
                case 206 | 412 | 416:
                    self._part.unlink(missing_ok=True)  # what was begun is not part of what is there now
                    return Refused(response.status_code, 0.0, final=False)
                case _:
                    return refused(response)
        os.replace(self._part, self.path)  # noqa: PTH105 (the atomic step, named as what it is)
        os.replace(_about(self._part), _about(self.path))  # noqa: PTH105
        return None

    @contextmanager
    def _asked(self, begun: int) -> Iterator[httpx.Response]:
        # What travels is kept as it is: a coding that is undone on the way could not be gone on with.
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
        mark = _mark(_said_of(self._part)) if begun else ""
        known = _said_of(self.path) if self.path.exists() else {}
        if mark:
            headers |= {"Range": f"bytes={begun}-", "If-Range": mark}
        elif known.get("etag"):
            headers |= {"If-None-Match": known["etag"]}
        elif known.get("modified"):
            headers |= {"If-Modified-Since": known["modified"]}
        with (
            httpx.Client(timeout=self.timeout_s, follow_redirects=False, auth=self.auth) as client,
            client.stream("GET", self.url, headers=headers) as response,
        ):
            yield response

    def _write(self, response: httpx.Response, mode: str) -> None:
        if mode == "wb":
            said = {"etag": response.headers.get("ETag", ""), "modified": response.headers.get("Last-Modified", "")}
            _about(self._part).write_text(json.dumps(said))
        pace, unlooked = _Pace(self.monotonic), LOOKED_AFTER
        with self._part.open(mode) as file:
            # Piece by piece as it comes: what was collected into larger ones would be lost when it breaks off.
            for piece in response.iter_raw():
                pace.check(len(piece))
                unlooked += len(piece)
                if unlooked >= LOOKED_AFTER:
                    self._check_room()
                    unlooked = 0
                file.write(piece)

    def _check_room(self) -> None:
        """Raises StreamBusyError where the disk has no more room for a file; what there was of it is thrown away."""
        free = shutil.disk_usage(self._part.parent).free
        if free < LEAST_FREE:
            self._part.unlink(missing_ok=True)
            problem = (
                f"the disk has {free:,} bytes left, and a file of {self.url} takes none of the last {LEAST_FREE:,}"
            )
            raise StreamBusyError(stream=self.label, problem=problem)


@dataclass(slots=True)
class _Pace:
    """Whether bytes come fast enough that others can wait for it."""

    monotonic: Callable[[], float]
    _since: float | None = None
    _came: int = 0

    def check(self, count: int) -> None:
        """Count bytes that came. Raises httpx.ReadTimeout where too few did for some minutes: what came is kept."""
        now = self.monotonic()
        self._since = now if self._since is None else self._since
        self._came += count
        if now - self._since >= PACE_OVER_S:
            if self._came < LEAST_PACE * PACE_OVER_S:
                raise httpx.ReadTimeout("a file that comes drop by drop")
            self._since, self._came = now, 0


def _about(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _said_of(path: Path) -> dict[str, str]:
    try:
        value = json.loads(_about(path).read_text())
        return {str(key): str(each) for key, each in value.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _mark(said: dict[str, str]) -> str:
    """What a file that broke off is known by; a weak ETag promises no equal bytes (RFC 9110, 13.1.5)."""
    etag = said.get("etag", "")
    return said.get("modified", "") if etag.startswith("W/") or not etag else etag


def _starts_at(response: httpx.Response) -> int:
    """Where the piece begins (``Content-Range: bytes 10-99/100``); -1 where that is not said."""
    unit, _, span = response.headers.get("Content-Range", "").partition(" ")
    first = span.partition("-")[0]
    return int(first) if unit == "bytes" and first.isdigit() else -1
