"""What leaves transparency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from rempart.engines.statistics import Figure, Spread
from rempart.kernel.errors import InputRejectedError


class Kind(StrEnum):
    """What is counted, in the order in which it is shown."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    IN_FORCE = "in-force"
    EMERGENCIES = "emergencies"
    RENEWED = "renewed"
    RECOMMENDATIONS = "recommendations"
    OBJECTIONS = "objections"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    LAPSED = "lapsed"
    APPEALS = "appeals"
    UPHELD = "upheld"
    OVER_BLOCKS = "over-blocks"


@dataclass(frozen=True, slots=True)
class BasisFigures:
    """The counts of one legal basis; `terms` are days in force that were signed for, the other two seconds from an
    act to its effect at the last resolver, as probes saw it.
    """

    code: str
    title: str
    figures: Mapping[Kind, Figure]
    terms: Spread
    blocking: Spread
    lifting: Spread


@dataclass(frozen=True, slots=True)
class TransparencyReport:
    """Public numbers of one year up to `end`, the end of its last quarter that is over; small ones are kept back."""

    year: int
    end: datetime
    bases: tuple[BasisFigures, ...]
    totals: Mapping[Kind, Figure]
    blocking: Spread
    lifting: Spread


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the public log holds of an order that took effect: place, second, and a salted hash; no name."""

    index: int
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Opening:
    """One commitment opened: `proof` is a C2SP tlog-proof whose extra data holds the entry and its salt.

    `at` and `facts` are what the entry says, for people.
    """

    order_id: UUID
    index: int
    proof: str
    at: datetime
    facts: Mapping[str, Any]


class NotYetInForceError(InputRejectedError):
    """The order never took effect, so the log holds no commitment to its effect."""

    code = "transparency.not_yet_in_force"
    template = "Order {order} never took effect; there is nothing to open."
