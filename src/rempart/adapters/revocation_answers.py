"""Whether a CRL (RFC 5280) or OCSP answer (RFC 6960) is worth keeping beside a timestamp, and what it says.

In: the answer, the certificate that was asked about, its issuer and the moment of the token. Out: revoked or not. Most
answers come over plain HTTP: one that anybody on the way could have made, that is of another issuer, too old, or about
something else would make the exhibit a forgery to every verifier, for ever, so it is refused here with the reason.

The verifier reads such answers by rules of its own (`verification.revocations`), written apart: who chooses what is
kept and who judges it years later do not share a mistake, and each forged answer of the tests is shown to both.
"""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

CRL, OCSP = "X509 CRL", "OCSP RESPONSE"
_TOLERANCE = timedelta(minutes=5)  # half of what verifiers allow


def says_revoked(
    kind: str, answer: bytes, certificate: x509.Certificate, issuer: x509.Certificate, stamped_at: datetime
) -> bool:
    """Whether `answer` calls the certificate revoked. Raises ValueError for one that proves nothing."""
    try:
        read = _read_list if kind == CRL else _read_answer
        return read(answer, certificate, issuer, stamped_at)
    except (
        TypeError,
        UnsupportedAlgorithm,
        x509.DuplicateExtension,
        x509.InvalidVersion,
        x509.UnsupportedGeneralNameType,
    ) as error:
        raise ValueError(f"it cannot be read ({error})") from error


def _read_list(answer: bytes, certificate: x509.Certificate, issuer: x509.Certificate, stamped_at: datetime) -> bool:
    crl = x509.load_der_x509_crl(answer)
    key = issuer.public_key()
    signs = isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey) and crl.is_signature_valid(key)
    if crl.issuer != issuer.subject or not signs or not _may_sign_lists(issuer):
        raise ValueError("the list is not signed by the certificate's issuer")
    _refuse_old(crl.last_update_utc, crl.next_update_utc, stamped_at)
    for extension in crl.extensions:
        scope = extension.value
        if isinstance(scope, x509.IssuingDistributionPoint):
            if not _covers(scope, certificate):
                raise ValueError("the list covers other certificates, or some reasons only")
        elif extension.critical:
            raise ValueError(f"the list is of a kind that is not read here ({extension.oid.dotted_string})")
    return crl.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None


def _covers(scope: x509.IssuingDistributionPoint, certificate: x509.Certificate) -> bool:
    """Whether the list would name the certificate if it were revoked: those of one kind, or of one place, may not."""
    if scope.indirect_crl or scope.only_some_reasons or scope.only_contains_attribute_certs or scope.relative_name:
        return False
    extensions = {extension.oid: extension.value for extension in certificate.extensions}
    constraints = extensions.get(x509.BasicConstraints.oid)
    of_authorities = isinstance(constraints, x509.BasicConstraints) and constraints.ca
    if scope.only_contains_user_certs if of_authorities else scope.only_contains_ca_certs:
        return False
    points = extensions.get(x509.CRLDistributionPoints.oid)
    places = [place for point in points or () for place in point.full_name or ()]
    return scope.full_name is None or any(place in places for place in scope.full_name)


def _may_sign_lists(issuer: x509.Certificate) -> bool:
    try:
        return issuer.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True


def _read_answer(answer: bytes, certificate: x509.Certificate, issuer: x509.Certificate, stamped_at: datetime) -> bool:
    response = ocsp.load_der_ocsp_response(answer)
    if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise ValueError(f"it answered {response.response_status.name}")
    asked = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, _known(response.hash_algorithm)).build()
    told = (response.serial_number, response.issuer_name_hash, response.issuer_key_hash)
    if told != (asked.serial_number, asked.issuer_name_hash, asked.issuer_key_hash):
        raise ValueError("the answer is about another certificate")
    if not any(_signed_by(response, signer) for signer in (issuer, *_list_named(response, issuer))):
        raise ValueError("the answer is not signed by the certificate's issuer, nor by whom it named for that")
    _refuse_old(response.this_update_utc, response.next_update_utc, stamped_at)
    if response.certificate_status is ocsp.OCSPCertStatus.UNKNOWN:
        raise ValueError("the issuer does not know the certificate")
    return response.certificate_status is ocsp.OCSPCertStatus.REVOKED


def _known(algorithm: hashes.HashAlgorithm) -> hashes.HashAlgorithm:
    """The algorithm of an answer, which may be one that no question can be asked with."""
    if algorithm.name not in ("sha1", "sha224", "sha256", "sha384", "sha512"):
        raise ValueError(f"the answer names its certificate by {algorithm.name}")
    return algorithm


def _list_named(response: ocsp.OCSPResponse, issuer: x509.Certificate) -> list[x509.Certificate]:
    """The certificates in the answer that the issuer made for answering (RFC 6960, 4.2.2.2)."""
    named = []
    for one in response.certificates:
        try:
            usage = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
            one.verify_directly_issued_by(issuer)
        except (x509.ExtensionNotFound, InvalidSignature, ValueError, TypeError):
            continue
        in_time = one.not_valid_before_utc - _TOLERANCE <= response.produced_at_utc <= one.not_valid_after_utc
        if ExtendedKeyUsageOID.OCSP_SIGNING in usage and in_time:
            named.append(one)
    return named


def _signed_by(response: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    key, algorithm = signer.public_key(), response.signature_hash_algorithm
    signature, signed = response.signature, response.tbs_response_bytes
    try:
        if isinstance(key, ec.EllipticCurvePublicKey) and algorithm is not None:
            key.verify(signature, signed, ec.ECDSA(algorithm))
        elif isinstance(key, rsa.RSAPublicKey) and algorithm is not None:
            key.verify(signature, signed, padding.PKCS1v15(), algorithm)
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _refuse_old(since: datetime, until: datetime | None, stamped_at: datetime) -> None:
    if (until or since) + _TOLERANCE < stamped_at:
        raise ValueError(f"it was good until {until or since:%Y-%m-%d %H:%M:%S} only, before the token")
