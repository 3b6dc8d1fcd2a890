from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from rempart.journal.contracts import AlreadyDoneError
from rempart.kernel.actors import SYSTEM, Actor
from rempart.kernel.hostname import Hostname
from rempart.ports.registration import Registration, RegistrationUnavailableError
from rempart.sightings.contracts import Origin, SightingMissingError
from rempart.sightings.queries import find_registration
from rempart.sightings.registrations import look_up_registration
from rempart.sightings.services import record_sighting

REGISTERED = Registration(
    name="chat-c3.test",
    registrar="Registrar R",
    abuse_address="abuse@registrar.example",
    registered_at=datetime(2026, 4, 10, tzinfo=UTC),
    changed_at=None,
    expires_at=None,
    name_servers=("ns1.host.example",),
    statuses=("active",),
    source="https://rdap.registry.example/domain/chat-c3.test",
    raw="{}",
)


class Registry:
    def __init__(self, answer: Registration | Exception | None) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def look_up(self, hostname: Hostname) -> Registration | None:
        self.asked.append(hostname)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def sighting(db: None, now: datetime) -> UUID:
    return record_sighting(
        hostname="chat-c3.test", site_id=None, score=0.9, reasons=(), origin=Origin.STREAM, actor=SYSTEM, now=now
    )


def test_a_sighting_knows_who_registered_it(sighting: UUID, analyst: Actor, now: datetime) -> None:
    look_up_registration(sighting_id=sighting, lookup=Registry(REGISTERED), actor=SYSTEM, now=now, cause=0)
    found = find_registration(sighting, viewer=analyst)
    assert found is not None
    assert (found.registrar, found.abuse_address, found.looked_up_at) == ("Registrar R", "abuse@registrar.example", now)


def test_a_registry_is_asked_once_for_one_sighting(sighting: UUID, now: datetime) -> None:
    registry = Registry(REGISTERED)
    look_up_registration(sighting_id=sighting, lookup=registry, actor=SYSTEM, now=now, cause=0)
    with pytest.raises(AlreadyDoneError):
        look_up_registration(sighting_id=sighting, lookup=registry, actor=SYSTEM, now=now, cause=0)
    assert registry.asked == ["chat-c3.test"]


@pytest.mark.parametrize("lookup", [None, Registry(None)])
def test_without_an_answer_nothing_is_kept(
    sighting: UUID, analyst: Actor, now: datetime, lookup: Registry | None
) -> None:
    look_up_registration(sighting_id=sighting, lookup=lookup, actor=SYSTEM, now=now, cause=0)
    assert find_registration(sighting, viewer=analyst) is None


def test_a_registry_that_is_away_is_asked_again(sighting: UUID, now: datetime) -> None:
    away = Registry(RegistrationUnavailableError(name="chat-c3.test", problem="timed out"))
    with pytest.raises(RegistrationUnavailableError):
        look_up_registration(sighting_id=sighting, lookup=away, actor=SYSTEM, now=now, cause=0)
    look_up_registration(sighting_id=sighting, lookup=Registry(REGISTERED), actor=SYSTEM, now=now, cause=0)


def test_what_there_is_is_kept_at_once_and_the_registrar_asked_again(
    sighting: UUID, analyst: Actor, now: datetime
) -> None:
    registry = Registry(replace(REGISTERED, abuse_address="", missing="HTTP 503"))
    for minutes in (0, 5):
        with pytest.raises(RegistrationUnavailableError, match="HTTP 503"):
            look_up_registration(
                sighting_id=sighting, lookup=registry, actor=SYSTEM, now=now + timedelta(minutes=minutes), cause=0
            )
        found = find_registration(sighting, viewer=analyst)
        assert found is not None
        assert (found.registrar, found.abuse_address, found.looked_up_at) == ("Registrar R", "", now)
    later = now + timedelta(minutes=15)
    look_up_registration(sighting_id=sighting, lookup=Registry(REGISTERED), actor=SYSTEM, now=later, cause=0)
    found = find_registration(sighting, viewer=analyst)
    assert found is not None
    assert (found.abuse_address, found.looked_up_at) == ("abuse@registrar.example", later)


def test_a_registrar_that_stays_away_is_waited_for_an_hour(sighting: UUID, now: datetime) -> None:
    registry = Registry(replace(REGISTERED, abuse_address="", missing="HTTP 503"))
    with pytest.raises(RegistrationUnavailableError):
        look_up_registration(sighting_id=sighting, lookup=registry, actor=SYSTEM, now=now, cause=0)
    look_up_registration(sighting_id=sighting, lookup=registry, actor=SYSTEM, now=now + timedelta(hours=1), cause=0)
    assert len(registry.asked) == 2


@pytest.mark.django_db
def test_an_unknown_sighting_is_named(now: datetime) -> None:
    with pytest.raises(SightingMissingError):
        look_up_registration(sighting_id=UUID(int=1), lookup=Registry(None), actor=SYSTEM, now=now)
