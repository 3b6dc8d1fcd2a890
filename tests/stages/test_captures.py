from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.signer import PUBLIC_KEY, FileSigner
from rempart.captures import queries, rechecking, services
from rempart.captures.contracts import (
    AlreadySealedError,
    ExhibitMissingHereError,
    ExhibitPart,
    ExhibitSealed,
    ExhibitState,
    ExhibitViewed,
    PageCaptured,
    PictureSeenError,
    PicturesSpentError,
)
from rempart.engines import ledger
from rempart.journal import queries as journal
from rempart.journal.contracts import AlreadyDoneError
from rempart.kernel.actors import CONSOLE, SYSTEM, Actor, Role
from rempart.kernel.clock import SystemClock
from rempart.people.contracts import NotAllowedError
from rempart.ports.capturing import CapturePolicy, NoAddressError
from rempart.ports.sealing import ExhibitPage, Sealing, StoreFullError, TimestampUnavailableError
from rempart.sightings.contracts import Origin
from rempart.sightings.services import record_sighting
from rempart.verification import load_trust, verify_exhibit
from tests.conftest import People
from tests.factories.captures import AT
from tests.fakes.exhibits import MemoryStore, ScriptedCapturer, SlowExhibits
from tests.fakes.timestamps import OpenSslAuthority

LOG_SEED = bytes(range(32))
ORIGIN = "hotline.example/journal"
LOG_KEY = ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(LOG_SEED))


class Desk:
    """The stage with its ports at hand."""

    def __init__(self, folder: Path) -> None:
        self.store = MemoryStore()
        self.capturer = ScriptedCapturer()
        self.policy = CapturePolicy()
        self.format = WaczExhibits(FileSigner(folder / "keys"))
        self.key_file = folder / "keys" / PUBLIC_KEY
        self.now = AT + timedelta(seconds=5)

    def capture(self, sighting_id: UUID, **changes: Any) -> UUID:
        arguments: dict[str, Any] = {
            "sighting_id": sighting_id,
            "hostname": "forum.example",
            "capturer": self.capturer,
            "policy": self.policy,
            "exhibit_format": self.format,
            "store": self.store,
            "actor": SYSTEM,
            "now": self.now,
        }
        return services.capture_sighting(**arguments | changes)

    def seal(self, exhibit_id: UUID, **changes: Any) -> None:
        arguments: dict[str, Any] = {
            "exhibit_id": exhibit_id,
            "sealing": Sealing(self.format, self.store, checkpoint, LOG_KEY),
            "actor": SYSTEM,
            "now": self.now,
        }
        services.seal_exhibit(**arguments | changes)


def checkpoint() -> str:
    size = journal.get_size()
    head = ledger.Checkpoint(origin=ORIGIN, size=size, root=ledger.root(size, journal.node))
    return ledger.sign_checkpoint(head, ORIGIN, LOG_SEED)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def machine_now() -> datetime:
    """The machine's own time, which OpenSSL stamps with."""
    return SystemClock().now()


@pytest.fixture
def sighting(db: None, now: datetime) -> UUID:
    return record_sighting(
        hostname="forum.example", site_id=None, score=0.9, reasons=(), origin=Origin.STREAM, actor=SYSTEM, now=now
    )


def acts(exhibit_id: UUID) -> list[str]:
    return [entry.act for entry in queries.list_custody(exhibit_id, viewer=SYSTEM)]


def test_what_no_database_keeps_of_a_page_does_not_keep_it_from_being_captured(desk: Desk, sighting: UUID) -> None:
    """A capture worker on another machine brings what it likes: it stands beside hostile pages."""
    desk.capturer.changes = {"title": "For\0um \ud800", "truncations": ("re\0quests",)}
    exhibit = queries.get_exhibit(desk.capture(sighting), viewer=SYSTEM)
    assert (exhibit.title, exhibit.truncations) == ("Forum ?", ("requests",))


