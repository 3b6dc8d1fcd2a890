"""Orders: two people of two roles, safeguards that refuse, an overseer who sees, terms that end by themselves."""

import dataclasses
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from rempart.engines.policy import NameList, Removal, SafeguardLists, State, Suffixes
from rempart.journal.queries import list_about
from rempart.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from rempart.kernel.hostname import NotAHostnameError, parse_hostname
from rempart.orders import oversight, queries, services
from rempart.orders.contracts import Act, Order
from rempart.orders.errors import (
    ActRefusedError,
    ForeignExhibitError,
    NoControlError,
    OrderMissingError,
    SameSignerError,
    UnknownLegalBasisError,
    WordsMissingError,
)
from rempart.people.contracts import NotAllowedError
from rempart.ports.naming import ResolverUnavailableError
from tests.conftest import People
from tests.engines.policy.test_safeguards import INCIDENTS, LISTS, NOW
from tests.factories.orders import OpenedCase, Orders, make_case
from tests.fakes.naming import BASIS, NO_SUFFIXES, FakeCoHosting, FakeResolver, FakeRuleBook

pytestmark = pytest.mark.django_db


def acts_about(order_id: object) -> list[str]:
    return [entry.act for entry in list_about((str(order_id),))]


def test_two_people_of_two_roles_bring_an_order_into_force(orders: Orders, case: OpenedCase, people: People) -> None:
    order = orders.propose(case)
    assert order.state is State.PROPOSED
    assert not order.blocks
    order = orders.countersign(order)
    assert order.state is State.IN_FORCE
    assert [(signature.position, signature.role) for signature in order.signatures] == [
        (1, Role.ANALYST),
        (2, Role.REVIEWER),
    ]
    assert order.in_force_at == orders.now
    assert acts_about(order.id) == ["orders.order_proposed", "orders.order_in_force"]
    assert queries.find_refusing("reopened.example") is not None


def test_one_person_cannot_sign_twice(orders: Orders, case: OpenedCase, people: People) -> None:
    both = people(Role.ANALYST, Role.REVIEWER)
    order = orders.propose(case, both)
    with pytest.raises(SameSignerError) as refused:
        orders.countersign(order, both)
    assert refused.value.code == "orders.same_signer"
    assert queries.get_order(order.id, viewer=both).state is State.PROPOSED


def test_two_people_in_one_role_are_not_enough(orders: Orders, case: OpenedCase, people: People) -> None:
    order = orders.propose(case, people(Role.LEGAL_OFFICER))
    with pytest.raises(SameSignerError, match="another role"):
        orders.countersign(order, people(Role.LEGAL_OFFICER))


@pytest.mark.parametrize("same", ["account", "role"])
def test_the_database_refuses_a_second_signature_like_the_first(
    orders: Orders, case: OpenedCase, people: People, same: str
) -> None:
    first, other = people(Role.ANALYST), people(Role.REVIEWER)
    order = orders.propose(case, first)
    account, role = (first, Role.REVIEWER) if same == "account" else (other, Role.ANALYST)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO orders_signature (id, order_id, mandate, position, account_id, signer, role, signed_at)"
            " SELECT %s, order_id, mandate, 2, %s, signer, %s, signed_at FROM orders_signature WHERE order_id = %s",
            [_key(uuid4()), _key(account.account_id), role, _key(order.id)],
        )


@pytest.mark.parametrize("sql", ["UPDATE {0} SET role = 'reviewer'", "DELETE FROM {0}"])
@pytest.mark.parametrize("table", ["orders_signature", "orders_act"])
def test_signatures_and_acts_cannot_be_changed_by_sql(orders: Orders, case: OpenedCase, table: str, sql: str) -> None:
    orders.propose(case)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))


def _key(value: object) -> str:
    """How a UUID stands in raw SQL on this database."""
    return str(value) if connection.vendor == "postgresql" else str(value).replace("-", "")


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OVERSEER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_other_roles_cannot_propose(orders: Orders, case: OpenedCase, people: People, role: Role) -> None:
    with pytest.raises(NotAllowedError):
        orders.propose(case, people(role))


