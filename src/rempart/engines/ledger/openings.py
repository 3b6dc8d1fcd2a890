"""Opened commitments: a proof of inclusion that carries the entry and its salt, checked by the log's key alone.

The public leaf of an entry names its act and second, and commits to the rest: SHA-256(salt ‖ entry). Whoever is
given entry and salt can check every word of it; whoever is not cannot guess one.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rempart.engines.ledger.notes import parse_verifier_key
from rempart.engines.ledger.proofs import ProofRejectedError, parse_proof
from rempart.engines.ledger.tree import leaf_hash
from rempart.kernel.errors import InputRejectedError, RempartError


@dataclass(frozen=True, slots=True)
class OpeningCheck:
    """What an opening proves: that this entry stood in the log by the checkpoint, word for word."""

    sound: bool
    problem: str
    index: int
    entry: Mapping[str, Any]


class OpeningUnreadableError(InputRejectedError):
    """The text is no opening."""

    code = "ledger.opening_unreadable"
    template = (
        "This is no opening of a commitment: {problem}. Ask for it again, or make one with `rempart transparency open`."
    )


def encode_extra(canonical: bytes, salt: bytes) -> bytes:
    """The entry and its salt as they travel in a proof's extra data."""
    return json.dumps({"entry": canonical.decode(), "salt": salt.hex()}).encode()


def check_opening(text: str, verifier_key: str) -> OpeningCheck:
    """Whether `text` proves its entry under the log's `verifier_key`.

    Raises OpeningUnreadableError, VerifierKeyRejectedError.
    """
    name, public_key = parse_verifier_key(verifier_key)
    try:
        proof = parse_proof(text)
        extra = json.loads(proof.extra)
        canonical, salt = extra["entry"].encode(), bytes.fromhex(extra["salt"])
        entry = json.loads(canonical)
        leaf = leaf_hash(public_leaf(canonical, salt))
    except ProofRejectedError as error:
        raise OpeningUnreadableError(problem=error.fields["problem"]) from error
    except (RempartError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OpeningUnreadableError(problem="it holds no entry with its salt") from error
    try:
        sound = proof.verify(leaf, name, public_key) and entry.get("index") == proof.index
    except RempartError as error:
        return OpeningCheck(sound=False, problem=error.message, index=proof.index, entry=entry)
    problem = "" if sound else "the log holds something else at this place"
    return OpeningCheck(sound=sound, problem=problem, index=proof.index, entry=entry)


def public_leaf(canonical: bytes, salt: bytes) -> bytes:
    """What the public log holds of an entry in canonical form (the journal writes the same): never a name."""
    entry = json.loads(canonical)
    content = {
        "act": entry["act"],
        "at": datetime.fromisoformat(entry["at"]).isoformat(timespec="seconds"),
        "commitment": hashlib.sha256(salt + canonical).hexdigest(),
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
