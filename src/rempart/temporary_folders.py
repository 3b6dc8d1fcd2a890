"""Temporary folders that go with their process: what one that was killed left behind, the next of that name removes.

A lock tells which are in use. It ends with the process that holds it, however that ends, and tells processes apart that
share one place for temporary files under process ids of their own, as containers do.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


class TemporaryFolder:
    """A folder among the temporary files whose name begins with `prefix` and our process id: made at once, gone at
    `remove`, at the end of a `with`, or, where its process was killed, when the next one of that prefix is made."""

    def __init__(self, prefix: str) -> None:
        _remove_left(prefix)
        self.path, self._lock = _make(prefix)

    def remove(self) -> None:
        """Remove the folder and all in it that may be removed. May be called again."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
        self._lock = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()


def _make(prefix: str) -> tuple[Path, int]:
    """A new folder and the lock on it. One that somebody took for left before it was locked is made anew."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-"))
        with contextlib.suppress(FileNotFoundError):
            lock = os.open(path, _FLAGS)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if path.exists():
                return path, lock
            os.close(lock)


def _remove_left(prefix: str) -> None:
    """Remove the folders of that prefix that nobody holds; another account's are left, and no link is followed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with contextlib.suppress(OSError):  # in use, another account's, or gone by now
            lock = os.open(folder, _FLAGS)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)
