"""The steps of docs/explanation/evidence.md, run as they stand: exhibit, key, roots, that page, nothing of ours."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.factories.exhibits import Workshop

PAGE = Path(__file__).parents[3] / "docs/explanation/evidence.md"


def follow(workshop: Workshop, content: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the block of commands as a careful person would: it stops at the first that fails."""
    text = PAGE.read_text(encoding="utf-8").split("**Without any program of ours**", 1)[1]
    block = re.search(r"```\n(.*?)```", text, re.S)
    assert block is not None
    (folder / "exhibit.wacz").write_bytes(content)
    shutil.copy(workshop.folder / "keys/seal-public.pem", folder / "seal-public.pem")
    shutil.copy(workshop.authority.root_file, folder / "authority-roots.pem")
    commands = block[1].replace("/tmp/", f"{folder}/")
    command = ["bash", "-eu", "-o", "pipefail", "-c", commands]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
def test_whoever_follows_the_page_finds_a_sound_exhibit_sound(workshop: Workshop, tmp_path: Path) -> None:
    done = follow(workshop, workshop.sealed(), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Signature Verified Successfully") == 2
    assert "Verification: OK" in done.stdout + done.stderr
    listed, found = re.findall(r"^\s*(\d+)", done.stdout, re.M)[1::-1]
    assert int(found) == int(listed) + 2


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
def test_whoever_follows_the_page_finds_a_changed_one_out(workshop: Workshop, tmp_path: Path) -> None:
    done = follow(workshop, workshop.sealed().replace(b"rempart-facts/2", b"rempart-facts/3"), tmp_path)
    assert done.returncode != 0
