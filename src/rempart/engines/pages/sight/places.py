"""Whether a box that is placed lies beside the window.

In: the declarations of one rule or style. Out: the property by which it is out of sight. Never: boxes laid out.
"""

import re
from collections.abc import Mapping

from rempart.engines.pages.sight.lengths import HEIGHT, NUMBER, WIDTH, is_untold, lengths

_SIDES = {"left": WIDTH, "right": WIDTH, "top": HEIGHT, "bottom": HEIGHT}
_SIDE = re.compile(r"left|top|right|bottom|inset.*")
_PAST = frozenset({"right", "inset-inline-end"})
_ACROSS = re.compile(r"translate(?:x|3d)?\(([^,()]+)")
BESIDE = -150.0  # of what is placed, or hangs out of its first line
_NEAR_EDGE = 8.0  # pixels


def side_outside(said: Mapping[str, str]) -> str:
    """The side by which a box that is placed lies outside of the window, "" where none does."""
    every = {**_sides_in(said.get("inset", "")), **said}
    found = _outside(every)
    return found if found in said or not found else "inset"


def _outside(said: Mapping[str, str]) -> str:
    for name, value in said.items():
        if _SIDE.fullmatch(name) and ("anchor(" in value or _is_beside(value) or is_untold(value)):
            return name
    for side in _PAST & said.keys():
        if any(far >= 100 for far in map(_percent, said[side].split())):
            return side
    for side, whole in _SIDES.items():
        if value := said.get(side, ""):
            is_fixed = said["position"] == "fixed"
            far = max(lengths(value.replace("100%", f"{whole}px")), default=0.0)
            if is_fixed and far >= whole:
                return side
            extent = max(lengths(said.get("width" if whole == WIDTH else "height", "")), default=0.0)
            if side in {"left", "top"} and 0 < extent <= -far and "%" not in value:
                return side
    return ""


def _sides_in(inset: str) -> dict[str, str]:
    """What the shorthand says of each side; of one with a bracket in it nothing."""
    parts = inset.split()
    if "(" in inset or not 0 < len(parts) <= len(_SIDES):
        return {}
    top, right, bottom, left = (parts * 4)[:4] if len(parts) != 3 else (*parts, parts[1])
    return {"left": left, "right": right, "top": top, "bottom": bottom}


def is_pushed_out(said: Mapping[str, str]) -> bool:
    """Whether a part at the left or the right edge, which does not scroll, is moved past it by all of its width."""
    moves = [value.strip() for value in _ACROSS.findall(said.get("transform", ""))]
    moved = sum(next(iter(lengths(value)), 0.0) for value in moves)
    side, other = ("right", "left") if moved > 0 else ("left", "right")
    if (
        not moved
        or said.get(other, "auto") != "auto"
        or not 0 <= max(lengths(said.get(side, "")), default=-1.0) <= _NEAR_EDGE
    ):
        return False
    width = said.get("width", "")
    extent = 0.0 if "%" in f"{width}{moves}" else max(lengths(width), default=0.0)
    shares = [_percent(value) for value in moves]
    return (all(shares) and abs(sum(shares)) >= 100) or 0 < extent <= abs(moved)


def _is_beside(value: str) -> bool:
    return "%" not in value and any(far <= BESIDE for far in lengths(value))


def _percent(value: str) -> float:
    """A share in percent, of the window's width too; 0 for any other length."""
    found = NUMBER.fullmatch(value)
    return float(found[1]) if found and found[2] in {"%", "vw", "vi"} else 0.0
