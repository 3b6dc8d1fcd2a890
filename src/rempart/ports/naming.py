"""The ports to the DNS: asking a resolver, publishing into zones, and what is known of an address's other names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Protocol

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError
from rempart.kernel.hostname import Hostname

DNS_PORT = 53


class BadEndpointError(InputRejectedError):
    """The text names no server."""

    code = "naming.bad_endpoint"
    template = "{text!r} is no server. Write its address and port as in 192.0.2.53@53."


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a name server answers."""

    address: str
    port: int = DNS_PORT

    @classmethod
    def parse(cls, text: str) -> "Endpoint":
        """``address`` or ``address@port``; an address, never a name. Raises BadEndpointError."""
        address, at, port = text.partition("@")
        try:
            endpoint = cls(address=str(ip_address(address)), port=int(port) if at else DNS_PORT)
        except ValueError as error:
            raise BadEndpointError(text=text) from error
        if not 0 < endpoint.port < 1 << 16:
            raise BadEndpointError(text=text)
        return endpoint

    def __str__(self) -> str:
        return f"{self.address}@{self.port}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one resolver: `records` in presentation form, aliases before what they lead to.

    `extended_errors` are (code, text) pairs of RFC 8914.
    """

    name: str
    record_type: str
    response_code: str
    records: tuple[str, ...]
    elapsed_ms: float
    extended_errors: tuple[tuple[int, str], ...] = ()


class ResolverUnavailableError(OutsideUnavailableError):
    """The resolver did not answer in time."""

    code = "naming.resolver_unavailable"
    template = "The resolver {resolver} did not answer for {name}: {problem}. Check its address in rempart.toml."


class Resolver(Protocol):
    """One recursive resolver."""

    @property
    def label(self) -> str:
        """What the operator calls it."""
        ...

    @property
    def endpoint(self) -> Endpoint:
        """Where it answers."""
        ...

    def resolve(self, name: str, record_type: str = "A") -> Answer:
        """Ask once, with one retry. Raises ResolverUnavailableError."""
        ...


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """One name to refuse (`blocked`) or to let go. `subdomains` adds or removes ``*.name`` too.

    `policy` is ``nxdomain``, ``nodata`` or an address of the information page.
    """

    hostname: Hostname
    blocked: bool
    policy: str = "nxdomain"
    subdomains: bool = True


@dataclass(frozen=True, slots=True)
class ZoneReceipt:
    """The primary's acknowledgement: the serial that carries the change."""

    zone: str
    serial: int
    applied_at: datetime


class PublicationFailedError(OutsideUnavailableError):
    """The primary refused or did not answer; the order stays in force and is published again."""

    code = "publications.failed"
    template = "The zone {zone} at {primary} did not take the change: {problem}. It is retried; see `rempart doctor`."


class PrimarySilentError(PublicationFailedError):
    """The primary did not answer at all: to say less, or another name, would be in vain too."""


class ZonePublisher(Protocol):
    """The primary server of the response policy zone (RFC 2136 with TSIG, RFC 8945)."""

    def apply(self, changes: Sequence[ZoneChange]) -> ZoneReceipt:
        """Make all changes, in as few updates as hold them. Doing it twice changes nothing.

        Raises PublicationFailedError; PrimarySilentError where that is the reason.
        """
        ...

    def list_blocked(self) -> tuple[ZoneChange, ...]:
        """What the zone refuses now, by AXFR, sorted by name. Raises PublicationFailedError."""
        ...

    def settle(self, older: Sequence[Hostname]) -> int:
        """Move these names to where the mass is kept, if it is kept apart; how many moves were finished.

        Raises PublicationFailedError.
        """
        ...


class PassiveDnsUnreadableError(InputRejectedError):
    """The passive DNS file is missing or half written; no order is judged without it."""

    code = "naming.passive_dns_unreadable"
    template = "{path}, line {line}: {problem}. Expected one JSON object a line (Common Output Format)."


class CoHosting(Protocol):
    """What else lives on an address, from passive DNS; never asked of the site itself."""

    def names_on(self, address: str) -> tuple[Hostname, ...]:
        """Hostnames seen on the address, sorted, at most 1,000. Raises PassiveDnsUnreadableError."""
        ...

    def homes_below(self, hostname: str) -> Mapping[Hostname, frozenset[str]]:
        """Each name one label below the hostname, with every address that it or what lies below it was seen on; at most
        1,000. Raises PassiveDnsUnreadableError."""
        ...


class PassiveNames(Protocol):
    """What passive sources know of a hostname; asking them tells nobody anything."""

    def signs_of(self, hostname: str) -> tuple[tuple[str, str], ...]:
        """(``name-server`` or ``address``, value) of the hostname, or of the nearest name above it that has servers.

        Raises PassiveDnsUnreadableError.
        """
        ...
