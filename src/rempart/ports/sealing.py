"""The ports that make an exhibit of a capture: a signer that sees hashes only, timestamps, a store."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError


@dataclass(frozen=True, slots=True)
class TimestampToken:
    """An RFC 3161 answer: the whole TimeStampResp in DER, checked against pinned roots when it was received."""

    authority: str
    response: bytes
    stamped_at: datetime


class TimestampUnavailableError(OutsideUnavailableError):
    """The authority did not answer, or its answer does not verify."""

    code = "captures.timestamp_unavailable"
    template = "The timestamp authority {authority} gave no usable token: {problem}. The exhibit is retried."


class TimestampAuthority(Protocol):
    """A service of RFC 3161."""

    def stamp(self, sha256: bytes) -> TimestampToken:
        """A token over the 32-byte digest. Raises TimestampUnavailableError."""
        ...


class Signer(Protocol):
    """A process that holds the sealing keys and is shown nothing but hashes."""

    def sign_seal(self, sha256: bytes) -> bytes:
        """Ed25519 signature (64 bytes) over the 32-byte digest."""
        ...

    def seal_public_key(self) -> bytes:
        """The raw Ed25519 public key, 32 bytes."""
        ...

    def sign_wacz(self, text: str) -> tuple[str, str]:
        """wacz-auth anonymous form over the ASCII text ``sha256:<hex>``: (signature, public key), both base64.

        ECDSA P-384 with SHA-256; signature is raw r||s, the key is SPKI DER.
        """
        ...


class ExhibitMissingError(InputRejectedError):
    """The store holds no exhibit of that digest."""

    code = "captures.exhibit_missing"
    template = "No exhibit {sha256} is in the store. Restore it from a backup; its digest is in the journal."


class StoreFullError(OutsideUnavailableError):
    """The store could not take the exhibit whole; nothing half-written is left."""

    code = "captures.store_full"
    template = "The exhibit could not be stored: {problem}. Free space; the capture is tried again."


class ExhibitStore(Protocol):
    """Keeps exhibits by digest, encrypted at rest; writes whole or not at all."""

    def put(self, content: bytes) -> str:
        """Store and return the SHA-256 in hex. Storing the same content twice is no error. Raises StoreFullError."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The exhibit's bytes. Raises ExhibitMissingError."""
        ...

    def list_digests(self) -> tuple[str, ...]:
        """Every digest held, sorted."""
        ...
