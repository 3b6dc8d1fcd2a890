"""Two brands of one house: each page is called by the word that both share and one of its own, throughout."""

from dataclasses import replace

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.pages.features import SAID_WITH_FROM
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
CODE = "".join(f"<script src=/lq/{part}.js></script>" for part in ("tide-gauge", "lamp-row", "quay-wheel"))
RULE = "<p>Whoever moors at the third ring after the bell pays the keeper two copper coins for the rope.</p>"


def brand(name: str, said: str, *, text: str = "", more: str = "", host: str = "", mark: str = "") -> PageFeatures:
    """A page of one house's template that is called `name`, in its text `text`."""
    head = f"<title>{name} - open tonight</title><meta property=og:site_name content='{mark or name}'>"
    blocks = parts_of_one_build(text or name, said)
    html = f"<html lang=en>{head}<body class=lq-page><main>{blocks}{RULE}</main>{more}{CODE}</body></html>"
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


def judged(one: PageFeatures, other: PageFeatures, version: str = "19") -> Verdict:
    return judge(one, other, BACKGROUND, version=version)


@pytest.mark.parametrize(
    ("first", "second", "hosts"),
    [
        ("Velmora Vegas", "Velmora Spiele", ("", "")),
        ("Velmora Vegas", "Velmora Spiele", ("velmora-vegas.example", "velmoraspiele7.test")),
        ("Velmora Casino", "Velmora Bet", ("velmoracasino.example", "velmora-bet.test")),
        ("Velmora Norge", "Velmora Vegas", ("velmora-norge.example", "velmora.test")),
        ("Казино Велмора", "Велмора Вегас", ("", "velmora-vegas.test")),
    ],
)
def test_two_second_words_throughout_are_two_brands_of_a_house(first: str, second: str, hosts: tuple[str, str]) -> None:
    one, other = brand(first, RIVER, host=hosts[0]), brand(second, HILLS, host=hosts[1])

    found = judged(one, other)

    assert found.kind is VerdictKind.UNCLEAR
    assert "missing_house" in found.measures
    assert any("brands of a house" in reason.text for reason in found.reasons)
    assert found.would_change[-1].code == "verdict.wish_customers"
    assert found.probability < 0.8


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Velmora", "Velmora Vegas"),
        ("Velmora Chat", "Velmora Tchat"),
        ("Velmora Spiele", "Velmora Games"),
        ("Velmora Casino", "Velmora Kasyno"),
        ("Velmora Norge", "Velmora Sverige"),
        ("Velmora Official", "Velmora Login"),
        ("Velmora 3", "Velmora 24"),
        ("Velmora Vegas", "Velmora Vegas Casino"),
    ],
)
def test_one_site_may_add_a_word_translate_it_or_number_it(first: str, second: str) -> None:
    found = judged(brand(first, RIVER), brand(second, HILLS))

    assert "missing_house" not in found.measures
    assert found.kind is judged(brand(first, RIVER), brand(second, HILLS), "18").kind


@pytest.mark.parametrize(("text", "mark"), [("Velmora", ""), ("", "Velmora")])
def test_who_says_the_name_alone_too_is_the_site(text: str, mark: str) -> None:
    one = brand("Velmora Vegas", RIVER, text=text, mark=mark)

    assert judged(one, brand("Velmora Spiele", HILLS)).kind is VerdictKind.SAME


def test_an_address_that_bears_the_name_of_both_outweighs_their_second_words() -> None:
    mail = "<a href='mailto:desk@velmora.example'>desk@velmora.example</a>"
    one, other = brand("Velmora Vegas", RIVER, more=mail), brand("Velmora Spiele", HILLS, more=mail)

    assert judged(one, other).kind is VerdictKind.SAME


def test_an_address_of_who_made_both_does_not() -> None:
    mail = "<a href='mailto:partners@tarnivox.example'>partners@tarnivox.example</a>"
    one, other = brand("Velmora Vegas", RIVER, more=mail), brand("Velmora Spiele", HILLS, more=mail)

    assert judged(one, other).kind is VerdictKind.UNCLEAR


def test_one_long_text_that_both_have_whole_outweighs_them_too() -> None:
    long = "".join(f"<p>{RIVER.format(n=n, name='the harbour')}</p>" for n in range(90))
    one, other = brand("Velmora Vegas", HILLS, more=long), brand("Velmora Spiele", HILLS, more=long)

    assert judged(one, other).kind is VerdictKind.SAME


def test_of_features_that_do_not_tell_what_a_text_says_beside_a_name_nothing_is_known() -> None:
    pages = (brand("Velmora Vegas", RIVER), brand("Velmora Spiele", HILLS))
    one, other = (replace(page, version=SAID_WITH_FROM - 1, said_with=()) for page in pages)

    assert judged(one, other).kind is VerdictKind.SAME


def test_without_a_second_word_of_its_own_each_page_was_the_same_site() -> None:
    one, other = brand("Velmora Vegas", RIVER), brand("Velmora Spiele", HILLS)

    assert judged(one, other, "18").kind is VerdictKind.SAME


