"""A store in memory, a browser that brings back what it is told, and a seal that takes its time."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from rempart.adapters.exhibit import WaczExhibits
from rempart.ports.capturing import CapturePolicy, PageCapture, PageUnreachableError
from rempart.ports.sealing import ExhibitMissingError, LogProof, SealedPackage, StoreFullError
from tests.factories.captures import make_capture


class MemoryStore:
    """The `ExhibitStore` port. `full` makes it refuse."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.full = False

    def put(self, content: bytes) -> str:
        if self.full:
            raise StoreFullError(problem="No space left on device")
        sha256 = hashlib.sha256(content).hexdigest()
        self.contents[sha256] = content
        return sha256

    def open(self, sha256: str) -> BinaryIO:
        if sha256 not in self.contents:
            raise ExhibitMissingError(sha256=sha256)
        return BytesIO(self.contents[sha256])

    def list_digests(self) -> tuple[str, ...]:
        return tuple(sorted(self.contents))


class ScriptedCapturer:
    """The `PageCapturer` port: answers with one small page, or with nothing for the addresses in `silent`."""

    def __init__(self, *, silent: tuple[str, ...] = (), **changes: object) -> None:
        self.silent = silent
        self.changes = changes
        self.visited: list[str] = []

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        self.visited.append(url)
        if url in self.silent:
            facts = replace(
                make_capture(), url=url, final_url="", exchanges=(), screenshot=b"", dom="", text="", title=""
            )
            raise PageUnreachableError(url=url, problem="connection refused", capture=facts)
        return replace(make_capture(**self.changes), url=url, policy=policy)


@dataclass(frozen=True, slots=True)
class SlowExhibits(WaczExhibits):
    """While its authority is asked, something else happens."""

    meanwhile: Callable[[], object] = lambda: None

    def seal(self, package: bytes, *, log_proof: LogProof | None, now: datetime) -> SealedPackage:
        self.meanwhile()
        return WaczExhibits.seal(self, package, log_proof=log_proof, now=now)
