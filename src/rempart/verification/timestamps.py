"""Timestamps of RFC 3161: each over the sealed statement, by a signer that chains to a root that the reader trusts.

`rfc3161-client` checks status, signature, chain at the token's time, imprint and nonce. It does not check that the
signed ESSCertID(v2) names the signer's certificate (RFC 5035, 5816), nor that stamping is the certificate's only
purpose; that is done here. It refuses certificate sets that are not sorted, which real authorities send; the set is
outside the signature, so it is put in order before reading.
"""

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from rempart.verification.der import DerError, read_value
from rempart.verification.report import Findings, Trust
from rempart.verification.revocations import check_revocations, find_path
from rempart.verification.said import Said, fault
from rempart.verification.tokens import CERTIFICATE_ERRORS, open_token, signer_problems, sort_certificates

# The sealing machine's clock and the authority's may differ by this much before one of them is called wrong.
CLOCK_TOLERANCE = timedelta(minutes=10)
_GRANTED = 0
_SHA256_NAME = "2.16.840.1.101.3.4.2.1"
# Version 1; MessageImprint of SHA-256 up to its digest; certReq.
_ASKED = (bytes.fromhex("020101"), bytes.fromhex("3031300d060960864801650304020105000420"), bytes.fromhex("0101ff"))


def check_timestamps(
    files: Mapping[str, bytes],
    statement: Mapping[str, Any],
    captured_at: datetime | None,
    trust: Trust,
    findings: Findings,
) -> None:
    """Every token that the statement announces, and no other."""
    announced = [str(authority["name"]) for authority in statement["authorities"]]
    _check_presence(files, announced, findings)
    for number, name in enumerate(announced, start=1):
        token = _read_token(name, number, files, findings)
        if token is not None:
            stamped_at = token.tst_info.gen_time.astimezone(UTC)
            if _check_chain(name, token, _digest(files), trust, findings):
                pinned = statement["authorities"][number - 1]["roots"]
                path = _find_path(files[f"seal/timestamp-{number}"], token, pinned, trust)
                _check_roots(name, path, pinned, findings)
                check_revocations(name, files.get(f"seal/revocation-{number}"), path, stamped_at, findings)
            _check_clock(name, stamped_at, statement, captured_at, findings)
    _check_order(statement, captured_at, trust.now, findings)


def _digest(files: Mapping[str, bytes]) -> bytes:
    return hashlib.sha256(files["seal/statement"]).digest()


def _check_presence(files: Mapping[str, bytes], announced: Sequence[str], findings: Findings) -> None:
    present = [name for name in files if name.startswith("seal/timestamp-")]
    kinds = ("seal/request-", "seal/revocation-")
    asked = {f"{kind}{number}" for kind in kinds for number in range(1, len(announced) + 1)}
    beside = [name for name in files if name.startswith(kinds) and name not in asked]
    for number, name in enumerate(announced, start=1):
        if f"seal/timestamp-{number}" not in files:
            findings.failed(
                "timestamp.present", Said("The statement announces a timestamp of {name}; it is not there.", name=name)
            )
        elif f"seal/request-{number}" not in files:
            findings.failed(
                "timestamp.present",
                Said("What {name} was asked (request-{number}) is not there.", name=name, number=number),
            )
    if len(present) > len(announced) or beside:
        findings.failed("timestamp.present", Said("There are more timestamps than the sealed statement announces."))
    if not announced:
        findings.not_possible(
            "timestamp.present", Said("No timestamp: the time rests on the clock of the machine that sealed it.")
        )


def _read_token(name: str, number: int, files: Mapping[str, bytes], findings: Findings) -> TimeStampResponse | None:
    response, request = files.get(f"seal/timestamp-{number}"), files.get(f"seal/request-{number}", b"")
    if response is None:
        return None
    try:
        ordered = sort_certificates(response)
        parsed = decode_timestamp_response(ordered)
        problems = [*_imprint_problems(parsed, request, _digest(files)), *signer_problems(open_token(ordered, parsed))]
    except (DerError, *CERTIFICATE_ERRORS) as error:
        findings.failed(
            "timestamp.token", Said("The timestamp of {name} cannot be read: {fault}.", name=name, fault=fault(error))
        )
        return None
    at = f"{parsed.tst_info.gen_time:%Y-%m-%d %H:%M:%S}"
    holds = findings.judge(
        "timestamp.token", problems, Said("{name} stamped this statement at {at} UTC.", name=name, at=at)
    )
    return parsed if holds else None


