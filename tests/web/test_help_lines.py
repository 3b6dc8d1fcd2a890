"""Lines of help on the public pages: whoever needs them may be on a phone, and calls at a touch."""

import pytest

from rempart.web.templatetags.words import with_numbers


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Urgences : 112", 'Urgences : <a href="tel:112">112</a>'),
        ("Listen: 116 000, or +33 1 00 00 00 00.", None),
        ("Enfance : 119 24 h/24", 'Enfance : <a href="tel:119">119</a> 24 h/24'),
        ("119 24/7", '<a href="tel:119">119</a> 24/7'),
        ("116 111 (8.00-22.00)", '<a href="tel:116111">116 111</a> (8.00-22.00)'),
        ("116 111 from 09.00 to 22.30", '<a href="tel:116111">116 111</a> from 09.00 to 22.30'),
        ("1-800-555-0100", '<a href="tel:18005550100">1-800-555-0100</a>'),
        ("+33 (0)1 00 00 00 00", '<a href="tel:+33100000000">+33 (0)1 00 00 00 00</a>'),
        ("01.00.00.00.00", '<a href="tel:0100000000">01.00.00.00.00</a>'),
        ("Day and night, 24 h a day", "Day and night, 24 h a day"),
        ("<b>Help</b>", "&lt;b&gt;Help&lt;/b&gt;"),
    ],
)
def test_a_number_that_can_be_called_is_a_link_and_nothing_else_is(line: str, shown: str | None) -> None:
    both = 'Listen: <a href="tel:116000">116 000</a>, or <a href="tel:+33100000000">+33 1 00 00 00 00</a>.'
    assert with_numbers(line) == (shown or both)
