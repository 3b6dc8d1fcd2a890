"""What is kept of CRL and OCSP while sealing is what the verifier takes, which was written apart from it."""

from datetime import timedelta

import pytest

from rempart.adapters.exhibit import container
from rempart.adapters.revocation_answers import says_revoked
from rempart.verification import verify_exhibit
from tests.factories.exhibits import Workshop
from tests.factories.revocations import Issuer, Reason, to_pem
from tests.verification.forging.contents import list_again
from tests.verification.forging.revocations import CRL, OCSP, list_answers

HOUR = timedelta(hours=1)


def told(issuer: Issuer, kind: str, answer: bytes) -> bool | None:
    """Revoked or not; None where the answer is refused."""
    try:
        return says_revoked(kind, answer, issuer.certificate, issuer.issuer, issuer.now)
    except ValueError:
        return None


def test_a_good_answer_and_one_that_tells_of_a_revocation_are_read(workshop: Workshop) -> None:
    issuer = workshop.authority.issuer
    assert told(issuer, CRL, issuer.crl()) is told(issuer, OCSP, issuer.ocsp()) is False
    for reason in (Reason.key_compromise, Reason.superseded, None):
        assert told(issuer, CRL, issuer.crl(issuer.now - HOUR, reason)) is True
        assert told(issuer, OCSP, issuer.ocsp(issuer.now - HOUR, reason)) is True


def test_no_answer_is_kept_that_the_verifier_would_call_a_forgery(workshop: Workshop, sealed: bytes) -> None:
    issuer, files = workshop.authority.issuer, container.read_zip(sealed)
    wrong = []
    for name, kind, answer in list_answers(workshop):
        kept = list_again(workshop, files | {"seal/revocation-1": to_pem(kind, answer)})
        failed = {check.code for check in verify_exhibit(workshop.zip(kept), workshop.trust).list_failed()}
        if failed != {"timestamp.revocation"} or told(issuer, kind, answer) is not None:
            wrong.append((name, failed))
    assert not wrong


@pytest.mark.parametrize("kind", [CRL, OCSP])
def test_a_turned_bit_never_makes_another_answer(workshop: Workshop, kind: str) -> None:
    issuer = workshop.authority.issuer
    answer = issuer.crl() if kind == CRL else issuer.ocsp()
    for bit in range(0, len(answer) * 8, 37):
        changed = bytearray(answer)
        changed[bit // 8] ^= 1 << bit % 8
        assert told(issuer, kind, bytes(changed)) is not True
