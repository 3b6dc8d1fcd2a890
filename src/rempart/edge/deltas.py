"""Judge one line of the feed. Nothing here trusts the hub: its signature only says that the line is the hub's.

Attacks that this stops: a forged or altered line, a replayed or reordered one, a mandate with one signature or with
keys that were not pinned, one that the public log does not hold, one that is over, one that was ended before; a
re-check that nobody signed. And what two people signed who were deceived, a stolen hub's page being what they see: a
name that this subscriber never refuses, or that would be none in a policy zone.
"""

import functools
import json
from dataclasses import dataclass, replace
from datetime import MAXYEAR, datetime, timedelta
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rempart.engines import ledger
from rempart.engines.policy import NameFacts, SafeguardLists, judge_name_alone
from rempart.engines.policy.mandates import (
    Mandate,
    MandateSignature,
    PinnedSigner,
    Recheck,
    check_quorum,
    recheck_holds,
)
from rempart.engines.zonefile import check_owner, parse_answer
from rempart.kernel.errors import RempartError, RuleRefusedError

_DOMAIN = b"rempart-delta-v1\n"
_SKEW = timedelta(minutes=10)
# What reading somebody else's JSON can raise: also numbers without end, and brackets in brackets.
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
_LONGEST_RECHECK_DAYS = 3660
_SEQUENCES = 1 << 63  # a hub keeps no receipt for more
_LOGGED_ACT = "orders.mandate_completed"


class DeltaRejectedError(RuleRefusedError):
    """The line is not obeyed."""

    code = "edge.delta_rejected"
    template = "A line of the feed is not obeyed: {problem}."


class Kind(StrEnum):
    """What a line asks for."""

    SERVE = "serve"
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"
    RECHECK = "recheck"


@dataclass(frozen=True, slots=True)
class Delta:
    """One line that holds. `mandate` is set for `SERVE` only, `looked_at` for `RECHECK` only."""

    sequence: int
    kind: Kind
    order_id: str
    mandate: Mandate | None = None
    looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trust:
    """What the subscriber pinned: the hub's key (32 bytes), the log's verifier key (C2SP), the signers' keys.

    `never` are the names that it refuses on nobody's word; every entry has to fit into `zones`.
    """

    hub_key: bytes
    log_key: str
    signers: tuple[PinnedSigner, ...]
    never: SafeguardLists | None = None
    zones: tuple[str, ...] = ()


def sign_line(item: dict[str, Any], private_key: bytes) -> str:
    """One line of the feed, without its line end; `private_key` is the hub's 32-byte Ed25519 seed."""
    text = json.dumps(item, sort_keys=True, separators=(",", ":"))
    signature = _hub_key(private_key).sign(_DOMAIN + text.encode())
    return json.dumps({"item": text, "signature": signature.hex()})


@functools.lru_cache(maxsize=1)
def _hub_key(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def read_line(line: str, trust: Trust, *, after: int, now: datetime) -> Delta:
    """The delta of one line that comes after sequence `after`. Raises DeltaRejectedError."""
    try:
        outer = json.loads(line)
        text = str(outer["item"])
        Ed25519PublicKey.from_public_bytes(trust.hub_key).verify(
            bytes.fromhex(outer["signature"]), _DOMAIN + text.encode()
        )
        item = json.loads(text)
        delta = Delta(sequence=int(item["sequence"]), kind=Kind(item["kind"]), order_id=str(item["order_id"]))
    except InvalidSignature as error:
        raise DeltaRejectedError(problem="it is not signed by the hub") from error
    except _UNREADABLE as error:
        raise DeltaRejectedError(problem=f"it cannot be read ({error})") from error
    if delta.sequence >= _SEQUENCES:
        raise DeltaRejectedError(problem=f"no log has {delta.sequence} entries")
    if delta.sequence <= after:
        raise DeltaRejectedError(problem=f"sequence {delta.sequence} is not after {after}: an old line again")
    if delta.kind is Kind.RECHECK:
        return replace(delta, looked_at=_judge_recheck(item, delta, trust, now))
    if delta.kind is not Kind.SERVE:
        return delta
    mandate = _judge_mandate(item, delta, trust, now)
    return Delta(delta.sequence, delta.kind, delta.order_id, mandate)


def _judge_mandate(item: dict[str, Any], delta: Delta, trust: Trust, now: datetime) -> Mandate:
    try:
        mandate = Mandate.from_json(item["mandate"])
        signatures = [MandateSignature.from_json(one) for one in item["signatures"]]
        opening = ledger.check_opening(str(item["proof"]), trust.log_key)
    except RempartError as error:
        raise DeltaRejectedError(problem=error.message) from error
    except _UNREADABLE as error:
        raise DeltaRejectedError(problem=f"its mandate cannot be read ({error})") from error
    if mandate.order_id != delta.order_id:
        raise DeltaRejectedError(problem="its mandate is another order's")
    if mandate.expires_at <= now:
        raise DeltaRejectedError(problem=f"its mandate ended at {mandate.expires_at.isoformat()}")
    refusal = check_quorum(mandate, signatures, trust.signers)
    if refusal is not None:
        raise DeltaRejectedError(problem=refusal.text)
    _require_logged(mandate, opening, delta.sequence)
    _require_servable(mandate, trust, now)
    return mandate


def _require_servable(mandate: Mandate, trust: Trust, now: datetime) -> None:
    """What would stop the agent if it were taken in, and what this subscriber never refuses."""
    if not 0 < mandate.recheck_days <= _LONGEST_RECHECK_DAYS:
        raise DeltaRejectedError(problem=f"nobody looks again within {mandate.recheck_days} days")
    if mandate.issued_at.year + mandate.recheck_days // 365 + 1 >= MAXYEAR:
        raise DeltaRejectedError(problem=f"nobody looks again after {mandate.issued_at.isoformat()}")
    try:
        parse_answer(mandate.answer)
        for zone in trust.zones:
            check_owner(mandate.hostname, zone)
    except RempartError as error:
        raise DeltaRejectedError(problem=error.message) from error
    if trust.never is not None:
        for reason in judge_name_alone(NameFacts(mandate.hostname, mandate.subdomains), trust.never, now):
            raise DeltaRejectedError(problem=f"this subscriber never refuses that name: {reason.text}")


def _judge_recheck(item: dict[str, Any], delta: Delta, trust: Trust, now: datetime) -> datetime:
    try:
        signature = MandateSignature.from_json(item)
        recheck = Recheck(delta.order_id, datetime.fromisoformat(item["looked_at"]))
        early = recheck.looked_at <= now + _SKEW
    except _UNREADABLE as error:
        raise DeltaRejectedError(problem=f"its re-check cannot be read ({error})") from error
    pins = [pin for pin in trust.signers if pin.public_key == signature.public_key]
    if not any(recheck_holds(recheck, signature, pin.site) for pin in pins):
        raise DeltaRejectedError(problem="nobody whose key is pinned signed its re-check")
    if not early:
        raise DeltaRejectedError(problem="its re-check is of a moment to come")
    return recheck.looked_at


def _require_logged(mandate: Mandate, opening: ledger.OpeningCheck, sequence: int) -> None:
    facts = opening.entry.get("facts")
    said = {"order_id": mandate.order_id, "number": mandate.number, "sha256": mandate.digest}
    logged = opening.sound and opening.entry.get("act") == _LOGGED_ACT and facts == said
    if not logged or opening.index != sequence:
        raise DeltaRejectedError(problem="the public log does not hold its mandate at this place")
