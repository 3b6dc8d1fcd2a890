"""Vantage points: what is due to each, what is believed of what they say, and what tools elsewhere can read of it."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from rempart.engines.policy import State
from rempart.journal.queries import list_latest
from rempart.kernel.actors import CONSOLE, SYSTEM, Actor, Role
from rempart.orders.contracts import Order
from rempart.orders.oversight import revoke_order
from rempart.orders.queries import get_standing
from rempart.people.contracts import NotAllowedError
from rempart.pipeline.routes import ROUTES
from rempart.ports import Ports
from rempart.ports.probing import NOT_ASKED, PageSeen
from rempart.probes import queries, services
from rempart.probes.comparing import WebVerdict, compare_web
from rempart.probes.contracts import Outcome, Place, Probe, ProbeFinished, Question
from rempart.probes.observing import Vantage
from rempart.probes.sampling import Surroundings
from rempart.probes.tasks import (
    LineRejectedError,
    Task,
    look,
    read_findings,
    read_task,
    write_findings,
    write_task,
)
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders
from tests.factories.publishing import publish
from tests.fakes.clocks import StandingClock
from tests.fakes.naming import FakeResolver, FakeRuleBook, FakeZone

pytestmark = pytest.mark.django_db

HOSTS = {"reopened.example": ("192.0.2.7",), "www.reopened.example": ("192.0.2.7",), "school.test": ("192.0.2.9",)}
AROUND = Surroundings(control_names=("school.test",))
DAY = timedelta(hours=24)


class Pages:
    """A `PageLooker` that says 451 for the block page and `status` for everything else."""

    def __init__(self, status: int = 200, length: int | None = None) -> None:
        self.status, self.length = status, length

    def may_ask(self, address: str) -> bool:
        return address.startswith("192.0.2.")

    def look(self, hostname: str, address: str, *, is_ours: bool = False) -> PageSeen:
        if not is_ours and not self.may_ask(address):
            return PageSeen(None, 0, NOT_ASKED)
        length = len(hostname) if self.length is None else self.length
        return PageSeen(451 if address == "192.0.2.80" else self.status, length)

    def shake_hands(self, _hostname: str, address: str, *, is_ours: bool = False) -> str:
        if not is_ours and not self.may_ask(address):
            return NOT_ASKED
        return "connection_refused" if address == "192.0.2.80" else ""


def place(zone: FakeZone | None, **other: object) -> Vantage:
    return Vantage([FakeResolver("subscriber", HOSTS, zone)], FakeResolver("open", HOSTS), **other)  # type: ignore[arg-type]


def hand(name: str, now: datetime) -> Task | None:
    return services.hand_task(vantage=name, every=DAY, surroundings=AROUND, actor=SYSTEM, now=now)


def see(name: str, where: Vantage, now: datetime) -> Probe:
    """One round trip, over the wire's words."""
    task = hand(name, now)
    assert task is not None
    task = read_task(write_task(Task(task.order_id, task.target, task.sample, 0.0)))
    findings = read_findings(write_findings(look(task, where)))
    later = now + timedelta(seconds=1)
    return services.keep_findings(vantage=name, task=task, findings=findings, given_at=now, actor=SYSTEM, now=later)


def in_force(orders: Orders, case: OpenedCase, zone: FakeZone, **other: object) -> Order:
    order = orders.in_force(case, **other)
    publish(order.id, zone, orders.now)
    return order


@pytest.mark.longer
def test_each_vantage_point_is_given_each_change_once_and_again_after_a_day(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime
) -> None:
    assert hand("paris", now) is None
    order = in_force(orders, case, zone)
    found = see("paris", place(zone), now)
    assert (found.outcome, found.vantage) == (Outcome.EFFECTIVE, "paris")
    assert hand("paris", now + timedelta(hours=23)) is None
    assert hand("lyon", now) is not None
    assert hand("paris", now + timedelta(hours=25)) is not None
    later = now + timedelta(hours=30)
    revoke_order(order_id=order.id, actor=orders.people(Role.ANALYST), now=later, reason="Gone.")
    assert see("paris", place(None), later).outcome is Outcome.LIFTED
    assert hand("paris", later + timedelta(days=8)) is None


