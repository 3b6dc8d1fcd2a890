"""Names to addresses, once per capture: what was answered first is what every later connection uses (pinning).

In: a host as the browser names it. Out: the pinned addresses, or the rule that refuses the host; every answer as a
`DnsFact`. Never: the system's own resolution of a name while connecting, which could answer differently.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

import dns.asyncresolver
import dns.exception
import dns.message
import dns.rcode
import dns.resolver

from rempart.adapters.egress.addresses import Network, find_host_refusal, find_refusal, parse_literal
from rempart.kernel.clock import Clock
from rempart.kernel.hostname import parse_hostname
from rempart.ports.capturing import DnsFact

LOOKUP_S = 5.0
MAX_ADDRESSES = 16


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a host's connections go. `refused` is the rule that forbids it; `problem` why there is no address.

    `exists` False: the name servers say that there is no such name or no address of it, rather than not answering.
    """

    addresses: tuple[str, ...] = ()
    refused: str = ""
    problem: str = ""
    exists: bool = True


class PinnedResolver:
    """Resolves every host once. `server` is ``address@port``, None for the system's resolvers."""

    def __init__(self, *, server: str | None, allowed: tuple[Network, ...], clock: Clock) -> None:
        self._resolver, self._server = _make_resolver(server)
        self._allowed = allowed
        self._clock = clock
        self._pins: dict[str, asyncio.Task[Pin]] = {}
        self.facts: list[DnsFact] = []

    async def pin(self, host: str) -> Pin:
        """The addresses of `host` (a name, or an address without brackets), the same at every call."""
        if host not in self._pins:
            self._pins[host] = asyncio.create_task(self._resolve(host))
        return await asyncio.shield(self._pins[host])

    def knows(self, host: str) -> bool:
        """Whether the host was asked for before."""
        return host in self._pins

    async def name_servers(self, name: str) -> tuple[str, ...]:
        """The name servers that `name` itself has, sorted; none where it is no zone's top or nothing answers."""
        hosts, _ = await self._ask(name, "NS")
        return tuple(sorted(hosts))

    async def ask_zone(self, host: str) -> None:
        """Ask for the name servers of the zone that `host` lies in and for its mail servers: facts alone."""
        if parse_literal(host) is not None or find_host_refusal(host, self._allowed):
            return
        name = host.rstrip(".").lower()
        while name.count("."):
            if await self.name_servers(name):
                await self._ask(name, "MX")
                return
            name = name.partition(".")[2]

    async def _resolve(self, host: str) -> Pin:
        refused = find_host_refusal(host, self._allowed)
        if refused:
            return Pin(refused=refused)
        literal = parse_literal(host)
        if literal is not None:
            return Pin(addresses=(literal,))
        name = parse_hostname(host)
        found = await asyncio.gather(self._ask(name, "A"), self._ask(name, "AAAA"))
        return self._judge(name, [address for addresses, _ in found for address in addresses], found[0][1])

    def _judge(self, name: str, addresses: list[str], problem: str) -> Pin:
        """All answers count: one forbidden address among good ones refuses the name (rebinding by mixed answers)."""
        for address in addresses:
            refused = find_refusal(address, self._allowed)
            if refused:
                return Pin(refused=f"{name}: {refused}")
        if not addresses:
            return Pin(problem=f"{name} has no address ({problem})", exists=problem not in ("NXDOMAIN", "NOERROR"))
        return Pin(addresses=tuple(addresses[:MAX_ADDRESSES]))

    async def _ask(self, name: str, record_type: str) -> tuple[list[str], str]:
        at = self._clock.now()
        records: tuple[str, ...] = ()
        addresses: list[str] = []
        try:
            answer = await self._resolver.resolve(name, record_type, raise_on_no_answer=False, search=False)
            code = dns.rcode.to_text(answer.response.rcode())
            records = _present(answer.response)
            addresses = [_value(record) for record in answer.rrset or ()]
        except dns.resolver.NXDOMAIN as error:
            code = "NXDOMAIN"
            responses: dict[object, dns.message.Message] = error.kwargs["responses"]  # (a method of it is untyped)
            records = tuple(record for response in responses.values() for record in _present(response))
        except dns.resolver.NoNameservers:
            code = "SERVFAIL"
        except dns.exception.Timeout:
            code = "no answer"
        except dns.exception.DNSException as error:
            code = type(error).__name__
        refused = ""
        if record_type in {"A", "AAAA"}:
            refused = next((why for why in (find_refusal(one, self._allowed) for one in addresses) if why), "")
        self.facts.append(DnsFact(name, record_type, records, code, self._server, at, refused))
        return addresses, code


def _value(record: Any) -> str:
    """The address of an A or AAAA record, the host of an NS or MX record."""
    if hasattr(record, "address"):
        return str(record.address)
    host = record.target if hasattr(record, "target") else record.exchange
    return str(host.to_text(omit_final_dot=True)).lower()


def _make_resolver(server: str | None) -> tuple[dns.asyncresolver.Resolver, str]:
    resolver = dns.asyncresolver.Resolver(configure=server is None)
    if server is not None:
        address, _, port = server.partition("@")
        resolver.nameservers = [address]
        resolver.port = int(port or 53)
    resolver.lifetime = LOOKUP_S
    return resolver, server or ",".join(str(one) for one in resolver.nameservers)


def _present(response: dns.message.Message) -> tuple[str, ...]:
    return tuple(line for rrset in response.answer for line in rrset.to_text().splitlines())
