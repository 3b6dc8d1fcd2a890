"""Reads for the public, and the opening of one commitment for those with the right."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from rempart.engines import ledger
from rempart.engines.statistics import Figure, spread, suppress
from rempart.journal import queries as journal
from rempart.journal.leaves import canonical, commitment
from rempart.kernel.actors import Actor
from rempart.orders.contracts import Act, OrderInForce
from rempart.orders.queries import count_acts, get_order
from rempart.people.permissions import require
from rempart.probes.contracts import Outcome
from rempart.probes.queries import count_outcomes, list_times
from rempart.transparency.contracts import (
    BasisFigures,
    Commitment,
    Kind,
    NotYetInForceError,
    Opening,
    TransparencyReport,
)

_ACTS: Mapping[Kind, tuple[Act, ...]] = {
    Kind.PROPOSED: (Act.PROPOSE, Act.ORDER_EMERGENCY, Act.REFUSE),
    Kind.REFUSED: (Act.REFUSE,),
    Kind.IN_FORCE: (Act.COUNTERSIGN, Act.CONFIRM),
    Kind.EMERGENCIES: (Act.ORDER_EMERGENCY,),
    Kind.RENEWED: (Act.COUNTERSIGN_RENEWAL,),
    Kind.RECOMMENDATIONS: (Act.RECOMMEND,),
    Kind.OBJECTIONS: (Act.OBJECT,),
    Kind.SUSPENDED: (Act.SUSPEND, Act.MISS_RECHECK),
    Kind.REVOKED: (Act.REVOKE,),
    Kind.LAPSED: (Act.LAPSE,),
}


def get_report(*, start: datetime, end: datetime) -> TransparencyReport:
    """The public numbers from `start` until before `end`."""
    acts = count_acts(start=start, end=end)
    by_kind: dict[Kind, dict[tuple[str, str], Figure]] = {}
    totals: dict[Kind, Figure] = {}
    for kind, counted in _ACTS.items():
        counts = {str(number): sum(acts[basis].get(act, 0) for act in counted) for number, basis in enumerate(acts)}
        figures, totals[kind] = suppress(counts)
        by_kind[kind] = {basis: figures[str(number)] for number, basis in enumerate(acts)}
    times = list_times(start=start, end=end)
    _, over_blocks = suppress({"orders": count_outcomes(start=start, end=end)[Outcome.OVERBLOCKING]})
    return TransparencyReport(
        start=start,
        end=end,
        bases=tuple(
            BasisFigures(code, title, {kind: by_kind[kind][code, title] for kind in Kind}) for code, title in acts
        ),
        totals=totals,
        over_blocks=over_blocks,
        blocking=spread(seconds for blocked, seconds in times if blocked),
        lifting=spread(seconds for blocked, seconds in times if not blocked),
    )


def list_commitments(*, start: int = 0, limit: int = 100) -> tuple[Commitment, ...]:
    """What the public log holds of the orders that took effect, from entry `start` on."""
    return tuple(
        Commitment(index=entry.index, at=entry.at.replace(microsecond=0), sha256=commitment(entry).hex())
        for entry in journal.list_of(OrderInForce.act, start=start, limit=limit)
    )


def open_order(order_id: UUID, *, checkpoint: Callable[[], str], viewer: Actor) -> Opening:
    """The commitment to the order's effect, opened for its owner, the overseer or a court.

    `checkpoint` signs the log as it stands. Raises OrderMissingError, NotYetInForceError.
    """
    require(viewer, "transparency.open")
    get_order(order_id, viewer=viewer)
    entry = next((item for item in journal.list_about((str(order_id),)) if item.act == OrderInForce.act), None)
    if entry is None:
        raise NotYetInForceError(order=order_id)
    note = checkpoint()
    size = ledger.parse_checkpoint(note).size
    proof = ledger.InclusionRecord(
        index=entry.index,
        hashes=journal.get_inclusion_proof(entry.index, size),
        checkpoint=note,
        extra=ledger.encode_extra(canonical(entry), entry.salt),
    )
    return Opening(order_id=order_id, index=entry.index, proof=ledger.encode_proof(proof))