@pytest.mark.longer
def test_a_vantage_point_that_never_came_back_is_given_the_same_again(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime
) -> None:
    order = in_force(orders, case, zone)
    assert [task.order_id for task in (hand("paris", now), hand("paris", now)) if task] == [order.id, order.id]
    assert [entry.act for entry in list_latest(limit=2)] == ["probes.probe_asked"] * 2


def test_a_hole_that_a_vantage_point_sees_becomes_a_sighting(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime
) -> None:
    in_force(orders, case, zone)
    assert see("paris", place(None), now).outcome is Outcome.NOT_EFFECTIVE
    event = ProbeFinished.from_facts(list_latest(limit=1)[0].facts)
    assert [route.name for route in ROUTES if route.on is ProbeFinished and route.when(event)] == [
        "sightings.record_probe"
    ]


@pytest.mark.longer
def test_one_vantage_point_alone_cannot_have_a_block_lifted(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = in_force(orders, case, zone)
    lift = next(route for route in ROUTES if route.name == "orders.lift_overblocking")
    too_much = FakeResolver("subscriber", HOSTS, zone, also_refused=frozenset({"school.test"}))
    where = Vantage([too_much], FakeResolver("open", HOSTS))
    ports = Ports.__new__(Ports)
    object.__setattr__(ports, "rule_book", FakeRuleBook(lift_overblocking=True))
    for name, state in (("paris", State.IN_FORCE), ("lyon", State.REVOKED)):
        assert see(name, where, now).outcome is Outcome.OVERBLOCKING
        entry = list_latest(limit=1)[0]
        assert lift.do is not None
        lift.do(ProbeFinished.from_facts(entry.facts), ports, now, entry.index)
        assert get_standing(order.id).state is state


@pytest.mark.longer
def test_what_this_installation_s_own_probe_sees_ends_the_order_where_the_policy_says_so(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime
) -> None:
    lift = next(route for route in ROUTES if route.name == "orders.lift_overblocking")
    ports = Ports.__new__(Ports)
    for rule, state in ((False, State.IN_FORCE), (True, State.REVOKED)):
        order = in_force(orders, case, zone)
        object.__setattr__(ports, "rule_book", FakeRuleBook(lift_overblocking=rule))
        too_much = FakeResolver("subscriber", HOSTS, zone, also_refused=frozenset({"school.test"}))
        services.probe_order(
            order_id=order.id,
            resolvers=[too_much],
            surroundings=Surroundings(("school.test",), FakeResolver("open", HOSTS)),
            clock=StandingClock(now),
            actor=SYSTEM,
            now=now,
        )
        entry = list_latest(limit=1)[0]
        event = ProbeFinished.from_facts(entry.facts)
        due = [route.name for route in ROUTES if route.on is ProbeFinished and route.when(event)]
        assert due == ["orders.lift_overblocking", "orders.alarm_overblocking"]
        assert lift.do is not None
        lift.do(event, ports, now, entry.index)
        assert get_standing(order.id).state is state


def test_other_resolvers_show_how_easily_the_block_is_gone_round(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime
) -> None:
    in_force(orders, case, zone)
    found = see("paris", place(zone, elsewhere=[FakeResolver("public", HOSTS)]), now)
    assert found.outcome is Outcome.EFFECTIVE
    assert [(a.resolver, a.records) for a in found.answers if a.question is Question.ELSEWHERE] == [
        ("public", ("192.0.2.7",))
    ]


@pytest.mark.longer
def test_a_site_that_moved_is_said_to_have_moved(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime
) -> None:
    in_force(orders, case, zone)
    assert not see("paris", place(zone), now).address_changed
    moved = Vantage(
        [FakeResolver("subscriber", HOSTS, zone)], FakeResolver("open", HOSTS | {"reopened.example": ("192.0.2.70",)})
    )
    assert see("paris", moved, now + DAY).address_changed


@pytest.mark.parametrize(("every_page", "statuses"), [(False, []), (True, [200, None])])
def test_the_site_itself_is_looked_at_only_where_the_operator_says_so(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime, every_page: bool, statuses: list[int]
) -> None:
    in_force(orders, case, zone)
    found = see("paris", place(None, pages=Pages(), every_page=every_page), now)
    assert [page.status for page in found.pages if not page.is_control] == statuses
    assert [page.status for page in found.pages if page.is_control] == statuses


@pytest.mark.longer
def test_of_a_sites_addresses_one_that_may_be_asked_is_looked_at_and_of_private_ones_none(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime
) -> None:
    in_force(orders, case, zone)
    mixed = HOSTS | {"reopened.example": ("192.0.2.7", "10.0.0.7")}
    inside = HOSTS | {"reopened.example": ("db.inner.example.", "10.0.0.7")}
    where = Vantage([FakeResolver("subscriber", mixed)], FakeResolver("open", inside), pages=Pages(), every_page=True)
    found = see("paris", where, now)
    assert {(page.address, page.status, page.failure) for page in found.pages if not page.tls} == {
        ("192.0.2.7", 200, ""),
        ("10.0.0.7", None, NOT_ASKED),
    }
    assert compare_web(found).verdict is WebVerdict.UNKNOWN, "the control was not asked"


def test_the_block_page_is_looked_at(orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime) -> None:
    in_force(orders, case, zone, answer="192.0.2.80")
    found = see("paris", place(zone, pages=Pages()), now)
    assert [(page.address, page.status, page.tls, page.failure) for page in found.pages] == [
        ("192.0.2.80", 451, False, ""),
        ("192.0.2.80", None, True, "connection_refused"),
    ]


PAGE = json.dumps(
    {
        "order_id": "00000000-0000-7000-8000-000000000000",
        "answers": [],
        "pages": [
            {"resolver": "r", "hostname": "a.example", "address": "", "status": None, "length": 0, "failure": ""},
        ],
        "effect_after_s": None,
    }
)


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[]",
        "not json",
        '{"order_id": "x", "answers": [], "pages": [], "effect_after_s": null}',
        '{"order_id": "00000000-0000-7000-8000-000000000000", "answers": [{}], "pages": [], "effect_after_s": null}',
        json.dumps({"order_id": "0", "answers": [None] * 2001, "pages": [], "effect_after_s": None}),
        '{"order_id": "00000000-0000-7000-8000-000000000000", "answers": [], "pages": [], "effect_after_s": 1e999}',
        PAGE.replace('"length": 0', '"length": 1e999'),
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_finding_is_rejected(line: str) -> None:
    assert len(read_findings(PAGE).pages) == 1
    with pytest.raises(LineRejectedError):
        read_findings(line)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"hostname": "*.reopened.example"}, "no hostname"),
        ({"resolver": "a\0b"}, "NUL"),
        ({"extended_errors": ["\ud800"]}, "half a letter"),
        ({"elapsed_ms": float("nan")}, "NaN is no number"),
        ({"elapsed_ms": "nan"}, "nan is no number"),
        ({"elapsed_ms": "-inf"}, "-inf is no number"),
    ],
)
def test_a_finding_that_no_database_can_keep_is_rejected(wrong: dict[str, object], problem: str) -> None:
    answer = {
        "resolver": "subscriber",
        "is_control": False,
        "hostname": "reopened.example",
        "question": "target",
        "finding": "refused",
        "response_code": "NXDOMAIN",
        "records": [],
        "extended_errors": [],
        "elapsed_ms": 1.0,
    }
    line: dict[str, object] = {"order_id": "00000000-0000-7000-8000-000000000000", "pages": [], "effect_after_s": None}
    assert len(read_findings(json.dumps(line | {"answers": [answer]})).answers) == 1
    with pytest.raises(LineRejectedError, match=problem):
        read_findings(json.dumps(line | {"answers": [answer | wrong]}))


