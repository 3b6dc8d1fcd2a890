"""The code that an authenticator app shows (RFC 6238).

In: the secret and the moment. Out: six digits. Never: a secret kept.
"""

import base64
import hashlib
import hmac
import struct

_PERIOD_S = 30


def one_time_code(secret: str, at: float) -> str:
    """The six digits of RFC 6238 (SHA-1, 30 s) for a base32 secret at a moment in seconds."""
    counter = struct.pack(">Q", int(at) // _PERIOD_S)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFF_FFFF
    return f"{number % 1_000_000:06d}"
