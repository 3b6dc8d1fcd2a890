"""Timestamps of RFC 3161: each over the sealed statement, by a signer that chains to a root that the reader trusts.

`rfc3161-client` checks status, signature, chain at the token's time, imprint and nonce. It does not check that the
signed ESSCertID(v2) names the signer's certificate (RFC 5035, 5816), nor that stamping is the certificate's only
purpose; that is done here. It refuses certificate sets that are not sorted, which real authorities send; the set is
outside the signature, so it is put in order before reading.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from rempart.verification.der import DerError, Value, read_value
from rempart.verification.report import Findings, Trust

# The sealing machine's clock and the authority's may differ by this much before one of them is called wrong.
CLOCK_TOLERANCE = timedelta(minutes=10)
_CERTIFICATES = 0xA0
_ATTRIBUTES = 0xA0
_OCTETS = 0x04
_ESS_V1 = bytes.fromhex("060b2a864886f70d010910020c")
_ESS_V2 = bytes.fromhex("060b2a864886f70d010910022f")
_HASHES = {
    bytes.fromhex("0609608648016503040201"): "sha256",
    bytes.fromhex("0609608648016503040202"): "sha384",
    bytes.fromhex("0609608648016503040203"): "sha512",
}


def check_timestamps(
    files: Mapping[str, bytes],
    statement: Mapping[str, Any],
    captured_at: datetime | None,
    trust: Trust,
    findings: Findings,
) -> None:
    """Every token that the statement announces, and no other."""
    digest = hashlib.sha256(files["seal/statement"]).digest()
    announced = [str(authority["name"]) for authority in statement["authorities"]]
    present = [name for name in files if name.startswith("seal/timestamp-")]
    for number, name in enumerate(announced, start=1):
        if f"seal/timestamp-{number}" not in files:
            findings.failed("timestamp.present", f"The statement announces a timestamp of {name}; it is not there.")
        elif f"seal/request-{number}" not in files:
            findings.failed("timestamp.present", f"What {name} was asked (request-{number}) is not there.")
    if len(present) > len(announced):
        findings.failed("timestamp.present", "There are more timestamps than the sealed statement announces.")
    if not announced:
        findings.not_possible(
            "timestamp.present", "No timestamp: the time rests on the clock of the machine that sealed it."
        )
    for number, name in enumerate(announced, start=1):
        response = files.get(f"seal/timestamp-{number}")
        if response is not None:
            request = files.get(f"seal/request-{number}", b"")
            token = _read_token(name, response, request, digest, findings)
            if token is not None:
                _check_chain(name, token, digest, trust, findings)
                stamped_at = token.tst_info.gen_time.astimezone(UTC)
                _check_clock(name, stamped_at, statement, captured_at, findings)


def _read_token(
    name: str, response: bytes, request: bytes, digest: bytes, findings: Findings
) -> TimeStampResponse | None:
    try:
        parsed = decode_timestamp_response(_with_sorted_certificates(response))
        problems = [*_imprint_problems(parsed, request, digest), *_signer_problems(response, _find_signer(parsed))]
    except (DerError, ValueError) as error:
        findings.failed("timestamp.token", f"The timestamp of {name} cannot be read: {error}.")
        return None
    at = f"{parsed.tst_info.gen_time:%Y-%m-%d %H:%M:%S}"
    holds = findings.judge("timestamp.token", problems, f"{name} stamped this statement at {at} UTC.")
    return parsed if holds else None


def _check_chain(name: str, parsed: TimeStampResponse, digest: bytes, trust: Trust, findings: Findings) -> None:
    # Without a trusted root the token's own signature is still checked, by trusting its signer for that one moment.
    roots = list(trust.timestamp_roots) or [_find_signer(parsed)]
    try:
        VerifierBuilder(roots=roots).build().verify(parsed, digest)
    except (VerificationError, ValueError) as error:
        if trust.timestamp_roots:
            findings.failed("timestamp.chain", f"The token of {name} does not verify under your roots: {error}.")
        else:
            findings.failed(
                "timestamp.chain", f"The token of {name} is not signed by the certificate it names: {error}."
            )
        return
    if trust.timestamp_roots:
        findings.passed("timestamp.chain", f"The signer of {name} chains to a root that you trust, valid at that time.")
    else:
        findings.not_possible("timestamp.chain", f"Who {name} is: no roots were given. Get them from the authority.")


def _imprint_problems(parsed: TimeStampResponse, request: bytes, digest: bytes) -> list[str]:
    problems = []
    if parsed.tst_info.message_imprint.message != digest:
        problems.append("The timestamp is over something else than this statement.")
    parts = read_value(request).children()
    # TimeStampReq: version, imprint, nonce, certReq. The nonce ties the answer to this very question.
    if len(parts) != 4 or int.from_bytes(parts[2].content, "big", signed=True) != parsed.tst_info.nonce:
        problems.append("The timestamp answers another request than the one that is here.")
    elif parts[1].child(1).content != digest:
        problems.append("The request that is here asks about something else than this statement.")
    return problems


def _signer_problems(response: bytes, signer: x509.Certificate) -> list[str]:
    problems = []
    try:
        usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
            problems.append("The signer's certificate is not for timestamps alone.")
    except x509.ExtensionNotFound:
        problems.append("The signer's certificate is not for timestamps at all.")
    if not _names_signer(_signed_data(response), signer.public_bytes(Encoding.DER)):
        problems.append("The signed attributes do not name the signer's certificate (ESSCertID).")
    return problems


def _names_signer(signed_data: Value, certificate: bytes) -> bool:
    signer_info = signed_data.children()[-1].child(0)
    attributes = next((value for value in signer_info.children() if value.tag == _ATTRIBUTES), None)
    for attribute in attributes.children() if attributes else []:
        kind = attribute.child(0).whole
        if kind not in (_ESS_V1, _ESS_V2):
            continue
        # SigningCertificate(V2) > SEQUENCE OF ESSCertID(v2) > the first names the signer.
        parts = attribute.child(1).child(0).child(0).child(0).children()
        algorithm = "sha1" if kind == _ESS_V1 else "sha256"
        if kind == _ESS_V2 and parts[0].tag != _OCTETS:
            algorithm = _HASHES.get(parts[0].child(0).whole, "")
            parts = parts[1:]
        if algorithm and parts and parts[0].content == hashlib.new(algorithm, certificate).digest():
            return True
    return False


def _find_signer(parsed: TimeStampResponse) -> x509.Certificate:
    infos = list(parsed.signed_data.signer_infos)
    if len(infos) != 1:
        raise ValueError("it has not exactly one signer")
    for raw in parsed.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(raw)
        if certificate.issuer == infos[0].issuer and certificate.serial_number == infos[0].serial_number:
            return certificate
    raise ValueError("it does not bring its signer's certificate")


def _signed_data(response: bytes) -> Value:
    # Inside the answer: status, then ContentInfo; inside that: its type, then [0] with the SignedData.
    return read_value(response).child(1).child(1).child(0)


def _with_sorted_certificates(response: bytes) -> bytes:
    for value in _signed_data(response).children():
        if value.tag == _CERTIFICATES:
            ordered = b"".join(sorted(part.whole for part in value.children()))
            return response[: value.body] + ordered + response[value.end :]
    return response


def _check_clock(
    name: str, stamped_at: datetime, statement: Mapping[str, Any], captured_at: datetime | None, findings: Findings
) -> None:
    try:
        sealed_at = datetime.strptime(statement["sealed_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        findings.failed("timestamp.clock", "The statement's `sealed_at` is no time in UTC.")
        return
    problems = []
    if abs(stamped_at - sealed_at) > CLOCK_TOLERANCE:
        problems.append(f"The statement says it was sealed at {sealed_at:%Y-%m-%d %H:%M:%S}, {name} says otherwise.")
    if captured_at is not None and captured_at > stamped_at + CLOCK_TOLERANCE:
        problems.append(f"The capture claims to be later than the timestamp of {name}.")
    findings.judge("timestamp.clock", problems, f"The clocks of the sealing machine and of {name} agree.")
