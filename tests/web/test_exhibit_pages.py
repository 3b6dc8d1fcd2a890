"""Looking at an exhibit: text first, then structure, headers, network map; the grey picture on request."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.translation import override

from rempart import wiring
from rempart.captures.contracts import ExhibitPart
from rempart.captures.queries import get_exhibit
from rempart.captures.rechecking import recheck_store
from rempart.kernel.actors import CONSOLE, SYSTEM, Role
from rempart.kernel.clock import SystemClock
from rempart.ports.sealing import ExhibitPage
from rempart.web.exhibits_shown import MAX_ROWS, show_part
from tests.conftest import People
from tests.fakes.exhibits import MemoryStore
from tests.web.conftest import Desk
from tests.web.house import House, build_house, make_ports

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    ports = make_ports(tmp_path)
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    return build_house(people, ports, SystemClock().now() - timedelta(hours=1))


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house.people[Role.ANALYST])


def look(desk: Desk, house: House, part: str, reason: str = "") -> tuple[int, str]:
    path = f"/captures/{house.exhibit_id}/look/"
    answer = desk.post(path, {"part": part, "reason": reason})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("part", "shows"),
    [
        ("text", ["Texte abstrait [annonce]."]),
        ("structure", ["&lt;h1&gt;Forum&lt;/h1&gt;", "about:srcdoc", "Cadre écrit."]),
        (
            "headers",
            ["HTTP/1.1 301 Moved Permanently", "Location: https://forum.example/", "Transfer-Encoding: chunked"],
        ),
        ("network", ["<svg", "127.0.0.7", "169.254.169.254", "301", "which nobody holds", "TLSv1.3: own root"]),
        ("screenshot", ["data:image/png;base64,"]),
    ],
)
def test_each_part_shows_what_the_exhibit_holds(desk: Desk, house: House, part: str, shows: list[str]) -> None:
    status, page = look(desk, house, part)
    assert status == 200
    assert [one for one in shows if one not in page] == []


@pytest.mark.parametrize("part", ["text", "structure", "headers", "network", "screenshot"])
def test_nothing_of_the_captured_page_is_a_link_or_runs(desk: Desk, house: House, part: str) -> None:
    _, page = look(desk, house, part)
    assert "forum.example" in page or part == "screenshot"
    assert 'href="http://forum' not in page
    assert 'href="https://forum' not in page
    assert "/app.js" not in page or "&lt;script src=" in page or part == "headers"


def test_no_picture_is_shown_until_it_is_asked_for_and_a_second_time_needs_a_reason(desk: Desk, house: House) -> None:
    for part in ("text", "network"):
        assert "data:image/png" not in look(desk, house, part)[1]
    assert look(desk, house, "screenshot")[0] == 200
    status, page = look(desk, house, "screenshot")
    assert status == 400
    assert "Vous avez vu cette image le" in page
    assert "data:image/png" not in page
    assert look(desk, house, "screenshot", "the court asks")[0] == 200


def test_the_page_tells_the_whole_life_with_who_why_and_what_came_of_it(desk: Desk, house: House) -> None:
    store, now = wiring.current_ports().exhibits, SystemClock().now()
    look(desk, house, "text")
    desk.post(f"/captures/{house.exhibit_id}/download/", {"reason": "for the court"})
    recheck_store(store=store, actor=CONSOLE, now=now)
    assert isinstance(store, MemoryStore)
    del store.contents[get_exhibit(house.exhibit_id, viewer=SYSTEM).file_sha256]
    recheck_store(store=store, actor=CONSOLE, now=now)
    page = desk.get(f"/captures/{house.exhibit_id}/").content.decode()
    life = [
        "La page a été capturée.",
        "La pièce a été scellée et horodatée.",
        "Une pièce a été consultée.",
        "Une copie de la pièce est sortie du dépôt.",
        "for the court",
        "elle est intacte.",
        "elle n’est plus intacte. No exhibit",
    ]
    places = [page.find(told) for told in life]
    assert -1 not in places
    assert places == sorted(places)


def test_the_network_map_tells_in_french_what_was_left_out_of_a_names_addresses() -> None:
    fact = {"name": "quay.example", "record_type": "A", "answers": ["quay.example. 60 IN A 45.45.45.45"], "at": "now"}
    two = "10.0.0.7 is in 10.0.0.0/8 (private use); ::1 is not global unicast (2000::/3)"
    seen = ExhibitPage("http://quay.example/", "", "", "", "", b"", {"dns": [fact | {"refused": two}, fact]})
    with override("fr"):
        *_, names = show_part(ExhibitPart.NETWORK, seen)
        note = str(names.note)
    assert names.table is not None
    shown = [[str(cell.value) for cell in row] for row in names.table.rows]
    assert note.startswith("2 adresses de réseaux privés ou réservés")
    assert shown[0][2:4] == [
        "quay.example. 60 IN A 45.45.45.45",
        "10.0.0.7 appartient à 10.0.0.0/8 (usage privé), ::1 n’est pas une adresse publique (2000::/3)",
    ]
    assert shown[1][3] == "–"


def test_a_page_that_asked_for_more_than_is_shown_says_how_much_more() -> None:
    """A table that stops without a word would pass for all that there is."""
    refusals = [{"url": f"http://host{number}.example/", "rule": "limit"} for number in range(MAX_ROWS + 3)]
    exchanges = [
        {"url": f"http://quay.example/{number}", "status": 301, "redirects_to": "http://quay.example/", "tls": None}
        for number in range(MAX_ROWS + 1)
    ]
    seen = ExhibitPage("http://quay.example/", "", "", "", "", b"", {"refusals": refusals, "exchanges": exchanges})
    with override("en"):
        network, redirects, names = show_part(ExhibitPart.NETWORK, seen)
        notes = [str(section.note) for section in (network, redirects, names)]
    assert network.table is not None
    assert len(network.table.rows) == MAX_ROWS
    assert notes == [
        "4 more lines stand in the exhibit itself and not here.",
        "1 more line stands in the exhibit itself and not here.",
        "",
    ]


def test_of_a_seal_without_a_timestamp_no_moment_is_claimed(desk: Desk, house: House) -> None:
    assert get_exhibit(house.exhibit_id, viewer=SYSTEM).seal is not None
    page = desk.get(f"/captures/{house.exhibit_id}/").content.decode()
    assert "Un scellé sans horodatage prouve" in page
    assert "existait au moment de son horodatage" not in page
