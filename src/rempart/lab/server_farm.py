"""A farm of thousands of hostnames on loopback, in a process of its own: pages, redirects, TLS, errors, silence.

In: hostnames that say by their first label what they do (`WAYS`). Out: DNS and HTTP answers; at the end how many
requests came in each second. Never: an address outside 127.0.0.0/8, a word kept of who asked.
"""

import asyncio
import json
import ssl
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from rempart.kernel.clock import SystemClock
from rempart.kernel.phrases import Phrase
from rempart.lab.processes import Part, PartNotReadyError, free_port

# The first label's letters, before its number: what the host does. Anything else is a plain page.
WAYS = ("gone", "refused", "hang", "drip", "error", "tls", "parked", "back", "garbage")
ADDRESSES = tuple(f"127.20.{number}.1" for number in range(48))
_NOBODY_LISTENS = "127.30.0.1"
_WORD_TEXT = (
    "lamp quay garden bread water wheel paper letter orchard winter ferry copper button market violin saddle "
    "harbour meadow candle basket thread pepper mirror ladder anchor kettle feather barrel pillow needle"
)
_WORDS = _WORD_TEXT.split()
_PARKED = "<title>{host}</title><p>This domain is for sale. Make an offer to the domain owner.</p>"


@dataclass(slots=True)
class Traffic:
    """What the farm was asked, by second since it began, look-ups and requests together."""

    seconds: Counter[int] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)

    def count(self, host: str) -> None:
        """One more."""
        self.seconds[int(asyncio.get_running_loop().time())] += 1
        self.hosts[host] += 1


class ServerFarm(Part):
    """`dns` is ``address@port``; `port` answers HTTP, `tls_port` HTTPS. `back` is the page of hosts that are back."""

    def __init__(self, back: str = "") -> None:
        self._back = back
        self.port, self.tls_port, dns_port = (free_port(*ADDRESSES) for _ in range(3))
        self.dns = f"127.0.0.1@{dns_port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start the process; it ends with this one, because its input ends."""
        job = {"back": self._back, "port": self.port, "tls_port": self.tls_port, "dns": self.dns}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rempart.lab.server_farm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdin is not None  # noqa: S101 (pipes by construction)
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        if self._process.stdout.readline().strip() != "ready":
            raise PartNotReadyError(
                part="server farm", problem="it ended", log=Phrase("(its errors)"), advice="run it alone."
            )

    def stop(self) -> None:
        """End the process."""
        self.stop_and_count()

    def stop_and_count(self) -> Traffic:
        """End the process; what it was asked."""
        if self._process is None:
            return Traffic()
        out, _ = self._process.communicate(input="")
        self._process = None
        told = json.loads(out.splitlines()[-1])
        return Traffic(
            Counter({int(second): count for second, count in told["seconds"].items()}), Counter(told["hosts"])
        )


def way_of(host: str) -> str:
    """What the host does, by its first label without digits."""
    label = host.partition(".")[0].rstrip("0123456789")
    return label if label in WAYS else "page"


def address_of(host: str) -> str:
    """Where the host lives; those of the way ``refused`` live where nobody listens."""
    return _NOBODY_LISTENS if way_of(host) == "refused" else ADDRESSES[zlib.crc32(host.encode()) % len(ADDRESSES)]


def page_of(host: str) -> str:
    """An ordinary page of some 6 kB, another for each host."""
    seed = zlib.crc32(host.encode())
    words = [_WORDS[(seed >> (number % 23)) * (number + 3) % len(_WORDS)] for number in range(600)]
    lines = [" ".join(words[start : start + 20]) for start in range(0, len(words), 20)]
    body = "".join(
        f'<section class="s{n}"><h2>{line[:30]}</h2><p>{line}.</p></section>' for n, line in enumerate(lines)
    )
    return f"<!DOCTYPE html><html><head><title>{words[0]} {seed}</title></head><body>{body}</body></html>"


class _Names(asyncio.DatagramProtocol):
    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.DatagramTransport = transport  # type: ignore[assignment]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        host = question.name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        response = dns.message.make_response(query)
        response.flags |= dns.flags.AA | dns.flags.RA
        known = host.count(".") == 1 and way_of(host) != "gone"
        if not known:
            response.set_rcode(dns.rcode.NXDOMAIN)
        elif kind == "A":
            response.answer.append(dns.rrset.from_text(f"{host}.", 60, "IN", "A", address_of(host)))
        elif kind == "NS":
            servers = f"ns{zlib.crc32(host.encode()) % 40}.farm.example."
            response.answer.append(dns.rrset.from_text(f"{host}.", 60, "IN", "NS", servers))
        if kind != "AAAA":  # A and AAAA of a host go out together and count once
            self._traffic.count(host)
        self._transport.sendto(response.to_wire(), addr)


