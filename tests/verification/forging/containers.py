"""Lies of the container: two readers see two different exhibits in the same bytes."""

import struct
import zlib
from collections.abc import Iterator

from rempart.adapters.exhibit import container
from tests.factories.exhibits import Workshop
from tests.verification.forging import flip

FORM = "container.form"
_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
# Offsets of fields in a directory entry (APPNOTE 4.3.12) that an exhibit leaves at one value.
_CENTRAL_FIELDS = {
    "made by": 4,
    "needs": 6,
    "flags": 8,
    "method": 10,
    "time": 12,
    "date": 14,
    "crc": 16,
    "packed size": 20,
    "size": 24,
    "name length": 28,
    "extra length": 30,
    "comment length": 32,
    "disk": 34,
    "internal": 36,
    "external": 38,
    "offset": 42,
}
_LOCAL_FIELDS = {
    "needs": 4,
    "flags": 6,
    "method": 8,
    "time": 10,
    "date": 12,
    "crc": 14,
    "packed size": 18,
    "size": 22,
    "name length": 26,
    "extra length": 28,
}
_END_FIELDS = {"disk": 4, "start disk": 6, "here": 8, "total": 10, "size": 12, "offset": 16, "comment length": 20}


def forge_cut_and_padded(_: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """The file ends early, or has more before, behind or inside it."""
    for part in range(1, 12):
        yield f"cut after {part}/12", sealed[: len(sealed) * part // 12], ""
    for count in (1, 21, 22, 23, 100):
        yield f"{count} bytes missing at the end", sealed[:-count], ""
    yield "a byte behind", sealed + b"\0", ""
    yield "a line break behind", sealed + b"\n", ""
    yield "a byte before", b"\0" + sealed, ""
    yield "a script before", b"#!/bin/sh\nexit 0\n" + sealed, ""
    yield "itself twice", sealed + sealed, FORM
    start = struct.unpack_from("<I", sealed, len(sealed) - 6)[0]
    for name, gap in (("zeros", bytes(64)), ("a hidden entry", _hidden_entry())):
        moved = _with_directory_at(sealed[:start] + gap, sealed[start:], start + len(gap))
        yield f"{name} between entries and directory", moved, FORM
    comment = sealed[:-2] + struct.pack("<H", 30) + _end(sealed)[:22] + b"comment!"
    yield "a second end record in the comment", comment, ""


def forge_headers(_: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """A field of a header says something that an exhibit's never says."""
    central, local = sealed.index(_CENTRAL), 0
    for name, offset in _CENTRAL_FIELDS.items():
        yield f"directory: {name}", flip(sealed, (central + offset) * 8), FORM
        yield f"directory: {name}, high bit", flip(sealed, (central + offset) * 8 + 7), FORM
    for name, offset in _LOCAL_FIELDS.items():
        yield f"local header: {name}", flip(sealed, (local + offset) * 8), FORM
    for name, offset in _END_FIELDS.items():
        yield f"end record: {name}", flip(sealed, (len(sealed) - 22 + offset) * 8), FORM
    for name, value in (("encrypted", 1), ("data descriptor", 8), ("utf-8 name", 0x800)):
        both = bytearray(sealed)
        both[central + 8 : central + 10] = both[6:8] = struct.pack("<H", value)
        yield f"both headers: {name}", bytes(both), FORM
    both = bytearray(sealed)
    both[central + 14 : central + 16] = both[12:14] = struct.pack("<H", 0x5821)
    yield "one entry with a date of its own", bytes(both), FORM


def forge_names(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Names that lead out of the folder, hide, or are there twice."""
    files = container.read_zip(sealed)
    names = (
        "../escape", "/etc/cron.d/x", "evidence/../x", "C:\\x", "a\\b", "evidence/deep/x", "evidence//x", "evidence/",
        ".hidden", "evidence/.hidden", "evidence/a b", "evidence/nul\0byte", "evidence/x" * 12, "seal/\x1b[31m", "-rf",
    )  # fmt: skip
    for name in names:
        yield f"an entry {name!r}", _zip([*files.items(), (name, b"x")], workshop), FORM
    for name in sorted(files):
        doubled = sorted([*files.items(), (name, b"another content")], key=lambda item: item[0])
        yield f"{name} twice", _zip(doubled, workshop), FORM
    yield "entries out of order", _zip(list(reversed(files.items())), workshop), FORM


def forge_compression(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Entries that have to be unpacked, up to a bomb."""
    files = container.read_zip(sealed)
    for name in ("datapackage.json", "evidence/facts.json", "pages/pages.jsonl", "archive/data.warc.gz"):
        yield f"{name} deflated", _zip(list(files.items()), workshop, deflate=name), FORM
    bomb = files | {"evidence/zeros.bin": bytes(5_000_000)}
    yield "a bomb", _zip(sorted(bomb.items()), workshop, deflate="evidence/zeros.bin"), FORM


def _zip(entries: list[tuple[str, bytes]], workshop: Workshop, deflate: str = "") -> bytes:
    """Any entries in any order, as a careless writer would put them."""
    body, directory = b"", b""
    for name, content in entries:
        raw, method = (zlib.compress(content)[2:-4], 8) if name == deflate else (content, 0)
        encoded = name.encode("latin-1")
        date, time = container._dos_time(workshop.now)
        sizes = (zlib.crc32(content), len(raw), len(content), len(encoded))
        head = (20, 0, method, time, date, *sizes, 0)
        directory += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 0x0314, *head, 0, 0, 0, 0o100644 << 16, len(body))
        directory += encoded
        body += struct.pack("<IHHHHHIIIHH", 0x04034B50, *head) + encoded + raw
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + end


def _with_directory_at(head: bytes, tail: bytes, offset: int) -> bytes:
    return head + tail[:-6] + struct.pack("<I", offset) + tail[-2:]


def _hidden_entry() -> bytes:
    return struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 0, zlib.crc32(b"x"), 1, 1, 1, 0) + b"h" + b"x"


def _end(sealed: bytes) -> bytes:
    return sealed[-22:]
