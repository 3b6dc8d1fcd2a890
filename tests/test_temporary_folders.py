"""Folders among the temporary files: gone with their process, however it ends, and never another's that is in use."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rempart.temporary_folders import TemporaryFolder

PREFIX = "rempart-example-"
HOLD = (
    "import sys\n"
    "from rempart.temporary_folders import TemporaryFolder\n"
    f"folder = TemporaryFolder({PREFIX!r})\n"
    "(folder.path / 'within').mkdir()\n"
    "(folder.path / 'within' / 'profile').write_text('visited')\n"
    "print(folder.path, flush=True)\n"
    "sys.stdin.read()\n"
)


@pytest.fixture(autouse=True)
def temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of our own for temporary files, here and in processes that are started."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_folder_of_a_killed_process_goes_when_the_next_is_made_and_not_before() -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    folder = Path(process.stdout.readline().strip())
    try:
        with TemporaryFolder(PREFIX):
            assert (folder / "within" / "profile").exists(), "it is in use"
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    assert folder.exists(), "nobody could remove it"
    with TemporaryFolder(PREFIX) as mine:
        assert not folder.exists()
        assert mine.path.is_dir()


def test_a_folder_is_gone_at_the_end_and_may_be_removed_again() -> None:
    with TemporaryFolder(PREFIX) as folder:
        (folder.path / "kept").write_text("said")
    assert not folder.path.exists()
    folder.remove()


def test_no_link_is_followed_and_no_other_name_is_touched(temporary_files: Path) -> None:
    (temporary_files / "elsewhere").mkdir()
    (temporary_files / "elsewhere" / "kept").write_text("said")
    (temporary_files / f"{PREFIX}link").symlink_to(temporary_files / "elsewhere")
    (temporary_files / f"{PREFIX}file").write_text("said")
    TemporaryFolder(PREFIX).remove()
    assert sorted(path.name for path in temporary_files.iterdir()) == [
        "elsewhere",
        f"{PREFIX}file",
        f"{PREFIX}link",
    ]
    assert (temporary_files / "elsewhere" / "kept").exists()


def test_many_that_are_made_at_once_leave_each_other_alone() -> None:
    def make_and_use(_: int) -> bool:
        with TemporaryFolder(PREFIX) as folder:
            (folder.path / "used").write_text("said")
            return (folder.path / "used").exists()

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert all(pool.map(make_and_use, range(400)))
