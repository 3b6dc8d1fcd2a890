"""Letters that stand a box each are read as the words that they spell, and nothing that only looks like it is."""

import pytest

from rempart.engines.pages import PageInput, only_seen, read_markup
from rempart.engines.pages.words.spelled import spelled

SAID = "the lantern room is for quiet talk"
BLANK = "&nbsp;"
WAYS = {
    "boxes in a row": "<div style='display:flex'>{}</div>|<span>{}</span>",
    "boxes that float": "<div>{}</div>|<div style='float:left'>{}</div>",
    "boxes with white space between": "<div style='display:flex'>{}</div>| <span>{}</span> ",
    "cells of a table": "<table><tr>{}</tr></table>|<td>{}</td>",
    "cells of boxes": "<div style='display:table'>{}</div>|<div style='display:table-cell'>{}</div>",
}


def of(way: str) -> str:
    around, each = WAYS[way].split("|")
    letters = "".join(each.format(letter.strip() or BLANK) for letter in SAID)
    return f"<title>Quay</title>{around.format(letters)}<p>Lamps.</p>"


@pytest.mark.parametrize("way", WAYS)
def test_letters_of_a_box_each_are_the_words_that_they_spell(way: str) -> None:
    assert read_markup(of(way)).blocks == [SAID, "Lamps."]


def test_an_exhibit_has_them_only_where_its_browser_showed_the_letters() -> None:
    html = of("boxes in a row")
    text = "\n".join(SAID)
    seen, other = (
        only_seen(read_markup(html, shown=said), PageInput(html=html, text=said)) for said in (text, "Lamps.")
    )
    assert seen.blocks[0] == SAID
    assert other.blocks == ["Lamps."]


@pytest.mark.parametrize(
    "parts",
    [
        list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        list("MTWTFSS"),
        ["x", "", "x"] * 10,
        [str(day) for day in range(1, 32)],
        ["the", "lantern", "a", "b"],
    ],
)
def test_an_alphabet_a_week_and_marks_spell_nothing(parts: list[str]) -> None:
    assert spelled(parts) == parts
