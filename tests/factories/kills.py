"""Ending work at a chosen point: the n-th call of a Python function inside Rempart."""

import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import rempart

# The package's own folder: a checkout may be called "rempart" too, and holds the libraries.
_OURS = str(Path(rempart.__file__).parent) + os.sep


class Killed(BaseException):
    """Nobody catches this: as if the process had ended here, but for what the database does on its own."""


def _is_point(frame: FrameType, event: str) -> bool:
    # Generators are left out: what is raised while one is thrown away gets lost.
    code = frame.f_code
    return event == "call" and code.co_filename.startswith(_OURS) and not code.co_flags & inspect.CO_GENERATOR


def count_points(work: Callable[[], object]) -> int:
    """How many calls inside Rempart `work` makes."""
    count = 0

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += _is_point(frame, event)

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def run_until(point: int, work: Callable[[], object], end: Callable[[], None]) -> None:
    """Run `work`; at its `point`-th call inside Rempart call `end`, which must not return normally."""
    count = 0

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        if _is_point(frame, event):
            count += 1
            if count == point:
                sys.setprofile(None)
                end()

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)


def raise_killed() -> None:
    """For work in this process."""
    raise Killed


def choose_points(total: int, wanted: int) -> list[int]:
    """`wanted` points: half spread evenly over all `total`, half the last ones, where storing and sealing happen."""
    half = wanted // 2
    last = set(range(total - half + 1, total + 1))
    even = {1 + round(step * (total - half - 1) / (wanted - half - 1)) for step in range(wanted - half)}
    return sorted(last | even)
