"""What filters and blends make of the colour of letters and of their ground.

In: the values of ``filter`` and ``mix-blend-mode``, colours. Out: colours. Never: what they make of a picture.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rempart.engines.pages.sight.colours import Colour
from rempart.engines.pages.sight.lengths import share
from rempart.engines.pages.sight.lettering import shadow_in

_CALL = re.compile(r"(invert|brightness|contrast|drop-shadow)\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_DROP_SHADOW = re.compile(r"drop-shadow\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_VALID = re.compile(r"(?:[a-z-]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*)+")  # functions and nothing else
_BLENDS: dict[str, Callable[[float, float], float]] = {  # of source and backdrop (Compositing 1, section 9), 0 to 1
    "multiply": lambda c, b: c * b,
    "screen": lambda c, b: c + b - c * b,
    "darken": min,
    "lighten": max,
    "difference": lambda c, b: abs(c - b),
    "exclusion": lambda c, b: c + b - 2 * c * b,
    "color-dodge": lambda c, b: 0.0 if b == 0 else 1.0 if c == 1 else min(1.0, b / (1 - c)),
    "color-burn": lambda c, b: 1.0 if b == 1 else 0.0 if c == 0 else 1 - min(1.0, (1 - b) / c),
    "hard-light": lambda c, b: 2 * c * b if c <= 0.5 else 1 - 2 * (1 - c) * (1 - b),
    "overlay": lambda c, b: 2 * c * b if b <= 0.5 else 1 - 2 * (1 - c) * (1 - b),
    "plus-lighter": lambda c, b: min(1.0, c + b),
    **dict.fromkeys(("hue", "saturation", "color"), lambda _, b: b),  # as bright as what is behind
}


@dataclass(frozen=True, slots=True)
class Tint:
    """What one element makes of all that is in it. `behind` lies behind it; `has_ground`: some of that which a text
    stands on is in it too."""

    filters: str
    blend: str
    behind: tuple[Colour, ...]
    has_ground: bool = False

    def of(self, colours: Iterable[Colour]) -> tuple[Colour, ...]:
        """What may become of `colours`; none where that is not known, or letters are set off."""
        filters = (
            _DROP_SHADOW.sub("", self.filters) if self.has_ground else self.filters
        )  # the ground's, not the letters'
        made = [_made_of(colour, filters, self.blend, one) for colour in colours for one in self.behind or (None,)]
        return () if None in made else tuple(dict.fromkeys(filter(None, made)))


@lru_cache(maxsize=4096)
def _made_of(colour: Colour, filters: str, blend: str, behind: Colour | None) -> Colour | None:
    made: Colour | None = colour
    for name, inside in _CALL.findall(filters):
        if name == "drop-shadow":
            if (shadow := shadow_in(inside)) and made and shadow.sets_off(made) and _VALID.fullmatch(filters):
                return None
            continue
        made = _each(made, _FILTERS[name](share(inside))) if made else None
    if made is None or blend not in _BLENDS:
        return made
    return _blended(made, behind, _BLENDS[blend]) if behind else None


@lru_cache(maxsize=4096)
def tints(filters: str, blend: str) -> bool:
    """Whether such values change a colour."""
    return blend in _BLENDS or _CALL.search(filters) is not None


_FILTERS: dict[str, Callable[[float], Callable[[float], float]]] = {
    "invert": lambda part: lambda c: c * (1 - min(1.0, part)) + (1 - c) * min(1.0, part),
    "brightness": lambda part: lambda c: c * part,
    "contrast": lambda part: lambda c: (c - 0.5) * part + 0.5,
}


def _each(colour: Colour, change: Callable[[float], float]) -> Colour:
    red, green, blue = (_channel(change(one / 255)) for one in (colour.red, colour.green, colour.blue))
    return Colour(red, green, blue, colour.alpha)


def _blended(colour: Colour, behind: Colour, blend: Callable[[float, float], float]) -> Colour:
    pairs = ((colour.red, behind.red), (colour.green, behind.green), (colour.blue, behind.blue))
    red, green, blue = (_channel(blend(own / 255, other / 255)) for own, other in pairs)
    return Colour(red, green, blue, colour.alpha)


def _channel(value: float) -> int:
    return round(255 * max(0.0, min(1.0, value)))
