"""One connection to one pinned address, with what its handshake showed.

In: scheme, host, port and the pinned addresses. Out: a connection that speaks HTTP/1.1, its peer and `TlsFact`.
Never: a name resolved here, an address that was not pinned, a certificate problem passed over in silence: it is
recorded, and the page is captured all the same, because a bad certificate is a fact about the site.
"""

import asyncio
import ssl
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path

import h11
from cryptography import x509
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from rempart.kernel.clock import Clock
from rempart.kernel.errors import OutsideUnavailableError
from rempart.ports.capturing import TlsFact
from rempart.ports.glancing import UNANSWERED

CONNECT_S = 5.0
HEADER_BYTES = 65_536
PIECE = 65_536
TRYING_S = 3 * CONNECT_S  # for all of a host's addresses that do not answer; those that refuse at once take none of it


class UpstreamError(OutsideUnavailableError):
    """The site does not answer, or not in HTTP."""

    code = "captures.upstream"
    template = UNANSWERED


_ENDED = "the connection ended before an answer"


@dataclass(slots=True)
class Connection:
    """An open connection: `peer` is the address it really goes to."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    http: h11.Connection
    peer: str
    tls: TlsFact | None

    async def next_event(self) -> object:
        """The next HTTP event. Raises h11.RemoteProtocolError or OSError."""
        while (event := self.http.next_event()) is h11.NEED_DATA:
            self.http.receive_data(await self.reader.read(PIECE))
        return event

    async def send(self, request: h11.Request) -> None:
        """Send a request that has no body."""
        for event in (request, h11.EndOfMessage()):
            self.writer.write(self.http.send(event) or b"")
        await self.writer.drain()

    async def ask(self, request: h11.Request) -> h11.Response:
        """Send `request` and read the answer's head. Raises h11.ProtocolError, in words of ours, or OSError."""
        await self.send(request)
        try:
            while True:
                event = await self.next_event()
                if isinstance(event, h11.Response):
                    return event
                if not isinstance(event, h11.InformationalResponse) or event.status_code == 101:
                    raise h11.RemoteProtocolError(_ENDED)
        except h11.RemoteProtocolError as error:
            raise h11.RemoteProtocolError(_say_why(str(error))) from error

    def close(self) -> None:
        """Drop the connection at once; what is still on the way is not read."""
        self.writer.transport.abort()


@dataclass(frozen=True, slots=True)
class TrustRoots:
    """The authorities that certificates are checked against: the system's, and one more file for the laboratory."""

    extra: Path | None = None


async def connect(
    *, scheme: str, host: str, port: int, addresses: Sequence[str], roots: TrustRoots, clock: Clock
) -> Connection:
    """A connection to the first of the pinned `addresses` that answers, as browsers find it: who puts dead ones before
    his own would else be out of sight. Raises UpstreamError."""
    problem = "no address"
    loop = asyncio.get_running_loop()
    until = loop.time() + TRYING_S
    for address in addresses:
        if loop.time() >= until:
            break
        try:
            opening = _open(
                encrypted=scheme == "https", host=host, port=port, address=address, roots=roots, clock=clock
            )
            return await asyncio.wait_for(opening, CONNECT_S)
        except TimeoutError:
            problem = f"{address} port {port} gave no sign within {CONNECT_S:g} s"
        except (OSError, ssl.SSLError) as error:
            problem = f"{address} port {port}: {error.strerror or error}"
    raise UpstreamError(host=host, problem=problem)


def _say_why(said: str) -> str:
    """Why no answer could be read, for whoever does not know the library that says so."""
    if said == _ENDED or "ConnectionClosed" in said or "closed connection" in said:
        return _ENDED
    if said == "Receive buffer too long":
        return f"the head of its answer is longer than {HEADER_BYTES // 1024} kB"
    return "what it answers is no HTTP"


async def _open(*, encrypted: bool, host: str, port: int, address: str, roots: TrustRoots, clock: Clock) -> Connection:
    reader, writer = await asyncio.open_connection(
        address,
        port,
        ssl=_make_context() if encrypted else None,
        server_hostname=host if encrypted else None,
        ssl_handshake_timeout=CONNECT_S if encrypted else None,
        limit=PIECE,
    )
    named = writer.get_extra_info("peername")
    if named is None:  # it took the connection and reset it, before its name could be asked for
        writer.transport.abort()
        raise UpstreamError(host=host, problem=f"{address} hung up at once")
    peer = str(named[0])
    if ip_address(peer) != ip_address(address):  # the pin is what was judged; nothing else may be talked to
        writer.transport.abort()
        raise UpstreamError(host=host, problem=f"the peer is {peer}, not {address}")
    tls = _read_tls(writer, host, roots, clock) if encrypted else None
    http = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEADER_BYTES)
    return Connection(reader, writer, http, peer, tls)


@lru_cache(maxsize=1)
def _make_context() -> ssl.SSLContext:
    """A context that shakes hands with anyone, old servers too: judging the chain comes after, recording always."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.set_alpn_protocols(["http/1.1"])
    return context


def _read_tls(writer: asyncio.StreamWriter, host: str, roots: TrustRoots, clock: Clock) -> TlsFact:
    connection = writer.get_extra_info("ssl_object")
    chain = _read_chain(connection)
    problem = _find_chain_problem(chain, host, roots, clock)
    return TlsFact(
        server_name=host,
        version=connection.version() or "",
        cipher=(connection.cipher() or ("",))[0],
        chain=tuple(ssl.DER_cert_to_PEM_cert(certificate) for certificate in chain),
        verified=not problem,
        problem=problem,
    )


def _read_chain(connection: ssl.SSLObject) -> tuple[bytes, ...]:
    """The certificates as the peer sent them, DER, leaf first.

    Python 3.13 has this in the open; before, the same method lies on the object underneath.
    """
    if hasattr(connection, "get_unverified_chain"):
        return tuple(connection.get_unverified_chain())
    inner = connection._sslobj  # type: ignore[attr-defined]  # noqa: SLF001
    return tuple(ssl.PEM_cert_to_DER_cert(one.public_bytes()) for one in inner.get_unverified_chain() or ())


@lru_cache(maxsize=4)
def _load_store(roots: TrustRoots) -> Store:
    system = ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt"
    pem = b"".join(path.read_bytes() for path in (Path(system), roots.extra) if path is not None and path.exists())
    with warnings.catch_warnings():
        # Some systems still ship an authority whose serial number today's rules forbid.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        return Store(x509.load_pem_x509_certificates(pem))


def _find_chain_problem(chain: Sequence[bytes], host: str, roots: TrustRoots, clock: Clock) -> str:
    """Why the chain does not prove the host's name now; empty where it does."""
    if not chain:
        return "no certificate was shown"
    try:
        leaf, *others = (x509.load_der_x509_certificate(certificate) for certificate in chain)
        now = clock.now()
        if leaf.not_valid_after_utc < now:
            return f"expired on {leaf.not_valid_after_utc:%Y-%m-%d}"
        if leaf.not_valid_before_utc > now:
            return f"not valid before {leaf.not_valid_before_utc:%Y-%m-%d}"
        subject = _make_subject(host)
        PolicyBuilder().store(_load_store(roots)).time(now).build_server_verifier(subject).verify(leaf, others)
    except (VerificationError, ValueError, x509.InvalidVersion, x509.UnsupportedGeneralNameType) as error:
        return f"not trusted: {error}"[:300]
    return ""


def _make_subject(host: str) -> x509.DNSName | x509.IPAddress:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
