"""The comparison that an order rests on becomes a sealed exhibit by itself; what fails there stops no block."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any, NoReturn
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from rempart import wiring
from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.signer import FileSigner
from rempart.captures.contracts import ExhibitState, StoreRecheck
from rempart.captures.rechecking import recheck_store
from rempart.journal.queries import list_entries
from rempart.kernel.actors import CONSOLE, SYSTEM, Role
from rempart.kernel.reasons import Reason, reasons_to_json
from rempart.matches.comparisons import take_comparison
from rempart.matches.contracts import Comparison, ComparisonExported, ComparisonMissingError, ComparisonSealed
from rempart.matches.models import ComparisonRow, ComparisonSealRow, MatchRow
from rempart.matches.queries import get_comparison, list_comparisons, list_matches, list_stored
from rempart.matches.services import judge_exhibit
from rempart.orders.contracts import State
from rempart.orders.services import countersign_order
from rempart.people.contracts import NotAllowedError
from rempart.pipeline.contracts import StepState
from rempart.pipeline.grounds import list_order_comparisons, list_order_matches
from rempart.pipeline.models import StepRow
from rempart.pipeline.routes import PUBLISHING
from rempart.ports.sealing import ExhibitFormat, TimestampToken, TimestampUnavailableError
from rempart.referrals.contracts import Recipient
from rempart.referrals.queries import list_notices
from rempart.verification import verify_exhibit
from rempart.verification.container import read_container
from rempart.verification.manifest import MANIFEST
from rempart.worker.tasks import run_steps
from tests.conftest import People
from tests.fakes.exhibits import SlowExhibits
from tests.fakes.pipeline import publish_due, run_until_quiet
from tests.stages import test_pipeline
from tests.stages.test_pipeline import REOPENING, House

pytestmark = pytest.mark.slow  # through many rooms: seconds each

house = test_pipeline.house


class SilentAuthority:
    """A timestamp authority that is switched off."""

    name = "Authority T"

    def root_fingerprints(self) -> tuple[str, ...]:
        return ()

    def stamp(self, sha256: bytes) -> TimestampToken:
        raise TimestampUnavailableError(authority=self.name, problem="it is switched off")


def run_each_waiting_step_once() -> None:
    """As a worker in its first second: what fails is left to be tried again later."""
    while step := StepRow.objects.filter(state=StepState.WAITING).exclude(queue=PUBLISHING).first():
        run_steps.call(str(step.id))
        publish_due()


def read(house: House, comparison: Comparison) -> bytes:
    return house.outside.store.open(comparison.file_sha256).read()


def take(
    house: House,
    match_id: UUID,
    *,
    meanwhile: Callable[[], object] = lambda: None,
    exhibit_format: ExhibitFormat | None = None,
) -> bytes:
    """An analyst takes the comparison; `meanwhile` something else happens as its pages are made."""

    def render(_: bytes) -> dict[str, bytes]:
        meanwhile()
        return {}

    return take_comparison(
        match_id=match_id,
        background=house.ports.background(),
        render=render,
        sealing=replace(house.ports.sealing, exhibit_format=exhibit_format or house.ports.exhibit_format),
        actor=house.analyst,
        now=house.now,
        reason="for the court",
    )


def test_a_proposed_order_cites_a_sealed_comparison(house: House) -> None:
    case = house.reopen()
    assert list_comparisons(viewer=house.analyst) == ()
    order = house.propose(case)
    run_until_quiet()
    (comparison,) = list_order_comparisons(order.id, viewer=house.analyst)
    assert (comparison.order_id, comparison.hostname, comparison.state) == (order.id, REOPENING, ExhibitState.SEALED)
    content = read(house, comparison)
    report = verify_exhibit(content)
    assert report.sound, report.list_failed()
    assert sha256(read_container(content).files[MANIFEST]).hexdigest() == comparison.manifest_sha256
    (entry,) = [entry for entry in list_entries() if entry.act == ComparisonSealed.act]
    assert (entry.facts["manifest_sha256"], entry.facts["order_id"]) == (comparison.manifest_sha256, str(order.id))


def test_whoever_takes_the_comparison_gets_the_very_file_that_the_orders_cite(house: House) -> None:
    case = house.reopen()
    first = house.propose(case)
    second = house.propose(case, hostname=f"www.{REOPENING}")
    run_until_quiet()
    (match,) = list_matches(viewer=house.analyst, hostname=REOPENING)
    cited = {list_order_comparisons(order.id, viewer=house.analyst) for order in (first, second)}
    assert len(cited) == 1
    taken = take(house, match.id)
    assert sha256(taken).hexdigest() == get_comparison(match.id, viewer=house.analyst).file_sha256
    entries = [entry for entry in list_entries() if entry.act in (ComparisonSealed.act, ComparisonExported.act)]
    assert [(entry.act, entry.reason) for entry in entries] == [
        (ComparisonSealed.act, ""),
        (ComparisonExported.act, "for the court"),
    ]


def test_of_two_who_make_the_exhibit_at_once_only_one_leaves_a_file(house: House) -> None:
    house.reopen()
    (match,) = list_matches(viewer=house.analyst, hostname=REOPENING)
    first: list[bytes] = []
    second = take(house, match.id, meanwhile=lambda: first.append(take(house, match.id)))
    assert first == [second]
    assert recheck(house).strangers == ()


def test_where_the_worker_seals_it_meanwhile_the_other_seal_leaves_no_file(house: House) -> None:
    house.reopen()
    (match,) = list_matches(viewer=house.analyst, hostname=REOPENING)
    slow = SlowExhibits(FileSigner(house.outside.folder / "keys"), meanwhile=run_until_quiet)
    taken = take(house, match.id, exhibit_format=slow)
    assert StepRow.objects.get(route="matches.seal_comparison").state == StepState.DONE
    assert sha256(taken).hexdigest() == get_comparison(match.id, viewer=house.analyst).file_sha256
    assert recheck(house).strangers == ()


def test_what_is_judged_after_the_signature_is_nothing_that_the_order_rests_on(house: House) -> None:
    case = house.reopen()
    (match,) = list_matches(viewer=house.analyst, hostname=REOPENING)
    order, refused = house.propose(case), house.propose(case, exhibits=(match.exhibit_id,), hostname="school.test")
    alone = house.propose(case, exhibits=())
    again = judge_exhibit(
        exhibit_id=match.exhibit_id,
        reader=house.ports.pages,
        store=house.ports.exhibits,
        background=house.ports.background(),
        actor=SYSTEM,
        now=house.now,
    )
    take(house, again)
    run_until_quiet()
    assert [one.id for one in list_order_matches(order, viewer=house.analyst)] == [match.id]
    assert [one.match_id for one in list_order_comparisons(order.id, viewer=house.analyst)] == [match.id]
    assert (refused.state, alone.state) == (State.REFUSED, State.REFUSED)
    assert [one.id for one in list_order_matches(refused, viewer=house.analyst)] == [match.id]
    assert list_order_matches(alone, viewer=house.analyst) == ()


def test_an_emergency_order_holds_while_the_seal_of_its_comparison_waits_for_the_authority(
    house: House,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = house.reopen()
    signer = FileSigner(house.outside.folder / "keys")
    waiting = replace(house.ports, exhibit_format=WaczExhibits(signer, (SilentAuthority(),)))
    monkeypatch.setattr(wiring, "current_ports", lambda: waiting)
    order = house.order_alone(case)
    run_each_waiting_step_once()
    assert order.state is State.PROVISIONAL
    assert REOPENING in house.outside.zone.blocked
    step = StepRow.objects.get(route="matches.seal_comparison")
    assert (step.state, step.error_code) == (StepState.RETRYING, TimestampUnavailableError.code)
    (comparison,) = list_order_comparisons(order.id, viewer=house.analyst)
    assert comparison.state is ExhibitState.UNSEALED
    (of_store,) = [one for one in recheck(house).exhibits if one.exhibit_id == comparison.match_id]
    assert of_store.problems == ()
    monkeypatch.setattr(wiring, "current_ports", house.outside.ports)
    run_until_quiet()
    (sealed,) = list_order_comparisons(order.id, viewer=house.analyst)
    assert (sealed.state, sealed.manifest_sha256) == (ExhibitState.SEALED, comparison.manifest_sha256)


def test_a_notice_states_what_the_order_rests_on_and_not_what_is_judged_later(house: House, people: People) -> None:
    case = house.reopen()
    order = house.order_alone(case)
    (match,) = list_matches(viewer=house.analyst, hostname=REOPENING)
    later = MatchRow.objects.get(pk=match.id)
    later.pk, later.judged_at = uuid4(), house.now + timedelta(minutes=5)
    later.reasons = reasons_to_json([Reason("matches.later", "Judged after the signature.")])
    later.save(force_insert=True)
    run_until_quiet()
    (comparison,) = list_order_comparisons(order.id, viewer=house.analyst)
    notices = list_notices(viewer=house.analyst, case_id=case.id)
    assert len(notices) == len(Recipient)
    for notice in notices:
        assert match.reasons[0].text in notice.text_en
        assert "Judged after the signature." not in notice.text_en
        assert f"SHA-256 digest of its manifest: {comparison.manifest_sha256}" in notice.text_en
        assert f"empreinte SHA-256 de son manifeste\xa0: {comparison.manifest_sha256}" in notice.text_fr


def test_notices_name_the_comparison_where_two_people_sign_before_anything_else_is_done(house: House) -> None:
    """A worker may come to the notices before it comes to the step that follows the proposal."""
    rules, reviewer = house.ports.rule_book, house.people(Role.REVIEWER)
    proposed = house.propose(house.reopen())
    order = countersign_order(order_id=proposed.id, rule_book=rules, actor=reviewer, now=house.now)
    run_steps.call(str(StepRow.objects.get(route="referrals.prepare_notices").id))
    (comparison,) = list_order_comparisons(order.id, viewer=house.analyst)
    notices = list_notices(viewer=house.analyst, case_id=order.case_id)
    assert len(notices) == len(Recipient)
    assert all(comparison.manifest_sha256 in notice.text_fr for notice in notices)


def refuse(*_: object, **__: object) -> NoReturn:
    raise KeyError("reasons")


@pytest.mark.parametrize("broken", ["store", "background", "page"])
def test_notices_go_out_where_a_comparison_cannot_be_kept(
    house: House, people: People, monkeypatch: pytest.MonkeyPatch, settings: Any, broken: str
) -> None:
    """Nobody who can take the page down waits for our disk; the failure shows at the step that keeps comparisons."""
    case = house.reopen()
    house.outside.store.full = broken == "store"
    if broken == "background":
        monkeypatch.setattr(wiring, "current_ports", lambda: replace(house.ports, background_of=refuse))
    if broken == "page":
        settings.REMPART_COMPARISON_PAGES = f"{__name__}.refuse"
    order = house.order_alone(case)
    run_each_waiting_step_once()
    assert list_order_comparisons(order.id, viewer=house.analyst) == ()
    kept = StepRow.objects.get(route="matches.keep_at_once")
    noticed = StepRow.objects.get(route="referrals.prepare_notices")
    assert (kept.state, noticed.state) == (StepState.RETRYING, StepState.DONE), kept.error
    notices = list_notices(viewer=house.analyst, case_id=case.id)
    assert len(notices) == len(Recipient)
    assert all("SHA-256 digest of its manifest: none" in notice.text_en for notice in notices)


def recheck(house: House) -> StoreRecheck:
    return recheck_store(store=house.outside.store, beside=list_stored(viewer=CONSOLE), actor=CONSOLE, now=house.now)


def test_what_the_store_holds_of_comparisons_is_known_and_checked_again(house: House) -> None:
    order = house.propose(house.reopen())
    run_until_quiet()
    found = recheck(house)
    assert (found.sound, found.strangers) == (True, ())
    (comparison,) = list_order_comparisons(order.id, viewer=house.analyst)
    content = read(house, comparison)
    house.outside.store.contents[comparison.file_sha256] = content[:-1] + bytes([content[-1] ^ 1])
    unsound = [one.exhibit_id for one in recheck(house).exhibits if one.problems]
    assert unsound == [comparison.match_id]


def test_a_refused_order_seals_nothing(house: House) -> None:
    order = house.propose(house.reopen(), exhibits=())
    run_until_quiet()
    assert order.state is State.REFUSED
    assert list_comparisons(viewer=house.analyst) == ()
    with pytest.raises(ComparisonMissingError):
        get_comparison(list_matches(viewer=house.analyst, hostname=REOPENING)[0].id, viewer=house.analyst)


def test_the_comparisons_of_an_order_are_for_those_who_may_see_matches(house: House, people: People) -> None:
    order = house.propose(house.reopen())
    with pytest.raises(NotAllowedError):
        list_order_comparisons(order.id, viewer=people(Role.PUBLISHER))


@pytest.mark.parametrize("table", [ComparisonRow, ComparisonSealRow])
def test_the_database_refuses_to_change_what_was_sealed(
    house: House,
    table: type[ComparisonRow] | type[ComparisonSealRow],
) -> None:
    house.propose(house.reopen())
    run_until_quiet()
    row = table.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.filter(pk=row.pk).delete()
