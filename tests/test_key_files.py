import os
from pathlib import Path

import pytest

from rempart.key_files import write_anew, write_once


def test_a_key_is_for_its_owner_alone_and_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    write_once(tmp_path / "keys" / "first", b"one")
    assert (tmp_path / "keys" / "first").read_bytes() == b"one"
    assert (tmp_path / "keys" / "first").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "keys").iterdir()) == [tmp_path / "keys" / "first"]


def test_the_first_of_two_keys_stays(tmp_path: Path) -> None:
    write_once(tmp_path / "first", b"one")
    write_once(tmp_path / "first", b"two")
    assert (tmp_path / "first").read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [tmp_path / "first"]


def test_the_disk_has_the_key_before_its_name_and_its_name_before_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut loses a key with which something was signed already."""
    steps: list[str] = []
    sync, link = os.fsync, os.link

    def note_sync(descriptor: int) -> None:
        steps.append(f"fsync {'folder' if Path(f'/proc/self/fd/{descriptor}').resolve() == tmp_path else 'file'}")
        sync(descriptor)

    def note_link(draft: Path, path: Path) -> None:
        steps.append("link")
        link(draft, path)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "link", note_link)
    write_once(tmp_path / "first", b"one")
    assert steps == ["fsync file", "link", "fsync folder"]


def test_a_full_disk_leaves_neither_key_nor_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_once(tmp_path / "first", b"one")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_cannot_be_replaced_stays_whole_with_no_draft_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write_anew(tmp_path / "seen", b"one")
    write_anew(tmp_path / "seen", b"two")
    monkeypatch.setattr(*((os, "fsync", refuse) if step == "fsync" else (Path, "replace", refuse)))
    with pytest.raises(OSError, match="No space left"):
        write_anew(tmp_path / "seen", b"three")
    assert (tmp_path / "seen").read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [tmp_path / "seen"]
