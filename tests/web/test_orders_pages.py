"""An order as people propose it in the pages: the host asked first, safeguards set aside with reasons, in words."""

import dataclasses
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from rempart import wiring
from rempart.engines.policy import State
from rempart.journal.queries import list_of
from rempart.kernel.actors import Role
from rempart.kernel.clock import SystemClock
from rempart.kernel.days import exact_moment
from rempart.orders.contracts import OrderRechecked
from rempart.orders.errors import SignatureRejectedError
from rempart.orders.mandates import get_mandate
from rempart.orders.queries import get_order, list_orders
from rempart.ports.registration import Registration
from rempart.web import orders_shown
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders, make_case
from tests.fakes.naming import BASIS, FakeCoHosting, FakeResolver, FakeRuleBook
from tests.web.conftest import Desk, Desks
from tests.web.house import make_ports

pytestmark = pytest.mark.django_db

FRANCE = dataclasses.replace(BASIS, removal_first=timedelta(hours=24), prior_notice=timedelta(hours=12))


class Outside:
    """The ports of the pages; a test changes what it needs."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._ports = dataclasses.replace(
            make_ports(folder),
            control=FakeResolver(hosts={"reopened.example": ("192.0.2.7",)}),
            co_hosting=FakeCoHosting(),
        )
        monkeypatch.setattr(wiring, "current_ports", lambda: self._ports)
        # The exhibits of these cases are rows without a file.
        monkeypatch.setattr("rempart.orders.judging.certificate_reader", lambda *_: None)

    def change(self, **parts: Any) -> None:
        self._ports = dataclasses.replace(self._ports, **parts)


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outside:
    return Outside(tmp_path, monkeypatch)


@pytest.fixture
def case(people: People) -> OpenedCase:
    return make_case(people, SystemClock().now() - timedelta(hours=1))


def written(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M}"


def propose(desk: Desk, case: OpenedCase, **fields: object) -> int:
    filled = {
        "hostname": "reopened.example",
        "legal_basis": "fr-lcen-6-1",
        "necessity": "The closed site is back under this name.",
        "scope": "The host did not answer.",
        "days": 30,
        "subdomains": "on",
        "exhibits": [str(case.exhibit_id)],
    }
    return desk.post(f"/cases/{case.id}/propose/", filled | fields).status_code


@pytest.mark.parametrize(
    ("told_before", "asked_before", "refusal"),
    [
        (None, None, "policy.removal_not_asked"),
        (40, 23, "policy.removal_pending"),
        (30, 25, "policy.no_prior_notice"),
        (37, 25, None),
    ],
    ids=["not asked", "23 hours ago", "told 5 hours before", "as the law says"],
)
def test_the_french_clocks_are_kept_by_the_form(
    told_before: int | None,
    asked_before: int | None,
    refusal: str | None,
    desks: Desks,
    case: OpenedCase,
    outside: Outside,
) -> None:
    outside.change(rule_book=FakeRuleBook(bases=[FRANCE]))
    now, desk = SystemClock().now(), desks(Role.ANALYST)
    fields = {
        name: written(now - timedelta(hours=hours))
        for name, hours in (("removal_notified_at", told_before), ("removal_asked_at", asked_before))
        if hours is not None
    }
    assert propose(desk, case, **fields) == 302
    (order,) = list_orders(viewer=desk.actor)
    assert [reason.code for reason in order.refusals] == ([refusal] if refusal else [])
    page = desk.get(f"/orders/{order.id}/")
    assert page.status_code == 200
    if refusal is None:
        assert order.removal.asked_at is not None
        assert exact_moment(order.removal.asked_at, "fr") in page.content.decode()
    else:
        with pytest.raises(SignatureRejectedError, match="no such mandate"):
            get_mandate(order.id, viewer=desk.actor)


@pytest.mark.parametrize("field", ["removal_notified_at", "removal_asked_at", "owner_changed_at"])
def test_a_moment_to_come_is_corrected_before_it_is_refused_for_good(
    field: str, desks: Desks, case: OpenedCase, outside: Outside
) -> None:
    outside.change(rule_book=FakeRuleBook(bases=[FRANCE]))
    desk = desks(Role.ANALYST)
    assert propose(desk, case, **{field: written(SystemClock().now() + timedelta(days=365))}) == 400
    assert list_orders(viewer=desk.actor) == ()


@pytest.mark.parametrize(
    ("answer", "said"),
    [("nxdomain", "ce nom n’existe pas (nxdomain)"), ("nodata", "le nom n’a pas d’adresse (nodata)"), ("::1", "::1")],
)
def test_what_resolvers_answer_is_told_in_words(answer: str, said: str) -> None:
    with override("fr"):
        assert orders_shown._answer(answer).value == said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_order_that_waits_says_whose_signature_it_waits_for(
    language: str, desks: Desks, case: OpenedCase, outside: Outside
) -> None:
    outside.change(rule_book=FakeRuleBook())
    desk, prefix = desks(Role.ANALYST), {"fr": "", "en": "/en"}[language]
    assert propose(desk, case) == 302
    (order,) = list_orders(viewer=desk.actor)
    assert order.state is State.PROPOSED
    told = {"fr": "attend la seconde signature", "en": "waits for the second signature"}[language]
    assert told in desk.get(f"{prefix}/orders/{order.id}/").content.decode()


def test_who_signed_a_proposal_takes_it_back_and_another_declines_it(
    desks: Desks, case: OpenedCase, outside: Outside
) -> None:
    outside.change(rule_book=FakeRuleBook())
    proposer, reviewer = desks(Role.ANALYST), desks(Role.REVIEWER)
    assert propose(proposer, case) == 302
    (order,) = list_orders(viewer=proposer.actor)
    shown = [desk.get(f"/orders/{order.id}/").content.decode() for desk in (proposer, reviewer)]
    assert [("Retirer" in page, "Décliner" in page) for page in shown] == [(True, False), (False, True)]
    proposer.post(f"/orders/{order.id}/decline/", {"reason": "Another basis fits."})
    assert get_order(order.id, viewer=proposer.actor).state is State.DECLINED
    assert "Retirer" in reviewer.get(f"/orders/{order.id}/").content.decode()


def test_a_refused_order_has_no_end_and_says_what_to_do_next(desks: Desks, case: OpenedCase, outside: Outside) -> None:
    outside.change(rule_book=FakeRuleBook(bases=[FRANCE]))
    desk = desks(Role.ANALYST)
    propose(desk, case)
    (order,) = list_orders(viewer=desk.actor)
    end = exact_moment(order.expires_at, "fr")
    pages = [desk.get(path).content.decode() for path in ("/orders/", f"/orders/{order.id}/", f"/cases/{case.id}/")]
    assert [end in page for page in pages] == [False] * 3
    assert "proposez un nouvel ordre depuis son affaire" in pages[1]


def test_a_refused_proposal_is_taken_up_again_with_what_it_said(
    desks: Desks, case: OpenedCase, outside: Outside
) -> None:
    outside.change(rule_book=FakeRuleBook(bases=[FRANCE]))
    desk = desks(Role.ANALYST)
    propose(desk, case, days=12, necessity="Said once, and not to be typed again.")
    (order,) = list_orders(viewer=desk.actor)
    again = f"/cases/{case.id}/propose/?after={order.id}"
    assert again in desk.get(f"/orders/{order.id}/").content.decode()
    assert again not in desks(Role.REVIEWER).get(f"/orders/{order.id}/").content.decode()

    form = desk.get(again).context["form"]
    assert [form[name].value() for name in ("necessity", "days")] == ["Said once, and not to be typed again.", 12]
    assert form["exhibits"].value() == [str(case.exhibit_id)]
    assert desk.get(f"/cases/{case.id}/propose/?after=x").context["form"]["necessity"].value() is None


def test_a_host_that_cannot_be_reached_is_said_to_be_so(desks: Desks, case: OpenedCase, outside: Outside) -> None:
    outside.change(rule_book=FakeRuleBook(bases=[FRANCE]))
    desk = desks(Role.ANALYST)
    assert propose(desk, case, removal_unreachable="No contact in RDAP nor on the page.") == 302
    (order,) = list_orders(viewer=desk.actor)
    assert order.state is State.PROPOSED
    assert "No contact in RDAP" in desk.get(f"/orders/{order.id}/").content.decode()


def test_an_emergency_order_stands_first_on_every_desk(desks: Desks, case: OpenedCase, outside: Outside) -> None:
    outside.change(rule_book=FakeRuleBook())
    words, readers = "Ordres d’urgence sur une seule signature", (Role.ANALYST, Role.REVIEWER, Role.OVERSEER)
    assert words not in desks(Role.OVERSEER).get("/desk/").content.decode()
    officer = desks(Role.LEGAL_OFFICER)
    assert propose(officer, case, emergency="on", days=1) == 302
    (order,) = list_orders(viewer=officer.actor)
    assert order.state is State.PROVISIONAL
    for role in readers:
        page = desks(role).get("/desk/").content.decode()
        assert words in page.split('<ul class="figures">')[1].split("</li>")[0]


def test_only_a_legal_officer_is_offered_to_set_a_safeguard_aside(
    desks: Desks, case: OpenedCase, outside: Outside
) -> None:
    outside.change(co_hosting=FakeCoHosting({"192.0.2.7": ["a.test", "b.test", "c.test"]}))
    waived = {"set_aside": ["policy.shared_hosting"], "set_aside_reason": "By name, the neighbours are not touched."}
    analyst, officer = desks(Role.ANALYST), desks(Role.LEGAL_OFFICER)
    assert "set_aside" not in analyst.get(f"/cases/{case.id}/propose/").content.decode()
    assert propose(analyst, case, **waived) == 302
    assert propose(officer, case, **waived | {"set_aside_reason": ""}) == 400
    assert propose(officer, case, **waived) == 302
    by_officer, by_analyst = list_orders(viewer=analyst.actor)
    assert (by_analyst.state, by_officer.state) == (State.REFUSED, State.PROPOSED)
    assert "the neighbours are not touched" in officer.get(f"/orders/{by_officer.id}/").content.decode()


class Registry:
    """A registry that says when every name was registered."""

    def __init__(self, registered_at: datetime) -> None:
        self.registered_at = registered_at

    def look_up(self, hostname: str) -> Registration:
        return Registration(hostname, "registrar", "", self.registered_at, None, None, (), (), "", "{}")


@pytest.mark.parametrize(("hours", "refusals"), [(0.5, ["policy.owner_changed"]), (2, [])])
def test_a_name_registered_anew_since_the_evidence_is_refused(
    hours: float, refusals: list[str], desks: Desks, case: OpenedCase, outside: Outside
) -> None:
    outside.change(registrations=Registry(SystemClock().now() - timedelta(hours=hours)))
    desk = desks(Role.ANALYST)
    assert propose(desk, case) == 302
    (order,) = list_orders(viewer=desk.actor)
    assert [reason.code for reason in order.refusals] == refusals


@pytest.mark.parametrize("followed", [False, True])
def test_where_agents_follow_a_look_again_without_a_key_is_neither_offered_nor_taken(
    followed: bool, desks: Desks, people: People, case: OpenedCase, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = wiring.current_config()
    with_feed = dataclasses.replace(config, feed=dataclasses.replace(config.feed, listen="127.0.0.1@8853"))
    monkeypatch.setattr(wiring, "current_config", lambda: with_feed if followed else config)
    outside.change(rule_book=FakeRuleBook(agents_follow=followed))
    desk, order = desks(Role.ANALYST), Orders(people, SystemClock().now()).in_force(case)
    address = f"/orders/{order.id}/"
    page = desk.get(address).content.decode()
    assert (f"{address}recheck/" in page, f"{address}recheck-elsewhere/" in page) == (not followed, followed)
    answer = desk.post(f"{address}recheck/", {"reason": "Looked again."})
    assert answer.status_code == (409 if followed else 302)
    if followed:
        assert "un réexamen signé, et à aucun autre" in answer.content.decode()
    assert len(list_of(OrderRechecked.act)) == (not followed)


def test_the_answer_can_be_chosen_and_nonsense_is_rejected_with_words(
    desks: Desks, case: OpenedCase, outside: Outside
) -> None:
    desk = desks(Role.ANALYST)
    assert propose(desk, case, answer="192.0.2.80") == 302
    assert propose(desk, case, answer="elsewhere.example") == 400
    (order,) = list_orders(viewer=desk.actor)
    assert get_order(order.id, viewer=desk.actor).answer == "192.0.2.80"
