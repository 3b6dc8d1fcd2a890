"""Response policy zones: ``CNAME .`` refuses a name, and ``*.name`` what lies below it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rempart.engines.zonefile.entries import Answer, Entry, Heading, check_owner, drop_covered


@dataclass(frozen=True, slots=True)
class Zone:
    """The zone's name, its time to live, and its SOA timers in seconds.

    `minimum` is the negative TTL at the stub: it bounds how long a lifted block is still felt.
    """

    name: str
    ttl: int = 5
    refresh: int = 60
    retry: int = 10
    expire: int = 86400
    minimum: int = 5

    @property
    def origin(self) -> str:
        """The name with its final dot."""
        return self.name.rstrip(".") + "."

    def soa(self, serial: int) -> str:
        """The data of the SOA record."""
        timers = f"{serial} {self.refresh} {self.retry} {self.expire} {self.minimum}"
        return f"localhost. hostmaster.{self.origin} {timers}"


_TARGETS = {"nxdomain": ".", "nodata": "*.", "pass": "rpz-passthru."}


def record_data(answer: Answer) -> tuple[str, str]:
    """The record type and data that make a resolver answer so."""
    if answer.kind == "address":
        return ("AAAA" if answer.is_ipv6 else "A"), answer.address
    return "CNAME", _TARGETS[answer.kind]


def rpz_lines(entries: Iterable[Entry], heading: Heading, zone: Zone) -> Iterator[str]:
    """The zone as a master file, line by line without line ends; `entries` in canonical order.

    A name that a wider entry above refuses gets none of its own: it would stop that one's wildcard (RFC 4592, 3.3.1).
    Raises NameTooLongError.
    """
    yield from (f"; {line}" for line in heading.lines)
    yield from rpz_head(heading.serial, zone)
    for entry in drop_covered(entries):
        check_owner(entry.hostname, zone.name)
        yield from record_lines(entry)


def rpz_head(serial: int, zone: Zone) -> Iterator[str]:
    """What stands above the entries."""
    yield f"$ORIGIN {zone.origin}"
    yield f"$TTL {zone.ttl}"
    yield f"@ SOA {zone.soa(serial)}"
    yield "@ NS localhost."


def record_lines(entry: Entry) -> Iterator[str]:
    """The lines of one entry: the name, and what lies below it where that is refused too."""
    kind, data = record_data(entry.answer)
    yield f"{entry.hostname} {kind} {data}"
    if entry.subdomains:
        yield f"*.{entry.hostname} {kind} {data}"
