"""The text form of an inclusion proof (C2SP tlog-proof): index, hashes and checkpoint in one file, checked offline."""

from dataclasses import dataclass

from rempart.engines.ledger.checkpoints import DECIMAL, verify_checkpoint
from rempart.engines.ledger.encoding import decode_base64, encode_base64
from rempart.engines.ledger.tree import HASH_SIZE, verify_inclusion
from rempart.kernel.errors import InputRejectedError

HEADER = "c2sp.org/tlog-proof@v1"


class ProofRejectedError(InputRejectedError):
    """The text is no proof of this form."""

    code = "ledger.proof_rejected"
    template = "This proof is not accepted: {problem}. Ask for it again where it came from."


@dataclass(frozen=True, slots=True)
class InclusionRecord:
    """What one proof file says. `checkpoint` is the signed note; `extra` is not authenticated by anything."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    def verify(self, leaf: bytes, name: str, public_key: bytes) -> bool:
        """Whether the leaf hash is in the log whose checkpoint `name` signed with `public_key`.

        Raises NoteRejectedError or CheckpointRejectedError where the checkpoint itself does not hold.
        """
        head = verify_checkpoint(self.checkpoint, name, public_key)
        return verify_inclusion(leaf, self.index, head.size, self.hashes, head.root)


def encode_proof(record: InclusionRecord) -> str:
    """The proof as text; the usual file ending is ``.tlog-proof``."""
    lines = [HEADER]
    if record.extra:
        lines.append("extra " + encode_base64(record.extra))
    lines.append(f"index {record.index}")
    lines.extend(encode_base64(item) for item in record.hashes)
    return "\n".join(lines) + "\n\n" + record.checkpoint


def parse_proof(text: str) -> InclusionRecord:
    """The proof that `text` holds, not yet verified. Raises ProofRejectedError."""
    head, separator, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if lines.pop(0) != HEADER or not separator or not lines:
        raise ProofRejectedError(problem=f"it does not start with {HEADER}, or has no checkpoint")
    extra = _decode(lines.pop(0).removeprefix("extra ")) if lines[0].startswith("extra ") else b""
    word, _, digits = lines.pop(0).partition(" ") if lines else ("", "", "")
    if word != "index" or not DECIMAL.match(digits):
        raise ProofRejectedError(problem="its index is no plain decimal number")
    hashes = tuple(_decode(line) for line in lines)
    if any(len(item) != HASH_SIZE for item in hashes):
        raise ProofRejectedError(problem=f"a hash is not {HASH_SIZE} bytes long")
    return InclusionRecord(index=int(digits), hashes=hashes, checkpoint=checkpoint, extra=extra)


def _decode(encoded: str) -> bytes:
    raw = decode_base64(encoded)
    if raw is None:
        raise ProofRejectedError(problem="a line is no base64")
    return raw
