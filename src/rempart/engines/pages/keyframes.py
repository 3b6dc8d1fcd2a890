"""Frames of animations in style sheets: which of them show a text, which hide it.

In: the text of style sheets. Out: of each animation the properties it does so by. Never: which elements it runs at.
"""

import re
from collections.abc import Callable, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from rempart.engines.pages.declarations import Effect, effect_of

MAX_PLACES = 50  # that one frame is for
_WINK = 5.0  # percent of the time
_KEYFRAMES = re.compile(r"@(?:-\w+-)?keyframes\s+[\"']?([\w-]+)[\"']?\s*\{((?:[^{}]*+\{[^{}]*+\})*+)", re.IGNORECASE)
_FRAME = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_PLACE = re.compile(r"\b(?:from|to)\b|(?<![\d.])(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})%")
_AT_FIRST, _EARLY, _LATE, _AT_LAST = (
    lambda place: place == 0,
    lambda place: place <= 10,
    lambda place: place >= 90,
    lambda place: place == 100,
)


class Vanishing(NamedTuple):
    """By which properties an animation hides a text: nearly all the time, in its first frame, in its last, in any."""

    always: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    ever: frozenset[str]


Frames = Sequence[tuple[list[float], Effect]]  # where in the animation each stands, in percent, and what it does


def frames_in(css: str) -> dict[str, Frames]:
    """The frames of each animation in `css`, by its name in small letters."""
    return {
        found[1].lower(): [(_places(place), effect_of(said)) for place, said in _FRAME.findall(found[2])]
        for found in _KEYFRAMES.finditer(css)
    }


def shown_by(frames: Frames) -> frozenset[str]:
    """Which properties an animation sets to what shows a text, for longer than a wink."""
    shown = frozenset[str]().union(*(effect.shows for _, effect in frames))
    return frozenset(name for name in shown if _share_shown(frames, name, without=False) >= _WINK)


def _share_shown(frames: Frames, name: str, *, without: bool) -> float:
    """How much of the time `name` does not hide, or is on its way; `without` an animation it is shown or not."""
    is_shown = {0.0: without, 100.0: without}
    for places, effect in frames:
        if name in effect.shows or name in effect.hides:
            is_shown.update(dict.fromkeys(places, name in effect.shows))
    steps = pairwise(sorted(is_shown))
    return sum(end - begin for begin, end in steps if is_shown[begin] or is_shown[end])


def hidden_by(frames: Frames, is_faint: Callable[[Effect], bool]) -> Vanishing | None:
    """What an animation hides, None where that is nothing. Where no frame is given for its begin or its end, the
    element is there as it stands without."""
    each = [(places, _taken(effect, is_faint)) for places, effect in frames]
    if not any(taken for _, taken in each):
        return None
    first, early, late, last = (
        frozenset[str]().union(*(taken for places, taken in each if any(map(is_there, places))))
        for is_there in (_AT_FIRST, _EARLY, _LATE, _AT_LAST)
    )
    seen = {name for _, effect in frames if not is_faint(effect) for name in effect.shows}
    shown = {name for name in seen if _share_shown(frames, name, without=True) >= _WINK}
    ever = frozenset[str]().union(*(taken for _, taken in each))
    always = (early & late) | frozenset(name for name in ever & seen if name not in shown)
    return Vanishing(always - shown, first, last, ever)


def _taken(effect: Effect, is_faint: Callable[[Effect], bool]) -> frozenset[str]:
    taken = effect.hides | effect.no_room
    return taken | {"color"} if is_faint(effect) else taken


def _places(frame: str) -> list[float]:
    """Where in its animation a frame stands, in percent."""
    return [
        float(found[1]) if found[1] else 0.0 if found[0] == "from" else 100.0
        for found in islice(_PLACE.finditer(frame.lower()), MAX_PLACES)
    ]
