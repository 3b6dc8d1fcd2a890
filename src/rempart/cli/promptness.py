"""What lets a process that lives long answer at once: to be called when all of it was loaded.

An urgent act asks the database dozens of times; after each answer it would wait Python's usual 5 ms for its turn, while
another thread computes. And each look for garbage through everything that was loaded, and stays, takes a tenth of a
second in which a block waits.
"""

import gc
import sys

_THREAD_TURN_S = 0.0005


def be_prompt() -> None:
    """Threads take short turns, and garbage is looked for among what came later."""
    sys.setswitchinterval(_THREAD_TURN_S)
    gc.collect()
    gc.freeze()
