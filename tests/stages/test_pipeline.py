from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from rempart import wiring
from rempart.captures.queries import list_exhibits
from rempart.captures.services import capture_reference
from rempart.cases.contracts import Case, ItemKind
from rempart.cases.queries import list_cases
from rempart.journal import queries as journal
from rempart.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from rempart.kernel.events import Event
from rempart.matches.contracts import Judgement
from rempart.matches.queries import list_matches
from rempart.orders.contracts import Order, Proposal
from rempart.orders.judging import outside_of
from rempart.orders.oversight import revoke_order
from rempart.orders.services import countersign_order, order_emergency, propose_order
from rempart.people.contracts import NotAllowedError
from rempart.pipeline import services
from rempart.pipeline.contracts import StepMissingError, StepState
from rempart.pipeline.looking_again import FRESH_FOR, GIVE_UP_AFTER, SILENT_FOR
from rempart.pipeline.models import StepRow
from rempart.pipeline.queries import list_steps
from rempart.pipeline.routes import PUBLISHING, ROUTES
from rempart.pipeline.timeline import LinkKind, find_title, list_timeline
from rempart.pipeline.titles import CHOOSING_FACT, TITLES
from rempart.ports.sealing import TimestampUnavailableError
from rempart.probes.contracts import Outcome
from rempart.probes.queries import list_probes
from rempart.referrals.contracts import Recipient
from rempart.referrals.queries import list_notices
from rempart.reports.contracts import Receipt, ReportReceived, ReportState
from rempart.reports.queries import follow_report
from rempart.reports.services import submit_report
from rempart.sightings.queries import list_looks, list_sightings
from rempart.sightings.services import screen_stream
from rempart.watchlist.queries import get_site, list_references
from rempart.watchlist.services import enrol_site
from rempart.worker import tasks
from rempart.worker.tasks import run_steps
from tests.conftest import People
from tests.fakes.clocks import SteppingClock
from tests.fakes.pipeline import run_until_quiet
from tests.fakes.ports import CLOSED, PARKED, REOPENED, FakeOutside

pytestmark = pytest.mark.slow  # through many rooms: seconds each

FORMER, LATEST = "lantern-quay.example", "lantern-quay2.example"
REOPENING, SHOP, NEXT = "lantern-quay3.example", "lantern-quays.test", "lantern-quay4.example"
STREAM = (b"bakery.example\n" + REOPENING.encode() + b"\n" + SHOP.encode() + b"\n",)


class House:
    """The whole pipeline on fakes, with a closed site on the watch list."""

    def __init__(self, outside: FakeOutside, clock: SteppingClock, people: People) -> None:
        self.outside = outside
        self.clock = clock
        self.people = people
        self.analyst = people(Role.ANALYST)
        self.ports = outside.ports()
        self.site_id = enrol_site(
            label="Lantern Quay", domains=[FORMER, LATEST], actor=self.analyst, now=self.now, reason="Closed by a court"
        )

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def keep_reference(self) -> None:
        """What the site looked like before it was closed."""
        self.outside.put_online(LATEST, CLOSED)
        capture_reference(
            site_id=self.site_id,
            url=f"https://{LATEST}/",
            capturer=self.ports.capturer,
            policy=self.ports.capture_policy,
            exhibit_format=self.ports.exhibit_format,
            store=self.ports.exhibits,
            actor=SYSTEM,
            now=self.now,
        )
        run_until_quiet()

    def reopen(self) -> Case:
        """The site reopens under a new name, and the stream has it."""
        self.keep_reference()
        self.outside.put_online(REOPENING, REOPENED)
        self.outside.put_online(SHOP, PARKED)
        screen_stream(blocks=STREAM, actor=SYSTEM, now=self.now)
        run_until_quiet()
        (case,) = list_cases(viewer=self.analyst)
        return case

    def report(self, address: str = f"https://{REOPENING}/room") -> Receipt:
        """Somebody fills in the public form."""
        receipt = submit_report(address=address, category="reopened", now=self.now)
        run_until_quiet()
        return receipt

    def propose(self, case: Case, hostname: str = "", **other: Any) -> Order:
        """One person signs."""
        return propose_order(
            proposal=replace(self._proposal(case, hostname), **other),
            outside=outside_of(self.ports, self.analyst),
            actor=self.analyst,
            now=self.now,
        )

    def order_alone(self, case: Case) -> Order:
        """One person blocks for a day."""
        return order_emergency(
            proposal=self._proposal(case),
            outside=outside_of(self.ports, self.analyst),
            actor=self.people(Role.LEGAL_OFFICER),
            now=self.now,
            reason="It cannot wait for the morning.",
        )

    def _proposal(self, case: Case, hostname: str = "") -> Proposal:
        return Proposal(
            case_id=case.id,
            hostname=hostname or case.hostname,
            legal_basis="fr-lcen-6-1",
            necessity="The site was closed by a court and has reopened under this name.",
            expires_at=self.now + timedelta(days=30),
            exhibits=case.ids_of(ItemKind.EXHIBIT),
        )

    def block(self, case: Case) -> Order:
        """Two people sign."""
        order = countersign_order(
            order_id=self.propose(case).id,
            rule_book=self.ports.rule_book,
            actor=self.people(Role.REVIEWER),
            now=self.now,
        )
        run_until_quiet()
        return order


