"""Words of trades in a row ("pokerroomguide") beside a firmer name: what pages of two brands are for, and no name."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
AT_NIGHT = ("De lamp brandt tot middernacht en de soep is warm.", "Zes tafels staan onder het raam met een kaart.")
BY_DAY = ("Wie laat komt zit buiten onder het zeil.", "Aan de lange bank past een heel koor met koffers.")


def page(name: str, row: str, said: tuple[str, str], marks: tuple[str, ...]) -> PageFeatures:
    logos = "".join(f"<img class=logo alt='{mark}' src=images/{place}.webp>" for place, mark in enumerate(marks))
    parts = "".join(
        f"<section class=card-{place}><h2>Zaal</h2><p>{text}</p></section>" for place, text in enumerate(said)
    )
    foot = "<footer class=foot><p>Niet beheerd door of verbonden aan de merkhouder van deze zaal.</p></footer>"
    body = f"<div class=top>{logos}</div><main class=hall>{parts}<img src=images/hero-hall.webp></main>{foot}"
    title = f"<title>Zaal en lounge | {name} {row} Nederland</title>"
    return portrait_of(PageInput(html=f"<html lang=nl>{title}<body>{body}</body></html>", url=""))


@pytest.mark.parametrize("row", ["Pokerroomguide", "Casinohotelguide"])
def test_two_brands_that_are_guides_to_one_thing_share_no_name(row: str) -> None:
    one = page("Velmora", row, AT_NIGHT, ("Velmora", f"Velmora {row} Nederland"))
    other = page("Holland Casino", row, BY_DAY, ("Holland Casino", f"Holland Casino {row} Nederland"))

    now, before = (judge(one, other, BACKGROUND, version=version) for version in ("20", "19"))

    assert before.comparison.name.shared == row.casefold()
    assert (now.comparison.name.shared, now.kind) == ("", VerdictKind.DIFFERENT)


def test_a_brand_of_such_words_keeps_them_where_a_mark_says_them_alone() -> None:
    one, other = (page("Quay", "Pokerroomguide", said, ("Quay", "Pokerroomguide")) for said in (AT_NIGHT, BY_DAY))
    now, before = (judge(one, other, BACKGROUND, version=version) for version in ("20", "19"))

    assert (now.kind, now.comparison.name) == (before.kind, before.comparison.name)
