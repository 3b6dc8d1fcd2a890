"""What a page is about is no name of it where its title says whose it is beside it."""

import pytest

from rempart.engines.pages import PageInput, page_features

PLACES = "<p>Here you find what you need for the winter, and on Fridays the lamps are lit by the oldest of us.</p>"


def names_on(title: str, *, url: str = "", heading: str = "", more: str = "", head: str = "") -> set[str]:
    """The candidates for a name of a page that stand firmly on it."""
    top = f"<h1>{heading}</h1>" if heading else ""
    html = f"<html lang=en><title>{title}</title>{head}{top}{PLACES}{more}</html>"
    return {name for name, score in page_features(PageInput(html=html, url=url)).names if score >= 1}


@pytest.mark.parametrize(
    ("title", "path", "subject"),
    [
        ("Requisiti autosufficienza | Casa Vorlim", "requisiti-autosufficienza/", "autosufficienza"),
        ("Hausmüllgebühren - Haus Vorlim", "hausmuellgebuehren.html", "hausmullgebuhren"),
        ("Aufnahmebedingungen - Haus Vorlim", "aufnahmebedingungen", "aufnahmebedingungen"),
        ("Fiyatlarımız | Vorlim Evi", "tr/fiyatlarimiz.php", "fiyatlarımız"),
        ("Vorlim · Ogłoszenia", "ogloszenia/", "ogłoszenia"),
        ("Residencias en Robledal | Casa Vorlim", "residencias-en-robledal/", "robledal"),
    ],
)
def test_what_the_path_says_too_is_the_subject(title: str, path: str, subject: str) -> None:
    named = f"https://house.example/{path}"

    for found in (
        names_on(title, url=named),
        names_on(title, head=f"<link rel=canonical href='{named}'>"),
        names_on(title, head=f"<meta property=og:url content='{named}'>"),
    ):
        assert subject not in found
        assert "vorlim" in found
    assert subject in names_on(title)


def test_a_heading_tells_it_where_the_foot_says_whose_the_page_is() -> None:
    foot = "<footer>© 2026 Vorlim House</footer>"

    assert "requirements" not in names_on("Requirements | Vorlim House", heading="Requirements", more=foot)
    assert "requirements" in names_on("Requirements | Vorlim House", heading="Requirements")


@pytest.mark.parametrize(
    ("title", "url", "heading", "more"),
    [
        ("Velmora | Chat in Vorlim", "https://user.example/velmora/", "Velmora", ""),
        ("Velmora Night | Chat in Vorlim", "https://user.example/velmora-night/", "Velmora Night", ""),
        ("Velmora | Chat", "https://user.example/velmora/", "Velmora", "<p>© 2026 Chat</p>"),
        ("Velmora", "https://user.example/velmora/", "Velmora", "<p>© 2026 Vorlim</p>"),
        ("Comet | Vorlim", "https://user.example/comet/", "Comet", "<a class=logo href=/>Comet</a>"),
        ("Comet | Vorlim", "https://comet.example/comet/", "Comet", "<p>© 2026 Vorlim</p>"),
        ("Velmora | Vorlim", "", "Velmora", "<p>© 2026 Vorlim</p>"),
    ],
    ids=["made up", "two words", "nobody beside it", "one side", "a logo", "the host", "a maker at the foot"],
)
def test_a_name_is_no_subject(title: str, url: str, heading: str, more: str) -> None:
    assert title.split(maxsplit=1)[0].lower() in names_on(title, url=url, heading=heading, more=more)
