"""Waiting for what another thread or program does, on a machine that may be busy with anything else.

How long says nothing about how fast anything is: it only ends a test that would never end.
"""

import time
from collections.abc import Callable

PATIENCE_S = 120.0


def await_that(happened: Callable[[], object], what: str = "it", pause_s: float = 0.01) -> None:
    """Return once `happened` says so."""
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE_S:.0f} s"
        time.sleep(pause_s)
