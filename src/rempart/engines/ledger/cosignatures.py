"""Witnesses (C2SP tlog-witness, tlog-cosignature): others who sign a log's head once they saw that it only grew.

In: a request to cosign, what the witness saw of that log before, its key, the moment. Out: the cosignature and what it
has seen now, or a refusal with the status that the specification gives it.
Never: a cosignature on a head that does not extend the last one, whoever signed it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rempart.engines.ledger.checkpoints import CheckpointRejectedError, parse_checkpoint, verify_checkpoint
from rempart.engines.ledger.encoding import decode_base64, encode_base64
from rempart.engines.ledger.notes import NoteRejectedError, key_id, split_note
from rempart.engines.ledger.tree import EMPTY_ROOT, HASH_SIZE, verify_consistency
from rempart.kernel.errors import RuleRefusedError

COSIGNATURE = 0x04
_DASH = "\u2014 "
_OLD = re.compile(r"old (0|[1-9][0-9]{0,17})\Z")
_MAX_HASHES = 63


class CosigningRefusedError(RuleRefusedError):
    """The witness does not cosign. `status` is the HTTP status of tlog-witness; with 409, `size` is what it saw."""

    code = "ledger.cosigning_refused"
    template = "The witness does not cosign this checkpoint: {problem}. If it saw another log, compare both."

    def __init__(self, *, problem: str, status: int, size: int = 0) -> None:
        super().__init__(problem=problem, status=status, size=size)
        self.status = status
        self.size = size


@dataclass(frozen=True, slots=True)
class Seen:
    """The last head of a log that a witness cosigned."""

    size: int = 0
    root: bytes = EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The signature line to hand back, and what to remember before handing it back."""

    line: str
    seen: Seen


def encode_witness_key(name: str, public_key: bytes) -> str:
    """The one-line form in which a witness hands out its key: ``name+hex id+base64(0x04 ‖ key)``."""
    encoded = encode_base64(bytes([COSIGNATURE]) + public_key)
    return f"{name}+{key_id(name, public_key, COSIGNATURE).hex()}+{encoded}"


def parse_witness_key(text: str) -> tuple[str, bytes]:
    """The name and the 32-byte key of `encode_witness_key`. Raises NoteRejectedError."""
    name, _, rest = text.strip().partition("+")
    raw = decode_base64(rest.partition("+")[2]) or b""
    if len(raw) != 33 or raw[0] != COSIGNATURE or encode_witness_key(name, raw[1:]) != text.strip():
        raise NoteRejectedError(problem="the witness key is no Ed25519 cosignature key")
    return name, raw[1:]


def encode_request(old: int, proof: Sequence[bytes], note: str) -> str:
    """The body of ``add-checkpoint``: the size that the witness saw, the consistency proof from there, the note."""
    return "".join([f"old {old}\n", *(encode_base64(item) + "\n" for item in proof), "\n", note])


def cosign(
    request: str, *, logs: Mapping[str, bytes], seen: Mapping[str, Seen], name: str, private_key: bytes, at: int
) -> tuple[str, Cosigned]:
    """The origin, and the cosignature of witness `name` on the checkpoint in `request`.

    `logs`: origin to the log's Ed25519 key; `seen`: origin to the last head; `at`: seconds since 1970.
    Raises CosigningRefusedError.
    """
    old, proof, note = _parse_request(request)
    try:
        origin = parse_checkpoint(note).origin
    except (NoteRejectedError, CheckpointRejectedError) as error:
        raise CosigningRefusedError(problem=error.message, status=400) from error
    if origin not in logs:
        raise CosigningRefusedError(problem=f"it does not watch the log {origin}", status=404)
    try:
        head = verify_checkpoint(note, origin, logs[origin])
    except NoteRejectedError as error:
        raise CosigningRefusedError(problem=error.message, status=403) from error
    last = seen.get(origin, Seen())
    if old != last.size:
        raise CosigningRefusedError(problem=f"it saw {last.size} entries, not {old}", status=409, size=last.size)
    if head.size < old:
        raise CosigningRefusedError(problem="the log is shorter than the one that it saw", status=400)
    if head.size == old and head.root != last.root:
        problem = f"it saw another log of {old} entries: the log is forked"
        raise CosigningRefusedError(problem=problem, status=409, size=old)
    if not verify_consistency(old, last.root, head.size, head.root, proof):
        raise CosigningRefusedError(problem="the proof does not show that the log only grew", status=422)
    text, _ = split_note(note)
    return origin, Cosigned(_sign(text, name, private_key, at), Seen(head.size, head.root))


def attach_cosignatures(note: str, lines: Sequence[str]) -> str:
    """The note with further signature lines."""
    return note + "".join(f"{line}\n" for line in lines)


def verify_cosignature(note: str, name: str, public_key: bytes) -> int | None:
    """When witness `name` cosigned `note`, in seconds since 1970; None where its key did not sign it.

    Raises NoteRejectedError where it is no note, or a line of this very key does not hold.
    """
    text, lines = split_note(note)
    wanted = key_id(name, public_key, COSIGNATURE)
    for line in lines:
        signer, _, encoded = line.removeprefix(_DASH).partition(" ")
        raw = decode_base64(encoded) or b""
        if signer != name or raw[:4] != wanted:
            continue
        at = int.from_bytes(raw[4:12], "big")
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(raw[12:], _message(text, at))
        except InvalidSignature as error:
            raise NoteRejectedError(problem=f"the cosignature of {name} does not hold") from error
        return at
    return None


def _sign(text: str, name: str, private_key: bytes, at: int) -> str:
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    identifier = key_id(name, key.public_key().public_bytes_raw(), COSIGNATURE)
    signature = key.sign(_message(text, at))
    return f"{_DASH}{name} {encode_base64(identifier + at.to_bytes(8, 'big') + signature)}"


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _parse_request(request: str) -> tuple[int, tuple[bytes, ...], str]:
    head, separator, note = request.partition("\n\n")
    first, *lines = head.split("\n")
    old = _OLD.match(first)
    proof = tuple(decode_base64(line) or b"" for line in lines)
    if not separator or old is None or len(proof) > _MAX_HASHES or any(len(item) != HASH_SIZE for item in proof):
        raise CosigningRefusedError(problem="the request is malformed", status=400)
    return int(old[1]), proof, note
