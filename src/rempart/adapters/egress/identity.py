"""The throw-away certificate that the proxy shows to the browser: one key for one capture, gone with it.

The browser is told to accept this very key (``--ignore-certificate-errors-spki-list``) and no other problem, so no
authority is installed anywhere and a leaked key opens nothing. What the site itself showed is a `TlsFact`.
"""

import base64
import hashlib
import os
import ssl
from dataclasses import dataclass
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from rempart.kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class ProxyIdentity:
    """The server side of TLS towards the browser, and the key's fingerprint in the browser's notation."""

    context: ssl.SSLContext
    key_fingerprint: str


def make_identity(clock: Clock) -> ProxyIdentity:
    """A new key and self-signed certificate, valid for a day around now. The key never touches the disk."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "capture proxy, one use")])
    now = clock.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("proxy.test")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    spki = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return ProxyIdentity(_load(pem), base64.b64encode(hashlib.sha256(spki).digest()).decode())


def _load(pem: bytes) -> ssl.SSLContext:
    """A server context; OpenSSL reads only files, so the key goes through memory that has no name on any disk."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    descriptor = os.memfd_create("rempart-proxy-identity")
    try:
        os.write(descriptor, pem)
        context.load_cert_chain(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)
    return context
