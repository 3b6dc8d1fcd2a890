"""Words of boxes that stand apart are apart, words in one line are joined as a browser joins them."""

import pytest

from rempart.engines.pages import read_markup

APART = {
    "links of a menu": (".m a{display:block}", "<nav class=m><a>lan</a><a>tern</a></nav>"),
    "in a row": (".m{display:flex}", "<nav class=m><a>lan</a><a>tern</a></nav>"),
    "in a grid": (".m{display:inline-grid}", "<p class=m><span>lan</span><span>tern</span></p>"),
    "by style": ("", "<p><span style='display:block'>lan</span><span>tern</span></p>"),
    "floating": (".m a{float:left}", "<nav class=m><a>lan</a><a>tern</a></nav>"),
    "placed": (".x{position:absolute;top:200px}", "<p>lan<span class=x>tern</span></p>"),
    "cells": (".m b{display:table-cell}", "<p class=m><b>lan</b><b>tern</b></p>"),
    "heavier": (".m a.b{display:block}.m a{display:inline}", "<p class=m><a class=b>lan</a><a class=b>tern</a></p>"),
    "boxes by their tag in a line": (".m li{display:inline-block}", "<ul class=m><li>lan</li><li>tern</li></ul>"),
    "boxes in a line that stand in a row": (
        ".r{display:flex}.m{display:inline-block}",
        "<div class=r><div class=m>lan</div><div class=m>tern</div></div>",
    ),
    "a line between": ("", "<div>lan<hr>tern</div>"),
    "a box without words": ("", "<div>lan<div></div>tern</div>"),
    "rows in rows": (
        ".m{display:flex}.n{display:block}",
        "<div class=m><a><span class=n>lan</span><span class=n>tern</span></a></div>",
    ),
}
JOINED = {
    "plain": ("", "<p><a>lan</a><b>tern</b></p>"),
    "boxes in a line": (".m b{display:inline-block}", "<p class=m><b>lan</b><b>tern</b></p>"),
    "row in a line": (".m b{display:inline-flex}", "<p class=m><b>lan</b><b>tern</b></p>"),
    "text that is cut after some lines": (".m{display:-webkit-box}", "<p class=m><b>lan</b><b>tern</b></p>"),
    "lighter": (".m a{display:inline}a{display:block}", "<p class=m><a>lan</a><a>tern</a></p>"),
    "on paper": ("@media print{a{display:block}}", "<p><a>lan</a><a>tern</a></p>"),
    "divisions in a line": (".m div{display:inline}", "<div class=m><div>lan</div><div>tern</div></div>"),
    "a field between": ("", "<p>lan<input>tern</p>"),
    "divisions without a box": (".m div{display:contents}", "<div class=m><div>lan</div><div>tern</div></div>"),
}


@pytest.mark.parametrize("name", APART)
def test_words_of_boxes_are_apart(name: str) -> None:
    css, inner = APART[name]
    assert read_markup(f"<style>{css}</style>{inner}").blocks == ["lan", "tern"]


@pytest.mark.parametrize("name", JOINED)
def test_words_in_one_line_are_joined(name: str) -> None:
    css, inner = JOINED[name]
    assert read_markup(f"<style>{css}</style>{inner}").blocks == ["lantern"]


def test_divisions_that_are_boxes_in_a_line_are_entries_of_their_own() -> None:
    html = "<style>.m{display:inline-block;padding:0 12px}</style><div class=m>Boats</div><div class=m>Knots</div>"
    assert read_markup(html).blocks == ["Boats", "Knots"]


def test_what_is_hidden_leaves_the_others_as_they_stand() -> None:
    html = "<style>.m a{display:block}.m .x{display:none}</style><p class=m><a>lan</a><a class=x>of</a><a>tern</a></p>"
    assert read_markup(html).blocks == ["lan", "tern"]


def test_a_sentence_with_a_box_in_its_line_stays_whole() -> None:
    html = "<style>a{display:inline-block;padding:2px}</style><p>The gangway <a>comes down</a> at night</p>"
    assert read_markup(html).blocks == ["The gangway comes down at night"]
