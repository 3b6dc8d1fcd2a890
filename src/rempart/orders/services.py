"""The verbs of orders that begin one: propose, order in an emergency, countersign, decline, renew."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from rempart.cases.contracts import Case, CaseClosedError, CaseState
from rempart.cases.queries import get_case
from rempart.engines.policy import (
    EMERGENCY_LIMIT,
    Judgement,
    LegalBasis,
    Standing,
    check_look,
    check_running,
    check_signer,
    check_term,
    recheck_due,
)
from rempart.engines.zonefile import check_owner, parse_answer
from rempart.journal.services import record, take_turn
from rempart.kernel.actors import Actor
from rempart.kernel.events import Event
from rempart.kernel.hostname import parse_hostname
from rempart.kernel.ids import new_id
from rempart.kernel.phrases import Phrase
from rempart.kernel.reasons import Reason, reasons_to_json
from rempart.matches.queries import list_compared
from rempart.orders.brake import check_brake
from rempart.orders.completing import mandate_of
from rempart.orders.contracts import (
    Act,
    Order,
    OrderConfirmed,
    OrderDeclined,
    OrderInForce,
    OrderProposed,
    OrderRefused,
    OrderRenewed,
    Proposal,
    RenewalProposed,
    State,
)
from rempart.orders.errors import MomentToComeError, UnknownLegalBasisError, WordsMissingError
from rempart.orders.judging import (
    Outside,
    check_exhibits,
    find_lone_emergency,
    judge_again,
    judge_proposal,
)
from rempart.orders.models import ActRow, OrderRow, last_labels
from rempart.orders.queries import get_order
from rempart.orders.steps import Deed, advance, keep_act, lock_order, refuse_reason, settle, sign
from rempart.people.permissions import require
from rempart.ports.ordering import OrderRules, RuleBook


def propose_order(*, proposal: Proposal, outside: Outside, actor: Actor, now: datetime, reason: str = "") -> Order:
    """Ask for a name to be blocked, with the first signature; the safeguards answer at once.

    Look at the state of what comes back: `proposed`, or `refused` with the safeguards in `refusals`.
    Raises NotAHostnameError, UnknownLegalBasisError, WordsMissingError, MomentToComeError, ForeignExhibitError,
    CaseMissingError, CaseClosedError, NameTooLongError, UnknownAnswerError, ActRefusedError, ResolverUnavailableError,
    RegistrationUnavailableError.
    """
    require(actor, "orders.propose")
    return _begin(proposal, Act.PROPOSE, outside, actor=actor, now=now, reason=reason)


def order_emergency(*, proposal: Proposal, outside: Outside, actor: Actor, now: datetime, reason: str) -> Order:
    """Block on a legal officer's word alone, for 24 hours at most; it ends by itself unless another confirms it.

    Raises as `propose_order`; WordsMissingError too where no reason says why it cannot wait; ActRefusedError where such
    an order on the name was never confirmed: one after the other they would have no end; BatchBrakeError.
    """
    require(actor, "orders.order_emergency")
    if not reason.strip():
        raise WordsMissingError(what="reason why it cannot wait")
    return _begin(proposal, Act.ORDER_EMERGENCY, outside, actor=actor, now=now, reason=reason)


def countersign_order(*, order_id: UUID, rule_book: RuleBook, actor: Actor, now: datetime, reason: str = "") -> Order:
    """The second signature: the order is in force from `now`. Confirms an emergency order too.

    What the lists say of the name and the age of the evidence are judged once more: a proposal may have waited.
    Raises OrderMissingError, SameSignerError, ActRefusedError, UnknownLegalBasisError, BatchBrakeError.
    """
    require(actor, "orders.countersign")
    rules = rule_book.read()
    with transaction.atomic():
        row = lock_order(order_id)
        basis = _basis(rules, row.legal_basis)
        act = Act.CONFIRM if row.state == State.PROVISIONAL else Act.COUNTERSIGN
        outcome, signer = advance(row, act, actor)
        looked_at, promised = mandate_of(row, row.mandate).issued_at, timedelta(days=row.recheck_days)
        refuse_reason(
            check_running(now, row.expires_at)
            or check_signer(basis, signer, second=True)
            or check_term(basis, now, row.asked_until)
            or check_look(basis, looked_at, promised, now)
            or judge_again(row, rules, now)
        )
        if act is Act.COUNTERSIGN:
            check_brake(rules, now)
        deed = Deed(act, actor, signer, now, reason)
        sign(row, deed, mandate=row.mandate, position=2)
        row.expires_at = row.asked_until
        row.recheck_due_at = recheck_due(basis, looked_at, promised)
        row.in_force_at = row.in_force_at or now
        settle(row, deed, outcome.state)
        event: Event = _in_force(row)
        if act is Act.CONFIRM:
            event = OrderConfirmed(order_id=row.id, hostname=row.hostname, expires_at=row.expires_at)
        record(event, actor=actor, now=now, reason=reason)
    return get_order(order_id, viewer=actor)


def decline_order(*, order_id: UUID, actor: Actor, now: datetime, reason: str) -> None:
    """Say no to a proposal, or take one's own back. Raises OrderMissingError, ActRefusedError, WordsMissingError."""
    require(actor, "orders.decline")
    if not reason.strip():
        raise WordsMissingError(what="reason")
    with transaction.atomic():
        row = lock_order(order_id)
        outcome, signer = advance(row, Act.DECLINE, actor)
        settle(row, Deed(Act.DECLINE, actor, signer, now, reason), outcome.state)
        record(OrderDeclined(order_id=row.id, hostname=row.hostname), actor=actor, now=now, reason=reason)


