"""Base64 with exactly one spelling, so that no text can be changed without changing what it says."""

import base64
import binascii


def encode_base64(raw: bytes) -> str:
    """Standard base64 with padding (RFC 4648, 4)."""
    return base64.b64encode(raw).decode()


def decode_base64(text: str) -> bytes | None:
    """The bytes, or None where `text` is no base64 or spells it with stray trailing bits."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if encode_base64(raw) == text else None
