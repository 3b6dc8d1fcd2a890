"""The ZIP of an exhibit, with no freedom left in it: sorted names, STORE, one time for all, no extra field.

A verifier can therefore demand that the container be exactly what its entries imply, byte for byte.
"""

import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime

from rempart.ports.sealing import NotAnExhibitError

_MADE_BY = 0x0314  # Unix, ZIP 2.0
_NEEDS = 20
_MODE = 0o100644 << 16
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_MAX_SIZE = 0xFFFFFFFF - 1


def write_zip(files: Mapping[str, bytes], at: datetime) -> bytes:
    """The archive of `files` (name to content); `at` becomes every entry's time, in UTC, to two seconds."""
    date, time = _dos_time(at)
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name in sorted(files):
        content, encoded = files[name], name.encode("ascii")
        crc, size = zlib.crc32(content), len(content)
        local = _LOCAL.pack(0x04034B50, _NEEDS, 0, 0, time, date, crc, size, size, len(encoded), 0)
        sizes = (crc, size, size, len(encoded), 0, 0, 0, 0, _MODE, offset)
        directory.append(_CENTRAL.pack(0x02014B50, _MADE_BY, _NEEDS, 0, 0, time, date, *sizes) + encoded)
        body += [local, encoded, content]
        offset += len(local) + len(encoded) + size
    if offset > _MAX_SIZE:
        raise NotAnExhibitError(problem="it would exceed 4 GB")
    central = b"".join(directory)
    end = _END.pack(0x06054B50, 0, 0, len(files), len(files), len(central), offset, 0)
    return b"".join(body) + central + end


def read_zip(content: bytes) -> dict[str, bytes]:
    """Name to content of an archive of `write_zip`. Raises NotAnExhibitError for any other ZIP.

    Strict because it is simple: what lies in the store was written by us. Foreign files go to the verifier.
    """
    files: dict[str, bytes] = {}
    offset = 0
    while content[offset : offset + 4] == b"PK\x03\x04":
        if len(content) < offset + _LOCAL.size:
            raise NotAnExhibitError(problem="the container ends inside an entry")
        _, _, flags, method, time, date, crc, packed, size, name_length, extra = _LOCAL.unpack_from(content, offset)
        start = offset + _LOCAL.size
        name = content[start : start + name_length].decode("ascii", errors="replace")
        data = content[start + name_length : start + name_length + size]
        if flags or method or extra or packed != size or zlib.crc32(data) != crc:
            raise NotAnExhibitError(problem=f"the entry {name!r} is not stored as Rempart stores it")
        files[name] = data
        offset = start + name_length + size
        at = (date, time)
    if not files or write_zip(files, _from_dos(*at)) != content:
        raise NotAnExhibitError(problem="the container is not one that Rempart wrote")
    return files


def _dos_time(at: datetime) -> tuple[int, int]:
    moment = at.astimezone(UTC)
    date = (moment.year - 1980) << 9 | moment.month << 5 | moment.day
    return date, moment.hour << 11 | moment.minute << 5 | moment.second // 2


def _from_dos(date: int, time: int) -> datetime:
    try:
        return datetime(
            1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2, tzinfo=UTC
        )
    except ValueError as error:
        raise NotAnExhibitError(problem="an entry's time is no time") from error
