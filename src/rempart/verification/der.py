"""A reader of DER (X.690) just large enough for what `rfc3161-client` does not show of a timestamp token."""

from collections.abc import Iterator
from dataclasses import dataclass

from rempart.verification.said import Said


class DerError(Exception):
    """The bytes are no DER of definite length."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value: `tag` as its first byte, `start` of its header, `body` and `end` as offsets into `source`."""

    source: bytes
    tag: int
    start: int
    body: int
    end: int

    @property
    def content(self) -> bytes:
        """The bytes without the header."""
        return self.source[self.body : self.end]

    @property
    def whole(self) -> bytes:
        """The bytes with the header."""
        return self.source[self.start : self.end]

    def children(self) -> list["Value"]:
        """The values inside a constructed value. Raises DerError."""
        return list(_walk(self.source, self.body, self.end))

    def child(self, number: int) -> "Value":
        """The value inside at place `number` from 0. Raises DerError where there is none."""
        inside = self.children()
        if number >= len(inside):
            raise DerError(Said("a value has fewer parts than it should"))
        return inside[number]


def read_value(source: bytes) -> Value:
    """The one value that `source` is. Raises DerError for anything before or after it."""
    values = list(_walk(source, 0, len(source)))
    if len(values) != 1:
        raise DerError(Said("there is more than one value"))
    return values[0]


def _walk(source: bytes, start: int, end: int) -> Iterator[Value]:
    while start < end:
        value = _read(source, start, end)
        yield value
        start = value.end


def _read(source: bytes, start: int, limit: int) -> Value:
    if start + 2 > limit or source[start] & 0x1F == 0x1F:
        raise DerError(Said("a header is cut off or has a long tag"))
    length, body = source[start + 1], start + 2
    if length & 0x80:
        count = length & 0x7F
        if not 1 <= count <= 4 or body + count > limit:
            raise DerError(Said("a length is indefinite or cut off"))
        length = int.from_bytes(source[body : body + count], "big")
        body += count
    if body + length > limit:
        raise DerError(Said("a value is longer than what holds it"))
    return Value(source, source[start], start, body, body + length)
