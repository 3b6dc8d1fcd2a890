"""The inside of a timestamp token (CMS SignedData, RFC 5652): its signer, its signature, what it signs.

`rfc3161-client` checks signature and chain in one step and needs a trusted root for both. Whoever has no root yet can
still see here whether the token is whole.
"""

import hashlib
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from rfc3161_client import TimeStampResponse

from rempart.verification.der import DerError, Value, read_value
from rempart.verification.said import Said

_CERTIFICATES = 0xA0
_ATTRIBUTES = 0xA0
_OCTETS = 0x04
_SET = b"\x31"
_ESS_V1 = bytes.fromhex("060b2a864886f70d010910020c")
_ESS_V2 = bytes.fromhex("060b2a864886f70d010910022f")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_HASHES: dict[bytes, hashes.HashAlgorithm] = {
    bytes.fromhex("0609608648016503040201"): hashes.SHA256(),
    bytes.fromhex("0609608648016503040202"): hashes.SHA384(),
    bytes.fromhex("0609608648016503040203"): hashes.SHA512(),
}
# Names of signatures by kind of key and by digest; the field is not signed, so only what fits the key may stand there.
_EC_NAMES = {
    "": bytes.fromhex("06072a8648ce3d0201"),
    "sha256": bytes.fromhex("06082a8648ce3d040302"),
    "sha384": bytes.fromhex("06082a8648ce3d040303"),
    "sha512": bytes.fromhex("06082a8648ce3d040304"),
}
_RSA_NAMES = {
    "": bytes.fromhex("06092a864886f70d010101"),
    "sha256": bytes.fromhex("06092a864886f70d01010b"),
    "sha384": bytes.fromhex("06092a864886f70d01010c"),
    "sha512": bytes.fromhex("06092a864886f70d01010d"),
}
# What `cryptography` raises, early or only when a field is looked at, for a certificate that somebody broke on purpose.
CERTIFICATE_ERRORS = (
    ValueError,
    KeyError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True, slots=True)
class Token:
    """The parts of one token that matter here."""

    signer_info: Value
    content: bytes
    signer: x509.Certificate


def sort_certificates(response: bytes) -> bytes:
    """`response` with its certificate set in the order that DER demands; the set is outside the signature."""
    for value in _signed_data(response).children():
        if value.tag == _CERTIFICATES:
            ordered = b"".join(sorted(part.whole for part in value.children()))
            return response[: value.body] + ordered + response[value.end :]
    return response


def open_token(response: bytes, parsed: TimeStampResponse) -> Token:
    """The token in `response`, which `parsed` was read from. Raises DerError or one of CERTIFICATE_ERRORS."""
    parts = _signed_data(response).children()
    infos = list(parsed.signed_data.signer_infos)
    if len(infos) != 1:
        raise ValueError(Said("it has not exactly one signer"))
    for raw in parsed.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(raw)
        if certificate.issuer == infos[0].issuer and certificate.serial_number == infos[0].serial_number:
            content = parts[2].child(1).child(0).content
            return Token(parts[-1].child(0), content, certificate)
    raise ValueError(Said("it does not bring its signer's certificate"))


def signer_problems(token: Token) -> list[Said]:
    """What is wrong with signer and signature, each in a sentence; empty if nothing. Raises as `open_token`."""
    problems = []
    try:
        usage = token.signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
            problems.append(Said("The signer's certificate is not for timestamps alone."))
    except x509.ExtensionNotFound:
        problems.append(Said("The signer's certificate is not for timestamps at all."))
    if not _names_signer(token):
        problems.append(Said("The signed attributes do not name the signer's certificate (ESSCertID)."))
    if not _signature_holds(token):
        problems.append(Said("The token is not signed by the certificate that it names."))
    return problems


def _signed_data(response: bytes) -> Value:
    # Inside the answer: status, then ContentInfo; inside that: its type, then [0] with the SignedData.
    return read_value(response).child(1).child(1).child(0)


def _attributes(token: Token) -> Value:
    for value in token.signer_info.children():
        if value.tag == _ATTRIBUTES:
            return value
    raise DerError(Said("it has no signed attributes"))


def _attribute(token: Token, kinds: tuple[bytes, ...]) -> tuple[bytes, Value] | None:
    """The one attribute of these kinds, with its only value; None where there is none or more than one."""
    found = [attribute for attribute in _attributes(token).children() if attribute.child(0).whole in kinds]
    return (found[0].child(0).whole, found[0].child(1).child(0)) if len(found) == 1 else None


def _names_signer(token: Token) -> bool:
    named = _attribute(token, (_ESS_V1, _ESS_V2))
    if named is None:
        return False
    kind, value = named
    # SigningCertificate(V2): a sequence of ESSCertID(v2), of which the first names the signer.
    identifier = value.child(0).child(0)
    named_by, certificate = identifier.child(0), token.signer.public_bytes(Encoding.DER)
    if kind == _ESS_V1:
        return named_by.content == hashlib.sha1(certificate, usedforsecurity=False).digest()
    algorithm: hashes.HashAlgorithm | None = hashes.SHA256()
    if named_by.tag != _OCTETS:
        algorithm, named_by = _HASHES.get(named_by.child(0).whole), identifier.child(1)
    return algorithm is not None and named_by.content == digest_of(algorithm, certificate)


def _signature_holds(token: Token) -> bool:
    parts = token.signer_info.children()
    algorithm = _HASHES.get(parts[2].child(0).whole)
    digest = _attribute(token, (_MESSAGE_DIGEST,))
    place = next((number for number, value in enumerate(parts) if value.tag == _OCTETS), 0)
    named, signature = parts[place - 1].child(0).whole, parts[place].content
    if algorithm is None or digest is None or digest[1].content != digest_of(algorithm, token.content):
        return False
    # What is signed are the attributes with the tag of a set (RFC 5652, 5.4).
    signed, key = _SET + _attributes(token).whole[1:], token.signer.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey) and named in (_EC_NAMES[""], _EC_NAMES[algorithm.name]):
            key.verify(signature, signed, ec.ECDSA(algorithm))
        elif isinstance(key, rsa.RSAPublicKey) and named in (_RSA_NAMES[""], _RSA_NAMES[algorithm.name]):
            key.verify(signature, signed, padding.PKCS1v15(), algorithm)
        else:
            return False
    except InvalidSignature:
        return False
    return True


def digest_of(algorithm: hashes.HashAlgorithm, content: bytes) -> bytes:
    """The digest of `content`, whichever algorithm a certificate or token names."""
    hasher = hashes.Hash(algorithm)
    hasher.update(content)
    return hasher.finalize()
