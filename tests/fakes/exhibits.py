"""A store in memory, and a browser that brings back what it is told."""

import hashlib
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from rempart.ports.capturing import CapturePolicy, PageCapture, PageUnreachableError
from rempart.ports.sealing import ExhibitMissingError, StoreFullError
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
