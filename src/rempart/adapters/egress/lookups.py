"""Names to addresses, once per capture: what was answered first is what every later connection uses (pinning).

In: a host as the browser names it. Out: the pinned addresses, or the rule that refuses the host; every answer as a
`DnsFact`. Never: the system's own resolution of a name while connecting, which could answer differently; an address
that no connection may go to among the pinned ones, wherever in the answers it stood.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import dns.asyncresolver
import dns.exception
import dns.message
import dns.rcode
import dns.resolver

from rempart.adapters.egress.addresses import Network, admit, find_host_refusal, parse_literal
from rempart.kernel.clock import Clock
from rempart.kernel.hostname import parse_hostname
from rempart.ports.capturing import LEFT_OUT_BETWEEN, DnsFact

LOOKUP_S = 5.0
MAX_ADDRESSES = 16
_ANSWERED = ("NXDOMAIN", "NOERROR")  # the name servers have said that there is nothing
MOST_TOLD = 4  # addresses in the sentence that refuses a name; its look-ups name all


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a host's connections go. `refused` is the rule that forbids it; `problem` why there is no address.

    `left_out` are the addresses that the name was answered with too and that no connection may go to.
    `exists` False: the name servers say that there is no such name or no address of it, rather than not answering.
    """

    addresses: tuple[str, ...] = ()
    refused: str = ""
    problem: str = ""
    exists: bool = True
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answered:
    """What one question brought: of addresses those that a connection may go to, and `left_out`, with the rule against
    each, those that none may."""

    values: tuple[str, ...]
    code: str
    left_out: tuple[tuple[str, str], ...] = ()


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
        return tuple(sorted((await self._ask(name, "NS")).values))

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
        return _pin(name, await asyncio.gather(self._ask(name, "A"), self._ask(name, "AAAA")))

    async def _ask(self, name: str, record_type: str) -> _Answered:
        at = self._clock.now()
        records: tuple[str, ...] = ()
        values: list[str] = []
        try:
            answer = await self._resolver.resolve(name, record_type, raise_on_no_answer=False, search=False)
            code = dns.rcode.to_text(answer.response.rcode())
            records = _present(answer.response)
            values = [_value(record) for record in answer.rrset or ()]
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
        answered = _Answered(tuple(values), code)
        if record_type in {"A", "AAAA"}:
            admitted = admit(values, self._allowed)
            answered = _Answered(admitted.addresses, code, admitted.left_out)
        refused = LEFT_OUT_BETWEEN.join(rule for _, rule in answered.left_out)
        self.facts.append(DnsFact(name, record_type, records, code, self._server, at, refused))
        return answered


def _pin(name: str, found: Sequence[_Answered]) -> Pin:
    """What is admitted of all answers; without any, the rules against them, or why there is no answer."""
    in_turn = zip_longest(*(one.values for one in found))  # many of one family hide none of the other
    addresses = tuple(address for pair in in_turn for address in pair if address)
    left_out = dict(pair for one in found for pair in one.left_out)
    if addresses:
        return Pin(addresses=addresses[:MAX_ADDRESSES], left_out=tuple(left_out))
    if left_out:
        told = [*list(left_out.values())[:MOST_TOLD], *(["…"] if len(left_out) > MOST_TOLD else [])]
        return Pin(refused=f"{name} has no public address: {LEFT_OUT_BETWEEN.join(told)}", left_out=tuple(left_out))
    codes = [one.code for one in found]
    failed = [code for code in codes if code not in _ANSWERED and "NXDOMAIN" not in codes]
    return Pin(problem=f"{name} has no address ({(failed or codes)[0]})", exists=bool(failed))


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
