"""Squid: a file for ``acl … dstdomain``; ``.name`` covers subdomains."""

from collections.abc import Iterable, Iterator

from rempart.engines.zonefile.entries import Entry, Heading, drop_covered
from rempart.engines.zonefile.rpz import Zone


def squid_lines(entries: Iterable[Entry], heading: Heading, _zone: Zone) -> Iterator[str]:
    """One name a line. Names below a listed one are left out: Squid complains of both and keeps neither order."""
    yield from (f"# {line}" for line in heading.lines)
    for entry in drop_covered(entries):
        yield f"{'.' if entry.subdomains else ''}{entry.hostname}"
