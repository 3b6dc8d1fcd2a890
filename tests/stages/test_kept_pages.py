"""Pages of closed sites and of confirmed reopenings, kept between two captures: what changed since is always seen."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from pytest_django import DjangoAssertNumQueries

from rempart.engines.pages import BackgroundCount, Fact, Kind, PageInput, features_to_json, sign_key
from rempart.engines.pages.index import index_keys
from rempart.engines.verdict import portrait_of
from rempart.glances.known import KnownPages, know, known_references
from rempart.glances.recognition import Recogniser
from rempart.kernel.actors import CONSOLE, PUBLIC, SYSTEM, Role
from rempart.kernel.ids import new_id
from rempart.matches.contracts import Judgement
from rempart.matches.queries import read_match_pages
from rempart.orders.oversight import revoke_order
from rempart.people.contracts import NotAllowedError
from rempart.pipeline.confirmed import confirmed_pages, read_confirmed_pages
from rempart.watchlist.contracts import Reference
from tests.factories.sweeps import BACKGROUND
from tests.stages import test_pipeline, test_second_reopenings
from tests.stages.test_pipeline import REOPENING
from tests.stages.test_second_reopenings import MAIL, SECOND, THIRD, Field, of

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)

house = test_pipeline.house
bare = test_second_reopenings.bare
field = test_second_reopenings.field


def kept() -> KnownPages:
    return confirmed_pages(BACKGROUND, viewer=CONSOLE)


def ids(pages: KnownPages) -> set[object]:
    return {page.id for page in pages.pages}


def keys_of(html: str) -> tuple[int, ...]:
    return index_keys(portrait_of(PageInput(html=html, url="https://elsewhere.test/")), BACKGROUND)


def revoke(field: Field, order_id: object) -> None:
    actor = field.house.people(Role.LEGAL_OFFICER)
    revoke_order(order_id=order_id, actor=actor, now=field.house.now, reason="It is another site.")  # type: ignore[arg-type]


@pytest.mark.longer
def test_nothing_is_read_again_where_nothing_was_done_to_an_order(
    field: Field, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    field.confirm()
    before = kept()
    assert ids(before) == {page.id for page in read_confirmed_pages(viewer=CONSOLE)}
    with django_assert_num_queries(2):  # how many acts there are, and the last one
        assert kept() is before


@pytest.mark.longer
def test_one_that_is_confirmed_or_revoked_is_seen_at_the_very_next_question(field: Field) -> None:
    assert ids(kept()) == set()
    first = field.confirm()
    standing = ids(kept())
    assert standing
    another = field.show(THIRD, verdict=Judgement.SAME)
    assert ids(kept()) == standing, "one that no order rests on"
    second = field.confirm()
    assert ids(kept()) == standing | {another}
    revoke(field, second.id)
    assert ids(kept()) == set(), "an order that was revoked takes back what an older one of that name rests on"
    assert first.id != second.id


@pytest.mark.slow
def test_with_another_background_they_are_weighed_anew(field: Field) -> None:
    field.confirm()
    key, few = sign_key(Kind.EMAIL, MAIL), 3
    assert [one.hostname for one, _ in kept().near([key], 5)] == [REOPENING]
    count = BackgroundCount()
    for number in range(60):
        own = range(number * few, number * few + few)
        count.add_host([*own, *([key] if number % few == 0 else [])])
    common = confirmed_pages(count.finish(), viewer=CONSOLE)
    assert list(common.near([key], 5)) == []
    assert [one.hostname for one, _ in kept().near([key], 5)] == [REOPENING]


@pytest.mark.slow
def test_of_one_page_under_the_same_signs_the_first_comes_near_unless_it_is_at_the_own_host(field: Field) -> None:
    again = field.show(SECOND, hostname=f"www.{REOPENING}")
    elsewhere = field.show(SECOND, hostname="elsewhere.test", verdict=Judgement.SAME)
    field.confirm()
    near = partial(kept().near, keys_of(SECOND), 5)
    assert again not in [page.id for page, _ in near()]
    assert [page.id for page, _ in near(besides=REOPENING)] == [elsewhere]
    assert REOPENING in [page.hostname for page, _ in near(besides="elsewhere.test")]
    assert list(near(site_id=elsewhere)) == [], "none of a site that has none"


@pytest.mark.slow
def test_they_rank_as_they_do_when_all_are_read_anew(field: Field) -> None:
    for number in range(8):
        field.show(of(f"Stall {number} of the market: {MAIL} or stall{number}@stalls.test"))
    field.confirm()
    pages = [know(page) for page in read_confirmed_pages(viewer=CONSOLE)]
    anew = KnownPages(pages, BACKGROUND, partial(read_match_pages, viewer=SYSTEM), saying_only=True)
    for html in (SECOND, THIRD, of(MAIL)):
        found, wanted = ([page.id for page, _ in each.near(keys_of(html), 5)] for each in (kept(), anew))
        assert found == wanted
        assert found


def test_a_capture_of_a_closed_site_is_known_from_then_on(field: Field) -> None:
    known = known_references(BACKGROUND, viewer=CONSOLE)
    assert known_references(BACKGROUND, viewer=CONSOLE) is known
    field.house.outside.put_online(test_pipeline.LATEST, SECOND)
    field.house.clock.at += timedelta(days=1)
    field.house.keep_reference()
    assert len(known_references(BACKGROUND, viewer=CONSOLE)) == len(known) + 1


@pytest.mark.slow
def test_the_newest_pages_make_up_for_what_does_not_come_near(field: Field) -> None:
    shown = [field.show(of(f"stall{number}@stalls.test"), verdict=Judgement.SAME) for number in range(3)]
    field.confirm()
    found = [page.id for page, _ in kept().newest(2, besides=shown[-1:])]
    assert len(found) == 2
    assert found == [page.id for page in kept().pages if page.id != shown[-1]][-2:]
    assert list(kept().newest(0, besides=())) == []


def test_a_key_of_two_sites_is_known_as_the_one_that_is_looked_for() -> None:
    facts = (Fact("certificate-key", "ab" * 32),)
    features = json.loads(features_to_json(portrait_of(PageInput(html=SECOND, facts=facts))))
    sites = [new_id(NOW), new_id(NOW)]
    pages = [know(Reference(new_id(NOW), site, new_id(NOW), REOPENING, features, NOW)) for site in sites]
    known = KnownPages(pages, BACKGROUND, lambda _ids: ())
    for site in sites:
        found = Recogniser(known, KnownPages.none(BACKGROUND), site_id=site)
        assert found.site_of("certificate-key", "ab" * 32) == site


@pytest.mark.slow
def test_who_may_see_no_match_gets_none_of_them(field: Field) -> None:
    field.confirm()
    with pytest.raises(NotAllowedError):
        confirmed_pages(BACKGROUND, viewer=PUBLIC)
    with pytest.raises(NotAllowedError):
        known_references(BACKGROUND, viewer=PUBLIC)
