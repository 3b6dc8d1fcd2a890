"""Names, answers, differences and serial numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.zonefile import (
    NameTooLongError,
    UnknownAnswerError,
    check_length,
    compare,
    is_newer,
    next_serial,
    parse_answer,
    record_data,
)
from rempart.kernel.hostname import parse_hostname


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("nxdomain", ("CNAME", ".")),
        ("nodata", ("CNAME", "*.")),
        ("192.0.2.80", ("A", "192.0.2.80")),
        ("2001:DB8::80", ("AAAA", "2001:db8::80")),
    ],
)
def test_an_answer_becomes_the_record_that_resolvers_know(text: str, record: tuple[str, str]) -> None:
    assert record_data(parse_answer(text)) == record


@pytest.mark.parametrize("text", ["", "refuse", "rpz-passthru.", "192.0.2.0/24", "forum.example"])
def test_any_other_answer_is_refused(text: str) -> None:
    with pytest.raises(UnknownAnswerError):
        parse_answer(text)


def test_a_name_that_does_not_fit_below_the_zone_is_refused_at_once() -> None:
    long = parse_hostname(".".join(["a" * 60] * 4))
    check_length(long, "z.test")
    with pytest.raises(NameTooLongError):
        check_length(long, "a-rather-long-zone.test")


def test_a_difference_says_what_is_missing_and_what_is_surplus() -> None:
    a, b, c = (parse_hostname(f"{letter}.example") for letter in "abc")
    difference = compare([a, b], [b, c])
    assert (difference.missing, difference.surplus) == ((a,), (c,))
    assert compare([a], [a]).is_empty


@given(st.integers(0, 2**32 - 1))
def test_the_next_serial_is_newer_all_around_the_circle(serial: int) -> None:
    assert is_newer(next_serial(serial), serial)
    assert not is_newer(serial, next_serial(serial))
    assert not is_newer(serial, serial)


def test_the_serial_leaves_out_zero() -> None:
    assert next_serial(2**32 - 1) == 1
