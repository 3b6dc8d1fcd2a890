"""Appeals: whoever holds a name contests its block, gets a code, and an answer by a clock that is watched.

The public is told the same whether a name is blocked or not, so that nobody reads the list out of the form. An appeal
on a name that no order blocks is answered at once, and by the same page. What counts is whether the name is refused: by
an order on it, by one on a name above with all below it, or by several.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Count, Min, Q, QuerySet, When

from rempart.engines.policy import State, list_parents
from rempart.journal.services import record
from rempart.kernel.actors import PUBLIC, Actor
from rempart.kernel.hostname import parse_hostname
from rempart.kernel.ids import new_id
from rempart.orders.contracts import Act, Appeal, AppealAnswered, AppealReceipt, AppealReceived, Order, OrderRevoked
from rempart.orders.errors import AppealClosedError, AppealMissingError, AppealsBusyError, WordsMissingError
from rempart.orders.models import AnswerRow, AppealRow, OrderRow, SignatureRow
from rempart.orders.openings import keep_code
from rempart.orders.queries import get_order
from rempart.orders.steps import Deed, advance, keep_act, lock_order, settle
from rempart.people.permissions import Row, require
from rempart.reports.addresses import normalise_address
from rempart.reports.receipts import new_receipt_code, receipt_digest

ANSWER_WITHIN = timedelta(hours=48)
# More within a minute, on all names together, are a flood. No address is stored or looked at, so what tells its owner's
# appeal from a stranger's thousand is the name: one on which nearly nobody else wrote in that minute is heard still.
# Whoever writes on another then is asked to send again, and keeps their words: an owner too, where the stranger writes
# on their very name.
PER_MINUTE = 600
FEW_ON_ONE_NAME = 5
# The end of that: 20 transactions a second, and at most 5,000 characters each, 9 to 35 GB a day beside the journal's
# entries. Blocks and receipts are written by the same database, on SQLite by its one writer.
MOST_PER_MINUTE = 1_200
TEXT_LIMIT = 5000
_UNBLOCKED_LAST = Case(When(order=None, then=1), default=0)
_HOLDING = (State.PROVISIONAL, State.IN_FORCE, State.SUSPENDED, State.UNCHECKED)


def appeal_order(*, hostname: str, text: str, now: datetime, actor: Actor = PUBLIC) -> AppealReceipt:
    """Contest the block of a name, given as such or as an address. The code is shown once; with it the answer is read.

    Raises NotAHostnameError, WordsMissingError, AppealsBusyError.
    """
    require(actor, "orders.appeal")
    name = parse_hostname(normalise_address(hostname).hostname or hostname)
    words = text.strip()[:TEXT_LIMIT]
    if not words:
        raise WordsMissingError(what="reason of your appeal")
    code = new_receipt_code()
    with transaction.atomic():
        order = next(iter(_refusing(name)), None)
        _require_quiet(name, now)
        row = AppealRow.objects.create(
            id=new_id(now),
            hostname=name,
            order=order,
            code_sha256=receipt_digest(code),
            text=words,
            made_at=now,
            due_at=now + ANSWER_WITHIN,
        )
        if order is not None:  # one of several: an appeal is counted once
            keep_act(order, Deed(Act.APPEAL, actor, None, now, ""))
        record(AppealReceived(appeal_id=row.id, order_id=row.order_id), actor=actor, now=now)
    return AppealReceipt(code=code, due_at=row.due_at)


def _require_quiet(name: str, now: datetime) -> None:
    """Raises AppealsBusyError. Whether an order refuses the name says nothing here: the form is no way to ask that."""
    recent = AppealRow.objects.filter(made_at__gt=now - timedelta(minutes=1))
    number = recent.count()
    if number < PER_MINUTE:
        return
    if number >= MOST_PER_MINUTE or recent.filter(hostname=name).count() >= FEW_ON_ONE_NAME:
        raise AppealsBusyError


def answer_appeal(
    *,
    appeal_id: UUID,
    upheld: bool,
    text: str,
    actor: Actor,
    now: datetime,
    same_name: bool = False,
    opens: bool = False,
) -> None:
    """Answer in words; an appeal that is upheld revokes every order that refuses the name, in the same moment.

    `same_name` gives the same answer to every open appeal on the name, or against the same order; those on names that
    other orders refuse too stay open. `opens` lets the code of this appeal open the order's commitment: for an
    appellant who showed that they hold the name.

    Nobody answers an appeal against their own signature. Raises AppealMissingError, AppealClosedError,
    WordsMissingError, OwnDecisionError, ActRefusedError.
    """
    if not text.strip():
        raise WordsMissingError(what="answer")
    with transaction.atomic():
        row = AppealRow.objects.select_for_update(no_key=True).filter(pk=appeal_id).first()
        if row is None:
            raise AppealMissingError
        contested = _hold(_refusing(row.hostname))
        require(actor, "orders.answer_appeal", Row(decided_by=_signers(row, contested)))
        if AnswerRow.objects.filter(appeal=row).exists():
            raise AppealClosedError(hostname=row.hostname)
        others = _answered_alike(row, contested) if same_name else ()
        for appeal, refusing in chain([(row, contested)], others):
            require(actor, "orders.answer_appeal", Row(decided_by=_signers(appeal, refusing)))
            _answer(appeal, refusing, upheld=upheld, text=text, actor=actor, now=now)
        if opens and row.order is not None and row.order.in_force_at is not None:
            keep_code(row.order, digest=row.code_sha256, for_whom="the appellant", actor=actor, now=now)


def follow_appeal(code: str) -> Appeal:
    """What became of an appeal, for whoever holds its code. Raises AppealMissingError."""
    row = AppealRow.objects.filter(code_sha256=receipt_digest(code)).first()
    if row is None:
        raise AppealMissingError
    return _contract(row)


def get_appeal(appeal_id: UUID, *, viewer: Actor) -> Appeal:
    """One appeal. Raises AppealMissingError."""
    require(viewer, "orders.view")
    row = AppealRow.objects.filter(pk=appeal_id).first()
    if row is None:
        raise AppealMissingError
    return _contract(row)


def list_appeals(
    *, viewer: Actor, order_id: UUID | None = None, open_only: bool = False, limit: int = 200
) -> tuple[Appeal, ...]:
    """Appeals, those on names that an order blocks first, then those due first: a flood on other names stays below."""
    require(viewer, "orders.view")
    rows = _open() if open_only else AppealRow.objects.all()
    if order_id is not None:
        rows = rows.filter(order_id=order_id)
    rows = rows.order_by(_UNBLOCKED_LAST, "due_at", "id")
    return tuple(_contract(row) for row in rows[:limit])


def count_open_appeals(*, viewer: Actor) -> tuple[int, datetime | None]:
    """How many appeals wait for an answer, and when the oldest of them was made."""
    require(viewer, "orders.view")
    found = _open().aggregate(count=Count("pk"), oldest=Min("made_at"))
    return found["count"], found["oldest"]


def count_alike(appeal: Appeal, *, viewer: Actor) -> int:
    """How many appeals on the same name, or against the same order, wait for an answer."""
    require(viewer, "orders.view")
    return _alike(appeal.hostname, appeal.order_id).count()


def list_contested(appeal: Appeal, *, viewer: Actor) -> tuple[Order, ...]:
    """The orders that refuse the name now: what an appeal that is upheld revokes."""
    return tuple(get_order(row.id, viewer=viewer) for row in _refusing(appeal.hostname))


def count_upheld(*, start: datetime, end: datetime) -> dict[tuple[str, str], int]:
    """Of how many orders an appeal was found right in the period, by (code, title) of the legal basis."""
    rows = AnswerRow.objects.filter(
        upheld=True, answered_at__gte=start, answered_at__lt=end, appeal__order__isnull=False
    )
    named = rows.values_list("appeal__order__legal_basis", "appeal__order__basis_title")
    return {
        (code, title): number for code, title, number in named.annotate(number=Count("appeal__order", distinct=True))
    }


def _open() -> QuerySet[AppealRow]:
    return AppealRow.objects.exclude(pk__in=AnswerRow.objects.values("appeal_id"))


def _alike(hostname: str, order_id: UUID | None) -> QuerySet[AppealRow]:
    alike = Q(hostname=hostname) if order_id is None else Q(hostname=hostname) | Q(order_id=order_id)
    return _open().filter(alike)


def _answered_alike(row: AppealRow, contested: list[OrderRow]) -> Iterator[tuple[AppealRow, list[OrderRow]]]:
    """The other appeals that the same answer can go to, with the orders that refuse their names: none but `contested`,
    the orders that whoever answers was shown."""
    shown = {order.id for order in contested}
    others = _alike(row.hostname, row.order_id).exclude(pk=row.pk).order_by("made_at", "id")
    for appeal in others:
        refusing = _refusing(appeal.hostname)
        if shown.issuperset(order.id for order in refusing):
            yield appeal, refusing


def _refusing(hostname: str) -> list[OrderRow]:
    """The orders that refuse the name now, or did before they were suspended: its own first, then the oldest."""
    above = OrderRow.objects.filter(hostname__in=tuple(list_parents(hostname)), subdomains=True)
    own = OrderRow.objects.filter(hostname=hostname)
    return [row for rows in (own, above) for row in rows.filter(state__in=_HOLDING).order_by("proposed_at", "id")]


def _hold(refusing: list[OrderRow]) -> list[OrderRow]:
    """Those of the orders that still refuse the name, under their locks.

    All of them before the journal's, which every verb takes last, and by their ids, as `brake.suspend_all` does: nobody
    waits in a circle.
    """
    rows = OrderRow.objects.select_for_update(no_key=True).filter(pk__in=[order.id for order in refusing])
    held = {row.id: row for row in rows.order_by("id") if row.state in _HOLDING}
    return [held[order.id] for order in refusing if order.id in held]


def _signers(row: AppealRow, refusing: list[OrderRow]) -> frozenset[UUID]:
    """Whoever signed the order that was contested, or one of those that refuse the name by now."""
    contested = {row.order_id, *(order.id for order in refusing)} - {None}
    return frozenset(SignatureRow.objects.filter(order__in=contested).values_list("account_id", flat=True))


def _answer(row: AppealRow, refusing: list[OrderRow], *, upheld: bool, text: str, actor: Actor, now: datetime) -> None:
    AnswerRow.objects.create(appeal=row, account_id=actor.account_id, upheld=upheld, text=text.strip(), answered_at=now)
    event = AppealAnswered(appeal_id=row.id, order_id=row.order_id, upheld=upheld)
    record(event, actor=actor, now=now, reason=text.strip())
    for order in refusing:
        _act_on(order.id, upheld=upheld, text=text, actor=actor, now=now)


def _act_on(order_id: UUID, *, upheld: bool, text: str, actor: Actor, now: datetime) -> None:
    order = lock_order(order_id)
    if order.state not in _HOLDING:
        return  # an answer before this one, to all on the name, revoked it
    outcome, signer = advance(order, Act.ANSWER_APPEAL, actor)
    keep_act(order, Deed(Act.ANSWER_APPEAL, actor, signer, now, text))
    if not upheld:
        return
    outcome, signer = advance(order, Act.REVOKE, actor)
    settle(order, Deed(Act.REVOKE, actor, signer, now, "An appeal was upheld."), outcome.state)
    event = OrderRevoked(order_id=order.id, hostname=order.hostname)
    record(event, actor=actor, now=now, reason="An appeal was upheld.")


def _contract(row: AppealRow) -> Appeal:
    answer = AnswerRow.objects.filter(appeal=row).first()
    return Appeal(
        id=row.id,
        hostname=row.hostname,
        order_id=row.order_id,
        text=row.text,
        made_at=row.made_at,
        due_at=row.due_at,
        upheld=answer.upheld if answer else None,
        answer=answer.text if answer else "",
        answered_at=answer.answered_at if answer else None,
    )
