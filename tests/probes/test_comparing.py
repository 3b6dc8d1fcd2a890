"""What a look means beside another: OONI's words, each for its case."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from rempart.kernel.hostname import parse_hostname
from rempart.probes.comparing import WebVerdict, compare_web, find_control
from rempart.probes.contracts import Finding, Outcome, PageLook, Probe, ProbeAnswer, Question

AT = datetime(2026, 11, 26, tzinfo=UTC)
NAME = parse_hostname("forum.example")
PAGE = PageLook("open", NAME, "192.0.2.7", 200, 1000, is_control=True, title="a" * 64, headers=("date", "x-forum"))
SEEN = replace(PAGE, resolver="provider", is_control=False)


def probe(*pages: PageLook, vantage: str = "paris", finding: Finding = Finding.RESOLVED, at: datetime = AT) -> Probe:
    answer = ProbeAnswer("provider", False, NAME, Question.TARGET, finding, "NOERROR", ("192.0.2.7",), (), 1.0)
    one = UUID(int=1)
    return Probe(one, one, NAME, True, Outcome.NOT_EFFECTIVE, at, at, None, (answer,), vantage, pages)


LYON = probe(PAGE, vantage="lyon")

CASES = [
    ("the same", SEEN, WebVerdict.ACCESSIBLE),
    ("a third shorter, same title", replace(SEEN, length=600), WebVerdict.ACCESSIBLE),
    ("another language, own header", replace(SEEN, length=100, title="b" * 64), WebVerdict.ACCESSIBLE),
    ("451 in between", replace(SEEN, status=451), WebVerdict.HTTP_DIFF),
    (
        "a page of the provider's",
        replace(SEEN, length=90, title="b" * 64, headers=("date", "server")),
        WebVerdict.HTTP_DIFF,
    ),
    ("no connection", replace(SEEN, status=None, length=0, failure="connection_refused"), WebVerdict.TCP_IP),
    ("silence", replace(SEEN, status=None, length=0, failure="generic_timeout_error"), WebVerdict.TCP_IP),
    ("reset in the middle", replace(SEEN, status=None, length=0, failure="connection_reset"), WebVerdict.HTTP_FAILURE),
]


@pytest.mark.parametrize(("seen", "verdict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_look_is_judged_beside_one_from_where_nothing_is_blocked(seen: PageLook, verdict: WebVerdict) -> None:
    assert compare_web(probe(seen), [LYON]).verdict is verdict


def test_a_name_that_the_resolver_refuses_needs_no_page() -> None:
    assert compare_web(probe(finding=Finding.REFUSED), [LYON]).verdict is WebVerdict.DNS
    assert compare_web(probe(SEEN, finding=Finding.REFUSED), []).verdict is WebVerdict.DNS


def test_without_a_look_from_elsewhere_nothing_is_claimed() -> None:
    failed = replace(SEEN, status=None, failure="connection_refused")
    down = probe(replace(PAGE, status=None, failure="connection_refused"), vantage="lyon")
    for elsewhere in ([], [down], [probe(SEEN, vantage="lyon")]):
        assert compare_web(probe(failed), elsewhere).verdict is WebVerdict.UNKNOWN
    assert compare_web(probe(), [LYON]).verdict is WebVerdict.UNKNOWN


def test_the_control_is_another_place_s_newest_look_and_only_then_one_s_own() -> None:
    own = replace(PAGE, length=1)
    newer = probe(replace(PAGE, length=3), vantage="nice", at=AT + timedelta(hours=1))
    found = [
        find_control(probe(SEEN, own), elsewhere)
        for elsewhere in ([LYON, newer], [LYON], [probe(replace(PAGE, length=9))], [])
    ]
    assert [page.length if page else None for page in found] == [3, 1000, 1, 1]


def test_an_error_of_the_site_itself_is_nobody_s_block() -> None:
    broken = probe(replace(PAGE, status=502), vantage="lyon")
    compared = compare_web(probe(replace(SEEN, status=503)), [broken])
    assert (compared.verdict, compared.status_code_match) == (WebVerdict.ACCESSIBLE, None)


def test_two_empty_answers_are_of_one_length_and_headers_of_every_server_say_nothing() -> None:
    bare = replace(PAGE, length=0, title="", headers=("date", "server"))
    compared = compare_web(probe(replace(bare, is_control=False, headers=("date", "via"))), [probe(bare, vantage="x")])
    assert (compared.body_proportion, compared.title_match, compared.headers_match) == (1.0, None, False)
