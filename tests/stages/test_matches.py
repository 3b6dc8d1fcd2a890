import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.page_files import PageFiles
from rempart.adapters.signer import FileSigner
from rempart.captures import services as captures
from rempart.captures.queries import get_exhibit
from rempart.engines.pages import Background, features_from_json
from rempart.engines.verdict import VERDICT_VERSION, SideBySide, judge
from rempart.journal.contracts import AlreadyDoneError
from rempart.journal.queries import list_about
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.matches import comparisons, queries, services
from rempart.matches.contracts import (
    Judgement,
    MatchJudged,
    MatchMissingError,
    NotASightingError,
    NotASiteError,
    NothingComparedError,
)
from rempart.matches.records import find_record, recompute
from rempart.people.contracts import NotAllowedError
from rempart.ports.capturing import CapturePolicy, PageCapture, PageUnreachableError
from rempart.sightings.contracts import Origin
from rempart.sightings.services import record_sighting
from rempart.watchlist.queries import list_references
from rempart.watchlist.services import enrol_site
from tests.factories.captures import make_capture
from tests.fakes.exhibits import MemoryStore
from tests.fakes.ports import CLOSED, PARKED, REOPENED

BACKGROUND = PageFiles().read_background()


class Pages:
    """The `PageCapturer` port: shows the page of the hostname."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        host = url.split("/")[2]
        html = self.pages.get(host)
        empty = replace(make_capture(), url=url, final_url=url, exchanges=(), policy=policy, text="", title="")
        if html is None:
            raise PageUnreachableError(url=url, problem="connection refused", capture=empty)
        return replace(empty, dom=html)


class Desk:
    """The stage with everything before it."""

    def __init__(self, folder: Path, analyst: Actor, now: datetime) -> None:
        self.store = MemoryStore()
        self.format = WaczExhibits(FileSigner(folder / "keys"))
        self.capturer = Pages()
        self.now = now
        self.analyst = analyst
        self.site_id = enrol_site(label="Lantern Quay", domains=["lantern-quay.example"], actor=analyst, now=now)

    def capture_site(self, hostname: str, html: str) -> UUID:
        self.capturer.pages[hostname] = html
        return captures.capture_reference(
            site_id=self.site_id,
            url=f"https://{hostname}/",
            capturer=self.capturer,
            policy=CapturePolicy(),
            exhibit_format=self.format,
            store=self.store,
            actor=SYSTEM,
            now=self.now,
        )

    def capture(
        self,
        hostname: str,
        html: str | None,
        *,
        named: bool = True,
        score: float = 0.4,
        origin: Origin = Origin.STREAM,
    ) -> UUID:
        if html is not None:
            self.capturer.pages[hostname] = html
        sighting_id = record_sighting(
            hostname=hostname,
            site_id=self.site_id if named else None,
            score=score,
            reasons=(),
            origin=origin,
            actor=SYSTEM,
            now=self.now,
        )
        return captures.capture_sighting(
            sighting_id=sighting_id,
            hostname=hostname,
            capturer=self.capturer,
            policy=CapturePolicy(),
            exhibit_format=self.format,
            store=self.store,
            actor=SYSTEM,
            now=self.now,
        )

    def refer(self, exhibit_id: UUID, cause: int | None = None) -> UUID:
        return services.refer_exhibit(
            exhibit_id=exhibit_id, reader=PageFiles(), store=self.store, actor=SYSTEM, now=self.now, cause=cause
        )

    def judge(
        self,
        exhibit_id: UUID,
        *,
        actor: Actor = SYSTEM,
        cause: int | None = None,
        background: Background = BACKGROUND,
    ) -> UUID:
        return services.judge_exhibit(
            exhibit_id=exhibit_id,
            reader=PageFiles(),
            store=self.store,
            background=background,
            actor=actor,
            now=self.now,
            cause=cause,
        )


@pytest.fixture
def desk(db: None, tmp_path: Path, now: datetime, analyst: Actor) -> Desk:
    desk = Desk(tmp_path, analyst, now)
    desk.refer(desk.capture_site("lantern-quay.example", CLOSED))
    return desk


def test_a_reopening_under_another_name_is_the_same_site_with_reasons(desk: Desk) -> None:
    match = queries.get_match(desk.judge(desk.capture("night-harbour.example", REOPENED)), viewer=desk.analyst)

    assert match.verdict is Judgement.SAME
    assert match.site_id == desk.site_id
    assert match.reference_id == list_references(desk.site_id, viewer=SYSTEM)[0].id
    codes = {reason.code for reason in match.reasons}
    assert {"verdict.email", "verdict.options", "verdict.sentence"} <= codes
    assert any("keeper@lantern-quay.example" in reason.text for reason in match.reasons)


@pytest.mark.parametrize("origin", [Origin.KEY, Origin.SWEEP])
def test_a_sighting_by_its_key_or_its_page_has_no_prior_from_it(desk: Desk, origin: Origin) -> None:
    exhibit = desk.capture("night-harbour.example", REOPENED, score=0.5, origin=origin)
    assert queries.get_match(desk.judge(exhibit), viewer=desk.analyst).prior == services.PRIOR_WITHOUT_NAME


@pytest.mark.parametrize("looks", [(Origin.SWEEP, Origin.STREAM), (Origin.STREAM, Origin.KEY, Origin.PROBE)])
def test_the_prior_is_that_of_the_name_whichever_look_came_first(desk: Desk, looks: tuple[Origin, ...]) -> None:
    for origin in looks:
        score = 0.4 if origin is Origin.STREAM else 0.9
        exhibit = desk.capture("night-harbour.example", REOPENED, score=score, origin=origin)
    assert queries.get_match(desk.judge(exhibit), viewer=desk.analyst).prior == 0.4


def test_every_reason_that_rests_on_a_sign_cites_the_records_of_both_exhibits(desk: Desk) -> None:
    match = queries.get_match(desk.judge(desk.capture("night-harbour.example", REOPENED)), viewer=desk.analyst)

    (email,) = (reason for reason in match.reasons if reason.code == "verdict.email")
    assert email.values["record_a"].startswith("<urn:uuid:")
    assert email.values["record_b"].startswith("<urn:uuid:")
    assert email.values["record_a"] != email.values["record_b"]


def test_a_parked_page_under_a_likely_name_is_not_the_site(desk: Desk) -> None:
    match = queries.get_match(
        desk.judge(desk.capture("lantern-quay2.example", PARKED, score=0.99)), viewer=desk.analyst
    )

    assert (match.verdict, match.page_kind) == (Judgement.UNCLEAR, "parked")
    assert match.probability < 0.1


def test_a_page_that_did_not_answer_is_judged_unclear_and_says_so(desk: Desk) -> None:
    match = queries.get_match(desk.judge(desk.capture("silent.example", None)), viewer=desk.analyst)

    assert (match.verdict, match.reasons[0].code) == (Judgement.UNCLEAR, "matches.not_reached")
    assert match.reference_id is None


def test_a_page_whose_name_gives_nothing_away_is_compared_with_every_closed_site(desk: Desk) -> None:
    match = queries.get_match(desk.judge(desk.capture("zuvo.example", REOPENED, named=False)), viewer=desk.analyst)

    assert (match.verdict, match.site_id) == (Judgement.SAME, desk.site_id)


def test_the_event_names_site_and_verdict_and_the_journal_has_it_once(desk: Desk) -> None:
    exhibit_id = desk.capture("night-harbour.example", REOPENED)
    match_id = desk.judge(exhibit_id, cause=0)
    with pytest.raises(AlreadyDoneError):
        desk.judge(exhibit_id, cause=0)

    (entry,) = list_about((str(match_id),))
    assert entry.act == MatchJudged.act
    assert (entry.facts["verdict"], entry.facts["site_id"]) == ("same", str(desk.site_id))
    assert len(queries.list_matches(viewer=desk.analyst, exhibit_id=exhibit_id)) == 1


def test_a_judgement_is_computed_again_from_what_was_kept(desk: Desk) -> None:
    match_id = desk.judge(desk.capture("night-harbour.example", REOPENED))
    match = queries.get_match(match_id, viewer=desk.analyst)
    view = queries.find_side_by_side(match_id, background=BACKGROUND, viewer=desk.analyst)

    assert isinstance(view, SideBySide)
    assert view.verdict.probability == match.probability
    assert [reason.text for reason in view.verdict.reasons] == [reason.text for reason in match.reasons]


def test_the_database_refuses_to_change_a_judgement(desk: Desk) -> None:
    desk.judge(desk.capture("night-harbour.example", REOPENED))
    for statement in ("UPDATE matches_match SET verdict = 'different'", "DELETE FROM matches_match"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_only_who_may_judge_judges_and_only_who_may_read_reads(desk: Desk, people: Callable[..., Actor]) -> None:
    exhibit_id = desk.capture("night-harbour.example", REOPENED)
    with pytest.raises(NotAllowedError):
        desk.judge(exhibit_id, actor=people(Role.OVERSEER))
    match_id = desk.judge(exhibit_id, actor=people(Role.ANALYST))
    with pytest.raises(NotAllowedError):
        queries.get_match(match_id, viewer=people(Role.REPORTER_DESK))
    assert queries.get_match(match_id, viewer=people(Role.OVERSEER)).id == match_id


def test_what_was_captured_for_another_purpose_is_refused(desk: Desk, now: datetime) -> None:
    of_site = desk.capture_site("lantern-quay.example", CLOSED)
    with pytest.raises(NotASightingError):
        desk.judge(of_site)
    of_sighting = desk.capture("night-harbour.example", REOPENED)
    assert get_exhibit(of_sighting, viewer=SYSTEM).site_id in {None, desk.site_id}
    if get_exhibit(of_sighting, viewer=SYSTEM).site_id is None:
        with pytest.raises(NotASiteError):
            desk.refer(of_sighting)
    with pytest.raises(MatchMissingError):
        queries.get_match(of_sighting, viewer=desk.analyst)


def test_a_comparison_leaves_as_a_record_that_the_journal_names_and_anybody_computes_again(desk: Desk) -> None:
    match_id = desk.judge(desk.capture("night-harbour.example", REOPENED))
    content = comparisons.export_comparison(
        match_id=match_id, background=BACKGROUND, actor=desk.analyst, now=desk.now, reason="for the court"
    )
    record = json.loads(content)
    entry = list_about((str(match_id),))[-1]
    assert (entry.facts["record_sha256"], entry.reason) == (sha256(content).hexdigest(), "for the court")
    pages = [features_from_json(json.dumps(record["pages"][side])) for side in ("a", "b")]
    again = judge(pages[0], pages[1], BACKGROUND, record["prior"])
    assert (again.kind, again.probability, again.version) == (
        record["verdict"],
        record["probability"],
        record["engine"],
    )
    assert record["as_judged"] is True
    assert recompute(find_record(content), BACKGROUND) == ()
    assert recompute({**record, "probability": 0.5}, BACKGROUND) == ("probability",)
    assert "shared" in recompute(record, Background.empty())
    assert record["background_sha256"] == BACKGROUND.sha256
    assert [exhibit["hostname"] for exhibit in record["exhibits"]] == ["lantern-quay.example", "night-harbour.example"]


def test_the_record_of_one_comparison_is_always_the_same(desk: Desk) -> None:
    match_id = desk.judge(desk.capture("night-harbour.example", REOPENED))
    twice = {
        comparisons.export_comparison(match_id=match_id, background=BACKGROUND, actor=desk.analyst, now=desk.now)
        for _ in range(2)
    }
    assert len(twice) == 1


def test_another_background_is_told_in_the_record(desk: Desk) -> None:
    match_id = desk.judge(desk.capture("night-harbour.example", REOPENED))
    content = comparisons.export_comparison(
        match_id=match_id, background=Background.empty(), actor=desk.analyst, now=desk.now
    )
    assert json.loads(content)["as_judged"] is False


def test_another_engine_is_told_in_the_record(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as then:
        then.setattr(services, "judge", lambda *asked: replace(judge(*asked), version="1"))
        match_id = desk.judge(desk.capture("night-harbour.example", REOPENED))
    content = comparisons.export_comparison(match_id=match_id, background=BACKGROUND, actor=desk.analyst, now=desk.now)
    record = json.loads(content)
    assert (record["engine"], record["computed_with_engine"]) == ("1", VERDICT_VERSION)
    assert record["as_judged"] is False


def test_what_was_compared_with_nothing_cannot_leave(desk: Desk, people: Callable[..., Actor]) -> None:
    silent = desk.judge(desk.capture("silent.example", None))
    with pytest.raises(NothingComparedError):
        comparisons.export_comparison(match_id=silent, background=BACKGROUND, actor=desk.analyst, now=desk.now)
    with pytest.raises(NotAllowedError):
        comparisons.export_comparison(match_id=silent, background=BACKGROUND, actor=people(Role.OVERSEER), now=desk.now)
