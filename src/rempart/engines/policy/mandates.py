"""Mandates: what two people sign with keys of their own, so that a resolver needs to believe nobody else.

A mandate says the same as the order, in canonical bytes. A subscriber pins the signers' keys; whoever steals the hub
has none of them and can block nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rempart.kernel.errors import InputRejectedError
from rempart.kernel.hostname import Hostname, parse_hostname
from rempart.kernel.reasons import Reason

_DOMAIN = b"rempart-mandate-v1\n"  # keeps a signature from being passed off as one over something else
_RECHECK_DOMAIN = b"rempart-recheck-v1\n"
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


class MandateRejectedError(InputRejectedError):
    """The text is no mandate."""

    code = "policy.mandate_rejected"
    template = "This is no mandate: {problem}."


@dataclass(frozen=True, slots=True)
class Mandate:
    """One order for one term; `number` counts renewals from 0.

    Whoever obeys it stops `recheck_days` after it was issued, or after the last re-check that a signer signed.
    """

    order_id: str
    number: int
    hostname: Hostname
    subdomains: bool
    answer: str
    legal_basis: str
    issued_at: datetime
    expires_at: datetime
    recheck_days: int = 90

    @property
    def statement(self) -> bytes:
        """The bytes that are signed: JSON with sorted keys and no white space."""
        return json.dumps(self.to_json(), sort_keys=True, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of the statement, in hex: what the public log commits to."""
        return sha256(self.statement).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The mandate as JSON values."""
        return {
            "answer": self.answer,
            "expires_at": self.expires_at.isoformat(),
            "hostname": self.hostname,
            "issued_at": self.issued_at.isoformat(),
            "legal_basis": self.legal_basis,
            "number": self.number,
            "order_id": self.order_id,
            "recheck_days": self.recheck_days,
            "subdomains": self.subdomains,
        }

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Mandate":
        """The mandate of `to_json`. Raises MandateRejectedError, NotAHostnameError."""
        try:
            mandate = cls(
                order_id=str(facts["order_id"]),
                number=int(facts["number"]),
                hostname=parse_hostname(facts["hostname"]),
                subdomains=bool(facts["subdomains"]),
                answer=str(facts["answer"]),
                legal_basis=str(facts["legal_basis"]),
                issued_at=datetime.fromisoformat(facts["issued_at"]),
                expires_at=datetime.fromisoformat(facts["expires_at"]),
                recheck_days=int(facts["recheck_days"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise MandateRejectedError(problem=str(error)) from error
        if mandate.to_json() != dict(facts) or mandate.expires_at.tzinfo is None or mandate.issued_at.tzinfo is None:
            raise MandateRejectedError(problem="it has other fields, or another spelling, than a mandate has")
        return mandate


@dataclass(frozen=True, slots=True)
class MandateSignature:
    """One Ed25519 signature over a statement, with the 32-byte public key that it claims."""

    public_key: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Recheck:
    """Somebody looked at an order again at `looked_at`, and its reasons still hold."""

    order_id: str
    looked_at: datetime

    @property
    def statement(self) -> bytes:
        """The bytes that are signed."""
        facts = {"looked_at": self.looked_at.isoformat(), "order_id": self.order_id}
        return json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class PinnedSigner:
    """One key that a subscriber trusts: whose it is, and in which role they sign with it."""

    person: str
    role: str
    public_key: bytes


def sign_mandate(mandate: Mandate, private_key: bytes) -> MandateSignature:
    """Sign with a 32-byte Ed25519 seed."""
    signer = Ed25519PrivateKey.from_private_bytes(private_key)
    return MandateSignature(signer.public_key().public_bytes_raw(), signer.sign(_DOMAIN + mandate.statement))


def sign_recheck(recheck: Recheck, private_key: bytes) -> MandateSignature:
    """Sign with a 32-byte Ed25519 seed."""
    signer = Ed25519PrivateKey.from_private_bytes(private_key)
    return MandateSignature(signer.public_key().public_bytes_raw(), signer.sign(_RECHECK_DOMAIN + recheck.statement))


def recheck_holds(recheck: Recheck, signature: MandateSignature) -> bool:
    """Whether the signature is the claimed key's over this very re-check."""
    return _is_over(_RECHECK_DOMAIN + recheck.statement, signature)


def holds(mandate: Mandate, signature: MandateSignature) -> bool:
    """Whether the signature is the claimed key's over this very mandate."""
    return _is_over(_DOMAIN + mandate.statement, signature)


def _is_over(signed: bytes, signature: MandateSignature) -> bool:
    # The top bit is the sign of x; a y beyond the field's size is another way to write a small one.
    if int.from_bytes(signature.public_key, "little") % 2**255 % _FIELD in _WEAK_KEYS:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(signature.public_key).verify(signature.signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def check_quorum(
    mandate: Mandate, signatures: Sequence[MandateSignature], pins: Sequence[PinnedSigner]
) -> Reason | None:
    """Why the mandate is not signed by two pinned people of two roles, or None where it is."""
    by_key = {pin.public_key: pin for pin in pins}
    signers = [by_key[item.public_key] for item in signatures if item.public_key in by_key and holds(mandate, item)]
    if len({pin.person for pin in signers}) < 2:
        return Reason(
            code="policy.no_quorum",
            template="{count} of the people whose keys are pinned signed; two are needed.",
            values={"count": str(len({pin.person for pin in signers}))},
        )
    if len({pin.role for pin in signers}) < 2:
        return Reason(code="policy.same_role", template="Both signatures are of the same role; two are needed.")
    return None
