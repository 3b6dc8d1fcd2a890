"""Which addresses a stranger's name may lead to: the global Internet, and what the policy opens on purpose.

In: a host as text, or what a name was answered with. Out: an empty string, or the rule that forbids it; of an answer
what is left of it. Never: a look-up or a packet; what a name resolves to is judged when it is known. Whatever connects
to where a stranger's name points (captures, sweeps, former addresses, probes) asks here (decision 0014).
Source: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates), as of November 2026.
"""

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from rempart.kernel.hostname import NotAHostnameError, parse_hostname

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_SPECIAL_V4 = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private use",
    "100.64.0.0/10": "carrier-grade NAT",
    "127.0.0.0/8": "loopback",
    "168.63.129.16/32": "cloud platform service",
    "169.254.0.0/16": "link-local, cloud metadata",
    "172.16.0.0/12": "private use",
    "192.0.0.0/24": "IETF protocol assignments",
    "192.0.2.0/24": "documentation",
    "192.31.196.0/24": "AS112",
    "192.52.193.0/24": "AMT",
    "192.88.99.0/24": "6to4 relay",
    "192.168.0.0/16": "private use",
    "192.175.48.0/24": "AS112",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved, broadcast",
}
_SPECIAL_V6 = {
    "2001::/23": "IETF protocol assignments, Teredo, ORCHID",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4",
    "2620:4f:8000::/48": "AS112",
    "3ffe::/16": "former 6bone",
    "3fff::/20": "documentation",
}
_GLOBAL_V6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP_MARKS = (0x0000_5EFE, 0x0200_5EFE)
_LAST_LABEL_NUMERIC = re.compile(r"(?:.*\.)?(?:0[xX][0-9a-fA-F]*|[0-9]+)\.?\Z")
_V4_RULES = tuple((IPv4Network(network), rule) for network, rule in _SPECIAL_V4.items())
_V6_RULES = tuple((IPv6Network(network), rule) for network, rule in _SPECIAL_V6.items())


@dataclass(frozen=True, slots=True)
class Admitted:
    """What a name was answered with, judged: each of `addresses` may be connected to, in the order of the answer.

    `left_out` holds the others, each with the rule against it.
    """

    addresses: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """The networks written in CIDR form. Raises ValueError for anything else."""
    return tuple(ip_network(text) for text in texts)


def parse_literal(host: str) -> str | None:
    """The address that `host` is, in canonical form; None where it is a name."""
    try:
        return str(ip_address(host))
    except ValueError:
        return None


def find_host_refusal(host: str, allowed: Iterable[Network] = ()) -> str:
    """Why `host`, an address or a name, may not be asked for; empty where it may, as far as its text tells."""
    literal = parse_literal(host)
    if literal is not None:
        return find_refusal(literal, allowed)
    if _LAST_LABEL_NUMERIC.match(host):  # 0x7f.1, 2130706433, 127.1: forms that other parsers read as addresses
        return f"{host} is an address in an unusual form"
    try:
        parse_hostname(host)
    except NotAHostnameError as error:
        return error.message
    return ""


def admit(answered: Iterable[str], allowed: Iterable[Network] = ()) -> Admitted:
    """The addresses of one name, each judged alone and once.

    Whoever made the name could have given the admitted ones alone: what stands beside them opens nothing, and closes
    nothing either.
    """
    allowed = tuple(allowed)
    judged = {address: find_refusal(address, allowed) for address in answered}
    return Admitted(
        addresses=tuple(address for address, rule in judged.items() if not rule),
        left_out=tuple((address, rule) for address, rule in judged.items() if rule),
    )


def find_refusal(text: str, allowed: Iterable[Network] = ()) -> str:
    """Why no connection may go to the address `text`; empty where it may.

    `allowed` opens networks on purpose; it holds for the address as written, never for a form that embeds it.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return f"{text} is no address in canonical form"
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return f"{text} names an interface"
    if any(address.version == network.version and address in network for network in allowed):
        return ""
    refused = _find_v4_refusal(address) if isinstance(address, IPv4Address) else _find_v6_refusal(address)
    if not refused and _is_own(address):
        return f"{address} is this machine"
    return refused


def _is_own(address: Address) -> bool:
    """Whether this machine has `address`. Asked at each call: addresses come and go.

    A socket can be bound to what an interface has and to nothing else, unless the kernel is told to bind to anything
    (ip_nonlocal_bind, ip(7)). Then an address for documents can be bound too, and what is ours cannot be told.
    """
    nobodys = IPv4Address("192.0.2.1") if isinstance(address, IPv4Address) else IPv6Address("2001:db8::1")
    return _can_bind(address) and not _can_bind(nobodys)


def _can_bind(address: Address) -> bool:
    family = socket.AF_INET if isinstance(address, IPv4Address) else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((str(address), 0))
    except OSError:
        return False
    return True


def _find_v4_refusal(address: IPv4Address) -> str:
    for network, rule in _V4_RULES:
        if address in network:
            return f"{address} is in {network} ({rule})"
    return ""


def _find_v6_refusal(address: IPv6Address) -> str:
    if address in _NAT64:  # RFC 6052: what counts is where the translator will connect to
        inner = _find_v4_refusal(IPv4Address(int(address) & 0xFFFF_FFFF))
        return f"{address} translates to a forbidden address: {inner}" if inner else ""
    if address not in _GLOBAL_V6:  # loopback, mapped and compatible IPv4, unique local, link-local, multicast, NAT64/48
        return f"{address} is not global unicast (2000::/3)"
    for network, rule in _V6_RULES:
        if address in network:
            return f"{address} is in {network} ({rule})"
    interface = int(address) & 0xFFFF_FFFF_FFFF_FFFF
    if interface >> 32 in _ISATAP_MARKS:
        return f"{address} is an ISATAP address"
    return ""
