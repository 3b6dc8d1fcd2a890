"""Legal bases: terms, signers, and France's 24 hours for the host with 12 hours' notice before."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from rempart.engines.policy import (
    LegalBasis,
    Removal,
    Signer,
    check_look,
    check_removal,
    check_signer,
    check_term,
    recheck_due,
)
from rempart.kernel.actors import Role

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FRANCE = LegalBasis(
    code="fr-lcen-6-1",
    text="LCEN",
    article="6-1",
    country="FR",
    removal_first=timedelta(hours=24),
    prior_notice=timedelta(hours=12),
    emergency=True,
)
COURT = LegalBasis(
    code="court", text="Court order", article="1", country="FR", proposers=frozenset({Role.LEGAL_OFFICER})
)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


@pytest.mark.parametrize(
    ("days", "code"), [(0, "policy.term_over"), (-1, "policy.term_over"), (90, None), (91, "policy.term_too_long")]
)
def test_every_order_ends_within_the_term_of_its_basis(days: int, code: str | None) -> None:
    reason = check_term(FRANCE, NOW, NOW + timedelta(days=days))
    assert (reason and reason.code) == code


def test_an_emergency_order_lasts_24_hours_at_most() -> None:
    assert check_term(FRANCE, NOW, NOW + hours(24), emergency=True) is None
    assert check_term(FRANCE, NOW, NOW + hours(24) + timedelta(seconds=1), emergency=True) is not None


def test_an_emergency_order_needs_a_basis_that_knows_it() -> None:
    officer = Signer(UUID(int=1), Role.LEGAL_OFFICER)
    assert check_signer(FRANCE, officer, second=False, emergency=True) is None
    reason = check_signer(COURT, officer, second=False, emergency=True)
    assert reason is not None
    assert reason.code == "policy.no_emergency"


def test_a_basis_can_narrow_who_signs() -> None:
    analyst = Signer(UUID(int=1), Role.ANALYST)
    assert check_signer(FRANCE, analyst, second=False) is None
    reason = check_signer(COURT, analyst, second=False)
    assert reason is not None
    assert "legal-officer may" in reason.text


@pytest.mark.parametrize(
    ("removal", "code"),
    [
        (Removal(), "policy.removal_not_asked"),
        (Removal(notified_at=NOW - hours(40), asked_at=NOW - hours(23)), "policy.removal_pending"),
        (Removal(notified_at=NOW - hours(40), asked_at=NOW - hours(24)), None),
        (Removal(asked_at=NOW - hours(24)), "policy.no_prior_notice"),
        (Removal(notified_at=NOW - hours(35), asked_at=NOW - hours(24)), "policy.no_prior_notice"),
        (Removal(notified_at=NOW - hours(36), asked_at=NOW - hours(24)), None),
        (Removal(unreachable="no contact data anywhere"), None),
        (Removal(unreachable=" "), "policy.removal_not_asked"),
    ],
)
def test_the_host_must_have_been_asked_first(removal: Removal, code: str | None) -> None:
    reason = check_removal(FRANCE, removal, NOW)
    assert (reason and reason.code) == code


def test_the_hours_that_are_told_never_say_that_what_is_refused_would_be_in_time() -> None:
    longer = check_term(FRANCE, NOW, NOW + hours(24) + timedelta(minutes=10), emergency=True)
    assert longer is not None
    assert longer.text.endswith("allows 24 hours at most; this order would run for 25.")
    removal = Removal(notified_at=NOW - hours(40), asked_at=NOW - hours(24) + timedelta(minutes=20))
    pending = check_removal(FRANCE, removal, NOW)
    assert pending is not None
    assert pending.text.endswith("leaves the host 24 hours to remove; 1 are left.")


def test_a_basis_without_a_removal_demand_asks_for_none() -> None:
    assert check_removal(COURT, Removal(), NOW) is None


@pytest.mark.parametrize(("promised", "days"), [(90, 90), (400, 90), (10, 10)])
def test_the_next_look_is_due_a_quarter_later_or_as_the_mandate_names(promised: int, days: int) -> None:
    period, due = timedelta(days=promised), NOW + timedelta(days=days)
    assert recheck_due(FRANCE, NOW, period) == due
    assert check_look(FRANCE, NOW, period, due - timedelta(seconds=1)) is None
    late = check_look(FRANCE, NOW, period, due)
    assert late is not None
    assert f"within {days} days" in late.text
