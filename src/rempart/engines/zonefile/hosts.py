"""The hosts file: every machine has one. It cannot refuse subdomains, and it cannot say that a name is not there."""

from collections.abc import Iterable, Iterator

from rempart.engines.zonefile.entries import Entry, Heading
from rempart.engines.zonefile.rpz import Zone

_NOWHERE = ("0.0.0.0", "::")  # noqa: S104 (the unspecified address: connections to it fail at once)


def hosts_lines(entries: Iterable[Entry], heading: Heading, _zone: Zone) -> Iterator[str]:
    """Each name at the unspecified address of both families, or at its block page."""
    yield from (f"# {line}" for line in heading.lines)
    for entry in entries:
        addresses = (entry.answer.address,) if entry.answer.kind == "address" else _NOWHERE
        yield from (f"{address} {entry.hostname}" for address in addresses)
