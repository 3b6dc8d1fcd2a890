"""Every address × every role, with what is expected written out. An address without a row here fails the test."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rempart.kernel.actors import Role
from tests.web.conftest import Desks

# o: comes in (whatever the page then says about a row that is not there); x: 403; l: sent to the sign-in page.
# Columns: anonymous, then the roles as in `COLUMNS`.
COLUMNS = (
    None,
    Role.REPORTER_DESK,
    Role.ANALYST,
    Role.REVIEWER,
    Role.LEGAL_OFFICER,
    Role.OVERSEER,
    Role.PUBLISHER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
#    anonymous desk analyst reviewer legal overseer publisher auditor administrator
MATRIX = """
report               GET   o o o o o o o o o
report               POST  o o o o o o o o o
follow               GET   o o o o o o o o o
follow               POST  o o o o o o o o o
leave                GET   o o o o o o o o o
transparency         GET   o o o o o o o o o
transparency-figures GET   o o o o o o o o o
transparency-feed    GET   o o o o o o o o o
transparency-open    GET   o o o o o o o o o
transparency-open    POST  o o o o o o o o o
checkpoint           GET   o o o o o o o o o
appeal               GET   o o o o o o o o o
appeal               POST  o o o o o o o o o
appeal-follow        GET   o o o o o o o o o
appeal-follow        POST  o o o o o o o o o
poster-fr            GET   o o o o o o o o o
poster-en            GET   o o o o o o o o o
once                 GET   o o o o o o o o o
desk                 GET   l o o o o o o o o
token                GET   l o o o o o o o o
token-revoke         POST  l o o o o o o o o
signing-keys         GET   l o o o o o o o o
token                POST  l o o o o o o o o
reports              GET   l o o o o o x o x
report-item          GET   l o o o o o x o x
report-set-aside     POST  l o o x x x x x x
watchlist            GET   l x o o o o x o x
watchlist-enrol      POST  l x o x o x x x x
site-item            GET   l x o o o o x o x
site-name            POST  l x o x x x x x x
sightings            GET   l x o o o o x o x
sightings-dismiss    POST  l x o o x x x x x
sighting-item        GET   l x o o o o x o x
sighting-dismiss     POST  l x o o x x x x x
coverage             GET   l x o o o o x o o
coverage-trust       POST  l x o x x x x x o
coverage-retire      POST  l x o x x x x x o
captures             GET   l x o o o o x o x
exhibit-item         GET   l x o o o o x o x
exhibit-look         POST  l x o o o o x o x
exhibit-download     POST  l x o o o x x o x
matches              GET   l x o o o o x o x
match-item           GET   l x o o o o x o x
match-beside         POST  l x o o o o x o x
match-report         POST  l x o o o x x o x
match-sealed         POST  l x o o o x x o x
cases                GET   l x o o o o x o x
case-item            GET   l x o o o o x o x
case-note            POST  l x o o o x x x x
case-close           POST  l x o x o x x x x
order-propose        GET   l x o x o x x x x
order-propose        POST  l x o x o x x x x
orders               GET   l x o o o o o o x
inbox                GET   l x o o o o o o x
orders-release-brake POST  l x x x x o x x x
orders-suspend-all   POST  l x x x x o x x x
order-item           GET   l x o o o o o o x
order-countersign    POST  l x x o o x x x x
order-decline        POST  l x o o o x x x x
order-renew          POST  l x o x o x x x x
order-countersign-renewal POST l x x o o x x x x
order-recheck        POST  l x o o o x x x x
order-recheck-signed POST  l x o o o x x x x
order-alarm-seen     POST  l x o o o o x x x
order-recheck-elsewhere POST l x o o o x x x x
order-mandate        POST  l x o o o x x x x
order-mandate-file   POST  l x o o o x x x x
order-mandate-signature POST l x o o o x x x x
order-revoke         POST  l x o o o x x x x
order-object         POST  l x x x x o x x x
order-regular        POST  l x x x x o x x x
order-suspend        POST  l x x x x o x x x
order-resume         POST  l x x x x o x x x
appeals              GET   l x o o o o o o x
appeal-item          GET   l x o o o o o o x
appeal-answer        POST  l x o o o x x x x
order-opening        POST  l x x x o o x o x
order-opening-code   POST  l x x x o o x o x
publications         GET   l x o o o o o o x
subscribers          GET   l x o o o o o o x
publication-item     GET   l x o o o o o o x
publications-export  POST  l x x x x x o x x
publications-check   POST  l x x x x x o x x
probes               GET   l x o o o o o o x
probe-item           GET   l x o o o o o o x
referrals            GET   l x o o o o x o x
notice-item          GET   l x o o o o x o x
notice-sent          POST  l x x x o x x x x
notice-answered      POST  l x o x o x x x x
oversight            GET   l x x x o o x o x
journal              GET   l x x x x o x o x
entry-item           GET   l x x x x o x o x
steps                GET   l x o o o o x o o
step-item            GET   l x o o o o x o o
step-retry           POST  l x o x x x x x o
people               GET   l x x x x x x o o
people-open          POST  l x x x x x x x o
person-item          GET   l x x x x x x o o
person-once          POST  l x x x x x x x o
person-role          POST  l x x x x x x x o
person-close         POST  l x x x x x x x o
"""

# Pages of one's own account, by allauth: open to whoever they are about, and to nobody else by their nature.
OWN_ACCOUNT = re.compile(r"account_|mfa_")
NOBODY = UUID("00000000-0000-7000-8000-000000000000")
ARGUMENTS = {"secret": "no-such-secret", "index": "1"}


def _rows() -> list[tuple[str, str, str]]:
    lines = [line.split() for line in MATRIX.split("\n") if line.strip()]
    return [(name, method, "".join(marks)) for name, method, *marks in lines]


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            # The API's addresses have their own table, with tokens: test_api_matrix.py.
            yield from () if pattern.namespace == "api-1" or "api/v1" in str(pattern.pattern) else _patterns(pattern)
        else:
            yield pattern


def _address(name: str) -> str:
    pattern = next(p for p in _patterns(get_resolver()) if p.name == name)
    names = pattern.pattern.regex.groupindex
    return reverse(name, kwargs={key: ARGUMENTS.get(key, NOBODY) for key in names})


def test_every_address_has_a_row() -> None:
    named = {pattern.name or str(pattern.pattern) for pattern in _patterns(get_resolver())}
    expected = {name for name, _, _ in _rows()}
    assert {name for name in named if not OWN_ACCOUNT.match(name)} == expected


@pytest.mark.django_db
@pytest.mark.parametrize("column", COLUMNS, ids=lambda role: role.value if role else "anonymous")
def test_each_address_lets_in_exactly_the_roles_of_its_row(column: Role | None, desks: Desks) -> None:
    client = Client() if column is None else desks(column)
    wrong = []
    for name, method, marks in _rows():
        response = client.generic(method, _address(name))
        mark = marks[COLUMNS.index(column)]
        if mark != _mark(response.status_code, response.headers.get("Location", "")):
            wrong.append(f"{method} {name}: expected {mark}, got {response.status_code}")
    assert not wrong


@pytest.mark.django_db
def test_a_person_without_a_second_factor_gets_no_further_than_setting_one_up(desks: Desks) -> None:
    client = desks(Role.ANALYST)
    Authenticator.objects.filter(user=client.account).delete()
    for name, method, marks in _rows():
        if marks[0] == "l":
            response = client.generic(method, _address(name))
            assert response.status_code == 302, name
            assert response.headers["Location"] == reverse("mfa_index"), name


def _mark(status: int, location: str) -> str:
    if status == 302 and location.startswith(reverse("account_login")):
        return "l"
    return "x" if status == 403 and location == "" else "o"
