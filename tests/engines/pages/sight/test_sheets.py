"""Only the sheets that a page itself applies say what a reader of it sees."""

import time

import pytest

from rempart.engines.pages.sight.sheets import MAX_LINKED, applied_sheets

BASE = "https://quay.example/a/"
SHEET = "https://quay.example/a/x.css"


@pytest.mark.parametrize(
    "html",
    [
        "<link rel=stylesheet href=x.css>",
        "<link rel='preload StyleSheet' href=../a/x.css#top media=''>",
        "<base href=https://quay.example/a/b/><link rel=stylesheet href=../x.css>",
        "<style>@import 'x.css';</style>",
        "<style>@import url( x.css ) layer(a);</style>",
        "<link rel=stylesheet href=/first.css>",
    ],
)
def test_a_sheet_that_a_page_links_to_or_imports_is_applied(html: str) -> None:
    texts = {SHEET: "p{left:0}", "https://quay.example/first.css": '@import url("/a/x.css");'}
    assert applied_sheets(html, BASE, texts)[SHEET] == "p{left:0}"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a href=x.css>",
        "<link rel=icon href=x.css>",
        "<link rel='alternate stylesheet' title=dark href=x.css>",
        "<link rel=stylesheet disabled href=x.css>",
        "<noscript><link rel=stylesheet href=x.css></noscript>",
        "<body><noscript><div><link rel=stylesheet href=x.css></div></noscript>",
        "<template><div><style>@import 'x.css';</style></div></template>",
        "<link rel=stylesheet href=http://[x.css>",
    ],
)
def test_a_sheet_of_a_frame_or_one_to_choose_is_not(html: str) -> None:
    assert applied_sheets(html, BASE, {SHEET: "p{left:0}"}) == {}


@pytest.mark.parametrize(
    "html", ["<link rel=stylesheet media=print href=x.css>", "<style>@import 'x.css' print;</style>"]
)
def test_a_sheet_is_applied_for_its_media(html: str) -> None:
    assert applied_sheets(html, BASE, {SHEET: "p{left:0}"}) == {SHEET: "@media print {p{left:0}}"}


def test_sheets_that_import_each_other_without_end_are_read_once() -> None:
    other = "https://quay.example/a/y.css"
    started = time.process_time()
    texts = {SHEET: "@import 'y.css';" * 9_000, other: "@import 'x.css';@import  '" * 9_000}
    assert applied_sheets("<link rel=stylesheet href=x.css>", BASE, texts).keys() == {SHEET, other}
    assert time.process_time() - started < 20


@pytest.mark.parametrize("count", [MAX_LINKED, MAX_LINKED + 5])
@pytest.mark.parametrize(
    "way", ["<link rel=stylesheet href={}>", "<style>@import '{}';</style>"], ids=["link", "import"]
)
def test_a_page_with_more_sheets_than_are_weighed_is_seen_to_have_more(count: int, way: str) -> None:
    """Else whoever puts 2,000 first hides words by the next one."""
    names = [f"{number}.css" for number in range(count)]
    texts = {BASE + name: "b{left:0}" for name in names} | {SHEET: "p{display:none}"}
    html = "<link rel=stylesheet href=x.css>" + "".join(way.format(name) for name in names)

    assert len(applied_sheets(html, BASE, texts)) > MAX_LINKED