@pytest.fixture
def house(people: People, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> House:
    clock = SteppingClock(now)
    outside = FakeOutside(tmp_path, clock)
    monkeypatch.setattr(wiring, "current_ports", outside.ports)
    # Between steps a worker renews its connection; here it would lose the test's own transaction.
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)
    return House(outside, clock, people)


def stuck() -> list[tuple[str, str]]:
    return [(step.route, step.error) for step in list_steps(viewer=SYSTEM_READER) if step.state is not StepState.DONE]


SYSTEM_READER = Actor(kind=PUBLIC.kind.PERSON, name="reader", roles=frozenset({Role.AUDITOR}))


def test_a_capture_of_a_closed_site_becomes_a_reference_by_itself(house: House) -> None:
    house.keep_reference()
    (reference,) = list_references(house.site_id, viewer=house.analyst)
    assert reference.hostname == LATEST
    assert stuck() == []


def test_a_reopening_in_the_stream_becomes_a_case_by_itself(house: House) -> None:
    case = house.reopen()
    assert (case.hostname, case.site_id) == (REOPENING, house.site_id)
    (exhibit,) = list_exhibits(viewer=house.analyst, hostname=REOPENING)
    assert exhibit.seal is not None
    verdicts = {match.hostname: match.verdict for match in list_matches(viewer=house.analyst)}
    assert verdicts[REOPENING] is Judgement.SAME
    assert verdicts.get(SHOP) is not Judgement.SAME
    assert stuck() == []


def test_a_site_that_was_reported_before_it_answered_is_looked_at_again(house: House) -> None:
    house.keep_reference()
    receipt = house.report()
    assert follow_report(receipt.code).state is ReportState.EXAMINED
    assert list_cases(viewer=house.analyst) == ()
    house.outside.put_online(REOPENING, REOPENED)
    house.clock.at += SILENT_FOR
    run_until_quiet()
    (case,) = list_cases(viewer=house.analyst)
    assert case.ids_of(ItemKind.REPORT) == (receipt.report_id,)
    assert follow_report(receipt.code).state is ReportState.IN_CASE


@pytest.mark.slow
def test_a_site_that_stays_silent_is_left_alone_after_a_while(house: House) -> None:
    house.report()
    looks = []
    while list_steps(viewer=SYSTEM_READER):
        looks.append(len(list_exhibits(viewer=house.analyst, hostname=REOPENING)))
        house.clock.at += SILENT_FOR
        run_until_quiet()
    assert looks == list(range(1, int(GIVE_UP_AFTER / SILENT_FOR) + 1))


def test_a_further_report_has_the_page_looked_at_again_once_the_last_look_is_old(house: House) -> None:
    house.keep_reference()
    house.outside.put_online(REOPENING, PARKED)
    house.report()
    house.outside.put_online(REOPENING, REOPENED)
    house.report()
    assert len(list_exhibits(viewer=house.analyst, hostname=REOPENING)) == 1
    house.clock.at += FRESH_FOR
    house.report()
    (case,) = list_cases(viewer=house.analyst)
    assert len(case.ids_of(ItemKind.REPORT)) == 3


def test_a_report_on_an_open_case_joins_it_by_itself_and_its_receipt_says_so(house: House) -> None:
    case = house.reopen()
    receipt = house.report()
    (case,) = list_cases(viewer=house.analyst)
    assert case.ids_of(ItemKind.REPORT) == (receipt.report_id,)
    assert follow_report(receipt.code).state is ReportState.IN_CASE
    assert len(list_sightings(viewer=house.analyst, hostname=REOPENING)) == 1


