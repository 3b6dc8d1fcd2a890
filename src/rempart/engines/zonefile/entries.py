"""One refused name, and the heading that every list begins with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address

from rempart.kernel.errors import InputRejectedError
from rempart.kernel.hostname import Hostname

_MAX_WIRE = 255
_TRIGGER = "rpz-"


class UnknownAnswerError(InputRejectedError):
    """The word for what to answer is none of the three."""

    code = "zonefile.unknown_answer"
    template = "{text!r} is no answer for a refused name. Use nxdomain, nodata, or the address of a block page."


class NameTooLongError(InputRejectedError):
    """The name and the zone's own name together do not fit into a DNS name."""

    code = "zonefile.name_too_long"
    template = "{name} is too long to stand in the zone {zone}. Use a zone with a shorter name."


class PolicyTriggerError(InputRejectedError):
    """In a policy zone the name would be none, but a network or a name server (rpz-ip, rpz-nsdname and others)."""

    code = "zonefile.policy_trigger"
    template = "{name} would refuse addresses or name servers in a policy zone, not a name. Order a name."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a resolver says instead: `kind` is ``nxdomain``, ``nodata`` or ``address`` (then `address` is set).

    ``pass`` says that zones after this one are not asked about the name. It is never an order's; see `PASS`.
    """

    kind: str = "nxdomain"
    address: str = ""

    @property
    def text(self) -> str:
        """What `parse_answer` reads it from, an address in its usual form."""
        return self.address or self.kind

    @property
    def is_ipv6(self) -> bool:
        """Whether `address` is one of IPv6."""
        return ":" in self.address


# Lifts a name that a later policy zone still holds, until that zone is written anew.
PASS = Answer(kind="pass")


@dataclass(frozen=True, slots=True)
class Entry:
    """One refused name; `subdomains` refuses everything below it too."""

    hostname: Hostname
    subdomains: bool = True
    answer: Answer = Answer()


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the top of a list as comments. `serial` counts changes, `made_at` is the last one's time."""

    title: str
    serial: int
    made_at: datetime
    contact: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The heading's lines without any comment sign; line breaks in the operator's texts are flattened."""
        made = f"{self.made_at:%Y-%m-%dT%H:%M:%SZ}"
        texts = [self.title, f"serial {self.serial}, {made}", self.contact]
        return tuple(" ".join(text.split()) for text in texts if text)


def parse_answer(text: str) -> Answer:
    """``nxdomain``, ``nodata`` or an IP address. Raises UnknownAnswerError."""
    if text in ("nxdomain", "nodata"):
        return Answer(kind=text)
    try:
        return Answer(kind="address", address=str(ip_address(text)))
    except ValueError as error:
        raise UnknownAnswerError(text=text) from error


def check_owner(hostname: Hostname, zone: str) -> None:
    """Whether the name can stand in the policy zone as a name and as nothing else.

    Raises NameTooLongError where ``*.hostname.zone`` is longer than 255 bytes on the wire, and PolicyTriggerError for
    the endings that mean addresses and name servers there: one of those would refuse everything on a network.
    """
    if hostname.rpartition(".")[2].startswith(_TRIGGER):
        raise PolicyTriggerError(name=hostname)
    if len(f"*.{hostname}.{zone.rstrip('.')}") + 2 > _MAX_WIRE:
        raise NameTooLongError(name=hostname, zone=zone)


def sort_entries(entries: Iterable[Entry]) -> list[Entry]:
    """The entries in canonical order (RFC 4034, 6.1): by labels from the right, so that a parent comes first."""
    return sorted(entries, key=lambda entry: entry.hostname.split(".")[::-1])


def drop_covered(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Leave out what a parent entry already covers; `entries` in canonical order."""
    covering = ""
    for entry in entries:
        if covering and entry.hostname.endswith(covering):
            continue
        if entry.subdomains:
            covering = f".{entry.hostname}"
        yield entry
