"""Cases and orders by one short call each, through the real services."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from rempart.captures.models import ExhibitRow, SealRow
from rempart.cases.services import open_case
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.orders.contracts import Order, Proposal
from rempart.orders.judging import Outside
from rempart.orders.services import countersign_order, propose_order
from rempart.sightings.contracts import Origin
from rempart.sightings.services import record_sighting
from rempart.watchlist.services import enrol_site
from tests.conftest import People
from tests.fakes.naming import FakeCoHosting, FakeResolver, FakeRuleBook


@dataclass
class OpenedCase:
    """A case with one exhibit, opened by the pipeline."""

    id: UUID
    site_id: UUID
    hostname: str
    exhibit_id: UUID


def make_case(people: People, now: datetime, hostname: str = "reopened.example", *, sealed: bool = True) -> OpenedCase:
    analyst = people(Role.ANALYST)
    site_id = enrol_site(
        label=f"closed site of {hostname}", domains=["first.example", "second.example"], actor=analyst, now=now
    )
    sighting_id = record_sighting(
        hostname=hostname, site_id=site_id, score=0.9, reasons=(), origin=Origin.STREAM, actor=analyst, now=now
    )
    exhibit_id = make_exhibit(hostname, now, sealed=sealed)
    case_id = open_case(
        site_id=site_id,
        sighting_id=sighting_id,
        hostname=hostname,
        match_id=uuid4(),
        exhibit_id=exhibit_id,
        actor=SYSTEM,
        now=now,
    )
    return OpenedCase(case_id, site_id, hostname, exhibit_id)


def make_exhibit(hostname: str, now: datetime, *, sealed: bool = True) -> UUID:
    """The rows of an exhibit whose file nobody will open."""
    exhibit = ExhibitRow.objects.create(
        id=uuid4(),
        hostname=hostname,
        url=f"https://{hostname}/",
        reached=True,
        captured_at=now,
        size=1,
        exchanges=1,
        media=0,
        refusals=0,
        truncations=[],
        log_index=0,
    )
    if sealed:
        SealRow.objects.create(exhibit=exhibit, authorities=[], stamped_at=now, sealed_at=now, size=1)
    return exhibit.id


@dataclass
class Orders:
    """Proposes and countersigns as two fresh people; the outside can be changed before."""

    people: People
    now: datetime
    rule_book: FakeRuleBook = field(default_factory=FakeRuleBook)
    resolver: FakeResolver | None = field(
        default_factory=lambda: FakeResolver(hosts={"reopened.example": ("192.0.2.7",)})
    )
    co_hosting: FakeCoHosting = field(default_factory=FakeCoHosting)

    @property
    def outside(self) -> Outside:
        return Outside(self.rule_book, self.resolver, self.co_hosting)

    def proposal(self, case: OpenedCase, **other: Any) -> Proposal:
        fields: dict[str, Any] = {
            "case_id": case.id,
            "hostname": case.hostname,
            "legal_basis": "fr-lcen-6-1",
            "necessity": "The site was closed by a court and has reopened under this name.",
            "expires_at": self.now + timedelta(days=30),
            "exhibits": (case.exhibit_id,),
        }
        return Proposal(**(fields | other))

    def propose(self, case: OpenedCase, actor: Actor | None = None, **other: Any) -> Order:
        return propose_order(
            proposal=self.proposal(case, **other),
            outside=self.outside,
            actor=actor or self.people(Role.ANALYST),
            now=self.now,
        )

    def countersign(self, order: Order, actor: Actor | None = None, now: datetime | None = None) -> Order:
        return countersign_order(
            order_id=order.id,
            rule_book=self.rule_book,
            actor=actor or self.people(Role.REVIEWER),
            now=now or self.now,
        )

    def in_force(self, case: OpenedCase, **other: Any) -> Order:
        return self.countersign(self.propose(case, **other))
