"""The table of an order's life, walked exhaustively: every state, every act, every person and role."""

from collections.abc import Iterator
from itertools import product
from uuid import UUID

import pytest

from rempart.engines.policy import TABLE, Act, Signer, Signs, Standing, State, list_acts, step, step_system
from rempart.kernel.actors import Role
from rempart.kernel.reasons import Reason

PEOPLE = [UUID(int=number) for number in range(3)]
SIGNERS = [Signer(account_id=person, role=role) for person, role in product(PEOPLE, Role)]
SYSTEM_ACTS = [rule.act for rule in TABLE if rule.system]


def next_standings(standing: Standing) -> Iterator[Standing]:
    for act in Act:
        for signer in SIGNERS:
            outcome = step(standing, act, signer)
            if isinstance(outcome, Standing):
                yield outcome
        outcome = step_system(standing, act)
        if isinstance(outcome, Standing):
            yield outcome


@pytest.fixture(scope="module")
def reachable() -> frozenset[Standing]:
    """Every standing that any mix of three people in any roles and the system can bring about."""
    seen = {Standing()}
    waiting = [Standing()]
    while waiting:
        for outcome in next_standings(waiting.pop()):
            if outcome not in seen:
                seen.add(outcome)
                waiting.append(outcome)
    return frozenset(seen)


def test_every_state_can_be_reached(reachable: frozenset[Standing]) -> None:
    assert {standing.state for standing in reachable} == {None, *State}


def test_no_order_is_in_force_without_two_people_of_two_roles(reachable: frozenset[Standing]) -> None:
    for standing in reachable:
        if standing.state in (State.IN_FORCE, State.SUSPENDED, State.UNCHECKED):
            assert len({signer.account_id for signer in standing.signers}) == 2, standing
            assert len({signer.role for signer in standing.signers}) == 2, standing


def test_one_person_alone_can_only_order_an_emergency_as_legal_officer(reachable: frozenset[Standing]) -> None:
    alone = {standing for standing in reachable if standing.state and standing.state.blocks}
    alone = {standing for standing in alone if len(standing.signers) < 2}
    assert {standing.state for standing in alone} == {State.PROVISIONAL}
    assert {signer.role for standing in alone for signer in standing.signers} == {Role.LEGAL_OFFICER}


@pytest.mark.longer
def test_a_final_state_is_left_by_nothing_and_only_the_overseer_still_speaks_of_what_held(
    reachable: frozenset[Standing],
) -> None:
    for standing in reachable:
        if standing.state and standing.state.is_final:
            assert set(next_standings(standing)) <= {standing}
            for act, signer in product(Act, SIGNERS):
                spoken = isinstance(step(standing, act, signer), Standing)
                may_have_held = standing.state in (State.LAPSED, State.REVOKED)
                overseeing = signer.role is Role.OVERSEER and act in (Act.RECOMMEND, Act.OBJECT)
                assert spoken == (may_have_held and overseeing)


def test_every_order_that_is_not_over_can_end_on_one_person_s_word_or_by_itself(
    reachable: frozenset[Standing],
) -> None:
    for standing in reachable:
        if standing.state and not standing.state.is_final:
            assert isinstance(step_system(standing, Act.LAPSE), Standing)
            ends = {rule.act for rule in TABLE if rule.before == standing.state and rule.after.is_final and rule.by}
            assert ends


@pytest.mark.longer
def test_the_overseer_can_stop_every_block_but_start_none(reachable: frozenset[Standing]) -> None:
    overseers = [signer for signer in SIGNERS if signer.role is Role.OVERSEER]
    for standing, overseer in product(reachable, overseers):
        if standing.state and standing.state.blocks:
            outcome = step(standing, Act.SUSPEND, overseer)
            assert isinstance(outcome, Standing)
            assert outcome.state is not None
            assert not outcome.state.blocks
        for act in Act:
            outcome = step(standing, act, overseer)
            if isinstance(outcome, Standing) and outcome.state and outcome.state.blocks:
                assert act is Act.RESUME or (standing.state and standing.state.blocks)


