"""Undo a response's content codings piece by piece, within bounds.

In: the ``Content-Encoding`` header, then wire bytes. Out: decoded bytes. Never: more output than the bound asked
for at a time, so a bomb costs what the budget allows and no more.
"""

import zlib
from typing import Protocol

import zstandard

from rempart.kernel.errors import InputRejectedError

ACCEPTED = "gzip, deflate, zstd"
RAW_FLOOR = 64  # bytes; a stream that has a header shows it long before


class CodingError(InputRejectedError):
    """The body is not in the coding that its header names, or in one that cannot be undone."""

    code = "captures.content_coding"
    template = "The body cannot be decoded: {problem}."


class Decoder(Protocol):
    """One content coding being undone."""

    def feed(self, data: bytes, bound: int) -> bytes:
        """At most about `bound` decoded bytes of `data` and what came before. Raises CodingError."""
        ...


class _Identity:
    def feed(self, data: bytes, bound: int) -> bytes:
        return data[:bound]


class _Zlib:
    """gzip, and deflate with or without the zlib wrapper that half of the servers leave out."""

    def __init__(self, *, raw_allowed: bool) -> None:
        self._raw_allowed = raw_allowed
        self._state = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._seen = b""  # what came before anything was decoded: the second byte may be the one that tells

    def feed(self, data: bytes, bound: int) -> bytes:
        try:
            decoded = self._state.decompress(data, bound)
        except zlib.error as error:
            if not self._raw_allowed:
                raise CodingError(problem=str(error)) from error
            self._state = zlib.decompressobj(-zlib.MAX_WBITS)
            self._raw_allowed = False
            return self.feed(self._seen + data, bound)
        self._raw_allowed = self._raw_allowed and not decoded and len(self._seen) < RAW_FLOOR
        self._seen = self._seen + data if self._raw_allowed else b""
        return decoded


class _Zstandard:
    def __init__(self) -> None:
        self._state = zstandard.ZstdDecompressor(max_window_size=8 << 20).decompressobj()

    def feed(self, data: bytes, bound: int) -> bytes:
        decoded = bytearray()
        try:
            for start in range(0, len(data), 4096):  # small bites: one call may not blow up before the bound is seen
                decoded += self._state.decompress(data[start : start + 4096])
                if len(decoded) >= bound:
                    break
        except zstandard.ZstdError as error:
            raise CodingError(problem=str(error)) from error
        return bytes(decoded[:bound])


def make_decoder(header: str) -> Decoder:
    """The decoder for a ``Content-Encoding`` value. Raises CodingError for an unknown or a repeated coding."""
    codings = [one for one in (part.strip().lower() for part in header.split(",")) if one not in ("", "identity")]
    if not codings:
        return _Identity()
    if len(codings) > 1:
        raise CodingError(problem=f"it is coded {len(codings)} times ({header[:80]})")
    if codings[0] in ("gzip", "x-gzip"):
        return _Zlib(raw_allowed=False)
    if codings[0] == "deflate":
        return _Zlib(raw_allowed=True)
    if codings[0] == "zstd":
        return _Zstandard()
    raise CodingError(problem=f"the coding {codings[0][:40]} was not asked for")