def test_a_report_alone_opens_a_case_that_it_belongs_to(house: House) -> None:
    house.keep_reference()
    house.outside.put_online(REOPENING, REOPENED)
    receipt = house.report()
    (case,) = list_cases(viewer=house.analyst)
    assert case.ids_of(ItemKind.REPORT) == (receipt.report_id,)
    assert follow_report(receipt.code).state is ReportState.IN_CASE


def test_two_signatures_publish_prove_and_tell_and_the_name_joins_the_history(house: House) -> None:
    order = house.block(house.reopen())
    assert REOPENING in house.outside.zone.blocked
    (probe,) = list_probes(viewer=house.analyst, order_ids=(order.id,))
    assert probe.outcome is Outcome.EFFECTIVE
    notices = list_notices(viewer=house.analyst, order_id=order.id)
    assert {notice.recipient for notice in notices} == set(Recipient)
    assert f"https://{REOPENING}/" in notices[0].text_en
    assert "127.0.0.7" in notices[0].text_en
    assert "- " in notices[0].text_fr
    assert get_site(house.site_id, viewer=house.analyst).names[-1].hostname == REOPENING
    assert stuck() == []


def test_the_next_name_is_sighted_from_the_longer_history(house: House) -> None:
    house.block(house.reopen())
    house.outside.put_online(NEXT, REOPENED)
    screen_stream(blocks=(NEXT.encode() + b"\n",), actor=SYSTEM, now=house.now)
    run_until_quiet()
    (sighting,) = list_sightings(viewer=house.analyst, hostname=NEXT)
    assert any(REOPENING in reason.text for reason in sighting.reasons)
    assert {case.hostname for case in list_cases(viewer=house.analyst)} == {REOPENING, NEXT}


def test_a_revoked_order_lifts_and_a_probe_proves_it(house: House) -> None:
    order = house.block(house.reopen())
    revoke_order(order_id=order.id, actor=house.people(Role.LEGAL_OFFICER), now=house.now, reason="The site moved")
    run_until_quiet()
    assert house.outside.zone.blocked == {}
    assert list_probes(viewer=house.analyst, order_ids=(order.id,))[0].outcome is Outcome.LIFTED


def test_a_block_that_does_not_work_is_a_new_look_at_the_hostname(house: House) -> None:
    case = house.reopen()
    house.outside.lets_through = True
    house.block(case)
    look = list_looks([case.sighting_id], viewer=house.analyst)[-1]
    assert look.probe_id is not None
    assert "no full effect" in look.reasons[0].text


def test_the_timeline_tells_the_case_from_first_sighting_to_probe(house: House) -> None:
    case = house.reopen()
    house.report()
    house.block(case)
    timeline = list_timeline(case.id, viewer=house.analyst)
    acts = [entry.act for entry in timeline]
    story = [
        "sightings.sighting_recorded",
        "captures.page_captured",
        "captures.exhibit_sealed",
        "matches.match_judged",
        "cases.case_opened",
        "reports.report_received",
        "orders.order_proposed",
        "orders.order_in_force",
        "publications.entry_published",
        "probes.probe_finished",
    ]
    assert [act for act in acts if act in story] == story
    assert {"watchlist.site_named", "referrals.notice_prepared", "cases.case_joined"} <= set(acts)
    assert [entry.index for entry in timeline] == sorted(entry.index for entry in timeline)
    assert {entry.link_kind for entry in timeline} == set(LinkKind) - {LinkKind.APPEAL}
    by_act = {entry.act: entry for entry in timeline}
    assert by_act["matches.match_judged"].title == "The page is the closed site again."
    assert by_act["publications.entry_published"].title.startswith(f"{REOPENING} is in the zone, serial ")
    assert "UTC" in by_act["orders.order_in_force"].title
    assert by_act["orders.order_proposed"].actor_name == house.analyst.name


def test_the_timeline_is_not_for_everybody(house: House, people: People) -> None:
    case = house.reopen()
    with pytest.raises(NotAllowedError):
        list_timeline(case.id, viewer=people(Role.PUBLISHER))


def _events(root: type[Event]) -> list[type[Event]]:
    return [event for child in root.__subclasses__() for event in (child, *_events(child))]


