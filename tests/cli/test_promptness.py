"""A process that lives long is told so once: a block waits for no look through what was loaded, and for no thread."""

import subprocess
import sys

from rempart.cli.promptness import short_turns

SCRIPT = """
import gc, sys
from rempart.cli.promptness import be_prompt
loaded = len(gc.get_objects())
be_prompt()
print(gc.get_freeze_count() > loaded / 2, len(gc.get_objects()) < loaded / 2, sys.getswitchinterval() < 0.001)
"""


def test_what_was_loaded_is_not_looked_through_again_and_turns_are_short() -> None:
    told = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["True"] * 3


def test_a_command_that_ends_leaves_turns_as_they_were() -> None:
    before = sys.getswitchinterval()
    with short_turns():
        assert sys.getswitchinterval() < before / 5
    assert sys.getswitchinterval() == before
