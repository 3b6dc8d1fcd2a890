"""Timestamp tokens put together by hand, as careless and as hostile authorities make them."""

from collections.abc import Callable

from cryptography.hazmat.primitives.serialization import Encoding

from rempart.verification.der import Value, read_value
from tests.fakes.timestamps import OpenSslAuthority

CERTIFICATES = 0xA0


def encode(tag: int, content: bytes) -> bytes:
    """One DER value."""
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content


def rebuild(
    value: Value, change: Callable[[tuple[int, ...], Value], bytes | None], path: tuple[int, ...] = ()
) -> bytes:
    """`value` encoded anew; where `change(path, part)` returns bytes they stand for that part."""
    changed = change(path, value)
    if changed is not None:
        return changed
    if not value.tag & 0x20:
        return value.whole
    parts = (rebuild(part, change, (*path, number)) for number, part in enumerate(value.children()))
    return encode(value.tag, b"".join(parts))


def with_extra_certificate_first(authority: OpenSslAuthority, digest: bytes, query: bytes | None = None) -> bytes:
    """A true token whose certificate set holds the root too, in the order that DER forbids."""
    response = authority.answer(query) if query else authority.stamp(digest).response
    root = authority.root.public_bytes(Encoding.DER)

    def change(path: tuple[int, ...], value: Value) -> bytes | None:
        if len(path) == 4 and value.tag == CERTIFICATES:
            return encode(CERTIFICATES, b"".join(sorted([value.content, root], reverse=True)))
        return None

    return rebuild(read_value(response), change)
