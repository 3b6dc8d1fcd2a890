from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rempart.journal import queries as journal
from rempart.journal.contracts import AlreadyDoneError
from rempart.kernel.actors import CONSOLE, SYSTEM, Actor, Role
from rempart.kernel.hostname import NotAHostnameError
from rempart.people.contracts import NotAllowedError
from rempart.watchlist import queries, services
from rempart.watchlist.contracts import ClosedSite, LabelTooLongError, SiteMissingError, SiteNamed
from rempart.watchlist.models import NameRow
from tests.conftest import People


def enrol(actor: Actor, now: datetime, *domains: str, label: str = "Chat C") -> UUID:
    return services.enrol_site(label=label, domains=domains, actor=actor, now=now, reason="Closed by a court")


def names(site_id: UUID, viewer: Actor) -> list[str]:
    return [name.hostname for name in queries.get_site(site_id, viewer=viewer).names]


def test_names_are_kept_in_normal_form_oldest_first(analyst: Actor, now: datetime) -> None:
    site_id = enrol(analyst, now, "Chat-C.example.", "chat-c2.example", "château.example")
    assert names(site_id, analyst) == ["chat-c.example", "chat-c2.example", "xn--chteau-xta.example"]


def test_a_site_that_is_enrolled_again_learns_its_further_names(analyst: Actor, now: datetime) -> None:
    first = enrol(analyst, now, "chat-c.example")
    assert enrol(analyst, now, "chat-c.example", "chat-c2.example") == first
    assert names(first, analyst) == ["chat-c.example", "chat-c2.example"]
    assert len(queries.list_sites(viewer=analyst)) == 1


def test_the_day_on_which_a_name_became_known_is_kept(analyst: Actor, now: datetime) -> None:
    site_id = services.enrol_site(
        label="Chat C",
        domains=["chat-c.example", "chat-c2.example", "chat-c3.example"],
        known_on=[date(2024, 5, 31), None],
        actor=analyst,
        now=now,
    )
    known = [name.known_on for name in queries.get_site(site_id, viewer=analyst).names]
    assert known == [date(2024, 5, 31), now.date(), now.date()]


def test_one_wrong_name_keeps_the_whole_site_out(analyst: Actor, now: datetime) -> None:
    with pytest.raises(NotAHostnameError):
        enrol(analyst, now, "chat-c.example", "192.0.2.1")
    with pytest.raises(LabelTooLongError):
        enrol(analyst, now, "chat-c.example", label="C" * 121)
    assert queries.list_sites(viewer=analyst) == ()


def test_many_sites_are_enrolled_together_or_none_of_them(analyst: Actor, now: datetime) -> None:
    known = enrol(analyst, now, "chat-c.example")
    before = len(journal.list_entries())
    many = [
        ClosedSite("Chat C", ("chat-c.example", "chat-c2.example", "chat-c2.example")),
        ClosedSite("Forum L", ("forumlilas.example",), (date(2024, 5, 31),), languages=("fr",)),
    ]
    with pytest.raises(NotAHostnameError):
        services.enrol_sites(sites=[*many, ClosedSite("X", ("no name",))], actor=analyst, now=now)
    assert len(queries.list_sites(viewer=analyst)) == 1
    first, second = services.enrol_sites(sites=many, actor=analyst, now=now, reason="Closed by a court")
    assert first == known
    assert names(first, analyst) == ["chat-c.example", "chat-c2.example"]
    site = queries.get_site(second, viewer=analyst)
    assert (site.languages, site.names[0].known_on) == (("fr",), date(2024, 5, 31))
    acts = [(entry.act, entry.reason) for entry in journal.list_entries()[before:]]
    kinds = ("site_named", "site_enrolled", "site_named")
    assert acts == [(f"watchlist.{kind}", "Closed by a court") for kind in kinds]


