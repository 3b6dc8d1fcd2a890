"""Checkpoints (C2SP tlog-checkpoint): the signed statement of how long a log is and what its root is."""

import re
from dataclasses import dataclass

from rempart.engines.ledger.encoding import decode_base64, encode_base64
from rempart.engines.ledger.notes import sign_note, split_note, verify_note
from rempart.engines.ledger.tree import HASH_SIZE
from rempart.kernel.errors import InputRejectedError

DECIMAL = re.compile(r"(0|[1-9][0-9]{0,18})\Z")


class CheckpointRejectedError(InputRejectedError):
    """The note's text is no checkpoint."""

    code = "ledger.checkpoint_rejected"
    template = "This checkpoint is not accepted: {problem}. Get it again from the log."


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's name, its number of entries, and the root of exactly those."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"


def sign_checkpoint(checkpoint: Checkpoint, name: str, private_key: bytes) -> str:
    """The checkpoint as a signed note; `private_key` is a 32-byte Ed25519 seed, `name` usually the origin.

    Raises CheckpointRejectedError where the origin would change what the lines mean.
    """
    if _parse_text(checkpoint.text) != checkpoint:
        raise CheckpointRejectedError(problem="its origin has a line break")
    return sign_note(checkpoint.text, name, private_key)


def verify_checkpoint(note: str, name: str, public_key: bytes) -> Checkpoint:
    """The checkpoint that `note` states, once the signature of `name` holds.

    Raises NoteRejectedError or CheckpointRejectedError.
    """
    return _parse_text(verify_note(note, name, public_key))


def parse_checkpoint(note: str) -> Checkpoint:
    """What `note` states, its signatures unchecked: for display only. Raises as `verify_checkpoint`."""
    return _parse_text(split_note(note)[0])


def _parse_text(text: str) -> Checkpoint:
    lines = text.split("\n")
    if len(lines) < 4 or not all(lines[:-1]):
        raise CheckpointRejectedError(problem="it has fewer than three lines, or an empty one")
    origin, size, encoded = lines[:3]  # extension lines may follow; they say nothing of the tree
    if not DECIMAL.match(size):
        raise CheckpointRejectedError(problem="its size is no plain decimal number")
    root_hash = decode_base64(encoded)
    if root_hash is None or len(root_hash) != HASH_SIZE:
        raise CheckpointRejectedError(problem=f"its root is no base64 of {HASH_SIZE} bytes")
    return Checkpoint(origin=origin, size=int(size), root=root_hash)
