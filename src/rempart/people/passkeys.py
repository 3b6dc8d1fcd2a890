"""A person's passkeys, as signing keys: what the browser is asked to sign with, and what subscribers pin."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from fido2 import cbor

from rempart.engines.policy.passkeys import can_sign
from rempart.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class Passkey:
    """One credential: its name, its id, its public key in COSE form; `fits` whether mandates may be signed with it."""

    name: str
    credential_id: bytes
    public_key: bytes
    fits: bool
    made_at: datetime


def list_passkeys(actor: Actor) -> tuple[Passkey, ...]:
    """The actor's own passkeys, oldest first."""
    rows = Authenticator.objects.filter(user_id=actor.account_id, type=Authenticator.Type.WEBAUTHN)
    return tuple(_passkey(row) for row in rows.order_by("created_at", "id"))


def _passkey(row: Authenticator) -> Passkey:
    kept = row.wrap()
    credential = kept.authenticator_data.credential_data
    public_key = cbor.encode(dict(credential.public_key))
    return Passkey(kept.name, bytes(credential.credential_id), public_key, can_sign(public_key), row.created_at)
