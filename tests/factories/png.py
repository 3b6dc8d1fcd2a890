"""PNG files written chunk by chunk: also such as no program would write."""

import struct
import zlib
from collections.abc import Sequence


def write_png(
    width: int, height: int, rows: bytes, *, colour_type: int = 2, before: Sequence[tuple[bytes, bytes]] = ()
) -> bytes:
    """A header that says `width` and `height` whatever is in `rows`, eight bits a channel; `before`: chunks ahead."""
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    chunks = [(b"IHDR", header), *before, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
