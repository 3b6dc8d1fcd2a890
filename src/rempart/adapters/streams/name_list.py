"""A list of names at an address, such as a daily list of new registrations: one name a line, plain, gzip or zip.

Fetched again when its validators (ETag, Last-Modified) say that it changed.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from rempart.adapters.streams.fetching import LARGEST_BODY, Fetcher, GarbledError, gunzip
from rempart.ports.streams import Batch, StreamBusyError, StreamUnreadableError

PIECE = 1 << 20


@dataclass(slots=True)
class NameList:
    """The `HostnameStream` of one address below `fetcher`'s prefix."""

    label: str
    fetcher: Fetcher
    path: str = ""

    def read(self, cursor: str | None) -> Iterator[Batch]:
        """As `HostnameStream.read`; the whole list whenever it has changed."""
        known = _parse(self.label, cursor)
        answer = self.fetcher.get(self.path, etag=known.get("etag", ""), modified=known.get("modified", ""))
        if answer is None:
            return
        content = self._opened(answer.body)
        for at in _starts(content):
            piece = content[at : _starts_after(content, at)]
            yield Batch(piece, cursor or "", piece.count(b"\n"))
        yield Batch(b"", json.dumps({"etag": answer.etag, "modified": answer.modified}), 0)

    def close(self) -> None:
        """As `HostnameStream.close`."""
        self.fetcher.close()

    def _opened(self, body: bytes) -> bytes:
        if body[:4] == b"PK\x03\x04":
            try:
                with zipfile.ZipFile(io.BytesIO(body)) as archive:
                    members = [member for member in archive.infolist() if not member.is_dir()]
                    if sum(member.file_size for member in members) > LARGEST_BODY:
                        raise StreamBusyError(stream=self.label, problem="an archive that is too large when opened")
                    body = b"\n".join(archive.read(member) for member in members)
            except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:  # Runtime: encrypted, or unknown
                raise StreamBusyError(stream=self.label, problem=f"a damaged archive ({error})") from error
        try:
            content = gunzip(body)
        except GarbledError as error:
            raise StreamBusyError(stream=self.label, problem=str(error)) from error
        return content if content.endswith(b"\n") or not content else content + b"\n"


def _starts(content: bytes) -> Iterator[int]:
    at = 0
    while at < len(content):
        yield at
        at = _starts_after(content, at)


def _starts_after(content: bytes, at: int) -> int:
    """Where the piece that begins at `at` ends: at the first line feed after about a mebibyte."""
    if at + PIECE >= len(content):
        return len(content)
    return content.index(b"\n", at + PIECE) + 1


def _parse(label: str, cursor: str | None) -> dict[str, str]:
    if not cursor:
        return {}
    try:
        return {str(key): str(value) for key, value in json.loads(cursor).items()}
    except (ValueError, AttributeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its cursor {cursor!r} is none") from error
