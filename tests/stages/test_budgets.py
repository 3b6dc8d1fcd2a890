"""The alert budget in the house: from what people can look at to what is sighted."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from rempart.engines.names.likeness import CLEAR
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.people.contracts import NotAllowedError
from rempart.sightings.budgets import find_budget, find_threshold, is_plan_stale, plan_thresholds, planned_clear
from rempart.sightings.contracts import AlertBudget, Dismissal
from rempart.sightings.dismissals import dismiss_sighting
from rempart.sightings.models import BudgetRow, StreamDayRow, StreamRow, ThresholdRow
from rempart.sightings.queries import get_sighting, list_sightings
from rempart.sightings.services import screen_stream
from rempart.watchlist.services import enrol_site, name_site
from tests.conftest import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def sites(analyst: Actor, now: datetime) -> tuple[UUID, UUID]:
    rare = enrol_site(label="Rare", domains=["orchidroom.example"], actor=analyst, now=now)
    common = enrol_site(label="Common", domains=["forum.example"], actor=analyst, now=now)
    return rare, common


@pytest.fixture
def volume(now: datetime) -> None:
    """A stream that brought 2 million names a day, and today only a few."""
    row = StreamRow.objects.create(label="log A", kind="static-ct", state="reading")
    for back, names in ((0, 10), (1, 3_000_000), (2, 1_000_000), (40, 99)):
        StreamDayRow.objects.create(stream=row, day=now.date() - timedelta(days=back), names=names)


def planned(per_day: float, viewer: Actor, now: datetime) -> AlertBudget:
    plan_thresholds(per_day=per_day, actor=SYSTEM, now=now)
    found = find_budget(viewer=viewer, now=now)
    assert found is not None
    return found


@pytest.mark.usefixtures("sites", "volume")
def test_a_plan_stays_within_the_budget_and_says_what_recall_it_costs(analyst: Actor, now: datetime) -> None:
    small, large = planned(1, analyst, now), planned(1000, analyst, now)
    assert small.expected <= 1
    assert small.expected < large.expected <= 1000
    assert small.recall < large.recall <= large.recall_at_most <= 1
    assert small.names_per_day == 2_000_000
    (stream,) = large.streams
    assert (stream.label, stream.names_per_day) == ("log A", 2_000_000)
    assert stream.expected == pytest.approx(large.expected)


@pytest.mark.usefixtures("volume")
def test_each_site_has_its_own_threshold_and_screening_keeps_to_it(
    sites: tuple[UUID, UUID], analyst: Actor, now: datetime
) -> None:
    rare, common = sites
    planned(3, analyst, now)
    stored = {site: find_threshold(site, viewer=analyst) for site in sites}
    assert stored[rare] is not None
    assert stored[common] is not None
    ThresholdRow.objects.filter(site_id=rare).update(threshold=0.3)
    ThresholdRow.objects.filter(site_id=common).update(threshold=1.0)
    BudgetRow.objects.update(planned_at=now + timedelta(seconds=1))
    screen_stream(blocks=(b"orchidroom2.example\nforum2.example\n",), actor=SYSTEM, now=now)
    assert [seen.hostname for seen in list_sightings(viewer=analyst)] == ["orchidroom2.example"]


@pytest.mark.usefixtures("sites", "volume")
def test_a_site_that_got_a_name_is_planned_with_it_and_no_budget_forgets_the_plan(
    sites: tuple[UUID, UUID], analyst: Actor, now: datetime
) -> None:
    planned(10, analyst, now)
    name_site(site_id=sites[0], hostname="a.example", actor=SYSTEM, now=now)
    assert is_plan_stale(per_day=10, now=now + timedelta(hours=1))
    assert is_plan_stale(per_day=11, now=now)
    assert not is_plan_stale(per_day=10, now=now + timedelta(minutes=59))
    enrol_site(label="Chat N", domains=["lampionroom.example"], actor=analyst, now=now)
    assert is_plan_stale(per_day=10, now=now), "a new site is planned for soon"
    planned(10, analyst, now)
    assert not is_plan_stale(per_day=10, now=now)
    assert ThresholdRow.objects.get(site_id=sites[0]).names == 2
    plan_thresholds(per_day=None, actor=SYSTEM, now=now)
    assert find_budget(viewer=analyst, now=now) is None
    assert find_threshold(sites[0], viewer=analyst) is None
    assert not is_plan_stale(per_day=None, now=now)


@pytest.mark.longer
@pytest.mark.usefixtures("sites")
def test_the_plan_learns_from_what_was_sighted(analyst: Actor, now: datetime) -> None:
    row = StreamRow.objects.create(label="log A", kind="static-ct", state="reading")
    for back in range(1, 14):
        StreamDayRow.objects.create(stream=row, day=now.date() - timedelta(days=back), names=1000)
    before = planned(2, analyst, now)
    names = b"".join(b"orchidroom%d.example\n" % number for number in range(2, 90))
    screen_stream(blocks=(names,), actor=SYSTEM, now=now)
    after = planned(2, analyst, now)
    assert max(site.threshold for site in after.sites) > max(site.threshold for site in before.sites)


def test_a_plan_is_not_for_everybody(people: People, now: datetime) -> None:
    with pytest.raises(NotAllowedError):
        plan_thresholds(per_day=1, actor=people(Role.AUDITOR), now=now)
    with pytest.raises(NotAllowedError):
        find_budget(viewer=people(Role.REPORTER_DESK), now=now)


@pytest.mark.longer
@pytest.mark.usefixtures("volume")
def test_a_clear_likeness_is_sighted_below_the_threshold_until_people_find_it_to_be_anothers(
    analyst: Actor, now: datetime
) -> None:
    site = enrol_site(label="Salon", domains=["qovarrimbelta.example"], actor=analyst, now=now)
    planned(3, analyst, now)
    ThresholdRow.objects.filter(site_id=site).update(threshold=1.0)

    (first,) = screen_stream(blocks=(b"xqovarrimmbelta.de\n",), actor=SYSTEM, now=now).sighting_ids

    assert get_sighting(first, viewer=analyst).reasons[-1].code == "names.clear"
    dismiss_sighting(sighting_id=first, kind=Dismissal.UNRELATED, actor=analyst, now=now, reason="A bakery.")
    assert screen_stream(blocks=(b"xqovarrimmbelta.eu\n",), actor=SYSTEM, now=now).sighting_ids == ()


@pytest.mark.usefixtures("volume")
def test_a_clear_likeness_is_sighted_also_where_another_label_scores_higher_and_another_site_has_a_lower_threshold(
    analyst: Actor, now: datetime
) -> None:
    names = ["qolvanzkirp.com", "karmo.net", "karmo.org", "karmo2.org", "karmo3.org"]
    site = enrol_site(label="Salon", domains=names, actor=analyst, now=now)
    other = enrol_site(label="Other", domains=["orchidroom.example"], actor=analyst, now=now)
    planned(3, analyst, now)
    for each, threshold in ((site, 1.0), (other, 0.01)):
        ThresholdRow.objects.filter(site_id=each).update(threshold=threshold)

    (first,) = screen_stream(blocks=(b"qolvanzkjrpa.karmo9.de\n",), actor=SYSTEM, now=now).sighting_ids

    *_, like, clear = get_sighting(first, viewer=analyst).reasons
    assert (like.values["former"], clear.code) == ("qolvanzkirp.com", "names.clear")


@pytest.mark.usefixtures("sites", "volume")
def test_the_smaller_the_budget_the_clearer_a_likeness_has_to_be(analyst: Actor, now: datetime) -> None:
    assert planned_clear() == CLEAR
    planned(1000, analyst, now)
    usual = planned_clear()
    planned(0.01, analyst, now)
    assert usual == CLEAR < planned_clear()
