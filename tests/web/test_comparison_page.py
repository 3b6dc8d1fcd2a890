"""The comparison page: the waterfall adds up, the looks are recorded, the file stands alone."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from rempart import wiring
from rempart.adapters.exhibit.container import write_zip
from rempart.adapters.page_files import PageFiles
from rempart.captures.contracts import ExhibitPart, ExhibitViewed
from rempart.captures.services import capture_reference
from rempart.engines.pages import Background, Family, Kind
from rempart.engines.verdict import VERDICT_VERSION, calibration_of, is_counted_elsewhere, portrait_of
from rempart.journal.queries import list_entries
from rempart.kernel.actors import CONSOLE, SYSTEM, Role
from rempart.kernel.reasons import Reason
from rempart.matches import queries
from rempart.matches.contracts import ComparisonSealed
from rempart.matches.models import MatchRow
from rempart.matches.queries import get_match, list_matches
from rempart.matches.records import NotARecordError, find_record, recompute, record_in
from rempart.matches.tying import Tie, tie_exhibit
from rempart.ports.sealing import ExhibitPage
from rempart.sightings.contracts import Origin
from rempart.sightings.services import record_sighting
from rempart.verification import Outcome, verify_exhibit
from rempart.verification.container import read_container
from rempart.watchlist.services import enrol_site
from rempart.web import orders_shown
from rempart.web.comparison_shown import compared_sections, compared_words, lay_beside
from rempart.web.labels import LABELS
from rempart.web.pictures import draw_waterfall
from rempart.web.words import sentence
from tests.conftest import People
from tests.fakes.clocks import SteppingClock
from tests.fakes.ports import CLOSED, REOPENED, FakeOutside
from tests.web.conftest import Desk, Desks
from tests.web.house import run_pipeline

pytestmark = pytest.mark.django_db


class Compared:
    """One closed site, one reopening, judged; the analyst's desk."""

    def __init__(self, desk: Desk, match_id: str) -> None:
        self._desk, self.path = desk, f"/en/matches/{match_id}/"

    def see(self) -> str:
        return self._shown(self._desk.get(self.path))

    def ask(self, what: str, **fields: str) -> str:
        return self._shown(self._desk.post(f"{self.path}{what}/", fields))

    def take(self, what: str, **fields: str) -> bytes:
        response = self._desk.post(f"{self.path}{what}/", fields)
        assert response.status_code == 200, response.content.decode()[:2000]
        return bytes(response.content)

    def _shown(self, response: Any) -> str:
        assert response.status_code == 200, response.content.decode()[:2000]
        return html.unescape(response.content.decode())


