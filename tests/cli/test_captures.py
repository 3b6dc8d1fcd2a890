import hashlib
import json
import subprocess
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from typer.testing import CliRunner

from rempart import wiring
from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.signer import PUBLIC_KEY, FileSigner
from rempart.captures.queries import list_custody
from rempart.captures.services import capture_reference
from rempart.cli import build_app
from rempart.engines import ledger
from rempart.journal import queries as journal
from rempart.kernel.actors import CONSOLE, SYSTEM
from rempart.kernel.clock import SystemClock
from rempart.ports.capturing import CapturePolicy
from rempart.ports.sealing import Sealing
from rempart.verification import verify_exhibit
from rempart.watchlist.services import enrol_site
from tests.factories.judges import find_judge
from tests.fakes.exhibits import MemoryStore, ScriptedCapturer

runner = CliRunner()
SEED, ORIGIN = bytes(range(32)), "hotline.example/journal"


class Ports(SimpleNamespace):
    """As much of `rempart.ports.Ports` as these commands use."""

    @property
    def sealing(self) -> Sealing:
        return Sealing(self.exhibit_format, self.exhibits, self.checkpoint, self.journal_key)


@pytest.fixture
def ports(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ports:
    def checkpoint() -> str:
        size = journal.get_size()
        head = ledger.Checkpoint(origin=ORIGIN, size=size, root=ledger.root(size, journal.node))
        return ledger.sign_checkpoint(head, ORIGIN, SEED)

    ports = Ports(
        clock=SystemClock(),
        exhibits=MemoryStore(),
        exhibit_format=WaczExhibits(FileSigner(tmp_path / "keys")),
        checkpoint=checkpoint,
        journal_key=ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(SEED)),
    )
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    monkeypatch.setattr(wiring, "seal_trust_files", lambda _config: ([tmp_path / "keys" / PUBLIC_KEY], []))
    monkeypatch.setattr("rempart.cli.database.open_database", lambda: None)
    return ports


@pytest.fixture
def exhibit(ports: Ports) -> UUID:
    """An exhibit that still waits for its seal."""
    now = ports.clock.now()
    return capture_reference(
        site_id=enrol_site(label="Forum F", domains=["forum.example"], actor=CONSOLE, now=now),
        url="http://forum.example/",
        capturer=ScriptedCapturer(),
        policy=CapturePolicy(),
        exhibit_format=ports.exhibit_format,
        store=ports.exhibits,
        actor=SYSTEM,
        now=now,
    )


def run(*arguments: object, code: int = 0) -> str:
    done = runner.invoke(build_app(["captures"]), ["captures", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return done.stdout


def test_what_waits_is_sealed_listed_and_found_as_it_was(ports: Ports, exhibit: UUID) -> None:
    assert json.loads(run("list", "--json"))[0]["state"] == "unsealed"
    assert "is sealed" in run("seal")
    (row,) = json.loads(run("list", "--json"))
    assert (row["id"], row["state"]) == (str(exhibit), "sealed")
    assert "all as they were" in run("recheck")


def test_a_changed_file_in_the_store_ends_the_recheck_with_1(ports: Ports, exhibit: UUID) -> None:
    run("seal")
    sha256 = json.loads(run("list", "--json"))[0]["sha256"]
    ports.exhibits.contents[sha256] = ports.exhibits.contents[sha256][:-1] + b"x"
    found = json.loads(run("recheck", "--json", code=1))
    assert found["exhibits"][0]["problems"]


def test_an_exhibit_leaves_as_a_file_and_the_journal_says_why(ports: Ports, exhibit: UUID, tmp_path: Path) -> None:
    run("seal")
    run("export", exhibit, tmp_path / "out.wacz", "--reason", "for the court")
    assert verify_exhibit((tmp_path / "out.wacz").read_bytes()).sound
    assert list_custody(exhibit, viewer=CONSOLE)[-1].reason == "for the court"


def test_an_exhibit_leaves_in_a_bag_whose_hashes_hold(ports: Ports, exhibit: UUID, tmp_path: Path) -> None:
    run("seal")
    bag = tmp_path / "bag"
    run("export", exhibit, bag, "--format", "bagit")
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in (bag / manifest).read_text().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256((bag / name).read_bytes()).hexdigest() == digest
    if (judge := find_judge("bagit.py")) is not None:
        assert subprocess.run([judge, "--validate", str(bag)], capture_output=True, check=False).returncode == 0
        (bag / "data/more").write_bytes(b"more")
        assert subprocess.run([judge, "--validate", str(bag)], capture_output=True, check=False).returncode != 0
        (bag / "data/more").unlink()
    custody = [json.loads(line) for line in (bag / "data/custody.jsonl").read_text().splitlines()]
    assert [entry["act"] for entry in custody] == [
        "captures.page_captured",
        "captures.exhibit_sealed",
        "captures.exhibit_exported",
    ]
    assert verify_exhibit(next((bag / "data").glob("*.wacz")).read_bytes()).sound


def test_what_leaves_without_a_seal_is_called_so(ports: Ports, exhibit: UUID, tmp_path: Path) -> None:
    arguments = ["captures", "export", str(exhibit), str(tmp_path / "bag"), "--format", "bagit"]
    assert "waits for its seal" in runner.invoke(build_app(["captures"]), arguments).stderr
    assert "Capture, not sealed yet, of forum.example" in (tmp_path / "bag/bag-info.txt").read_text()
    run("seal")
    run("export", exhibit, tmp_path / "sealed", "--format", "bagit")
    assert "Sealed capture of forum.example" in (tmp_path / "sealed/bag-info.txt").read_text()


def test_a_bag_does_not_go_into_a_folder_in_use(ports: Ports, exhibit: UUID, tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "file").touch()
    done = runner.invoke(
        build_app(["captures"]), ["captures", "export", str(exhibit), str(tmp_path / "used"), "--format", "bagit"]
    )
    assert "folder_taken" in str(getattr(done.exception, "code", ""))


def test_the_keys_that_others_need_are_printed(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "journal_verifier_key", lambda _config: ports.journal_key)
    printed = run("key")
    assert "BEGIN PUBLIC KEY" in printed
    assert ports.journal_key in printed
    monkeypatch.setattr(wiring, "seal_trust_files", lambda _config: ([], []))
    done = runner.invoke(build_app(["captures"]), ["captures", "key"])
    assert "key_missing" in str(getattr(done.exception, "code", ""))
