"""In which colour letters show, and on what: outlines, shadows and gradients draw letters too, whatever their colour.

In: declarations, as one rule has them or as they come out at an element. Out: the colours that count. Never: a gradient
whose stops, size or repeats may leave letters out; there the text's own colour counts.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from rempart.engines.pages.colours import Colour, colour_in

MAX_VALUE = 300  # characters looked at
FAINT = 0.1  # of an alpha
LEAST_ALPHA = 0.3  # of an outline or a shadow that sets letters off
LEAST_STROKE, MOST_SHIFT = 0.3, 12.0  # pixels
_TOKEN = re.compile(r"[a-z-]+\((?:[^()]|\([^()]*\))*\)|[^\s,()]+")
_PIXELS = re.compile(r"([-+]?\d*\.?\d+)(px)?")
_STOP = re.compile(r"[-+]?\d*\.?\d+(?:%|[a-z]+)?")
_EVEN = re.compile(r"0|0%|50%|100%|.*deg|.*turn")
_STROKE = "-webkit-text-stroke"
_PAINT = {
    "color": ("color",),
    "-webkit-text-fill-color": ("fill",),
    _STROKE: ("stroke-width", "stroke-color"),
    f"{_STROKE}-width": ("stroke-width",),
    f"{_STROKE}-color": ("stroke-color",),
    "text-shadow": ("shadow",),
    "background": ("back", "picture", "clip", "size", "repeat"),
    "background-color": ("back",),
    "background-image": ("picture",),
    "background-clip": ("clip",),
    "-webkit-background-clip": ("clip",),
    "background-size": ("size",),
    "background-repeat": ("repeat",),
    "color-scheme": ("scheme",),
    "filter": ("filter",),
    "-webkit-filter": ("filter",),
    "mix-blend-mode": ("blend",),
}
PAINTING = frozenset(_PAINT)
INHERITED = frozenset({"color", "fill", "stroke-width", "stroke-color", "shadow"})
GROUND = frozenset({"back", "picture", "clip"})
AROUND = frozenset({"inherit", "unset", "revert", "revert-layer", "currentcolor"})  # what stands around, or in a layer
_PICTURE = re.compile(r"(?:url|image|image-set|cross-fade|element|paint)\(")
_UNPAINTED = frozenset({"none", "transparent", "inherit", "initial", "unset", "revert", "0 0"})
_NOTHING = Colour(0, 0, 0, 0.0)
Paint = Mapping[str, tuple[str, bool]]  # what of letters and ground is said, in lower case, and whether as important


def paint_in(said: Mapping[str, str], important: Mapping[str, str]) -> Paint:
    """What declarations say of the colour of letters and of the ground they stand on, shorthands in their parts."""
    paint: dict[str, tuple[str, bool]] = {}
    for is_important, declared in ((False, said), (True, important)):
        for name, value in declared.items():
            for part in _PAINT.get(name, ()):
                paint[part] = value, is_important
    return paint


def plain(paint: Paint) -> dict[str, str]:
    """The values alone."""
    return {name: value for name, (value, _) in paint.items()}


def ground_of(values: Mapping[str, str]) -> tuple[Colour | None, bool]:
    """The colour that a text stands on, None where that is a picture or in a form that is not read; and whether there
    is any."""
    if "text" in values.get("clip", "").split():
        return None, False
    picture, back = values.get("picture", ""), values.get("back", "")
    if _PICTURE.search(picture):
        return None, True
    if "gradient(" in picture:
        stops = _stops_of(picture)
        return (stops[0] if stops and all(map(stops[0].is_like, stops)) else None), True
    colour = colour_in(back)
    is_any = bool(back) and back not in _UNPAINTED and (colour is None or colour.alpha > 0)
    return (colour if is_any else None), is_any


def letters_of(values: Mapping[str, str]) -> Colour | None:
    """The colour that letters show in; None where several set them off from whatever is behind them, or none is said in
    a form that is read."""
    fill = values.get("fill", "")
    text = values.get("color", "") if fill in {*AROUND, "initial", "auto"} else fill or values.get("color", "")
    colour = colour_in("canvastext" if text == "initial" else text)
    if colour is None:
        return None
    is_faint = colour.alpha < FAINT
    if is_faint and (filling := values.get("filling")):
        return _filled_with(filling)
    for other in (_outline(values), _shadow(values)):
        if other is not None and (is_faint or not other.is_like(colour)):
            return other if is_faint else None
    return colour


def filling_of(values: Mapping[str, str]) -> str:
    """What fills letters where the ground is cut to them, "" where it is not."""
    if "text" not in values.get("clip", "").split():
        return ""
    picture = values.get("picture", "")
    is_whole = "size" not in values or values["size"] == picture
    is_whole &= "no-repeat" not in values.get("repeat", "") and "no-repeat" not in picture
    return picture if "gradient(" in picture and is_whole else values.get("back", "") or "transparent"


def _filled_with(filling: str) -> Colour | None:
    """The colour of letters that are cut out of a ground; None where its colours differ."""
    inside = filling[:MAX_VALUE].partition("gradient(")[2]
    if not inside:
        return colour_in(filling) or _NOTHING
    tokens = _TOKEN.findall(inside)
    stops = [stop for stop in map(colour_in, tokens) if stop]
    if any(_STOP.fullmatch(token) and not _EVEN.fullmatch(token) for token in tokens) or not stops:
        return _NOTHING
    is_set_off = all(stop.alpha == 1 for stop in stops) and any(not stop.is_like(stops[0]) for stop in stops)
    return None if is_set_off else stops[0]


def _stops_of(picture: str) -> list[Colour]:
    inside = picture[:MAX_VALUE].partition("gradient(")[2]
    return [stop for stop in map(colour_in, _TOKEN.findall(inside)) if stop]


def _outline(values: Mapping[str, str]) -> Colour | None:
    widths = _lengths(values.get("stroke-width", "")[:MAX_VALUE])
    is_wide = bool(widths) and widths[0] >= LEAST_STROKE
    return _colour_among(values.get("stroke-color", "")[:MAX_VALUE]) if is_wide else None


def _shadow(values: Mapping[str, str]) -> Colour | None:
    """The colour of the first shadow, if it lies near the letters; wholly behind them its edges show."""
    shadow = re.split(r",(?![^(]*\))", values.get("shadow", "")[:MAX_VALUE])[0]
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
