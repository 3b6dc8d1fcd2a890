"""Frames of animations in style sheets: which of them show a text, which hide it.

In: the text of style sheets. Out: of each animation the properties it does so by. Never: which elements it runs at.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from rempart.engines.pages.declarations import effect_of

MAX_PLACES = 50  # that one frame is for
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


def _frames(css: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    return ((found[1].lower(), _FRAME.findall(found[2])) for found in _KEYFRAMES.finditer(css))


def shown_by_animations(css: str) -> dict[str, frozenset[str]]:
    """Of each animation in `css`, which properties it sets to what shows a text, be it for a while."""
    return {name: frozenset[str]().union(*(effect_of(said).shows for _, said in each)) for name, each in _frames(css)}


def hidden_by_animations(css: str) -> dict[str, Vanishing]:
    """What each animation in `css` hides that hides something. Where no frame is given for its begin or its end, the
    element is there as it stands without."""
    found: dict[str, Vanishing] = {}
    for name, frames in _frames(css):
        each = [(_places(place), effect_of(said)) for place, said in frames]
        if not any(effect.hides for _, effect in each):
            continue
        first, early, late, last = (
            frozenset[str]().union(*(effect.hides for places, effect in each if any(map(is_there, places))))
            for is_there in (_AT_FIRST, _EARLY, _LATE, _AT_LAST)
        )
        shown = frozenset[str]().union(*(effect.shows for _, effect in each))
        ever = frozenset[str]().union(*(effect.hides for _, effect in each))
        found[name] = Vanishing((early & late) - shown, first, last, ever)
    return found


def _places(frame: str) -> list[float]:
    """Where in its animation a frame stands, in percent."""
    return [
        float(found[1]) if found[1] else 0.0 if found[0] == "from" else 100.0
        for found in islice(_PLACE.finditer(frame.lower()), MAX_PLACES)
    ]
