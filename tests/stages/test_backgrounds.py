"""The background grows with ordinary pages, and nobody makes a closed site's own signs look common."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from rempart.engines.pages import Background, Kind, features_from_json, features_to_json, sign_key
from rempart.engines.policy import Suffixes
from rempart.journal.queries import list_entries
from rempart.kernel.actors import SYSTEM, Actor
from rempart.matches import backgrounds, queries
from rempart.matches.backgrounds import PER_NETWORK, count_match, current_background, find_background
from rempart.matches.contracts import BackgroundGrown
from rempart.watchlist.queries import list_reference_ids, list_references
from tests.fakes.ports import CLOSED, PARKED, REOPENED
from tests.stages.test_matches import BACKGROUND, Desk

EDITION_HOSTS = 3
SUFFIXES = Suffixes(("example", "test"))
LAMPS = "<title>Lamps {n}</title><h1>Lamps</h1><p>Lamps are blown by hand in a small workshop number {n}.</p>" + (
    "<p>Every lamp takes a week, and whoever wants one waits for the next free place in the oven.</p>" * 3
)
SENTENCE = "every lamp takes a week and whoever wants one waits for the next free place in the oven"


@pytest.fixture
def desk(db: None, tmp_path: Path, now: datetime, analyst: Actor, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(backgrounds, "EDITION_HOSTS", EDITION_HOSTS)
    backgrounds._grow.cache_clear()
    desk = Desk(tmp_path, analyst, now)
    desk.refer(desk.capture_site("lantern-quay.example", CLOSED))
    return desk


def count(desk: Desk, hostname: str, html: str) -> bool:
    match_id = desk.judge(desk.capture(hostname, html))
    return count_match(match_id=match_id, base=BACKGROUND, suffixes=SUFFIXES, actor=SYSTEM, now=desk.now)


def grow(desk: Desk, number: int = EDITION_HOSTS, extra: str = "") -> list[bool]:
    return [count(desk, f"lamps{n}.example", LAMPS.format(n=n) + extra) for n in range(number)]


@pytest.mark.longer
def test_ordinary_hosts_make_a_new_edition_that_the_journal_names(desk: Desk) -> None:
    assert current_background(BACKGROUND) is BACKGROUND
    assert all(grow(desk))
    grown = current_background(BACKGROUND)
    assert grown.hosts == BACKGROUND.hosts + EDITION_HOSTS
    assert grown.count(Kind.SENTENCE, SENTENCE) == EDITION_HOSTS
    (entry,) = [entry for entry in list_entries() if entry.act == BackgroundGrown.act]
    assert entry.facts["background_sha256"] == grown.sha256
    assert entry.facts["base_sha256"] == BACKGROUND.sha256
    (edition,) = backgrounds.list_editions(viewer=desk.analyst)
    assert (edition.sha256, edition.counted, edition.hosts) == (grown.sha256, EDITION_HOSTS, grown.hosts)


@pytest.mark.longer
def test_an_edition_is_made_again_byte_for_byte_when_more_has_come(desk: Desk) -> None:
    grow(desk)
    edition = current_background(BACKGROUND)
    for n in range(EDITION_HOSTS):
        count(desk, f"wicks{n}.example", LAMPS.replace("Lamps", "Wicks").format(n=n))
    backgrounds._grow.cache_clear()
    again = find_background(edition.sha256, find_base={BACKGROUND.sha256: BACKGROUND}.get)
    assert again is not None
    assert again.to_bytes() == edition.to_bytes()
    assert current_background(BACKGROUND).sha256 != edition.sha256
    assert find_background(edition.sha256, find_base=lambda _: None) is None
    assert find_background("ab" * 32, find_base=lambda _: BACKGROUND) is None


def test_an_edition_whose_making_failed_leaves_nothing_in_the_next_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(desk, EDITION_HOSTS - 1)

    def fail(*_: object, **__: object) -> None:
        raise DatabaseError("the connection was lost")

    with monkeypatch.context() as broken:
        broken.setattr(backgrounds, "record", fail)
        with pytest.raises(DatabaseError):
            count(desk, "parked-harbour.example", PARKED)
    assert count(desk, "lamps9.example", LAMPS.format(n=9))
    (edition,) = backgrounds.list_editions(viewer=desk.analyst)
    assert current_background(BACKGROUND).sha256 == edition.sha256
    backgrounds._grow.cache_clear()  # another process
    assert find_background(edition.sha256, find_base=lambda _: BACKGROUND) is not None


@pytest.mark.longer
def test_a_judgement_rests_on_its_edition_and_is_computed_again_by_it(desk: Desk) -> None:
    grow(desk)
    match_id = desk.judge(desk.capture("night-harbour.example", REOPENED), background=current_background(BACKGROUND))
    match = queries.get_match(match_id, viewer=desk.analyst)
    kept = find_background(match.background_sha256, find_base=lambda _: BACKGROUND)
    assert kept is not None
    view = queries.find_side_by_side(match_id, background=kept, viewer=desk.analyst)
    assert view is not None
    assert view.verdict.reasons == match.reasons


@pytest.mark.longer
def test_one_owner_counts_once_however_many_hosts_it_has(desk: Desk) -> None:
    hosts = ("lamps.example", "lamps.example", "www.lamps.example", "a.b.lamps.example")
    assert [count(desk, host, LAMPS.format(n=1)) for host in hosts] == [True, False, False, False]


@pytest.mark.longer
def test_pages_of_watched_sites_or_like_them_do_not_count(desk: Desk) -> None:
    assert not count(desk, "night-harbour.example", REOPENED)
    assert not count(desk, "chat.lantern-quay.example", LAMPS.format(n=1))
    assert count(desk, "parked-harbour.example", PARKED)


@pytest.mark.longer
def test_a_closed_sites_own_signs_never_become_common(desk: Desk) -> None:
    address = '<a href="mailto:keeper@lantern-quay.example">keeper@lantern-quay.example</a>'
    assert not any(grow(desk, 1, extra=address))  # unclear: it does not count at all
    parked = [PARKED.replace("harbour", f"harbour{n}") + address for n in range(EDITION_HOSTS)]
    assert all(count(desk, f"harbour{n}.example", page) for n, page in enumerate(parked))
    grown = current_background(BACKGROUND)
    assert grown.hosts == BACKGROUND.hosts + EDITION_HOSTS
    assert grown.count(Kind.EMAIL, "keeper@lantern-quay.example") == 0


@pytest.mark.longer
def test_a_closed_sites_name_never_becomes_a_common_word(desk: Desk) -> None:
    grow(desk, extra='<p class="logo">Lantern</p>')
    grown = current_background(BACKGROUND)
    assert grown.count(Kind.SENTENCE, SENTENCE) == EDITION_HOSTS
    assert grown.count(Kind.WORD, "lantern") == BACKGROUND.count(Kind.WORD, "lantern")


@pytest.mark.longer
def test_what_a_reopening_has_of_its_own_never_becomes_common_either(desk: Desk) -> None:
    address = '<a href="mailto:night@harbour-desk.example">night@harbour-desk.example</a>'
    parked = [PARKED.replace("harbour", f"harbour{n}") + address for n in range(2 * EDITION_HOSTS)]
    assert all(count(desk, f"harbour{n}.example", page) for n, page in enumerate(parked[:EDITION_HOSTS]))
    counted = current_background(BACKGROUND).count(Kind.EMAIL, "night@harbour-desk.example")
    desk.judge(desk.capture("night-harbour.example", CLOSED + address))
    assert all(count(desk, f"more{n}.example", page) for n, page in enumerate(parked[EDITION_HOSTS:]))
    grown = current_background(BACKGROUND)
    assert grown.hosts == BACKGROUND.hosts + 2 * EDITION_HOSTS
    assert grown.count(Kind.EMAIL, "night@harbour-desk.example") == counted == EDITION_HOSTS


def test_a_reference_that_is_gone_when_it_is_read_keeps_nobody_from_counting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = list_reference_ids
    monkeypatch.setattr("rempart.matches.backgrounds.list_reference_ids", lambda **asked: (*listed(**asked), uuid4()))
    assert count(desk, "lamps.example", LAMPS.format(n=1))


def test_own_keys_are_put_together_once_and_added_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = backgrounds._keys_of_closed_sites(SYSTEM)
    assert backgrounds._keys_of_closed_sites(SYSTEM) is first
    desk.judge(desk.capture("night-harbour.example", REOPENED.replace("Night Harbour", "Zelkova Gate")))
    assert sign_key(Kind.WORD, "zelkova") in backgrounds._keys_of_closed_sites(SYSTEM) - first
    monkeypatch.setattr("rempart.matches.backgrounds.list_reference_ids", lambda **_: ())
    assert sign_key(Kind.EMAIL, "keeper@lantern-quay.example") in backgrounds._keys_of_closed_sites(SYSTEM)
    assert sign_key(Kind.WORD, "lantern") not in backgrounds._keys_of_closed_sites(SYSTEM)


def test_only_what_may_be_a_name_is_kept_from_becoming_a_common_word(desk: Desk) -> None:
    page = features_from_json(json.dumps(list_references(desk.site_id, viewer=SYSTEM)[0].features))
    page = replace(page, names=(("lantern", 1.5), ("gangway", 1.4)))
    keys = backgrounds._keys_of(json.loads(features_to_json(page)))
    assert sign_key(Kind.WORD, "lantern") in keys
    assert sign_key(Kind.WORD, "gangway") not in keys


@pytest.mark.longer
def test_hosts_of_one_network_count_only_so_many_times(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backgrounds, "_prefix", lambda _: "192.0.2.0/24")
    assert grow(desk, PER_NETWORK + 2) == [True] * PER_NETWORK + [False] * 2


@pytest.mark.longer
def test_a_model_that_was_written_out_does_not_count_its_hosts_twice(desk: Desk) -> None:
    grow(desk)
    written = Background.from_bytes(current_background(BACKGROUND).to_bytes())
    match_id = desk.judge(desk.capture("more.example", LAMPS.format(n=77)))
    count_match(match_id=match_id, base=written, suffixes=SUFFIXES, actor=SYSTEM, now=desk.now)
    assert current_background(written) is written


@pytest.mark.longer
def test_the_database_refuses_to_change_what_was_counted(desk: Desk) -> None:
    grow(desk)
    for table in ("matches_counted_host", "matches_background"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
