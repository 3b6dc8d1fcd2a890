"""In which colour letters show: outlines, shadows and gradients draw them too, whatever the colour of the text.

In: declarations of one rule, and the colour of its text. Out: the colour that counts. Never: a gradient whose stops,
size or repeats may leave letters out; there the text's own colour counts.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from rempart.engines.pages.colours import Colour, colour_in

MAX_VALUE = 300  # characters looked at
LEAST_ALPHA = 0.3  # of an outline or a shadow that sets letters off
LEAST_STROKE, MOST_SHIFT = 0.3, 12.0  # pixels
_TOKEN = re.compile(r"[a-z-]+\((?:[^()]|\([^()]*\))*\)|[^\s,()]+")
_PIXELS = re.compile(r"([-+]?\d*\.?\d+)(px)?")
_STOP = re.compile(r"[-+]?\d*\.?\d+(?:%|[a-z]+)?")
_EVEN = re.compile(r"0|0%|50%|100%|.*deg|.*turn")


def colour_of_letters(said: Mapping[str, str], colour: Colour | None, faint: float) -> Colour | None:
    """The colour that letters of `colour` show in; None where several set them off from whatever is behind them.

    Below an alpha of `faint` the text itself is not seen.
    """
    if colour is None:
        return None
    is_faint = colour.alpha < faint
    if is_faint and _fills_letters(said):
        return None
    for other in (_outline(said), _shadow(said)):
        if other is not None and (is_faint or not other.is_like(colour)):
            return other if is_faint else None
    return colour


def _fills_letters(said: Mapping[str, str]) -> bool:
    """Whether the background is cut to the letters and is a gradient between colours that differ."""
    if "text" not in (said.get("background-clip"), said.get("-webkit-background-clip")):
        return False
    if "background-size" in said or "no-repeat" in said.get("background-repeat", said.get("background", "")):
        return False
    inside = (said.get("background-image") or said.get("background", ""))[:MAX_VALUE].partition("gradient(")[2]
    tokens = _TOKEN.findall(inside)
    if any(_STOP.fullmatch(token) and not _EVEN.fullmatch(token) for token in tokens):
        return False
    stops = [stop for stop in map(colour_in, tokens) if stop]
    return all(stop.alpha == 1 for stop in stops) and any(not stop.is_like(stops[0]) for stop in stops)


def _outline(said: Mapping[str, str]) -> Colour | None:
    stroke = said.get("-webkit-text-stroke", "")[:MAX_VALUE]
    widths = _lengths(stroke)
    return _colour_among(stroke) if widths and widths[0] >= LEAST_STROKE else None


def _shadow(said: Mapping[str, str]) -> Colour | None:
    """The colour of the first shadow, if it lies near the letters; wholly behind them its edges show."""
    shadow = re.split(r",(?![^(]*\))", said.get("text-shadow", "")[:MAX_VALUE])[0]
    lengths = _lengths(shadow)
    if len(lengths) < 2 or max(map(abs, lengths)) > MOST_SHIFT:
        return None
    return _colour_among(shadow)


def _lengths(value: str) -> list[float]:
    found = (_PIXELS.fullmatch(token) for token in _TOKEN.findall(value))
    return [float(one[1]) for one in found if one and (one[2] or float(one[1]) == 0)]


def _colour_among(value: str) -> Colour | None:
    """The first colour in `value`, as if nothing shone through it; None where much does."""
    colour = next((colour for token in _TOKEN.findall(value) if (colour := colour_in(token))), None)
    return replace(colour, alpha=1.0) if colour and colour.alpha >= LEAST_ALPHA else None
