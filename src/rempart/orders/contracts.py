"""What leaves orders; what they refuse with stands in `errors`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from rempart.engines.policy import Act, Removal, Signer, Standing, State
from rempart.kernel.actors import Role
from rempart.kernel.events import Event
from rempart.kernel.hostname import Hostname
from rempart.kernel.reasons import Reason

__all__ = ["CHANGES", "Act", "Removal", "Role", "Signer", "Standing", "State"]


# What makes an order begin or cease to hold.
CHANGES = frozenset(
    {
        Act.COUNTERSIGN,
        Act.ORDER_EMERGENCY,
        Act.SUSPEND,
        Act.RESUME,
        Act.MISS_RECHECK,
        Act.REVOKE,
        Act.LAPSE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What somebody asks for. `necessity` and `scope` are the statement of reasons in words, for a judge to read.

    `set_aside` maps the code of a safeguard to the reason why it shall not count; few may be, by a named role.
    `answer` is ``nxdomain``, ``nodata`` or the address of a block page; None takes the operator's default.
    """

    case_id: UUID
    hostname: str
    legal_basis: str
    necessity: str
    expires_at: datetime
    scope: str = ""
    exhibits: tuple[UUID, ...] = ()
    subdomains: bool = True
    answer: str | None = None
    removal: Removal = field(default_factory=Removal)
    owner_changed_at: datetime | None = None
    set_aside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature under an order. `mandate` counts renewals from 0, `position` is 1 or 2."""

    mandate: int
    position: int
    account_id: UUID
    signer: str
    role: Role
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class OrderAct:
    """One thing that was done to an order, by whom and why."""

    act: Act
    at: datetime
    actor: str
    role: Role | None
    reason: str


@dataclass(frozen=True, slots=True)
class Order:
    """One order as it stands. `basis_title` is the legal basis as it was cited when the order was proposed.

    `removal` is what was asked of the host before; `refusals` are the safeguards that refused it, `set_aside` those
    that a person set aside.
    """

    id: UUID
    case_id: UUID
    site_id: UUID
    hostname: Hostname
    subdomains: bool
    answer: str
    legal_basis: str
    basis_title: str
    necessity: str
    scope: str
    exhibits: tuple[UUID, ...]
    removal: Removal
    state: State
    proposed_at: datetime
    expires_at: datetime
    in_force_at: datetime | None
    recheck_due_at: datetime | None
    ended_at: datetime | None
    mandate: int
    refusals: tuple[Reason, ...]
    set_aside: tuple[Reason, ...]
    signatures: tuple[Signature, ...]
    acts: tuple[OrderAct, ...]

    @property
    def blocks(self) -> bool:
        """Whether the name is to be refused."""
        return self.state.blocks

    @property
    def changed_at(self) -> datetime | None:
        """When the order last began or ceased to hold; None where it never held."""
        return max((act.at for act in self.acts if act.act in CHANGES), default=None)

    @property
    def term_ends_at(self) -> datetime | None:
        """When its term ends; None where it was refused or declined, and has none."""
        return None if self.state in (State.REFUSED, State.DECLINED) else self.expires_at


@dataclass(frozen=True, slots=True)
class BlockedName:
    """One name that the orders in force refuse, however many they are."""

    hostname: Hostname
    subdomains: bool
    answer: str
    order_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class AppealReceipt:
    """What the one who appeals is given: the code, shown once, and when an answer is due."""

    code: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal. `order_id` None: no order blocked the name. `upheld` None: not answered yet."""

    id: UUID
    hostname: str
    order_id: UUID | None
    text: str
    made_at: datetime
    due_at: datetime
    upheld: bool | None
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderProposed(Event):
    """One person signed; the order waits for the second. `matches`: the comparisons that it rests on."""

    act: ClassVar[str] = "orders.order_proposed"
    order_id: UUID
    case_id: UUID
    hostname: str
    set_aside: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRefused(Event):
    """A safeguard refused the order; it can never come into force."""

    act: ClassVar[str] = "orders.order_refused"
    order_id: UUID
    case_id: UUID
    hostname: str
    safeguards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDeclined(Event):
    """A signer said no to a proposal, or took it back."""

    act: ClassVar[str] = "orders.order_declined"
    order_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderInForce(Event):
    """The name is to be refused from now on. `provisional`: by one legal officer, until confirmed; with `matches`."""

    act: ClassVar[str] = "orders.order_in_force"
    order_id: UUID
    case_id: UUID
    site_id: UUID
    hostname: str
    expires_at: datetime
    provisional: bool = False
    legal_basis: str = ""
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderConfirmed(Event):
    """The second signature came to an emergency order."""

    act: ClassVar[str] = "orders.order_confirmed"
    order_id: UUID
    hostname: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalProposed(Event):
    """One person signed for a longer term."""

    act: ClassVar[str] = "orders.renewal_proposed"
    order_id: UUID
    hostname: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRenewed(Event):
    """Two people signed for a longer term."""

    act: ClassVar[str] = "orders.order_renewed"
    order_id: UUID
    hostname: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRechecked(Event):
    """Somebody looked again and the reasons still hold."""

    act: ClassVar[str] = "orders.order_rechecked"
    order_id: UUID
    hostname: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderObjected(Event):
    """The overseer objects."""

    act: ClassVar[str] = "orders.order_objected"
    order_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRecommended(Event):
    """The overseer recommends something; the reason says what."""

    act: ClassVar[str] = "orders.order_recommended"
    order_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSuspended(Event):
    """The name is to be answered again: the overseer stopped the order, or nobody re-checked it in time."""

    act: ClassVar[str] = "orders.order_suspended"
    order_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderResumed(Event):
    """The order holds again after a suspension."""

    act: ClassVar[str] = "orders.order_resumed"
    order_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRevoked(Event):
    """The order was ended by a person. `stopped`: an emergency order, by the overseer who suspended it."""

    act: ClassVar[str] = "orders.order_revoked"
    order_id: UUID
    hostname: str
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLapsed(Event):
    """The order's term ended."""

    act: ClassVar[str] = "orders.order_lapsed"
    order_id: UUID
    hostname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealReceived(Event):
    """Somebody contests a block."""

    act: ClassVar[str] = "orders.appeal_received"
    appeal_id: UUID
    order_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAnswered(Event):
    """An appeal has its answer."""

    act: ClassVar[str] = "orders.appeal_answered"
    appeal_id: UUID
    order_id: UUID | None
    upheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateCompleted(Event):
    """Both signers signed the mandate with keys of their own; `sha256` is of its statement."""

    act: ClassVar[str] = "orders.mandate_completed"
    order_id: UUID
    number: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckSigned(Event):
    """Somebody who may re-check signed with a key of their own that they looked again; edge agents go by it."""

    act: ClassVar[str] = "orders.recheck_signed"
    order_id: UUID
    looked_at: datetime
    public_key: str
    signature: str
    authenticator_data: str = ""
    client_data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrakeReleased(Event):
    """The overseer lets a batch through: `number` more orders within the hour."""

    act: ClassVar[str] = "orders.brake_released"
    release_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recipient of an order's alarm: by which way, how often it was tried, when it arrived, the last problem."""

    kind: str
    channel: str
    recipient: str
    raised_at: datetime
    tries: int
    delivered_at: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One person who said that they have seen an order's alarm."""

    account_id: UUID
    name: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Event):
    """Everybody in the named roles is woken: by mail, by the operator's own systems."""

    act: ClassVar[str] = "orders.alarm_raised"
    order_id: UUID
    kind: str
    recipients: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSeen(Event):
    """Somebody who was woken has seen it."""

    act: ClassVar[str] = "orders.alarm_seen"
    order_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningCodeIssued(Event):
    """A code that opens the order's commitment was handed to its owner or a court."""

    act: ClassVar[str] = "orders.opening_code_issued"
    order_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningCodeUsed(Event):
    """Whoever holds the code opened the order's commitment."""

    act: ClassVar[str] = "orders.opening_code_used"
    order_id: UUID
    code_id: UUID
