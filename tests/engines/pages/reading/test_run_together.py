"""Names that a page's marks run together with words of trades."""

import pytest

from rempart.engines.pages import Kind, PageFeatures, PageInput, page_features

SAID = "Whoever comes to {name} by the evening boat is a guest until it goes, and {name} keeps a lamp for each of them."


def page(mark: str, name: str, title: str = "Payments and rules") -> PageFeatures:
    """A page whose marks say `mark` and whose text says `name`."""
    head = f"<title>{title}</title><meta property=og:site_name content='{mark}'>"
    text = f"<a class=logo href=/>{mark}</a><h1>All payments</h1><p>{SAID.format(name=name) * 2}</p>"
    return page_features(PageInput(html=f"<html lang=en>{head}<body>{text}<p>© 2026 {mark}.</p></body></html>"))


@pytest.mark.parametrize(
    ("mark", "said", "name"),
    [
        ("vel-morabonus", "Velmora", "velmora"),
        ("vel-moracasino", "Velmora", "velmora"),
        ("velmoraapp", "Velmora", "velmora"),
        ("velmorabet", "VelMora", "velmora"),
        ("casinovelmora-slots", "Velmora", "velmora"),
        ("vel-mora", "Velmora", "velmora"),
    ],
)
def test_a_mark_that_is_written_as_a_host_is_the_name_that_the_text_says(mark: str, said: str, name: str) -> None:
    found = page(mark, said)

    assert found.names[0][0] == name
    assert [sign.value for sign in found.signs if sign.kind is Kind.SITE_MARK] == [name]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("Starbet", "Star"),
        ("Harborclub", "Harbor"),
        ("velmorabet", "velmora"),
        ("Velmorabet", "Velmorabet, Velmorabet, Velmorabet and beside Velmorabet Velmora"),
        ("velmorareviews", "Velmora"),
        ("velmoraguide", "Velmora"),
        ("velmoraashby", "Velmora"),
        ("Casinobonus", "Casino"),
    ],
    ids=["a word", "words", "written small", "said too", "a report", "a guide", "another name", "trades alone"],
)
def test_no_other_label_is_read_so(mark: str, said: str) -> None:
    marks = [sign.value for sign in page(mark, said).signs if sign.kind is Kind.SITE_MARK]

    assert marks == [mark.lower()]


def test_a_title_says_it_too() -> None:
    found = page("vel-morabonus", "the house", title="Velmora Casino Payments – Rules")

    assert found.names[0][0] == "velmora"


def test_a_title_that_is_a_host_does_not_say_itself() -> None:
    """Its further pages say two words, and must find one of them in it."""
    found = page("Dusk-Play", "Dusk Play", title="Dusk-Play.Games")

    assert "duskplay" not in dict(found.names)


@pytest.mark.parametrize("logo", ["Velmora", "vel-morabonus"])
def test_a_name_that_one_mark_says_as_it_is_is_shown_so(logo: str) -> None:
    """Whichever of two marks comes first: one that is run together may be of who speaks of the site."""
    other = {"Velmora": "vel-morabonus", "vel-morabonus": "Velmora"}[logo]
    head = f"<title>Payments and rules</title><meta property=og:site_name content='{other}'>"
    text = f"<a class=logo href=/>{logo}</a><p>{SAID.format(name='Velmora') * 2}</p>"
    found = page_features(PageInput(html=f"<html lang=en>{head}<body>{text}</body></html>"))

    assert [(sign.value, sign.shown) for sign in found.signs if sign.kind is Kind.SITE_MARK] == [("velmora", "Velmora")]
