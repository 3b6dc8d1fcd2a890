"""Passkeys as signers' keys: what holds, and each way in which a thief of the hub would try to make one hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from fido2 import cbor

from rempart.engines.policy.mandates import (
    Mandate,
    MandateSignature,
    PinnedSigner,
    Recheck,
    check_quorum,
    holds,
    mandate_challenge,
    recheck_challenge,
    recheck_holds,
    sign_mandate,
)
from rempart.engines.policy.passkeys import Assertion, PasskeySite, can_sign
from rempart.kernel.hostname import parse_hostname
from tests.factories.passkeys import SITE, UP, UV, SoftAuthenticator

AT = datetime(2026, 11, 26, tzinfo=UTC)
MANDATE = Mandate("one", 0, parse_hostname("forum.example"), True, "nxdomain", "court", AT, AT + timedelta(days=30))
OTHER = replace(MANDATE, hostname=parse_hostname("innocent.example"))
CHALLENGE = mandate_challenge(MANDATE)
FIRST, SECOND, STRANGER = SoftAuthenticator(1), SoftAuthenticator(2, eddsa=True), SoftAuthenticator(3)
PINS = [
    PinnedSigner("A", "analyst", FIRST.public_key, SITE),
    PinnedSigner("B", "reviewer", SECOND.public_key, SITE),
]


@pytest.mark.parametrize("key", [FIRST, SECOND], ids=["ES256", "EdDSA"])
def test_what_a_passkey_said_over_the_mandate_holds(key: SoftAuthenticator) -> None:
    assert holds(MANDATE, key.sign(CHALLENGE), SITE)
    assert MandateSignature.from_json(key.sign(CHALLENGE).to_json()).assertion is not None


def test_two_people_with_passkeys_or_one_with_a_key_in_a_file_are_a_quorum() -> None:
    assert check_quorum(MANDATE, [FIRST.sign(CHALLENGE), SECOND.sign(CHALLENGE)], PINS) is None
    in_file = sign_mandate(MANDATE, bytes(range(32)))
    pins = [PINS[0], PinnedSigner("B", "reviewer", in_file.public_key)]
    assert check_quorum(MANDATE, [FIRST.sign(CHALLENGE), in_file], pins) is None
    assert check_quorum(MANDATE, [FIRST.sign(CHALLENGE), FIRST.sign(CHALLENGE)], PINS) is not None


def _by(other: SoftAuthenticator) -> MandateSignature:
    """The stranger's signature, claimed to be the first signer's."""
    return replace(other.sign(CHALLENGE), public_key=FIRST.public_key)


def _without_assertion() -> MandateSignature:
    return replace(FIRST.sign(CHALLENGE), assertion=None)


def _swapped() -> MandateSignature:
    """Today's client data over what was signed yesterday."""
    old, new = FIRST.sign(mandate_challenge(OTHER)), FIRST.sign(CHALLENGE)
    return replace(old, assertion=new.assertion)


def _longer() -> MandateSignature:
    made = FIRST.sign(CHALLENGE)
    assert made.assertion
    return replace(made, assertion=Assertion(made.assertion.authenticator_data + b"\0", made.assertion.client_data))


FORGERIES: dict[str, Callable[[], MandateSignature]] = {
    "another mandate's challenge": lambda: FIRST.sign(mandate_challenge(OTHER)),
    "a re-check's challenge": lambda: FIRST.sign(recheck_challenge(Recheck("one", AT))),
    "a sign-in's random challenge": lambda: FIRST.sign(bytes(range(32))),
    "another relying party": lambda: FIRST.sign(CHALLENGE, site=PasskeySite("thief.example", SITE.origin)),
    "another origin": lambda: FIRST.sign(CHALLENGE, origin="https://thief.example"),
    "a subdomain's origin": lambda: FIRST.sign(CHALLENGE, origin="https://evil.rempart.example"),
    "without TLS": lambda: FIRST.sign(CHALLENGE, origin="http://rempart.example"),
    "another port": lambda: FIRST.sign(CHALLENGE, origin="https://rempart.example:8443"),
    "in another site's frame": lambda: FIRST.sign(CHALLENGE, crossOrigin=True),
    "in a frame, said otherwise": lambda: FIRST.sign(CHALLENGE, crossOrigin="false"),
    "touched, but nobody verified": lambda: FIRST.sign(CHALLENGE, flags=UP),
    "verified, but nobody present": lambda: FIRST.sign(CHALLENGE, flags=UV),
    "neither": lambda: FIRST.sign(CHALLENGE, flags=0),
    "a registration instead": lambda: FIRST.sign(CHALLENGE, type="webauthn.create"),
    "another credential": lambda: _by(STRANGER),
    "another credential of another kind": lambda: _by(SECOND),
    "the bare signature": _without_assertion,
    "client data of another signature": _swapped,
    "bytes after the data": _longer,
    "no client data": lambda: replace(FIRST.sign(CHALLENGE), assertion=Assertion(b"", b"{}")),
    "nonsense": lambda: replace(FIRST.sign(CHALLENGE), assertion=Assertion(bytes(37), b"[]")),
}


