"""Codes that open one order's commitment, handed to the name's owner or to a court with the decision.

A code is 80 random bits and kept as its hash, so that nobody can find out by trying which names are blocked; whoever
has none is told nothing. An appellant who showed that they hold the name opens it with the code of their appeal.

Wrong codes are counted by their first group, for every process and across restarts. A stranger who guesses closes the
groups that they guess in, of a million; nobody is locked out of a code whose first group they do not know.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from rempart.journal.services import record
from rempart.kernel.actors import PUBLIC, Actor
from rempart.kernel.ids import new_id
from rempart.orders.contracts import OpeningCodeIssued, OpeningCodeUsed
from rempart.orders.errors import OpeningCodeMissingError, OpeningsBusyError, OrderMissingError, WordsMissingError
from rempart.orders.models import OpeningCodeRow, OrderRow, WrongCodeRow
from rempart.people.permissions import require
from rempart.reports.receipts import new_receipt_code, receipt_digest, receipt_group

# More wrong codes of one first group within an hour are somebody's program; no address is stored or looked at.
WRONG_PER_HOUR = 10
_FORGOTTEN_AFTER = timedelta(days=1)


def hand_over_code(*, order_id: UUID, for_whom: str, actor: Actor, now: datetime) -> str:
    """A code for one person or court, shown once. Raises OrderMissingError, WordsMissingError."""
    require(actor, "transparency.open")
    if not for_whom.strip():
        raise WordsMissingError(what="name of whom the code is for")
    code = new_receipt_code()
    with transaction.atomic():
        row = OrderRow.objects.filter(pk=order_id).exclude(in_force_at=None).first()
        if row is None:
            raise OrderMissingError(order=order_id)
        keep_code(row, digest=receipt_digest(code), for_whom=for_whom.strip(), actor=actor, now=now)
    return code


def keep_code(order: OrderRow, *, digest: str, for_whom: str, actor: Actor, now: datetime) -> None:
    """Let the code with this hash open the order; in the caller's transaction."""
    OpeningCodeRow.objects.create(
        id=new_id(now), order=order, code_sha256=digest, for_whom=for_whom, account_id=actor.account_id, issued_at=now
    )
    record(OpeningCodeIssued(order_id=order.id), actor=actor, now=now, reason=for_whom)


def use_code(code: str, *, now: datetime, actor: Actor = PUBLIC) -> UUID:
    """The order that the code opens. Raises OpeningCodeMissingError, OpeningsBusyError."""
    require(actor, "transparency.view")
    group = _count_try(code, now)
    with transaction.atomic():
        row = OpeningCodeRow.objects.filter(code_sha256=receipt_digest(code)).first()
        if row is not None:
            group.update(wrong=F("wrong") - 1)  # it was none of the wrong ones
            record(OpeningCodeUsed(order_id=row.order_id, code_id=row.id), actor=actor, now=now)
    if row is None:
        raise OpeningCodeMissingError
    return row.order_id


def _count_try(code: str, now: datetime) -> QuerySet[WrongCodeRow]:
    """Count the code as a wrong one before it is looked up, so that no two tries at once pass the limit together.

    The row of its group. Raises OpeningsBusyError.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    WrongCodeRow.objects.filter(hour__lt=hour - _FORGOTTEN_AFTER).delete()
    place = WrongCodeRow(group=receipt_group(code), hour=hour)
    WrongCodeRow.objects.bulk_create([place], ignore_conflicts=True)
    group = WrongCodeRow.objects.filter(group=place.group, hour=hour)
    if not group.filter(wrong__lt=WRONG_PER_HOUR).update(wrong=F("wrong") + 1):
        raise OpeningsBusyError
    return group
