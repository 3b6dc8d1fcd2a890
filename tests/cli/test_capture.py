import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from rempart import wiring
from rempart.adapters.chromium.capturer import check_address, settle
from rempart.adapters.chromium.jobs import Ending, Outcome
from rempart.adapters.exhibit import WaczExhibits
from rempart.cli import build_app
from rempart.cli.writing import PlaceTakenError
from rempart.config import Config
from rempart.kernel.clock import SystemClock
from rempart.ports.capturing import CapturePolicy, CaptureRefusedError, PageUnreachableError
from rempart.verification import verify_exhibit
from rempart.web.wording import words_in
from tests.factories.captures import make_capture
from tests.factories.exhibits import Workshop
from tests.fakes.exhibits import ScriptedCapturer

runner = CliRunner()
LEFT_OUT = "10.0.0.7 is in 10.0.0.0/8 (private use); 127.0.0.2 is in 127.0.0.0/8 (loopback)"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch, workshop: Workshop) -> None:
    now = SystemClock().now()
    capturer = ScriptedCapturer(started_at=now - timedelta(seconds=2), finished_at=now)
    monkeypatch.setattr(wiring, "build_capturer", lambda _config: capturer)

    def build(_config: Config, *, stamped: bool = True) -> WaczExhibits:
        return WaczExhibits(workshop.signer, (workshop.authority,) if stamped else ())

    monkeypatch.setattr(wiring, "build_exhibit_format", build)


def test_a_captured_page_is_written_as_a_sealed_exhibit(tmp_path: Path, workshop: Workshop) -> None:
    output = tmp_path / "page.wacz"
    done = runner.invoke(build_app(["capture"]), ["capture", "http://forum.example/", "-o", str(output), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["authorities"] == ["Authority T"]
    assert "no medium kept" in done.stderr
    assert verify_exhibit(output.read_bytes(), workshop.trust).sound


def test_what_was_left_out_of_a_names_addresses_is_told_and_sealed(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = SystemClock().now()
    fact = replace(make_capture().dns[0], at=now - timedelta(seconds=1), refused=LEFT_OUT)
    seen = replace(make_capture(started_at=now - timedelta(seconds=2), finished_at=now), dns=(fact,))
    capturer = SimpleNamespace(capture=lambda url, policy: replace(seen, url=url, policy=policy))
    monkeypatch.setattr(wiring, "build_capturer", lambda _config: capturer)
    output = tmp_path / "page.wacz"
    done = runner.invoke(build_app(["capture"]), ["capture", "http://forum.example/", "-o", str(output), "--json"])
    told = [f"forum.example: {rule}" for rule in LEFT_OUT.split("; ")]
    assert json.loads(done.stdout)["left_out"] == told
    assert all(rule in " ".join(done.stderr.split()) for rule in told)
    assert verify_exhibit(output.read_bytes(), workshop.trust).sound
    with zipfile.ZipFile(output) as package:
        log = package.read("evidence/capture-log.txt").decode()
    assert [f"{line.split(' ', 1)[1]}" for line in log.splitlines() if " left out of " in line] == [
        f"left out of {rule}" for rule in told
    ]


def test_without_its_authority_the_exhibit_is_signed_and_said_to_be_unsealed_in_time(
    tmp_path: Path, workshop: Workshop
) -> None:
    workshop.authority.down = True
    output = tmp_path / "page.wacz"
    done = runner.invoke(build_app(["capture"]), ["capture", "http://forum.example/", "-o", str(output)])
    assert done.exit_code == 0, done.output
    assert "UNSEALED" in done.stderr
    assert "switched off" in done.stderr
    report = verify_exhibit(output.read_bytes(), workshop.trust)
    assert report.sound
    assert "timestamp.present" in [check.code for check in report.checks if check.outcome == "not possible"]


def test_an_exhibit_takes_no_other_files_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "page.wacz"
    output.write_bytes(b"PK\x03\x04 an exhibit of last year")
    monkeypatch.setattr(wiring, "build_capturer", lambda _config: pytest.fail("nothing is looked at"))
    done = runner.invoke(build_app(["capture"]), ["capture", "http://forum.example/", "-o", str(output)])
    assert isinstance(done.exception, PlaceTakenError)
    assert output.read_bytes() == b"PK\x03\x04 an exhibit of last year"


@pytest.mark.parametrize(
    ("url", "french"),
    [
        ("ftp://a.example/", "elle commence par ftp, et non par l’un de : http, https"),
        ("a.example", "elle ne commence par aucun de : http, https"),
        ("http://a.example:99/", "son port 99 n’est pas l’un de : 80, 443"),
        ("https://user:pw@a.example/", "pas d’hôte, un mot de passe dedans, ou un caractère qu’aucun hôte n’a"),
    ],
)
def test_why_an_address_is_not_visited_is_told_in_french(url: str, french: str) -> None:
    with pytest.raises(CaptureRefusedError) as refused:
        check_address(url, CapturePolicy())
    told = words_in("fr").sentence(refused.value).replace("\xa0", " ")
    assert told.startswith(f"{url} ne peut être capturé : {french}.")


def test_a_page_without_an_address_is_told_in_french_without_promising_another_try() -> None:
    outcome = Outcome(Ending.UNREACHABLE, "a.test does not answer: a.test has no address (NXDOMAIN).")
    with pytest.raises(PageUnreachableError) as silent:
        settle("https://a.test/", outcome)
    told = words_in("fr").sentence(silent.value).replace("\xa0", " ")
    assert told == (
        "https://a.test/ n’a pas répondu : a.test ne répond pas : a.test n’a pas d’adresse (NXDOMAIN). "
        "Un essai ultérieur peut réussir."
    )
