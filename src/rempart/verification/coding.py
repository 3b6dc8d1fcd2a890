"""Content codings undone, strictly: one stream, nothing behind it, no header in which more could lie."""

import zlib

import zstandard

from rempart.verification.said import Said

MAX_IN_ALL = 256_000_000  # of the bodies of one exhibit; a capture stops at a sixth of it
_LIMIT = 64_000_000
_PLAIN_GZIP = b"\x1f\x8b\x08\x00"
_PIECE = 1_024
_ZSTD = b"\x28\xb5\x2f\xfd"


class CodingError(Exception):
    """A coded body that has more in it than what it decodes to, or that nobody can decode; the message says which."""


def undo_codings(body: bytes, codings: str) -> bytes:
    """`body` with its content codings undone, last first. Raises CodingError."""
    names = [part.strip().lower() for part in codings.split(",") if part.strip()]
    for name in reversed(names if body else []):
        try:
            body = _undo(body, name)
        except (zlib.error, zstandard.ZstdError) as error:
            raise CodingError(Said("it is no {name} stream", name=name)) from error
    return body


def _undo(body: bytes, name: str) -> bytes:
    if name == "identity":
        return body
    if name in ("gzip", "x-gzip"):
        if not body.startswith(_PLAIN_GZIP):
            raise CodingError(Said("its gzip header carries more than a header must"))
        return _inflate(body, 16 + zlib.MAX_WBITS)
    if name == "deflate":
        # A raw deflate stream has no header to look at.
        try:
            return _inflate(body, zlib.MAX_WBITS)
        except zlib.error:
            return _inflate(body, -zlib.MAX_WBITS)
    if name == "zstd":
        if not body.startswith(_ZSTD):
            raise CodingError(Said("it does not begin with a zstd frame that is read"))
        return _unpack(body)
    raise CodingError(Said("the coding {name} cannot be undone", name=name[:20]))


def _inflate(body: bytes, wbits: int) -> bytes:
    decoder = zlib.decompressobj(wbits)
    content = decoder.decompress(body, _LIMIT)
    return _whole(content, decoder.unused_data or decoder.unconsumed_tail)


def _unpack(body: bytes) -> bytes:
    """One zstd frame, in pieces so small that none can become more than a few megabytes."""
    decoder = zstandard.ZstdDecompressor(max_window_size=_LIMIT).decompressobj()
    content, position = bytearray(), 0
    while position < len(body) and not decoder.eof and len(content) <= _LIMIT:
        content += decoder.decompress(body[position : position + _PIECE])
        position += _PIECE
    return _whole(bytes(content), decoder.unused_data or body[position:])


def _whole(content: bytes, behind: bytes) -> bytes:
    if behind or len(content) > _LIMIT:
        raise CodingError(Said("there is more behind the end of its stream than is read"))
    return content
