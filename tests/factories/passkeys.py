"""An authenticator in software: says of a challenge what a real one would, or what a forger would."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.utils import websafe_encode

from rempart.engines.policy.mandates import MandateSignature
from rempart.engines.policy.passkeys import Assertion, PasskeySite

SITE = PasskeySite("rempart.example", "https://rempart.example")
UP, UV = 1, 4


@dataclass(frozen=True)
class SoftAuthenticator:
    """One credential, ES256 unless `eddsa`; `seed` makes it the same each time."""

    seed: int
    eddsa: bool = False

    @property
    def public_key(self) -> bytes:
        """In COSE form."""
        if self.eddsa:
            return bytes(cbor.encode({1: 1, 3: -8, -1: 6, -2: self._ed().public_key().public_bytes_raw()}))
        numbers = self._ec().public_key().public_numbers()
        x, y = numbers.x.to_bytes(32), numbers.y.to_bytes(32)
        return bytes(cbor.encode({1: 2, 3: -7, -1: 1, -2: x, -3: y}))

    def sign(
        self, challenge: bytes, *, site: PasskeySite = SITE, flags: int = UP | UV, counter: int = 0, **client: Any
    ) -> MandateSignature:
        """What it says of the challenge; `client` overrides what the browser says."""
        said = {"type": "webauthn.get", "challenge": websafe_encode(challenge), "origin": site.origin} | client
        client_data = json.dumps({"crossOrigin": False} | said).encode()
        data = sha256(site.rp_id.encode()).digest() + bytes([flags]) + counter.to_bytes(4)
        return MandateSignature(
            self.public_key, self._raw(data + sha256(client_data).digest()), Assertion(data, client_data)
        )

    def _raw(self, message: bytes) -> bytes:
        if self.eddsa:
            return self._ed().sign(message)
        return self._ec().sign(message, ec.ECDSA(SHA256()))

    def _ed(self) -> ed25519.Ed25519PrivateKey:
        return ed25519.Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32)

    def _ec(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(self.seed, ec.SECP256R1())
