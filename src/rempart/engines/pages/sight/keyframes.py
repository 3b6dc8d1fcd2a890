"""Frames of animations in style sheets: which of them show a text, which hide it.

In: the text of style sheets. Out: of each animation the properties it does so by. Never: which elements it runs at.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rempart.engines.pages.sight.colours import Colour
from rempart.engines.pages.sight.declarations import Effect, effect_of

MAX_COLOURS = 8  # of one animation that are looked at
_WINK = 5.0  # percent of the time
_KEYFRAMES = re.compile(
    r"@(?:-\w+-)?keyframes\s+[\"']?([\w-]+)[\"']?\s*\{((?:[^{}]*+\{[^{}]*+\}|(?!))*+)", re.IGNORECASE
)
_FRAME = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_PLACE = re.compile(r"\b(?:from|to)\b|(?<![\d.])(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})%")
_AT_FIRST, _EARLY, _LATE, _AT_LAST = (
    lambda place: place == 0,
    lambda place: place <= 10,
    lambda place: place >= 90,
    lambda place: place == 100,
)


class Vanishing(NamedTuple):
    """By which properties an animation hides a text: nearly all the time, in its first frame, in its last, in any; and
    which colours letters have then."""

    always: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    ever: frozenset[str]
    colours: Mapping[str, frozenset[Colour]]

    def by(self, held: frozenset[str]) -> frozenset[str]:
        """The properties where the animation stays at the frames `held`."""
        return self.always.union(*(getattr(self, at) for at in held))

    def letters(self, held: frozenset[str]) -> frozenset[Colour]:
        """The colours there."""
        return frozenset[Colour]().union(*(self.colours[at] for at in ("always", *held)))


Frames = Sequence[tuple[list[float], Effect]]  # where in the animation each stands, in percent, and what it does
_Said = Sequence[tuple[list[float], frozenset[str], frozenset[str]]]  # where, what hides there, and what shows


def frames_in(css: str) -> dict[str, Frames]:
    """The frames of each animation in `css`, by its name in small letters."""
    return {
        found[1].lower(): [(_places(place), effect_of(said)) for place, said in _FRAME.findall(found[2])]
        for found in _KEYFRAMES.finditer(css)
    }


def shown_by(frames: Frames) -> frozenset[str]:
    """Which properties an animation sets to what shows a text, for longer than a wink: none marked as important, which
    a frame's never are, and not `display`, as nothing runs at what is not there."""
    said = [(places, effect.hides, effect.shows - effect.important - {"display"}) for places, effect in frames]
    shown = frozenset[str]().union(*(shows for *_, shows in said))
    return frozenset(name for name in shown if _share_shown(said, name, without=False) >= _WINK)


def _share_shown(said: _Said, name: str, *, without: bool = True) -> float:
    """How much of the time `name` does not hide, or is on its way; `without` an animation it is shown or not."""
    is_shown = {0.0: without, 100.0: without}
    for places, hides, shows in said:
        if name in shows or name in hides:
            is_shown.update(dict.fromkeys(places, name in shows))
    steps = pairwise(sorted(is_shown))
    return sum(end - begin for begin, end in steps if is_shown[begin] or is_shown[end])


def hidden_by(frames: Frames) -> Vanishing | None:
    """What an animation hides, None where that is nothing. Where no frame is given for its begin or its end, the
    element is there as it stands without."""
    of_letters = [(places, effect, colour) for places, effect in frames for colour in effect.letters() or (None,)]
    colours = list(dict.fromkeys(colour for *_, colour in of_letters if colour))[:MAX_COLOURS]
    names = _times_of([(places, effect.hides | effect.no_room, effect.shows) for places, effect in frames])
    found = {at: set[Colour]() for at in _TIMES}
    for one in colours:
        alike = [
            (places, *((_LETTERS, _NONE) if colour.is_like(one) or colour == one else (_NONE, _LETTERS)))
            for places, _, colour in of_letters
            if colour
        ]
        for at, hidden in zip(_TIMES, _times_of(alike), strict=True):
            if hidden:
                found[at].add(one)
    if not any(names) and not any(found.values()):
        return None
    return Vanishing(*names, {at: frozenset(those) for at, those in found.items()})


_LETTERS, _NONE = frozenset({"color"}), frozenset[str]()
_TIMES = ("always", "first", "last", "ever")


def _times_of(said: _Said) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """What hides nearly all the time, at first, at last, ever."""
    first, early, late, last = (
        frozenset[str]().union(*(hides for places, hides, _ in said if any(map(is_there, places))))
        for is_there in (_AT_FIRST, _EARLY, _LATE, _AT_LAST)
    )
    ever = _NONE.union(*(hides for _, hides, _ in said))
    seen = _NONE.union(*(shows for *_, shows in said))
    shown = {name for name in seen if _share_shown(said, name) >= _WINK}
    return ((early & late) | (ever & seen)) - shown, first, last, ever


def _places(frame: str) -> list[float]:
    """Where in its animation a frame stands, in percent."""
    return [
        float(found[1]) if found[1] else 0.0 if found[0] == "from" else 100.0
        for found in _PLACE.finditer(frame.lower())
    ]
