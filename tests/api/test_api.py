from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

from rempart import wiring
from rempart.cases.queries import get_case
from rempart.kernel.actors import PUBLIC, Actor, Role
from rempart.kernel.clock import SystemClock
from rempart.ports import Ports
from rempart.sightings.models import LogEntryRow
from rempart.watchlist.services import enrol_site
from tests.api.conftest import Program, Programs
from tests.conftest import People
from tests.web.house import HOSTNAME, House, build_house, make_ports

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    ports: Ports = make_ports(tmp_path)
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    return build_house(people, ports, SystemClock().now())


def test_without_a_token_nothing_is_told(programs: Programs) -> None:
    for program in (programs(), Program(None)):
        response = program.get("/cases")
        assert response.status_code == 401
        assert response.json()["code"] == "api.token_unknown"


def test_a_session_cookie_is_no_token(house: House) -> None:
    from tests.web.conftest import Desk

    assert Desk(house.people[Role.ANALYST]).get("/api/v1/cases").status_code == 401


def test_the_token_acts_with_the_rights_of_its_person(house: House) -> None:
    assert Program(house.people[Role.ANALYST]).get("/me").json() == {"name": "analyst A", "roles": ["analyst"]}
    assert Program(house.people[Role.ANALYST]).get("/cases").status_code == 200
    refused = Program(house.people[Role.PUBLISHER]).get("/cases")
    assert refused.status_code == 403
    assert refused.json()["code"] == "people.not_allowed"


@pytest.mark.parametrize(
    "path",
    [
        "/reports",
        "/watchlist",
        "/sightings",
        "/captures",
        "/matches",
        "/cases",
        "/orders",
        "/orders/inbox",
        "/publications",
        "/probes",
        "/referrals",
        "/steps",
    ],
)
def test_every_list_answers_in_the_shape_of_its_contract(path: str, house: House) -> None:
    response = Program(house.people[Role.ANALYST]).get(path)
    assert response.status_code == 200, response.content
    assert isinstance(response.json(), list)


