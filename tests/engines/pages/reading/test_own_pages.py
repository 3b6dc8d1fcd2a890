"""Which further pages of its host a page leads to, however its links are written."""

import pytest

from rempart.engines.pages import PageInput, features_from_json, features_to_json, pack_features, unpack_features
from rempart.engines.pages.features import page_features
from rempart.engines.pages.reading.own_pages import menu_of, own_page, own_pages

HERE = "https://quay.example/rooms/lamps.html"


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("tides.html", "https://quay.example/rooms/tides"),
        ("./tides.html#low", "https://www.quay.example/rooms/tides.html"),
        ("../rules/", "https://quay.example/rules"),
        ("../rules/index.html", "http://quay.example/rules/"),
        ("/rules", "quay.example/rules/index.php"),
        ("//www.quay.example/rules/", "https://quay.example/rules"),
        ("https://quay.example/rules%20of%20old", "https://quay.example/rules of old"),
        ("?room=3", "https://quay.example/rooms/lamps.html?room=3"),
        ("../../../rules", "https://quay.example/rules"),
        ("%2e%2e/rules", "https://quay.example/rules"),
        ("https://quay.example?room=3", "https://quay.example/?room=3"),
    ],
)
def test_a_link_leads_to_a_page_however_both_are_written(link: str, leads_to: str) -> None:
    assert own_pages([link], HERE, "") == (own_page(leads_to),)


@pytest.mark.parametrize("link", ["/", "../", "https://quay.example", "/index.html"])
def test_a_start_page_is_none_since_every_page_leads_there(link: str) -> None:
    assert own_pages([link], HERE, "") == ()


@pytest.mark.parametrize(
    ("base", "page"),
    [
        ("/attic/", "/attic/tides"),
        ("https://quay.example/cellar/", "/cellar/tides"),
        ("/attic/lamps?to=/cellar/", "/attic/tides"),
        ("/attic/#/cellar/", "/attic/tides"),
        ("data:text/html,/attic/", "/rooms/tides"),
        ("javascript:/attic/", "/rooms/tides"),
    ],
)
def test_relative_links_begin_with_what_the_page_says(base: str, page: str) -> None:
    html = f"<html><base href='{base}'><title>Lamps</title><a href=tides.html>Tides</a></html>"

    found = page_features(PageInput(html=html, url=HERE)).leads_to

    assert found == (own_page(f"https://quay.example{page}"),)


def test_of_a_base_at_another_host_or_a_page_of_no_known_host_nothing_is_told() -> None:
    assert own_pages(["tides.html"], HERE, "https://ashby.test/") == ()
    assert own_pages(["tides.html"], "", "") == ()


def test_they_are_kept_with_the_features_and_older_features_have_none() -> None:
    html = "<html><title>Lamps</title><a href=tides.html>Tides</a><a href=https://ashby.test/x>Ashby</a></html>"
    page = page_features(PageInput(html=html, url=HERE))
    older = features_to_json(page).replace(f'"version":{page.version}', '"version":18').replace('"leads_to"', '"was"')

    assert len(page.leads_to) == 1
    assert features_from_json(features_to_json(page)) == page
    assert unpack_features(pack_features(page)) == page
    assert features_from_json(older).leads_to == ()


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("tides.html", "tides"),
        ("./tides.htm#low", "tides"),
        ("../../Rooms/Tides/", "rooms/tides"),
        ("/rooms/tides/index.html", "rooms/tides"),
        ("/rooms/t%69des", "rooms/tides"),
        ("rooms.php?of=tides", "rooms.php?of=tides"),
        ("https://www.quay.example/rooms/tides", "rooms/tides"),
        ("//quay.example/rooms/tides", "rooms/tides"),
    ],
)
def test_a_menu_is_told_by_paths_whatever_the_host(link: str, path: str) -> None:
    assert menu_of([link], "quay.example", "") == (path,)


@pytest.mark.parametrize(
    "link",
    ["#top", "/", "../", "index.html", "mailto:desk@quay.example", "https://pier.example/rooms", "lamp.webp", "a" * 81],
)
def test_what_is_no_further_page_of_its_own_is_no_part_of_a_menu(link: str) -> None:
    assert menu_of([link], "quay.example", "") == ()


def test_where_no_host_is_known_the_base_tells_it() -> None:
    links = ["tides", "https://quay.example/rooms"]
    assert menu_of(links, "", "") == ("tides",)
    assert menu_of(links, "", "https://quay.example/") == ("rooms", "tides")
    assert menu_of(links, "pier.example", "https://quay.example/") == ()


def test_a_menu_is_kept_with_the_page_and_its_length_bounded() -> None:
    html = "".join(f"<a href=room-{number:03}.html>Room</a>" for number in range(90))
    page = page_features(PageInput(html=f"<title>Quay</title>{html}", url=HERE))
    assert len(page.menu) == 60
    assert page.menu[0] == "room-000"
    assert features_from_json(features_to_json(page)).menu == page.menu
    assert unpack_features(pack_features(page)).menu == page.menu
