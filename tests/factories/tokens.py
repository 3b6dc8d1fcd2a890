"""Timestamp tokens put together by hand, as careless and as hostile authorities make them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from rempart.verification.der import Value, read_value
from tests.fakes.timestamps import OpenSslAuthority

CERTIFICATES = 0xA0


def encode(tag: int, content: bytes) -> bytes:
    """One DER value."""
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content


def rebuild(
    value: Value, change: Callable[[tuple[int, ...], Value], bytes | None], path: tuple[int, ...] = ()
) -> bytes:
    """`value` encoded anew; where `change(path, part)` returns bytes they stand for that part."""
    changed = change(path, value)
    if changed is not None:
        return changed
    if not value.tag & 0x20:
        return value.whole
    parts = (rebuild(part, change, (*path, number)) for number, part in enumerate(value.children()))
    return encode(value.tag, b"".join(parts))


def with_extra_certificate_first(authority: OpenSslAuthority, digest: bytes, query: bytes | None = None) -> bytes:
    """A true token whose certificate set holds the root too, in the order that DER forbids."""
    response = authority.answer(query) if query else authority.stamp(digest).response
    root = authority.root.public_bytes(Encoding.DER)

    def change(path: tuple[int, ...], value: Value) -> bytes | None:
        if len(path) == 4 and value.tag == CERTIFICATES:
            return encode(CERTIFICATES, b"".join(sorted([value.content, root], reverse=True)))
        return None

    return rebuild(read_value(response), change)


SIGNER_INFO = (1, 1, 0, 4, 0)
CERTIFICATE_SET = (1, 1, 0, 3)
ESS_V2 = bytes.fromhex("060b2a864886f70d010910022f")


def signed_anew(
    response: bytes,
    key: ec.EllipticCurvePrivateKey,
    change: Callable[[list[bytes]], list[bytes]],
    certificate: x509.Certificate | None = None,
) -> bytes:
    """The token in `response` with other signed attributes, signed by `key`; `certificate` takes the signer's place."""

    def replace(path: tuple[int, ...], value: Value) -> bytes | None:
        if path == CERTIFICATE_SET and certificate is not None:
            return encode(CERTIFICATES, certificate.public_bytes(Encoding.DER))
        if path != SIGNER_INFO:
            return None
        version, signer, digest, attributes, algorithm, *_ = value.children()
        inside = b"".join(sorted(change([attribute.whole for attribute in attributes.children()])))
        signature = key.sign(encode(0x31, inside), ec.ECDSA(SHA256()))
        named = signer.whole if certificate is None else _name(certificate)
        parts = (version.whole, named, digest.whole, encode(0xA0, inside), algorithm.whole, encode(0x04, signature))
        return encode(0x30, b"".join(parts))

    return rebuild(read_value(response), replace)


def make_signer(
    key: ec.EllipticCurvePrivateKey, now: datetime, usages: list[x509.ObjectIdentifier], *, critical: bool = True
) -> x509.Certificate:
    """A certificate for `key`, issued by itself, for `usages`."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the forger")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(4711)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )
    if usages:
        builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=critical)
    return builder.sign(key, SHA256())


def name_certificate(certificate: x509.Certificate) -> bytes:
    """The signed attribute SigningCertificateV2 (RFC 5035) that names `certificate` by its SHA-256."""
    identifier = encode(0x30, encode(0x04, certificate.fingerprint(SHA256())))
    value = encode(0x30, encode(0x30, identifier))
    return encode(0x30, ESS_V2 + encode(0x31, value))


def _name(certificate: x509.Certificate) -> bytes:
    serial = certificate.serial_number.to_bytes(certificate.serial_number.bit_length() // 8 + 1, "big")
    return encode(0x30, certificate.issuer.public_bytes() + encode(0x02, serial))
