"""Whether a certificate behind a timestamp was revoked when it stamped, by the answers that were kept beside the token.

CRL (RFC 5280) and OCSP (RFC 6960) in PEM, each signed by the certificate's issuer or by whom the issuer named for it.
After RFC 3161, 4: a certificate that was later given up for a harmless reason leaves earlier tokens standing; one that
was revoked for any other reason, or for none that is told, takes all its tokens with it.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from rempart.verification.der import read_value
from rempart.verification.report import Findings
from rempart.verification.said import Said
from rempart.verification.tokens import CERTIFICATE_ERRORS, digest_of

TOLERANCE = timedelta(minutes=10)
_BLOCK = re.compile(
    rb"(?:#[ -~]*\n)|-----BEGIN (?P<kind>X509 CRL|OCSP RESPONSE)-----\n(?P<base64>(?:[A-Za-z0-9+/=]{1,64}\n)+)"
    rb"-----END (?P=kind)-----\n"
)
_HARMLESS = (
    x509.ReasonFlags.unspecified,
    x509.ReasonFlags.affiliation_changed,
    x509.ReasonFlags.superseded,
    x509.ReasonFlags.cessation_of_operation,
)
_KNOWN_CRITICAL = (x509.IssuingDistributionPoint.oid,)


class AnswerError(Exception):
    """A kept answer cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class _Revoked:
    """When a certificate was revoked and why; `reason` None where it is not told."""

    at: datetime
    reason: x509.ReasonFlags | None


def check_revocations(
    name: str,
    kept: bytes | None,
    path: Sequence[x509.Certificate],
    stamped_at: datetime,
    findings: Findings,
) -> None:
    """Each certificate of `path` (signer first, root last) but the root, against the answers in `kept`."""
    code = "timestamp.revocation"
    if kept is None:
        findings.not_possible(
            code, Said("Whether {name}'s certificates were revoked: no answer was kept. Ask its authority.", name=name)
        )
        return
    if not path:
        findings.not_possible(
            code, Said("Whether {name}'s certificates were revoked: the way to your root was not found.", name=name)
        )
        return
    problems: list[Said] = []
    told = [False] * (len(path) - 1)
    try:
        for kind, der in _read_blocks(kept):
            place = _judge(kind, der, path, stamped_at, problems)
            told[place] = True
    except (AnswerError, *CERTIFICATE_ERRORS) as error:
        problems.append(Said("A kept answer on {name}'s certificates cannot be used: {error}.", name=name, error=error))
    if not all(told) and not problems:
        silent = tuple(_call(one) for one, known in zip(path, told, strict=False) if not known)
        findings.not_possible(
            code, Said("Whether {silent} was revoked: no answer on it was kept. Ask the authority.", silent=silent)
        )
    if problems or any(told):
        findings.judge(
            code, problems, Said("No certificate of {name} with a kept answer was revoked at that time.", name=name)
        )


def _call(certificate: x509.Certificate) -> str:
    try:
        return certificate.subject.rfc4514_string()
    except CERTIFICATE_ERRORS:
        return Said("a certificate without a readable name")


def find_path(
    signer: x509.Certificate, others: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]
) -> list[x509.Certificate]:
    """The certificates from `signer` up to one of `roots`, by the shortest way; empty where there is none."""
    ways, met = [[signer]], [signer]
    for way in ways:  # each that leads on is put behind them
        if way[-1] in roots:
            return way
        for one in (*roots, *others):
            if one not in met and _issued(one, way[-1]):
                met.append(one)
                ways.append([*way, one])
    return []


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, *CERTIFICATE_ERRORS):
        return False
    return True


def _read_blocks(kept: bytes) -> Iterator[tuple[str, bytes]]:
    position = 0
    while position < len(kept):
        block = _BLOCK.match(kept, position)
        if block is None:
            raise AnswerError(Said("byte {position} is neither a line of text nor an answer in PEM", position=position))
        position = block.end()
        if block["kind"]:
            yield block["kind"].decode(), _decode(block["base64"].replace(b"\n", b""))


def _decode(text: bytes) -> bytes:
    try:
        der = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise AnswerError(Said("its base64 is broken")) from error
    if base64.b64encode(der) != text:
        raise AnswerError(Said("its base64 is not the one form that these bytes have"))
    return der


def _judge(kind: str, der: bytes, path: Sequence[x509.Certificate], stamped_at: datetime, problems: list[Said]) -> int:
    """Which certificate of `path` the answer is about; what it holds against it goes to `problems`."""
    place, since, until, revoked = _read_crl(der, path) if kind == "X509 CRL" else _read_ocsp(der, path)
    if until is not None and until + TOLERANCE < stamped_at:
        raise AnswerError(Said("it was good until {at} only, before the token", at=f"{until:%Y-%m-%d %H:%M:%S}"))
    if until is None and since + TOLERANCE < stamped_at:
        raise AnswerError(Said("it is older than the token and says not how long it is good"))
    if revoked is not None and not (revoked.reason in _HARMLESS and revoked.at > stamped_at):
        why = revoked.reason.value if revoked.reason else Said("no reason told")
        problems.append(
            Said(
                "{name} was revoked at {at} UTC ({why}): its tokens count no more.",
                name=_call(path[place]),
                at=f"{revoked.at:%Y-%m-%d %H:%M:%S}",
                why=why,
            )
        )
    return place