def test_a_sighting_is_captured_sealed_and_verifies_without_the_database(desk: Desk, sighting: UUID) -> None:
    exhibit_id = desk.capture(sighting)
    assert queries.get_exhibit(exhibit_id, viewer=SYSTEM).state is ExhibitState.UNSEALED
    assert queries.list_unsealed(viewer=SYSTEM)[0].id == exhibit_id
    desk.seal(exhibit_id)
    exhibit = queries.get_exhibit(exhibit_id, viewer=SYSTEM)
    assert exhibit.seal is not None
    assert (exhibit.hostname, exhibit.reached, exhibit.media, exhibit.exchanges) == ("forum.example", True, 1, 5)
    assert queries.list_unsealed(viewer=SYSTEM) == ()
    content = desk.store.open(exhibit.seal.sha256).read()
    report = verify_exhibit(content, load_trust(keys=[desk.key_file], log_keys=[LOG_KEY]))
    assert report.sound, report.list_failed()
    assert {"journal.proof", "journal.key"} <= {check.code for check in report.checks if check.outcome == "passed"}
    assert acts(exhibit_id) == [PageCaptured.act, ExhibitSealed.act]


def test_the_public_log_holds_no_hostname_of_a_capture(desk: Desk, sighting: UUID) -> None:
    from rempart.journal.leaves import leaf

    desk.capture(sighting)
    assert all(b"forum.example" not in leaf(entry) for entry in journal.list_entries())


def test_an_exhibit_is_sealed_once(desk: Desk, sighting: UUID) -> None:
    exhibit_id = desk.capture(sighting)
    desk.seal(exhibit_id)
    with pytest.raises(AlreadySealedError):
        desk.seal(exhibit_id)


def test_of_two_who_seal_an_exhibit_at_once_only_one_leaves_a_file(desk: Desk, sighting: UUID, tmp_path: Path) -> None:
    exhibit_id = desk.capture(sighting)
    slow = SlowExhibits(FileSigner(tmp_path / "keys"), meanwhile=lambda: desk.seal(exhibit_id))
    with pytest.raises(AlreadySealedError):
        desk.seal(
            exhibit_id, sealing=Sealing(slow, desk.store, checkpoint, LOG_KEY), now=desk.now + timedelta(seconds=1)
        )
    assert len(desk.store.list_digests()) == 2  # what was captured, and its sealed file
    assert acts(exhibit_id) == [PageCaptured.act, ExhibitSealed.act]


def test_verbs_run_again_for_the_same_cause_have_no_second_effect(desk: Desk, sighting: UUID) -> None:
    exhibit_id = desk.capture(sighting, cause=0)
    with pytest.raises(AlreadyDoneError):
        desk.capture(sighting, cause=0)
    assert len(desk.capturer.visited) == 1  # the browser was not started again
    desk.seal(exhibit_id, cause=1)
    with pytest.raises(AlreadyDoneError):
        desk.seal(exhibit_id, cause=1)
    assert len(queries.list_exhibits(viewer=SYSTEM)) == 1


def test_http_is_tried_where_https_does_not_answer(desk: Desk, sighting: UUID) -> None:
    desk.capturer.silent = ("https://forum.example/",)
    exhibit = queries.get_exhibit(desk.capture(sighting), viewer=SYSTEM)
    assert exhibit.reached
    assert desk.capturer.visited == ["https://forum.example/", "http://forum.example/"]


def test_a_page_that_does_not_answer_is_an_exhibit_that_says_so(desk: Desk, sighting: UUID) -> None:
    desk.capturer.silent = ("https://forum.example/", "http://forum.example/")
    exhibit_id = desk.capture(sighting)
    desk.seal(exhibit_id)
    exhibit = queries.get_exhibit(exhibit_id, viewer=SYSTEM)
    assert not exhibit.reached
    assert "connection refused" in exhibit.problem
    sealed = journal.list_about((str(exhibit_id),))[-1]
    assert sealed.facts["reached"] is False
    assert verify_exhibit(desk.store.open(exhibit.file_sha256).read()).sound


def test_a_policy_without_scheme_or_port_is_refused_before_the_browser_starts(desk: Desk, sighting: UUID) -> None:
    with pytest.raises(NoAddressError):
        desk.capture(sighting, policy=CapturePolicy(ports=()))
    assert desk.capturer.visited == []


def test_a_full_disk_leaves_no_half_exhibit(desk: Desk, sighting: UUID) -> None:
    desk.store.full = True
    with pytest.raises(StoreFullError):
        desk.capture(sighting)
    assert queries.list_exhibits(viewer=SYSTEM) == ()
    desk.store.full = False
    exhibit_id = desk.capture(sighting)
    desk.store.full = True
    with pytest.raises(StoreFullError):
        desk.seal(exhibit_id)
    assert queries.get_exhibit(exhibit_id, viewer=SYSTEM).state is ExhibitState.UNSEALED


