"""Letters set the other way round are read as they are seen; those that only seem so, as they are written."""

import pytest

from rempart.engines.linking import find_identifiers
from rempart.engines.pages import PageInput, only_seen, read_markup

BACKWARDS = "tset.yauq@ksed"
OVERRIDE = "unicode-bidi:bidi-override;direction:rtl"
TURNED = {
    "bdo": f"<p>Write <bdo dir=rtl>{BACKWARDS}</bdo> now",
    "style": f"<p>Write <span style='{OVERRIDE}'>{BACKWARDS}</span> now",
    "rule": f"<style>.t{{{OVERRIDE}}}</style><p>Write <b class=t>{BACKWARDS}</b> now",
    "rule and attribute": f"<style>b{{unicode-bidi:isolate-override}}</style>Write <b dir=RTL>{BACKWARDS}</b> now",
    "in parts": "<p>Write <bdo dir=rtl>tset.<i>yauq@</i>ksed</bdo> now",
    "signs": f"<p>Write \u202e{BACKWARDS}\u202c now",
    "signs by number": f"<p>Write &#x202E;{BACKWARDS}&#x202c; now",
    "signs by another number": f"<p>Write &#8238;{BACKWARDS}&#8236; now",
}
AS_WRITTEN = {
    "left to right": f"<p>Write <bdo dir=ltr>{BACKWARDS}</bdo> now",
    "no override": f"<p>Write <span style='direction:rtl'>{BACKWARDS}</span> now",
    "taken back": f"<style>bdo{{unicode-bidi:normal}}</style><p>Write <bdo dir=rtl>{BACKWARDS}</bdo> now",
    "two rules": f"<style>.t{{{OVERRIDE}}}b{{direction:ltr}}</style><p>Write <b class=t>{BACKWARDS}</b> now",
    "twice": f"<p>Write <bdo dir=rtl><bdo dir=ltr>{BACKWARDS}</bdo></bdo> now",
    "elsewhere": f"<style>.t{{{OVERRIDE}}}</style><p>Write <b>{BACKWARDS}</b> now",
    "a mark of Hebrew": f"<p>Write \u200f{BACKWARDS} now",
}


@pytest.mark.parametrize("name", TURNED)
def test_what_is_seen_is_read(name: str) -> None:
    blocks = read_markup(TURNED[name]).blocks

    assert blocks == ["Write desk@quay.test now"]
    assert [found.value for found in find_identifiers(blocks[0])] == ["desk@quay.test"]


@pytest.mark.parametrize("name", AS_WRITTEN)
def test_what_is_not_surely_turned_is_read_as_it_is_written(name: str) -> None:
    assert read_markup(AS_WRITTEN[name]).blocks == [f"Write {BACKWARDS} now"]


def test_words_that_are_seen_backwards_are_none() -> None:
    assert read_markup("<bdo dir=rtl>the gangway comes down</bdo>").blocks == ["nwod semoc yawgnag eht"]


def test_brackets_are_turned_too() -> None:
    assert read_markup("<bdo dir=rtl>(tsrif) meht</bdo>").blocks == ["them (first)"]


def test_lines_are_turned_each_by_itself() -> None:
    html = f"<div style='{OVERRIDE}'><p>wol<p>hgih</div>"

    assert read_markup(html).blocks == ["low", "high"]


@pytest.mark.parametrize("name", TURNED)
def test_a_browsers_own_text_has_the_letters_as_they_are_written(name: str) -> None:
    shown = f"Write {BACKWARDS} now"
    page = PageInput(html=TURNED[name], text=shown)

    assert only_seen(read_markup(page.html, shown=shown), page).blocks == ["Write desk@quay.test now"]
    hidden = PageInput(html=TURNED[name], text="Lamps, blown by hand.")
    assert only_seen(read_markup(hidden.html, shown=hidden.text), hidden).blocks == ["Lamps, blown by hand."]


def test_what_is_hidden_is_not_turned_either() -> None:
    assert read_markup(f"<p>Lamps</p><bdo dir=rtl hidden>{BACKWARDS}</bdo>").blocks == ["Lamps"]
