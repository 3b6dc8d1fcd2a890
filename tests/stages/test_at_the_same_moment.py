"""What two people do at the same moment: nobody waits in a circle, and no rule that counts is passed side by side.

On PostgreSQL alone: SQLite has one writer at a time, who has the lock before looking.
"""

from collections.abc import Callable
from datetime import datetime
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection, transaction

from rempart.engines.policy import State
from rempart.journal.services import take_turn
from rempart.kernel.actors import Role
from rempart.kernel.errors import RempartError
from rempart.orders import alarms, appeals, queries, services
from rempart.orders.errors import ActRefusedError, BatchBrakeError
from rempart.orders.oversight import revoke_order
from rempart.orders.steps import lock_order
from rempart.referrals import services as referrals
from rempart.referrals.contracts import AlreadySentError
from rempart.reports.contracts import AlreadyThereError, Category
from rempart.reports.services import set_aside_report, submit_report
from rempart.watchlist.contracts import ClosedSite
from rempart.watchlist.queries import list_sites
from rempart.watchlist.services import enrol_site, enrol_sites, name_site
from tests.conftest import People
from tests.factories.notices import SENDER, make_grounds
from tests.factories.orders import Orders, make_case
from tests.factories.publishing import publish
from tests.fakes.naming import FakeRuleBook, FakeZone
from tests.waiting import PATIENCE_S, await_that

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


class Beside(Thread):
    """Somebody else's act, on a connection of its own; `refusal` is what it was refused with."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act
        self.refusal: RempartError | None = None

    def run(self) -> None:
        try:
            self._act()
        except RempartError as refusal:
            self.refusal = refusal
        finally:
            connection.close()


def waits() -> bool:
    """Whether somebody waits for a lock that another holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_whoever_answers_an_appeal_and_whoever_revokes_the_order_never_wait_for_each_other(
    people: People, now: datetime
) -> None:
    order = Orders(people, now).in_force(make_case(people, now))
    appeals.appeal_order(hostname=order.hostname, text="It is a bakery's.", now=now)
    officer = people(Role.LEGAL_OFFICER)
    (waiting,) = appeals.list_appeals(viewer=officer)
    answering = Beside(
        lambda: appeals.answer_appeal(appeal_id=waiting.id, upheld=True, text="You are right.", actor=officer, now=now)
    )
    with transaction.atomic():
        lock_order(order.id)
        answering.start()
        await_that(waits)
        revoke_order(order_id=order.id, actor=officer, now=now, reason="It is gone.")
    answering.join(PATIENCE_S)
    assert answering.refusal is None
    assert queries.get_standing(order.id).state is State.REVOKED
    assert appeals.get_appeal(waiting.id, viewer=officer).upheld


def test_whoever_has_seen_an_alarm_and_whoever_publishes_never_wait_for_each_other(
    people: People, now: datetime
) -> None:
    order, officer = Orders(people, now).in_force(make_case(people, now)), people(Role.LEGAL_OFFICER)
    seeing = Beside(lambda: alarms.mark_seen(order_id=order.id, actor=officer, now=now))
    with transaction.atomic():
        publish(order.id, FakeZone(), now)
        seeing.start()
        await_that(waits)
    seeing.join(PATIENCE_S)
    assert [seen.account_id for seen in alarms.list_seen(order.id, viewer=officer)] == [officer.account_id]


def test_orders_signed_at_the_same_moment_do_not_go_round_the_brake(people: People, now: datetime) -> None:
    orders = Orders(people, now, rule_book=FakeRuleBook(brake_per_hour=1))
    case = make_case(people, now)
    one, other = orders.propose(case), orders.propose(case)
    second, third = people(Role.REVIEWER), people(Role.REVIEWER)
    beside = Beside(lambda: orders.countersign(other, third))
    with transaction.atomic():
        orders.countersign(one, second)
        beside.start()
        await_that(waits)
    beside.join(PATIENCE_S)
    assert isinstance(beside.refusal, BatchBrakeError)
    assert queries.get_standing(other.id).state is State.PROPOSED


