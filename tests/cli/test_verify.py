import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from rempart.adapters.signer import PUBLIC_KEY
from rempart.cli import main
from tests.factories.exhibits import Workshop


@pytest.fixture(scope="module")
def exhibit(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exhibit") / "exhibit.wacz"
    path.write_bytes(workshop.sealed())
    return path


@dataclass(frozen=True, slots=True)
class Done:
    """How the command ended."""

    returncode: int
    stdout: str
    stderr: str


class Verify(Protocol):
    def __call__(self, *arguments: object) -> Done: ...


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verify:
    """`rempart verify` with these arguments, as the program's own entry runs it."""

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["rempart", "verify", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run


def checks(done: Done) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def test_a_sound_exhibit_ends_with_0_and_says_what_it_proves(exhibit: Path, workshop: Workshop, verify: Verify) -> None:
    key = workshop.folder / "keys" / PUBLIC_KEY
    done = verify(exhibit, "--key", key, "--roots", workshop.authority.root_file, "--log-key", workshop.log.key)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "not possible" not in done.stdout
    assert "does not prove" in done.stdout


def test_a_changed_exhibit_ends_with_1_and_names_every_reason(exhibit: Path, tmp_path: Path, verify: Verify) -> None:
    content = bytearray(exhibit.read_bytes())
    content[len(content) // 3] ^= 1
    changed = tmp_path / "changed.wacz"
    changed.write_bytes(content)
    done = verify(changed, "--json")
    assert done.returncode == 1
    report = checks(done)
    assert report["sound"] is False
    assert [check["text"] for check in report["checks"] if check["outcome"] == "failed"]


@pytest.mark.parametrize("content", [b"", b"no exhibit", None])
def test_a_file_that_is_no_exhibit_ends_with_2(tmp_path: Path, content: bytes | None, verify: Verify) -> None:
    path = tmp_path / "file.wacz"
    if content is not None:
        path.write_bytes(content)
    done = verify(path)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_the_json_lists_every_check_with_its_outcome(exhibit: Path, verify: Verify) -> None:
    report = checks(verify(exhibit, "--json"))
    assert report["sound"] is True
    assert {check["outcome"] for check in report["checks"]} == {"passed", "not possible"}
    assert all(check["code"] and check["text"] for check in report["checks"])


def test_a_key_file_that_is_none_ends_with_2_and_names_it(exhibit: Path, tmp_path: Path, verify: Verify) -> None:
    (tmp_path / "no.pem").write_text("no key")
    for option in ("--key", "--roots"):
        done = verify(exhibit, option, tmp_path / "no.pem")
        assert done.returncode == 2
        assert "no.pem" in done.stderr


def test_verifying_loads_neither_the_database_nor_a_browser() -> None:
    heavy = ("django", "playwright", "numpy", "warcio")
    code = f"import sys; import rempart.cli.verify; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
