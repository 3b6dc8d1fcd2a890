"""Addresses that act: each calls one verb of one stage."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Schema, Status
from pydantic import AfterValidator, AwareDatetime, StringConstraints

from rempart import wiring
from rempart.api.entrance import caller
from rempart.api.routes import router
from rempart.api.schemas import schema_of
from rempart.cases.services import note_case
from rempart.kernel.actors import PUBLIC
from rempart.kernel.clock import Clock, SystemClock
from rempart.orders import oversight, services
from rempart.orders.contracts import Order, Proposal, Removal
from rempart.orders.judging import outside_of
from rempart.orders.queries import get_order
from rempart.pipeline.services import retry_step
from rempart.reports.contracts import Receipt, ReportProgress
from rempart.reports.queries import follow_report
from rempart.reports.services import submit_report
from rempart.sightings.contracts import Dismissal
from rempart.sightings.dismissals import dismiss_sighting
from rempart.watchlist.services import enrol_site

CLOCK: Clock = SystemClock()


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("in UTC it lies outside the years 1 to 9999") from error


# Without its offset a moment is another one in every place.
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Why(Schema):
    """The reason that the journal keeps."""

    reason: str = Field(min_length=3, max_length=2000)


class ReportIn(Schema):
    """What anybody may tell. Nothing about the sender is kept."""

    address: str
    category: str
    description: str = ""


class CodeIn(Schema):
    """A receipt code."""

    code: str


class SiteIn(Why):
    """A closed site: names oldest first."""

    label: Words
    domains: list[str] = Field(min_length=1)
    decision: str
    closed_on: date | None = None
    languages: list[str] = Field(default_factory=list)


class DismissIn(Why):
    """Why a sighting is set aside; `unrelated` teaches that the name is another's."""

    kind: Dismissal = Dismissal.OTHER


class NoteIn(Schema):
    """A note on a case."""

    text: str


class RemovalIn(Schema):
    """What was asked of the host before: when it was told, when it was asked, or why it could not be reached."""

    notified_at: Moment | None = None
    asked_at: Moment | None = None
    unreachable: str = ""


class ProposalIn(Schema):
    """A proposal for an order; the caller signs first."""

    hostname: str
    legal_basis: str
    necessity: str
    expires_at: Moment
    scope: str = ""
    exhibits: list[UUID] = Field(default_factory=list)
    subdomains: bool = True
    answer: str | None = None
    removal: RemovalIn = Field(default_factory=RemovalIn)
    owner_changed_at: Moment | None = None
    set_aside: dict[str, str] = Field(default_factory=dict)


class Made(Schema):
    """The id of what was made."""

    id: UUID


@router.post("/reports", response={201: schema_of(Receipt)}, auth=None)
def report(request: HttpRequest, body: ReportIn) -> Status[Receipt]:  # noqa: ARG001
    """Report an address. No token: this is the public form for programs."""
    receipt = submit_report(
        address=body.address, category=body.category, description=body.description, now=CLOCK.now(), actor=PUBLIC
    )
    return Status(201, receipt)


@router.post("/reports/follow", response=schema_of(ReportProgress), auth=None)
def follow(request: HttpRequest, body: CodeIn) -> ReportProgress:  # noqa: ARG001
    """What became of a report, for whoever holds its code."""
    return follow_report(body.code)


@router.post("/watchlist", response={201: Made})
def enrol(request: HttpRequest, body: SiteIn) -> Status[dict[str, UUID]]:
    """Watch a closed site from now on."""
    site_id = enrol_site(
        label=body.label,
        domains=body.domains,
        decision=body.decision,
        closed_on=body.closed_on,
        languages=body.languages,
        actor=caller(request),
        now=CLOCK.now(),
        reason=body.reason,
    )
    return Status(201, {"id": site_id})


@router.post("/sightings/{uuid:sighting_id}/dismiss", response={204: None})
def dismiss(request: HttpRequest, sighting_id: UUID, body: DismissIn) -> Status[None]:
    """Set a sighting aside until it is seen again."""
    actor, now = caller(request), CLOCK.now()
    dismiss_sighting(sighting_id=sighting_id, actor=actor, now=now, reason=body.reason, kind=body.kind)
    return Status(204, None)


@router.post("/cases/{uuid:case_id}/notes", response={201: Made})
def note(request: HttpRequest, case_id: UUID, body: NoteIn) -> Status[dict[str, UUID]]:
    """Write something down about a case."""
    return Status(201, {"id": note_case(case_id=case_id, text=body.text, actor=caller(request), now=CLOCK.now())})


@router.post("/cases/{uuid:case_id}/orders", response={201: schema_of(Order)})
def propose(request: HttpRequest, case_id: UUID, body: ProposalIn) -> Status[Order]:
    """Propose an order: look at `state` and `refusals` of what comes back."""
    ports = wiring.current_ports()
    fields = body.dict() | {"exhibits": tuple(body.exhibits), "removal": Removal(**body.removal.dict())}
    order = services.propose_order(
        proposal=Proposal(case_id=case_id, **fields),
        outside=outside_of(ports, caller(request)),
        actor=caller(request),
        now=CLOCK.now(),
    )
    return Status(201, order)


@router.post("/orders/{uuid:order_id}/countersign", response=schema_of(Order))
def countersign(request: HttpRequest, order_id: UUID, body: Why) -> Order:
    """The second signature: the order is in force."""
    return services.countersign_order(
        order_id=order_id,
        rule_book=wiring.current_ports().rule_book,
        actor=caller(request),
        now=CLOCK.now(),
        reason=body.reason,
    )


@router.post("/orders/{uuid:order_id}/decline", response=schema_of(Order))
def decline(request: HttpRequest, order_id: UUID, body: Why) -> Order:
    """Say no to a proposal."""
    services.decline_order(order_id=order_id, actor=caller(request), now=CLOCK.now(), reason=body.reason)
    return get_order(order_id, viewer=caller(request))


@router.post("/orders/{uuid:order_id}/revoke", response=schema_of(Order))
def revoke(request: HttpRequest, order_id: UUID, body: Why) -> Order:
    """End an order; the name is answered again."""
    oversight.revoke_order(order_id=order_id, actor=caller(request), now=CLOCK.now(), reason=body.reason)
    return get_order(order_id, viewer=caller(request))


@router.post("/orders/{uuid:order_id}/object", response=schema_of(Order))
def object_to(request: HttpRequest, order_id: UUID, body: Why) -> Order:
    """The overseer objects."""
    oversight.object_order(order_id=order_id, actor=caller(request), now=CLOCK.now(), reason=body.reason)
    return get_order(order_id, viewer=caller(request))


@router.post("/orders/{uuid:order_id}/suspend", response=schema_of(Order))
def suspend(request: HttpRequest, order_id: UUID, body: Why) -> Order:
    """The overseer stops an order."""
    oversight.suspend_order(order_id=order_id, actor=caller(request), now=CLOCK.now(), reason=body.reason)
    return get_order(order_id, viewer=caller(request))


@router.post("/steps/{uuid:step_id}/retry", response={204: None})
def retry(request: HttpRequest, step_id: UUID) -> Status[None]:
    """Let a refused or given-up step try again."""
    retry_step(step_id=step_id, actor=caller(request), now=CLOCK.now())
    return Status(204, None)
