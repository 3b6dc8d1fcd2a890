"""The forms of a list. A new form is one writer file and one row here.

A form that cannot say "this name but nothing below it" leaves such entries out rather than refuse too much;
`exact_names` tells, and the list says so in its heading.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rempart.engines.zonefile.adguard import adguard_lines
from rempart.engines.zonefile.dnsmasq import dnsmasq_lines
from rempart.engines.zonefile.domains import domain_lines
from rempart.engines.zonefile.entries import Entry, Heading, sort_entries
from rempart.engines.zonefile.hosts import hosts_lines
from rempart.engines.zonefile.rpz import Zone, rpz_lines
from rempart.engines.zonefile.squid import squid_lines
from rempart.engines.zonefile.unbound import unbound_lines
from rempart.kernel.errors import InputRejectedError

Writer = Callable[[Iterable[Entry], Heading, Zone], Iterator[str]]


class UnknownFormatError(InputRejectedError):
    """No writer has that name."""

    code = "zonefile.unknown_format"
    template = "There is no list format {name!r}. Known: {known}."


@dataclass(frozen=True, slots=True)
class ListFormat:
    """One form: its writer, and what the file is called. `exact_names`: it can refuse a name without its subdomains;
    `subdomains`: it can refuse them at all."""

    name: str
    write: Writer
    filename: str
    exact_names: bool = True
    subdomains: bool = True


FORMATS: Mapping[str, ListFormat] = {
    form.name: form
    for form in (
        ListFormat("rpz", rpz_lines, "rempart.rpz"),
        ListFormat("domains", domain_lines, "rempart-domains.txt", subdomains=False),
        ListFormat("hosts", hosts_lines, "rempart-hosts.txt", subdomains=False),
        ListFormat("dnsmasq", dnsmasq_lines, "rempart-dnsmasq.conf", exact_names=False),
        ListFormat("adguard", adguard_lines, "rempart-adguard.txt"),
        ListFormat("squid", squid_lines, "rempart-squid.acl"),
        ListFormat("unbound", unbound_lines, "rempart-unbound.conf", exact_names=False),
    )
}


def get_format(name: str) -> ListFormat:
    """The form of that name. Raises UnknownFormatError."""
    if name not in FORMATS:
        raise UnknownFormatError(name=name, known=", ".join(FORMATS))
    return FORMATS[name]


def write_list(name: str, entries: Iterable[Entry], heading: Heading, zone: Zone) -> Iterator[str]:
    """The list in the form `name`, line by line, each with its line end. Raises UnknownFormatError."""
    form = get_format(name)
    return (f"{line}\n" for line in form.write(sort_entries(entries), heading, zone))
