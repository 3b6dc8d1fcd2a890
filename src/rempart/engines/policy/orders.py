"""The life of a block order as one table: what may follow what, by whom, and whose signature it takes.

Read the table as the law reads: what is not listed is not allowed. No row leads into force on one person's word
but the emergency order, which needs a legal officer, ends by itself within 24 hours and is confirmed by another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from rempart.kernel.actors import Role
from rempart.kernel.reasons import Reason

EMERGENCY_LIMIT = timedelta(hours=24)


class State(StrEnum):
    """Where an order stands. Names are blocked in `PROVISIONAL` and `IN_FORCE` only."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    DECLINED = "declined"
    PROVISIONAL = "provisional"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    UNCHECKED = "unchecked"
    LAPSED = "lapsed"
    REVOKED = "revoked"

    @property
    def blocks(self) -> bool:
        """Whether the name is to be refused in this state."""
        return self in (State.PROVISIONAL, State.IN_FORCE)

    @property
    def is_final(self) -> bool:
        """Whether no other state follows."""
        return self in (State.REFUSED, State.DECLINED, State.LAPSED, State.REVOKED)


class Act(StrEnum):
    """What can be done to an order."""

    PROPOSE = "propose"
    REFUSE = "refuse"
    COUNTERSIGN = "countersign"
    DECLINE = "decline"
    ORDER_EMERGENCY = "order-emergency"
    CONFIRM = "confirm"
    PROPOSE_RENEWAL = "propose-renewal"
    COUNTERSIGN_RENEWAL = "countersign-renewal"
    RECHECK = "recheck"
    MISS_RECHECK = "miss-recheck"
    RECOMMEND = "recommend"
    OBJECT = "object"
    SUSPEND = "suspend"
    RESUME = "resume"
    APPEAL = "appeal"
    ANSWER_APPEAL = "answer-appeal"
    REVOKE = "revoke"
    LAPSE = "lapse"


class Signs(StrEnum):
    """What an act does to the signatures of an order."""

    NOTHING = "nothing"
    FIRST = "first signature"
    SECOND = "second signature"
    RENEWAL_FIRST = "first signature of a renewal"
    RENEWAL_SECOND = "second signature of a renewal"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: in state `before`, somebody in one of the roles `by` may `act`, and the order is then in `after`.

    `before` is None where no order exists yet. `by` is empty where only the system or the public acts.
    """

    before: State | None
    act: Act
    after: State
    by: frozenset[Role] = frozenset()
    signs: Signs = Signs.NOTHING
    system: bool = False
    public: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """One person acting in exactly one of their roles."""

    account_id: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class Standing:
    """An order's state, who signed the mandate it rests on, and who signed first for a renewal, if anybody."""

    state: State | None = None
    signers: tuple[Signer, ...] = ()
    renewal: Signer | None = None


_PROPOSERS = frozenset({Role.ANALYST, Role.LEGAL_OFFICER})
_COUNTERSIGNERS = frozenset({Role.REVIEWER, Role.LEGAL_OFFICER})
_SIGNERS = _PROPOSERS | _COUNTERSIGNERS
_LEGAL = frozenset({Role.LEGAL_OFFICER})
_OVERSEER = frozenset({Role.OVERSEER})

_LIVE = (State.PROVISIONAL, State.IN_FORCE, State.SUSPENDED, State.UNCHECKED)
_OPEN = (State.PROPOSED, *_LIVE)
# What ended may have blocked a name before the overseer looked: a day's emergency order too is theirs to judge.
_OVERSEEN = (*_OPEN, State.LAPSED, State.REVOKED)

TABLE: tuple[Rule, ...] = (
    Rule(None, Act.PROPOSE, State.PROPOSED, _PROPOSERS, Signs.FIRST),
    Rule(None, Act.REFUSE, State.REFUSED, _PROPOSERS),
    Rule(None, Act.ORDER_EMERGENCY, State.PROVISIONAL, _LEGAL, Signs.FIRST),
    Rule(State.PROPOSED, Act.COUNTERSIGN, State.IN_FORCE, _COUNTERSIGNERS, Signs.SECOND),
    Rule(State.PROPOSED, Act.DECLINE, State.DECLINED, _SIGNERS),
    Rule(State.PROVISIONAL, Act.CONFIRM, State.IN_FORCE, _COUNTERSIGNERS, Signs.SECOND),
    Rule(State.IN_FORCE, Act.PROPOSE_RENEWAL, State.IN_FORCE, _PROPOSERS, Signs.RENEWAL_FIRST),
    Rule(State.IN_FORCE, Act.COUNTERSIGN_RENEWAL, State.IN_FORCE, _COUNTERSIGNERS, Signs.RENEWAL_SECOND),
    Rule(State.IN_FORCE, Act.RECHECK, State.IN_FORCE, _SIGNERS),
    Rule(State.IN_FORCE, Act.MISS_RECHECK, State.UNCHECKED, system=True),
    Rule(State.UNCHECKED, Act.RECHECK, State.IN_FORCE, _SIGNERS),
    Rule(State.IN_FORCE, Act.SUSPEND, State.SUSPENDED, _OVERSEER),
    Rule(State.UNCHECKED, Act.SUSPEND, State.SUSPENDED, _OVERSEER),
    # An emergency order that the overseer stops is over: one signature is nothing to come back to.
    Rule(State.PROVISIONAL, Act.SUSPEND, State.REVOKED, _OVERSEER),
    Rule(State.SUSPENDED, Act.RESUME, State.IN_FORCE, _OVERSEER),
    *(Rule(state, Act.RECOMMEND, state, _OVERSEER) for state in _OVERSEEN),
    *(Rule(state, Act.OBJECT, state, _OVERSEER) for state in _OVERSEEN),
    *(Rule(state, Act.APPEAL, state, public=True) for state in _LIVE),
    *(Rule(state, Act.ANSWER_APPEAL, state, _SIGNERS) for state in _LIVE),
    *(Rule(state, Act.REVOKE, State.REVOKED, _SIGNERS, system=True) for state in _LIVE),
    *(Rule(state, Act.LAPSE, State.LAPSED, system=True) for state in _OPEN),
)

