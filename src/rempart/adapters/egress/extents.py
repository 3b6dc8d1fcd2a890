"""Where a medium ends that lies in the midst of other bytes, told by its own format.

In: bytes and the place where a signature stands. Out: the place behind its last byte, or None where the format does
not tell or the bytes contradict it. Never: a decoder; every loop moves forward through bytes that are there.
"""

import re
import struct
from collections.abc import Callable, Iterator

from rempart.adapters.egress.media import Medium, find_embedded

MAX_EMBEDDED = 500
_STANDALONE = frozenset(range(0xFFD0, 0xFFD8)) | {0xFF01}
_START_OF_SCAN, _END_OF_IMAGE = 0xFFDA, 0xFFD9
# Behind the start of a scan only stuffed and restart markers belong to the scan.
_SCAN_ENDS = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_BOXES = frozenset(b"ftyp moov mdat moof styp sidx free skip wide meta uuid mfra pdin emsg prft".split())


def list_embedded(data: bytes) -> Iterator[tuple[int, Medium, bytes]]:
    """Each medium in `data` in order: where it begins, what it is, and its bytes, empty where its end is not known.

    Behind one without a known end nothing more can be told apart; nor behind the 500th.
    """
    position, count = 0, 0
    while (found := find_embedded(data, position)) is not None:
        start, medium = found
        count += 1
        end = find_end(data, start, medium.media_type) if count < MAX_EMBEDDED else None
        yield start, medium, data[start:end] if end else b""
        if end is None:
            return
        position = end


def find_end(data: bytes, start: int, media_type: str) -> int | None:
    """The place behind the last byte of the medium that begins at `start`."""
    reader = _READERS.get(media_type)
    try:
        end = reader(data, start) if reader else None
    except (struct.error, IndexError):
        return None
    return end if end is not None and start < end <= len(data) else None


def tells_end(media_type: str) -> bool:
    """Whether `find_end` knows where media of this type end."""
    return media_type in _READERS


def _png(data: bytes, start: int) -> int | None:
    position = start + 8
    while position + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        position += 12 + length
        if kind == b"IEND":
            return int(position)
    return None


def _jpeg(data: bytes, start: int) -> int | None:
    position = start + 2
    while position + 2 <= len(data):
        (marker,) = struct.unpack_from(">H", data, position)
        if marker == _END_OF_IMAGE:
            return position + 2
        if marker in _STANDALONE:
            position += 2
            continue
        if marker < 0xFF02:
            return None
        (length,) = struct.unpack_from(">H", data, position + 2)
        position += 2 + length
        if marker == _START_OF_SCAN:
            scan_end = _SCAN_ENDS.search(data, position)
            if scan_end is None:
                return None
            position = scan_end.end() - 2
    return None


def _gif(data: bytes, start: int) -> int | None:
    flags = data[start + 10]
    position = start + 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    while True:
        kind = data[position]
        if kind == 0x3B:
            return position + 1
        if kind == 0x21:
            position += 2
        elif kind == 0x2C:
            flags = data[position + 9]
            position += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        else:
            return None
        while data[position]:
            position += 1 + data[position]
        position += 1


def _riff(data: bytes, start: int) -> int:
    (length,) = struct.unpack_from("<I", data, start + 4)
    return int(start + 8 + length + (length & 1 if start + 8 + length < len(data) else 0))


def _boxes(data: bytes, start: int) -> int | None:
    """ISO base media: boxes of known kinds follow one another; one that is cut tells that the medium is."""
    position = start
    while data[position + 4 : position + 8] in _BOXES:
        (length,) = struct.unpack_from(">I", data, position)
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, position + 8)
        if length < 8 or position + length > len(data):
            return None
        position += length
    return position


def _ogg(data: bytes, start: int) -> int | None:
    position = start
    while data.startswith(b"OggS\0", position):
        count = data[position + 26]
        position += 27 + count + sum(data[position + 27 : position + 27 + count])
    return position if position > start else None


def _bitmap(data: bytes, start: int) -> int:
    return int(start + struct.unpack_from("<I", data, start + 2)[0])


def _font(data: bytes, start: int) -> int:
    return int(start + struct.unpack_from(">I", data, start + 8)[0])


_READERS: dict[str, Callable[[bytes, int], int | None]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/gif": _gif,
    "image/webp": _riff,
    "video/x-msvideo": _riff,
    "audio/wav": _riff,
    "image/avif": _boxes,
    "video/mp4": _boxes,
    "audio/ogg": _ogg,
    "image/bmp": _bitmap,
    "font/woff": _font,
    "font/woff2": _font,
}