@pytest.mark.parametrize("actor", [SYSTEM, PUBLIC])
def test_nobody_without_an_account_can_propose(orders: Orders, case: OpenedCase, actor: object) -> None:
    with pytest.raises(NotAllowedError):
        orders.propose(case, actor)  # type: ignore[arg-type]


def test_shared_hosting_is_refused_and_the_refusal_is_kept(orders: Orders, case: OpenedCase, people: People) -> None:
    orders.co_hosting = FakeCoHosting({"192.0.2.7": ["a.test", "b.test", "c.test", "reopened.example"]})
    order = orders.propose(case)
    assert order.state is State.REFUSED
    assert [reason.code for reason in order.refusals] == ["policy.shared_hosting"]
    assert order.refusals[0].text == "3 unrelated names live on 192.0.2.7 beside reopened.example."
    assert order.signatures == ()
    assert acts_about(order.id) == ["orders.order_refused"]
    with pytest.raises(ActRefusedError):
        orders.countersign(order)


@pytest.mark.parametrize("incident", INCIDENTS)
def test_an_order_like_an_incident_of_the_past_never_gets_a_signature(people: People, incident: str) -> None:
    """The same as in the engine's tests, as an operator would meet it: a case, a resolver, passive DNS, two people."""
    facts, code = INCIDENTS[incident]
    assert facts.evidence_at is not None
    case = make_case(people, facts.evidence_at, facts.hostname)
    orders = Orders(
        people,
        NOW,
        FakeRuleBook(lists=LISTS),
        FakeResolver(hosts={facts.hostname: tuple(facts.co_hosted)}),
        FakeCoHosting(facts.co_hosted),
    )
    order = orders.propose(case, hostname=facts.hostname, owner_changed_at=facts.owner_changed_at)
    assert code in {reason.code for reason in order.refusals}
    assert (order.state, order.signatures) == (State.REFUSED, ())
    with pytest.raises(ActRefusedError):
        orders.countersign(order)
    assert queries.list_blocked_names() == ()