def test_of_two_emergencies_on_one_name_at_the_same_moment_one_is_refused(people: People, now: datetime) -> None:
    orders, officer = Orders(people, now), people(Role.LEGAL_OFFICER)
    case = make_case(people, now)

    def order_it() -> object:
        return services.order_emergency(
            proposal=orders.proposal(case),
            outside=orders.outside,
            actor=officer,
            now=now,
            reason="It cannot wait.",
        )

    beside = Beside(order_it)
    with transaction.atomic():
        take_turn()
        beside.start()
        await_that(waits)
        order_it()
    beside.join(PATIENCE_S)
    assert isinstance(beside.refusal, ActRefusedError)
    assert len(queries.list_orders(viewer=officer)) == 1


def test_of_two_who_send_a_notice_at_the_same_moment_the_second_is_told_so(people: People, now: datetime) -> None:
    case, officer = make_case(people, now), people(Role.LEGAL_OFFICER)
    grounds = make_grounds(case.id, case.hostname, now)
    notice_id, *_ = referrals.prepare_notices(
        grounds=grounds, addresses={}, sender=SENDER, in_words=str, actor=officer, now=now
    )

    def send() -> None:
        referrals.mark_sent(notice_id=notice_id, actor=officer, now=now, sent_to="desk@police.example")

    beside = Beside(send)
    with transaction.atomic():
        send()
        beside.start()
        await_that(waits)
    beside.join(PATIENCE_S)
    assert isinstance(beside.refusal, AlreadySentError)


def test_of_two_who_set_a_report_aside_at_the_same_moment_the_second_is_told_so(people: People, now: datetime) -> None:
    desk = people(Role.REPORTER_DESK)
    report_id = submit_report(address="quay.example", category=Category.REOPENED, now=now).report_id
    second = Beside(lambda: set_aside_report(report_id=report_id, actor=desk, now=now, reason="It is a bakery."))
    with transaction.atomic():
        set_aside_report(report_id=report_id, actor=desk, now=now, reason="Nothing is there.")
        second.start()
        await_that(waits, "the second to wait for the first")
    second.join(PATIENCE_S)
    assert isinstance(second.refusal, AlreadyThereError)


def test_two_who_add_to_a_site_at_the_same_moment_add_to_the_same_one(people: People, now: datetime) -> None:
    analyst = people(Role.ANALYST)
    second = Beside(lambda: enrol_site(label="Pier", domains=["b.example", "c.example"], actor=analyst, now=now))
    with transaction.atomic():
        site_id = enrol_site(label="Pier", domains=["a.example", "b.example"], actor=analyst, now=now)
        second.start()
        await_that(waits, "the second to wait for the first")
    second.join(PATIENCE_S)
    third = Beside(lambda: name_site(site_id=site_id, hostname="e.example", actor=analyst, now=now))
    with transaction.atomic():
        name_site(site_id=site_id, hostname="d.example", actor=analyst, now=now)
        third.start()
        await_that(waits, "the third to wait for the fourth name")
    third.join(PATIENCE_S)
    (site,) = list_sites(viewer=analyst)
    assert [name.hostname for name in site.names] == [f"{letter}.example" for letter in "abcde"]


def test_two_who_enrol_the_same_sites_in_another_order_never_wait_for_each_other(people: People, now: datetime) -> None:
    """As two lists do that are imported at the same moment: PostgreSQL would end one of them in an error."""
    analyst = people(Role.ANALYST)
    for label in ("Pier", "Quay"):
        enrol_site(label=label, domains=["a.example"], actor=analyst, now=now)
    other = [ClosedSite("Quay", ("c.example",)), ClosedSite("Pier", ("c.example",))]
    found: list[tuple[UUID, ...]] = []
    beside = Beside(lambda: found.append(enrol_sites(sites=other, actor=analyst, now=now)))
    with transaction.atomic():
        pier = enrol_site(label="Pier", domains=["b.example"], actor=analyst, now=now)
        beside.start()
        await_that(waits, "the other to wait for us")
        quay = enrol_site(label="Quay", domains=["b.example"], actor=analyst, now=now)
    beside.join(PATIENCE_S)
    assert found == [(quay, pier)]
    assert [[name.hostname[0] for name in site.names] for site in list_sites(viewer=analyst)] == [list("abc")] * 2