def test_a_long_watch_list_is_read_in_pieces_and_searched(house: House, analyst: Actor, now: datetime) -> None:
    for number in range(3):
        enrol_site(label=f"Quay {number}", domains=[f"quay{number}.example"], actor=analyst, now=now)
    program = Program(house.people[Role.ANALYST])
    labels = [site["label"] for site in program.get("/watchlist").json()]
    pieces = [program.get(f"/watchlist?limit=2&offset={at}").json() for at in range(0, len(labels) + 2, 2)]
    assert [len(piece) for piece in pieces[:-1]] == [2] * (len(labels) // 2) + [1] * (len(labels) % 2)
    assert [site["label"] for piece in pieces for site in piece] == labels
    assert [site["label"] for site in program.get("/watchlist?text=quay1").json()] == ["Quay 1"]
    assert [program.get(f"/watchlist?{asked}").status_code for asked in ("limit=1001", "offset=-1")] == [422, 422]


def test_items_answer_and_missing_ones_are_404(house: House) -> None:
    program = Program(house.people[Role.ANALYST])
    for path, found in (
        ("/sightings", house.sighting_id),
        ("/captures", house.exhibit_id),
        ("/cases", house.case_id),
        ("/orders", house.order_id),
        ("/watchlist", house.site_id),
    ):
        assert program.get(f"{path}/{found}").json()["id"] == str(found)
        assert program.get(f"{path}/{uuid4()}").status_code == 404


def test_a_sighting_says_how_far_its_log_entries_are_proven(house: House, now: datetime) -> None:
    program, path = Program(house.people[Role.ANALYST]), f"/sightings/{house.sighting_id}"
    assert (program.get(path).json()["proof"], program.get(f"{path}/log-entries").json()) == (None, [])
    entry = {"stream": "log A", "index": 7, "tree_size": 41, "root": "ab" * 32, "problem": ""}
    LogEntryRow.objects.create(sighting_id=house.sighting_id, asked_at=now, proven_at=now, **entry)
    assert program.get(path).json()["proof"] == "proven"
    (told,) = program.get(f"{path}/log-entries").json()
    assert told.items() >= entry.items()
    assert program.get(f"/sightings/{uuid4()}/log-entries").status_code == 404
    assert Program(house.people[Role.PUBLISHER]).get(f"{path}/log-entries").status_code == 403


def test_a_refused_proposal_says_why_in_words(house: House) -> None:
    order = Program(house.people[Role.ANALYST]).get(f"/orders/{house.refused_id}").json()
    assert order["state"] == "refused"
    assert set(order["refusals"][0]) == {"code", "text"}


def test_one_person_cannot_sign_twice_by_program_either(house: House) -> None:
    path = f"/orders/{house.order_id}/countersign"
    first = Program(house.people[Role.ANALYST]).post(path, {"reason": "I sign again."})
    assert first.status_code == 403
    second = Program(house.people[Role.REVIEWER]).post(path, {"reason": "Read and agreed."})
    assert second.status_code == 200
    assert second.json()["state"] == "in-force"
    again = Program(house.people[Role.REVIEWER]).post(path, {"reason": "Once more."})
    assert again.status_code == 409


def test_a_report_needs_no_token_and_can_be_followed(programs: Programs) -> None:
    nobody = programs()
    receipt = nobody.post("/reports", {"address": f"https://{HOSTNAME}/x", "category": "reopened"})
    assert receipt.status_code == 201
    progress = nobody.post("/reports/follow", {"code": receipt.json()["code"]})
    assert progress.json()["state"] == "received"


def test_characters_that_no_database_keeps_lose_no_word_of_a_program(house: House, programs: Programs) -> None:
    analyst = Program(house.people[Role.ANALYST])
    noted = analyst.post(f"/cases/{house.case_id}/notes", {"text": "Half\x00 a sign: \ud83d."})
    assert noted.status_code == 201
    assert "Half a sign: ?." in [note.text for note in get_case(house.case_id, viewer=analyst.actor or PUBLIC).notes]
    answer = {"set_aside": {"\x00why": "\ud83d"}, "hostname": HOSTNAME, "legal_basis": "no\x00ne", "necessity": "\x00"}
    proposed = analyst.post(f"/cases/{house.case_id}/orders", {**answer, "expires_at": "2027-01-01T00:00:00Z"})
    assert proposed.status_code < 500
    assert programs().post("/reports/follow", {"code": "\ud83d\x00"}).json()["code"] == "reports.receipt_unknown"


@pytest.mark.parametrize("room", ["reports", "sightings", "captures", "matches", "orders", "watchlist"])
def test_a_question_with_a_character_that_no_database_keeps_is_answered(room: str, programs: Programs) -> None:
    answer = programs(Role.ANALYST).get(f"/{room}?hostname=forum%00-3.example&text=%00")
    assert (answer.status_code, answer.json()) == (200, [])


def test_a_body_that_does_not_fit_is_explained(programs: Programs) -> None:
    response = programs().post("/reports", {"address": "chat.example"})
    assert response.status_code == 422
    assert response.json() == {"code": "api.input_rejected", "message": "body.category: Field required"}


@pytest.mark.parametrize("named", ["expires_at", "owner_changed_at", "notified_at", "asked_at"])
@pytest.mark.parametrize("moment", ["2026-01-01T00:00:00", "2026-01-01", "9999-12-31T23:59:59-12:00"])
def test_a_moment_that_is_another_one_elsewhere_or_none_at_all_is_refused(
    house: House, named: str, moment: str
) -> None:
    body = {"hostname": HOSTNAME, "legal_basis": "fr-lcen-6-1", "necessity": "x", "expires_at": "2027-01-01T00:00:00Z"}
    told = {"removal": {named: moment}} if named in ("notified_at", "asked_at") else {named: moment}
    answer = Program(house.people[Role.ANALYST]).post(f"/cases/{house.case_id}/orders", body | told)
    assert (answer.status_code, answer.json()["code"]) == (422, "api.input_rejected")
    assert named in answer.json()["message"]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"label": " "}, 422),
        ({"domains": []}, 422),
        ({"languages": ["en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd"]}, 400),
        ({"label": " Pier ", "languages": ["pt-BR"]}, 201),
    ],
)
def test_a_program_watches_no_site_that_a_list_could_not_name(
    house: House, told: dict[str, object], status: int
) -> None:
    body = {"label": "Pier", "domains": ["pier.example"], "decision": "12/26", "reason": "Closed in March."}
    analyst = Program(house.people[Role.ANALYST])
    assert analyst.post("/watchlist", body | told).status_code == status
    assert [site["label"] for site in analyst.get("/watchlist?text=pier").json()] == ["Pier"] * (status == 201)


def test_an_unusable_value_keeps_its_code(programs: Programs) -> None:
    response = programs().post("/reports", {"address": "chat.example", "category": "weather"})
    assert (response.status_code, response.json()["code"]) == (400, "reports.category_unknown")


def test_the_description_names_every_address(programs: Programs) -> None:
    described = programs().get("/openapi.json").json()
    assert described["info"]["title"] == "Rempart"
    assert {"/api/v1/cases", "/api/v1/orders/{order_id}/countersign"} <= set(described["paths"])
