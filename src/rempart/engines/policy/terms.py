"""Legal bases as data, and what each demands: who signs, how long, who had to be asked first, when to look again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from rempart.engines.policy.orders import EMERGENCY_LIMIT, Signer
from rempart.kernel.actors import Role
from rempart.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One provision that an order may rest on, as the operator configured it; a lawyer confirms every line.

    `removal_first`: the publisher or host must have been asked to remove this long before the order, and
    `prior_notice`: told that a demand was coming this long before the demand; None where the law asks for neither.
    `emergency`: whether a legal officer may order alone for 24 hours.
    """

    code: str
    text: str
    article: str
    country: str
    longest_term: timedelta = timedelta(days=90)
    recheck_every: timedelta = timedelta(days=90)
    proposers: frozenset[Role] = frozenset({Role.ANALYST, Role.LEGAL_OFFICER})
    countersigners: frozenset[Role] = frozenset({Role.REVIEWER, Role.LEGAL_OFFICER})
    removal_first: timedelta | None = None
    prior_notice: timedelta | None = None
    emergency: bool = False
    redress: str = ""
    oversight: str = ""
    offence: str = "child-abuse"

    @property
    def title(self) -> str:
        """How the basis is cited."""
        return f"{self.text}, {self.article}"


@dataclass(frozen=True, slots=True)
class Removal:
    """What was asked of the publisher or host before: when told, when asked, or why they could not be reached."""

    notified_at: datetime | None = None
    asked_at: datetime | None = None
    unreachable: str = ""


def check_term(basis: LegalBasis, now: datetime, expires_at: datetime, *, emergency: bool = False) -> Reason | None:
    """Why an order cannot run from `now` to `expires_at`, or None where it can."""
    longest = min(basis.longest_term, EMERGENCY_LIMIT) if emergency else basis.longest_term
    if expires_at <= now:
        return Reason(code="policy.term_over", template="The order would end before it begins; give a later end.")
    if expires_at - now > longest:
        return Reason(
            code="policy.term_too_long",
            template="{basis} allows {hours} hours at most; this order would run for {asked}.",
            values={"basis": basis.title, "hours": _hours(longest), "asked": _hours(expires_at - now)},
        )
    return None


def check_running(now: datetime, expires_at: datetime) -> Reason | None:
    """Why nothing makes the order hold any longer, or None where its term still runs: what is over is over, also before
    anybody was there to write it down."""
    if now < expires_at:
        return None
    return Reason(code="policy.order_over", template="The term of this order is over; propose a new one.")


def check_signer(basis: LegalBasis, signer: Signer, *, second: bool, emergency: bool = False) -> Reason | None:
    """Why `signer` may not sign first (or second) under `basis`, or None where they may."""
    if emergency and not basis.emergency:
        return Reason(
            code="policy.no_emergency",
            template="{basis} knows no emergency order; two signatures are needed first.",
            values={"basis": basis.title},
        )
    entitled = basis.countersigners if second else basis.proposers
    if signer.role in entitled:
        return None
    return Reason(
        code="policy.basis_not_entitled",
        template="Under {basis} the role {role} may not give this signature; {entitled} may.",
        values={"basis": basis.title, "role": signer.role, "entitled": ", ".join(sorted(entitled))},
    )


def check_removal(basis: LegalBasis, removal: Removal, now: datetime) -> Reason | None:
    """Why it is too early to block because the publisher or host was not asked as `basis` demands, or None."""
    if basis.removal_first is None or removal.unreachable.strip():
        return None
    if removal.asked_at is None:
        return Reason(
            code="policy.removal_not_asked",
            template="{basis} asks for a removal demand {hours} hours before; none is recorded.",
            values={"basis": basis.title, "hours": _hours(basis.removal_first)},
        )
    if now - removal.asked_at < basis.removal_first:
        return Reason(
            code="policy.removal_pending",
            template="{basis} leaves the host {hours} hours to remove; {left} are left.",
            values={
                "basis": basis.title,
                "hours": _hours(basis.removal_first),
                "left": _hours(basis.removal_first - (now - removal.asked_at)),
            },
        )
    return _check_notice(basis, removal, removal.asked_at)


def recheck_due(basis: LegalBasis, looked_at: datetime, promised: timedelta) -> datetime:
    """When somebody must have looked at the site again, or the block is suspended. `promised` is the period that the
    order's mandate names: edge agents go by it, and count as from `looked_at`, its first signature or a re-check."""
    return looked_at + min(basis.recheck_every, promised)


def check_look(basis: LegalBasis, looked_at: datetime, promised: timedelta, now: datetime) -> Reason | None:
    """Why the first signature is too old for a second, or None: the block would be suspended as it began."""
    if now < recheck_due(basis, looked_at, promised):
        return None
    return Reason(
        code="policy.look_over",
        template="The first signature is of {day}, and {basis} asks for another look within {days} days. Propose anew.",
        values={
            "day": f"{looked_at:%Y-%m-%d}",
            "basis": basis.title,
            "days": str(min(basis.recheck_every, promised).days),
        },
    )


def _check_notice(basis: LegalBasis, removal: Removal, asked_at: datetime) -> Reason | None:
    if basis.prior_notice is None:
        return None
    if removal.notified_at is None or asked_at - removal.notified_at < basis.prior_notice:
        return Reason(
            code="policy.no_prior_notice",
            template="{basis} asks that the host be told {hours} hours before the removal demand; it was not.",
            values={"basis": basis.title, "hours": _hours(basis.prior_notice)},
        )
    return None


def _hours(span: timedelta) -> str:
    """Begun hours count whole: of half an hour that is left none would be, and a minute too long would be in time."""
    return str(ceil(span / timedelta(hours=1)))
