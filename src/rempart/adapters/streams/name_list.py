"""A list of names at an address, such as a daily list of new registrations: one name a line, plain or packed (gzip,
zip, bzip2, xz, Zstandard), in UTF-8 or UTF-16.

Fetched again when its validators (ETag, Last-Modified) say that it changed. What is no list of names is said, never
taken for a list without any.
"""

import bz2
import codecs
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import zstandard

from rempart.adapters.streams.fetching import LARGEST_BODY, Fetcher, GarbledError, gunzip
from rempart.adapters.streams.unproven import LearnedAnew
from rempart.ports.streams import Batch, StreamBusyError, StreamUnreadableError

PIECE = 1 << 20
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_ZSTANDARD_PIECE = 1024  # opened, at most 32 MiB: a block of four bytes may hold 128 KiB
_LOOKED_AT = 4096  # bytes of a list, in which a text shows that it is one


@dataclass(slots=True)
class NameList(LearnedAnew):
    """The `HostnameStream` of one address below `fetcher`'s prefix."""

    label: str
    fetcher: Fetcher
    path: str = ""

    def read(self, cursor: str | None) -> Iterator[Batch]:
        """As `HostnameStream.read`; the whole list whenever it has changed."""
        known = _parse(self.label, cursor)
        answer = self.fetcher.get(self.path, etag=known.get("etag", ""), modified=known.get("modified", ""))
        if answer is None:
            if not any(known.values()):  # asked without validators, it cannot be "nothing newer"
                raise StreamBusyError(stream=self.label, problem="there is nothing at its address")
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
        try:
            content = _as_utf8(_unpacked(body))
        except GarbledError as error:
            raise StreamBusyError(stream=self.label, problem=str(error)) from error
        return content if content.endswith(b"\n") or not content else content + b"\n"


def _unpacked(body: bytes) -> bytes:
    """`body` without what it is packed in, told apart by its first bytes. Raises GarbledError."""
    unpack = next((each for begin, each in _PACKED.items() if body.startswith(begin)), None)
    return unpack(body) if unpack else gunzip(body)


# What opening an archive and its members raises: OS for bzip2, Runtime for what is encrypted or unknown, Value for
# sizes and names that cannot be.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)


def _unzip(body: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if sum(member.file_size for member in members) > LARGEST_BODY:
                raise GarbledError("an archive that is too large when opened")
            return b"\n".join(archive.read(member) for member in members)
    except GarbledError:
        raise
    except _DAMAGED as error:
        raise GarbledError(f"a damaged archive ({error})") from error


def _read_through(open_body: Callable[[io.BytesIO], io.BufferedIOBase]) -> Callable[[bytes], bytes]:
    def unpack(body: bytes) -> bytes:
        try:
            with open_body(io.BytesIO(body)) as opened:
                plain = opened.read(LARGEST_BODY + 1)
        except (OSError, EOFError, lzma.LZMAError) as error:
            raise GarbledError(f"a packed list that is damaged or cut off ({error})") from error
        if len(plain) > LARGEST_BODY:
            raise GarbledError("a packed list that is too large when opened")
        return plain

    return unpack


def _unzstandard(body: bytes) -> bytes:
    """All frames of `body` (RFC 8878, 3)."""
    plain, at = bytearray(), 0
    while at < len(body):
        frame = zstandard.ZstdDecompressor().decompressobj()
        while not frame.eof:
            piece = body[at : at + _ZSTANDARD_PIECE]
            try:
                plain += frame.decompress(piece)
            except zstandard.ZstdError as error:
                raise GarbledError(f"a packed list that is damaged ({error})") from error
            if not piece or len(plain) > LARGEST_BODY:
                raise GarbledError("a packed list that is cut off or too large when opened")
            at += len(piece) - len(frame.unused_data)
    return bytes(plain)


_PACKED: dict[bytes, Callable[[bytes], bytes]] = {
    b"PK\x03\x04": _unzip,
    b"BZh": _read_through(bz2.BZ2File),
    b"\xfd7zXZ\0": _read_through(lzma.LZMAFile),
    b"\x28\xb5\x2f\xfd": _unzstandard,
}


def _as_utf8(content: bytes) -> bytes:
    """The text of a list in UTF-8. Raises GarbledError for what is none: read as one, it would hold no name."""
    wide = _WIDE.get(content[:2])
    if wide:
        text = content[2:].decode(wide, "replace").encode("utf-8", "replace")
    elif b"\0" in content[:_LOOKED_AT]:
        raise GarbledError("no list of names, or one in UTF-16 without its mark")
    else:
        text = content.removeprefix(codecs.BOM_UTF8)
    if text[:_LOOKED_AT].lstrip().startswith((b"<", b"{", b"[")):
        raise GarbledError("no list of names, but a page or a document")
    return text


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
