"""What was told of the authority's certificates when it stamped: the other side of `forge_revocation`."""

from datetime import timedelta

import pytest

from rempart.adapters.exhibit import container
from rempart.verification import Check, Outcome, Trust, verify_exhibit
from tests.factories.exhibits import Workshop
from tests.factories.revocations import Reason, to_pem
from tests.verification.forging.contents import list_again


def check(workshop: Workshop, sealed: bytes, kept: bytes | None, trust: Trust | None = None) -> list[Check]:
    files = {name: part for name, part in container.read_zip(sealed).items() if name != "seal/revocation-1"}
    files |= {} if kept is None else {"seal/revocation-1": kept}
    report = verify_exhibit(workshop.zip(list_again(workshop, files)), trust or workshop.trust)
    assert report.sound
    return [one for one in report.checks if one.code == "timestamp.revocation"]


def test_answers_that_know_of_no_revocation_pass(workshop: Workshop, sealed: bytes) -> None:
    (found,) = check(workshop, sealed, workshop.authority.issuer.kept())
    assert found.outcome is Outcome.PASSED


@pytest.mark.parametrize("kind", ["X509 CRL", "OCSP RESPONSE"])
def test_either_kind_of_answer_is_enough(workshop: Workshop, sealed: bytes, kind: str) -> None:
    issuer = workshop.authority.issuer
    (found,) = check(workshop, sealed, to_pem(kind, issuer.crl() if kind == "X509 CRL" else issuer.ocsp()))
    assert found.outcome is Outcome.PASSED


@pytest.mark.parametrize("reason", [Reason.superseded, Reason.cessation_of_operation, Reason.affiliation_changed])
def test_a_certificate_given_up_later_for_a_harmless_reason_leaves_the_token_standing(
    workshop: Workshop, sealed: bytes, reason: Reason
) -> None:
    issuer, later = workshop.authority.issuer, workshop.now + timedelta(hours=1)
    kept = to_pem("X509 CRL", issuer.crl(later, reason)) + to_pem("OCSP RESPONSE", issuer.ocsp(later, reason))
    (found,) = check(workshop, sealed, kept)
    assert found.outcome is Outcome.PASSED


@pytest.mark.parametrize("kept", [None, b"# not kept: it did not answer\n"])
def test_where_no_answer_was_kept_nothing_is_claimed(workshop: Workshop, sealed: bytes, kept: bytes | None) -> None:
    (found,) = check(workshop, sealed, kept)
    assert found.outcome is Outcome.NOT_POSSIBLE
    assert "no answer" in found.text


def test_without_roots_nobody_can_say_who_may_tell(workshop: Workshop, sealed: bytes) -> None:
    assert check(workshop, sealed, workshop.authority.issuer.kept(), Trust()) == []
