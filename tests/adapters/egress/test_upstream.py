"""Connections to servers that mean to be neither captured nor looked at."""

import asyncio
import ssl
from datetime import timedelta
from pathlib import Path

import h11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from rempart.adapters.egress.upstream import TrustRoots, UpstreamError, connect
from rempart.kernel.clock import SystemClock
from tests.adapters.egress.origin import Origin
from tests.adapters.egress.through import fetch, make_policy

PAGE = b"<!doctype html><title>A forum</title><p>Plain words.</p>"


def context_of_version(version: int, folder: Path) -> ssl.SSLContext:
    """A server's side with a certificate of X.509 version `version`, of which there are 1 to 3."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = SystemClock().now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "chat.example")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, now, now + timedelta(days=9))
    content = builder.sign(key, SHA256()).public_bytes(Encoding.DER)
    begun = bytes.fromhex("a0030201")
    assert content.count(begun + b"\x02") == 1
    content = content.replace(begun + b"\x02", begun + bytes([version - 1]))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "site.pem").write_bytes(pem + ssl.DER_cert_to_PEM_cert(content).encode())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "site.pem")
    return context


@pytest.mark.parametrize("version", [2, 9])
def test_a_certificate_of_a_version_that_nobody_issues_hides_no_page(version: int, tmp_path: Path) -> None:
    with Origin({"/": PAGE}, tls=context_of_version(version, tmp_path)).running() as site:
        seen = fetch(make_policy(site.port), f"{site.url}/")
    (exchange,) = seen.exchanges
    assert exchange.body == PAGE
    assert exchange.tls is not None
    assert (exchange.tls.verified, len(exchange.tls.chain)) == (False, 1)
    assert "version" in exchange.tls.problem


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        (b"", "the connection ended before an answer"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", "the connection ended before an answer"),
        (b"\x00\xff nothing of the kind\r\n\r\n", "what it answers is no HTTP"),
        (b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 70_000, "the head of its answer is longer than 64 kB"),
    ],
)
def test_why_no_answer_can_be_read_is_told_in_words(answered: bytes, told: str) -> None:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answered)
        await writer.drain()
        writer.close()

    async def reach() -> None:
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            connection = await connect(
                scheme="http",
                host="chat.example",
                port=port,
                addresses=["127.0.0.1"],
                roots=TrustRoots(),
                clock=SystemClock(),
            )
            try:
                await connection.ask(h11.Request(method="GET", target="/", headers=[("Host", "chat.example")]))
            finally:
                connection.close()

    with pytest.raises(h11.RemoteProtocolError, match=f"^{told}$"):
        asyncio.run(reach())


def test_a_server_that_takes_a_connection_and_resets_it_is_one_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Its name is gone if the reset comes between the handshake and the question: one try in two hundred on loopback.
    monkeypatch.setattr(asyncio.StreamWriter, "get_extra_info", lambda _, name: None if name == "peername" else name)

    async def reach(port: int) -> None:
        await connect(
            scheme="http",
            host="chat.example",
            port=port,
            addresses=("127.0.0.1",),
            roots=TrustRoots(),
            clock=SystemClock(),
        )

    with Origin({"/": PAGE}).running() as site, pytest.raises(UpstreamError, match="hung up"):
        asyncio.run(reach(site.port))
