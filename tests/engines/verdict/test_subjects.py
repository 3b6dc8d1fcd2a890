"""What two pages are about is no name of both: "Requirements | House of Vorlim", "Requirements | House of Ashby"."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
RULES = "".join(
    f"<p>{rule}</p>"
    for rule in (
        "Whoever moors at the third ring after the bell pays the keeper two copper coins for the rope.",
        "The lamp over the gate is lit by the youngest of the house on every evening of the winter.",
    )
)
PHONE = "<a href='tel:+33140112233'>+33 1 40 11 22 33</a>"


def page(title: str, said: str, heading: str, *, more: str = "") -> PageFeatures:
    """A page of one maker's template, which says nowhere else whose it is."""
    blocks = parts_of_one_build("the house", said) + RULES
    html = (
        f"<html lang=en><title>{title}</title><body class=lq-page><h1>{heading}</h1><main>{blocks}</main>{more}</html>"
    )
    return portrait_of(PageInput(html=html))


def judged(first: str, second: str, subject: str, version: str = VERDICT_VERSION, more: str = PHONE) -> Verdict:
    one, other = page(first, RIVER, subject, more=more), page(second, HILLS, subject, more=more)
    return judge(one, other, BACKGROUND, version=version)


@pytest.mark.parametrize(
    ("subject", "houses"),
    [
        ("Requisiti autosufficienza", ("Casa Vorlim", "Casa Ashby")),
        ("Aufnahmebedingungen", ("Haus Vorlim", "Haus Ashby")),
        ("Requisitos", ("Residencia Vorlim", "Residencia Ashby")),
        ("Orthodontie", ("Cabinet Vorlim", "Cabinet Ashby")),
    ],
)
@pytest.mark.parametrize("form", ["{subject} | {house}", "{house} - {subject}"])
def test_the_side_that_both_titles_have_is_what_they_are_about(
    subject: str, houses: tuple[str, str], form: str
) -> None:
    first, second = (form.format(subject=subject, house=house) for house in houses)

    found = judged(first, second, subject)

    assert found.kind is not VerdictKind.SAME
    assert found.comparison.name.shared == ""
    assert judged(first, second, subject, "21").comparison.name.shared


@pytest.mark.parametrize(
    ("first", "second", "more"),
    [
        ("Velmora | Chat Vorlim", "Velmora | Chat Ashby", PHONE),
        ("Comet | For everybody", "Comet | For all of us", PHONE),
        ("Comet | Vorlim", "Comet | Ashby", f"{PHONE}<a class=logo href=/>Comet</a>"),
        ("Comet | Vorlim", "Comet | Ashby", f"{PHONE}<a href='mailto:desk@comet.example'>desk@comet.example</a>"),
    ],
    ids=["made up", "nobody beside it", "a logo", "an address"],
)
def test_a_name_that_is_made_up_or_stands_elsewhere_is_none(first: str, second: str, more: str) -> None:
    name = first.partition(" | ")[0]

    found = judged(first, second, name, more=more)

    assert found.comparison.name.shared == name.lower()
