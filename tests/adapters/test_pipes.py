"""Pipes are read to their end, and nobody waits for ever for one who never writes."""

import gzip
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from rempart.adapters.hostname_files import read_text
from rempart.adapters.page_files import PageFiles
from rempart.adapters.pipes import is_pipe, read_pipe
from rempart.ports.hostnames import TextUnreadableError
from rempart.ports.pages import PageMissingError

HELD = 1 << 16  # what a pipe holds by itself


@pytest.fixture
def pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("rempart.adapters.pipes.WRITTEN_WITHIN_S", 0.3)
    os.mkfifo(tmp_path / "page.html")
    return str(tmp_path / "page.html")


def read_while(pipe: str, write: Callable[[Path], object], most: int = 10_000_000) -> bytes:
    writer = Thread(target=write, args=(Path(pipe),))
    writer.start()
    try:
        return read_pipe(pipe, most)
    finally:
        writer.join()


def test_all_that_is_written_is_read(pipe: str) -> None:
    content = os.urandom(5 * HELD)
    assert read_while(pipe, lambda path: path.write_bytes(content)) == content
    assert read_while(pipe, lambda path: path.write_bytes(content[:HELD]), most=HELD - 7) == content[: HELD - 7]


def test_a_writer_may_take_its_time_and_a_page_may_be_empty(pipe: str) -> None:
    def slowly(path: Path) -> None:
        with path.open("wb", buffering=0) as file:
            time.sleep(0.5)  # longer than one is waited for who does not open it
            for part in (b"qu", b"ay"):
                file.write(part)
                time.sleep(0.4)

    assert read_while(pipe, slowly) == b"quay"
    assert read_while(pipe, lambda path: path.write_bytes(b"")) == b""


def test_a_pipe_to_which_nobody_writes_is_told_as_no_page(pipe: str) -> None:
    with pytest.raises(PageMissingError, match="it is a pipe to which nobody writes"):
        PageFiles().read_file(pipe)


def test_a_pipe_to_which_nobody_writes_is_told_as_no_list(pipe: str) -> None:
    with pytest.raises(TextUnreadableError, match="it is a pipe to which nobody writes"):
        read_text(pipe)


def test_a_list_comes_by_a_pipe_packed_or_not(pipe: str) -> None:
    for written in (b"quay.example\n" * HELD, gzip.compress(b"quay.example\n" * HELD)):
        writer = Thread(target=Path(pipe).write_bytes, args=(written,))
        writer.start()
        assert read_text(pipe) == b"quay.example\n" * HELD
        writer.join()


def test_what_is_no_pipe_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("quay")
    assert [is_pipe(str(tmp_path / name)) for name in ("file", ".", "nothing", "quay" * 100, "a\0b")] == [False] * 5
