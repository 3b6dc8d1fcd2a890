"""Forgeries of our own exhibits, made when the tests run: every family is one way to lie, every lie must be found.

A forgery names the checks of which at least one must fail: rejected for the right reason, not by luck. Some forgers
have the file alone, some seal with a key of their own; those of `insiders` hold the true key, so that only what the
exhibit says of itself can give them away.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from rempart.adapters.exhibit.warc import Record
from tests.factories.exhibits import Workshop


@dataclass(frozen=True, slots=True)
class Forgery:
    """One lie. `codes` empty: the file must be unreadable."""

    family: str
    name: str
    content: bytes
    codes: frozenset[str]


Family = Callable[[Workshop, bytes], Iterator[tuple[str, bytes, str]]]


def forge(family: Family, workshop: Workshop, sealed: bytes) -> list[Forgery]:
    """Every forgery of `family` on the sound exhibit `sealed`."""
    name = family.__name__.removeprefix("forge_")
    return [Forgery(name, what, content, frozenset(codes.split())) for what, content, codes in family(workshop, sealed)]


def change_records(records: list[Record], prefix: str, **changes: Any) -> list[Record]:
    """`records`, with `changes` in those whose address begins with `prefix`."""
    return [replace(record, **changes) if record.uri.startswith(prefix) else record for record in records]


def flip(content: bytes, bit: int) -> bytes:
    """`content` with one bit turned."""
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
