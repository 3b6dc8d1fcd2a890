"""Turns between the processes of one installation on one machine: a lock on a file, which ends with its process.

In: a path. Out: whether it is our turn. Never: a lock that outlives who holds it.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(path: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the turn at `path`; without `wait` it may be another's, and then what comes out is false."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
