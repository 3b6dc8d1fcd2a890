"""What a table says of its columns, by which it finds room on a narrow screen."""

import re
from datetime import UTC, datetime
from pathlib import Path

from django.template.loader import render_to_string

from rempart import web
from rempart.web.parts import Table, badge, moment, name, number, text, word
from rempart.web.templatetags.words import coded


def table(*kinds: str, long: bool = False) -> Table:
    cells = {"text": text("a sentence that is longer than forty characters, really" if long else "short")}
    cells |= {"badge": badge("open"), "moment": moment(datetime(2026, 1, 2, tzinfo=UTC))}
    cells |= {"name": name("name.example"), "number": number(7), "nothing": text("")}
    return Table("A caption", [f"head {at}" for at in range(len(kinds))], [[cells[kind] for kind in kinds]])


def test_columns_of_words_are_counted_and_figures_are_not() -> None:
    assert table("text", *["number"] * 8).wording == ""
    assert table("text", "name").wording == ""
    assert table("text", "name", "text", "number").wording == "some"
    assert table("text", "name", "text", "number", "text", "text", "name").wording == "many"
    assert table("text", "name", "text", *["number"] * 5).wording == "many"
    assert table("name", "name", "text", "name", "number", "text", "text").wording == "many"
    assert table("name", "name", "text", "name", "number", "text", "text", long=True).wording == "most"
    assert table("name", "badge", "number", "number", "number", "moment", "moment").wording == "many"
    assert table("name", "text", "text", "badge", "moment", "number", "text", "text").wording == "more"
    assert Table("A caption", ["one", "two", "three"], []).wording == "some"


def test_tables_of_some_words_keep_their_columns_beside_the_actions_and_of_more_alone() -> None:
    css = (Path(web.__file__).parent / "static" / "rempart" / "rempart.css").read_text(encoding="utf-8")

    def rem(pattern: str) -> float:
        found = re.search(pattern, css)
        assert found, pattern
        return float(found[1])

    least = rem(r"@media \(min-width: ([\d.]+)rem\) \{ \.item\.with-actions")
    menu = rem(r"\.desk \.frame \{ display: grid; grid-template-columns: ([\d.]+)rem")
    beside = rem(r"\.item\.with-actions \{ grid-template-columns: minmax\(0, 1fr\) clamp\(([\d.]+)rem, 22vw, 22rem\)")
    margins, gap, edges_and_scroll_bar = 2 * 1.5, 1.5, 0.125 + 1
    alone = 1280 / 16 - menu - margins - edges_and_scroll_bar
    left = least - menu - max(beside, 0.22 * least) - margins - gap - edges_and_scroll_bar

    assert least <= 1280 / 16
    assert left >= rem(r"@container \(max-width: ([\d.]+)em\)")
    assert alone >= rem(r"\.more-words \{ font-size: calc\(([\d.]+)rem")


def test_a_column_with_a_long_text_is_prose() -> None:
    assert [kind for _, kind in table("text", "name", long=True).columns] == ["prose", "name"]
    assert [kind for _, kind in table("text", "name").columns] == ["text", "name"]


def test_words_alone_are_broken_with_a_hyphen_and_by_no_style_that_a_sealed_comparison_holds() -> None:
    styles = Path(web.__file__).parent / "static" / "rempart"
    hyphenated = re.findall(r"^(\S+) \{[^}]*hyphens: auto", (styles / "desk.css").read_text(encoding="utf-8"), re.M)
    assert hyphenated == ["td.of-word"]
    shown = render_to_string("parts/table.html", {"table": Table("A caption", ["one"], [[word("registrations")]])})
    assert 'class="of-word"' in shown
    page = render_to_string("desk/keys.html")
    assert page.index("rempart/rempart.css") < page.index("rempart/desk.css")
    assert "of-word" not in (styles / "rempart.css").read_text(encoding="utf-8")


def test_every_cell_carries_its_head_and_stays_a_cell_where_rows_are_cards() -> None:
    shown = render_to_string("parts/table.html", {"table": table("name", "nothing", "text", "number", long=True)})
    assert 'class="scroll some-words"' in shown
    assert 'role="cell" class="of-name" data-head="head 0"' in shown
    assert 'class="of-text of-nothing" data-head="head 1"' in shown
    assert 'class="of-text of-prose" data-head="head 2"' in shown
    assert shown.count('role="columnheader"') == shown.count('role="cell"') == 4


def test_a_command_in_a_sentence_is_marked_as_code_and_nothing_else_is_markup() -> None:
    assert coded("Use `rempart sweep <LIST>` & see.") == "Use <code>rempart sweep &lt;LIST&gt;</code> &amp; see."
    assert coded("A lone ` stays.") == "A lone ` stays."
