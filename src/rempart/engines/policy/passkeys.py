"""Passkeys as signers' keys: what an authenticator says over a statement, judged against what a subscriber pinned.

The challenge is the SHA-256 of the statement, so that an assertion over one statement is none over another
(W3C Web Authentication level 2, section 7.2). Never: a signature without its person having been verified, for another
site, or from within another site's frame.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicNumbers
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.webauthn import AuthenticatorData, CollectedClientData

_FIELD = 2**255 - 19
# The y of every point of small order on the curve (RFC 8032): under such a "key" a made-up signature holds
# for one statement in a few, whoever makes it. OpenSSL does not refuse them.
_WEAK_KEYS = frozenset(
    int.from_bytes(bytes.fromhex(text), "little")
    for text in (
        "00" * 32,
        "01" + "00" * 31,
        "ec" + "ff" * 30 + "7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    )
)
# COSE (RFC 9053): the key's type, algorithm and curve; where its coordinates stand.
_KIND, _ALGORITHM, _CURVE, _X, _Y = 1, 3, -1, -2, -3
_ES256 = {_KIND: 2, _ALGORITHM: -7, _CURVE: 1}
_EDDSA = {_KIND: 1, _ALGORITHM: -8, _CURVE: 6}


@dataclass(frozen=True, slots=True)
class PasskeySite:
    """Where a passkey signs: the relying party's id (a hostname) and the origin of its pages (`https://…`)."""

    rp_id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """What an authenticator signed together with the statement's hash: its data, and the browser's client data."""

    authenticator_data: bytes
    client_data: bytes


def challenge_of(signed: bytes) -> bytes:
    """The 32-byte challenge that stands for a statement."""
    return sha256(signed).digest()


def can_sign(public_key: bytes) -> bool:
    """Whether a COSE key is of a kind that mandates may be signed with: ES256 on P-256, or Ed25519."""
    return _kind_of(_key(public_key)) is not None


def ed25519_holds(signed: bytes, public_key: bytes, signature: bytes) -> bool:
    """Whether `signature` is the 32-byte Ed25519 key's over `signed`."""
    # The top bit is the sign of x; a y beyond the field's size is another way to write a small one.
    if int.from_bytes(public_key, "little") % 2**255 % _FIELD in _WEAK_KEYS:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def assertion_holds(
    signed: bytes, public_key: bytes, signature: bytes, assertion: Assertion, site: PasskeySite
) -> bool:
    """Whether the assertion is the COSE key's over `signed`, made at `site` by its verified person."""
    try:
        client = CollectedClientData(assertion.client_data)
        said = AuthenticatorData(assertion.authenticator_data)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return False
    meant = (
        client.type == CollectedClientData.TYPE.GET.value
        and client.challenge == challenge_of(signed)
        and client.origin == site.origin
        and client.cross_origin is False
        and said.rp_id_hash == sha256(site.rp_id.encode()).digest()
        and said.is_user_present()
        and said.is_user_verified()
    )
    witnessed = assertion.authenticator_data + sha256(assertion.client_data).digest()
    return meant and _signature_holds(_key(public_key), witnessed, signature)


def _key(public_key: bytes) -> Mapping[int, object]:
    try:
        key = cbor.decode(public_key)
    except (ValueError, KeyError, TypeError, IndexError):
        return {}
    return key if isinstance(key, dict) else {}


def _kind_of(key: Mapping[int, object]) -> int | None:
    """The algorithm of a key that can be used; each coordinate is 32 bytes."""
    for kind, coordinates in ((_ES256, (_X, _Y)), (_EDDSA, (_X,))):
        places = [key.get(at) for at in coordinates]
        whole = all(isinstance(place, bytes) and len(place) == 32 for place in places)
        if whole and all(key.get(name) == value for name, value in kind.items()):
            return kind[_ALGORITHM]
    return None


def _signature_holds(key: Mapping[int, object], witnessed: bytes, signature: bytes) -> bool:
    kind = _kind_of(key)
    x, y = (bytes(value) if isinstance(value := key.get(at), bytes) else b"" for at in (_X, _Y))
    if kind == _EDDSA[_ALGORITHM]:
        return ed25519_holds(witnessed, x, signature)
    if kind is None:
        return False
    try:
        numbers = EllipticCurvePublicNumbers(int.from_bytes(x), int.from_bytes(y), SECP256R1())
        numbers.public_key().verify(signature, witnessed, ECDSA(SHA256()))
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True
