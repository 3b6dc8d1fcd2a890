"""Publications: the zone says what the orders in force say, whatever happens in between."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from rempart.engines.zonefile import FORMATS, UnknownFormatError
from rempart.journal.queries import get_size, list_about, list_latest
from rempart.kernel.actors import CONSOLE, PUBLIC, SYSTEM, Role
from rempart.orders.contracts import BlockedName, Order
from rempart.orders.oversight import revoke_order
from rempart.orders.queries import list_blocked_below, list_blocked_names
from rempart.orders.steps import lock_order
from rempart.people.contracts import NotAllowedError
from rempart.ports.naming import PublicationFailedError, ZoneChange, ZoneReceipt
from rempart.publications import queries, services
from rempart.publications.contracts import Change, ListExport, NoPrimaryError
from tests.conftest import People
from tests.factories import publishing
from tests.factories.orders import OpenedCase, Orders, make_case
from tests.fakes.naming import FakeZone
from tests.waiting import PATIENCE_S

pytestmark = pytest.mark.django_db


def publish(order: Order, zone: FakeZone | None) -> bool:
    return publishing.publish(order.id, zone, order.proposed_at)


def withdraw(order: Order, zone: FakeZone | None) -> bool:
    return publishing.withdraw(order.id, zone, order.proposed_at)


def revoke(order: Order, orders: Orders) -> None:
    revoke_order(order_id=order.id, actor=orders.people(Role.ANALYST), now=orders.now, reason="It is gone.")


def test_an_order_in_force_is_published_and_a_revoked_one_withdrawn(
    orders: Orders, case: OpenedCase, zone: FakeZone
) -> None:
    order = orders.in_force(case)
    publish(order, zone)
    assert [change.hostname for change in zone.list_blocked()] == ["reopened.example"]
    revoke(order, orders)
    withdraw(order, zone)
    assert zone.list_blocked() == ()
    kept = queries.list_publications(viewer=SYSTEM, order_ids=[order.id])
    assert {(publication.change, publication.serial) for publication in kept} == {
        (Change.PUBLISHED, 2),
        (Change.WITHDRAWN, 3),
    }


def test_a_step_that_is_run_again_after_a_crash_publishes_nothing_twice(
    orders: Orders, case: OpenedCase, zone: FakeZone
) -> None:
    order = orders.in_force(case)
    assert publish(order, zone)
    assert not publish(order, zone)
    assert len(queries.list_publications(viewer=SYSTEM)) == 1


def test_a_proposal_that_nobody_countersigned_is_never_published(
    orders: Orders, case: OpenedCase, zone: FakeZone
) -> None:
    assert not publish(orders.propose(case), zone)
    assert zone.list_blocked() == ()


def test_an_order_revoked_before_it_was_published_leaves_nothing_behind(
    orders: Orders, case: OpenedCase, zone: FakeZone
) -> None:
    order = orders.in_force(case)
    revoke(order, orders)
    withdraw(order, zone)
    assert not publish(order, zone)
    assert zone.list_blocked() == ()
    (kept,) = queries.list_publications(viewer=SYSTEM, order_ids=[order.id])
    assert kept.change is Change.WITHDRAWN


@dataclass
class RevokingZone(FakeZone):
    """While it takes the first update, the order is revoked and the withdrawal overtakes."""

    order: Order | None = None
    orders: Orders | None = None
    overtaken: list[bool] = field(default_factory=list)

    def apply(self, changes: Sequence[ZoneChange]) -> ZoneReceipt:
        if not self.overtaken and self.order and self.orders:
            self.overtaken.append(True)
            revoke(self.order, self.orders)
            withdraw(self.order, self)
        return FakeZone.apply(self, changes)


def test_a_withdrawal_that_overtakes_a_publication_wins(orders: Orders, case: OpenedCase) -> None:
    order = orders.in_force(case)
    zone = RevokingZone(order=order, orders=orders)
    assert not publish(order, zone)
    assert zone.overtaken
    assert zone.list_blocked() == ()


@pytest.mark.longer
def test_a_name_stays_refused_while_another_order_refuses_it(orders: Orders, case: OpenedCase, zone: FakeZone) -> None:
    first = orders.in_force(case)
    orders.now += timedelta(seconds=1)
    second = orders.in_force(case, answer="nodata")
    publish(first, zone)
    publish(second, zone)
    assert zone.blocked["reopened.example"].policy == "nxdomain"
    revoke(first, orders)
    withdraw(first, zone)
    assert zone.blocked["reopened.example"].policy == "nodata"
    revoke(second, orders)
    withdraw(second, zone)
    assert zone.list_blocked() == ()


def test_without_a_primary_the_order_says_that_it_has_no_effect(orders: Orders, case: OpenedCase) -> None:
    with pytest.raises(NoPrimaryError, match="has no effect"):
        publish(orders.in_force(case), None)


def test_a_primary_that_refuses_leaves_no_row(orders: Orders, case: OpenedCase) -> None:
    with pytest.raises(PublicationFailedError):
        publish(orders.in_force(case), FakeZone(failing=True))
    assert queries.list_publications(viewer=SYSTEM) == ()


def test_the_check_finds_and_mends_what_differs(orders: Orders, case: OpenedCase, zone: FakeZone) -> None:
    orders.in_force(case)
    zone.apply([ZoneChange(hostname=change, blocked=True) for change in ("foreign.example", "other.example")])  # type: ignore[arg-type]
    looked = services.check_zone(publisher=zone, actor=CONSOLE, now=orders.now, mend=False)
    assert looked.missing == ("reopened.example",)
    assert looked.surplus == ("foreign.example", "other.example")
    assert not looked.mended
    assert services.check_zone(publisher=zone, actor=CONSOLE, now=orders.now).mended
    zone.blocked["reopened.example"] = ZoneChange(list_blocked_names()[0].hostname, True, policy="nodata")
    assert services.check_zone(publisher=zone, actor=CONSOLE, now=orders.now).altered == ("reopened.example",)
    assert services.check_zone(publisher=zone, actor=CONSOLE, now=orders.now).is_sound
    assert list_latest(limit=1)[0].act == "publications.list_checked"


@pytest.mark.longer
def test_many_names_that_differ_are_mended_as_one_by_one(
    orders: Orders, case: OpenedCase, zone: FakeZone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.orders.queries._AT_ONCE", 7)
    orders.in_force(case)
    orders.in_force(case, hostname="www.reopened.example")  # covered by the one above: it stays out
    surplus = [f"n{number}.example" for number in range(30)]
    zone.apply([ZoneChange(hostname=name, blocked=True) for name in (*surplus, "www.reopened.example")])  # type: ignore[arg-type]
    looked = services.check_zone(publisher=zone, actor=CONSOLE, now=orders.now)
    assert looked.missing == ("reopened.example",)
    assert len(looked.surplus) == 31
    assert [change.hostname for change in zone.list_blocked()] == ["reopened.example"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_list_holds_the_names_in_force_and_its_download_is_kept(
    orders: Orders, case: OpenedCase, people: People, form: str
) -> None:
    orders.in_force(case)
    publisher = people(Role.PUBLISHER)
    export = services.export_list(form=form, zone="rpz.test", title="Test list", actor=publisher, now=orders.now)
    again = services.export_list(form=form, zone="rpz.test", title="Test list", actor=publisher, now=orders.now)
    text = "".join(export.lines)
    assert "reopened.example" in text
    assert text == "".join(again.lines)
    entry = list_latest(limit=1)[0]
    assert (entry.act, entry.actor_name, entry.facts["format"]) == ("publications.list_exported", publisher.name, form)
    assert list_about((str(entry.facts["export_id"]),)) == (entry,)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.REVIEWER, Role.OVERSEER, Role.REPORTER_DESK])
def test_nobody_else_takes_a_list_out(people: People, now: datetime, role: Role) -> None:
    for actor in (people(role), PUBLIC):
        with pytest.raises(NotAllowedError):
            services.export_list(form="rpz", zone="rpz.test", title="", actor=actor, now=now)


def test_a_list_made_while_an_order_begins_has_not_the_serial_of_the_next(
    orders: Orders, case: OpenedCase, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever loads lists by their serial would else never load the one that has the order."""
    publisher, proposed = people(Role.PUBLISHER), orders.propose(case)

    def serial_of(export: ListExport) -> str:
        return next(line for line in export.lines if " SOA " in line).split()[4]

    def begin_meanwhile() -> tuple[BlockedName, ...]:
        names = list_blocked_names()
        orders.countersign(proposed)
        return names

    usual: dict[str, Any] = {"form": "rpz", "zone": "rpz.test", "title": "List", "actor": publisher, "now": orders.now}
    with monkeypatch.context() as patch:
        patch.setattr(services, "list_blocked_names", begin_meanwhile)
        early = services.export_list(**usual)
    late = services.export_list(**usual)
    assert (early.entries, late.entries) == (0, 1)
    assert int(serial_of(early)) < int(serial_of(late))


