"""Letters that styles paint within words are letters of these; a picture that a typeface has for a letter is none."""

import pytest

from rempart.engines.pages import PageInput, only_seen, read_markup

SAID = "The bell beside the lantern rings whenever somebody here needs help, then every helper of the market hears it."
HOLED = SAID.replace("e", "<i class=e></i>")
SHOWN = {
    "a letter": ".e::before{content:'e'}",
    "behind": ".e::after{content:'e'}",
    "an escape": ".e::before{content:'\\65'}",
    "a variable": ":root{--q:'e'}.e::before{content:var(--q)}",
    "in a condition": "@media screen{.e::before{content:'e'}}",
}
HIDDEN = {
    "white": ".e::before{content:'e';color:#fff}",
    "small": ".e::before{content:'e';font-size:0}",
    "taken back": ".e::before{content:'e'}i.e::before{content:none}",
    "on paper": "@media print{.e::before{content:'e'}}",
}


@pytest.mark.parametrize("way", SHOWN)
def test_painted_letters_of_words_are_read(way: str) -> None:
    html = f"<style>{SHOWN[way]}</style><p>{HOLED}</p>"
    assert read_markup(html).blocks == [SAID]
    text = SAID.replace("e", "")
    assert only_seen(read_markup(html, shown=text), PageInput(html=html, text=text)).blocks == [SAID]


@pytest.mark.parametrize("way", HIDDEN)
def test_letters_that_nobody_sees_are_not(way: str) -> None:
    assert read_markup(f"<style>{HIDDEN[way]}</style><p>{HOLED}</p>").blocks == [SAID.replace("e", "")]


def test_pictures_that_a_typeface_has_for_letters_are_no_words() -> None:
    items = "".join(f"<li><i class=e></i>Hall {number} </li>" for number in range(40))
    blocks = read_markup(f"<style>.e::before{{content:'e'}}</style><ul>{items}</ul>").blocks
    assert blocks[0] == "Hall 0"
