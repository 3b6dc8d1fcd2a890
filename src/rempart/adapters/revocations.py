"""Whether the certificates behind a timestamp were revoked: asked when it is sealed, kept beside the token.

In: a TimeStampResp and the pinned roots. Out: CRL (RFC 5280) and OCSP (RFC 6960) answers as PEM, with a line of text
before each; what could not be had is a line too. Never: an address that the authority's own certificates do not name.
"""

import base64
import http.client
import textwrap
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from rempart.adapters.revocation_answers import CRL, OCSP, says_revoked

LARGEST_ANSWER = 500_000


@dataclass(frozen=True, slots=True)
class Answers:
    """What was kept, as the text of ``seal/revocation-N``, and which certificates the answers call revoked."""

    text: bytes
    revoked: tuple[str, ...] = ()


def gather_answers(
    response: bytes, roots: Sequence[x509.Certificate], stamped_at: datetime, timeout_s: float
) -> Answers:
    """Ask for every certificate from the token in `response`, of `stamped_at`, up to its root. Raises ValueError for no
    token.
    """
    certificates = _read_certificates(response)
    lines: list[str] = []
    revoked: list[str] = []
    for certificate, issuer in _walk_up(certificates, roots):
        name = _plain(certificate.subject.rfc4514_string())
        asked = 0
        for url, kind, ask in _list_questions(certificate, issuer, timeout_s):
            asked += 1
            try:
                answer = ask()
                is_revoked = says_revoked(kind, answer, certificate, issuer, stamped_at)
            except (OSError, http.client.HTTPException, ValueError) as error:
                lines.append(f"# not kept: {kind} for {name} from {_plain(url)}: {_plain(str(error))[:200]}")
                continue
            lines += [f"# {kind} for {name} from {_plain(url)}", _to_pem(kind, answer)]
            revoked += [name] if is_revoked else []
        if not asked:
            lines.append(f"# not kept: the certificate of {name} names no place that tells")
    return Answers("".join(line + "\n" for line in lines).encode("ascii"), tuple(dict.fromkeys(revoked)))


def _read_certificates(response: bytes) -> list[x509.Certificate]:
    """The certificates of a TimeStampResp: SEQUENCE of status and ContentInfo (RFC 3161, 2.4.2)."""
    body, _ = read_header(response, 0)
    status, length = read_header(response, body)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # real authorities write the set unsorted
        return pkcs7.load_der_pkcs7_certificates(response[status + length :])


def read_header(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the DER value at `at` begins, and how long it is."""
    if at + 2 > len(data):
        raise ValueError("it ends too early")
    length, body = data[at + 1], at + 2
    if length & 0x80:
        count = length & 0x7F
        length, body = int.from_bytes(data[body : body + count], "big"), body + count
    return body, length


def _walk_up(
    certificates: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]
) -> Iterator[tuple[x509.Certificate, x509.Certificate]]:
    """Each certificate with its issuer, from the signer to just below a root."""
    current = next((one for one in certificates if _is_for_timestamps(one)), None)
    seen: set[bytes] = set()
    while current is not None and current not in roots and current.fingerprint(hashes.SHA256()) not in seen:
        seen.add(current.fingerprint(hashes.SHA256()))
        issuer = next((one for one in (*roots, *certificates) if _issued(one, current)), None)
        if issuer is not None:
            yield current, issuer
        current = issuer


def _is_for_timestamps(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return ExtendedKeyUsageOID.TIME_STAMPING in usage


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _list_questions(
    certificate: x509.Certificate, issuer: x509.Certificate, timeout_s: float
) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Address, kind and act of every question that the certificate invites."""
    question = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1()).build()  # noqa: S303 (the one that all responders know)
    body = question.public_bytes(Encoding.DER)
    for url in _list_ocsp_places(certificate):
        yield url, OCSP, lambda url=url: _fetch(url, timeout_s, body)  # type: ignore[misc]
    for url in _list_crl_places(certificate):
        yield url, CRL, lambda url=url: _fetch(url, timeout_s)  # type: ignore[misc]


def _list_ocsp_places(certificate: x509.Certificate) -> list[str]:
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return []
    return [
        one.access_location.value
        for one in access
        if one.access_method == AuthorityInformationAccessOID.OCSP
        and isinstance(one.access_location, x509.UniformResourceIdentifier)
    ]


def _list_crl_places(certificate: x509.Certificate) -> list[str]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return []
    return [
        name.value
        for point in points
        for name in point.full_name or ()
        if isinstance(name, x509.UniformResourceIdentifier)
    ]


def _fetch(url: str, timeout_s: float, question: bytes | None = None) -> bytes:
    """GET, or POST of an OCSP `question`. Raises OSError, HTTPException or ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ValueError(f"{parts.scheme or 'no scheme'} is not asked")
    maker = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = maker(parts.netloc, timeout=timeout_s)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        if question is None:
            connection.request("GET", target)
        else:
            connection.request("POST", target, question, {"Content-Type": "application/ocsp-request"})
        answer = connection.getresponse()
        body = answer.read(LARGEST_ANSWER + 1)
    finally:
        connection.close()
    if answer.status != 200 or len(body) > LARGEST_ANSWER:
        raise ValueError(f"it answered {answer.status} with {len(body):,} bytes")
    return body


def _to_pem(kind: str, der: bytes) -> str:
    lines = textwrap.wrap(base64.b64encode(der).decode(), 64)
    return "\n".join((f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----"))


def _plain(text: str) -> str:
    return "".join(char if char.isascii() and char.isprintable() else "?" for char in text).replace("-----", "?")