def _check_chain(name: str, token: TimeStampResponse, digest: bytes, trust: Trust, findings: Findings) -> bool:
    if not trust.timestamp_roots:
        findings.not_possible(
            "timestamp.chain", Said("Who {name} is: no roots were given. Get them from the authority.", name=name)
        )
        return False
    try:
        VerifierBuilder(roots=list(trust.timestamp_roots)).build().verify(token, digest)
    except (VerificationError, *CERTIFICATE_ERRORS) as error:
        findings.failed(
            "timestamp.chain",
            Said("The token of {name} does not verify under your roots: {error}.", name=name, error=error),
        )
        return False
    findings.passed(
        "timestamp.chain", Said("The signer of {name} chains to a root that you trust, valid at that time.", name=name)
    )
    return True


def _find_path(response: bytes, token: TimeStampResponse, pinned: list[str], trust: Trust) -> list[x509.Certificate]:
    """The way from the token's signer to a trusted root; to one that the statement names, if any leads there."""
    others: list[x509.Certificate] = []
    for raw in token.signed_data.certificates:
        with contextlib.suppress(*CERTIFICATE_ERRORS):  # one that nobody needs may be broken
            others.append(x509.load_der_x509_certificate(raw))
    signer, roots = open_token(sort_certificates(response), token).signer, trust.timestamp_roots
    named = [root for root in roots if root.fingerprint(SHA256()).hex() in pinned]
    return find_path(signer, others, named) or find_path(signer, others, roots)


def _check_roots(name: str, path: list[x509.Certificate], pinned: list[str], findings: Findings) -> None:
    """The authority that stamped is the one whose roots the statement names, not another one that you trust too."""
    fingerprints = {certificate.fingerprint(SHA256()).hex() for certificate in path}
    if not path:
        findings.not_possible(
            "timestamp.chain",
            Said("Whether the token is of {name}: the way to your root was not found.", name=name),
        )
    elif fingerprints.isdisjoint(pinned):
        findings.failed(
            "timestamp.chain", Said("The token is not of {name}: the sealed statement names other roots.", name=name)
        )


def _imprint_problems(parsed: TimeStampResponse, request: bytes, digest: bytes) -> list[Said]:
    problems = [] if parsed.status == _GRANTED else [Said("The authority did not grant this timestamp.")]
    if parsed.tst_info.message_imprint.message != digest:
        problems.append(Said("The timestamp is over something else than this statement."))
    if parsed.tst_info.message_imprint.hash_algorithm.dotted_string != _SHA256_NAME:
        problems.append(Said("The timestamp is over a digest of another kind than SHA-256."))
    parts = read_value(request).children()
    # TimeStampReq: version, imprint, nonce, certReq. The nonce ties the answer to this very question.
    if len(parts) != 4 or int.from_bytes(parts[2].content, "big", signed=True) != parsed.tst_info.nonce:
        problems.append(Said("The timestamp answers another request than the one that is here."))
    elif request != _expect_request(digest, parts[2].whole):
        problems.append(Said("The request that is here asks about something else than this statement."))
    return problems


def _expect_request(digest: bytes, nonce: bytes) -> bytes:
    """The one form that a question about `digest` with the DER integer `nonce` has."""
    body = _ASKED[0] + _ASKED[1] + digest + nonce + _ASKED[2]
    return bytes([0x30, len(body) & 0x7F]) + body


def _check_clock(
    name: str, stamped_at: datetime, statement: Mapping[str, Any], captured_at: datetime | None, findings: Findings
) -> None:
    sealed_at = _read_moment(statement["sealed_at"])
    problems = []
    if abs(stamped_at - sealed_at) > CLOCK_TOLERANCE:
        problems.append(
            Said(
                "The statement says it was sealed at {at}, {name} says otherwise.",
                at=f"{sealed_at:%Y-%m-%d %H:%M:%S}",
                name=name,
            )
        )
    if captured_at is not None and captured_at > stamped_at + CLOCK_TOLERANCE:
        problems.append(Said("The capture claims to be later than the timestamp of {name}.", name=name))
    findings.judge(
        "timestamp.clock", problems, Said("The clocks of the sealing machine and of {name} agree.", name=name)
    )


def _check_order(
    statement: Mapping[str, Any], captured_at: datetime | None, now: datetime | None, findings: Findings
) -> None:
    """Captured before it was sealed, and sealed before it is read, which only the reader's own clock can tell."""
    sealed_at = _read_moment(statement["sealed_at"])
    if captured_at is not None and captured_at > sealed_at + CLOCK_TOLERANCE:
        findings.failed(
            "timestamp.clock",
            Said("The capture claims to be later than its seal, of {at}.", at=f"{sealed_at:%Y-%m-%d %H:%M:%S}"),
        )
    if now is not None and sealed_at > now + CLOCK_TOLERANCE:
        findings.failed(
            "timestamp.clock",
            Said("It says it was sealed at {at}, which is to come.", at=f"{sealed_at:%Y-%m-%d %H:%M:%S}"),
        )


def _read_moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
