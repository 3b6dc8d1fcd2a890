"""AdGuard's rule syntax for DNS filters: ``||name^`` with subdomains, ``|name^`` without."""

from collections.abc import Iterable, Iterator

from rempart.engines.zonefile.entries import Entry, Heading
from rempart.engines.zonefile.rpz import Zone


def adguard_lines(entries: Iterable[Entry], heading: Heading, _zone: Zone) -> Iterator[str]:
    """One rule a name."""
    yield from (f"! {line}" for line in heading.lines)
    for entry in entries:
        yield f"{'||' if entry.subdomains else '|'}{entry.hostname}^"
