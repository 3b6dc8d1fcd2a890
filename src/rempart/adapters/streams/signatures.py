"""Signed tree heads of certificate logs: RFC 6962, and the note form of static-ct-api (C2SP)."""

import base64
import binascii
import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from rempart.ports.streams import StreamBusyError, StreamDistrustedError, StreamStaleError, StreamUnreadableError

_TREE_HASH = 1  # RFC 6962, 3.2: SignatureType tree_hash
_NOTE_TYPE = 0x05  # signed-note: RFC 6962 TreeHeadSignature
HEAD_GRACE_S = 3600.0  # beyond its merge delay: caches, maintenance, clocks
_HASH_SHA256, _SIGNED_RSA, _SIGNED_ECDSA = 4, 1, 3  # RFC 5246, 7.4.1.4.1


@dataclass(frozen=True, slots=True)
class TreeHead:
    """How many entries a log claims to have, the hash over them, and when (milliseconds since 1970)."""

    size: int
    root: bytes
    timestamp_ms: int = 0

    @property
    def signed_on(self) -> str:
        """Its date, to be read by people."""
        return f"{datetime.fromtimestamp(self.timestamp_ms / 1000, UTC):%Y-%m-%d %H:%M} UTC"

    def check_age(self, label: str, merge_delay_s: float, now_s: float) -> None:
        """That a log which promises to take in what it is sent within `merge_delay_s` has signed anew since (RFC 6962,
        3); `now_s` since 1970. Nothing is asked of a head without a date, or where the delay is 0.

        Raises StreamStaleError, and StreamBusyError for a head of a day to come.
        """
        if not self.timestamp_ms or not merge_delay_s:
            return
        age_s = now_s - self.timestamp_ms / 1000
        if age_s > merge_delay_s + HEAD_GRACE_S:
            raise StreamStaleError(stream=label, problem=f"its tree head was signed on {self.signed_on}")
        if age_s < -HEAD_GRACE_S:
            raise StreamBusyError(
                stream=label, problem="its tree head is of a time to come; this machine's clock may be slow"
            )


@dataclass(frozen=True, slots=True)
class LogKey:
    """The public key of one log; `der` is its SubjectPublicKeyInfo, whose SHA-256 is the log's id."""

    label: str
    der: bytes

    @property
    def log_id(self) -> bytes:
        """SHA-256 of the key, 32 bytes."""
        return hashlib.sha256(self.der).digest()

    def _note_id(self, origin: str) -> bytes:
        return hashlib.sha256(origin.encode() + b"\n" + bytes([_NOTE_TYPE]) + self.log_id).digest()[:4]

    def check(self, head: TreeHead, digitally_signed: bytes) -> None:
        """Raises StreamDistrustedError unless the DigitallySigned struct signs `head` with this key."""
        message = struct.pack(">BBQQ", 0, _TREE_HASH, head.timestamp_ms, head.size) + head.root
        try:
            hash_id, signed_id, length = struct.unpack_from(">BBH", digitally_signed)
            signature = digitally_signed[4:]
            if hash_id != _HASH_SHA256 or len(signature) != length:
                raise InvalidSignature
            self._verify(signed_id, signature, message)
        except (InvalidSignature, struct.error) as error:
            raise StreamDistrustedError(stream=self.label, problem="its tree head is not signed by its key") from error

    def _verify(self, signed_id: int, signature: bytes, message: bytes) -> None:
        key = load_der_public_key(self.der)
        if isinstance(key, ec.EllipticCurvePublicKey) and signed_id == _SIGNED_ECDSA:
            key.verify(signature, message, ec.ECDSA(SHA256()))
        elif isinstance(key, rsa.RSAPublicKey) and signed_id == _SIGNED_RSA:
            key.verify(signature, message, padding.PKCS1v15(), SHA256())
        else:
            raise InvalidSignature

    def check_note(self, note: str, origin: str, head: TreeHead) -> TreeHead:
        """`head` with its timestamp, once the note's RFC 6962 signature line of `origin` holds.

        Raises StreamDistrustedError.
        """
        for key_id, timestamp_ms, signed in _signatures(note, origin):
            if key_id == self._note_id(origin):
                dated = TreeHead(head.size, head.root, timestamp_ms)
                self.check(dated, signed)
                return dated
        raise StreamDistrustedError(stream=self.label, problem="its checkpoint has no signature of its key")


def stated_time(note: str, origin: str) -> int:
    """When `origin` says that it signed the note, unchecked: milliseconds since 1970, 0 where it does not say."""
    found = _signatures(note, origin)
    return next((at for _, at, signed in found if int.from_bytes(signed[2:4], "big") == len(signed) - 4), 0)


def _signatures(note: str, origin: str) -> Iterator[tuple[bytes, int, bytes]]:
    """(key id, milliseconds since 1970, DigitallySigned) of each line that `origin` may have signed so."""
    for line in note.splitlines():
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—" or parts[1] != origin:
            continue
        try:
            raw = base64.b64decode(parts[2], validate=True)
        except binascii.Error:
            continue
        if len(raw) > 16:
            yield raw[:4], int.from_bytes(raw[4:12], "big"), raw[12:]


def load_key(label: str, text: str) -> LogKey:
    """The key from base64 of its SubjectPublicKeyInfo, as log lists give it. Raises StreamUnreadableError."""
    try:
        der = base64.b64decode(text, validate=True)
        load_der_public_key(der)
    except (binascii.Error, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise StreamUnreadableError(stream=label, problem=f"its key is no public key ({error})") from error
    return LogKey(label, der)
