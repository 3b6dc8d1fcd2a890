"""A house with something in every room: one reopened site, from the report to the order, through the real services."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from rempart import wiring
from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.signer import FileSigner
from rempart.captures.queries import list_exhibits
from rempart.captures.services import capture_reference
from rempart.cases.services import note_case, open_case
from rempart.config import load_config
from rempart.journal.queries import get_entry
from rempart.kernel.actors import CONSOLE, SYSTEM, Actor, Role
from rempart.kernel.clock import SystemClock
from rempart.kernel.errors import RempartError
from rempart.kernel.reasons import Reason
from rempart.matches.queries import list_matches
from rempart.orders.appeals import appeal_order, list_appeals
from rempart.orders.contracts import Order, Proposal
from rempart.orders.judging import outside_of
from rempart.orders.services import countersign_order, propose_order
from rempart.pipeline import services as pipeline
from rempart.pipeline.contracts import STUCK_STATES, StepState
from rempart.pipeline.queries import list_steps
from rempart.ports import Ports
from rempart.probes.queries import list_probes
from rempart.publications.contracts import Ask
from rempart.publications.queries import list_publications
from rempart.referrals.queries import list_notices
from rempart.reports.contracts import Receipt
from rempart.reports.services import submit_report
from rempart.sightings.contracts import Origin
from rempart.sightings.services import record_sighting
from rempart.watchlist.services import enrol_site
from tests.conftest import People
from tests.factories.publishing import say_and_keep
from tests.fakes.exhibits import MemoryStore, ScriptedCapturer
from tests.fakes.naming import FakeCoHosting, FakeResolver, FakeRuleBook, FakeZone

HOSTNAME = "forum-3.example"
WHY = "The site was closed by a court and has reopened under this name."


@dataclass
class House:
    """Who works here and what lies in each room."""

    ports: Ports
    now: datetime
    people: dict[Role, Actor]
    receipt: str
    report_id: UUID
    site_id: UUID
    sighting_id: UUID
    exhibit_id: UUID
    match_id: UUID
    case_id: UUID
    order_id: UUID
    refused_id: UUID
    in_force_id: UUID
    publication_id: UUID
    probe_id: UUID
    notice_id: UUID
    step_id: UUID
    appeal_id: UUID


def make_ports(folder: Path) -> Ports:
    """Ports without a network; the seal is real."""
    zone = FakeZone()
    hosts = {HOSTNAME: ("192.0.2.7",), "shared.example": ("192.0.2.9",), f"www.{HOSTNAME}": ("192.0.2.8",)}
    neighbours = {"192.0.2.9": tuple(f"shop-{number}.test" for number in range(9))}
    captured_at = SystemClock().now() - timedelta(hours=2)  # evidence of a fixed day would be too old before long
    real = wiring.build_ports(replace(load_config(), data_folder=folder))
    return replace(
        real,
        capturer=ScriptedCapturer(started_at=captured_at, finished_at=captured_at + timedelta(seconds=2)),
        exhibit_format=WaczExhibits(FileSigner(folder / "keys")),
        exhibits=MemoryStore(),
        publisher=zone,
        resolvers=(FakeResolver(label="subscriber A", hosts=hosts, zone=zone),),
        control=FakeResolver(label="control", hosts=hosts),
        co_hosting=FakeCoHosting(neighbours),
        rule_book=FakeRuleBook(),
    )


def build_house(people: People, ports: Ports, now: datetime) -> House:
    """Fill the rooms."""
    staff = {role: people(role, label=f"{role.value.replace('-', ' ')} {role.value[0].upper()}") for role in Role}
    analyst = staff[Role.ANALYST]
    site_id = _watch(analyst, ports, now)
    sighting_id, receipt = _sight(site_id, ports, now)
    exhibit_id = list_exhibits(viewer=analyst, sighting_id=sighting_id)[-1].id
    match_id = list_matches(viewer=analyst, sighting_id=sighting_id)[0].id
    case_id = open_case(
        site_id=site_id,
        sighting_id=sighting_id,
        hostname=HOSTNAME,
        match_id=match_id,
        exhibit_id=exhibit_id,
        actor=SYSTEM,
        now=now + timedelta(seconds=9),
    )
    note_case(case_id=case_id, text="Same rules page, same payment account.", actor=analyst, now=now)
    waiting, refused, in_force = _decide(case_id, exhibit_id, ports, staff, now)
    run_pipeline(ports, now + timedelta(minutes=3))
    appeal_order(hostname=f"www.{HOSTNAME}", text="This name is mine and shows nothing of that kind.", now=now)
    steps = list_steps(viewer=CONSOLE, states=tuple(StepState))
    return House(
        ports=ports,
        now=now,
        people=staff,
        receipt=receipt.code,
        report_id=receipt.report_id,
        site_id=site_id,
        sighting_id=sighting_id,
        exhibit_id=exhibit_id,
        match_id=match_id,
        case_id=case_id,
        order_id=waiting.id,
        refused_id=refused.id,
        in_force_id=in_force.id,
        publication_id=list_publications(viewer=analyst)[0].id,
        probe_id=list_probes(viewer=analyst)[0].id,
        notice_id=list_notices(viewer=analyst)[0].id,
        appeal_id=list_appeals(viewer=analyst)[0].id,
        step_id=next((step.id for step in steps if step.state in STUCK_STATES), steps[0].id),
    )


def _sight(site_id: UUID, ports: Ports, now: datetime) -> tuple[UUID, Receipt]:
    """The reopened site is sighted and reported; the pipeline captures, seals and compares it."""
    why = Reason(
        "names.series_next",
        "{number} is the next number of the series of {former}.",
        {"number": "3", "former": "forum-2.example"},
    )
    sighting_id = record_sighting(
        hostname=HOSTNAME, site_id=site_id, score=0.97, reasons=(why,), origin=Origin.STREAM, actor=SYSTEM, now=now
    )
    receipt = submit_report(
        address=f"https://{HOSTNAME}/rooms", category="reopened", description="It is back under a new number.", now=now
    )
    run_pipeline(ports, now + timedelta(seconds=5))
    return sighting_id, receipt


def _decide(
    case_id: UUID, exhibit_id: UUID, ports: Ports, staff: dict[Role, Actor], now: datetime
) -> tuple[Order, Order, Order]:
    """An order that waits for its second signature, one that a safeguard refused, one in force."""
    waiting, refused, in_force = (
        _propose(
            hostname,
            case_id=case_id,
            exhibit_id=exhibit_id,
            ports=ports,
            analyst=staff[Role.ANALYST],
            now=now + timedelta(minutes=1),
        )
        for hostname in (HOSTNAME, "shared.example", f"www.{HOSTNAME}")
    )
    countersign_order(
        order_id=in_force.id,
        rule_book=ports.rule_book,
        actor=staff[Role.REVIEWER],
        now=now + timedelta(minutes=2),
        reason="Read and agreed.",
    )
    return waiting, refused, in_force


def run_pipeline(ports: Ports, now: datetime) -> None:
    """Do every step that waits, as a worker would, until none is left."""
    while waiting := list_steps(viewer=CONSOLE, states=(StepState.WAITING,)):
        for step in reversed(waiting):
            pipeline.claim_step(step_id=step.id, now=now, lease=timedelta(minutes=1))
            entry, route = get_entry(step.entry_index), pipeline.find_route(step.route)
            try:
                if route.asks is not None:
                    ask = Ask(UUID(str(entry.facts["order_id"])), route.asks, entry.index)
                    say_and_keep(ask, ports.publisher, now)
                elif route.do is not None:
                    route.do(route.on.from_facts(entry.facts), ports, now, entry.index)
            except RempartError as error:
                pipeline.fail_step(step_id=step.id, error=error, now=now, attempts=1, backoff_s=1.0)
            else:
                pipeline.finish_steps(step_ids=[step.id], now=now)


def _watch(analyst: Actor, ports: Ports, now: datetime) -> UUID:
    """A closed site with a capture from before it was closed."""
    site_id = enrol_site(
        label="site A",
        domains=["forum.example", "forum-1.example", "forum-2.example"],
        decision="Court of F, 2026-02-03, 26/00123",
        actor=analyst,
        now=now,
        reason="Decision of the court of F",
    )
    capture_reference(
        site_id=site_id,
        url="https://forum-2.example/",
        capturer=ports.capturer,
        policy=ports.capture_policy,
        exhibit_format=ports.exhibit_format,
        store=ports.exhibits,
        actor=analyst,
        now=now,
    )
    run_pipeline(ports, now + timedelta(seconds=1))
    return site_id


def _propose(hostname: str, *, case_id: UUID, exhibit_id: UUID, ports: Ports, analyst: Actor, now: datetime) -> Order:
    return propose_order(
        proposal=Proposal(
            case_id=case_id,
            hostname=hostname,
            legal_basis="fr-lcen-6-1",
            necessity=WHY,
            scope="The host did not answer; nothing else lives on this name.",
            expires_at=now + timedelta(days=30),
            exhibits=(exhibit_id,),
        ),
        outside=outside_of(ports, analyst),
        actor=analyst,
        now=now,
    )
