"""WARC 1.1 (ISO 28500:2017) records, each in a gzip member of its own so that an index can point at it.

In: headers and blocks. Out: bytes and, per record, its place. Never: a clock or a random number; record ids come
from the content, so that the same capture gives the same file.
"""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

_NAMESPACE = UUID("6f1d3b1a-6c0e-5d0b-9a0e-2f6f3a1c9e57")
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Record:
    """One record before it is written. `fields` are further WARC headers in their order.

    `payload` is the part of `block` that WARC-Payload-Digest covers (an HTTP body), None where there is none.
    """

    kind: str
    uri: str
    at: datetime
    content_type: str
    block: bytes
    fields: tuple[tuple[str, str], ...] = ()
    payload: bytes | None = None
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies in the file: byte `offset`, compressed `length`, SHA-256 of those bytes."""

    record: Record
    offset: int
    length: int
    sha256: str


def name_record(seed: str, ordinal: int, block: bytes) -> str:
    """The id of the `ordinal`-th record of the capture `seed`: a UUID of version 5 over its content."""
    name = f"{seed}\n{ordinal}\n{hashlib.sha256(block).hexdigest()}"
    return f"<urn:uuid:{uuid5(_NAMESPACE, name)}>"


def warc_date(at: datetime) -> str:
    """`at` in UTC with microseconds, as WARC 1.1 allows."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def write_warc(records: Iterable[Record]) -> tuple[bytes, tuple[Place, ...]]:
    """The compressed file and the place of each record in it."""
    parts: list[bytes] = []
    places: list[Place] = []
    offset = 0
    for record in records:
        member = _compress(_serialise(record))
        places.append(Place(record, offset, len(member), hashlib.sha256(member).hexdigest()))
        parts.append(member)
        offset += len(member)
    return b"".join(parts), tuple(places)


def _serialise(record: Record) -> bytes:
    lines = [
        ("WARC-Type", record.kind),
        ("WARC-Record-ID", record.record_id),
        ("WARC-Date", warc_date(record.at)),
        *([("WARC-Target-URI", record.uri)] if record.uri else []),
        *record.fields,
        ("WARC-Block-Digest", _digest(record.block)),
        *([("WARC-Payload-Digest", _digest(record.payload))] if record.payload is not None else []),
        ("Content-Type", record.content_type),
        ("Content-Length", str(len(record.block))),
    ]
    # A line break inside a value would let a hostile page write headers of its own.
    head = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in lines)
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + record.block + b"\r\n\r\n"


def _one_line(value: str) -> str:
    return "".join(char if char.isprintable() else f"%{ord(char):02X}" for char in value)


def _digest(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _compress(content: bytes) -> bytes:
    # zlib's own gzip wrapper writes no file name and no time: the same bytes every time.
    compressor = zlib.compressobj(level=9, wbits=_GZIP)
    return compressor.compress(content) + compressor.flush()