@pytest.mark.longer
def test_a_term_that_ended_while_no_worker_ran_is_in_no_list(orders: Orders, case: OpenedCase, people: People) -> None:
    order = orders.in_force(case)
    publisher = people(Role.PUBLISHER)
    export = services.export_list(form="domains", zone="rpz.test", title="List", actor=publisher, now=order.expires_at)
    assert export.entries == 0
    assert list_about((str(order.id),))[-1].act == "orders.order_lapsed"


def test_a_form_that_is_not_there_is_refused_and_not_journalled(people: People, now: datetime) -> None:
    publisher = people(Role.PUBLISHER)
    size = get_size()
    with pytest.raises(UnknownFormatError):
        services.export_list(form="spreadsheet", zone="rpz.test", title="", actor=publisher, now=now)
    assert get_size() == size


def test_publications_cannot_be_changed_by_sql(orders: Orders, case: OpenedCase, zone: FakeZone) -> None:
    publish(orders.in_force(case), zone)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM publications_publication")


@pytest.mark.longer
def test_a_name_that_a_wider_order_refuses_has_no_entry_of_its_own_until_that_one_ends(
    orders: Orders, case: OpenedCase, zone: FakeZone
) -> None:
    """Its entry would stop the wildcard of the wider one, and open what lies below it."""
    narrow = orders.in_force(case, hostname="www.reopened.example", subdomains=False)
    publish(narrow, zone)
    assert [change.hostname for change in zone.list_blocked()] == ["www.reopened.example"]
    wide = orders.in_force(case)
    publish(wide, zone)
    assert [change.hostname for change in zone.list_blocked()] == ["reopened.example"]
    assert services.check_zone(publisher=zone, actor=SYSTEM, now=orders.now).is_sound
    revoke(wide, orders)
    withdraw(wide, zone)
    assert [change.hostname for change in zone.list_blocked()] == ["www.reopened.example"]


