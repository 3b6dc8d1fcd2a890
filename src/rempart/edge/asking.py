"""One question to the resolver beside the agent, and what its answer says.

In: a name. Out: a response code in words. Never: a wait before the question is out; whoever asks before a change can be
sure that the resolver was asked before it heard of the change.
"""

import asyncio
import socket
from collections.abc import Collection

import dns.edns
import dns.exception
import dns.flags
import dns.inet
import dns.message
import dns.name
import dns.rcode

from rempart.kernel.hostname import Hostname
from rempart.ports.naming import Endpoint

NO_ANSWER = "no answer"
REFUSED = "NXDOMAIN"
TRUTH = "NXDOMAIN (zone)"
UNMARKED = "NXDOMAIN (unmarked)"
_ANSWER_S = 1.0
_LARGEST = 65_535  # octets of a datagram
_A, _SOA = 1, 6
_FILTERS = (dns.edns.EDECode.BLOCKED, dns.edns.EDECode.CENSORED, dns.edns.EDECode.FILTERED, dns.edns.EDECode.PROHIBITED)


class Asking:
    """A question that is out when this returns, or never will be. `close` it, or await `answer`, which does."""

    def __init__(self, name: Hostname, resolver: Endpoint) -> None:
        self._query = dns.message.make_query(name, "A", use_edns=0)
        self._socket: socket.socket | None = None
        try:
            self._socket = socket.socket(dns.inet.af_for_address(resolver.address), socket.SOCK_DGRAM)
            self._socket.settimeout(0)
            self._socket.connect((resolver.address, resolver.port))
            self._socket.send(self._query.to_wire())
        except OSError:
            self.close()  # nobody there, or no socket to be had: `answer` says so

    def close(self, _ended: object = None) -> None:
        """Give the question up; also as what a task calls when it ends."""
        if self._socket is not None:
            self._socket.close()

    async def answer(self, ours: Collection[dns.name.Name], within_s: float | None = None) -> str:
        """What the resolver says: a response code, with `NOERROR` followed by the first address where there is one.

        A name that does not exist is `NXDOMAIN` where the answer carries the SOA of one of `ours`, as refusals of BIND
        do, or is of no zone and speaks with authority, as Unbound's, or of a filter (RFC 8914), as PowerDNS's by the
        recipe; `NXDOMAIN (zone)` where it carries another's SOA; else `NXDOMAIN (unmarked)`: a refusal of another
        resolver's, or the word of a name server that leaves the SOA out.
        `no answer` after a second (or `within_s`), where nobody listens, or where it could not be asked.
        """
        if self._socket is None:
            return NO_ANSWER
        try:
            async with asyncio.timeout(within_s or _ANSWER_S):
                return _words(await self._response(self._socket), ours)
        except (TimeoutError, OSError):
            return NO_ANSWER
        finally:
            self.close()

    async def _response(self, connected: socket.socket) -> dns.message.Message:
        loop = asyncio.get_running_loop()
        while True:
            wire = await loop.sock_recv(connected, _LARGEST)
            try:
                response = dns.message.from_wire(wire)
            except dns.exception.DNSException:
                continue  # not what a resolver says; the answer may still come
            if self._query.is_response(response):
                return response


def _words(response: dns.message.Message, ours: Collection[dns.name.Name]) -> str:
    code = dns.rcode.to_text(response.rcode())
    records = [rdata.to_text() for rrset in response.answer for rdata in rrset if rrset.rdtype == _A]
    soas = [rrset.name for rrset in (*response.authority, *response.additional) if rrset.rdtype == _SOA]
    if code != REFUSED:
        return f"{code} {records[0]}" if records else code
    if any(soa in ours for soa in soas):
        return REFUSED
    if soas:
        return TRUTH
    is_marked = response.flags & dns.flags.AA or any(
        isinstance(option, dns.edns.EDEOption) and option.code in _FILTERS for option in response.options
    )
    return REFUSED if is_marked else UNMARKED
