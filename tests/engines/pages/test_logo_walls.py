"""Logos of those who use, pay or are sold by a site: nobody's name where they stand in a row."""

import pytest

from rempart.engines.pages import Kind, PageFeatures, PageInput, page_features

OTHERS = ("Belzutan Press", "Osdel List", "Kelvimor Boats", "Turasend Maps")


def page(title: str, logos: tuple[str, ...], text: str = "Lamps are lit at dusk by whoever is last.") -> PageFeatures:
    """A page under `title` with `logos` in this order."""
    shown = "".join(f"<a href=/{n}><img class=logo src=/{n}-logo.png alt='{logo}'></a>" for n, logo in enumerate(logos))
    return page_features(PageInput(html=f"<title>{title}</title><body>{shown}<p>{text}</p></body>"))


def names(found: PageFeatures) -> set[str]:
    return {name for name, _ in found.names}


def test_a_wall_of_logos_that_the_page_is_not_called_by_is_nobodys_name() -> None:
    found = page("Velmora", OTHERS)

    assert names(found) == {"velmora"}
    assert not [sign for sign in found.signs if sign.kind is Kind.SITE_MARK]


@pytest.mark.parametrize("logo", ["Velmora", "Velmora Harbour", "NightVelmora"])
def test_its_own_logo_beside_them_is(logo: str) -> None:
    marks = {sign.value for sign in page("Velmora", (logo, *OTHERS)).signs if sign.kind is Kind.SITE_MARK}

    assert marks
    assert not marks & {"belzutan", "osdel", "kelvimor", "turasend"}


def test_a_first_logo_that_the_text_says_is_a_customers_own_under_its_services_title() -> None:
    found = page("Velmora", ("Ashby School", *OTHERS), "Ashby is open. Ashby is on the hill.")

    assert "ashby" in names(found)


@pytest.mark.parametrize("title", ["Velmora", ""])
def test_few_logos_or_pages_without_another_name_keep_them(title: str) -> None:
    assert "osdel" in names(page(title, OTHERS if not title else OTHERS[:2]))


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
