"""One recursive resolver, asked by plain DNS: the `Resolver` port."""

import time

import dns.edns
import dns.exception
import dns.message
import dns.query
import dns.rcode

from rempart.ports.naming import Answer, Endpoint, ResolverUnavailableError

_PAYLOAD = 1232
_TRIES = 2


class DnsResolver:
    """Asks `endpoint` with EDNS, so that extended errors (RFC 8914) come back; TCP where an answer is cut off."""

    def __init__(self, label: str, endpoint: Endpoint, *, timeout_s: float = 2.0, tries: int = _TRIES) -> None:
        self._label = label
        self._endpoint = endpoint
        self._timeout_s = timeout_s
        self._tries = tries

    @property
    def label(self) -> str:
        """What the operator calls it."""
        return self._label

    @property
    def endpoint(self) -> Endpoint:
        """Where it answers."""
        return self._endpoint

    def resolve(self, name: str, record_type: str = "A") -> Answer:
        """Ask once, with one retry. Raises ResolverUnavailableError."""
        problem = ""
        for _ in range(self._tries):
            started = time.perf_counter()
            try:
                response = self._ask(name, record_type)
            except dns.exception.Timeout:
                problem = f"no answer within {self._timeout_s:g} s"
            except (dns.exception.DNSException, OSError) as error:
                problem = str(error) or type(error).__name__
            else:
                return _answer(name, record_type, response, (time.perf_counter() - started) * 1000)
        raise ResolverUnavailableError(resolver=f"{self._label} ({self._endpoint})", name=name, problem=problem)

    def _ask(self, name: str, record_type: str) -> dns.message.Message:
        query = dns.message.make_query(name, record_type, use_edns=0, payload=_PAYLOAD)
        response, _ = dns.query.udp_with_fallback(
            query, self._endpoint.address, timeout=self._timeout_s, port=self._endpoint.port
        )
        return response


def _answer(name: str, record_type: str, response: dns.message.Message, elapsed_ms: float) -> Answer:
    return Answer(
        name=name,
        record_type=record_type,
        response_code=dns.rcode.to_text(response.rcode()),
        records=tuple(rdata.to_text() for rrset in response.answer for rdata in rrset),
        elapsed_ms=elapsed_ms,
        extended_errors=tuple(
            (int(option.code), option.text or "")
            for option in response.options
            if isinstance(option, dns.edns.EDEOption)
        ),
    )
