"""Every address of the API × every role, with what is expected written out; as `test_permission_matrix` for pages."""

from typing import Any

import pytest

from rempart.api.urls import api
from rempart.kernel.actors import Role
from tests.api.conftest import Programs
from tests.security.test_permission_matrix import COLUMNS, NOBODY

# o: comes in (whatever is then said about a row that is not there); x: 403; l: 401, a token is needed.
#    anonymous desk analyst reviewer legal overseer publisher auditor administrator
MATRIX = """
/me                               GET   l o o o o o o o o
/reports                          GET   l o o o o o x o x
/reports                          POST  o o o o o o o o o
/reports/follow                   POST  o o o o o o o o o
/reports/{report_id}              GET   l o o o o o x o x
/watchlist                        GET   l x o o o o x o x
/watchlist                        POST  l x o x o x x x x
/watchlist/{site_id}              GET   l x o o o o x o x
/sightings                        GET   l x o o o o x o x
/sightings/{sighting_id}          GET   l x o o o o x o x
/sightings/{sighting_id}/log-entries  GET   l x o o o o x o x
/sightings/{sighting_id}/dismiss  POST  l x o o x x x x x
/captures                         GET   l x o o o o x o x
/captures/{exhibit_id}            GET   l x o o o o x o x
/matches                          GET   l x o o o o x o x
/matches/{match_id}               GET   l x o o o o x o x
/cases                            GET   l x o o o o x o x
/cases/{case_id}                  GET   l x o o o o x o x
/cases/{case_id}/notes            POST  l x o o o x x x x
/cases/{case_id}/orders           POST  l x o x o x x x x
/orders                           GET   l x o o o o o o x
/orders/inbox                     GET   l x o o o o o o x
/orders/{order_id}                GET   l x o o o o o o x
/orders/{order_id}/comparisons    GET   l x o o o o x o x
/orders/{order_id}/countersign    POST  l x x o o x x x x
/orders/{order_id}/decline        POST  l x o o o x x x x
/orders/{order_id}/revoke         POST  l x o o o x x x x
/orders/{order_id}/object         POST  l x x x x o x x x
/orders/{order_id}/suspend        POST  l x x x x o x x x
/publications                     GET   l x o o o o o o x
/publications/{publication_id}    GET   l x o o o o o o x
/subscribers                      GET   l x o o o o o o x
/probes                           GET   l x o o o o o o x
/probes/{probe_id}                GET   l x o o o o o o x
/referrals                        GET   l x o o o o x o x
/referrals/{notice_id}            GET   l x o o o o x o x
/steps                            GET   l x o o o o x o o
/steps/{step_id}/retry            POST  l x o x x x x x o
"""

BODIES: dict[str, dict[str, Any]] = {
    "/watchlist": {"label": "site", "domains": ["a.example"], "decision": "none", "reason": "none at all"},
    "/cases/{case_id}/notes": {"text": "a note"},
    "/cases/{case_id}/orders": {
        "hostname": "a.example",
        "legal_basis": "fr-lcen-6-1",
        "necessity": "none",
        "expires_at": "2026-12-01T00:00:00Z",
    },
}
REASON = {"reason": "because of the test"}


def _rows() -> list[tuple[str, str, str]]:
    lines = [line.split() for line in MATRIX.split("\n") if line.strip()]
    return [(path, method, "".join(marks)) for path, method, *marks in lines]


def test_every_address_of_the_api_has_a_row() -> None:
    described = api.get_openapi_schema()["paths"]
    named = {(path.removeprefix("/api/v1"), method.upper()) for path, found in described.items() for method in found}
    assert named == {(path, method) for path, method, _ in _rows()}


@pytest.mark.django_db
@pytest.mark.parametrize("column", COLUMNS, ids=lambda role: role.value if role else "anonymous")
def test_each_address_of_the_api_lets_in_exactly_the_roles_of_its_row(column: Role | None, programs: Programs) -> None:
    program = programs() if column is None else programs(column)
    wrong = []
    for path, method, marks in _rows():
        address = "/".join(str(NOBODY) if part.startswith("{") else part for part in path.split("/"))
        response = program.get(address) if method == "GET" else program.post(address, BODIES.get(path, REASON))
        mark = {401: "l", 403: "x"}.get(response.status_code, "o")
        if mark != marks[COLUMNS.index(column)]:
            wrong.append(f"{method} {path}: {response.status_code} {response.content!r}")
    assert not wrong
