"""What declarations say of the line that an element stands in: in it, in one of its own, or beside others in a row.

In: declarations of one rule or style. Out: a `Flow`. Never: which element they hold for.
"""

import re
from collections.abc import Mapping
from enum import Flag, auto

_ROW = re.compile(r"(?:-webkit-)?(?:inline[ -])?(?:block )?(?:flex|grid)")
_IN_LINE = re.compile(r"(?:-webkit-)?inline\b.*|contents|ruby")
_BOX = re.compile(r"(?:-webkit-)?inline[ -].+")
_OUT_OF_LINE = {"float": {"left", "right", "inline-start", "inline-end"}, "position": {"absolute", "fixed"}}


class Flow(Flag):
    """`LINE`: in the line around it, `BOX`: as a box of its own; `OWN`: in a line of its own; `ROW`: what is in it
    stands in lines of their own; `OUT`: taken out of the line, whatever else it is."""

    LINE = auto()
    BOX = auto()
    OWN = auto()
    ROW = auto()
    OUT = auto()


NO_FLOW = Flow(0)
SHOWN_AS = Flow.LINE | Flow.BOX | Flow.OWN | Flow.ROW


def flow_in(said: Mapping[str, str]) -> Flow:
    """What declarations, in lower case, say of it."""
    flow = NO_FLOW
    display = said.get("display", "")
    if display and display != "none":
        flow = Flow.LINE if _IN_LINE.fullmatch(display) else Flow.OWN
        if flow is Flow.LINE and _BOX.fullmatch(display):
            flow |= Flow.BOX
        if _ROW.fullmatch(display):
            flow |= Flow.ROW
    if any(said.get(name, "") in values for name, values in _OUT_OF_LINE.items()):
        flow |= Flow.OUT
    return flow
