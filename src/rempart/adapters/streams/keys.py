"""Certificates that hold a key that is looked for. Only what is in the leaf is read: a log signs for nothing else."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from rempart.adapters.streams.certificates import LogEntry, names_in
from rempart.ports.streams import Holder

_SEQUENCE, _VERSION = 0x30, 0xA0
# The elements before the key (RFC 5280, 4.1): serial number, algorithm, issuer, validity, subject.
_BEFORE_THE_KEY = 5


def find_holders(entries: Iterable[LogEntry], wanted: frozenset[bytes]) -> Iterator[tuple[int, Holder]]:
    """(number among `entries`, holder) of each whose key is one of `wanted` (SHA-256 of SubjectPublicKeyInfo)."""
    if not wanted:
        return
    for number, entry in enumerate(entries):
        digest = key_digest(entry.signed)
        if digest in wanted:
            names = (name.strip().lower() for name in names_in(entry.signed))
            yield number, Holder(digest.hex(), tuple(dict.fromkeys(name for name in names if "." in name)))


def key_digest(signed: bytes) -> bytes:
    """SHA-256 of the SubjectPublicKeyInfo of a certificate, or of its part to be signed (DER); empty where it is none.

    A walk over eight lengths: to decode the whole certificate takes ten times as long.
    """
    try:
        at, end = _content(signed, 0)
        if signed[at] == _SEQUENCE:  # a whole certificate begins with the part to be signed, that part with a number
            at, end = _content(signed, at)
        if signed[at] == _VERSION:
            _, at = _content(signed, at)
        for _ in range(_BEFORE_THE_KEY):
            _, at = _content(signed, at)
        _, after = _content(signed, at)
    except IndexError:
        return b""
    return sha256(signed[at:after]).digest() if after <= end <= len(signed) else b""


def _content(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at `at` begins and ends."""
    length = data[at + 1]
    if length < 0x80:
        return at + 2, at + 2 + length
    begin = at + 2 + (length & 0x7F)
    return begin, begin + int.from_bytes(data[at + 2 : begin], "big")