@pytest.mark.longer
def test_what_lies_below_a_name_is_told_from_its_neighbours(orders: Orders, case: OpenedCase) -> None:
    for name in ("a.b.reopened.example", "b.reopened.example", "reopened.example", "ab.reopened.example"):
        orders.in_force(case, hostname=name, subdomains=False)
    assert list_blocked_below(["b.reopened.example"]) == ("a.b.reopened.example",)
    below = ("a.b.reopened.example", "ab.reopened.example", "b.reopened.example")
    assert list_blocked_below(["reopened.example", "b.reopened.example"]) == below
    assert list_blocked_below(["a.b.reopened.example", "opened.example", "other.example"]) == ()
    assert list_blocked_below([]) == ()


@pytest.mark.longer
def test_all_but_the_newest_names_move_to_the_mass_an_hour_later(
    orders: Orders, case: OpenedCase, zone: FakeZone
) -> None:
    for name in ("a", "b", "c"):
        publish(orders.in_force(case, hostname=f"{name}.reopened.example"), zone)
    later = orders.now + timedelta(hours=2)
    assert services.settle_zone(publisher=zone, keep=1, actor=SYSTEM, now=orders.now) == 0
    assert services.settle_zone(publisher=zone, keep=1, actor=SYSTEM, now=later) == 2
    assert list_latest(limit=1)[0].act == "publications.zone_settled"
    assert services.settle_zone(publisher=None, keep=1, actor=SYSTEM, now=later) == 0


@pytest.mark.django_db(transaction=True)
def test_whoever_revokes_and_whoever_publishes_never_wait_for_each_other(people: People, now: datetime) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time, and so nobody to wait for in a circle")
    order = Orders(people, now).in_force(make_case(people, now))

    def publish_beside() -> None:
        publish(order, FakeZone())
        connection.close()

    beside = Thread(target=publish_beside)
    with transaction.atomic():
        lock_order(order.id)
        beside.start()
        beside.join(PATIENCE_S)
        waited = beside.is_alive()
    beside.join()
    assert not waited
