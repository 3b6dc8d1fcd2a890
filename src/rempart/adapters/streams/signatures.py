"""Signed tree heads of certificate logs: RFC 6962, and the note form of static-ct-api (C2SP)."""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from rempart.ports.streams import StreamDistrustedError, StreamUnreadableError

_TREE_HASH = 1  # RFC 6962, 3.2: SignatureType tree_hash
_NOTE_TYPE = 0x05  # signed-note: RFC 6962 TreeHeadSignature
_HASH_SHA256, _SIGNED_RSA, _SIGNED_ECDSA = 4, 1, 3  # RFC 5246, 7.4.1.4.1


@dataclass(frozen=True, slots=True)
class TreeHead:
    """How many entries a log claims to have, the hash over them, and when (milliseconds since 1970)."""

    size: int
    root: bytes
    timestamp_ms: int = 0


@dataclass(frozen=True, slots=True)
class LogKey:
    """The public key of one log; `der` is its SubjectPublicKeyInfo, whose SHA-256 is the log's id."""

    label: str
    der: bytes

    @property
    def log_id(self) -> bytes:
        """SHA-256 of the key, 32 bytes."""
        return hashlib.sha256(self.der).digest()

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
        key_id = hashlib.sha256(origin.encode() + b"\n" + bytes([_NOTE_TYPE]) + self.log_id).digest()[:4]
        for line in note.splitlines():
            parts = line.split(" ")
            if len(parts) != 3 or parts[0] != "—" or parts[1] != origin:
                continue
            try:
                raw = base64.b64decode(parts[2], validate=True)
            except binascii.Error:
                continue
            if raw[:4] == key_id and len(raw) > 12:
                dated = TreeHead(head.size, head.root, int.from_bytes(raw[4:12], "big"))
                self.check(dated, raw[12:])
                return dated
        raise StreamDistrustedError(stream=self.label, problem="its checkpoint has no signature of its key")


def load_key(label: str, text: str) -> LogKey:
    """The key from base64 of its SubjectPublicKeyInfo, as log lists give it. Raises StreamUnreadableError."""
    try:
        der = base64.b64decode(text, validate=True)
        load_der_public_key(der)
    except (binascii.Error, ValueError, TypeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its key is no public key ({error})") from error
    return LogKey(label, der)