_ROWS = {(rule.before, rule.act): rule for rule in TABLE}


def step(standing: Standing, act: Act, signer: Signer) -> Standing | Reason:
    """The standing after `signer` does `act`, or the reason why they may not."""
    rule = _ROWS.get((standing.state, act))
    if rule is None:
        return _not_open(standing.state, act)
    if signer.role not in rule.by:
        return Reason(
            code="policy.role_not_entitled",
            template="The role {role} may not do this to an order: {act}. These may: {entitled}.",
            values={"role": signer.role, "act": act, "entitled": _roles(rule.by) or "nobody with an account"},
        )
    refusal = _four_eyes(standing, rule, signer)
    return refusal or _signed(standing, rule, signer)


def step_system(standing: Standing, act: Act) -> Standing | Reason:
    """The standing after the system itself does `act`, or the reason why it may not."""
    rule = _ROWS.get((standing.state, act))
    if rule is None or not rule.system:
        return _not_open(standing.state, act)
    return _signed(standing, rule, None)


def list_acts(standing: Standing, signers: Iterable[Signer]) -> tuple[tuple[Act, Signer], ...]:
    """What a person who can act as any of `signers` may do next, in the table's order, one role an act."""
    found: dict[Act, Signer] = {}
    for signer in signers:
        for rule in TABLE:
            if rule.before == standing.state and rule.act not in found:
                outcome = step(standing, rule.act, signer)
                if isinstance(outcome, Standing):
                    found[rule.act] = signer
    return tuple(found.items())


def describe_table() -> str:
    """The table as Markdown, as it is printed in the documentation."""
    lines = ["| from | act | to | by | signature |", "|---|---|---|---|---|"]
    for rule in TABLE:
        who = [_roles(rule.by)] if rule.by else []
        who += ["the system"] if rule.system else []
        who += ["the public"] if rule.public else []
        cells = (rule.before or "–", rule.act, rule.after, ", ".join(who), rule.signs.replace("nothing", ""))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _four_eyes(standing: Standing, rule: Rule, signer: Signer) -> Reason | None:
    """Two signatures are of two people in two roles; two hats on one head are one signature."""
    first = {
        Signs.SECOND: standing.signers[0] if standing.signers else None,
        Signs.RENEWAL_SECOND: standing.renewal,
    }.get(rule.signs)
    if rule.signs not in (Signs.SECOND, Signs.RENEWAL_SECOND):
        return None
    if first is None:
        return Reason(code="policy.no_first_signature", template="There is no first signature to countersign.")
    if first.account_id == signer.account_id:
        return Reason(
            code="policy.same_person",
            template="The second signature must be another person's; this person signed first.",
        )
    if first.role == signer.role:
        return Reason(
            code="policy.same_role",
            template="The second signature must come from another role than {role}.",
            values={"role": signer.role},
        )
    return None


def _signed(standing: Standing, rule: Rule, signer: Signer | None) -> Standing:
    after = replace(standing, state=rule.after)
    if signer is None or rule.signs is Signs.NOTHING:
        return after
    if rule.signs is Signs.RENEWAL_FIRST:
        return replace(after, renewal=signer)
    if rule.signs is Signs.RENEWAL_SECOND and standing.renewal is not None:
        return replace(after, signers=(standing.renewal, signer), renewal=None)
    return replace(after, signers=(*standing.signers, signer))


def _not_open(state: State | None, act: Act) -> Reason:
    return Reason(
        code="policy.act_not_open",
        template="An order that is {state} does not allow this: {act}.",
        values={"state": state or "not there yet", "act": act},
    )


def _roles(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(roles))
