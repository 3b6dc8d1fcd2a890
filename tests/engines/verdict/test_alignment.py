from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.verdict.alignment import MAX_LINES, Side, align_lines, align_structures, align_texts, outline_of

LINES = st.lists(st.sampled_from(["quay", "harbour", "rule one", "rule two", "welcome"]), max_size=12)


def test_what_both_say_stands_in_one_row_and_what_was_replaced_side_by_side() -> None:
    rows = align_texts("Lantern\nRule one, always\nRule two\nOld words", "Night  Owl\nRule one, ever\n\nRule two")
    assert [(row.side, row.of_a, row.of_b) for row in rows] == [
        (Side.ONLY_A, "Lantern", ""),
        (Side.ONLY_B, "", "Night Owl"),
        (Side.CHANGED, "Rule one, always", "Rule one, ever"),
        (Side.BOTH, "Rule two", "Rule two"),
        (Side.ONLY_A, "Old words", ""),
    ]


@given(LINES, LINES)
def test_no_line_of_either_page_is_lost_or_moved(a: list[str], b: list[str]) -> None:
    rows = align_lines(a, b)
    assert [row.of_a for row in rows if row.side is not Side.ONLY_B] == a
    assert [row.of_b for row in rows if row.side is not Side.ONLY_A] == b


def test_a_structure_shows_elements_with_their_depth_and_no_script() -> None:
    html = '<body class="b a"><header id="top"><h1>Quay</h1></header><script>x()</script><p>words</p></body>'
    assert outline_of(html) == ("body.a.b", "  header#top", "    h1", "  p")


def test_two_pages_on_one_template_have_one_structure() -> None:
    one = "<body><main><p>a</p><p>b</p></main></body>"
    assert {row.side for row in align_structures(one, one.replace(">a<", ">other<"))} == {Side.BOTH}


def test_a_page_nested_two_hundred_thousand_deep_is_cut() -> None:
    assert len(outline_of("<div>" * 200_000)) <= MAX_LINES
    assert outline_of("") == ("body",)


def test_of_a_page_with_more_elements_than_lines_the_first_are_shown() -> None:
    wide = "<body>" + "<script></script>" * 2_000 + "<p>a</p>" * 5_000 + "<b>b</b>"

    assert outline_of(wide) == ("body", *["  p"] * (MAX_LINES - 1))
