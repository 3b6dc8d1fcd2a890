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

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rempart.engines.policy.passkeys import Assertion, PasskeySite, assertion_holds, challenge_of, ed25519_holds
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.hostname import Hostname, parse_hostname
from rempart.kernel.phrases import Phrase
from rempart.kernel.reasons import Reason

_DOMAIN = b"rempart-mandate-v1\n"  # keeps a signature from being passed off as one over something else
_RECHECK_DOMAIN = b"rempart-recheck-v1\n"
_NO_LINE = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)


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
        except KeyError as error:
            raise MandateRejectedError(problem=Phrase("it has no {field}", field=error.args[0])) from error
        except (TypeError, ValueError, AttributeError, OverflowError) as error:
            raise MandateRejectedError(problem=str(error)) from error
        if mandate.to_json() != dict(facts) or mandate.expires_at.tzinfo is None or mandate.issued_at.tzinfo is None:
            raise MandateRejectedError(problem="it has other fields, or another spelling, than a mandate has")
        return mandate


@dataclass(frozen=True, slots=True)
class MandateSignature:
    """One signature over a statement, with the public key that it claims.

    Without `assertion` it is Ed25519 and the key 32 bytes; with one it is a passkey's and the key in COSE form.
    """

    public_key: bytes
    signature: bytes
    assertion: Assertion | None = None

    def to_json(self) -> dict[str, str]:
        """The signature as JSON values, bytes in hex."""
        facts = {"public_key": self.public_key.hex(), "signature": self.signature.hex()}
        if self.assertion is not None:
            facts["authenticator_data"] = self.assertion.authenticator_data.hex()
            facts["client_data"] = self.assertion.client_data.hex()
        return facts

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "MandateSignature":
        """The signature of `to_json`. Raises ValueError, KeyError, TypeError where it is none."""
        assertion = None
        if facts.get("client_data"):
            parts = [bytes.fromhex(facts[name]) for name in ("authenticator_data", "client_data")]
            assertion = Assertion(*parts)
        return cls(bytes.fromhex(facts["public_key"]), bytes.fromhex(facts["signature"]), assertion)


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
    """One key that a subscriber trusts: whose it is, and in which role they sign with it.

    With `site` it is a passkey in COSE form that signs there and nowhere else; without, 32 bytes of Ed25519.
    """

    person: str
    role: str
    public_key: bytes
    site: PasskeySite | None = None


def sign_mandate(mandate: Mandate, private_key: bytes) -> MandateSignature:
    """Sign with a 32-byte Ed25519 seed."""
    signer = Ed25519PrivateKey.from_private_bytes(private_key)
    return MandateSignature(signer.public_key().public_bytes_raw(), signer.sign(_DOMAIN + mandate.statement))


def write_mandate(mandate: Mandate) -> str:
    """The mandate as a file that a signer carries to their own computer and `Mandate.from_json` reads there."""
    return json.dumps(mandate.to_json(), sort_keys=True, indent=2) + "\n"


def write_signature(mandate: Mandate, signature: MandateSignature) -> str:
    """A signature as one line of JSON, to be carried from the signer's computer to the hub."""
    return json.dumps({"order_id": mandate.order_id, "number": mandate.number, **signature.to_json()})


def read_signature(text: str) -> tuple[int, MandateSignature]:
    """The term and the signature of `write_signature`'s line. Raises MandateRejectedError."""
    try:
        facts = json.loads(text)
        return int(facts["number"]), MandateSignature.from_json(facts)
    except _NO_LINE as error:
        raise MandateRejectedError(problem=f"no signature can be read in it ({error})") from error


def write_recheck(recheck: Recheck, signature: MandateSignature) -> str:
    """A signed re-check as one line of JSON, to be carried as `write_signature`'s is."""
    facts = {"order_id": recheck.order_id, "looked_at": recheck.looked_at.isoformat(), **signature.to_json()}
    return json.dumps(facts)


def read_recheck(text: str) -> tuple[Recheck, MandateSignature]:
    """What `write_recheck` wrote. Raises MandateRejectedError."""
    try:
        facts = json.loads(text)
        recheck = Recheck(str(facts["order_id"]), datetime.fromisoformat(facts["looked_at"]))
        if recheck.looked_at.tzinfo is None:
            raise ValueError("its moment names no time zone")
        return recheck, MandateSignature.from_json(facts)
    except _NO_LINE as error:
        raise MandateRejectedError(problem=f"no re-check can be read in it ({error})") from error


def sign_recheck(recheck: Recheck, private_key: bytes) -> MandateSignature:
    """Sign with a 32-byte Ed25519 seed."""
    signer = Ed25519PrivateKey.from_private_bytes(private_key)
    return MandateSignature(signer.public_key().public_bytes_raw(), signer.sign(_RECHECK_DOMAIN + recheck.statement))


def mandate_challenge(mandate: Mandate) -> bytes:
    """The 32 bytes that a passkey signs for the mandate."""
    return challenge_of(_DOMAIN + mandate.statement)


def recheck_challenge(recheck: Recheck) -> bytes:
    """The 32 bytes that a passkey signs for the re-check."""
    return challenge_of(_RECHECK_DOMAIN + recheck.statement)


def recheck_holds(recheck: Recheck, signature: MandateSignature, site: PasskeySite | None = None) -> bool:
    """Whether the signature is the claimed key's over this very re-check; a passkey's at `site` alone."""
    return _is_over(_RECHECK_DOMAIN + recheck.statement, signature, site)


def holds(mandate: Mandate, signature: MandateSignature, site: PasskeySite | None = None) -> bool:
    """Whether the signature is the claimed key's over this very mandate; a passkey's at `site` alone."""
    return _is_over(_DOMAIN + mandate.statement, signature, site)


def _is_over(signed: bytes, signature: MandateSignature, site: PasskeySite | None) -> bool:
    if (signature.assertion is None) != (site is None):
        return False  # a key is pinned either as a passkey or as none
    if signature.assertion is None or site is None:
        return ed25519_holds(signed, signature.public_key, signature.signature)
    return assertion_holds(signed, signature.public_key, signature.signature, signature.assertion, site)


def check_quorum(
    mandate: Mandate, signatures: Sequence[MandateSignature], pins: Sequence[PinnedSigner]
) -> Reason | None:
    """Why the mandate is not signed by two pinned people of two roles, or None where it is."""
    by_key = {pin.public_key: pin for pin in pins}
    claimed = [(item, by_key[item.public_key]) for item in signatures if item.public_key in by_key]
    signers = [pin for item, pin in claimed if holds(mandate, item, pin.site)]
    if len({pin.person for pin in signers}) < 2:
        return Reason(
            code="policy.no_quorum",
            template="{count} of the people whose keys are pinned signed; two are needed.",
            values={"count": str(len({pin.person for pin in signers}))},
        )
    if len({pin.role for pin in signers}) < 2:
        return Reason(code="policy.same_role", template="Both signatures are of the same role; two are needed.")
    return None