Answer = tuple[int, datetime, datetime | None, _Revoked | None]


def _read_crl(der: bytes, path: Sequence[x509.Certificate]) -> Answer:
    crl = x509.load_der_x509_crl(der)
    place = next((n for n, one in enumerate(path[:-1]) if one.issuer == crl.issuer), None)
    if place is None:
        raise AnswerError(Said("it is a list of another issuer"))
    issuer = path[place + 1]
    key = issuer.public_key()
    signs = isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey) and crl.is_signature_valid(key)
    if not signs or not _may_sign_lists(issuer):
        raise AnswerError(Said("the list is not signed by the certificate's issuer"))
    for extension in crl.extensions:
        if extension.critical and extension.oid not in _KNOWN_CRITICAL:
            raise AnswerError(
                Said(
                    "the list is of a kind that this verifier does not know ({kind})", kind=extension.oid.dotted_string
                )
            )
        scope = extension.value
        if isinstance(scope, x509.IssuingDistributionPoint) and not _covers(scope, path[place]):
            raise AnswerError(Said("the list covers some certificates or some reasons only"))
    entry = crl.get_revoked_certificate_by_serial_number(path[place].serial_number)
    return place, crl.last_update_utc, crl.next_update_utc, _read_entry(entry) if entry else None


def _covers(scope: x509.IssuingDistributionPoint, certificate: x509.Certificate) -> bool:
    """Whether a list of this scope would name the certificate if it were revoked for any reason (RFC 5280, 6.3.3)."""
    if scope.indirect_crl or scope.only_some_reasons or scope.only_contains_attribute_certs or scope.relative_name:
        return False
    extensions = {extension.oid: extension.value for extension in certificate.extensions}
    constraints = extensions.get(x509.BasicConstraints.oid)
    is_authority = isinstance(constraints, x509.BasicConstraints) and constraints.ca
    if scope.only_contains_user_certs if is_authority else scope.only_contains_ca_certs:
        return False
    points = extensions.get(x509.CRLDistributionPoints.oid)
    named = {name for point in points or () for name in point.full_name or ()}
    return scope.full_name is None or not named.isdisjoint(scope.full_name)


def _read_entry(entry: x509.RevokedCertificate) -> _Revoked:
    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        reason = None
    return _Revoked(entry.revocation_date_utc, reason)


def _may_sign_lists(issuer: x509.Certificate) -> bool:
    try:
        return issuer.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True


def _read_ocsp(der: bytes, path: Sequence[x509.Certificate]) -> Answer:
    response = ocsp.load_der_ocsp_response(der)
    if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise AnswerError(Said("the answer is {status}", status=response.response_status.name))
    place = next((n for n in range(len(path) - 1) if _is_about(response, path[n], path[n + 1])), None)
    if place is None:
        raise AnswerError(Said("the answer is about another certificate"))
    if not _is_signed(response, path[place + 1]):
        raise AnswerError(Said("the answer is not signed by the certificate's issuer, nor by whom it named for that"))
    if response.certificate_status is ocsp.OCSPCertStatus.UNKNOWN:
        raise AnswerError(Said("the issuer does not know the certificate"))
    revoked_at = response.revocation_time_utc
    revoked = _Revoked(revoked_at, response.revocation_reason) if revoked_at else None
    return place, response.this_update_utc, response.next_update_utc, revoked


def _is_about(response: ocsp.OCSPResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    algorithm = response.hash_algorithm
    name, key = (digest_of(algorithm, part) for part in (issuer.subject.public_bytes(), _key_bits(issuer)))
    return (response.serial_number, response.issuer_name_hash, response.issuer_key_hash) == (
        certificate.serial_number,
        name,
        key,
    )


def _key_bits(certificate: x509.Certificate) -> bytes:
    spki = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return read_value(spki).child(1).content[1:]  # without the count of unused bits


def _is_signed(response: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """By the issuer itself, or by a certificate in the answer that the issuer made for OCSP (RFC 6960, 4.2.2.2)."""
    named = [one for one in response.certificates if one != issuer]
    for signer in (issuer, *(one for one in named if _may_answer(one, issuer, response.produced_at_utc))):
        key, algorithm = signer.public_key(), response.signature_hash_algorithm
        try:
            if algorithm is None:
                return False
            if isinstance(key, ec.EllipticCurvePublicKey):
                key.verify(response.signature, response.tbs_response_bytes, ec.ECDSA(algorithm))
            elif isinstance(key, rsa.RSAPublicKey):
                key.verify(response.signature, response.tbs_response_bytes, padding.PKCS1v15(), algorithm)
            else:
                continue
        except InvalidSignature:
            continue
        return True
    return False


def _may_answer(signer: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bool:
    try:
        usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    in_time = signer.not_valid_before_utc - TOLERANCE <= at <= signer.not_valid_after_utc
    return ExtendedKeyUsageOID.OCSP_SIGNING in usage and in_time and _issued(issuer, signer)
