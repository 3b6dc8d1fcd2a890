"""One name a line, for whoever has a tool of their own."""

from collections.abc import Iterable, Iterator

from rempart.engines.zonefile.entries import Entry, Heading
from rempart.engines.zonefile.rpz import Zone


def domain_lines(entries: Iterable[Entry], heading: Heading, _zone: Zone) -> Iterator[str]:
    """The names under a heading of comments."""
    yield from (f"# {line}" for line in heading.lines)
    yield from (entry.hostname for entry in entries)
