"""Headings, marks, labels and links say what a reader sees of them: words of different lines are no word together."""

import pytest

from rempart.engines.pages import PageInput, only_seen, read_markup
from rempart.engines.pages.beside import find_rules_links
from rempart.engines.pages.reading.markup import MAX_LABELS

LINES = {
    "a line's end": ("", "Lan<br>tern"),
    "boxes by their tag": ("", "<div>Lan</div><div>tern</div>"),
    "boxes by a rule": (".b{display:block}", "<span class=b>Lan</span><span class=b>tern</span>"),
    "deeper within": ("", "<b><i>Lan</i><span><p>tern</p></span></b>"),
}


@pytest.mark.parametrize("name", LINES)
def test_words_of_different_lines_are_apart(name: str) -> None:
    css, inner = LINES[name]
    markup = read_markup(f"<style>{css}</style><h1>{inner}</h1><div class=logo>{inner}</div>")
    assert markup.headings == ["Lan tern"] == markup.logos
    asked = read_markup(f"<style>{css}</style><form><label for=n>{inner}</label><input id=n name=n></form>")
    assert asked.forms[0].fields[0].asks == "Lan tern"


def test_words_of_one_line_are_joined() -> None:
    markup = read_markup("<style>div{display:inline}</style><h2>Lan<b>tern</b> <div>Qu</div><div>ay</div></h2>")
    assert markup.headings == ["Lantern Quay"]


def test_headings_say_nothing_of_scripts_and_comments() -> None:
    markup = read_markup("<h1>Lan<!-- x --><script>var a</script>tern<style>b{}</style></h1>")
    assert markup.headings == ["Lantern"]


def test_a_heading_of_two_lines_is_among_what_a_browser_showed() -> None:
    page = PageInput(html="<h1>Lantern<br>Quay</h1><p>Boats</p>", text="Lantern\nQuay\nBoats")
    assert only_seen(read_markup(page.html, shown=page.text), page).headings == ["Lantern Quay"]


def test_a_link_of_two_lines_tells_of_rules() -> None:
    html = "<a href=/a7>Quay<br>rules</a><a href=/b8>Boats</a>"
    assert find_rules_links(html, "https://lantern.example/", 3) == ("https://lantern.example/a7",)


def test_a_long_element_is_read_to_its_bound() -> None:
    (heading,) = read_markup(f"<h1>{'<b>Quay</b> ' * 9_000}</h1>").headings
    assert len(heading) == 200


@pytest.mark.parametrize(("before", "asks"), [(MAX_LABELS - 1, "Nickname"), (MAX_LABELS, "")])
def test_no_more_labels_are_read_than_pages_have(before: int, asks: str) -> None:
    html = f"{'<label for=a>a</label>' * before}<form><label for=n>Nickname</label><input id=n name=n></form>"
    assert read_markup(html).forms[0].fields[0].asks == asks