@pytest.fixture
def compared(desks: Desks, people: People, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Compared:
    analyst = people(Role.ANALYST)
    outside = FakeOutside(tmp_path, SteppingClock(now))
    ports = outside.ports()
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    site_id = enrol_site(label="Lantern Quay", domains=["lantern-quay.example"], actor=analyst, now=now)
    outside.put_online("lantern-quay.example", CLOSED)
    outside.put_online("night-harbour.example", REOPENED)
    capture_reference(
        site_id=site_id,
        url="https://lantern-quay.example/",
        capturer=ports.capturer,
        policy=ports.capture_policy,
        exhibit_format=ports.exhibit_format,
        store=ports.exhibits,
        actor=SYSTEM,
        now=now,
    )
    run_pipeline(ports, now)
    record_sighting(
        hostname="night-harbour.example",
        site_id=site_id,
        score=1.0,
        reasons=(),
        origin=Origin.FORMER,
        actor=SYSTEM,
        now=now,
    )
    run_pipeline(ports, now)
    (match,) = list_matches(viewer=analyst)
    return Compared(desks(Role.ANALYST), str(match.id))


def test_the_waterfall_stands_as_picture_and_table_and_ends_at_the_probability(compared: Compared) -> None:
    page = compared.see()
    assert 'class="pictured waterfall"' in page
    row = r'<th scope="row">([^<]+)</th>.*?of-number">[^<]*</td><td class="of-number">([\d.]+)<'
    rows = re.findall(row, page, re.DOTALL)
    assert rows[0][0] == "before looking at the pages"
    probability = re.search(r"Probability, 0 to 1</dt><dd[^>]*>\s*([\d.]+)", page)
    assert probability is not None
    assert float(rows[-1][1]) / 100 == pytest.approx(float(probability[1]), abs=0.001)
    assert "style=" not in page


def test_each_record_has_a_short_mark_that_stands_in_full_once(compared: Compared) -> None:
    page = compared.see()
    cited = set(re.findall(r"<code>([AB]\d+)</code>", page))
    assert {"A1", "B1"} <= cited
    table = page[page.index("The records cited") :]
    records = dict(re.findall(r"<code>([AB]\d+)</code>\n.*?<code>(.{9,}?)</code>", table, re.DOTALL))
    assert records.keys() == cited
    assert all(page.count(record) == 1 for record in records.values() if record.startswith("<urn:"))


def test_an_order_cites_records_by_the_marks_of_the_match_and_leads_to_where_they_stand(
    compared: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    (match,) = list_matches(viewer=SYSTEM)
    monkeypatch.setattr(orders_shown, "list_order_matches", lambda _order, *, viewer: [match])
    with translation.override("en"):
        (section,) = orders_shown._comparisons(SimpleNamespace(), SYSTEM)  # type: ignore[arg-type]
        shown = render_to_string("parts/section.html", {"section": section})
    on_the_page = compared.see()
    cited = re.findall(r'<a href="([^"]+)"><code>([AB]\d+)</code></a>', shown)
    assert {mark for _, mark in cited} >= {"A1", "B1"}
    assert {link for link, _ in cited} == {f"{compared.path}#records"}
    assert '<div id="records"></div>' in on_the_page
    assert "urn:uuid" not in shown
    told = on_the_page[: on_the_page.index("The evidence, step by step")]
    assert [mark for _, mark in cited] == re.findall(r"<code>([AB]\d+)</code>", told)


def test_a_record_without_a_mark_is_shown_in_short_and_a_look_in_words() -> None:
    values = {"record_a": "<urn:uuid:84d23b1f-c5c6-515c-aadd-476118103138>", "record_b": "html"}
    reason = Reason("verdict.email", "Both give {address}.", {**values, "address": "desk@quay.example"})
    with translation.override("en"):
        shown = render_to_string("parts/reasons.html", {"reasons": [reason]})
    assert '<code title="&lt;urn:uuid:84d23b1f-c5c6-515c-aadd-476118103138&gt;">84d23b1f…</code>' in shown
    assert '<code title="html">the page as it was looked at</code>' in shown
    assert ">html<" not in shown


@pytest.mark.usefixtures("compared")
def test_the_name_that_both_pages_bear_is_among_what_they_share() -> None:
    (match,) = list_matches(viewer=SYSTEM)
    background = wiring.current_ports().background_of(match.background_sha256)
    found = queries.find_side_by_side(match.id, background=background, viewer=SYSTEM)
    assert found is not None
    comparison = found.verdict.comparison
    named = replace(comparison, name=replace(comparison.name, shared="lantern quay", shared_count=3), hosts=41_000)
    with translation.override("en"):
        changed = replace(found, verdict=replace(found.verdict, comparison=named))
        sections = compared_sections(match, changed, background)
    (table,) = [section.table for section in sections if section.title == "What both pages share"]
    assert table is not None
    assert [cell.value for cell in table.rows[0]][:3] == ["name", "lantern quay", "3 of 41,000 other hosts share this"]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Already counted in another reason."), ("fr", "Déjà compté dans un autre motif.")]
)
def test_a_reason_that_another_counts_for_says_so_on_the_page_and_in_the_file(
    compared: Compared, language: str, said: str
) -> None:
    (match,) = list_matches(viewer=SYSTEM)
    elsewhere = sum(is_counted_elsewhere(reason) for reason in match.reasons)
    assert 0 < elsewhere < len(match.reasons)
    compared.path = compared.path.replace("/en/", {"en": "/en/", "fr": "/"}[language])
    assert compared.see().count(said) == elsewhere
    assert compared.ask("report", reason="for the court").count(said) == elsewhere


def test_a_match_leads_to_its_case_and_the_sighting_to_all_that_came_of_it(compared: Compared, desks: Desks) -> None:
    page = compared.see()
    assert re.search(r"with the closed site Lantern Quay: the probability that it is the same is 0\.\d{4}\.", page)
    (case,) = re.findall(r'href="(/en/cases/[^"]+)">night-harbour.example</a>', page)
    (sighting,) = re.findall(r'href="(/en/sightings/[^"]+)"', page.partition("<main")[2])
    desk = desks(Role.ANALYST)
    outcome = html.unescape(desk.get(sighting).content.decode()).partition("What came of it")[2]
    steps = re.findall(r'href="/en/(captures|matches|cases)/', outcome.partition("</section>")[0])
    assert sorted(steps) == ["captures", "cases", "matches"]
    assert f'href="{compared.path}"><span class="badge' in desk.get("/en/sightings/").content.decode()
    (site,) = re.findall(r'href="(/en/watchlist/[^"]+)"', page.partition("<main")[2])
    assert f'href="{case}"' in desk.get(site).content.decode()


def test_what_was_compared_with_a_confirmed_reopening_says_so_and_names_its_exhibit_in_both_languages(
    compared: Compared, desks: Desks
) -> None:
    row = MatchRow.objects.get()
    assert row.reference is not None
    first, row.features = row.pk, row.reference.features
    row.pk, row.hostname, row.reference, row.reopening_id = uuid4(), "tirquel.test", None, first
    row.save(force_insert=True)
    again = Compared(desks(Role.ANALYST), str(row.pk))
    said = "Compared with night-harbour.example, a confirmed reopening of the closed site Lantern Quay (exhibit {})"
    shown = again.see()
    assert said.format(row.exhibit_id) in shown
    assert f'href="{compared.path}"' in shown
    assert "On its reopening" in shown
    assert "the reopening's" in shown
    assert "On the closed site" not in shown
    assert "On its reopening" in again.ask("beside", part="text", reason="the case")
    file = again.take("report", reason="the court asks")
    assert said.format(row.exhibit_id) in html.unescape(file.decode())
    assert find_record(file)["compared_with_reopening"]["match"] == str(first)
    with translation.override("fr"):
        assert "une réouverture confirmée du site fermé" in compared_words(get_match(row.pk, viewer=CONSOLE), CONSOLE)


def test_outcomes_that_are_not_all_shown_say_so(
    compared: Compared, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sighting,) = re.findall(r'href="(/en/sightings/[^"]+)"', compared.see().partition("<main")[2])
    (site,) = re.findall(r'href="(/en/watchlist/[^"]+)"', compared.see().partition("<main")[2])
    desk, said = desks(Role.ANALYST), "Of each kind only the newest {} are listed here."
    for most in (1, 0):
        monkeypatch.setattr("rempart.web.outcomes_shown.MOST_SHOWN", most)
        for path in (sighting, site):
            assert (said.format(most) in desk.get(path).content.decode()) == (most == 0)


def test_what_a_sentence_holds_as_codes_is_said_in_words() -> None:
    template = "The {side} page is a placeholder ({kind}): it tells nothing about who is behind it."
    why = Reason("verdict.says_nothing", template, {"side": "second", "kind": "default"})
    with translation.override("fr"):
        said = sentence(why)
    assert "La seconde page est une page d’attente (la page par défaut d’un serveur)" in said


def test_a_judgement_is_computed_again_by_its_own_version_and_says_that_it_is_equal(
    compared: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"Computed again by version {VERDICT_VERSION} of the engine: it comes out the same" in compared.see()
    monkeypatch.setattr(queries, "VERSIONS", ())
    monkeypatch.setattr(queries, "VERDICT_VERSION", "2")
    page = compared.see()
    assert "what is shown here is computed by version 2." in page
    assert "comes out the same" not in page


def test_a_background_that_is_not_kept_is_told(compared: Compared, monkeypatch: pytest.MonkeyPatch) -> None:
    ports = replace(wiring.current_ports(), background_of=lambda _: PageFiles().read_background())
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    page = compared.see()
    assert "The background of that time is not kept" in page
    assert "comes out the same" not in page


def test_reading_both_pages_side_by_side_is_recorded_of_each_exhibit(compared: Compared) -> None:
    assert "Side by side" not in compared.see()
    page = compared.ask("beside", part="text", reason="the hearing")
    assert "Text side by side" in page
    viewed = [entry for entry in list_entries() if entry.act == ExhibitViewed.act]
    assert [(entry.facts["part"], entry.reason) for entry in viewed] == [("text", "the hearing")] * 2
    assert "h1" in compared.ask("beside", part="structure", reason="")


def test_two_pages_without_text_are_told_in_words_instead_of_an_empty_table() -> None:
    silent = ExhibitPage(url="", final_url="", title="", text="", dom="", screenshot=b"")
    with translation.override("en"):  # whichever language a page of another test was asked for in
        section = lay_beside(ExhibitPart.TEXT, silent, silent)
    assert (section.note, section.pictures) == ("Neither page has a line to show here.", ())
    assert lay_beside(ExhibitPart.TEXT, silent, replace(silent, text="Rules")).pictures


def test_the_file_stands_alone_and_holds_the_record_that_the_journal_names(compared: Compared) -> None:
    content = compared.ask("report", reason="for the court").encode()
    assert not re.search(rb'(?:src|href)="', content)
    assert b"<script>" not in content
    assert b"Compared with the closed site Lantern Quay" in content
    (entry,) = [entry for entry in list_entries() if entry.act == "matches.comparison_exported"]
    assert entry.facts["record_sha256"] == sha256(record_in(content)).hexdigest()
    assert str(entry.facts["record_sha256"]).encode() in content


def test_a_sealed_comparison_is_sound_and_computed_again(compared: Compared) -> None:
    content = compared.take("sealed", reason="for the court")
    report = verify_exhibit(content)
    assert report.sound, report.list_failed()
    passed = {check.code for check in report.checks if check.outcome is Outcome.PASSED}
    assert {"comparison.record", "comparison.steps", "comparison.pages", "journal.entry", "seal.complete"} <= passed
    (entry,) = [entry for entry in list_entries() if entry.act == ComparisonSealed.act]
    files = read_container(content).files
    record = files["comparison/record.json"]
    assert (entry.facts["record_sha256"], entry.reason) == (sha256(record).hexdigest(), "for the court")
    assert recompute(find_record(content), Background.empty()) == ()
    with pytest.raises(NotARecordError):
        find_record(content[:200])
    for language, words in (("en", "The evidence, step by step"), ("fr", "Les indices, pas à pas")):
        page = files[f"comparison/comparison.{language}.html"]
        assert words in html.unescape(page.decode())
        assert record_in(page) == record


def test_a_comparison_is_sealed_once_and_the_page_names_its_digests(compared: Compared) -> None:
    assert "The comparison as an exhibit" not in compared.see()
    first, again = (compared.take("sealed", reason=why) for why in ("for the court", "for the appeal"))
    assert first == again
    page = compared.see()
    manifest = sha256(read_container(first).files["datapackage.json"]).hexdigest()
    assert "The comparison as an exhibit" in page
    assert manifest in page
    assert sha256(first).hexdigest() in page
    taken = [entry.reason for entry in list_entries() if entry.act == "matches.comparison_exported"]
    assert taken == ["for the court", "for the appeal"]


def test_every_step_and_kind_of_line_and_of_sign_has_its_words() -> None:
    steps = {f"step.{name}" for name in (*calibration_of().weights, "prior", "start", "rule")}
    assert steps | {"side.both", "side.changed", "side.only-a", "side.only-b"} <= LABELS.keys()
    assert {f"sign.{kind}" for kind in Kind} | {f"family.{family}" for family in Family} <= LABELS.keys()


def test_each_bar_of_a_waterfall_begins_where_the_one_before_ended() -> None:
    with translation.override("en"):  # the figures are written as the language writes them
        drawn = draw_waterfall(
            caption="", steps=[("prior", -0.6, -0.6), ("name", 1.5, 0.9), ("text differs", -0.4, 0.5)]
        )
    first, second, third = drawn.falls
    assert (first.end, first.against) == (first.at, True)
    assert (second.at, second.at + second.width) == (first.end, second.end)
    assert (third.end, third.at + third.width) == (third.at, second.end)
    assert [fall.probability for fall in drawn.falls] == ["20.08", "88.82", "75.97"]


def test_a_records_pages_are_held_against_the_exhibits_that_it_names(compared: Compared) -> None:
    record = find_record(compared.take("sealed", reason="for the court"))
    reader, store = PageFiles(), wiring.current_ports().exhibits
    exhibits = []
    for named in record["exhibits"]:
        with store.open(named["file_sha256"]) as file:
            exhibits.append(file.read())
    pages = [portrait_of(reader.read_exhibit(content)) for content in exhibits]
    tied = [tie_exhibit(record, content, page) for content, page in zip(exhibits, pages, strict=True)]
    assert tied == [Tie("a", read_again=True), Tie("b", read_again=True)]

    older = {**record, "pages": {side: {**page, "version": 20} for side, page in record["pages"].items()}}
    assert tie_exhibit(older, exhibits[0], pages[0]) == Tie("a")
    forged = {**record, "pages": {**record["pages"], "a": {**record["pages"]["a"], "title": "Night Harbour"}}}
    forged_tie = tie_exhibit(forged, exhibits[0], pages[0])
    assert (forged_tie.side, str(forged_tie.problem)) == ("a", "its page reads otherwise: title")
    moved = {**record, "pages": {**record["pages"], "b": {**record["pages"]["b"], "url": "https://x.test/"}}}
    assert "the record's of https://x.test/" in str(tie_exhibit(moved, exhibits[1], pages[1]).problem)
    swapped = {**record, "pages": dict.fromkeys("ab", record["pages"]["b"])}
    assert "no page of the record" in str(tie_exhibit(swapped, exhibits[0], pages[0]).problem)
    cited = {**older["pages"]["a"], "parts": {**record["pages"]["a"]["parts"], "text": "urn:x"}}
    citing = {**older, "pages": {"a": cited, "b": cited}}
    assert "cites what is not in it: urn:x" in str(tie_exhibit(citing, exhibits[0], pages[0]).problem)

    assert "the record names" in str(
        tie_exhibit({**record, "exhibits": record["exhibits"][1:]}, exhibits[0], pages[0]).problem
    )
    files = {**read_container(exhibits[0]).files, "evidence/facts.json": b"{}"}
    assert "evidence/facts.json" in str(
        tie_exhibit(record, write_zip(files, datetime(2026, 11, 26, tzinfo=UTC)), pages[0]).problem
    )
    assert "no exhibit with a manifest" in str(tie_exhibit(record, b"<html>", pages[0]).problem)


def test_a_site_that_is_called_as_a_code_of_ours_keeps_its_name() -> None:
    template = 'Both call themselves "{found}"; {rarity}.'
    values = {"found": "parked", "rarity": "how rare it is was not counted"}
    for language, said in (("en", '"parked"; how'), ("fr", "« parked » ; sa rareté")):
        with translation.override(language):
            assert said in " ".join(sentence(Reason("verdict.name", template, values)).split())
