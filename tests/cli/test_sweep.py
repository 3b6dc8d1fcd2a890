"""`rempart sweep`, `former-addresses` and `watchlist refer`, from a shell's point of view."""

import json
import re
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import Result

from rempart import wiring
from rempart.adapters.page_files import PageFiles
from rempart.config import Config, FormerAddressesConfig, SweepBasisConfig, SweepsConfig
from rempart.glances.contracts import BasisMissingError, RobotsReasonMissingError, SweepUnderWayError
from rempart.journal.queries import list_entries
from rempart.kernel.actors import CONSOLE
from rempart.ports.glancing import Silence
from rempart.sightings.queries import list_sightings
from rempart.watchlist.queries import find_site
from rempart.watchlist.services import enrol_site
from rempart.web.labels import LABELS
from tests.cli.running import run
from tests.factories import pages
from tests.fakes.clocks import SteppingClock
from tests.fakes.glancing import FakeGlancer
from tests.fakes.naming import FakeRuleBook

pytestmark = pytest.mark.django_db

BASIS = ("--basis", "act-12", "--reason", "the closure of March")


@pytest.fixture
def glancer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, now: datetime) -> FakeGlancer:
    fake = FakeGlancer()
    reader = PageFiles()
    ports = SimpleNamespace(
        clock=SteppingClock(now), pages=reader, background=reader.read_background, rule_book=FakeRuleBook()
    )
    config = Config(
        data_folder=tmp_path,
        sweeps=SweepsConfig(legal_bases=(SweepBasisConfig("act-12", "Act 12"),)),
        former_addresses=FormerAddressesConfig(),
    )
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    monkeypatch.setattr(wiring, "current_config", lambda: config)
    monkeypatch.setattr(wiring, "build_sweep_glancer", lambda _config, *, obey_robots: fake)
    monkeypatch.setattr(wiring, "build_former_glancer", lambda _config: fake)
    monkeypatch.setattr("rempart.cli.database.open_database", lambda: None)
    monkeypatch.delenv("REMPART_TOKEN", raising=False)
    return fake


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def closed(glancer: FakeGlancer, tmp_path: Path, now: datetime) -> None:
    assert glancer.asked == []
    enrol_site(label="Lantern Quay", domains=["lantern-quay.example"], actor=CONSOLE, now=now)
    page = tmp_path / "closed.html"
    page.write_text(pages.CLOSED)
    run("watchlist", "refer", "Lantern Quay", str(page), "--url", "https://lantern-quay.example/", "--reason", "police")


@pytest.mark.usefixtures("closed")
def test_a_capture_from_elsewhere_becomes_a_reference_once(tmp_path: Path) -> None:
    run("watchlist", "refer", "Lantern Quay", str(tmp_path / "closed.html"))
    site = find_site("Lantern Quay", viewer=CONSOLE)
    assert site is not None
    assert site.references == 1
    (entry,) = [entry for entry in list_entries() if entry.act == "watchlist.reference_added"]
    assert entry.reason.startswith("police closed.html, SHA-256 ")


@pytest.mark.usefixtures("closed")
def test_a_sweep_tells_what_it_found_and_sums_up(glancer: FakeGlancer, tmp_path: Path) -> None:
    glancer.pages["zilver-pad.test"] = pages.REOPENED
    names = tmp_path / "new.txt"
    names.write_text("a.example\nzilver-pad.test\n\nno hostname\n")
    found, summary = lines(run("sweep", str(names), *BASIS, "--json"))
    assert (found["hostname"], found["line"], found["outcome"]) == ("zilver-pad.test", 2, "sighted")
    assert (found["left_out"], summary["left_out"]) == ([], 0)
    assert summary["counts"] == {"gone": 1, "sighted": 1, "note": 1, "no-hostname": 1}
    assert [seen.hostname for seen in list_sightings(viewer=CONSOLE)] == ["zilver-pad.test"]


@pytest.mark.usefixtures("closed")
def test_a_chance_is_told_of_what_was_judged_alone(glancer: FakeGlancer, tmp_path: Path) -> None:
    glancer.pages["zilver-pad.test"] = pages.REOPENED
    names = tmp_path / "new.txt"
    names.write_text("a.example\nzilver-pad.test\n")
    told = run("sweep", str(names), *BASIS, "--all").stdout.splitlines()
    assert "no such name: a.example" in told
    assert any(re.fullmatch(r"sighted: zilver-pad\.test \(0\.\d+\)", line) for line in told)


