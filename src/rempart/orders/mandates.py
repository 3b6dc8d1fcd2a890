"""Mandates of orders: what a signer's own key signs, so that subscribers need not believe this installation.

A mandate can be signed by whoever signed the order itself, before or after it is in force. When both signatures are
there and the order holds, the public log gets a commitment to the mandate; only then do edge agents serve it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from rempart.engines.policy.mandates import Mandate, MandateSignature, Recheck, holds, recheck_holds
from rempart.engines.policy.passkeys import Assertion, PasskeySite
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.orders.completing import ASKING, complete_mandate, mandate_from, mandate_of
from rempart.orders.contracts import RecheckSigned, State
from rempart.orders.errors import SignatureRejectedError
from rempart.orders.models import ActRow, MandateSignatureRow, OrderRow, SignatureRow
from rempart.orders.oversight import recheck_order
from rempart.orders.queries import get_row
from rempart.orders.steps import lock_order
from rempart.people.permissions import require
from rempart.ports.ordering import RuleBook

_RECHECK_SKEW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignedMandate:
    """One mandate with the signatures over it, in the order in which they came."""

    mandate: Mandate
    signatures: tuple[MandateSignature, ...]


def get_mandate(order_id: UUID, *, viewer: Actor, number: int | None = None) -> Mandate:
    """What the order's signers sign with their own keys: term `number`, else the latest that was asked for.

    Raises OrderMissingError, SignatureRejectedError where there is none.
    """
    require(viewer, "orders.view")
    row = get_row(order_id)
    if number is None:
        number = SignatureRow.objects.filter(order=row).aggregate(latest=Max("mandate"))["latest"] or 0
    return mandate_of(row, number)


def sign_order_mandate(
    *,
    order_id: UUID,
    number: int,
    signature: MandateSignature,
    actor: Actor,
    now: datetime,
    site: PasskeySite | None = None,
) -> bool:
    """Keep one signature over mandate `number`; whether the mandate is complete with it. `site`: the passkey's.

    Raises OrderMissingError, SignatureRejectedError.
    """
    require(actor, "orders.sign_mandate")
    account_id = actor.account_id
    with transaction.atomic():
        row = lock_order(order_id)
        signed = SignatureRow.objects.filter(order=row, mandate=number)
        if account_id is None or not signed.filter(account_id=account_id).exists():
            raise SignatureRejectedError(problem="only those who signed the order sign its mandate.")
        if not holds(mandate_of(row, number), signature, site):
            raise SignatureRejectedError(problem="it does not hold over the order's mandate. Sign the mandate again.")
        known = MandateSignatureRow.objects.filter(order=row, number=number)
        if known.filter(account_id=account_id).exists():
            raise SignatureRejectedError(problem="you signed this mandate already.")
        MandateSignatureRow.objects.create(
            id=new_id(now),
            order=row,
            number=number,
            account_id=account_id,
            public_key=signature.public_key,
            signature=signature.signature,
            authenticator_data=signature.assertion.authenticator_data if signature.assertion else None,
            client_data=signature.assertion.client_data if signature.assertion else None,
            signed_at=now,
        )
        return complete_mandate(row, number, now)


def sign_order_recheck(
    *, recheck: Recheck, signature: MandateSignature, actor: Actor, now: datetime, site: PasskeySite | None = None
) -> None:
    """Pass on to the edge agents that somebody looked again, under a key of their own.

    Raises OrderMissingError, SignatureRejectedError.
    """
    require(actor, "orders.recheck")
    order_id = UUID(recheck.order_id)
    if not recheck_holds(recheck, signature, site):
        raise SignatureRejectedError(problem="it does not hold over the re-check. Sign it again.")
    if abs(now - recheck.looked_at) > _RECHECK_SKEW:
        raise SignatureRejectedError(
            problem="its moment is not now. Load the page anew, or set your clock, and sign it again."
        )
    with transaction.atomic():
        lock_order(order_id)
        event = RecheckSigned(
            order_id=order_id,
            looked_at=recheck.looked_at,
            **signature.to_json(),
        )
        record(event, actor=actor, now=now)


def recheck_with_signature(
    *,
    order_id: UUID,
    signed: tuple[Recheck, MandateSignature],
    rule_book: RuleBook,
    actor: Actor,
    now: datetime,
    reason: str,
    site: PasskeySite | None = None,
) -> None:
    """`recheck_order` and `sign_order_recheck` in one: neither without the other. Raises as both."""
    recheck, signature = signed
    if recheck.order_id != str(order_id):
        raise SignatureRejectedError(problem="it is over another order. Sign this one.")
    with transaction.atomic():
        looked_at = recheck.looked_at  # from which the agents count
        recheck_order(order_id=order_id, rule_book=rule_book, actor=actor, now=now, reason=reason, looked_at=looked_at)
        sign_order_recheck(recheck=recheck, signature=signature, site=site, actor=actor, now=now)


def list_signed_mandates(wanted: Mapping[UUID, int]) -> dict[UUID, SignedMandate]:
    """The mandates (order → number) that still hold, each with its signatures; what is over or renewed is left out."""
    rows = [row for row in OrderRow.objects.filter(pk__in=wanted) if _holds(row, wanted[row.id])]
    asked: dict[UUID, list[ActRow]] = {row.id: [] for row in rows}
    for act in ActRow.objects.filter(order__in=rows, act__in=ASKING):
        asked[act.order_id].append(act)
    firsts = SignatureRow.objects.filter(order__in=rows, position=1)
    signed_at = {item.order_id: item.signed_at for item in firsts if item.mandate == wanted[item.order_id]}
    signatures: dict[UUID, list[MandateSignature]] = {row.id: [] for row in rows}
    for item in MandateSignatureRow.objects.filter(order__in=rows).order_by("signed_at", "id"):
        if item.number == wanted[item.order_id]:
            signatures[item.order_id].append(_signature(item))
    return {
        row.id: SignedMandate(
            mandate_from(row, wanted[row.id], signed_at.get(row.id), asked[row.id]), tuple(signatures[row.id])
        )
        for row in rows
    }


def has_signed(order_id: UUID, number: int, *, actor: Actor) -> bool | None:
    """Whether the actor's own signature stands under mandate `number`; None where it is not theirs to sign."""
    if actor.account_id is None:
        return None
    if not SignatureRow.objects.filter(order_id=order_id, mandate=number, account_id=actor.account_id).exists():
        return None
    return MandateSignatureRow.objects.filter(order_id=order_id, number=number, account_id=actor.account_id).exists()


def _signature(row: MandateSignatureRow) -> MandateSignature:
    assertion = None
    if row.client_data is not None and row.authenticator_data is not None:
        assertion = Assertion(bytes(row.authenticator_data), bytes(row.client_data))
    return MandateSignature(bytes(row.public_key), bytes(row.signature), assertion)


def _holds(row: OrderRow, number: int) -> bool:
    return row.mandate == number and not State(row.state).is_final
