"""The bytes of an entry: its canonical form, the commitment to it, and the leaf that the public log holds.

Canonical form is JSON with sorted keys, no white space, UTF-8 (the subset of RFC 8785 that needs no number rules:
numbers are integers or plain decimals). The leaf names the act and the moment, and commits to the rest:
commitment = SHA-256(salt || canonical), salt 32 random bytes, so that nobody can guess a hostname out of it.
"""

import hashlib
import json

from rempart.journal.contracts import JournalEntry


def canonical(entry: JournalEntry) -> bytes:
    """Everything that the entry says, without its salt."""
    content = {
        "account": str(entry.account_id) if entry.account_id else None,
        "act": entry.act,
        "actor": entry.actor_name,
        "actor_kind": entry.actor_kind.value,
        "at": entry.at.isoformat(timespec="microseconds"),
        "cause": entry.cause,
        "facts": dict(entry.facts),
        "index": entry.index,
        "reason": entry.reason,
        "subject": entry.subject,
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commitment(entry: JournalEntry) -> bytes:
    """SHA-256 over salt and canonical form, 32 bytes."""
    return hashlib.sha256(entry.salt + canonical(entry)).digest()


def leaf(entry: JournalEntry) -> bytes:
    """What the public log holds of the entry: never a hostname, a person or a reason."""
    content = {
        "act": entry.act,
        "at": entry.at.isoformat(timespec="seconds"),
        "commitment": commitment(entry).hex(),
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
