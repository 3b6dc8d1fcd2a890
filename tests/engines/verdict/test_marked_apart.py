"""Two owners of one kind who tell of each other: each is called so by a word that the other only says."""

from dataclasses import replace

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


@pytest.mark.parametrize(
    ("titles", "marks"),
    [
        (("Barvento – Halls by the sea | Ashby", "Barvento – Honest tidings | Thornley"), ("", "")),
        (("Ashby - Barvento", "Barvento Harbour Thornley"), ("Barvento Ashby", "")),
    ],
    ids=["the whole title", "in another order"],
)
def test_a_mark_that_repeats_the_title_is_no_other_name(titles: tuple[str, str], marks: tuple[str, str]) -> None:
    """What stands on a side of its own in the title is what the page is about, in a mark that says nothing else too."""
    a, b = (
        page("Barvento", "Honest tidings, halls by the sea, Ashby, Thornley, the Harbour.", mark or title, title)
        for title, mark in zip(titles, marks, strict=True)
    )

    assert compare(a, b).comparison.name.shared == "barvento"
    assert not judge(a, b, BACKGROUND, version="19").comparison.name.shared


@pytest.mark.parametrize(
    ("titles", "marks"),
    [
        (("Barvento Ashby | Halls by the sea", "Barvento Thornley | Honest tidings"), ("", "")),
        (("Barvento | Ashby", "Barvento | Thornley"), ("Ashby", "Thornley")),
        (("Barvento | Ashby", "Barvento | Thornley"), ("Barvento Ashby Hall", "Barvento Thornley Hall")),
        (("Barvento Ashby", "Barvento Thornley"), ("Barvento Ashby", "Barvento Thornley")),
    ],
    ids=["beside the name", "in a mark of its own", "in a mark that says more", "in a title of one side"],
)
def test_a_word_beside_the_name_still_sets_two_apart(titles: tuple[str, str], marks: tuple[str, str]) -> None:
    a, b = (
        page(f"Barvento {about}", f"See Barvento {other} too.", mark or title, title)
        for title, mark, about, other in zip(titles, marks, ("Ashby", "Thornley"), ("Thornley", "Ashby"), strict=True)
    )

    assert not compare(a, b).comparison.name.shared


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


def portal(
    name: str, subject: str, title: str = "", said: str = "{name} is free, and {name} opens at noon."
) -> PageFeatures:
    """A page of a portal on something that it offers: its name is in its mark, and written small."""
    head = f"<title>{title or f'{subject} - {name}'}</title><meta property=og:site_name content='{name}'>"
    text = f"{parts_of_one_build(subject, RULES)}<p>{subject} is played here. {said.format(name=name)}</p>"
    return portrait_of(
        PageInput(html=f"<html lang=en>{head}<body><h1>{subject}</h1>{text}{IMPRINT}{AGENCY}</body></html>")
    )


LANTERN, OTHER = portal("osdelmar games", "Barvento"), portal("turasend", "Barvento")


def test_what_two_portals_speak_of_is_no_name_of_theirs() -> None:
    found = compare(LANTERN, OTHER)

    assert not found.comparison.name.shared
    assert found.kind is not VerdictKind.SAME
    assert judge(LANTERN, OTHER, BACKGROUND, version="16").comparison.name.shared == "barvento"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (LANTERN, portal("osdelmar games", "Barvento", said="Come in.")),
        (LANTERN, portal("barvento", "Barvento")),
        (
            portal("moon over water", "Barvento", "Barvento", said="Come in."),
            portal("owl on a branch", "Barvento", "Barvento is back", said="Come in."),
        ),
        (LANTERN, replace(OTHER, language="de")),
    ],
    ids=["one mark", "in one mark", "marks that no title says", "two languages"],
)
def test_it_is_a_name_where_marks_do_not_call_both_otherwise(a: PageFeatures, b: PageFeatures) -> None:
    assert compare(a, b).comparison.name.shared == "barvento"


def test_one_text_twice_is_called_by_what_the_marks_of_both_say() -> None:
    """Its text names nobody."""
    a, b = (portal("Osdelmar", "The package", "The package", said=said) for said in ("Come in.", "Come in. Rules."))

    assert compare(a, b).comparison.name.shared == "osdelmar"
    assert not judge(a, b, BACKGROUND, version="16").comparison.name.shared


@pytest.mark.parametrize(
    ("version", "told"),
    [("20", '"ashby" / "barvento" and "thornley" / "barvento"'), ("21", '"ashby" and "thornley"')],
)
def test_a_name_that_both_bear_is_not_told_where_they_differ(version: str, told: str) -> None:
    boats = "<p>Anna mends boats and oars by the river, and paints them in the winter barn.</p>"
    bread = "<div><i>Tom bakes rye and barley for the whole street before the sun is up.</i></div>"
    a, b = (
        portrait_of(
            PageInput(
                html=f"<html lang=en><title>Barvento {own}</title><meta property=og:site_name content='Barvento {own}'>"
                f"<a class=logo href=/>Barvento {own}</a>{said}<footer>&copy; 2026 Barvento {own}</footer></html>",
                url=f"https://{own.lower()}.example/",
            )
        )
        for own, said in (("Ashby", boats), ("Thornley", bread))
    )

    reasons = judge(a, b, BACKGROUND, version=version).reasons

    assert f"They call themselves differently: {told}." in {reason.text for reason in reasons}
