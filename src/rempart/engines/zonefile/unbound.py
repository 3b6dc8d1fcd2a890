"""Unbound without a policy zone: one ``local-zone`` a name, for ``include:`` below ``server:``."""

from collections.abc import Iterable, Iterator

from rempart.engines.zonefile.entries import Entry, Heading
from rempart.engines.zonefile.rpz import Zone


def unbound_lines(entries: Iterable[Entry], heading: Heading, _zone: Zone) -> Iterator[str]:
    """One zone a name; names without their subdomains are left out, because a local zone covers both."""
    yield from (f"# {line}" for line in heading.lines)
    yield "# Orders for a single name without its subdomains are not in this form."
    for entry in entries:
        if not entry.subdomains:
            continue
        if entry.answer.kind == "address":
            kind = "AAAA" if entry.answer.is_ipv6 else "A"
            yield f'local-zone: "{entry.hostname}." redirect'
            yield f'local-data: "{entry.hostname}. 5 IN {kind} {entry.answer.address}"'
        else:
            yield f'local-zone: "{entry.hostname}." always_{entry.answer.kind}'