@pytest.mark.longer
def test_measurements_have_the_keys_that_tools_of_ooni_read(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime, people: People
) -> None:
    order = in_force(orders, case, zone)
    see("paris", place(zone), now)
    see("lyon", place(None), now + timedelta(seconds=1))
    lyon, paris = services.export_measurements(actor=CONSOLE, now=now, software_version="1", order_ids=[order.id])
    for line in (lyon, paris):
        assert json.loads(json.dumps(line)) == line
        assert (line["test_name"], line["data_format_version"]) == ("web_connectivity", "0.2.0")
        assert line["input"] == "http://reopened.example/"
    keys: list[dict[str, object]] = [paris["test_keys"], lyon["test_keys"]]  # type: ignore[list-item]
    assert [item["blocking"] for item in keys] == ["dns", False]
    assert [item["accessible"] for item in keys] == [False, True]
    assert [item["dns_experiment_failure"] for item in keys] == ["dns_nxdomain_error", None]
    assert [item["dns_consistency"] for item in keys] == ["inconsistent", "consistent"]
    assert list_latest(limit=1)[0].act == "probes.exported"


def test_a_measurement_tells_of_handshakes_and_of_no_network_that_was_not_asked_for(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime
) -> None:
    in_force(orders, case, zone)
    see("paris", place(None, pages=Pages(), every_page=True), now)
    (line,) = services.export_measurements(actor=CONSOLE, now=now, software_version="1")
    keys: dict[str, Any] = line["test_keys"]  # type: ignore[assignment]
    (handshake,) = keys["tls_handshakes"]
    assert (handshake["address"], handshake["server_name"], handshake["failure"]) == (
        "192.0.2.7:443",
        "reopened.example",
        None,
    )
    assert len(keys["requests"]) == 1
    assert [item["port"] for item in keys["tcp_connect"]] == [80, 443]
    assert (line["probe_asn"], line["probe_cc"], line["probe_network_name"]) == ("AS0", "ZZ", "")