@pytest.mark.usefixtures("closed")
def test_notes_and_addresses_are_understood_and_other_lines_are_refused_by_number(
    glancer: FakeGlancer, tmp_path: Path
) -> None:
    names = tmp_path / "new.txt"
    kept = "# of March\na.example # seen twice\nhttps://B.example/room?x=1#top\n\nHTTP://c.example:8080\n"
    names.write_text(f"{kept}one two.example\n" + "".join(f"no name {number}\n" for number in range(5)))
    result = run("sweep", str(names), *BASIS, "--json")
    assert glancer.asked == ["a.example", "b.example", "c.example"]
    assert lines(result)[-1]["counts"] == {"note": 2, "gone": 3, "no-hostname": 6}
    told = result.stderr.splitlines()
    assert told[0] == (
        "Line 6 is no hostname, so nothing was looked at: 'one two.example'. Give one name or address (https://…) a "
        "line; a note goes behind #."
    )
    assert [line.split()[1] for line in told[:5]] == ["6", "7", "8", "9", "10"]
    assert told[5] == "1 more line is no hostname: `--all` names each."


@pytest.mark.usefixtures("closed")
def test_a_list_can_come_from_standard_input_with_what_passive_sources_know(glancer: FakeGlancer) -> None:
    rows = [
        {"hostname": "a.example"},
        {"hostname": "b.example", "certificate_key": "AB" * 32, "name_servers": ["ns.b."]},
    ]
    result = run("sweep", "-", *BASIS, "--json", "--all", typed="\n".join(json.dumps(row) for row in rows))
    assert [row.get("hostname") for row in lines(result)] == ["a.example", "b.example", None]


@pytest.mark.usefixtures("closed")
def test_a_sweep_without_basis_looks_at_nothing(glancer: FakeGlancer, tmp_path: Path) -> None:
    names = tmp_path / "new.txt"
    names.write_text("a.example\n")
    with pytest.raises(BasisMissingError):
        run("sweep", str(names))
    assert glancer.asked == []


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "holds no line"),
        ("no hostname\n# a note\nhost name;x\n", "Not one line is a hostname"),
        ("a.example\n-\n", ""),
    ],
)
def test_a_list_of_nothing_to_look_at_is_told(content: str, told: str, tmp_path: Path) -> None:
    names = tmp_path / "new.txt"
    names.write_text(content)
    stderr = run("sweep", str(names), *BASIS, "--json").stderr
    assert told in stderr
    assert [words in stderr for words in ("holds no line", "Not one line")].count(True) == bool(told)


@pytest.mark.usefixtures("closed")
def test_a_placeholder_given_as_what_a_site_looked_like_is_told_to_find_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    given = ("watchlist", "refer", "Lantern Quay", str(tmp_path / "closed.html"), str(tmp_path / "empty.html"))
    stderr = run(*given).stderr
    assert "empty.html is a placeholder" in stderr
    assert "closed.html is" not in stderr


@pytest.mark.parametrize("blank", ["", "  "])
@pytest.mark.usefixtures("closed")
def test_robots_are_not_ignored_for_a_blank_reason(glancer: FakeGlancer, tmp_path: Path, blank: str) -> None:
    names = tmp_path / "new.txt"
    names.write_text("a.example\n")
    with pytest.raises(RobotsReasonMissingError):
        run("sweep", str(names), *BASIS, "--ignore-robots", blank)
    assert glancer.asked == []


@pytest.mark.usefixtures("closed")
def test_one_sweep_at_a_time_keeps_to_the_budget(glancer: FakeGlancer, tmp_path: Path) -> None:
    names = tmp_path / "new.txt"
    names.write_text("a.example\n")
    with wiring.take_turn(wiring.current_config(), "sweep", wait=False) as ours, pytest.raises(SweepUnderWayError):
        run("sweep", str(names), *BASIS)
    assert (ours, glancer.asked) == (True, [])
    assert not [entry for entry in list_entries() if entry.act == "glances.sweep_begun"]
    run("sweep", str(names), *BASIS)
    assert glancer.asked


@pytest.mark.usefixtures("glancer")
def test_a_list_of_no_former_addresses_says_why_and_tells_of_no_round(now: datetime) -> None:
    result = run("former-addresses", "list")
    assert "No closed site has a former name yet" in result.stderr
    enrol_site(label="Lantern Quay", domains=["lantern-quay.example"], actor=CONSOLE, now=now)
    result = run("former-addresses", "list")
    assert "No former address was looked at yet" in result.stderr
    assert "One round" not in result.stdout
    (told,) = lines(run("former-addresses", "list", "--json"))
    assert told["watch"]["round_s"] == 0.0  # type: ignore[index]


