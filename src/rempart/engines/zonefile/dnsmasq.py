"""dnsmasq: ``local=/name/`` answers that the name and everything below it is not there."""

from collections.abc import Iterable, Iterator

from rempart.engines.zonefile.entries import Entry, Heading
from rempart.engines.zonefile.rpz import Zone


def dnsmasq_lines(entries: Iterable[Entry], heading: Heading, _zone: Zone) -> Iterator[str]:
    """One line a name; names without their subdomains are left out, because dnsmasq cannot say that."""
    yield from (f"# {line}" for line in heading.lines)
    yield "# Orders for a single name without its subdomains are not in this form."
    for entry in entries:
        if not entry.subdomains:
            continue
        if entry.answer.kind == "address":
            yield f"address=/{entry.hostname}/{entry.answer.address}"
        else:
            yield f"local=/{entry.hostname}/"
