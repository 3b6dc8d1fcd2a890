"""A plain client that speaks to the egress proxy as a browser would, and shows all that a browser would get."""

import asyncio
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import h11

from rempart.adapters.egress.proxy import EgressProxy
from rempart.adapters.egress.upstream import TrustRoots
from rempart.kernel.clock import SystemClock
from rempart.ports.capturing import CaptureLimits, CapturePolicy, Exchange, Refusal

LIMITS = CaptureLimits(navigation_s=120.0, total_s=600.0, requests=10_000, hosts=1_000)
DOCUMENT = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "fr"}
OTHER = {"Accept": "*/*", "Accept-Language": "fr"}


def make_policy(*ports: int, allowed: Sequence[str] = ("127.0.0.0/8",), **changes: object) -> CapturePolicy:
    policy = CapturePolicy(ports=(80, 443, *ports), allowed_networks=tuple(allowed), limits=LIMITS)
    return replace(policy, **changes)  # type: ignore[arg-type]


@dataclass(slots=True)
class Seen:
    """What came through: per request status, headers and body as the browser gets them; and the proxy's records."""

    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    truncations: tuple[str, ...] = ()
    proxy: EgressProxy | None = None

    @property
    def rules(self) -> list[str]:
        return [refusal.rule for refusal in self.refusals]


Request = str | tuple[str, str, Mapping[str, str]]


def fetch(policy: CapturePolicy, *requests: Request, roots: TrustRoots | None = None) -> Seen:
    """Send each request (an address, or method, address and headers) through a new proxy."""
    return asyncio.run(_fetch(policy, requests, roots or TrustRoots()))


async def _fetch(policy: CapturePolicy, requests: Sequence[Request], roots: TrustRoots) -> Seen:
    proxy = EgressProxy(policy=policy, clock=SystemClock(), roots=roots)
    proxy.page_begun = True
    listener = socket.create_server(("127.0.0.1", 0))
    await proxy.serve(listener)
    seen = Seen(proxy=proxy)
    port = listener.getsockname()[1]
    try:
        for request in requests:
            method, url, headers = ("GET", request, DOCUMENT) if isinstance(request, str) else request
            seen.answers.append(await _ask(port, method, url, headers))
    finally:
        await proxy.close()
    seen.exchanges, seen.refusals, seen.truncations = proxy.exchanges, proxy.refusals, proxy.budget.truncations
    return seen


async def _ask(port: int, method: str, url: str, headers: Mapping[str, str]) -> tuple[int, dict[str, str], bytes]:
    scheme, _, rest = url.partition("://")  # by hand: a hostile address must reach the proxy as it is
    netloc, slash, path = rest.partition("/")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    target = url
    if scheme in ("https", "ws"):
        authority = netloc if ":" in netloc else f"{netloc}:{443 if scheme == 'https' else 80}"
        writer.write(f"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        target = slash + path or "/"
    if scheme == "https":
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        await writer.start_tls(context, server_hostname=netloc.partition(":")[0])
    client = h11.Connection(h11.CLIENT)
    request = h11.Request(method=method, target=target, headers=[("Host", netloc or "x"), *headers.items()])
    for event in (request, h11.EndOfMessage()):
        writer.write(client.send(event) or b"")
    status, body = 0, b""
    answer_headers: dict[str, str] = {}
    while not isinstance(got := client.next_event(), h11.EndOfMessage | h11.ConnectionClosed):
        if got is h11.NEED_DATA:
            client.receive_data(await reader.read(65_536))
        elif isinstance(got, h11.Response):
            status = got.status_code
            answer_headers = {name.decode(): value.decode("latin-1") for name, value in got.headers}
        elif isinstance(got, h11.Data):
            body += bytes(got.data)
    writer.close()
    return status, answer_headers, body