def propose_renewal(
    *, order_id: UUID, expires_at: datetime, rule_book: RuleBook, actor: Actor, now: datetime, reason: str
) -> None:
    """Ask for a longer term, with the first signature; the reason says why it is still needed.

    Raises OrderMissingError, ActRefusedError, WordsMissingError.
    """
    require(actor, "orders.propose")
    if not reason.strip():
        raise WordsMissingError(what="reason")
    rules = rule_book.read()
    with transaction.atomic():
        row = lock_order(order_id)
        basis = _basis(rules, row.legal_basis)
        _, signer = advance(row, Act.PROPOSE_RENEWAL, actor)
        refuse_reason(
            check_running(now, row.expires_at)
            or check_signer(basis, signer, second=False)
            or check_term(basis, now, expires_at)
        )
        asked = ActRow.objects.filter(order=row, act=Act.PROPOSE_RENEWAL).count()
        deed = Deed(Act.PROPOSE_RENEWAL, actor, signer, now, reason)
        sign(row, deed, mandate=asked + 1, position=1)
        keep_act(row, deed, until=expires_at)
        event = RenewalProposed(order_id=row.id, hostname=row.hostname, expires_at=expires_at)
        record(event, actor=actor, now=now, reason=reason)


def countersign_renewal(*, order_id: UUID, rule_book: RuleBook, actor: Actor, now: datetime, reason: str = "") -> Order:
    """The second signature under a longer term. Raises OrderMissingError, SameSignerError, ActRefusedError."""
    require(actor, "orders.countersign")
    rules = rule_book.read()
    with transaction.atomic():
        row = lock_order(order_id)
        basis = _basis(rules, row.legal_basis)
        _, signer = advance(row, Act.COUNTERSIGN_RENEWAL, actor)
        number = ActRow.objects.filter(order=row, act=Act.PROPOSE_RENEWAL).count()
        asked = mandate_of(row, number)
        refuse_reason(
            check_running(now, row.expires_at)
            or check_signer(basis, signer, second=True)
            or check_term(basis, now, asked.expires_at)
            or judge_again(row, rules, now, renewed=True)
        )
        deed = Deed(Act.COUNTERSIGN_RENEWAL, actor, signer, now, reason)
        sign(row, deed, mandate=number, position=2)
        row.mandate, row.expires_at, row.asked_until = number, asked.expires_at, asked.expires_at
        due = recheck_due(basis, asked.issued_at, timedelta(days=row.recheck_days))
        row.recheck_due_at = max(due, row.recheck_due_at or due)  # who looked again since the first signature did so
        settle(row, deed, State.IN_FORCE)
        event = OrderRenewed(order_id=row.id, hostname=row.hostname, expires_at=row.expires_at)
        record(event, actor=actor, now=now, reason=reason)
    return get_order(order_id, viewer=actor)


def _begin(proposal: Proposal, act: Act, outside: Outside, *, actor: Actor, now: datetime, reason: str) -> Order:
    rules = outside.rule_book.read()
    case = _check_words(proposal, rules, actor)
    _check_moments(proposal, now)
    basis = _basis(rules, proposal.legal_basis)
    outcome, signer = advance(None, act, actor)
    emergency = act is Act.ORDER_EMERGENCY
    refuse_reason(
        check_signer(basis, signer, second=False, emergency=emergency) or check_term(basis, now, proposal.expires_at)
    )
    judgement = judge_proposal(proposal, case, outside, rules, actor=actor, role=signer.role, now=now)
    if judgement.refusals:
        act, outcome = Act.REFUSE, Standing(state=State.REFUSED)
    deed = Deed(act, actor, signer, now, reason or proposal.necessity)
    compared = tuple(map(str, list_compared(proposal.exhibits, viewer=actor)))
    with transaction.atomic():
        if act is Act.ORDER_EMERGENCY:
            take_turn()  # of two at the same moment on one name the second finds the first
            refuse_reason(find_lone_emergency(parse_hostname(proposal.hostname)))
            check_brake(rules, now)
        row = OrderRow(
            id=new_id(now), case_id=case.id, site_id=case.site_id, state=outcome.state or "", proposed_at=now
        )
        _fill(row, proposal, rules)
        _fill_judgement(row, proposal, judgement)
        if act is Act.ORDER_EMERGENCY:
            row.expires_at = min(proposal.expires_at, now + EMERGENCY_LIMIT)
            row.in_force_at = now
        row.ended_at = now if act is Act.REFUSE else None
        row.save(force_insert=True)
        if act is not Act.REFUSE:
            sign(row, deed, mandate=0, position=1)
        keep_act(row, deed, until=proposal.expires_at)
        record(_first_event(row, judgement, compared), actor=actor, now=now, reason=reason or _waived(proposal))
    return get_order(row.id, viewer=actor)


