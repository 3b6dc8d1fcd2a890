"""A house with something in every room: one reopened site, from the report to the order, through the real services."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from rempart import wiring
from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.signer import FileSigner
from rempart.captures.services import capture_sighting, seal_exhibit
from rempart.cases.services import note_case, open_case
from rempart.config import load_config
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.kernel.ids import new_id
from rempart.kernel.reasons import Reason
from rempart.orders.contracts import Proposal
from rempart.orders.services import countersign_order, propose_order
from rempart.ports import Ports
from rempart.reports.services import submit_report
from rempart.sightings.contracts import Origin
from rempart.sightings.services import record_sighting
from rempart.watchlist.services import enrol_site
from tests.conftest import People
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
    site_id: UUID
    sighting_id: UUID
    exhibit_id: UUID
    case_id: UUID
    order_id: UUID
    refused_id: UUID
    in_force_id: UUID


def make_ports(folder: Path) -> Ports:
    """Ports without a network; the seal is real."""
    zone = FakeZone()
    hosts = {HOSTNAME: ("192.0.2.7",), "shared.example": ("192.0.2.9",), f"www.{HOSTNAME}": ("192.0.2.8",)}
    neighbours = {"192.0.2.9": tuple(f"shop-{number}.test" for number in range(9))}
    real = wiring.build_ports(replace(load_config(), data_folder=folder))
    return replace(
        real,
        capturer=ScriptedCapturer(),
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
    analyst, reviewer = staff[Role.ANALYST], staff[Role.REVIEWER]
    site_id = enrol_site(
        label="site A",
        domains=["forum.example", "forum-1.example", "forum-2.example"],
        decision="Court of F, 2026-02-03, 26/00123",
        actor=analyst,
        now=now,
        reason="Decision of the court of F",
    )
    receipt = submit_report(
        address=f"https://{HOSTNAME}/rooms", category="reopened", description="It is back under a new number.", now=now
    )
    why = Reason(
        "names.counter", "The number in the name went on from {before} to {after}.", {"before": "2", "after": "3"}
    )
    sighting_id = record_sighting(
        hostname=HOSTNAME, site_id=site_id, score=0.97, reasons=(why,), origin=Origin.STREAM, actor=SYSTEM, now=now
    )
    exhibit_id = _exhibit(sighting_id, ports, now)
    case_id = open_case(
        site_id=site_id,
        sighting_id=sighting_id,
        hostname=HOSTNAME,
        match_id=new_id(now),
        exhibit_id=exhibit_id,
        actor=SYSTEM,
        now=now + timedelta(seconds=9),
    )
    note_case(case_id=case_id, text="Same rules page, same payment account.", actor=analyst, now=now)
    orders = [
        propose_order(
            proposal=Proposal(
                case_id=case_id,
                hostname=hostname,
                legal_basis="fr-lcen-6-1",
                necessity=WHY,
                scope="The host did not answer; nothing else lives on this name.",
                expires_at=now + timedelta(days=30),
                exhibits=(exhibit_id,),
            ),
            rule_book=ports.rule_book,
            resolver=ports.control,
            co_hosting=ports.co_hosting,
            actor=analyst,
            now=now + timedelta(minutes=1),
        )
        for hostname in (HOSTNAME, "shared.example", f"www.{HOSTNAME}")
    ]
    countersign_order(
        order_id=orders[2].id,
        rule_book=ports.rule_book,
        actor=reviewer,
        now=now + timedelta(minutes=2),
        reason="Read and agreed.",
    )
    return House(
        ports=ports,
        now=now,
        people=staff,
        receipt=receipt.code,
        site_id=site_id,
        sighting_id=sighting_id,
        exhibit_id=exhibit_id,
        case_id=case_id,
        order_id=orders[0].id,
        refused_id=orders[1].id,
        in_force_id=orders[2].id,
    )


def _exhibit(sighting_id: UUID, ports: Ports, now: datetime) -> UUID:
    exhibit_id = capture_sighting(
        sighting_id=sighting_id,
        hostname=HOSTNAME,
        capturer=ports.capturer,
        policy=ports.capture_policy,
        exhibit_format=ports.exhibit_format,
        store=ports.exhibits,
        actor=SYSTEM,
        now=now,
    )
    seal_exhibit(
        exhibit_id=exhibit_id,
        exhibit_format=ports.exhibit_format,
        store=ports.exhibits,
        checkpoint=ports.checkpoint,
        journal_key=ports.journal_key,
        actor=SYSTEM,
        now=now + timedelta(seconds=5),
    )
    return exhibit_id
