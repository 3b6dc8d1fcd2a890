"""The receipt code: sixteen letters and digits in four groups, 80 bits; only its hash is kept.

The alphabet (Crockford's base 32) has no I, L, O, U; what a hand writes instead is read as 1, 1, 0.
"""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 4
GROUP_LENGTH = 4
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": "", ".": ""})


def new_receipt_code() -> str:
    """A code such as ``7K3M-Q0TZ-41XW-9RBD``."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))


def receipt_digest(code: str) -> str:
    """SHA-256 (hex) of the code, however it was written down. 80 random bits need no slow hash."""
    return hashlib.sha256(_normal(code).encode()).hexdigest()


def receipt_group(code: str) -> str:
    """The first of the code's groups, however it was written down: one of a million."""
    return "".join(letter for letter in _normal(code) if letter in ALPHABET)[:GROUP_LENGTH]


def _normal(code: str) -> str:
    return code.strip().upper().translate(_READ_AS)
