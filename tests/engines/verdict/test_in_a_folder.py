"""A site's page in a folder of a stranger's host is told to stand there: an order would close the stranger's pages."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()
OWN = "https://lantern-quay.example/"
FOLDER = "https://ashby-bakery.test/uploads/7/index.html"


def against_the_site(url: str, html: str = pages.MIRROR, version: str = "27") -> Verdict:
    first, second = portrait_of(PageInput(html=pages.CLOSED, url=OWN)), portrait_of(PageInput(html=html, url=url))
    return judge(first, second, BACKGROUND, version=version)


def told(verdict: Verdict) -> list[str]:
    return [reason.text for reason in verdict.reasons if reason.code == "verdict.in_a_folder"]


def test_a_page_in_a_strangers_folder_is_the_site_and_told_to_stand_there() -> None:
    verdict = against_the_site(FOLDER)

    assert verdict.kind is VerdictKind.SAME
    (said,) = told(verdict)
    assert said == (
        "The second page stands in a folder of ashby-bakery.test, which is called otherwise: whoever put it there need "
        "not hold that host, whose other pages an order against it would close too."
    )
    assert not told(against_the_site(FOLDER, version="26"))


@pytest.mark.parametrize(
    "url",
    [
        "https://night-harbour.test/",
        "https://night-harbour.test/index.html",
        "https://lantern-quay7.test/chat/",
        "https://best-chat-24.test/a/",
        "https://lantern-quay.example/de/",
        "",
    ],
    ids=["at the top", "a file", "the name's host", "trades' words", "one host", "no host known"],
)
def test_nothing_is_told_where_no_strangers_pages_stand(url: str) -> None:
    verdict = against_the_site(url)

    assert (verdict.kind, told(verdict)) == (VerdictKind.SAME, [])


def test_nothing_is_told_of_a_page_that_is_not_the_site() -> None:
    assert not told(against_the_site(FOLDER, pages.SHOP))
