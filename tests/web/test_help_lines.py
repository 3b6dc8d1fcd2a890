"""Lines of help on the public pages: whoever needs them may be on a phone, and calls at a touch."""

import pytest

from rempart.web.templatetags.words import with_numbers


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Urgences : 112", 'Urgences : <a href="tel:112">112</a>'),
        ("Listen: 116 000, or +33 1 00 00 00 00.", None),
        ("Day and night, 24 h a day", "Day and night, 24 h a day"),
        ("<b>Help</b>", "&lt;b&gt;Help&lt;/b&gt;"),
    ],
)
def test_a_number_that_can_be_called_is_a_link_and_nothing_else_is(line: str, shown: str | None) -> None:
    both = 'Listen: <a href="tel:116000">116 000</a>, or <a href="tel:+33100000000">+33 1 00 00 00 00</a>.'
    assert with_numbers(line) == (shown or both)
