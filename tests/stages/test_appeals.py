"""Appeals: anybody may contest a block, nobody learns the list from it, nobody answers for their own signature."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from rempart.engines.policy import State
from rempart.journal.queries import list_about, list_latest
from rempart.kernel.actors import Role
from rempart.orders import appeals, queries
from rempart.orders.contracts import Act
from rempart.orders.errors import AppealClosedError, AppealMissingError, AppealsBusyError, WordsMissingError
from rempart.people.contracts import NotAllowedError, OwnDecisionError
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders

pytestmark = pytest.mark.django_db

WORDS = "This name is a bakery's since last week."


def test_an_appeal_that_is_upheld_revokes_the_order_at_once(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    order = orders.in_force(case)
    receipt = appeals.appeal_order(hostname="Reopened.example.", text=WORDS, now=now)
    assert receipt.due_at == now + timedelta(hours=48)
    officer = people(Role.LEGAL_OFFICER)
    (waiting,) = appeals.list_appeals(viewer=officer, open_only=True)
    assert (waiting.order_id, waiting.text, waiting.upheld) == (order.id, WORDS, None)
    appeals.answer_appeal(appeal_id=waiting.id, upheld=True, text="You are right.", actor=officer, now=now)
    assert queries.get_standing(order.id).state is State.REVOKED
    followed = appeals.follow_appeal(receipt.code.lower().replace("-", " "))
    assert (followed.upheld, followed.answer) == (True, "You are right.")
    assert appeals.list_appeals(viewer=officer, open_only=True) == ()


def test_an_appeal_that_is_dismissed_leaves_the_order_and_an_answer(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    order = orders.in_force(case)
    receipt = appeals.appeal_order(hostname="reopened.example", text=WORDS, now=now)
    (waiting,) = appeals.list_appeals(viewer=people(Role.OVERSEER))
    officer = people(Role.LEGAL_OFFICER)
    appeals.answer_appeal(appeal_id=waiting.id, upheld=False, text="It is the same site.", actor=officer, now=now)
    assert queries.get_standing(order.id).state is State.IN_FORCE
    assert appeals.follow_appeal(receipt.code).upheld is False
    acts = {act.act for act in queries.get_order(order.id, viewer=officer).acts}
    assert {Act.APPEAL, Act.ANSWER_APPEAL} <= acts
    with pytest.raises(AppealClosedError):
        appeals.answer_appeal(appeal_id=waiting.id, upheld=True, text="Again.", actor=officer, now=now)


def test_nobody_answers_an_appeal_against_their_own_signature(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    first, second = people(Role.ANALYST), people(Role.REVIEWER)
    orders.countersign(orders.propose(case, first), second)
    appeals.appeal_order(hostname="reopened.example", text=WORDS, now=now)
    (waiting,) = appeals.list_appeals(viewer=first)
    for signer in (first, second):
        with pytest.raises(OwnDecisionError):
            appeals.answer_appeal(appeal_id=waiting.id, upheld=False, text="No.", actor=signer, now=now)
    with pytest.raises(NotAllowedError):
        appeals.answer_appeal(appeal_id=waiting.id, upheld=False, text="No.", actor=people(Role.OVERSEER), now=now)


@pytest.mark.longer
def test_two_orders_on_one_name_are_both_revoked_by_the_appeal_that_is_upheld(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    """Else the name stays refused, and its owner was told that they are right."""
    one, second = people(Role.ANALYST), people(Role.LEGAL_OFFICER)
    made = [orders.in_force(case), orders.countersign(orders.propose(case, one), second)]
    assert queries.find_refusing("reopened.example") is not None
    appeals.appeal_order(hostname="reopened.example", text=WORDS, now=now)
    (waiting,) = appeals.list_appeals(viewer=one)
    assert {order.id for order in appeals.list_contested(waiting, viewer=one)} == {order.id for order in made}
    with pytest.raises(OwnDecisionError):  # a signature of theirs is under the other order
        appeals.answer_appeal(appeal_id=waiting.id, upheld=False, text="No.", actor=second, now=now)
    officer = people(Role.LEGAL_OFFICER)
    appeals.answer_appeal(appeal_id=waiting.id, upheld=True, text="You are right.", actor=officer, now=now)
    assert {queries.get_standing(order.id).state for order in made} == {State.REVOKED}
    assert queries.list_blocked_names() == ()


@pytest.mark.parametrize(
    "typed", ["www.reopened.example", "https://www.Reopened.example:8443/page?x=1", "hxxp://www.reopened[.]example"]
)
def test_the_owner_of_a_name_below_a_blocked_one_is_heard_by_whatever_address_they_copy(
    orders: Orders, case: OpenedCase, people: People, now: datetime, typed: str
) -> None:
    order = orders.in_force(case)
    appeals.appeal_order(hostname=typed, text=WORDS, now=now)
    (waiting,) = appeals.list_appeals(viewer=people(Role.ANALYST))
    assert (waiting.hostname, waiting.order_id) == ("www.reopened.example", order.id)
    appeals.answer_appeal(
        appeal_id=waiting.id, upheld=True, text="You are right.", actor=people(Role.LEGAL_OFFICER), now=now
    )
    assert queries.get_standing(order.id).state is State.REVOKED


def test_an_order_on_one_name_alone_is_not_contested_by_a_name_below(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    order = orders.in_force(case, subdomains=False)
    appeals.appeal_order(hostname="www.reopened.example", text=WORDS, now=now)
    (waiting,) = appeals.list_appeals(viewer=people(Role.ANALYST))
    assert waiting.order_id is None
    appeals.answer_appeal(
        appeal_id=waiting.id, upheld=True, text="Not blocked.", actor=people(Role.LEGAL_OFFICER), now=now
    )
    assert queries.get_standing(order.id).state is State.IN_FORCE


def test_whoever_asks_is_not_told_whether_a_name_is_blocked(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    orders.in_force(case)
    blocked = appeals.appeal_order(hostname="reopened.example", text=WORDS, now=now)
    free = appeals.appeal_order(hostname="free.example", text=WORDS, now=now)
    assert blocked.due_at == free.due_at
    assert len(blocked.code) == len(free.code)
    assert appeals.follow_appeal(free.code).upheld is None
    (waiting,) = [appeal for appeal in appeals.list_appeals(viewer=people(Role.ANALYST)) if appeal.order_id is None]
    analyst = people(Role.ANALYST)
    appeals.answer_appeal(appeal_id=waiting.id, upheld=False, text="We block no such name.", actor=analyst, now=now)


@pytest.mark.longer
def test_a_flood_on_one_name_keeps_nobody_out_and_is_answered_in_one_act(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    order = orders.in_force(case)
    names = ["reopened.example", *(f"n{number}.reopened.example" for number in range(9))]
    codes = [appeals.appeal_order(hostname=name, text=WORDS, now=now).code for name in names]
    other = appeals.appeal_order(hostname="other.example", text=WORDS, now=now - timedelta(hours=1))
    officer = people(Role.LEGAL_OFFICER)
    waiting = appeals.list_appeals(viewer=officer, open_only=True)
    assert {appeal.hostname for appeal in waiting[:10]} == set(names)
    assert waiting[10].hostname == "other.example"
    assert appeals.count_alike(waiting[7], viewer=officer) == 10
    answer = {"upheld": True, "text": "You are right.", "actor": officer, "now": now}
    appeals.answer_appeal(appeal_id=waiting[7].id, same_name=True, **answer)  # type: ignore[arg-type]
    assert {appeals.follow_appeal(code).answer for code in codes} == {"You are right."}
    assert appeals.follow_appeal(other.code).upheld is None
    assert queries.get_standing(order.id).state is State.REVOKED


@pytest.mark.longer
@pytest.mark.parametrize("upheld", [True, False])
def test_one_answer_for_many_touches_no_order_that_whoever_answers_was_not_shown(
    orders: Orders, case: OpenedCase, people: People, now: datetime, upheld: bool
) -> None:
    """Else a block opens, or is confirmed, by an answer to somebody else."""
    wide = orders.in_force(case)
    orders.now += timedelta(minutes=1)
    below = orders.in_force(case, hostname="shop.reopened.example")
    names = ["a.reopened.example", "b.reopened.example", "x.shop.reopened.example"]
    first, alike, other = [appeals.appeal_order(hostname=name, text=WORDS, now=now) for name in names]
    officer = people(Role.LEGAL_OFFICER)
    waiting = {appeal.hostname: appeal for appeal in appeals.list_appeals(viewer=officer)}
    assert {appeal.order_id for appeal in waiting.values()} == {wide.id}
    shown = appeals.list_contested(waiting[names[0]], viewer=officer)
    assert [order.id for order in shown] == [wide.id]
    appeals.answer_appeal(
        appeal_id=waiting[names[0]].id, upheld=upheld, text="Read.", same_name=True, actor=officer, now=now
    )
    assert queries.get_standing(wide.id).state is (State.REVOKED if upheld else State.IN_FORCE)
    assert queries.get_standing(below.id).state is State.IN_FORCE
    assert Act.ANSWER_APPEAL not in {act.act for act in queries.get_order(below.id, viewer=officer).acts}
    assert [appeals.follow_appeal(one.code).upheld for one in (first, alike, other)] == [upheld, upheld, None]


def test_a_strangers_flood_keeps_no_owner_of_another_name_out(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appeals, "PER_MINUTE", 7)
    for _ in range(7):
        appeals.appeal_order(hostname="theirs.example", text=WORDS, now=now)
    with pytest.raises(AppealsBusyError):
        appeals.appeal_order(hostname="theirs.example", text=WORDS, now=now + timedelta(seconds=59))
    for _ in range(appeals.FEW_ON_ONE_NAME):
        assert appeals.appeal_order(hostname="mine.example", text=WORDS, now=now + timedelta(seconds=59)).code
    with pytest.raises(AppealsBusyError):
        appeals.appeal_order(hostname="mine.example", text=WORDS, now=now + timedelta(seconds=59))


@pytest.mark.parametrize("blocked", ["n1.reopened.example", "n2.reopened.example"])
def test_in_a_flood_too_the_form_tells_nobody_whether_a_name_is_blocked(
    orders: Orders, case: OpenedCase, now: datetime, monkeypatch: pytest.MonkeyPatch, blocked: str
) -> None:
    orders.in_force(case, hostname=blocked)
    monkeypatch.setattr(appeals, "PER_MINUTE", 0)
    for _ in range(appeals.FEW_ON_ONE_NAME):
        appeals.appeal_order(hostname="n1.reopened.example", text=WORDS, now=now)
    with pytest.raises(AppealsBusyError):
        appeals.appeal_order(hostname="n1.reopened.example", text=WORDS, now=now)


def test_a_flood_on_ever_new_names_has_an_end_for_the_disk(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appeals, "PER_MINUTE", 2)
    monkeypatch.setattr(appeals, "MOST_PER_MINUTE", 5)
    for number in range(5):
        appeals.appeal_order(hostname=f"n{number}.example", text=WORDS, now=now)
    with pytest.raises(AppealsBusyError):
        appeals.appeal_order(hostname="mine.example", text=WORDS, now=now + timedelta(seconds=59))
    assert appeals.appeal_order(hostname="mine.example", text=WORDS, now=now + timedelta(seconds=61)).code


@pytest.mark.parametrize("text", ["docs/explanation/blocking.md", "docs/explanation/threat-model.md", "CHANGELOG.md"])
def test_the_end_of_what_is_heard_in_a_flood_is_told_as_it_is(text: str) -> None:
    assert f"{appeals.MOST_PER_MINUTE:,}" in (Path(__file__).parents[2] / text).read_text(encoding="utf-8")


@pytest.mark.longer
def test_a_busy_form_keeps_what_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appeals, "PER_MINUTE", 0)
    monkeypatch.setattr(appeals, "MOST_PER_MINUTE", 0)
    response = Client().post("/recours/", {"hostname": "mine.example", "text": WORDS})
    assert response.status_code == 429
    assert escape(WORDS) in response.content.decode()


def test_an_appeal_needs_words_and_its_code(now: datetime) -> None:
    with pytest.raises(WordsMissingError):
        appeals.appeal_order(hostname="reopened.example", text=" ", now=now)
    with pytest.raises(AppealMissingError):
        appeals.follow_appeal("0000-0000-0000-0000")


def test_the_journal_keeps_that_there_was_an_appeal_but_not_its_words(
    orders: Orders, case: OpenedCase, now: datetime
) -> None:
    order = orders.in_force(case)
    receipt = appeals.appeal_order(hostname="reopened.example", text=WORDS, now=now)
    entry = list_latest(limit=1)[0]
    assert (entry.act, entry.facts["order_id"]) == ("orders.appeal_received", str(order.id))
    assert entry in list_about((entry.subject,))
    assert WORDS not in str(entry)
    assert receipt.code not in str(entry)