@pytest.mark.usefixtures("closed")
def test_former_addresses_are_checked_and_listed(glancer: FakeGlancer, now: datetime) -> None:
    glancer.sent_on["lantern-quay.example"] = "https://night-harbour.test/"
    glancer.pages["night-harbour.test"] = pages.REOPENED
    (outcome,) = lines(run("former-addresses", "check", "--site", "Lantern Quay", "--json"))
    assert (outcome["looked"], outcome["changed"]) == (1, 1)
    listed = run("former-addresses", "list", "--json")
    (told,) = lines(listed)
    assert listed.exit_code == 0
    assert [address["leads_to"] for address in told["addresses"]] == ["night-harbour.test"]  # type: ignore[attr-defined]
    shown = run("former-addresses", "list").stdout
    assert f"{now:%H:%M} " in shown  # to the minute
    assert "One round over 1 address takes 900 s." in shown
    assert "…" not in shown  # a hostname stands whole, if in two lines
    assert run("former-addresses", "check", "--due").stderr.startswith("0 addresses")


@pytest.mark.usefixtures("closed")
def test_a_sweep_and_former_addresses_are_told_in_french(
    glancer: FakeGlancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REMPART_LANG", "fr")
    glancer.pages["zilver-pad.test"] = pages.REOPENED
    names = tmp_path / "new.txt"
    names.write_text("a.example\nzilver-pad.test\n\nno hostname\n")
    glancer.left_out["zilver-pad.test"] = ("10.0.0.7",)
    swept = run("sweep", str(names), *BASIS)
    assert " ".join(swept.stdout.split()).count("il en donne d’autres de réseaux privés ou réservés") == 1
    assert "1 hôte donne aussi des adresses de réseaux privés ou réservés" in swept.stderr
    told = swept.stdout.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert told[0].startswith("repéré : zilver-pad.test (0,")
    assert "Les deux disent « every nickname" in " ".join(told)
    assert [line.split("│")[0].strip() for line in told if "│" in line] == [
        *("ce nom n’existe pas", "pas un nom d’hôte", "note ou ligne vide", "repéré"),
    ]
    assert "La ligne 4 n’est pas un nom d’hôte" in swept.stderr
    (entry,) = [entry for entry in list_entries() if entry.act == "glances.sweep_begun"]
    assert entry.reason == "the closure of March"

    glancer.sent_on["lantern-quay.example"] = "https://night-harbour.test/"
    glancer.pages["night-harbour.test"] = pages.REOPENED
    checked = run("former-addresses", "check").stderr
    assert "1 adresse, " in checked
    assert "réponses autres qu’avant\N{NO-BREAK SPACE}: 1\N{NO-BREAK SPACE}; 1 repérage" in checked
    shown = run("former-addresses", "list").stdout
    assert "\nadresse " in shown
    assert "Un tour sur 1 adresse prend 900 s." in shown


@pytest.mark.usefixtures("closed")
def test_each_line_tells_which_addresses_were_left_out(glancer: FakeGlancer, tmp_path: Path) -> None:
    glancer.left_out = {"a.example": ("10.0.0.7", "::1"), "zilver-pad.test": ("127.0.0.1",)}
    glancer.pages |= {"a.example": "<p>Nothing here yet.</p>", "zilver-pad.test": pages.REOPENED}
    names = tmp_path / "new.txt"
    names.write_text("a.example\nzilver-pad.test\nc.example\n")
    *found, summary = lines(run("sweep", str(names), *BASIS, "--all", "--json"))
    assert [one["left_out"] for one in found] == [["10.0.0.7", "::1"], ["127.0.0.1"], []]
    assert (summary["left_out"], summary["counts"]) == (2, {"looked": 1, "sighted": 1, "gone": 1})
    (seen,) = list_sightings(viewer=CONSOLE)
    assert seen.reasons[-1].text == (
        "Beside its own address it gives others of private or reserved networks, to which nothing was sent: 127.0.0.1."
    )
    told = run("sweep", str(names), *BASIS, "--all")
    words = " ".join(told.stdout.split())
    assert [words.count(f"to which nothing was sent: {one}.") for one in ("10.0.0.7, ::1", "127.0.0.1")] == [1, 1]
    assert "2 hosts give addresses of private or reserved networks too: they were left out." in told.stderr


def test_whatever_a_sweep_counts_has_its_words() -> None:
    counted = ("sighted", "known", "looked", "shared", "robots", "opt-out", "note", "no-hostname", "repeated", *Silence)
    assert {f"swept.{outcome}" for outcome in counted} <= LABELS.keys()
