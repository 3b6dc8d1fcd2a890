"""Two owners of one kind who tell of each other: each is called so by a word that the other only says."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import parts_of_one_build

BACKGROUND = PageFiles().read_background()
RULES = (
    "Whoever comes to hall {n} leaves boots at door {n}, and nobody is asked for a name before the {n}th lamp is lit."
)


def page(name: str, more: str = "", mark: str = "", title: str = "") -> PageFeatures:
    """A page of one theme and one code of conduct."""
    mark = mark or name
    head = f"<title>{title or name}</title><meta property=og:site_name content='{mark}'>"
    text = f"{parts_of_one_build(name, RULES)}<p>{name} is for you. {more}</p>"
    return portrait_of(
        PageInput(html=f"<html lang=en>{head}<body><a class=logo href=/>{mark}</a><h1>{name}</h1>{text}</body></html>")
    )


def compare(a: PageFeatures, b: PageFeatures) -> Verdict:
    return judge(a, b, BACKGROUND)


@pytest.mark.parametrize(("first", "second"), [("Ashby", "Thornley"), ("Weber", "Lang")])
def test_what_a_page_only_lists_is_none_of_its_names(first: str, second: str) -> None:
    a = page(f"Barvento {first}", f"See Barvento {second} too.")
    b = page(f"Barvento {second}", f"See Barvento {first} too.")

    assert not compare(a, b).comparison.name.shared
    assert judge(a, b, BACKGROUND, version="15").comparison.name.shared


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("Barvento", "Barvento"),
        ("Barvento Ashby Hall", "Barvento Ashby Hall"),
        ("BarventoAshby", "BarventoAshby"),
        ("Barvento", "Thornley - Barvento"),
    ],
    ids=["one bears no more", "one more word", "in one word", "what a page is about"],
)
def test_one_name_is_shared_where_one_page_is_called_what_the_other_is(mark: str, title: str) -> None:
    a, b = page("Barvento Ashby", "Come to Thornley."), page("Barvento", "Come to Ashby.", mark, title)

    assert compare(a, b).comparison.name.shared


IMPRINT = "".join(
    f"<p>As keepers of page {n} we answer for what stands on it by rule {n} of the {n}th book.</p>" for n in range(9)
)
AGENCY = (
    "<a href='mailto:help@tessmark.example'>help@tessmark.example</a><script>gtag('config', 'G-TESSMARK1');</script>"
)


@pytest.mark.parametrize("kind", ["Praxis", "Gasthof", "Gemeinde", "Kancelaria", "Mairie"])
def test_a_profession_or_an_office_is_nobodys_name(kind: str) -> None:
    """Two of one agency, which gives both its address, its counter and one imprint."""
    a, b = (
        page(f"{kind} {name}", f"{IMPRINT}{AGENCY}", title=f"{kind} {name} | Start") for name in ("Osdel", "Turasend")
    )
    found = compare(a, b)

    assert found.kind is not VerdictKind.SAME
    assert kind.lower() not in {*found.comparison.name.of_a, *found.comparison.name.of_b}