def test_an_exhibit_waits_unsealed_while_the_authority_is_down_and_is_sealed_later(
    desk: Desk, sighting: UUID, tmp_path: Path, machine_now: datetime
) -> None:
    authority = OpenSslAuthority(tmp_path / "tsa", machine_now)
    desk.format = WaczExhibits(desk.format.signer, (authority,))
    desk.now = machine_now
    exhibit_id = desk.capture(sighting)
    authority.down = True
    with pytest.raises(TimestampUnavailableError):
        desk.seal(exhibit_id)
    assert queries.get_exhibit(exhibit_id, viewer=SYSTEM).state is ExhibitState.UNSEALED
    assert acts(exhibit_id) == [PageCaptured.act]
    authority.down = False
    desk.seal(exhibit_id)
    exhibit = queries.get_exhibit(exhibit_id, viewer=SYSTEM)
    assert exhibit.seal is not None
    assert exhibit.seal.authorities == ("Authority T",)
    trust = load_trust(keys=[desk.key_file], roots=[authority.root_file], log_keys=[LOG_KEY])
    assert verify_exhibit(desk.store.open(exhibit.file_sha256).read(), trust).sound


def test_every_look_at_an_exhibit_is_recorded_and_counted(desk: Desk, sighting: UUID, analyst: Actor) -> None:
    exhibit_id = desk.capture(sighting)
    page = services.view_exhibit(
        exhibit_id=exhibit_id,
        part=ExhibitPart.TEXT,
        exhibit_format=desk.format,
        store=desk.store,
        actor=analyst,
        now=desk.now,
    )
    assert page.text.startswith("Forum")
    assert queries.count_views(exhibit_id, viewer=analyst) == 1
    assert acts(exhibit_id)[-1] == ExhibitViewed.act
    assert queries.list_custody(exhibit_id, viewer=analyst)[-1].actor_name == analyst.name


def look_at_picture(desk: Desk, exhibit_id: UUID, actor: Actor, now: datetime, reason: str = "") -> None:
    services.view_exhibit(
        exhibit_id=exhibit_id,
        part=ExhibitPart.SCREENSHOT,
        exhibit_format=desk.format,
        store=desk.store,
        actor=actor,
        now=now,
        reason=reason,
        pictures_a_day=3,
    )


def test_a_picture_is_not_shown_twice_without_a_reason(desk: Desk, sighting: UUID, people: People) -> None:
    one, other = people(Role.ANALYST), people(Role.REVIEWER)
    exhibit_id = desk.capture(sighting)
    look_at_picture(desk, exhibit_id, one, desk.now)
    with pytest.raises(PictureSeenError, match="You saw this picture on"):
        look_at_picture(desk, exhibit_id, one, desk.now + timedelta(days=3), reason="  ")
    look_at_picture(desk, exhibit_id, one, desk.now + timedelta(days=3), reason="the court asks for its colours")
    look_at_picture(desk, exhibit_id, other, desk.now)
    assert queries.count_views(exhibit_id, viewer=one) == 3  # what was refused was not looked at


@dataclass(frozen=True, slots=True)
class SlowReader(WaczExhibits):
    """While it reads, something else happens."""

    meanwhile: Callable[[], object] = lambda: None

    def read(self, content: bytes) -> ExhibitPage:
        self.meanwhile()
        return WaczExhibits.read(self, content)


def test_a_picture_asked_for_in_two_windows_at_once_is_shown_in_one(desk: Desk, sighting: UUID, people: People) -> None:
    one = people(Role.ANALYST)
    exhibit_id = desk.capture(sighting)
    slowly = SlowReader(desk.format.signer, meanwhile=lambda: look_at_picture(desk, exhibit_id, one, desk.now))
    with pytest.raises(PictureSeenError):
        services.view_exhibit(
            exhibit_id=exhibit_id,
            part=ExhibitPart.SCREENSHOT,
            exhibit_format=slowly,
            store=desk.store,
            actor=one,
            now=desk.now,
        )
    assert queries.count_views(exhibit_id, viewer=one) == 1


def test_so_many_pictures_a_day_and_no_more_while_text_stays_open(desk: Desk, sighting: UUID, people: People) -> None:
    one = people(Role.ANALYST)
    exhibit_id = desk.capture(sighting)
    for number in range(3):
        look_at_picture(desk, exhibit_id, one, desk.now + timedelta(hours=number), reason="comparison")
    with pytest.raises(PicturesSpentError, match="3 pictures"):
        look_at_picture(desk, exhibit_id, one, desk.now + timedelta(hours=23), reason="comparison")
    services.view_exhibit(
        exhibit_id=exhibit_id,
        part=ExhibitPart.TEXT,
        exhibit_format=desk.format,
        store=desk.store,
        actor=one,
        now=desk.now + timedelta(hours=23),
    )
    look_at_picture(desk, exhibit_id, one, desk.now + timedelta(hours=24, seconds=1), reason="comparison")


