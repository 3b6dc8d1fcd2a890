"""A reopening whose name gives nothing away, found by the TLS key in its certificate; a hoster's key finds nobody."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection

from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.signatures import load_key
from rempart.adapters.streams.static_ct import StaticLog
from rempart.engines.pages import Background, Fact, Kind, PageInput, sign_key
from rempart.engines.policy import Suffixes
from rempart.glances.contracts import MOST_OWNERS
from rempart.glances.keys import HOLDS_KEY, REFRESH_S, StreamKeys
from rempart.glances.models import KeyHolderRow
from rempart.glances.queries import list_key_holders, list_site_keys
from rempart.kernel.actors import SYSTEM, Actor
from rempart.ports.streams import Holder
from rempart.sightings.contracts import Origin, Sighting
from rempart.sightings.coverage import list_coverage
from rempart.sightings.following import follow_stream
from rempart.sightings.queries import list_looks, list_sightings
from rempart.sightings.services import record_sighting
from rempart.watchlist.services import enrol_site
from tests.factories import pages
from tests.factories.references import remember_page
from tests.fakes.ct_logs import CertificateLog, LogServer, key_hash, make_certificate
from tests.waiting import PATIENCE_S

KEY = "ab" * 32
FORMER = "lantern-quay.example"


@dataclass
class Desk:
    """One closed site with a capture that holds KEY, and what looks for it."""

    analyst: Actor
    now: datetime
    background: Background = field(default_factory=Background.empty)
    at: float = 0.0

    def __post_init__(self) -> None:
        self.site_id: UUID = enrol_site(label="Lantern Quay", domains=[FORMER], actor=self.analyst, now=self.now)
        suffixes = Suffixes(["example", "test"])
        self.keys = StreamKeys(lambda: self.background, lambda: suffixes, tuple, SYSTEM, monotonic=lambda: self.at)

    def remember(self, key: str, site_id: UUID | None = None) -> UUID:
        page = PageInput(html=pages.CLOSED, url=f"https://{FORMER}/", facts=(Fact("certificate-key", key, "record"),))
        return remember_page(page, site_id=site_id or self.site_id, hostname=FORMER, actor=self.analyst, now=self.now)

    def meet(self, *names: str, key: str = KEY) -> int:
        self.at += REFRESH_S
        self.keys.refresh()
        return self.keys.take([Holder(key, names)], stream="log A", now=self.now)

    def sightings(self) -> dict[str, Sighting]:
        return {one.hostname: one for one in list_sightings(viewer=self.analyst)}


@pytest.fixture
def desk(analyst: Actor, now: datetime) -> Desk:
    return Desk(analyst, now)


def test_a_host_that_holds_the_key_is_sighted_once_with_its_reason(desk: Desk) -> None:
    exhibit_id = desk.remember(KEY)
    assert desk.meet("*.velvet-tide.example", "velvet-tide.example", "www.velvet-tide.example") == 1
    assert desk.meet("velvet-tide.example") == 0
    (sighting,) = desk.sightings().values()
    assert (sighting.hostname, sighting.site_id, sighting.origin) == ("velvet-tide.example", desk.site_id, Origin.KEY)
    (why,) = sighting.reasons
    assert why.text == (
        f"The certificate of velvet-tide.example holds the same TLS key as that of {FORMER} in exhibit {exhibit_id} of "
        "Lantern Quay."
    )
    assert sighting.looks == 1
    (kept,) = list_site_keys(desk.site_id, viewer=desk.analyst)
    assert (kept.key, kept.exhibit_id, kept.hosts) == (KEY, exhibit_id, ("velvet-tide.example",))


def test_names_of_the_site_itself_are_nothing_new(desk: Desk) -> None:
    desk.remember(KEY)
    assert desk.meet(FORMER, f"www.{FORMER}") == 0
    assert desk.sightings() == {}
    assert list_key_holders(viewer=desk.analyst) == ()


def test_a_sighting_by_its_name_gets_one_look_more_for_the_key(desk: Desk) -> None:
    desk.remember(KEY)
    known = record_sighting(
        hostname="lantern-quay2.example",
        site_id=desk.site_id,
        score=0.7,
        reasons=(),
        origin=Origin.STREAM,
        actor=SYSTEM,
        now=desk.now,
    )
    for _ in range(2):
        assert desk.meet("lantern-quay2.example") == 0
    looks = list_looks([known], viewer=desk.analyst)  # both of one moment: their order says nothing
    reasons = {look.origin: [reason.code for reason in look.reasons] for look in looks}
    assert (len(looks), reasons) == (2, {Origin.STREAM: [], Origin.KEY: [HOLDS_KEY.code]})


@pytest.mark.longer
def test_a_key_weighs_less_with_each_owner_and_a_hosters_finds_nobody(desk: Desk) -> None:
    desk.remember(KEY)
    for number in range(MOST_OWNERS + 5):
        desk.meet(f"shop{number}.example")
    seen = desk.sightings()
    assert len(seen) == MOST_OWNERS
    scores = [seen[f"shop{number}.example"].score for number in range(MOST_OWNERS)]
    assert scores == sorted(scores, reverse=True)
    assert (scores[0], scores[-1]) == (0.5, 0.5 / MOST_OWNERS)
    (kept,) = list_site_keys(desk.site_id, viewer=desk.analyst)
    assert (kept.owners, kept.is_shared) == (MOST_OWNERS + 1, True)
    assert all(one.is_shared for one in list_key_holders(viewer=desk.analyst))


@pytest.mark.longer
def test_a_key_that_too_many_hold_is_looked_for_no_longer_and_another_still_is(desk: Desk) -> None:
    other = "cd" * 32
    desk.remember(KEY)
    desk.remember(other)
    desk.meet(*(f"shop{number}.example" for number in range(MOST_OWNERS)))
    desk.meet("shop0.example")
    assert desk.keys.watched.digests == {bytes.fromhex(KEY), bytes.fromhex(other)}
    desk.meet("velvet-tide.example")
    desk.at += REFRESH_S
    desk.keys.refresh()
    assert desk.keys.watched.digests == {bytes.fromhex(other)}


def test_a_certificate_for_many_owners_is_a_hosters_at_once(desk: Desk) -> None:
    desk.remember(KEY)
    assert desk.meet(*(f"shop{number}.example" for number in range(MOST_OWNERS + 1))) == 0
    assert desk.meet("velvet-tide.example") == 0
    assert desk.sightings() == {}


def test_a_key_that_the_background_knows_as_common_finds_nobody(desk: Desk) -> None:
    desk.remember(KEY)
    key = np.array([sign_key(Kind.CERTIFICATE_KEY, KEY)], np.uint64)
    desk.background = Background(1000, key, np.array([400], np.uint32), "test")
    assert desk.meet("velvet-tide.example") == 0


def test_the_same_owner_under_many_names_counts_once(desk: Desk) -> None:
    desk.remember(KEY)
    assert desk.meet(*(f"room{number}.velvet-tide.example" for number in range(100))) == 1
    assert list(desk.sightings()) == ["room0.velvet-tide.example"]


def test_a_capture_that_comes_later_is_looked_for_too(desk: Desk) -> None:
    desk.keys.refresh()
    assert desk.keys.watched.digests == frozenset()
    desk.remember(KEY)
    desk.keys.refresh()
    assert desk.keys.watched.digests == frozenset()  # it was asked a moment ago
    assert desk.meet("velvet-tide.example") == 1
    desk.remember("no digest")
    desk.at += REFRESH_S
    desk.keys.refresh()
    assert desk.keys.watched.digests == {bytes.fromhex(KEY)}


def test_a_key_of_two_sites_is_a_lead_to_both(desk: Desk) -> None:
    other = enrol_site(label="Ember Hall", domains=["ember-hall.example"], actor=desk.analyst, now=desk.now)
    desk.remember(KEY)
    desk.remember(KEY, other)
    assert desk.meet("velvet-tide.example") == 2


def test_two_processes_that_read_one_certificate_at_once_sight_its_host_once(desk: Desk) -> None:
    desk.remember(KEY)
    suffixes = Suffixes(["example", "test"])
    other = StreamKeys(lambda: desk.background, lambda: suffixes, tuple, SYSTEM)
    other.refresh()
    sighted: list[int] = []

    def meanwhile(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith("INSERT") and KeyHolderRow._meta.db_table in sql and not sighted:
            sighted.append(0)
            sighted[0] = other.take([Holder(KEY, ("velvet-tide.example",))], stream="log B", now=desk.now)
        return execute(sql, *rest)

    with connection.execute_wrapper(meanwhile):
        assert desk.meet("velvet-tide.example", "night-pier.example") == 1
    assert sighted == [1]
    assert set(desk.sightings()) == {"velvet-tide.example", "night-pier.example"}
    held = [(one.hostname, one.owners) for one in list_key_holders(viewer=desk.analyst)]
    assert held == [("velvet-tide.example", 2), ("night-pier.example", 2)]


@pytest.fixture
def server() -> Iterator[LogServer]:
    with LogServer(CertificateLog(), names_tiles=False) as running:
        yield running


@pytest.mark.longer
def test_a_certificate_log_brings_it_end_to_end_and_the_coverage_counts_whole_certificates(
    desk: Desk, server: LogServer
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    desk.remember(key_hash(key))
    server.log.add("plain.example")
    server.log.add(certificate=make_certificate("velvet-tide.example", key=key))
    fetcher = Fetcher("log A", server.url, Budget(rate=10_000.0, sleep=lambda _s: None), timeout_s=PATIENCE_S)
    stream = StaticLog(
        "log A",
        fetcher,
        load_key("log A", server.log.public_key),
        from_start=True,
        partial_wait_s=0.0,
        keys=desk.keys.watched,
    )

    class Clock:
        def now(self) -> datetime:
            return desk.now

    for new in (1, 0):
        sighted = follow_stream(stream=stream, kind="static-ct", actor=SYSTEM, clock=Clock(), keys=desk.keys)
        assert sighted == new
    fetcher.close()
    (sighting,) = desk.sightings().values()
    assert (sighting.hostname, sighting.streams) == ("velvet-tide.example", ("log A",))
    (covered,) = list_coverage(viewer=desk.analyst, now=desk.now)
    assert (covered.certificates, covered.entries, covered.sighted) == (2, 2, 1)
