"""Logos of those who use, pay or are sold by a site: nobody's name where they stand in a row."""

import pytest

from rempart.engines.pages import Kind, PageFeatures, PageInput, page_features
from rempart.engines.verdict import portrait_of

OTHERS = ("Belzutan Press", "Osdel List", "Kelvimor Boats", "Turasend Maps")


def page_html(title: str, logos: tuple[str, ...], text: str) -> str:
    """A page under `title` with `logos` in this order."""
    shown = "".join(f"<a href=/{n}><img class=logo src=/{n}-logo.png alt='{logo}'></a>" for n, logo in enumerate(logos))
    return f"<title>{title}</title><body>{shown}<p>{text}</p></body>"


def page(title: str, logos: tuple[str, ...], text: str = "Lamps are lit at dusk by whoever is last.") -> PageFeatures:
    return page_features(PageInput(html=page_html(title, logos, text)))


def names(found: PageFeatures) -> set[str]:
    return {name for name, _ in found.names}


@pytest.mark.parametrize("logos", [OTHERS, OTHERS[1:]], ids=["four", "three"])
def test_a_wall_of_logos_that_the_page_is_not_called_by_is_nobodys_name(logos: tuple[str, ...]) -> None:
    found = page("Velmora", logos)

    assert names(found) == {"velmora"}
    assert not [sign for sign in found.signs if sign.kind is Kind.SITE_MARK]


def test_two_logos_that_the_page_is_not_called_by_are_no_wall() -> None:
    assert {"belzutan", "osdel"} <= names(page("Velmora", OTHERS[:2]))


@pytest.mark.parametrize("logo", ["Velmora", "Velmora Harbour", "NightVelmora"])
def test_its_own_logo_beside_them_is(logo: str) -> None:
    marks = {sign.value for sign in page("Velmora", (logo, *OTHERS)).signs if sign.kind is Kind.SITE_MARK}

    assert marks
    assert not marks & {"belzutan", "osdel", "kelvimor", "turasend"}


def test_a_first_logo_that_the_text_says_is_a_customers_own_under_its_services_title() -> None:
    found = page("Velmora", ("Ashby School", *OTHERS), "Ashby is open. Ashby is on the hill.")

    assert "ashby" in names(found)


@pytest.mark.parametrize(
    ("title", "logos", "host", "address"),
    [
        ("Talk to people of your town tonight", ("Velmora", *OTHERS), "", ""),
        ("Lamps", (*OTHERS[:3], "Velmora", OTHERS[3]), "velmora24.example", ""),
        ("Lamps", (*OTHERS[:3], "Velmora", OTHERS[3]), "", "crew@velmora.test"),
    ],
    ids=["the first", "the host's", "the address's"],
)
def test_its_own_logo_stays_under_a_title_that_does_not_say_it(
    title: str, logos: tuple[str, ...], host: str, address: str
) -> None:
    html = page_html(title, logos, f"<a href='mailto:{address}'>{address}</a>" if address else "")
    found = portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))
    marks = {sign.value for sign in found.signs if sign.kind is Kind.SITE_MARK}

    assert "velmora" in names(found)
    assert "osdel" not in marks


def test_few_logos_stay() -> None:
    assert {"belzutan", "osdel"} <= names(page("Velmora", OTHERS[:2]))


def test_two_pages_that_are_called_nothing_share_no_name_by_their_wall() -> None:
    a, b = (page(title, (title, *OTHERS)) for title in ("Best Games", "Top Games"))

    assert not names(a) & {"belzutan", "osdel", "kelvimor", "turasend"}
    assert not names(b) & {"belzutan", "osdel", "kelvimor", "turasend"}


def test_a_name_with_a_capital_within_is_written_large() -> None:
    text = "See VelMora here, at VelMora Hill by VelMora Sea, or velmora.test."
    (firmness,) = [score for name, score in page("VelMora", (), text).names if name == "velmora"]
    (small,) = [score for name, score in page("Velmora", (), text).names if name == "velmora"]

    assert firmness > small


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Powered by Velmora", False),
        ("This site is powered by Velmora", False),
        ("© 2026 Lantern Quay. Proudly powered by Velmora", False),
        ("A snippet element for other pages powered by Velmora", True),
    ],
)
def test_whoever_built_a_page_says_so_where_a_sentence_begins(text: str, named: bool) -> None:
    assert ("velmora" in names(page("Velmora", (), text))) is named
