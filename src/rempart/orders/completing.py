"""When a mandate is complete: both signers signed it with keys of their own, and the order holds.

In: an order's row under its lock, and the number of a mandate. Out: the mandate, and an entry in the journal once it is
complete, by which edge agents serve it. Never: an entry for an order that does not hold, or a second one.
"""

from collections.abc import Iterable
from datetime import datetime

from rempart.engines.policy.mandates import Mandate
from rempart.journal.queries import list_about
from rempart.journal.services import record
from rempart.kernel.actors import SYSTEM
from rempart.kernel.hostname import Hostname
from rempart.orders.contracts import Act, MandateCompleted, State
from rempart.orders.errors import SignatureRejectedError
from rempart.orders.models import ActRow, MandateSignatureRow, OrderRow, SignatureRow
from rempart.orders.queries import FIRST_ACTS

ASKING = (*FIRST_ACTS, Act.PROPOSE_RENEWAL)


def complete_mandate(row: OrderRow, number: int, now: datetime) -> bool:
    """Say in the journal that mandate `number` is complete, if it is that of the term and nobody said so; whether now.

    To be asked after each signature, and when an order holds again: what was signed meanwhile is complete only then.
    """
    signers = MandateSignatureRow.objects.filter(order=row, number=number).count()
    if signers < 2 or number != row.mandate or row.state != State.IN_FORCE:
        return False
    said = (entry for entry in list_about((str(row.id),)) if entry.act == MandateCompleted.act)
    if any(entry.facts["number"] == number for entry in said):
        return False
    event = MandateCompleted(order_id=row.id, number=number, sha256=mandate_of(row, number).digest)
    record(event, actor=SYSTEM, now=now)
    return True


def mandate_of(row: OrderRow, number: int) -> Mandate:
    """The mandate of one term: 0 the first, then one for every renewal that was asked for.

    Raises SignatureRejectedError.
    """
    first = SignatureRow.objects.filter(order=row, mandate=number, position=1).first()
    asked = ActRow.objects.filter(order=row, act__in=ASKING)
    return mandate_from(row, number, first.signed_at if first else None, asked)


def mandate_from(row: OrderRow, number: int, signed_at: datetime | None, asked: Iterable[ActRow]) -> Mandate:
    """As `mandate_of`, where its first signature and the acts that asked for terms are known.

    The act is that of the signature, not the one at its place by time: a clock may be set back between two renewals.
    """
    asking = (Act.PROPOSE_RENEWAL,) if number else FIRST_ACTS
    act = next((item for item in asked if item.act in asking and item.at == signed_at), None)
    if act is None:
        raise SignatureRejectedError(problem="the order has no such mandate; one that was refused has none.")
    return Mandate(
        order_id=str(row.id),
        number=number,
        hostname=Hostname(row.hostname),
        subdomains=row.subdomains,
        answer=row.answer,
        legal_basis=row.legal_basis,
        issued_at=act.at,
        expires_at=act.until or row.expires_at,
        recheck_days=row.recheck_days,
    )