def test_a_certificate_for_strangers_in_the_exhibit_is_a_refusal(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    covered = tuple(parse_hostname(name) for name in ("reopened.example", "a.test", "b.test", "c.test"))
    order = services.propose_order(
        proposal=orders.proposal(case),
        outside=dataclasses.replace(orders.outside, certificates={case.exhibit_id: covered}.__getitem__),
        actor=people(Role.ANALYST),
        now=now,
    )
    assert [reason.code for reason in order.refusals] == ["policy.shared_certificate"]


def test_a_legal_officer_can_set_shared_hosting_aside_with_reasons(
    orders: Orders, case: OpenedCase, people: People
) -> None:
    orders.co_hosting = FakeCoHosting({"192.0.2.7": ["a.test", "b.test", "c.test"]})
    waived = {"policy.shared_hosting": "Blocking by name does not touch the neighbours."}
    assert orders.propose(case, set_aside=waived).state is State.REFUSED
    order = orders.propose(case, people(Role.LEGAL_OFFICER), set_aside=waived)
    assert order.state is State.PROPOSED
    assert "does not touch the neighbours" in order.set_aside[0].text
    with pytest.raises(WordsMissingError):
        orders.propose(case, people(Role.LEGAL_OFFICER), set_aside={"policy.shared_hosting": " "})


def test_an_order_for_a_name_without_evidence_is_refused(orders: Orders, case: OpenedCase) -> None:
    assert [reason.code for reason in orders.propose(case, exhibits=()).refusals] == ["policy.no_evidence"]
    elsewhere = orders.propose(case, hostname="innocent.example")
    assert [reason.code for reason in elsewhere.refusals] == ["policy.no_evidence"]


def test_an_exhibit_that_is_not_sealed_proves_nothing(orders: Orders, people: People, now: datetime) -> None:
    case = make_case(people, now, sealed=False)
    assert [reason.code for reason in orders.propose(case).refusals] == ["policy.no_evidence"]


def test_old_evidence_is_refused(orders: Orders, case: OpenedCase, now: datetime) -> None:
    orders.now = now + timedelta(days=15)
    assert [reason.code for reason in orders.propose(case).refusals] == ["policy.stale_evidence"]


def test_a_never_block_name_is_refused(orders: Orders, case: OpenedCase) -> None:
    lists = SafeguardLists(suffixes=NO_SUFFIXES, never_block=NameList(["reopened.example"]))
    orders.rule_book = FakeRuleBook(lists=lists)
    assert [reason.code for reason in orders.propose(case).refusals] == ["policy.never_block"]


def test_a_host_that_was_not_asked_first_is_a_refusal_where_the_law_wants_it(
    orders: Orders, case: OpenedCase, now: datetime
) -> None:
    orders.rule_book = FakeRuleBook(bases=[dataclasses.replace(BASIS, removal_first=timedelta(hours=24))])
    assert [reason.code for reason in orders.propose(case).refusals] == ["policy.removal_not_asked"]
    asked = Removal(asked_at=now - timedelta(hours=25))
    assert orders.propose(case, removal=asked).state is State.PROPOSED


def test_what_cannot_be_looked_up_is_not_waved_through(orders: Orders, case: OpenedCase) -> None:
    for resolver, error in ((FakeResolver(available=False), ResolverUnavailableError), (None, NoControlError)):
        orders.resolver = resolver
        with pytest.raises(error):
            orders.propose(case)


@pytest.mark.parametrize(
    "name",
    ["192.0.2.1", "2001:db8::1", "*.reopened.example", "example", ".", f"{'a' * 64}.example", "reopened..example"],
)
def test_what_is_no_hostname_cannot_be_ordered(orders: Orders, case: OpenedCase, name: str) -> None:
    with pytest.raises(NotAHostnameError):
        orders.propose(case, hostname=name)


def test_a_whole_public_suffix_is_refused_whoever_signs(orders: Orders, case: OpenedCase, people: People) -> None:
    lists = SafeguardLists(suffixes=Suffixes(("example", "test", "reopened.example")))
    orders.rule_book = FakeRuleBook(lists=lists)
    order = orders.propose(case, people(Role.LEGAL_OFFICER), set_aside={"policy.public_suffix": "All of it."})
    assert [reason.code for reason in order.refusals] == ["policy.public_suffix"]


def test_a_place_where_strangers_live_is_refused(orders: Orders, case: OpenedCase) -> None:
    below = {f"u{number}.reopened.example": f"203.0.113.{number}" for number in range(20)}
    orders.co_hosting = FakeCoHosting(below={"reopened.example": below})
    assert [reason.code for reason in orders.propose(case).refusals] == ["policy.parent_of_strangers"]
    assert orders.propose(case, subdomains=False).state is State.PROPOSED


def test_a_name_in_unicode_with_a_trailing_dot_is_ordered_in_normal_form(orders: Orders, case: OpenedCase) -> None:
    assert orders.propose(case, hostname="Bücher.Reopened.Example.").hostname == "xn--bcher-kva.reopened.example"


def test_words_basis_and_exhibits_are_demanded(orders: Orders, case: OpenedCase, now: datetime) -> None:
    with pytest.raises(WordsMissingError):
        orders.propose(case, necessity="  ")
    with pytest.raises(UnknownLegalBasisError, match="fr-lcen-6-1"):
        orders.propose(case, legal_basis="none-such")
    with pytest.raises(ForeignExhibitError):
        orders.propose(case, exhibits=(uuid4(),))
    with pytest.raises(ActRefusedError, match="hours at most"):
        orders.propose(case, expires_at=now + timedelta(days=91))


def order_emergency(orders: Orders, case: OpenedCase, actor: Actor, **other: Any) -> Order:
    return services.order_emergency(
        proposal=orders.proposal(case, **other),
        outside=orders.outside,
        actor=actor,
        now=orders.now,
        reason="A live event tonight.",
    )


def test_an_emergency_blocks_at_once_and_ends_by_itself_after_a_day(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    order = order_emergency(orders, case, people(Role.LEGAL_OFFICER))
    assert order.state is State.PROVISIONAL
    assert order.expires_at == now + timedelta(hours=24)
    assert oversight.lapse_due(actor=SYSTEM, now=now + timedelta(hours=24)) == (order.id,)
    assert acts_about(order.id) == ["orders.order_in_force", "orders.order_lapsed"]


def test_an_emergency_that_is_confirmed_by_another_runs_its_full_term(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    officer = people(Role.LEGAL_OFFICER)
    order = order_emergency(orders, case, officer)
    with pytest.raises(SameSignerError):
        orders.countersign(order, officer)
    confirmed = orders.countersign(order)
    assert confirmed.state is State.IN_FORCE
    assert confirmed.expires_at == now + timedelta(days=30)
    assert acts_about(order.id)[-1] == "orders.order_confirmed"


@pytest.mark.longer
@pytest.mark.parametrize("name", ["reopened.example", "www.reopened.example", "a.b.reopened.example"])
@pytest.mark.parametrize("ended", ["lapsed", "still holds", "stopped by the overseer"])
def test_emergencies_one_after_the_other_do_not_make_a_long_block_of_one_signature(
    orders: Orders, case: OpenedCase, people: People, now: datetime, name: str, ended: str
) -> None:
    first = order_emergency(orders, case, people(Role.LEGAL_OFFICER), hostname="b.reopened.example")
    orders.now = now + timedelta(hours=23)
    if ended == "lapsed":
        orders.now = now + timedelta(hours=24)
        oversight.lapse_due(actor=SYSTEM, now=orders.now)
    elif ended != "still holds":
        oversight.suspend_order(order_id=first.id, actor=people(Role.OVERSEER), now=orders.now, reason="No need.")
    if name == "www.reopened.example":  # beside the first one: nothing of it is blocked again
        assert order_emergency(orders, case, people(Role.LEGAL_OFFICER), hostname=name).state is State.PROVISIONAL
        return
    with pytest.raises(ActRefusedError, match="another one needs two signatures"):
        order_emergency(orders, case, people(Role.LEGAL_OFFICER), hostname=name)
    assert orders.in_force(case, hostname=name).state is State.IN_FORCE


def test_an_emergency_that_was_confirmed_once_is_no_bar_to_another(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    confirmed = orders.countersign(order_emergency(orders, case, people(Role.LEGAL_OFFICER)))
    oversight.revoke_order(order_id=confirmed.id, actor=people(Role.ANALYST), now=now, reason="It is gone.")
    assert order_emergency(orders, case, people(Role.LEGAL_OFFICER)).state is State.PROVISIONAL


def test_a_proposal_that_waited_is_judged_again_before_the_second_signature(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    """Its evidence grew old, or the name is on a list by now: what would be refused today is not signed today."""
    order = orders.propose(case)
    with pytest.raises(ActRefusedError, match="15 days old"):
        orders.countersign(order, now=now + timedelta(days=15))
    lists = SafeguardLists(suffixes=NO_SUFFIXES, popular=NameList(["reopened.example"]))
    orders.rule_book = FakeRuleBook(lists=lists)
    with pytest.raises(ActRefusedError, match="very popular"):
        orders.countersign(order)
    assert queries.get_standing(order.id).state is State.PROPOSED
    orders.rule_book = FakeRuleBook()
    assert orders.countersign(order, now=now + timedelta(days=13)).state is State.IN_FORCE


def test_a_renewal_is_judged_by_the_lists_of_the_day(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    order, later = orders.in_force(case), now + timedelta(days=20)
    services.propose_renewal(
        order_id=order.id,
        expires_at=later + timedelta(days=30),
        rule_book=orders.rule_book,
        actor=people(Role.ANALYST),
        now=later,
        reason="Still there.",
    )
    listed = FakeRuleBook(lists=SafeguardLists(suffixes=NO_SUFFIXES, never_block=NameList(["reopened.example"])))
    reviewer = people(Role.REVIEWER)
    with pytest.raises(ActRefusedError, match="never-block"):
        services.countersign_renewal(order_id=order.id, rule_book=listed, actor=reviewer, now=later)
    services.countersign_renewal(order_id=order.id, rule_book=orders.rule_book, actor=reviewer, now=later)


def test_an_order_lapses_when_its_term_is_over_and_only_once(orders: Orders, case: OpenedCase, now: datetime) -> None:
    order = orders.in_force(case)
    end = now + timedelta(days=30)
    assert oversight.lapse_due(actor=SYSTEM, now=end - timedelta(seconds=1)) == ()
    assert oversight.lapse_due(actor=SYSTEM, now=end) == (order.id,)
    assert oversight.lapse_due(actor=SYSTEM, now=end) == ()
    assert queries.find_refusing("reopened.example") is None


def test_a_renewal_by_two_again_moves_the_end(orders: Orders, case: OpenedCase, people: People, now: datetime) -> None:
    order = orders.in_force(case)
    until = now + timedelta(days=80)
    analyst = people(Role.ANALYST)
    services.propose_renewal(
        order_id=order.id, expires_at=until, rule_book=orders.rule_book, actor=analyst, now=now, reason="Still there."
    )
    services.propose_renewal(
        order_id=order.id, expires_at=until, rule_book=orders.rule_book, actor=analyst, now=now, reason="Once more."
    )
    assert queries.get_order(order.id, viewer=analyst).expires_at == now + timedelta(days=30)
    renewed = services.countersign_renewal(
        order_id=order.id, rule_book=orders.rule_book, actor=people(Role.REVIEWER), now=now
    )
    assert renewed.expires_at == until
    assert queries.get_standing(order.id).renewal is None
    assert oversight.lapse_due(actor=SYSTEM, now=now + timedelta(days=31)) == ()


def test_an_order_that_nobody_rechecks_is_suspended_until_somebody_does(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    orders.rule_book = FakeRuleBook(bases=[dataclasses.replace(BASIS, recheck_every=timedelta(days=10))])
    order = orders.in_force(case)
    later = now + timedelta(days=10)
    assert oversight.lapse_due(actor=SYSTEM, now=later) == (order.id,)
    assert queries.get_standing(order.id).state is State.UNCHECKED
    assert queries.find_refusing("reopened.example") is None
    oversight.recheck_order(
        order_id=order.id, rule_book=orders.rule_book, actor=people(Role.ANALYST), now=later, reason="Looked again."
    )
    assert queries.find_refusing("reopened.example") is not None
    assert acts_about(order.id)[-3:] == ["orders.order_suspended", "orders.order_rechecked", "orders.order_resumed"]


@pytest.mark.longer
def test_the_overseer_sees_every_order_and_can_stop_it(orders: Orders, case: OpenedCase, people: People) -> None:
    overseer = people(Role.OVERSEER)
    order = orders.in_force(case)
    assert [waiting.id for waiting in queries.list_inbox(viewer=overseer)] == [order.id]
    oversight.suspend_order(order_id=order.id, actor=overseer, now=orders.now, reason="The scope is too wide.")
    assert queries.find_refusing("reopened.example") is None
    assert queries.list_inbox(viewer=overseer) == ()
    oversight.resume_order(order_id=order.id, actor=overseer, now=orders.now, reason="It was narrowed.")
    oversight.object_order(order_id=order.id, actor=overseer, now=orders.now, reason="The term is long.")
    assert acts_about(order.id)[-3:] == ["orders.order_suspended", "orders.order_resumed", "orders.order_objected"]
    for role in (Role.ANALYST, Role.REVIEWER, Role.LEGAL_OFFICER):
        with pytest.raises(NotAllowedError):
            oversight.suspend_order(order_id=order.id, actor=people(role), now=orders.now, reason="no")


def test_the_overseer_can_still_look_at_an_order_that_ended_before_they_did(
    orders: Orders, case: OpenedCase, people: People
) -> None:
    overseer, order = people(Role.OVERSEER), orders.in_force(case)
    ended_at, later = orders.now, orders.now + timedelta(hours=2)
    oversight.revoke_order(order_id=order.id, actor=people(Role.ANALYST), now=ended_at, reason="It moved.")
    assert [waiting.id for waiting in queries.list_inbox(viewer=overseer)] == [order.id]
    assert queries.list_open_acts(order, viewer=overseer) == (Act.RECOMMEND, Act.OBJECT)
    oversight.object_order(order_id=order.id, actor=overseer, now=later, reason="It should not have held.")
    assert queries.list_inbox(viewer=overseer) == ()
    looked_at = queries.get_order(order.id, viewer=overseer)
    assert (looked_at.state, looked_at.ended_at) == (State.REVOKED, ended_at)


@pytest.mark.longer
def test_a_renewal_comes_before_the_overseer_anew(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    overseer, order = people(Role.OVERSEER), orders.in_force(case)
    oversight.recommend_order(order_id=order.id, actor=overseer, now=now, reason="Regular.")
    assert queries.list_inbox(viewer=overseer) == ()
    later = now + timedelta(days=1)
    services.propose_renewal(
        order_id=order.id,
        expires_at=later + timedelta(days=30),
        rule_book=orders.rule_book,
        actor=people(Role.ANALYST),
        now=later,
        reason="Still there.",
    )
    assert queries.list_inbox(viewer=overseer) == ()
    services.countersign_renewal(order_id=order.id, rule_book=orders.rule_book, actor=people(Role.REVIEWER), now=later)
    assert [waiting.id for waiting in queries.list_inbox(viewer=overseer)] == [order.id]


def test_one_person_can_lift_a_block(orders: Orders, case: OpenedCase, people: People) -> None:
    order = orders.in_force(case)
    oversight.revoke_order(order_id=order.id, actor=people(Role.ANALYST), now=orders.now, reason="The site is gone.")
    assert queries.find_refusing("reopened.example") is None
    with pytest.raises(ActRefusedError):
        oversight.revoke_order(order_id=order.id, actor=people(Role.ANALYST), now=orders.now, reason="Again.")


@pytest.mark.parametrize("rule", [True, False])
def test_over_blocking_ends_the_order_by_itself_only_where_the_rules_say_so(
    orders: Orders, case: OpenedCase, rule: bool
) -> None:
    order = orders.in_force(case)
    book = FakeRuleBook(lift_overblocking=rule)
    ended = oversight.lift_overblocking(order_id=order.id, rule_book=book, actor=SYSTEM, now=orders.now)
    assert ended is rule
    assert queries.get_standing(order.id).state is (State.REVOKED if rule else State.IN_FORCE)
    assert not oversight.lift_overblocking(order_id=order.id, rule_book=book, actor=SYSTEM, now=orders.now)


def test_a_signer_s_inbox_holds_what_they_may_sign(orders: Orders, case: OpenedCase, people: People) -> None:
    first, second = people(Role.LEGAL_OFFICER), people(Role.REVIEWER)
    order = orders.propose(case, first)
    assert queries.list_inbox(viewer=first) == ()
    assert [waiting.id for waiting in queries.list_inbox(viewer=second)] == [order.id]
    assert Act.COUNTERSIGN in queries.list_open_acts(order, viewer=second)


def test_a_proposal_can_be_declined_with_reasons(orders: Orders, case: OpenedCase, people: People) -> None:
    order = orders.propose(case)
    with pytest.raises(WordsMissingError):
        services.decline_order(order_id=order.id, actor=people(Role.REVIEWER), now=orders.now, reason="")
    services.decline_order(order_id=order.id, actor=people(Role.REVIEWER), now=orders.now, reason="Not necessary.")
    with pytest.raises(ActRefusedError):
        orders.countersign(order)


@pytest.mark.parametrize("wide_first", [True, False])
def test_two_orders_for_one_name_refuse_it_until_both_are_over(
    orders: Orders, case: OpenedCase, people: People, wide_first: bool
) -> None:
    first, orders.now = orders.in_force(case, subdomains=wide_first), orders.now + timedelta(seconds=1)
    second = orders.in_force(case, subdomains=not wide_first)
    wide, narrow = (first, second) if wide_first else (second, first)
    blocked = queries.find_refusing("reopened.example")
    assert blocked is not None
    assert blocked.subdomains
    assert set(blocked.order_ids) == {wide.id, narrow.id}
    oversight.revoke_order(order_id=wide.id, actor=people(Role.ANALYST), now=orders.now, reason="Too wide.")
    blocked = queries.find_refusing("reopened.example")
    assert blocked is not None
    assert not blocked.subdomains
    assert queries.list_blocked_names() == (blocked,)


def test_an_order_that_is_not_there_is_named(people: People, orders: Orders) -> None:
    with pytest.raises(OrderMissingError):
        queries.get_order(uuid4(), viewer=people(Role.ANALYST))