def test_a_blocked_name_joins_the_history_once(analyst: Actor, now: datetime) -> None:
    site_id = enrol(analyst, now, "chat-c.example")
    services.name_site(site_id=site_id, hostname="chat-c3.example", actor=SYSTEM, now=now, cause=70)
    with pytest.raises(AlreadyDoneError):
        services.name_site(site_id=site_id, hostname="chat-c4.example", actor=SYSTEM, now=now, cause=70)
    services.name_site(site_id=site_id, hostname="chat-c3.example", actor=SYSTEM, now=now, cause=71)
    assert names(site_id, analyst) == ["chat-c.example", "chat-c3.example"]
    assert [entry.act for entry in journal.list_about((str(site_id),))].count(SiteNamed.act) == 2


def test_references_are_listed_oldest_first(analyst: Actor, now: datetime) -> None:
    site_id = enrol(analyst, now, "chat-c.example")
    for number in (1, 2):
        services.add_reference(
            site_id=site_id,
            exhibit_id=UUID(int=number),
            hostname="chat-c.example",
            features={"number": number},
            actor=SYSTEM,
            now=now + timedelta(hours=number),
        )
    references = queries.list_references(site_id, viewer=analyst)
    assert [reference.features for reference in references] == [{"number": 1}, {"number": 2}]
    assert queries.get_site(site_id, viewer=analyst).references == 2


def test_the_database_refuses_two_names_in_one_place(analyst: Actor, now: datetime) -> None:
    site_id = enrol(analyst, now, "chat-c.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        NameRow.objects.create(site_id=site_id, position=0, hostname="other.example", known_on=now.date())


@pytest.mark.parametrize("table", ["watchlist_name", "watchlist_reference"])
def test_the_database_refuses_to_change_the_history(analyst: Actor, now: datetime, table: str) -> None:
    site_id = enrol(analyst, now, "chat-c.example")
    services.add_reference(
        site_id=site_id, exhibit_id=UUID(int=1), hostname="chat-c.example", features={}, actor=SYSTEM, now=now
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_the_list_is_read_changed_and_taken_only_by_who_may(people: People, analyst: Actor, now: datetime) -> None:
    site_id = enrol(analyst, now, "chat-c.example")
    for role in (Role.REPORTER_DESK, Role.PUBLISHER, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowedError):
            queries.list_sites(viewer=people(role))
    reviewer = people(Role.REVIEWER)
    with pytest.raises(NotAllowedError):
        enrol(reviewer, now, "other.example", label="Other")
    with pytest.raises(NotAllowedError):
        services.export_sites(actor=reviewer, now=now)
    with pytest.raises(NotAllowedError):
        services.export_sites(actor=SYSTEM, now=now)
    assert [site.id for site in services.export_sites(actor=CONSOLE, now=now)] == [site_id]


def test_a_site_that_is_not_there_is_said_so(analyst: Actor, now: datetime) -> None:
    with pytest.raises(SiteMissingError):
        queries.get_site(UUID(int=1), viewer=analyst)
    with pytest.raises(SiteMissingError):
        services.name_site(site_id=UUID(int=1), hostname="a.example", actor=analyst, now=now)
    assert queries.find_site("None", viewer=analyst) is None


def test_a_long_list_takes_no_more_questions_than_a_short_one(
    analyst: Actor, now: datetime, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for number in range(5):
        enrol(analyst, now, f"chat{number}.example", f"chat{number}.test", label=f"Chat {number}")
    with django_assert_num_queries(4):
        assert len(queries.list_sites(viewer=analyst)) == 5


@pytest.mark.parametrize(
    "sought", ["école", "ÉCOLE", "château.example", "chat", "CHAT-C", "https://chat-c.example/", "chat-c.example."]
)
def test_a_site_is_found_as_people_type_it(analyst: Actor, now: datetime, sought: str) -> None:
    enrol(analyst, now, "chat-c.example", "xn--chteau-xta.example", label="École C")
    enrol(analyst, now, "quay.example", label="Quay")
    found = queries.browse_sites(sought, viewer=analyst)
    assert [site.label for site in found[0:5]] == ["École C"]
