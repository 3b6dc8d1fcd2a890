"""Every single bit of an exhibit matters: turn any of them and the exhibit is no longer sound."""

import random
from dataclasses import replace

import pytest

from rempart.adapters.exhibit import container
from rempart.verification import Trust, verify_exhibit
from tests.factories.exhibits import Workshop
from tests.verification.forging import flip
from tests.verification.forging.contents import list_again


@pytest.mark.parametrize("share", range(4))
def test_a_turned_bit_is_found_wherever_it_is(workshop: Workshop, sealed: bytes, share: int) -> None:
    noise = random.Random(f"bits {share}")
    unseen = [
        bit
        for bit in (noise.randrange(len(sealed) * 8) for _ in range(250))
        if verify_exhibit(flip(sealed, bit), workshop.trust).sound
    ]
    assert not unseen


def test_a_turned_bit_is_found_even_by_whoever_knows_no_key(sealed: bytes) -> None:
    noise = random.Random("bits without trust")
    bits = (noise.randrange(len(sealed) * 8) for _ in range(250))
    assert not [bit for bit in bits if verify_exhibit(flip(sealed, bit), Trust()).sound]


# A certificate broken on purpose may hold what a later version of cryptography will refuse; this one only warns.
@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
def test_no_turned_bit_of_a_token_breaks_the_verifier_itself(workshop: Workshop, sealed: bytes) -> None:
    """Listed and signed anew, so that the token is really read; bits outside what is signed may pass unseen here."""
    files = container.read_zip(sealed)
    token, noise = files["seal/timestamp-1"], random.Random("token")
    for bit in (noise.randrange(len(token) * 8) for _ in range(300)):
        changed = list_again(workshop, files | {"seal/timestamp-1": flip(token, bit)})
        assert verify_exhibit(workshop.zip(changed), workshop.trust).checks


def test_every_bit_of_container_and_seal_matters(workshop: Workshop) -> None:
    small = workshop.sealed(replace(workshop.capture, exchanges=(), screenshot=b"", rdap={}), authorities=())
    directory = small.index(b"PK\x01\x02") * 8
    for bit in range(directory, len(small) * 8, 7):
        assert not verify_exhibit(flip(small, bit), workshop.trust).sound, bit