def _check_words(proposal: Proposal, rules: OrderRules, actor: Actor) -> Case:
    """The case, where the proposal can be read at all; the errors are those of `propose_order`."""
    if not proposal.necessity.strip():
        raise WordsMissingError(what="statement of necessity")
    check_owner(parse_hostname(proposal.hostname), rules.zone)
    parse_answer(proposal.answer or rules.answer)
    case = get_case(proposal.case_id, viewer=actor)
    if case.state is CaseState.CLOSED:
        raise CaseClosedError(hostname=case.hostname)
    check_exhibits(proposal, case)
    if empty := [code for code, words in proposal.set_aside.items() if not words.strip()]:
        raise WordsMissingError(what=f"reason for setting aside {empty[0]}")
    return case


def _check_moments(proposal: Proposal, now: datetime) -> None:
    """Raises MomentToComeError where something is said to have happened that cannot have yet."""
    told = (
        (proposal.removal.notified_at, Phrase("the host was told")),
        (proposal.removal.asked_at, Phrase("the host was asked to remove")),
        (proposal.owner_changed_at, Phrase("the name changed hands")),
    )
    for moment, what in told:
        if moment is not None and moment > now:
            raise MomentToComeError(moment=f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}", what=what)


def _fill(row: OrderRow, proposal: Proposal, rules: OrderRules) -> None:
    """What is ordered, in the row's words; none of it ever changes."""
    row.hostname = parse_hostname(proposal.hostname)
    row.last_labels = last_labels(row.hostname)
    row.subdomains = proposal.subdomains
    # As resolvers write it: a probe, and a check of the zone, compare it with what they say.
    row.answer = parse_answer(proposal.answer or rules.answer).text
    row.legal_basis = proposal.legal_basis
    row.basis_title = rules.bases[proposal.legal_basis].title
    row.recheck_days = rules.bases[proposal.legal_basis].recheck_every.days
    row.necessity = proposal.necessity.strip()
    row.scope = proposal.scope.strip()
    row.exhibits = [str(exhibit) for exhibit in proposal.exhibits]
    row.expires_at = row.asked_until = proposal.expires_at
    removal = proposal.removal
    row.removal = {
        "notified_at": removal.notified_at.isoformat() if removal.notified_at else "",
        "asked_at": removal.asked_at.isoformat() if removal.asked_at else "",
        "unreachable": removal.unreachable,
    }


def _fill_judgement(row: OrderRow, proposal: Proposal, judgement: Judgement) -> None:
    row.refusals = reasons_to_json(judgement.refusals)
    row.set_aside = reasons_to_json(
        Reason(found.code, "{found} Set aside: {why}", {"found": found.text, "why": proposal.set_aside[found.code]})
        for found in judgement.set_aside
    )


def _first_event(row: OrderRow, judgement: Judgement, compared: tuple[str, ...]) -> Event:
    codes = tuple(reason.code for reason in judgement.refusals)
    if codes:
        return OrderRefused(order_id=row.id, case_id=row.case_id, hostname=row.hostname, safeguards=codes)
    if row.state == State.PROVISIONAL:
        return _in_force(row, compared)
    waived = tuple(reason.code for reason in judgement.set_aside)
    return OrderProposed(
        order_id=row.id, case_id=row.case_id, hostname=row.hostname, set_aside=waived, matches=compared
    )


def _in_force(row: OrderRow, compared: tuple[str, ...] = ()) -> OrderInForce:
    return OrderInForce(
        order_id=row.id,
        case_id=row.case_id,
        site_id=row.site_id,
        hostname=row.hostname,
        expires_at=row.expires_at,
        provisional=row.state == State.PROVISIONAL,
        legal_basis=row.legal_basis,
        matches=compared,
    )


def _waived(proposal: Proposal) -> str:
    return "; ".join(f"{code} set aside: {why}" for code, why in proposal.set_aside.items())


def _basis(rules: OrderRules, code: str) -> LegalBasis:
    if code not in rules.bases:
        raise UnknownLegalBasisError(basis=code, known=", ".join(rules.bases) or "none")
    return rules.bases[code]