@pytest.mark.longer
def test_another_place_is_the_control_of_what_a_place_saw(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime, people: People
) -> None:
    """Paris gets another page than Lyon, which stands without the list."""
    order = in_force(orders, case, zone)
    see("lyon", place(None, pages=Pages(), every_page=True), now)
    see("paris", place(None, pages=Pages(status=200, length=4000), every_page=True), now + timedelta(seconds=1))
    paris, lyon = services.export_measurements(
        actor=CONSOLE, now=now, software_version="1", places={"paris": Place("FR", 64496)}
    )
    keys: dict[str, Any] = paris["test_keys"]  # type: ignore[assignment]
    assert (keys["blocking"], keys["accessible"]) == ("http-diff", False)
    assert (keys["status_code_match"], keys["body_length_match"]) == (True, False)
    assert keys["control"]["http_request"]["body_length"] == len("reopened.example")
    assert (paris["probe_asn"], paris["probe_cc"]) == ("AS64496", "FR")
    assert (lyon["probe_asn"], lyon["probe_cc"]) == ("AS0", "ZZ")
    views = queries.list_latest_views(order.id, viewer=people(Role.OVERSEER))
    assert [compare_web(view, views).verdict for view in views] == [WebVerdict.HTTP_DIFF, WebVerdict.HTTP_DIFF]


def test_measurements_name_sites_and_go_to_nobody_else(people: People, now: datetime) -> None:
    for role in (Role.ANALYST, Role.REVIEWER, Role.OVERSEER, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowedError):
            services.export_measurements(actor=people(role), now=now, software_version="1")


@pytest.mark.longer
def test_the_latest_view_of_each_place_is_shown(
    orders: Orders, case: OpenedCase, zone: FakeZone, now: datetime, people: People
) -> None:
    order = in_force(orders, case, zone)
    viewer: Actor = people(Role.OVERSEER)
    see("paris", place(None), now)
    see("paris", place(zone), now + DAY)
    see("lyon", place(zone), now + DAY)
    views = queries.list_latest_views(order.id, viewer=viewer)
    assert [(view.vantage, view.outcome) for view in views] == [
        ("lyon", Outcome.EFFECTIVE),
        ("paris", Outcome.EFFECTIVE),
    ]
