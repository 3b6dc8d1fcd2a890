"""What the reader trusts, from the files that the reader hands in."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from rempart.verification.journal_proof import LOG_KEY, WITNESS_KEY, ProofError, read_key
from rempart.verification.report import Trust
from rempart.verification.said import Said


class TrustError(Exception):
    """A key, or a file of keys or roots, cannot be used: `given` says which, `said` why."""

    def __init__(self, given: Path | str, said: Said) -> None:
        super().__init__(f"{given} {said}")
        self.given = given
        self.said = said


def load_trust(
    *,
    keys: Sequence[Path] = (),
    roots: Sequence[Path] = (),
    log_keys: Sequence[str] = (),
    witness_keys: Sequence[str] = (),
    now: datetime | None = None,
) -> Trust:
    """Public keys (PEM or hex), root certificates (PEM), C2SP keys of logs and witnesses. Raises TrustError."""
    return Trust(
        seal_keys=tuple(_load_key(path) for path in keys),
        timestamp_roots=tuple(root for path in roots for root in _load_roots(path)),
        log_keys=tuple(_check_form(key, LOG_KEY) for key in log_keys),
        witness_keys=tuple(_check_form(key, WITNESS_KEY) for key in witness_keys),
        now=now,
    )


def _check_form(key: str, kind: bytes) -> str:
    """The key, which a slip of whoever copied it would else make one that the exhibit is not signed with."""
    try:
        read_key(key.strip(), kind)
    except ProofError as error:
        said = Said("is no such key: {error}. Copy it whole, name+hash+key", error=error.args[0])
        raise TrustError(key, said) from error
    return key.strip()


def _load_key(path: Path) -> bytes:
    try:
        content = path.read_bytes().strip()
        if len(content) == 64:
            return bytes.fromhex(content.decode("ascii"))
        key = load_pem_public_key(content)
    except OSError as error:
        raise TrustError(path, Said("cannot be read: {problem}", problem=error.strerror)) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise TrustError(path, Said("is no public key: give PEM, or 64 hex digits ({error})", error=error)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise TrustError(path, Said("is no Ed25519 key, which seals are made with"))
    return key.public_bytes_raw()


def _load_roots(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise TrustError(path, Said("cannot be read: {problem}", problem=error.strerror)) from error
    except ValueError as error:
        raise TrustError(path, Said("holds no certificates in PEM ({error})", error=error)) from error
