"""Names that a page has in one word with another that sites take on when they come back, as do pages about them."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.pages.comparing.compounds import bare_of, with_letters
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from rempart.engines.verdict.calibration import calibration_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
TRADES = calibration_of().comparison.trades
FORM = (
    "<form action=/enter><input name=nick><select name=sex><option>f<option>m</select><input name=age>"
    "<select name=room><option>Harbour room<option>Lantern room<option>Attic room</select><input name=postcode></form>"
)
NEWS = "The new map of the northern islands is out, with a lighthouse, two bridges and a ferry."


def page(name: str, said: str, more: str = "", host: str = "") -> PageFeatures:
    head = f"<title>{name}</title><meta property=og:site_name content='{name}'>"
    blocks = parts_of_one_build(name, said)
    html = f"<html lang=en>{head}<body class=lq-page>{blocks}{more}</body></html>"
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("velmorachat", "velmora"),
        ("chatvelmora", "velmora"),
        ("velmoraclub", "velmora"),
        ("newvelmora", "velmora"),
        ("velmoraapp", "velmora"),
        ("velmorareviews", "velmorareviews"),
        ("whatsapp", "whatsapp"),
        ("homechat", "homechat"),
        ("oakvale", "oakvale"),
    ],
)
def test_a_name_is_left_unless_it_is_an_everyday_word(name: str, bare: str) -> None:
    assert bare_of(name, TRADES) == bare


@pytest.mark.parametrize(("name", "written"), [("v3lm0ra", "velmora"), ("velmora2", "velmora2"), ("m88", "m88")])
def test_digits_within_a_name_are_letters(name: str, written: str) -> None:
    assert with_letters(name) == written


@pytest.mark.parametrize("name", ["Velmorachat", "NewVelmora", "Velmoraapp", "V3lmora"])
def test_a_chat_that_comes_back_so_is_not_called_otherwise(name: str) -> None:
    a, b = page("Velmora", HILLS, FORM), page(name, RIVER, FORM)
    found = judge(a, b, BACKGROUND)

    assert found.kind is not VerdictKind.DIFFERENT
    assert not found.comparison.name.differs
    assert judge(a, b, BACKGROUND, version="16").comparison.name.differs


def test_two_such_words_are_no_two_names() -> None:
    found = judge(page("Velmoraapp", HILLS), page("Velmorabonus", RIVER), BACKGROUND)

    assert not found.comparison.name.differs


@pytest.mark.parametrize("name", ["Velmoraworld", "Velmorachat", "MyVelmora"])
def test_players_who_tell_the_news_of_a_site_are_not_it(name: str) -> None:
    """On a program and a theme that both have."""
    news, parts = f"<p>{NEWS}</p>", "<script src=/js/tessmark-navigation.js></script>"
    found = judge(page("Velmora", HILLS, news + parts), page(name, RIVER, news + parts), BACKGROUND)

    assert found.comparison.name.taken_on
    assert found.kind is VerdictKind.UNCLEAR


def test_who_writes_about_a_site_on_the_theme_that_it_has_is_not_it() -> None:
    """At hosts of both names; by the site's own name on both it is."""
    site = page("Velmora", HILLS, host="velmora.example")
    club, mirror = (page(name, RIVER, host="velmoraclub.test") for name in ("Velmoraclub", "Velmora"))

    assert judge(site, club, BACKGROUND).kind is VerdictKind.UNCLEAR
    assert judge(site, mirror, BACKGROUND).kind is VerdictKind.SAME
