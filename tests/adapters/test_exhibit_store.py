import hashlib
import os
import resource
from pathlib import Path
from typing import Self

import pytest

from rempart.adapters.exhibit_store import FolderStore
from rempart.ports.sealing import ExhibitLockedError, ExhibitMissingError, StoreFullError
from tests.fakes.exhibits import MemoryStore

CONTENT = b"an exhibit about forum.example " * 100


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "exhibits", tmp_path / "keys" / "exhibits")


@pytest.fixture(params=["folder", "memory"])
def any_store(request: pytest.FixtureRequest, store: FolderStore) -> FolderStore | MemoryStore:
    return store if request.param == "folder" else MemoryStore()


def list_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_in_comes_out_by_its_digest(any_store: FolderStore | MemoryStore) -> None:
    sha256 = any_store.put(CONTENT)
    assert sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert any_store.put(CONTENT) == sha256
    assert any_store.open(sha256).read() == CONTENT
    assert any_store.list_digests() == (sha256,)


def test_an_unknown_digest_is_missing(any_store: FolderStore | MemoryStore) -> None:
    with pytest.raises(ExhibitMissingError):
        any_store.open("0" * 64)


def test_a_name_that_is_no_digest_never_reaches_the_disk(store: FolderStore) -> None:
    with pytest.raises(ExhibitMissingError):
        store.open("../keys/exhibits")


def test_nothing_readable_lies_on_the_disk(store: FolderStore, tmp_path: Path) -> None:
    store.put(CONTENT)
    (file,) = list_files(tmp_path / "exhibits")
    assert b"forum.example" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_that_the_disk_does_not_give_is_locked_and_says_why(store: FolderStore, tmp_path: Path) -> None:
    """Whoever checks a whole store again goes on with the next."""
    sha256 = store.put(CONTENT)
    (file,) = list_files(tmp_path / "exhibits")
    file.unlink()
    file.mkdir()
    with pytest.raises(ExhibitLockedError, match="Is a directory"):
        store.open(sha256)


def test_a_changed_file_does_not_open(store: FolderStore, tmp_path: Path) -> None:
    sha256 = store.put(CONTENT)
    (file,) = list_files(tmp_path / "exhibits")
    raw = bytearray(file.read_bytes())
    raw[-20] ^= 1
    file.write_bytes(bytes(raw))
    with pytest.raises(ExhibitLockedError):
        store.open(sha256)


def test_what_does_not_open_is_not_said_to_be_stored_already(store: FolderStore, tmp_path: Path) -> None:
    store.put(CONTENT)
    (file,) = list_files(tmp_path / "exhibits")
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(ExhibitLockedError, match="restore a backup"):
        store.put(CONTENT)


def test_two_files_cannot_change_places(store: FolderStore, tmp_path: Path) -> None:
    first, second = store.put(b"first"), store.put(b"second")
    folder = tmp_path / "exhibits"
    (folder / first[:2] / first).write_bytes((folder / second[:2] / second).read_bytes())
    with pytest.raises(ExhibitLockedError):
        store.open(first)


def test_another_key_opens_nothing_and_the_message_names_the_key_file(store: FolderStore, tmp_path: Path) -> None:
    sha256 = store.put(CONTENT)
    other = FolderStore(tmp_path / "exhibits", tmp_path / "keys" / "other")
    with pytest.raises(ExhibitLockedError, match="another key than"):
        other.open(sha256)


@pytest.mark.parametrize("content", ["", "no key", "ab" * 31])
def test_a_key_file_that_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    key = tmp_path / "key"
    key.touch(mode=0o600)
    key.write_text(content)
    with pytest.raises(ExhibitLockedError, match="64 hex digits"):
        FolderStore(tmp_path / "exhibits", key)


def test_what_a_killed_process_left_of_a_key_is_in_no_other_s_way(tmp_path: Path) -> None:
    """In a container the next process has the very number of the one that was killed."""
    (tmp_path / f".key.{os.getpid()}").write_text("half a k")
    sha256 = FolderStore(tmp_path / "exhibits", tmp_path / "key").put(CONTENT)
    assert FolderStore(tmp_path / "exhibits", tmp_path / "key").open(sha256).read() == CONTENT


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    FolderStore(tmp_path, tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(ExhibitLockedError, match="chmod 600"):
        FolderStore(tmp_path, tmp_path / "key")


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_failure_at_any_step_leaves_nothing(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", refuse)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", refuse)
    else:
        monkeypatch.setattr(os, "fdopen", _full_file)
    with pytest.raises(StoreFullError, match="No space left"):
        store.put(CONTENT)
    assert list_files(tmp_path / "exhibits") == []
    assert store.list_digests() == ()


def test_a_file_that_may_not_grow_leaves_nothing(store: FolderStore, tmp_path: Path) -> None:
    """A real limit of the kernel (RLIMIT_FSIZE) in a child, as a full disk would cut the writing in the middle."""
    child = os.fork()
    if child == 0:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            store.put(os.urandom(100_000))
        except StoreFullError:
            os._exit(7)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 7
    assert list_files(tmp_path / "exhibits") == []


def test_what_an_interrupted_writing_left_is_not_listed(store: FolderStore, tmp_path: Path) -> None:
    sha256 = store.put(CONTENT)
    (tmp_path / "exhibits" / sha256[:2] / ".part-0123").write_bytes(b"half")
    assert store.list_digests() == (sha256,)


def _full_file(descriptor: int, _mode: str) -> object:
    class Full:
        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            os.close(descriptor)

        def write(self, _content: bytes) -> None:
            raise OSError(28, "No space left on device")

    return Full()
