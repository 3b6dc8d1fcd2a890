"""What every verb of orders does: lock the row, ask the table, sign, keep the act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rempart.engines.policy import Act, Signer, Standing, State, step, step_system
from rempart.journal.queries import batched
from rempart.kernel.actors import Actor
from rempart.kernel.ids import new_id
from rempart.kernel.reasons import Reason
from rempart.orders.errors import ActRefusedError, OrderMissingError, SameSignerError
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
    return advance_from(standing_of(row) if row is not None else Standing(), act, actor)


def advance_from(standing: Standing, act: Act, actor: Actor) -> tuple[Standing, Signer]:
    """As `advance`, where the standing is known."""
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
    _act_row(row, deed, until).save(force_insert=True)


def settle(row: OrderRow, deed: Deed, state: State | None) -> None:
    """Keep the act and the state that it leads to; a final one gets its time, once."""
    keep_act(row, deed)
    row.state = state or row.state
    if State(row.state).is_final and row.ended_at is None:
        row.ended_at = deed.now
    row.save()


def settle_all(deeds: Sequence[tuple[OrderRow, Deed, State]]) -> None:
    """As `settle` for many orders, each led to a state of its own, in a few statements."""
    ActRow.objects.bulk_create(_act_row(row, deed, None) for row, deed, _ in deeds)
    reached: dict[tuple[State, datetime | None], list[UUID]] = {}
    for row, deed, state in deeds:
        row.state = state
        row.ended_at = deed.now if state.is_final else row.ended_at
        reached.setdefault((state, row.ended_at), []).append(row.id)
    for (state, ended_at), ids in reached.items():
        for chunk in batched(ids, 500):
            OrderRow.objects.filter(pk__in=chunk).update(state=state, ended_at=ended_at)


def _act_row(row: OrderRow, deed: Deed, until: datetime | None) -> ActRow:
    return ActRow(
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