@pytest.mark.parametrize("attack", FORGERIES)
def test_a_forged_assertion_does_not_hold(attack: str) -> None:
    forged = FORGERIES[attack]()
    assert not holds(MANDATE, forged, SITE)
    assert check_quorum(MANDATE, [forged, SECOND.sign(CHALLENGE)], PINS) is not None


def test_an_assertion_over_one_mandate_is_none_over_any_other() -> None:
    made = FIRST.sign(CHALLENGE)
    for change in ({"number": 1}, {"answer": "nodata"}, {"subdomains": False}, {"order_id": "two"}):
        assert not holds(replace(MANDATE, **change), made, SITE)


def test_a_key_is_pinned_as_a_passkey_or_as_none() -> None:
    """Else a sign-in's assertion could be passed off as a statement, or the other way round."""
    in_file = sign_mandate(MANDATE, bytes(range(32)))
    assert not holds(MANDATE, in_file, SITE)
    assert not holds(MANDATE, FIRST.sign(CHALLENGE))


def test_a_recheck_can_be_signed_by_a_passkey_and_by_no_other_assertion() -> None:
    looked = Recheck("one", AT)
    assert recheck_holds(looked, FIRST.sign(recheck_challenge(looked)), SITE)
    assert not recheck_holds(looked, FIRST.sign(CHALLENGE), SITE)
    assert not recheck_holds(Recheck("two", AT), FIRST.sign(recheck_challenge(looked)), SITE)


@pytest.mark.longer
def test_no_altered_byte_of_an_assertion_holds() -> None:
    noise, held = Random(26), 0
    for key in (FIRST, SECOND):
        made = key.sign(CHALLENGE)
        assert made.assertion
        whole = [made.signature, made.assertion.authenticator_data, made.assertion.client_data]
        for _ in range(300):
            parts = list(whole)
            at = noise.randrange(3)
            place = noise.randrange(len(parts[at]))
            flipped = parts[at][place] ^ (1 << noise.randrange(8))
            parts[at] = parts[at][:place] + bytes([flipped]) + parts[at][place + 1 :]
            altered = MandateSignature(key.public_key, parts[0], Assertion(parts[1], parts[2]))
            held += holds(MANDATE, altered, SITE)
    assert held == 0


def test_only_kinds_of_keys_that_are_judged_can_be_pinned() -> None:
    assert can_sign(FIRST.public_key)
    assert can_sign(SECOND.public_key)
    rsa = cbor.encode({1: 3, 3: -257, -1: bytes(256), -2: b"\1\0\1"})
    wrong_curve = cbor.encode({1: 2, 3: -7, -1: 2, -2: bytes(32), -3: bytes(32)})
    short = cbor.encode({1: 1, 3: -8, -1: 6, -2: bytes(31)})
    for key in (rsa, wrong_curve, short, b"", b"\xff", cbor.encode([1, 2])):
        assert not can_sign(key)


def test_a_passkey_of_small_order_signs_nothing() -> None:
    weak = cbor.encode({1: 1, 3: -8, -1: 6, -2: b"\1" + bytes(31)})
    made = SECOND.sign(CHALLENGE)
    for signature in (bytes(64), b"\1" + bytes(63)):
        assert not holds(MANDATE, MandateSignature(weak, signature, made.assertion), SITE)


def test_a_point_that_is_not_on_the_curve_signs_nothing() -> None:
    off = cbor.encode({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)})
    assert not holds(MANDATE, replace(FIRST.sign(CHALLENGE), public_key=off), SITE)
