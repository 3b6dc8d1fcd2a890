"""Hashed lists: a partner can match and not read; nobody else can even match."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.zonefile import Entry, Heading
from rempart.engines.zonefile.hashed import WeakKeyError, hash_name, hashed_lines, matches
from rempart.kernel.hostname import parse_hostname

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
HEADING = Heading(title="For partner P", serial=3, made_at=datetime(2026, 11, 22, tzinfo=UTC))
ENTRIES = [Entry(parse_hostname("forum.example")), Entry(parse_hostname("only.example"), subdomains=False)]


def listed(key: bytes = KEY) -> frozenset[str]:
    return frozenset(line.rstrip("\n") for line in hashed_lines(ENTRIES, HEADING, key))


@pytest.mark.parametrize(
    ("name", "matched"),
    [
        ("forum.example", True),
        ("deep.www.forum.example", True),
        ("only.example", True),
        ("www.only.example", False),
        ("xforum.example", False),
        ("example.test", False),
    ],
)
def test_a_partner_matches_names_as_the_orders_mean_them(name: str, matched: bool) -> None:
    assert matches(parse_hostname(name), listed(), KEY) is matched


def test_without_the_key_a_dictionary_finds_nothing() -> None:
    lines = listed()
    for entry in ENTRIES:
        plain = hashlib.sha256(entry.hostname.encode()).hexdigest()
        assert plain not in lines
        assert not matches(entry.hostname, lines, OTHER_KEY)
    assert not any(entry.hostname in line for line in lines for entry in ENTRIES)


def test_two_partners_lists_cannot_be_compared() -> None:
    bodies = [{line for line in listed(key) if not line.startswith("#")} for key in (KEY, OTHER_KEY)]
    assert not bodies[0] & bodies[1]


def test_the_same_orders_give_the_same_bytes_whatever_their_order() -> None:
    assert list(hashed_lines(ENTRIES, HEADING, KEY)) == list(hashed_lines(ENTRIES[::-1], HEADING, KEY))


@given(st.binary(max_size=31))
def test_a_short_key_is_refused(key: bytes) -> None:
    with pytest.raises(WeakKeyError):
        list(hashed_lines(ENTRIES, HEADING, key))


def test_a_partner_can_compute_the_hash_with_common_tools() -> None:
    """printf forum.example | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102…1f"""
    expected = "b038ce31f8918c35b7c22323aaa0ed3a5e38327b8ede8bec83b61d91c53053a4"
    assert hash_name(parse_hostname("forum.example"), KEY) == expected
