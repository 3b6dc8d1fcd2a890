"""Check an opened commitment without a database: leaf, salt, inclusion, signature. No table is touched here."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rempart.engines import ledger
from rempart.kernel.errors import RempartError
from rempart.transparency.contracts import OpeningCheck, OpeningUnreadableError


def encode_extra(canonical: bytes, salt: bytes) -> bytes:
    """The entry and its salt as they travel in a proof's extra data."""
    return json.dumps({"entry": canonical.decode(), "salt": salt.hex()}).encode()


def check_opening(text: str, verifier_key: str) -> OpeningCheck:
    """Whether `text` proves its entry under the log's `verifier_key`. Raises OpeningUnreadableError."""
    try:
        proof = ledger.parse_proof(text)
        name, public_key = ledger.parse_verifier_key(verifier_key)
        extra = json.loads(proof.extra)
        canonical, salt = extra["entry"].encode(), bytes.fromhex(extra["salt"])
        entry = json.loads(canonical)
        leaf = ledger.leaf_hash(_leaf(entry, hashlib.sha256(salt + canonical).hexdigest()))
    except (RempartError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OpeningUnreadableError(problem=str(error)) from error
    try:
        sound = proof.verify(leaf, name, public_key) and entry["index"] == proof.index
    except RempartError as error:
        return OpeningCheck(sound=False, problem=error.message, index=proof.index, entry=entry)
    problem = "" if sound else "the log holds something else at this place"
    return OpeningCheck(sound=sound, problem=problem, index=proof.index, entry=entry)


def _leaf(entry: Mapping[str, Any], commitment: str) -> bytes:
    """The public leaf that an entry with this commitment must have (as in `rempart.journal.leaves`)."""
    at = datetime.fromisoformat(entry["at"]).isoformat(timespec="seconds")
    content = {"act": entry["act"], "at": at, "commitment": commitment}
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
