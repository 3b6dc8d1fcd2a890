"""A ZIP reader for hostile files: it knows one shape of ZIP and refuses every other.

Two ZIP readers that see different files in the same bytes are a forger's best friend. So the container must be
exactly what its entries imply, byte for byte: no duplicate, no gap, no comment, no extra field, no compression, no
second directory, one date for all, sorted names of one folder at most.
"""

import re
import struct
import zlib
from dataclasses import dataclass

from rempart.verification.said import Figure, Said

MAX_BYTES = 512_000_000
_MAX_ENTRIES = 1_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?\Z")
_END_BYTES = 22
_CENTRAL_BYTES = 46
_LOCAL_BYTES = 30


class UnreadableError(Exception):
    """The bytes are no ZIP file at all."""


class ContainerError(Exception):
    """The bytes are a ZIP file of a shape that no exhibit has; the message says where."""


@dataclass(frozen=True, slots=True)
class Container:
    """The files by name, and the one time that all entries carry: (year, month, day, hour, minute, second)."""

    files: dict[str, bytes]
    at: tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    crc: int
    size: int
    offset: int
    date: int
    time: int


def read_container(content: bytes) -> Container:
    """The files of an exhibit. Raises UnreadableError or ContainerError."""
    if len(content) > MAX_BYTES:
        raise UnreadableError(Said("it is larger than {limit} bytes", limit=Figure(MAX_BYTES)))
    if not content.startswith(b"PK\x03\x04") or content[-_END_BYTES : -_END_BYTES + 4] != b"PK\x05\x06":
        raise UnreadableError(Said("it does not begin and end as a ZIP file without comment does"))
    entries, directory_start = _read_directory(content)
    files: dict[str, bytes] = {}
    expected, previous = 0, b""
    for entry in entries:
        name = _checked_name(entry.name, previous)
        previous = entry.name
        if entry.offset != expected:
            raise ContainerError(Said("the entry {name} does not begin where the one before it ends", name=name))
        start = expected + _LOCAL_BYTES + len(entry.name)
        if content[expected:start] != _local_header(entry):
            raise ContainerError(Said("the local header of {name} says something else than the directory", name=name))
        expected = start + entry.size
        if expected > directory_start:
            raise ContainerError(Said("the entry {name} runs into the directory", name=name))
        data = content[start:expected]
        if zlib.crc32(data) != entry.crc:
            raise ContainerError(Said("the check sum of the entry {name} is wrong", name=name))
        files[name] = data
    if expected != directory_start:
        raise ContainerError(Said("there are bytes between the last entry and the directory"))
    return Container(files=files, at=_common_time(entries))


def _read_directory(content: bytes) -> tuple[list[_Entry], int]:
    end = struct.unpack("<IHHHHIIH", content[-_END_BYTES:])
    count, size, start = end[4], end[5], end[6]
    if end[1:3] != (0, 0) or end[3] != count or end[7] or not 0 < count <= _MAX_ENTRIES:
        raise ContainerError(Said("the end record names several disks, a comment, or a wrong number of entries"))
    if start + size != len(content) - _END_BYTES:
        raise ContainerError(Said("the directory does not end where the end record begins"))
    entries, position = [], start
    for _ in range(count):
        if position + _CENTRAL_BYTES > start + size:
            raise ContainerError(Said("the directory is shorter than its number of entries"))
        fields = struct.unpack_from("<IHHHHHHIIIHHHHHII", content, position)
        name = content[position + _CENTRAL_BYTES : position + _CENTRAL_BYTES + fields[10]]
        entry = _Entry(name, fields[7], fields[9], fields[16], date=fields[6], time=fields[5])
        if content[position : position + _CENTRAL_BYTES + len(name)] != _central_header(entry):
            raise ContainerError(
                Said("the directory entry {name} uses compression, flags, extra fields or attributes", name=repr(name))
            )
        entries.append(entry)
        position += _CENTRAL_BYTES + len(name)
    if position != start + size:
        raise ContainerError(Said("there are bytes after the last directory entry"))
    return entries, start


def _checked_name(raw: bytes, previous: bytes) -> str:
    name = raw.decode("ascii", errors="backslashreplace")
    if not _NAME.match(name):
        raise ContainerError(
            Said("the name {name} is not allowed: one folder at most, plain characters, no '..'", name=repr(name))
        )
    if raw == previous:
        raise ContainerError(Said("the name {name} is there twice", name=name))
    if raw < previous:
        raise ContainerError(Said("the entry {name} is not in sorted order", name=name))
    return name


def _central_header(entry: _Entry) -> bytes:
    # Version 2.0 on Unix, plain file of mode 644; everything else is zero in an exhibit.
    fixed = (0x02014B50, 0x0314, 20, 0, 0, entry.time, entry.date, entry.crc, entry.size, entry.size)
    return (
        struct.pack("<IHHHHHHIIIHHHHHII", *fixed, len(entry.name), 0, 0, 0, 0, 0o100644 << 16, entry.offset)
        + entry.name
    )


def _local_header(entry: _Entry) -> bytes:
    fixed = (0x04034B50, 20, 0, 0, entry.time, entry.date, entry.crc, entry.size, entry.size, len(entry.name), 0)
    return struct.pack("<IHHHHHIIIHH", *fixed) + entry.name


def _common_time(entries: list[_Entry]) -> tuple[int, int, int, int, int, int]:
    times = {(entry.date, entry.time) for entry in entries}
    if len(times) != 1:
        raise ContainerError(Said("the entries carry different times"))
    date, time = times.pop()
    return (1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2)
