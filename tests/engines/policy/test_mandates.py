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