def test_an_export_is_recorded_with_the_digest_of_what_left(desk: Desk, sighting: UUID, analyst: Actor) -> None:
    exhibit_id = desk.capture(sighting)
    desk.seal(exhibit_id)
    content = services.export_exhibit(
        exhibit_id=exhibit_id, form="wacz", store=desk.store, actor=analyst, now=desk.now, reason="for the court"
    )
    entry = queries.list_custody(exhibit_id, viewer=analyst)[-1]
    assert entry.facts["sha256"] == queries.get_exhibit(exhibit_id, viewer=analyst).file_sha256
    assert verify_exhibit(content).sound


@pytest.mark.parametrize("damage", ["missing", "changed", "none"])
def test_the_store_is_checked_again_and_each_outcome_recorded(desk: Desk, sighting: UUID, damage: str) -> None:
    sealed = desk.capture(sighting)
    desk.seal(sealed)
    waiting = desk.capture(sighting)  # still unsealed: that alone is no problem
    exhibit = queries.get_exhibit(sealed, viewer=SYSTEM)
    if damage == "missing":
        del desk.store.contents[exhibit.file_sha256]
    if damage == "changed":
        content = bytearray(desk.store.contents[exhibit.file_sha256])
        content[len(content) // 2] ^= 1
        desk.store.contents[exhibit.file_sha256] = bytes(content)
    stranger = desk.store.put(b"a file that no row names")
    found = rechecking.recheck_store(store=desk.store, actor=CONSOLE, now=desk.now)
    assert found.sound is (damage == "none")
    assert {recheck.exhibit_id for recheck in found.exhibits} == {exhibit.id, waiting}
    assert found.strangers == (stranger,)
    assert queries.list_custody(exhibit.id, viewer=SYSTEM)[-1].facts["sound"] is (damage == "none")


def test_what_a_worker_stores_while_the_store_is_checked_again_is_no_stranger(desk: Desk, sighting: UUID) -> None:
    waiting = desk.capture(sighting)

    def work(_done: int, _all: int) -> None:
        desk.seal(waiting)
        desk.seal(desk.capture(sighting))

    assert rechecking.recheck_store(store=desk.store, actor=CONSOLE, now=desk.now, tell=work).strangers == ()


def test_the_database_refuses_to_change_an_exhibit_or_its_seal(desk: Desk, sighting: UUID) -> None:
    desk.seal(desk.capture(sighting))
    for table in ("captures_exhibit", "captures_seal"):
        for change in (f"UPDATE {table} SET size = 0", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)


def test_who_may_not_look_gets_nothing(desk: Desk, sighting: UUID, people: People) -> None:
    exhibit_id = desk.capture(sighting)
    desk_clerk = people(Role.REPORTER_DESK)
    with pytest.raises(NotAllowedError):
        queries.get_exhibit(exhibit_id, viewer=desk_clerk)
    with pytest.raises(NotAllowedError):
        services.export_exhibit(exhibit_id=exhibit_id, form="wacz", store=desk.store, actor=desk_clerk, now=desk.now)


def test_an_exhibit_that_does_not_exist_is_said_so(db: None) -> None:
    with pytest.raises(ExhibitMissingHereError):
        queries.get_exhibit(UUID(int=7), viewer=SYSTEM)


def test_a_reference_of_a_closed_site_is_an_exhibit_of_that_site(desk: Desk, analyst: Actor, now: datetime) -> None:
    from rempart.watchlist.services import enrol_site

    site = enrol_site(label="Forum F", domains=["forum.example"], actor=analyst, now=now)
    exhibit_id = services.capture_reference(
        site_id=site,
        url="http://forum.example/",
        capturer=desk.capturer,
        policy=desk.policy,
        exhibit_format=desk.format,
        store=desk.store,
        actor=analyst,
        now=desk.now,
    )
    assert queries.list_exhibits(viewer=analyst, site_id=site)[0].id == exhibit_id
    page = queries.read_page(exhibit_id, exhibit_format=desk.format, store=desk.store, viewer=analyst)
    assert page.bodies["https://forum.example/style.css"] == "body{color:#123}"
