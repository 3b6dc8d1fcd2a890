"""Forecast names kept under watch, with a registry out of a dictionary."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from rempart.journal.queries import list_entries
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.kernel.hostname import Hostname
from rempart.people.contracts import NotAllowedError
from rempart.ports.existence import ExistenceUnavailableError, Presence
from rempart.sightings.contracts import ForecastExported, Origin, RecipientMissingError, StreamState
from rempart.sightings.coverage import list_coverage
from rempart.sightings.forecasts import STREAM, ask_due, export_forecast, list_forecast, renew_forecasts
from rempart.sightings.queries import list_sightings
from rempart.watchlist.services import enrol_site, name_site
from tests.conftest import People

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass
class Registry:
    """Names that exist, names of which none tells; broken after so many answers."""

    names: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    broken_after: int = 10**9
    dead: set[str] = field(default_factory=set)

    def check(self, hostname: Hostname) -> Presence:
        if len(self.asked) >= self.broken_after or hostname in self.dead:
            raise ExistenceUnavailableError(name=hostname, problem="no answer within 2 s")
        self.asked.append(hostname)
        return Presence.EXISTS if hostname in self.names else Presence.ABSENT


@pytest.fixture
def site(analyst: Actor, now: datetime) -> UUID:
    return enrol_site(
        label="Orchid room", domains=["orchidroom1.example", "orchidroom2.example"], actor=analyst, now=now
    )


def ask(registry: Registry, now: datetime, at_most: int = 1000) -> int:
    return ask_due(check=registry, every=DAY, actor=SYSTEM, now=lambda: now, at_most=at_most)


@pytest.mark.longer
def test_a_name_that_comes_into_being_is_sighted_with_its_rank(site: UUID, analyst: Actor, now: datetime) -> None:
    assert renew_forecasts(names=30, actor=SYSTEM) == 1
    first = list_forecast(site, viewer=analyst)[0].hostname
    registry = Registry(names={"orchidroom9.example"})
    assert ask(registry, now) == 30
    assert ask(registry, now + DAY / 2) == 0
    assert list_sightings(viewer=analyst) == ()
    registry.names.add(first)
    ask(registry, now + DAY)
    (seen,) = list_sightings(viewer=analyst)
    assert (seen.hostname, seen.site_id, seen.origin, seen.streams) == (first, site, Origin.FORECAST, (STREAM,))
    assert "rank 1" in seen.reasons[0].text
    assert seen.score > 0.5
    assert len(seen.reasons) > 1
    ask(registry, now + 2 * DAY)
    assert len(list_sightings(viewer=analyst)) == 1
    assert list_forecast(site, viewer=analyst)[0].appeared_at == now + DAY


def test_a_name_that_was_there_before_is_shown_and_not_sighted(site: UUID, analyst: Actor, now: datetime) -> None:
    renew_forecasts(names=10, actor=SYSTEM)
    first = list_forecast(site, viewer=analyst)[0].hostname
    ask(Registry(names={first}), now)
    assert list_forecast(site, viewer=analyst)[0].presence is Presence.EXISTS
    assert list_sightings(viewer=analyst) == ()


@pytest.mark.usefixtures("site")
def test_a_watch_that_is_cut_off_goes_on_where_it_was(analyst: Actor, now: datetime) -> None:
    renew_forecasts(names=10, actor=SYSTEM)
    registry = Registry(broken_after=4)
    with pytest.raises(ExistenceUnavailableError):
        ask(registry, now)
    (coverage,) = list_coverage(viewer=analyst, now=now)
    assert (coverage.label, coverage.state, coverage.entries, coverage.behind) == (STREAM, StreamState.SILENT, 4, 6)
    registry.broken_after = 10**9
    assert [ask(registry, now + minutes * MINUTE) for minutes in (1, 2)] == [5, 1]
    assert len(set(registry.asked)) == 10
    assert list_coverage(viewer=analyst, now=now)[0].state is StreamState.READING


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_names_of_which_none_tells_keep_no_other_waiting(site: UUID, analyst: Actor, now: datetime, count: int) -> None:
    renew_forecasts(names=20, actor=SYSTEM)
    forecast = [each.hostname for each in list_forecast(site, viewer=analyst)]
    registry = Registry(dead=set(forecast[:count]))
    for minutes in range(4):
        assert ask(registry, now + minutes * MINUTE, at_most=10) >= 1
        assert list_coverage(viewer=analyst, now=now)[0].state is StreamState.READING
    assert set(registry.asked) == set(forecast[count:])
    dead = list_forecast(site, viewer=analyst)[:count]
    assert {(each.presence, each.asked_at, each.retry_at is not None) for each in dead} == {(None, None, True)}


@pytest.mark.longer
@pytest.mark.parametrize("outage", [1, 30])
def test_an_outage_costs_the_likeliest_name_no_more_than_about_as_long_again(
    site: UUID, analyst: Actor, now: datetime, outage: int
) -> None:
    renew_forecasts(names=10, actor=SYSTEM)
    first = list_forecast(site, viewer=analyst)[0].hostname
    registry = Registry(broken_after=0)
    for minutes in range(outage):
        with suppress(ExistenceUnavailableError):
            ask(registry, now + minutes * MINUTE, at_most=4)
    assert list_coverage(viewer=analyst, now=now)[0].state is StreamState.SILENT
    registry.broken_after = 10**9
    for minutes in range(outage, 2 * outage + 4):
        ask(registry, now + minutes * MINUTE, at_most=4)
    registry.names.add(first)
    ask(registry, now + 2 * DAY)
    assert [each.hostname for each in list_sightings(viewer=analyst)] == [first]


@pytest.mark.usefixtures("site")
def test_silence_is_not_taken_for_an_answer(analyst: Actor, now: datetime) -> None:
    renew_forecasts(names=1, actor=SYSTEM)
    registry = Registry(broken_after=0)
    with pytest.raises(ExistenceUnavailableError):
        ask(registry, now)
    assert ask(registry, now + MINUTE / 2) == 0
    assert list_coverage(viewer=analyst, now=now)[0].state is StreamState.SILENT
    registry.broken_after = 10**9
    assert ask(registry, now + MINUTE) == 1
    assert list_coverage(viewer=analyst, now=now)[0].state is StreamState.READING


@pytest.mark.longer
def test_a_site_that_moved_is_forecast_anew_and_what_is_known_stays(site: UUID, analyst: Actor, now: datetime) -> None:
    renew_forecasts(names=50, actor=SYSTEM)
    assert renew_forecasts(names=50, actor=SYSTEM) == 0
    ask(Registry(), now)
    name_site(site_id=site, hostname="orchidroom3.example", actor=SYSTEM, now=now)
    assert renew_forecasts(names=50, actor=SYSTEM) == 1
    forecast = list_forecast(site, viewer=analyst)
    assert [each.rank for each in forecast] == list(range(1, 51))
    assert "orchidroom3.example" not in {each.hostname for each in forecast}
    assert {each.presence for each in forecast} == {None, Presence.ABSENT}
    assert renew_forecasts(names=20, actor=SYSTEM) == 1
    assert len(list_forecast(site, viewer=analyst)) == 20


def test_forecast_names_go_to_a_named_recipient_and_the_journal_keeps_it(
    site: UUID, analyst: Actor, people: People, now: datetime
) -> None:
    renew_forecasts(names=10, actor=SYSTEM)
    found = export_forecast(recipient="Registrar R", actor=analyst, now=now, reason="Hold them", site_id=site)
    assert len(found) == 10
    entry = list_entries()[-1]
    assert (entry.act, entry.reason, entry.facts["recipient"]) == (ForecastExported.act, "Hold them", "Registrar R")
    assert "orchidroom" not in str(entry.facts)
    with pytest.raises(RecipientMissingError):
        export_forecast(recipient=" ", actor=analyst, now=now)
    with pytest.raises(NotAllowedError):
        export_forecast(recipient="Registrar R", actor=people(Role.REVIEWER), now=now)
