"""The seal: one statement that names the manifest, signed, timestamped, and closed by a signed list of all files.

Everything in ``seal/`` comes after the manifest and is therefore not in it. Its names have no dot, because WACZ
validators take every other file that the manifest does not list for an intruder.

statement        JSON: which manifest, which key, which authorities, which log; its SHA-256 is the one digest that the
                 signer signs and the authorities stamp
public-key       PEM of the Ed25519 key
signature        64 bytes, Ed25519 over the 32 bytes of SHA-256(statement)
timestamp-N      the whole TimeStampResp of the N-th authority; request-N what was asked; revocation-N what was told
                 then of the certificates behind it (CRL and OCSP, PEM)
journal-entry, journal-salt, journal-leaf, journal-proof
                 the journal's entry that names the manifest, what opens its commitment, and its place in the log
sums             ``sha256sum`` list of every file of the exhibit but itself and its signature
sums-signature   64 bytes, Ed25519 over the 32 bytes of SHA-256(sums)
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from rempart.adapters.exhibit.container import read_zip, write_zip
from rempart.adapters.exhibit.packaging import DIGEST_FILE, MANIFEST, SOFTWARE, write_digest_file
from rempart.ports.sealing import (
    LogProof,
    NotAnExhibitError,
    SealedPackage,
    Signer,
    TimestampAuthority,
    TimestampToken,
    TimestampUnavailableError,
)
from rempart.verification.report import Findings, Outcome, Trust
from rempart.verification.timestamps import check_timestamps

FORMAT = "rempart-seal/1"
# A verifier rejects a seal whose own time and whose token's time differ by more: better not to make one.
CLOCK_TOLERANCE = timedelta(minutes=10)


def seal_package(
    package: bytes,
    *,
    signer: Signer,
    authorities: Sequence[TimestampAuthority],
    log_proof: LogProof | None,
    now: datetime,
) -> SealedPackage:
    """`package` with its seal. Nothing is sealed where one authority fails: the statement names them all.

    Raises SignerUnavailableError, TimestampUnavailableError or NotAnExhibitError.
    """
    files = read_zip(package)
    if any(name.startswith("seal/") for name in files) or MANIFEST not in files:
        raise NotAnExhibitError(problem="it is sealed already, or has no manifest")
    manifest = hashlib.sha256(files[MANIFEST]).hexdigest()
    created = json.loads(files[MANIFEST])["created"]
    files[DIGEST_FILE] = _sign_digest_file(manifest, created, signer)
    public_key = signer.seal_public_key()
    statement = _canonical(
        {
            "authorities": [{"name": a.name, "roots": list(a.root_fingerprints())} for a in authorities],
            "digest_file": hashlib.sha256(files[DIGEST_FILE]).hexdigest(),
            "format": FORMAT,
            "log": log_proof.key if log_proof else None,
            "manifest": manifest,
            "public_key": public_key.hex(),
            "sealed_at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
    )
    digest = hashlib.sha256(statement).digest()
    tokens = [_stamp(authority, digest, now) for authority in authorities]
    files["seal/statement"] = statement
    files["seal/public-key"] = _pem(public_key)
    files["seal/signature"] = signer.sign_seal(digest)
    files.update(_token_files(tokens))
    _refuse_doubtful(files, statement, tokens)
    files.update(_journal_files(log_proof))
    files["seal/sums"] = _write_sums(files.items())
    files["seal/sums-signature"] = signer.sign_seal(hashlib.sha256(files["seal/sums"]).digest())
    return SealedPackage(
        content=write_zip(files, datetime.fromisoformat(created)),
        statement_sha256=digest.hex(),
        authorities=tuple(token.authority for token in tokens),
        stamped_at=min((token.stamped_at for token in tokens), default=None),
    )


def _stamp(authority: TimestampAuthority, digest: bytes, now: datetime) -> TimestampToken:
    token = authority.stamp(digest)
    if abs(token.stamped_at - now) > CLOCK_TOLERANCE:
        problem = (
            f"it says {token.stamped_at:%Y-%m-%d %H:%M:%S}, this machine {now:%Y-%m-%d %H:%M:%S} UTC; set the clock"
        )
        raise TimestampUnavailableError(authority=authority.name, problem=problem)
    return token


def _refuse_doubtful(files: Mapping[str, bytes], statement: bytes, tokens: Sequence[TimestampToken]) -> None:
    """Let the verifier read the tokens before anybody relies on them: what it refuses today it refuses for ever."""
    findings = Findings()
    check_timestamps(files, json.loads(statement), None, Trust(), findings)
    for check in findings.checks:
        if check.outcome is Outcome.FAILED:
            names = ", ".join(token.authority for token in tokens)
            raise TimestampUnavailableError(authority=names, problem=check.text.removesuffix("."))


def _sign_digest_file(manifest: str, created: str, signer: Signer) -> bytes:
    text = f"sha256:{manifest}"
    signature, public_key = signer.sign_wacz(text)
    return write_digest_file(
        manifest,
        {"hash": text, "created": created, "software": SOFTWARE, "signature": signature, "publicKey": public_key},
    )


def _token_files(tokens: Sequence[TimestampToken]) -> dict[str, bytes]:
    files = {}
    for number, token in enumerate(tokens, start=1):
        files[f"seal/timestamp-{number}"] = token.response
        files[f"seal/request-{number}"] = token.request
        if token.revocation:
            files[f"seal/revocation-{number}"] = token.revocation
    return files


def _journal_files(log_proof: LogProof | None) -> dict[str, bytes]:
    if log_proof is None:
        return {}
    return {
        "seal/journal-entry": log_proof.entry.encode(),
        "seal/journal-salt": log_proof.salt.hex().encode(),
        "seal/journal-leaf": log_proof.leaf,
        "seal/journal-proof": log_proof.proof.encode(),
    }


def _write_sums(files: Iterable[tuple[str, bytes]]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files))
    return "".join(lines).encode()


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _pem(public_key: bytes) -> bytes:
    key = Ed25519PublicKey.from_public_bytes(public_key)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
