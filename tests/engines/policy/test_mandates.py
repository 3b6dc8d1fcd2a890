"""Mandates: two pinned people of two roles, or nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.policy.mandates import (
    Mandate,
    MandateRejectedError,
    MandateSignature,
    PinnedSigner,
    check_quorum,
    holds,
    sign_mandate,
)
from rempart.kernel.hostname import parse_hostname

AT = datetime(2026, 11, 22, tzinfo=UTC)
MANDATE = Mandate(
    order_id="order",
    number=0,
    hostname=parse_hostname("forum.example"),
    subdomains=True,
    answer="nxdomain",
    legal_basis="fr-lcen-6-1",
    issued_at=AT,
    expires_at=AT + timedelta(days=30),
)
SEEDS = [bytes([number]) * 32 for number in range(1, 5)]
KEYS = [sign_mandate(MANDATE, seed).public_key for seed in SEEDS]
PINS = [
    PinnedSigner("A", "analyst", KEYS[0]),
    PinnedSigner("A", "reviewer", KEYS[1]),
    PinnedSigner("B", "reviewer", KEYS[2]),
]


def signed(*numbers: int, mandate: Mandate = MANDATE) -> list[MandateSignature]:
    return [sign_mandate(mandate, SEEDS[number]) for number in numbers]


def test_two_pinned_people_of_two_roles_are_a_quorum() -> None:
    assert check_quorum(MANDATE, signed(0, 2), PINS) is None


@pytest.mark.parametrize(
    ("signers", "code"),
    [
        ((), "policy.no_quorum"),
        ((0,), "policy.no_quorum"),
        ((0, 0), "policy.no_quorum"),
        ((0, 1), "policy.no_quorum"),  # one person with two keys
        ((0, 3), "policy.no_quorum"),  # a key that nobody pinned
        ((1, 2), "policy.same_role"),
    ],
)
def test_less_is_no_quorum(signers: tuple[int, ...], code: str) -> None:
    reason = check_quorum(MANDATE, signed(*signers), PINS)
    assert reason is not None
    assert reason.code == code


@pytest.mark.parametrize(
    "change",
    [
        {"hostname": parse_hostname("innocent.example")},
        {"expires_at": AT + timedelta(days=31)},
        {"number": 1},
        {"subdomains": False},
        {"answer": "nodata"},
        {"order_id": "another"},
    ],
)
def test_signatures_over_one_mandate_are_none_over_another(change: dict[str, object]) -> None:
    other = replace(MANDATE, **change)  # type: ignore[arg-type]
    assert check_quorum(other, signed(0, 2), PINS) is not None


def test_a_mandate_comes_back_from_json_and_only_in_its_own_spelling() -> None:
    facts = MANDATE.to_json()
    assert Mandate.from_json(facts) == MANDATE
    changes: list[dict[str, object]] = [
        {"extra": 1},
        {"hostname": "Forum.example."},
        {"expires_at": "soon"},
        {"number": "0"},
        {"expires_at": "2026-12-22T00:00:00"},
    ]
    for change in changes:
        with pytest.raises(MandateRejectedError):
            Mandate.from_json(facts | change)
    with pytest.raises(MandateRejectedError):
        Mandate.from_json({})


@given(st.binary(max_size=64), st.binary(max_size=40))
def test_random_bytes_are_no_signature(signature: bytes, key: bytes) -> None:
    assert not holds(MANDATE, MandateSignature(key, signature))
    assert not holds(MANDATE, MandateSignature(KEYS[0], signature))


P = 2**255 - 19


def _small_order_keys() -> set[bytes]:
    """Every way to write a public key of small order, by arithmetic on the curve of RFC 8032, section 5.1."""
    d = -121665 * pow(121666, -1, P) % P
    order = 2**252 + 27742317777372353535851937790883648493

    def add(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
        t = d * a[0] * b[0] * a[1] * b[1] % P
        x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + t, -1, P) % P
        return x, (a[1] * b[1] + a[0] * b[0]) * pow(1 - t, -1, P) % P

    def times(count: int, point: tuple[int, int]) -> tuple[int, int]:
        total = (0, 1)
        for bit in bin(count)[2:]:
            total = add(total, total)
            total = add(total, point) if bit == "1" else total
        return total

    found: set[int] = set()
    for y in range(2, 40):
        square = (y * y - 1) * pow(d * y * y + 1, -1, P) % P
        x = pow(square, (P + 3) // 8, P)
        x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
        if x * x % P == square:
            small = times(order, (x, y))
            found.update(times(count, small)[1] for count in range(8))
    written = {form for y in found for form in (y, y + P) if form < 2**255}
    return {(y + sign * 2**255).to_bytes(32, "little") for y in written for sign in (0, 1)}


@pytest.mark.longer
def test_no_made_up_signature_holds_under_a_key_of_small_order() -> None:
    keys = _small_order_keys()
    assert len(keys) == 14
    held = 0
    for number in range(16):
        mandate = replace(MANDATE, number=number)
        for key in keys:
            held += holds(mandate, MandateSignature(key, key[:31] + bytes([key[31] & 0x7F]) + bytes(32)))
            held += holds(mandate, MandateSignature(key, bytes(64)))
            held += holds(mandate, MandateSignature(key, b"\x01" + bytes(63)))
    assert held == 0
