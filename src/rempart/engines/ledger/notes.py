"""Signed notes (C2SP signed-note): a text, a blank line, and signature lines that start with an em dash."""

from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rempart.engines.ledger.encoding import decode_base64, encode_base64
from rempart.kernel.errors import InputRejectedError

ED25519 = 0x01
_DASH = "\u2014 "
_MAX_SIGNATURES = 100


class NoteRejectedError(InputRejectedError):
    """The text is no signed note, or no signature of the expected key holds."""

    code = "ledger.note_rejected"
    template = "This signed note is not accepted: {problem}. Get it again from its source, and check the key."


class VerifierKeyRejectedError(NoteRejectedError):
    """The text is no verifier key."""

    code = "ledger.verifier_key_rejected"
    template = "This is no verifier key: {problem}. Copy it whole, name+hash+base64, from whoever publishes the log."


def key_id(name: str, public_key: bytes, kind: int = ED25519) -> bytes:
    """The first 4 bytes of SHA-256(name ‖ 0x0A ‖ kind ‖ key)."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public_key).digest()[:4]


def public_key_of(private_key: bytes) -> bytes:
    """The 32-byte Ed25519 public key of a 32-byte seed."""
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def encode_verifier_key(name: str, public_key: bytes) -> str:
    """The one-line form in which a public key is handed out: ``name+hex id+base64(kind ‖ key)``."""
    _check_name(name)
    encoded = encode_base64(bytes([ED25519]) + public_key)
    return f"{name}+{key_id(name, public_key).hex()}+{encoded}"


def parse_verifier_key(text: str) -> tuple[str, bytes]:
    """The name and the 32-byte key of `encode_verifier_key`. Raises VerifierKeyRejectedError."""
    name, _, rest = text.strip().partition("+")
    identifier, _, encoded = rest.partition("+")
    raw = decode_base64(encoded) or b""
    if len(raw) != 33 or raw[0] != ED25519:
        raise VerifierKeyRejectedError(problem="its last part is no Ed25519 key in base64")
    if not name or any(char.isspace() for char in name):
        raise VerifierKeyRejectedError(problem="its name is empty or has a space")
    if key_id(name, raw[1:]).hex() != identifier:
        raise VerifierKeyRejectedError(problem="its hash does not belong to its name and key")
    return name, raw[1:]


def sign_note(text: str, name: str, private_key: bytes) -> str:
    """`text` (which must end with a newline) signed as `name` with a 32-byte Ed25519 seed."""
    _check_text(text)
    _check_name(name)
    signer = Ed25519PrivateKey.from_private_bytes(private_key)
    identifier = key_id(name, signer.public_key().public_bytes_raw())
    signature = encode_base64(identifier + signer.sign(text.encode()))
    return f"{text}\n{_DASH}{name} {signature}\n"


def verify_note(note: str, name: str, public_key: bytes) -> str:
    """The note's text, once one signature line of `name` and `public_key` holds.

    Lines of other keys are passed over; a line of this key that does not hold rejects the whole note.
    Raises NoteRejectedError.
    """
    text, lines = split_note(note)
    wanted = key_id(name, public_key)
    held = False
    for line in lines:
        signer, _, encoded = line.removeprefix(_DASH).partition(" ")
        raw = _decode(encoded)
        if signer != name or raw[:4] != wanted:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(raw[4:], text.encode())
        except InvalidSignature as error:
            raise NoteRejectedError(problem=f"the signature of {name} does not hold") from error
        held = True
    if not held:
        raise NoteRejectedError(problem=f"it has no signature of {name} with the expected key")
    return text


def split_note(note: str) -> tuple[str, tuple[str, ...]]:
    """The text (with its newline) and the signature lines, unverified. Raises NoteRejectedError."""
    text, separator, tail = note.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        raise NoteRejectedError(problem="it has no blank line before its signatures")
    _check_text(text + "\n")
    lines = tuple(tail.removesuffix("\n").split("\n"))
    if not 1 <= len(lines) <= _MAX_SIGNATURES or not all(line.startswith(_DASH) for line in lines):
        raise NoteRejectedError(problem="its signature lines are malformed")
    return text + "\n", lines


def _check_text(text: str) -> None:
    if not text.endswith("\n") or any(ord(char) < 0x20 and char != "\n" for char in text):
        raise NoteRejectedError(problem="its text has control characters or no final newline")


def _check_name(name: str) -> None:
    if not name or "+" in name or any(char.isspace() for char in name):
        raise NoteRejectedError(problem=f"{name!r} is no key name: it is empty, or has a space or a plus sign")


def _decode(encoded: str) -> bytes:
    raw = decode_base64(encoded)
    if raw is None:
        raise NoteRejectedError(problem="a line is no base64")
    return raw
