"""Pipes in the place of files: `<(…)` of a shell, or a named one that somebody is to write to."""

import os
import select
from pathlib import Path

WRITTEN_WITHIN_S = 10.0


def is_pipe(path: str) -> bool:
    """Whether `path` is a pipe, which can be read but once."""
    try:
        return Path(path).is_fifo()
    except OSError:  # whoever opens it is told
        return False


def read_pipe(path: str, most: int | None = None) -> bytes:
    """What is written to the pipe, until its end, at most so many bytes.

    Raises OSError; TimeoutError where nobody has it open to write within `WRITTEN_WITHIN_S`, else we waited for ever.
    """
    opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with open(opened, "rb") as pipe:  # noqa: PTH123 (it is open already)
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        begun = b"" if poll.poll(WRITTEN_WITHIN_S * 1000) else _begun(opened)
        os.set_blocking(opened, True)
        return begun + pipe.read(-1 if most is None else most - len(begun))


def _begun(pipe: int) -> bytes:
    """What is in the pipe now: nothing yet, where a writer takes its time."""
    try:
        begun = os.read(pipe, 1)
    except BlockingIOError:
        return b""
    if not begun:
        raise TimeoutError
    return begun
