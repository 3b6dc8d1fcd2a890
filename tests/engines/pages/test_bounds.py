"""What a page hides stays hidden where more is said than is read: whoever frames somebody writes his words there."""

import pytest

from rempart.engines.pages import PageInput, bounds, read_markup
from rempart.engines.verdict import portrait_of

WORDS = "a lantern burns beside the quay tonight"


def said(html: str) -> str:
    return " ".join(read_markup(html).blocks)


@pytest.mark.longer
@pytest.mark.parametrize(
    "hiding", ["<script>{}</script>", "<p hidden>{}</p>", "<template>{}</template>", "<!-- {} -->"]
)
@pytest.mark.parametrize(
    "tower", ["<div></i>" * 20_000, "<div title=q>" * 1_500], ids=["that is not counted", "of many"]
)
def test_a_tower_shows_nothing_that_is_hidden_in_it(tower: str, hiding: str) -> None:
    assert WORDS not in said(tower + hiding.format(WORDS))


@pytest.mark.parametrize(
    "hiding", ["<script></<b>script>{}</script>", "<xmp hidden></<b>xmp>{}</xmp>", "<!--<b>--<b>>{}-->"]
)
def test_what_is_left_out_of_a_tower_makes_no_other_tag(hiding: str) -> None:
    assert WORDS not in said("<div>" * 1_500 + hiding.format(WORDS))


@pytest.mark.parametrize(
    "flat",
    ["<a name=q>" * 1_500, "<button>" * 1_500, f"<!-- {'<div>' * 1_500} -->", f"<i title='{'<div>' * 1_500}'></i>"],
    ids=["links", "buttons", "a comment", "a title"],
)
def test_what_only_counts_as_a_tower_takes_no_words_away(flat: str) -> None:
    assert WORDS in said(f"<style>.q{{color:red}}</style>{flat}<p>{WORDS}</p>")


def test_a_page_in_a_tower_keeps_its_lines_and_its_form() -> None:
    inner = f"<h1>Lantern Quay</h1><form><input name=nick><select name=room><option>Mill</select></form><p>{WORDS}</p>"
    tall, plain = (portrait_of(PageInput(html=f"{tower}{inner}")) for tower in ("<div>" * 3_000, ""))
    assert tall.shingles == plain.shingles
    assert {sign.kind for sign in plain.signs} <= {sign.kind for sign in tall.signs}


def test_a_sheet_beyond_what_is_read_may_hide_all_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_HTML", 50_000)
    page = f"<p class=x>{WORDS}</p><!--{'q' * 50_000}-->"
    assert WORDS in said(page)
    assert said(f"{page}<style>.x{{display:none}}</style>") == ""


def test_attributes_that_tell_nothing_take_no_words_away() -> None:
    many = " ".join(f"a{number}" for number in range(4_000))
    assert WORDS in said(f"<style>.q{{display:none}}[b]{{display:none}}</style><div {many}><p>{WORDS}</p></div>")