SUBJECTS = ("sightings", "reports", "captures", "matches", "cases", "orders", "publications", "probes", "referrals")
# What is about a whole list or a single look stands in the journal, not in the story of one case.
NOT_IN_A_CASE = {
    "captures.exhibit_viewed",
    "publications.list_exported",
    "publications.list_checked",
    "probes.exported",
    "orders.brake_released",
    "probes.probe_asked",
    "sightings.stream_trusted",
    "sightings.stream_retired",
    "sightings.forecast_exported",
    "matches.comparison_exported",
    "matches.background_grown",
    "publications.zone_settled",
    "publications.clock_compared",
}


def test_every_act_of_the_stages_has_a_sentence() -> None:
    acts = {event.act for event in _events(Event) if event.act.split(".")[0] in SUBJECTS}
    named = {title.split(":")[0] for title in TITLES}
    assert acts - named <= NOT_IN_A_CASE
    assert named - acts == {"watchlist.site_named"}


def test_every_value_that_chooses_a_sentence_has_one() -> None:
    events = {event.act: event for event in _events(Event)}
    for act, fact in CHOOSING_FACT.items():
        hint = events[act].__annotations__[fact]
        values = ("True", "False") if hint is bool else tuple(hint)
        assert {f"{act}:{value}" for value in values} <= set(TITLES), act


def test_a_report_that_names_no_hostname_is_told_without_one(house: House) -> None:
    case = house.reopen()
    entry = journal.list_about((str(case.sighting_id),))[0]
    kept = {field: getattr(entry, field) for field in entry.__slots__} | {"act": ReportReceived.act}
    titles = [find_title(type(entry)(**{**kept, "facts": {"hostname": name}})) for name in ("", "a.example")]
    assert titles == ["The public sent a report that names no hostname.", "The public reported {hostname}."]


def test_an_entry_of_an_older_version_still_has_a_sentence(house: House) -> None:
    case = house.reopen()
    entry = journal.list_about((str(case.sighting_id),))[0]
    older = type(entry)(**{**{f: getattr(entry, f) for f in entry.__slots__}, "facts": {"hostname": REOPENING}})
    assert find_title(older) is not None


def test_each_route_does_something_or_asks_it_of_the_zone_together_with_others() -> None:
    assert {(route.asks is not None, route.do is None) for route in ROUTES} == {(True, True), (False, False)}
    assert all((route.queue == PUBLISHING) == (route.do is None) for route in ROUTES)


def test_each_route_has_a_name_of_its_own() -> None:
    names = [route.name for route in ROUTES]
    assert len(names) == len(set(names))


def test_a_step_is_done_once_although_its_worker_died_before_saying_so(house: House) -> None:
    house.reopen()
    before = journal.get_size()
    for step in StepRow.objects.all():
        StepRow.objects.filter(pk=step.id).update(state=StepState.WAITING)
        run_steps.call(str(step.id))
    assert journal.get_size() == before
    assert set(StepRow.objects.values_list("state", flat=True)) == {StepState.DONE}


def test_a_seal_waits_ten_days_for_its_authority_at_half_an_hour_at_most(house: House) -> None:
    house.reopen()
    step = StepRow.objects.filter(route="captures.seal_exhibit").latest("created_at")
    StepRow.objects.filter(pk=step.id).update(attempts=0)
    down, now, began = TimestampUnavailableError(authority="T", problem="down"), house.now, house.now
    while now < began + timedelta(days=9):
        StepRow.objects.filter(pk=step.id).update(state=StepState.RUNNING, attempts=F("attempts") + 1)
        attempts = max(6, services.find_route(step.route).attempts)
        state = services.fail_step(step_id=step.id, error=down, now=now, attempts=attempts, backoff_s=2.0)
        assert state is StepState.RETRYING
        step.refresh_from_db()
        assert now < step.next_at <= now + services.LONGEST_BACKOFF
        now = step.next_at


def test_a_failing_step_is_visible_tried_again_and_then_waits_for_a_person(house: House) -> None:
    case = house.reopen()
    house.outside.zone.failing = True
    house.block(case)
    (step,) = list_steps(viewer=SYSTEM_READER)
    assert (step.route, step.state) == ("publications.publish_order", StepState.GAVE_UP)
    assert (step.error_code, step.attempts) == ("publications.failed", wiring.current_config().worker.attempts)
    house.outside.zone.failing = False
    services.retry_step(step_id=step.id, actor=house.analyst, now=house.now)
    run_until_quiet()
    assert list_steps(viewer=SYSTEM_READER) == ()
    assert REOPENING in house.outside.zone.blocked


