import pytest

from rempart.kernel.plain_text import plain, storable


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Argon 2026h1", "Argon 2026h1"),
        ("Café d’été 日本", "Café d’été 日本"),
        ("a\x00b\ud800c\n\x1b[31md", "a b c [31md"),
        ("\u202e \x00", ""),
        ("words " * 10, "words words words wo"),
        ("nineteen characters and more", "nineteen characters"),
    ],
)
def test_what_cannot_be_kept_or_shown_is_left_out_and_the_rest_stays(text: str, kept: str) -> None:
    assert plain(text, 20) == kept


def test_what_a_database_keeps_stays_as_it_was_written() -> None:
    assert storable("Two\nlines, \U0001f680 and\ttabs ") == "Two\nlines, \U0001f680 and\ttabs "
    assert storable("a\x00b \ud83d c") == "ab ? c"
