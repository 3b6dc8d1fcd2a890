"""What lets a process with several threads answer at once.

An urgent act asks the database dozens of times; after each answer it would wait Python's usual 5 ms for its turn, while
another thread computes. And each look for garbage through everything that was loaded, and stays, takes a tenth of a
second in which a block waits.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_THREAD_TURN_S = 0.0005


def be_prompt() -> None:
    """For a process that lives long, once all of it was loaded: threads take short turns, and garbage is looked for
    among what came later.
    """
    sys.setswitchinterval(_THREAD_TURN_S)
    gc.collect()
    gc.freeze()


@contextmanager
def short_turns() -> Iterator[None]:
    """For a command that ends: within it, threads take short turns."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_THREAD_TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