def _answer(host: str, path: str, job: dict[str, str], *, encrypted: bool) -> tuple[int, str, list[str]]:
    """Status, body, further header lines."""
    way = way_of(host)
    if path == "/robots.txt":
        return 404, "", []
    if way == "tls" and not encrypted:
        return 302, "", [f"Location: https://{host}:{job['tls_port']}/"]
    match way:
        case "error":
            return 500, "<h1>500</h1>", []
        case "parked":
            return 200, _PARKED.format(host=host), []
        case "back":
            return 200, job["back"], []
    return 200, page_of(host), []


def _handler(
    job: dict[str, str], traffic: Traffic, *, encrypted: bool
) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], object]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            fields = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if ": " in line)
            host = fields.get("host", "").partition(":")[0]
            traffic.count(host)
            if way_of(host) == "hang":
                await asyncio.sleep(60)
            if way_of(host) == "garbage":
                writer.write(b"\x00\xff not HTTP at all\r\n\r\n")
                return
            status, body, more = _answer(host, path, job, encrypted=encrypted)
            content = body.encode()
            lines = [f"HTTP/1.1 {status} X", "Content-Type: text/html; charset=utf-8", *more]
            writer.write("\r\n".join([*lines, f"Content-Length: {len(content)}", "Connection: close", "", ""]).encode())
            if way_of(host) == "drip":
                for start in range(0, len(content), 8):
                    writer.write(content[start : start + 8])
                    await writer.drain()
                    await asyncio.sleep(0.2)
            writer.write(content)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # whoever asked hung up, or the farm closes
        finally:
            writer.close()

    return handle


def _make_tls() -> ssl.SSLContext:
    """One self-signed certificate for every host, made for the occasion."""
    key, now = ec.generate_private_key(ec.SECP256R1()), SystemClock().now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "farm.example")])
    draft = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    draft = draft.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
    certificate = draft.not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile(prefix="rempart-farm-") as file:
        file.write(certificate.public_bytes(Encoding.PEM))
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        context.load_cert_chain(file.name)
    return context


async def _serve(job: dict[str, str]) -> Traffic:
    loop, traffic = asyncio.get_running_loop(), Traffic()
    address, _, port = job["dns"].partition("@")
    await loop.create_datagram_endpoint(lambda: _Names(traffic), local_addr=(address, int(port)))
    context = _make_tls()
    for own in ADDRESSES:
        await asyncio.start_server(_handler(job, traffic, encrypted=False), own, int(job["port"]))  # type: ignore[arg-type]
        await asyncio.start_server(
            _handler(job, traffic, encrypted=True),  # type: ignore[arg-type]
            own,
            int(job["tls_port"]),
            ssl=context,
        )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)
    return traffic


def main() -> None:
    """One job on standard input; serves until that ends, then tells what it was asked."""
    job = json.loads(sys.stdin.readline())
    traffic = asyncio.run(_serve(job))
    sys.stdout.write(json.dumps({"seconds": traffic.seconds, "hosts": traffic.hosts}) + "\n")


def write_names(path: Path, count: int) -> dict[str, int]:
    """A list of `count` hostnames of every way into `path`; how many of each. Of a thousand: 620 pages, 100 TLS,
    100 gone, 60 parked, 40 refused, 30 errors, 20 silent, 10 dripping, 15 garbage, 5 that are back."""
    shares = (
        *(("site", 620), ("tls", 100), ("gone", 100), ("parked", 60), ("refused", 40)),
        *(("error", 30), ("hang", 20), ("garbage", 15), ("drip", 10), ("back", 5)),
    )
    deck = [way for way, share in shares for _ in range(share)]
    names = [f"{deck[number * 617 % 1000]}{number}.example" for number in range(count)]
    path.write_text("".join(f"{name}\n" for name in names))
    return dict(Counter(name.rstrip("0123456789") for name in (n.partition(".")[0] for n in names)))


if __name__ == "__main__":
    main()