def test_a_step_that_does_not_wait_for_a_person_is_not_started_by_one(house: House) -> None:
    with pytest.raises(StepMissingError):
        services.retry_step(step_id=UUID(int=1), actor=house.analyst, now=house.now)


def test_a_step_is_not_taken_before_its_pause_is_over(house: House) -> None:
    """A second task for it, made while the queue was long, would else use up all its tries at once."""
    now = house.now
    submit_report(address=REOPENING, category="reopened", now=now)
    (row,) = StepRow.objects.all()
    lease, error = timedelta(seconds=60), ConnectionError("away")
    assert services.claim_step(step_id=row.id, now=now, lease=lease) is not None
    services.fail_step(step_id=row.id, error=error, now=now, attempts=5, backoff_s=30)
    assert services.claim_step(step_id=row.id, now=now + timedelta(seconds=29), lease=lease) is None
    assert services.claim_step(step_id=row.id, now=now + timedelta(seconds=30), lease=lease) is not None


def test_a_step_that_a_clock_far_ahead_has_put_off_is_done_once_that_is_set_right(house: House) -> None:
    now, lease = house.now, timedelta(seconds=60)
    ahead = now + timedelta(days=400)
    submit_report(address=REOPENING, category="reopened", now=ahead)
    (row,) = StepRow.objects.all()
    assert services.resume_steps(now=ahead - services.FURTHEST, grace=lease) == 0
    assert services.claim_step(step_id=row.id, now=ahead - services.FURTHEST, lease=lease) is None
    assert services.resume_steps(now=now, grace=lease) == 1, "the task that was made for it waits for that moment"
    row.refresh_from_db()
    assert row.next_at == now
    assert services.claim_step(step_id=row.id, now=now, lease=lease) is not None


def test_a_failure_whose_words_no_database_keeps_is_a_row_all_the_same(house: House) -> None:
    """A step that could not be marked as failed would be taken again for ever, and seen by nobody."""
    submit_report(address=REOPENING, category="reopened", now=house.now)
    (row,) = StepRow.objects.all()
    assert services.claim_step(step_id=row.id, now=house.now, lease=timedelta(seconds=60)) is not None
    error = ValueError("half \ud83d of a sign, \x00 and the rest")
    state = services.fail_step(step_id=row.id, error=error, now=house.now, attempts=5, backoff_s=30)
    row.refresh_from_db()
    assert (state, row.error) == (StepState.RETRYING, "half ? of a sign,  and the rest")


def test_a_step_in_hand_is_not_taken_twice_until_its_lease_is_over(house: House) -> None:
    now = house.now
    submit_report(address=REOPENING, category="reopened", now=now)
    (row,) = StepRow.objects.all()
    lease = timedelta(seconds=60)
    assert services.claim_step(step_id=row.id, now=now, lease=lease) is not None
    assert services.claim_step(step_id=row.id, now=now, lease=lease) is None
    services.keep_step(step_id=row.id, now=now + timedelta(seconds=50), lease=lease)
    assert services.claim_step(step_id=row.id, now=now + timedelta(seconds=90), lease=lease) is None
    assert services.resume_steps(now=now + timedelta(seconds=111), grace=lease) == 1
    assert services.claim_step(step_id=row.id, now=now + timedelta(seconds=111), lease=lease) is not None
    row.refresh_from_db()
    assert row.state == StepState.RUNNING


def test_a_sweep_that_finds_nothing_only_looks_and_one_that_finds_much_says_little(
    house: House, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        submit_report(address=f"n{number}.reopened.example", category="reopened", now=house.now)
    grace = timedelta(seconds=60)
    with django_assert_num_queries(1):
        assert services.resume_steps(now=now, grace=grace) == 0
    with CaptureQueriesContext(connection) as few:
        assert services.resume_steps(now=now + timedelta(hours=1), grace=grace) == 3
    for number in range(3, 30):
        submit_report(address=f"n{number}.reopened.example", category="reopened", now=house.now)
    with CaptureQueriesContext(connection) as many:
        assert services.resume_steps(now=now + timedelta(hours=3), grace=grace) == 30
    assert len(many) == len(few)
    assert set(StepRow.objects.values_list("next_at", flat=True)) == {now + timedelta(hours=3)}
