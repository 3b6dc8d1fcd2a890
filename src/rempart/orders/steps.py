"""What every verb of orders does: lock the row, ask the table, sign, keep the act."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rempart.engines.policy import Act, Signer, Standing, State, step, step_system
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.kernel.reasons import Reason
from rempart.orders.contracts import ActRefusedError, OrderMissingError, SameSignerError
from rempart.orders.models import ActRow, OrderRow, SignatureRow
from rempart.orders.queries import signers_of, standing_of


@dataclass(frozen=True, slots=True)
class Deed:
    """One act by one actor: `signer` is the role they act in, None where the system acts."""

    act: Act
    actor: Actor
    signer: Signer | None
    now: datetime
    reason: str


_FOUR_EYES = ("policy.same_person", "policy.same_role")


def lock_order(order_id: UUID) -> OrderRow:
    """The order's row, held until the transaction ends. Raises OrderMissingError."""
    # `no_key`: what refers to the order meanwhile (a publication, a receipt) asks that it is there as it commits, while
    # it holds the journal that we wait for; a full lock would make the two wait for each other.
    row = OrderRow.objects.select_for_update(no_key=True).filter(pk=order_id).first()
    if row is None:
        raise OrderMissingError(order=order_id)
    return row


def advance(row: OrderRow | None, act: Act, actor: Actor) -> tuple[Standing, Signer]:
    """The standing after the actor's act, in the first of their roles that may do it. `row` None: no order yet.

    Raises SameSignerError or ActRefusedError with the table's reason.
    """
    standing = standing_of(row) if row is not None else Standing()
    refusals: list[Reason] = []
    for signer in signers_of(actor):
        outcome = step(standing, act, signer)
        if isinstance(outcome, Standing):
            return outcome, signer
        refusals.append(outcome)
    four_eyes = next((reason for reason in refusals if reason.code in _FOUR_EYES), None)
    if four_eyes is not None:
        raise SameSignerError(problem=four_eyes.text)
    raise ActRefusedError(problem=refusals[0].text if refusals else "Only a person with an account can do this.")


def advance_system(row: OrderRow, act: Act) -> Standing | None:
    """The standing after the system's act, None where the table has no such step any more."""
    outcome = step_system(standing_of(row), act)
    return outcome if isinstance(outcome, Standing) else None


def refuse_reason(reason: Reason | None) -> None:
    """Raises ActRefusedError with the reason, if there is one."""
    if reason is not None:
        raise ActRefusedError(problem=reason.text)


def sign(row: OrderRow, deed: Deed, *, mandate: int, position: int) -> None:
    """Keep one signature; the database refuses it where person or role signed the mandate before."""
    if deed.signer is None:
        raise ActRefusedError(problem="Only a person can sign.")
    SignatureRow.objects.create(
        id=new_id(deed.now),
        order=row,
        mandate=mandate,
        position=position,
        account_id=deed.signer.account_id,
        signer=deed.actor.name,
        role=deed.signer.role,
        signed_at=deed.now,
    )


def keep_act(row: OrderRow, deed: Deed, *, until: datetime | None = None) -> None:
    """Add the act to the order's history; `until` is the term that a renewal asks for."""
    ActRow.objects.create(
        id=new_id(deed.now),
        order=row,
        act=deed.act,
        at=deed.now,
        account_id=deed.actor.account_id,
        actor=deed.actor.name,
        role=deed.signer.role if deed.signer else "",
        reason=deed.reason.strip(),
        until=until,
    )


def settle(row: OrderRow, deed: Deed, state: State | None) -> None:
    """Keep the act and the state that it leads to; a final one gets its time."""
    keep_act(row, deed)
    row.state = state or row.state
    if State(row.state).is_final:
        row.ended_at = deed.now
    row.save()
