"""What others think of our exhibits: their readers, run on ours. Those that are not installed are skipped."""

import json
import subprocess
from pathlib import Path

import pytest
from warcio.checker import Checker

from rempart.adapters.exhibit import container
from rempart.adapters.exhibit.case_uco import write_case_bundle
from rempart.adapters.exhibit.packaging import write_package
from tests.factories.captures import make_capture, make_hashed_capture
from tests.factories.judges import find_judge


@pytest.fixture
def exhibit(tmp_path: Path) -> Path:
    path = tmp_path / "exhibit.wacz"
    path.write_bytes(write_package(make_capture()).content)
    return path


@pytest.fixture
def archive(exhibit: Path, tmp_path: Path) -> Path:
    path = tmp_path / "data.warc.gz"
    path.write_bytes(container.read_zip(exhibit.read_bytes())["archive/data.warc.gz"])
    return path


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    found = find_judge(program)
    if found is None:
        pytest.skip(f"{program} is not installed: bash scripts/install_judges.sh")
    command = [found, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


def test_warcio_finds_every_digest_right(archive: Path) -> None:
    class Command:
        inputs = (str(archive),)
        verbose = True

    checker = Checker(Command())
    checker.process_all()
    assert checker.exit_value == 0


def test_python_unpacks_it(exhibit: Path, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(exhibit) as opened:
        assert opened.testzip() is None
        assert {info.compress_type for info in opened.infolist()} == {zipfile.ZIP_STORED}
        opened.extractall(tmp_path / "unpacked")
    assert json.loads((tmp_path / "unpacked/datapackage.json").read_text())["wacz_version"] == "1.1.1"


def test_gunzip_reads_the_archive_to_its_end(archive: Path) -> None:
    assert run("gunzip", "-t", archive).returncode == 0


@pytest.mark.slow
def test_fastwarc_finds_every_digest_right(archive: Path) -> None:
    done = run("fastwarc", "check", "-p", archive)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_wacz_validate_accepts_it(exhibit: Path) -> None:
    done = run("wacz", "validate", "-f", exhibit)
    assert "Validation succeeded" in done.stdout


@pytest.mark.slow
def test_case_validate_accepts_its_graph(exhibit: Path, tmp_path: Path) -> None:
    graph = tmp_path / "case-uco.jsonld"
    graph.write_bytes(container.read_zip(exhibit.read_bytes())["evidence/case-uco.jsonld"])
    done = run("case_validate", "--allow-info", graph)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_case_validate_accepts_the_hashes_of_media(tmp_path: Path) -> None:
    graph = tmp_path / "case-uco.jsonld"
    graph.write_bytes(write_case_bundle(make_hashed_capture(), b"archive"))
    done = run("case_validate", "--allow-info", graph)
    assert done.returncode == 0, done.stdout
