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


NAME = "Lantern Quay"
SHOWN = f"<h1>{NAME}</h1>{pages.RULES}<p>{pages.CONTACT}</p>"


def entry(mark: str, more: str = "") -> str:
    """A page for an entry, under a logo without words, of another make than the site."""
    top = "<div id=top><a class=brand href=/><img src=/b.svg></a></div>"
    return f"<html lang=en><title>{NAME}</title>{top}<table><tr><td>{mark}{SHOWN}{more}</table></html>"


MARKS = {
    "a brand's logo": f"<img class=brand-logo alt='{NAME}' src=/u/8.png>",
    "a logo that was sent in": f"<img alt='{NAME}' src=/u/logo-8.png>",
    "a name for others": f"<meta property=og:site_name content='{NAME}'>",
    "a brand that is declared": (f'<script type="application/ld+json">{{"@type": "Brand", "name": "{NAME}"}}</script>'),
}


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("more", ["", pages.entry()], ids=["words", "with the form"])
def test_a_mark_in_a_strangers_folder_is_of_whom_an_entry_there_is_about(mark: str, more: str) -> None:
    entered = entry(mark, more)
    verdict = against_the_site("https://annuaire-clair.test/s/88", entered)

    assert verdict.kind is VerdictKind.UNCLEAR
    assert [wish.code for wish in verdict.would_change] == ["verdict.wish_unmarked"]
    assert "an entry, a profile or a post" in told(verdict)[0]
    assert against_the_site("https://annuaire-clair.test/s/88", entered, "26").kind is VerdictKind.SAME


@pytest.mark.parametrize(
    "url",
    [
        "https://night-harbour.test/",
        "https://night-harbour.test/fr/",
        "https://night-harbour.test/en-gb/chat/index.php",
        "https://lantern-quay7.test/s/88",
        "https://best-chat-24.test/s/88",
        "",
    ],
)
def test_elsewhere_a_mark_is_the_sites(url: str) -> None:
    assert against_the_site(url, entry(MARKS["a brand's logo"])).kind is VerdictKind.SAME
