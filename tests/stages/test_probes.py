"""Probes: an outcome is only what the answers say."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from rempart.engines.policy import NameList, SafeguardLists
from rempart.journal.contracts import AlreadyDoneError
from rempart.journal.queries import get_size, list_latest
from rempart.kernel.actors import SYSTEM, Role
from rempart.kernel.clock import Clock
from rempart.kernel.hostname import parse_hostname
from rempart.kernel.ids import new_id
from rempart.orders.contracts import Order
from rempart.orders.oversight import revoke_order
from rempart.people.contracts import NotAllowedError
from rempart.ports.naming import Answer, ZoneChange
from rempart.probes import queries, services
from rempart.probes.contracts import Finding, NoResolversError, Outcome, Probe, Question
from rempart.probes.models import ProbeRow
from rempart.probes.sampling import Surroundings
from rempart.probes.subscribers import list_resolvers
from rempart.publications.contracts import SubscriberState
from tests.conftest import People
from tests.factories import publishing
from tests.factories.orders import OpenedCase, Orders, make_case
from tests.fakes.clocks import StandingClock
from tests.fakes.naming import NO_SUFFIXES, FakeCoHosting, FakeResolver, FakeRuleBook, FakeZone

pytestmark = pytest.mark.django_db

HOSTS = {
    "reopened.example": ("192.0.2.7",),
    "www.reopened.example": ("192.0.2.7",),
    **{f"control-{number}.example": (f"198.51.100.{number}",) for number in range(1, 11)},
}
CONTROLS = tuple(name for name in HOSTS if name.startswith("control-"))


@pytest.fixture
def clock(now: datetime) -> Clock:
    return StandingClock(now)


def publish(order: Order, zone: FakeZone) -> None:
    publishing.publish(order.id, zone, order.proposed_at)


def probe(order: Order, zone: FakeZone, clock: Clock, **other: Any) -> Probe:
    around: dict[str, Any] = {"control": FakeResolver("open", HOSTS), "control_names": CONTROLS}
    around |= {name: other.pop(name) for name in ("control_names", "co_hosting", "rule_book") if name in other}
    fields: dict[str, Any] = {
        "resolvers": [FakeResolver("one", HOSTS, zone), FakeResolver("two", HOSTS, zone)],
        "surroundings": Surroundings(**around),
        "actor": SYSTEM,
    }
    return services.probe_order(order_id=order.id, clock=clock, now=clock.now(), **(fields | other))


def test_a_published_order_is_effective_and_ten_control_names_still_resolve(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    found = probe(order, zone, clock)
    assert found.outcome is Outcome.EFFECTIVE
    refused = [answer for answer in found.answers if answer.finding is Finding.REFUSED]
    assert {(answer.resolver, answer.question) for answer in refused} == {
        (resolver, question) for resolver in ("one", "two") for question in (Question.TARGET, Question.SUBDOMAIN)
    }
    controls = [a for a in found.answers if a.question is Question.CONTROL and not a.is_control]
    assert len(controls) == 20
    assert {answer.finding for answer in controls} == {Finding.RESOLVED}


def test_a_look_is_kept_however_many_a_clock_that_was_set_back_has_put_after_it(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    at = clock.now() + timedelta(days=1)
    fields = {"order_id": order.id, "hostname": order.hostname, "expected_blocked": True, "outcome": Outcome.EFFECTIVE}
    ProbeRow.objects.bulk_create(ProbeRow(id=new_id(at), started_at=at, finished_at=at, **fields) for _ in range(300))
    assert probe(order, zone, clock).started_at == clock.now()


def test_one_resolver_that_still_answers_is_enough_to_be_not_effective(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    resolvers = [FakeResolver("one", HOSTS, zone), FakeResolver("forgotten", HOSTS)]
    assert probe(order, zone, clock, resolvers=resolvers).outcome is Outcome.NOT_EFFECTIVE


def test_a_resolver_that_does_not_answer_proves_nothing(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    resolvers = [FakeResolver("one", HOSTS, zone), FakeResolver("away", HOSTS, available=False)]
    found = probe(order, zone, clock, resolvers=resolvers)
    assert found.outcome is Outcome.NOT_EFFECTIVE
    assert Finding.UNAVAILABLE in {answer.finding for answer in found.answers}


class BrokenResolver(FakeResolver):
    """Says of everything that it failed."""

    def resolve(self, name: str, record_type: str = "A") -> Answer:
        return Answer(name, record_type, "SERVFAIL", (), 0.1)


def test_a_resolver_that_fails_proves_neither_a_block_nor_its_end(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    broken = [FakeResolver("one", HOSTS, zone), BrokenResolver("two")]
    found = probe(order, zone, clock, resolvers=broken)
    assert found.outcome is Outcome.NOT_EFFECTIVE
    assert {answer.finding for answer in found.answers if answer.resolver == "two"} == {Finding.UNAVAILABLE}
    revoke_order(order_id=order.id, actor=orders.people(Role.ANALYST), now=orders.now, reason="Gone.")
    publishing.withdraw(order.id, zone, orders.now)
    assert probe(order, zone, clock, resolvers=broken).outcome is Outcome.NOT_LIFTED


def test_a_control_name_that_is_refused_is_over_blocking(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    zone.apply([ZoneChange(hostname="control-3.example", blocked=True)])  # type: ignore[arg-type]
    assert probe(order, zone, clock).outcome is Outcome.OVERBLOCKING


def test_a_control_name_that_is_gone_everywhere_is_nobody_s_fault(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    found = probe(order, zone, clock, control_names=(*CONTROLS, "gone.example"))
    assert found.outcome is Outcome.EFFECTIVE


@pytest.mark.longer
def test_the_sample_holds_parents_neighbours_and_popular_names_but_nothing_that_is_ordered(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock, people: People, now: datetime
) -> None:
    hosts = HOSTS | {"shop.test": ("192.0.2.7",), "search.test": ("198.51.100.99",)}
    order = orders.in_force(make_case(people, now, hostname="rooms.reopened.example"))
    other = orders.in_force(make_case(people, now, hostname="ordered.test"))
    publish(order, zone)
    publish(other, zone)
    lists = SafeguardLists(suffixes=NO_SUFFIXES, popular=NameList(["search.test"]))
    around = Surroundings(
        control=FakeResolver("open", hosts | {"rooms.reopened.example": ("192.0.2.7",)}),
        co_hosting=FakeCoHosting({"192.0.2.7": ["shop.test", "ordered.test", "a.rooms.reopened.example"]}),
        rule_book=FakeRuleBook(lists=lists),
    )
    found = probe(order, zone, clock, resolvers=[FakeResolver("one", hosts, zone)], surroundings=around)
    assert {(item.hostname, item.question) for item in found.answers if item.question.is_innocent} == {
        ("reopened.example", Question.PARENT),
        ("shop.test", Question.NEIGHBOUR),
        ("search.test", Question.POPULAR),
    }
    assert found.outcome is Outcome.EFFECTIVE
    too_much = FakeZone(blocked=zone.blocked | {"shop.test": ZoneChange(parse_hostname("shop.test"), blocked=True)})
    found = probe(order, too_much, clock, resolvers=[FakeResolver("one", hosts, too_much)], surroundings=around)
    assert found.outcome is Outcome.OVERBLOCKING


@pytest.mark.parametrize("control", [None, FakeResolver("open", available=False)], ids=["none", "away"])
def test_an_innocent_name_of_which_nobody_says_that_it_is_there_is_nobody_s_over_block(
    orders: Orders, zone: FakeZone, clock: Clock, people: People, now: datetime, control: FakeResolver | None
) -> None:
    """Many parents are no names of hosts themselves, and an order would end by them where the policy says so."""
    order = orders.in_force(make_case(people, now, hostname="rooms.city.example"))
    publish(order, zone)
    hosts = {"rooms.city.example": ("192.0.2.7",), "there.example": ("192.0.2.9",)}
    around = Surroundings(control_names=["there.example"], control=control)
    found = probe(order, zone, clock, resolvers=[FakeResolver("one", hosts, zone)], surroundings=around)
    assert found.outcome is Outcome.EFFECTIVE
    zone.apply([ZoneChange(parse_hostname("there.example"), blocked=True)])
    found = probe(order, zone, clock, resolvers=[FakeResolver("one", hosts, zone)], surroundings=around)
    assert (found.outcome is Outcome.OVERBLOCKING) is (
        control is None
    )  # the operator says that control names are there


@pytest.mark.longer
@pytest.mark.parametrize("ends", [False, True])
def test_a_neighbour_whose_own_order_came_or_went_meanwhile_is_nobody_s_over_block(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock, people: People, now: datetime, ends: bool
) -> None:
    hosts = HOSTS | {"mirror.test": ("192.0.2.7",), "shop.test": ("192.0.2.7",)}
    mirror = make_case(people, now, hostname="mirror.test")
    order, other = orders.in_force(case), orders.propose(mirror)
    publish(order, zone)

    class Meanwhile(FakeResolver):
        """At the first question the other order comes into force, or has ended and is not lifted yet."""

        asked = False

        def resolve(self, name: str, record_type: str = "A") -> Answer:
            if not self.asked:
                self.asked = True
                publish(orders.countersign(other), zone)
                if ends:
                    revoke_order(order_id=other.id, actor=people(Role.ANALYST), now=now, reason="It is gone.")
            return super().resolve(name, record_type)

    around = Surroundings(
        control=FakeResolver("open", hosts), co_hosting=FakeCoHosting({"192.0.2.7": ["mirror.test", "shop.test"]})
    )
    found = probe(order, zone, clock, resolvers=[Meanwhile("one", hosts, zone)], surroundings=around)
    assert ("mirror.test", Finding.REFUSED) in {(answer.hostname, answer.finding) for answer in found.answers}
    assert found.outcome is Outcome.EFFECTIVE
    zone.apply([ZoneChange(parse_hostname("shop.test"), blocked=True)])
    found = probe(order, zone, clock, resolvers=[FakeResolver("one", hosts, zone)], surroundings=around)
    assert found.outcome is Outcome.OVERBLOCKING


@pytest.mark.longer
def test_a_name_that_a_wider_order_refuses_is_proven_by_what_that_one_answers(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    """Zones and lists leave its own entry out, and the end of its own order lifts nothing."""
    page = "192.0.2.80"
    narrow = orders.in_force(case, hostname="www.reopened.example")
    wide = orders.in_force(case, answer=page)
    publish(wide, zone)
    assert [change.hostname for change in zone.list_blocked()] == ["reopened.example"]
    found = probe(narrow, zone, clock)
    assert (found.outcome, found.expected_blocked) == (Outcome.EFFECTIVE, True)
    revoke_order(order_id=narrow.id, actor=orders.people(Role.ANALYST), now=orders.now, reason="Gone.")
    assert probe(narrow, zone, clock, cause=get_size() - 1).outcome is Outcome.EFFECTIVE
    assert queries.list_times(start=orders.now, end=orders.now + timedelta(days=1)) == ()
    revoke_order(order_id=wide.id, actor=orders.people(Role.ANALYST), now=orders.now, reason="Gone.")
    publishing.withdraw(wide.id, zone, orders.now)
    assert probe(narrow, zone, clock).outcome is Outcome.LIFTED


@pytest.mark.longer
def test_a_revoked_order_is_lifted_only_when_every_resolver_answers_again(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    revoke_order(order_id=order.id, actor=orders.people(Role.ANALYST), now=orders.now, reason="Gone.")
    assert probe(order, zone, clock).outcome is Outcome.NOT_LIFTED
    publishing.withdraw(order.id, zone, orders.now)
    assert probe(order, zone, clock).outcome is Outcome.LIFTED


@pytest.mark.parametrize("answer", ["nodata", "192.0.2.80"])
def test_other_answers_than_nxdomain_are_recognised(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock, answer: str
) -> None:
    order = orders.in_force(case, answer=answer)
    assert probe(order, zone, clock).outcome is Outcome.NOT_EFFECTIVE
    publish(order, zone)
    assert probe(order, zone, clock).outcome is Outcome.EFFECTIVE


def test_an_address_is_kept_as_resolvers_write_it_for_they_are_compared_with_it(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock
) -> None:
    order = orders.in_force(case, answer="2001:DB8:0::0007")
    zone.apply([ZoneChange(order.hostname, blocked=True, policy="2001:db8::7")])
    assert probe(order, zone, clock).outcome is Outcome.EFFECTIVE


def test_the_time_to_effect_is_kept_where_the_probe_follows_the_change(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    cause = get_size() - 1
    clock = StandingClock(now.replace(microsecond=250_000))
    found = probe(order, zone, clock, cause=cause)
    assert found.seconds_to_effect == pytest.approx(0.25, abs=0.1)
    assert list_latest(limit=1)[0].facts["outcome"] == "effective"
    with pytest.raises(AlreadyDoneError):
        probe(order, zone, clock, cause=cause)
    assert probe(order, zone, clock).seconds_to_effect is None


def test_without_resolvers_nothing_is_claimed(orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock) -> None:
    with pytest.raises(NoResolversError):
        probe(orders.in_force(case), zone, clock, resolvers=[])
    assert queries.list_probes(viewer=SYSTEM) == ()


def test_a_reviewer_cannot_probe(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock, people: People
) -> None:
    with pytest.raises(NotAllowedError):
        probe(orders.in_force(case), zone, clock, actor=people(Role.REVIEWER))


def test_a_resolver_without_an_agent_is_in_the_catalogue_by_what_it_did_when_it_was_asked(
    orders: Orders, case: OpenedCase, zone: FakeZone, clock: Clock, now: datetime, people: People
) -> None:
    viewer = people(Role.OVERSEER)

    def states(after_s: float) -> dict[str, tuple[str, int, int, int]]:
        found = list_resolvers(labels=["one", "two"], viewer=viewer, now=now + timedelta(seconds=after_s))
        return {one.name: (str(one.state), one.orders, one.effective, one.waiting) for one in found}

    assert states(0) == dict.fromkeys(("one", "two"), ("never-heard", 0, 0, 0))
    order = orders.in_force(case)
    publish(order, zone)
    assert states(1)["one"] == ("behind", 1, 0, 1)
    probe(order, zone, clock, resolvers=[FakeResolver("one", HOSTS, zone), FakeResolver("two", HOSTS)])
    assert states(1) == {"one": ("up-to-date", 1, 1, 0), "two": ("behind", 1, 0, 1)}
    assert states(61)["two"] == ("alarm", 1, 0, 1)
    first = list_resolvers(labels=["one", "two"], viewer=viewer, now=now + timedelta(seconds=61))[0]
    assert (first.name, first.waiting_since) == ("two", now)
    later = now + timedelta(minutes=5)
    revoke_order(order_id=order.id, actor=people(Role.ANALYST), now=later, reason="Gone.")
    found = list_resolvers(labels=["one"], viewer=viewer, now=later + timedelta(minutes=2))
    assert [(one.state, one.orders, one.waiting) for one in found] == [(SubscriberState.UP_TO_DATE, 0, 0)]
