"""What the browser gets in place of a medium: a plain grey PNG made here, or a sentence.

In: a size in pixels. Out: bytes of our own making. Never: anything derived from the medium but its size.
"""

import struct
import zlib
from functools import lru_cache

GREY = 0xB8
DEFAULT_SIZE = (160, 120)
MAX_SIDE = 4000
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@lru_cache(maxsize=64)
def make_grey_png(width: int = DEFAULT_SIZE[0], height: int = DEFAULT_SIZE[1]) -> bytes:
    """A one-bit PNG of one grey, `width` by `height` pixels, each cut to 1…4000."""
    width, height = (min(max(side, 1), MAX_SIDE) for side in (width, height))
    rows = (b"\0" + bytes((width + 7) // 8)) * height
    header = struct.pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0)
    palette = bytes((GREY, GREY, GREY))
    return (
        SIGNATURE
        + _chunk(b"IHDR", header)
        + _chunk(b"PLTE", palette)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


NOTICE_PAGE = (
    b'<!doctype html><html><head><meta charset="utf-8"><title></title></head>'
    b'<body style="margin:0;background:#b8b8b8"></body></html>'
)
