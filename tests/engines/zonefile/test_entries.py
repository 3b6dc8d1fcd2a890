"""Names, answers, differences and serial numbers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.zonefile import (
    Difference,
    Entry,
    Heading,
    NameTooLongError,
    PolicyTriggerError,
    UnknownAnswerError,
    Zone,
    check_owner,
    compare,
    is_newer,
    next_serial,
    parse_answer,
    record_data,
    rpz_lines,
)
from rempart.engines.zonefile.wire import WireZone
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


@pytest.mark.parametrize("name", ["24.0.113.0.203.rpz-ip", "ns.other.example.rpz-nsdname", "x.rpz-client-ip"])
def test_no_name_becomes_a_trigger_on_addresses_or_name_servers(name: str) -> None:
    """Where it does, one order refuses a whole network, or one wrong record the whole zone."""
    hostname = parse_hostname(name)
    with pytest.raises(PolicyTriggerError, match="Order a name"):
        check_owner(hostname, "z.test")
    heading = Heading(title="list", serial=1, made_at=datetime(2026, 11, 22, tzinfo=UTC))
    with pytest.raises(PolicyTriggerError):
        list(rpz_lines([Entry(hostname)], heading, Zone("z.test")))
    with pytest.raises(PolicyTriggerError):
        WireZone(Zone("z.test")).change((), [Entry(hostname)])
    check_owner(parse_hostname("rpz-ip.example"), "z.test")


def test_a_name_that_does_not_fit_below_the_zone_is_refused_at_once() -> None:
    long = parse_hostname(".".join(["a" * 60] * 4))
    check_owner(long, "z.test")
    with pytest.raises(NameTooLongError):
        check_owner(long, "a-rather-long-zone.test")


def test_a_difference_says_what_is_missing_and_what_is_surplus() -> None:
    a, b, c = (parse_hostname(f"{letter}.example") for letter in "abc")
    difference = compare([a, b], [b, c])
    assert (difference.missing, difference.surplus) == ((a,), (c,))
    assert compare([a], [a]) == Difference((), ())


@given(st.integers(0, 2**32 - 1))
def test_the_next_serial_is_newer_all_around_the_circle(serial: int) -> None:
    assert is_newer(next_serial(serial), serial)
    assert not is_newer(serial, next_serial(serial))
    assert not is_newer(serial, serial)


def test_the_serial_leaves_out_zero() -> None:
    assert next_serial(2**32 - 1) == 1
