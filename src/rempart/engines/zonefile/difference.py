"""What must change to make one list another, and serial numbers that wrap (RFC 1982)."""

from collections.abc import Iterable
from dataclasses import dataclass

from rempart.kernel.hostname import Hostname

_MODULUS = 1 << 32
_HALF = 1 << 31


@dataclass(frozen=True, slots=True)
class Difference:
    """`missing` should be in the zone and are not; `surplus` are in it and should not be. Both sorted."""

    missing: tuple[Hostname, ...]
    surplus: tuple[Hostname, ...]


def compare(wanted: Iterable[Hostname], found: Iterable[Hostname]) -> Difference:
    """The difference between the names that should be refused and those that are."""
    wanted_names, found_names = frozenset(wanted), frozenset(found)
    return Difference(
        missing=tuple(sorted(wanted_names - found_names)), surplus=tuple(sorted(found_names - wanted_names))
    )


def next_serial(serial: int) -> int:
    """The serial after `serial`; 0 is left out, because some servers take it for none."""
    return (serial + 1) % _MODULUS or 1


def is_newer(serial: int, than: int) -> bool:
    """Whether `serial` comes after `than` on the circle of 32 bits."""
    return 0 < (serial - than) % _MODULUS < _HALF