@pytest.mark.parametrize("role", [Role.REPORTER_DESK, Role.PUBLISHER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_without_a_part_in_orders_can_do_nothing(role: Role, reachable: frozenset[Standing]) -> None:
    for standing, act in product(reachable, Act):
        assert isinstance(step(standing, act, Signer(PEOPLE[0], role)), Reason)


def test_no_row_stands_twice() -> None:
    assert len({(rule.before, rule.act) for rule in TABLE}) == len(TABLE)


def test_one_person_cannot_sign_twice_even_in_two_roles() -> None:
    first = step(Standing(), Act.PROPOSE, Signer(PEOPLE[0], Role.ANALYST))
    assert isinstance(first, Standing)
    refusal = step(first, Act.COUNTERSIGN, Signer(PEOPLE[0], Role.REVIEWER))
    assert isinstance(refusal, Reason)
    assert refusal.code == "policy.same_person"


def test_two_people_in_the_same_role_are_not_enough() -> None:
    first = step(Standing(), Act.PROPOSE, Signer(PEOPLE[0], Role.LEGAL_OFFICER))
    assert isinstance(first, Standing)
    refusal = step(first, Act.COUNTERSIGN, Signer(PEOPLE[1], Role.LEGAL_OFFICER))
    assert isinstance(refusal, Reason)
    assert refusal.code == "policy.same_role"


def test_a_renewal_needs_two_again() -> None:
    analyst, reviewer = Signer(PEOPLE[0], Role.ANALYST), Signer(PEOPLE[1], Role.REVIEWER)
    standing = Standing(State.IN_FORCE, (analyst, reviewer))
    assert isinstance(step(standing, Act.COUNTERSIGN_RENEWAL, reviewer), Reason)
    begun = step(standing, Act.PROPOSE_RENEWAL, analyst)
    assert isinstance(begun, Standing)
    assert isinstance(step(begun, Act.COUNTERSIGN_RENEWAL, Signer(PEOPLE[0], Role.REVIEWER)), Reason)
    renewed = step(begun, Act.COUNTERSIGN_RENEWAL, Signer(PEOPLE[2], Role.REVIEWER))
    assert renewed == Standing(State.IN_FORCE, (analyst, Signer(PEOPLE[2], Role.REVIEWER)))


def test_a_refusal_says_who_may() -> None:
    outcome = step(Standing(), Act.PROPOSE, Signer(PEOPLE[0], Role.AUDITOR))
    assert isinstance(outcome, Reason)
    assert outcome.text == "The role auditor may not do this to an order: propose. These may: analyst, legal-officer."


def test_a_person_sees_only_what_they_may_do_next() -> None:
    proposed = Standing(State.PROPOSED, (Signer(PEOPLE[0], Role.ANALYST),))
    own = [Signer(PEOPLE[0], Role.ANALYST)]
    other = [Signer(PEOPLE[1], Role.ANALYST), Signer(PEOPLE[1], Role.REVIEWER)]
    assert [act for act, _ in list_acts(proposed, own)] == [Act.DECLINE]
    assert dict(list_acts(proposed, other))[Act.COUNTERSIGN].role is Role.REVIEWER


def test_signatures_are_given_only_where_the_table_says_so() -> None:
    signing = {rule.act: rule.signs for rule in TABLE if rule.signs is not Signs.NOTHING}
    assert signing == {
        Act.PROPOSE: Signs.FIRST,
        Act.ORDER_EMERGENCY: Signs.FIRST,
        Act.COUNTERSIGN: Signs.SECOND,
        Act.CONFIRM: Signs.SECOND,
        Act.PROPOSE_RENEWAL: Signs.RENEWAL_FIRST,
        Act.COUNTERSIGN_RENEWAL: Signs.RENEWAL_SECOND,
    }
    assert SYSTEM_ACTS