def test_brands_of_a_house_on_other_makes_are_not_called_different() -> None:
    one = brand("Velmora Vegas", RIVER)
    parts = parts_of_one_build("Velmora Spiele", HILLS, "wm").replace("section", "td")
    other = portrait_of(PageInput(html=f"<title>Velmora Spiele</title><a class=logo>Velmora Spiele</a>{parts}"))

    assert judged(one, other).kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Velmora Info", "Velmora Download"),
        ("Velmora Guide", "Velmora Bonus"),
        ("Velmora Ratgeber", "Velmora Login"),
        ("Velmora Avis", "Velmora App"),
        ("Velmora Guía", "Velmora Descargar"),
        ("Poradnik Velmora", "Velmora Promo"),
        ("Обзор Велмора", "Велмора Бонус"),
        ("Velmora Rehberi", "Velmora İndir"),
        ("Velmora Info Casino", "Velmora Bonus"),
    ],
)
@pytest.mark.parametrize("hosts", [("", ""), ("velmora-one.example", "velmoratwo.test")])
def test_two_that_others_speak_of_a_site_by_may_be_theirs(first: str, second: str, hosts: tuple[str, str]) -> None:
    one = brand(first, RIVER, text="Velmora", host=hosts[0])
    other = brand(second, HILLS, text="Velmora", host=hosts[1])

    found = judged(one, other, VERDICT_VERSION)

    assert found.kind is VerdictKind.UNCLEAR
    assert any("others speak of a site by such words" in reason.text for reason in found.reasons)
    assert judged(one, other, "21").kind is VerdictKind.SAME


@pytest.mark.parametrize(
    ("first", "second", "hosts"),
    [
        ("Velmora", "Velmora Info", ("", "")),
        ("Velmora Bonus", "Velmora Login", ("", "")),
        ("Velmora Info", "Velmora Info", ("", "")),
        ("Velmora Forum", "Velmora Blog", ("forum.velmora.example", "blog.velmora.example")),
        ("Open tonight at Velmora with a guide", "Open tonight at Velmora with a bonus", ("", "")),
    ],
)
def test_a_site_may_be_called_so_itself(first: str, second: str, hosts: tuple[str, str]) -> None:
    one = brand(first, RIVER, text="Velmora", host=hosts[0])
    other = brand(second, HILLS, text="Velmora", host=hosts[1])

    assert "missing_house" not in judged(one, other, VERDICT_VERSION).measures


def test_a_name_that_others_speak_of_sites_by_makes_no_page_another_s() -> None:
    one, other = brand("Wiki Jardin", RIVER, text="Wiki"), brand("Wiki Soleil", HILLS, text="Wiki")

    told = " ".join(reason.text for reason in judged(one, other, VERDICT_VERSION).reasons)

    assert "both may be brands of a house" in told
    assert "others speak of a site" not in told


PHONE = "<p><a href='tel:+33140112233'>+33 1 40 11 22 33</a></p>"


@pytest.mark.parametrize(
    ("sort", "first", "second"),
    [
        ("Residence", "Residence Jardin", "Residence Soleil"),
        ("Hotel Garden", "Hotel Garden River", "Hotel Garden Mountain"),
        ("Stiftung", "Stiftung Brücke", "Stiftung Zukunft"),
    ],
)
def test_houses_of_one_sort_with_one_telephone_may_be_of_one_group(sort: str, first: str, second: str) -> None:
    one, other = brand(first, RIVER, text=sort, more=PHONE), brand(second, HILLS, text=sort, more=PHONE)

    assert judged(one, other, VERDICT_VERSION).kind is VerdictKind.UNCLEAR
    assert judged(one, other, "21").kind is VerdictKind.SAME


def customer(called: str, said: str, *, slogan: str = "Premium Roofing Crews", about: str = "") -> PageFeatures:
    """A page that an agency made for a roofer without a logo: its own name, and the agency's words on a side."""
    blocks = parts_of_one_build(called, said)
    title = f"<title>{called} - {slogan}</title>"
    return portrait_of(PageInput(html=f"<html lang=en>{title}<body class=lq-page>{blocks}{RULE}{about}</body>{CODE}"))


ROOFERS = ("Retail Roofing", "Raptor Roofing of Ashby Springs")


def test_a_trade_that_a_side_of_both_titles_names_is_no_name_of_both() -> None:
    one, other = (customer(name, RIVER) for name in ROOFERS)
    found = judged(one, other, "27")
    assert found.kind is not VerdictKind.SAME
    assert found.comparison.name.in_full == ("roofing retail", "roofing raptor")
    assert judged(one, other, "26").comparison.name.in_full == ()


@pytest.mark.parametrize(
    ("name", "slogan"), [("Raptor Roofing", "Premium Roofing Crews"), ("Velmora Roofing", "Premium Velmora Crews")]
)
def test_it_stays_the_name_of_whoever_says_it_alike_or_has_made_it_up(name: str, slogan: str) -> None:
    one, other = (customer(name, said, slogan=slogan) for said in (RIVER, HILLS))
    assert judged(one, other, "27").comparison.name.in_full == ()


def test_a_word_that_the_other_page_says_too_is_not_its_own() -> None:
    one, other = customer(ROOFERS[0], RIVER, about="<p>The Raptor crew came.</p>"), customer(ROOFERS[1], RIVER)
    assert judged(one, other, "27").comparison.name.in_full == ()


def test_a_word_that_any_site_sets_beside_its_trade_is_none_of_its_own() -> None:
    one, other = customer("Official Roofing", RIVER), customer(ROOFERS[1], RIVER)
    assert judged(one, other, "27").comparison.name.in_full == ()
