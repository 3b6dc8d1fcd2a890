"""In which colour letters show, and on what: outlines, shadows and gradients draw letters too, whatever their colour.

In: declarations, as one rule has them or as they come out at an element. Out: the colours that count. Never: a gradient
whose stops, size or repeats may leave letters out; there the text's own colour counts.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from rempart.engines.pages.sight.colours import LIKE_LETTERS, SOLID, Colour, colour_in, may_be_colour
from rempart.engines.pages.sight.lengths import MAX_VALUE
from rempart.engines.pages.sight.selectors import split_selectors

MAX_SHADES = 64  # of one ground
FAINT = 0.1  # of an alpha
LEAST_ALPHA = 0.3  # of an outline or a shadow that sets letters off
LEAST_STROKE, MOST_SHIFT = 0.3, 12.0  # pixels
_TOKEN = re.compile(r"[a-z-]+\((?:[^()]|\([^()]*\))*\)|[^\s,()]+")
_PIXELS = re.compile(r"([-+]?\d*\.?\d+)(px)?")
_LENGTH = re.compile(r"([-+]?\d*\.?\d+)(px|r?em)|([-+]?0+\.?0*)")
_UNITS = {"em": 16.0, "rem": 16.0}
_IMAGE = re.compile(
    r"(?:[a-z-]*gradient|url|image|[a-z-]*image-set|cross-fade|element|paint)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
)
_GRADIENT = re.compile(r"gradient\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
_HINT = re.compile(r"[-+]?\d*\.?\d+%?|[-+]?\d*\.?\d+[a-z]+")
_IS_COLOUR = re.compile(r"#|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|var|currentcolor)a?\b")
_SHARE = re.compile(r"(\d*\.?\d+)%")
_NO_SIZE = re.compile(r"(?<![\d.])0*\.?0+(?:px|%|r?em)?(?![\d.])")
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
_PICTURE = re.compile(r"""url\((?!\s*["']?\s*["']?\s*\))|(?:image|image-set|cross-fade|element|paint)\(""")
_BARE = re.compile(r"(?<![\w#.%+-])[a-z][a-z-]*(?![\w(-])")
_CALL = re.compile(r"[\w-]+\([^()]*\)")
_OF_GROUNDS_TEXT = (
    "none repeat repeat-x repeat-y no-repeat space round left right top bottom center cover contain auto scroll fixed "
    "local border-box padding-box content-box text border-area x-start x-end y-start y-end"
)
_OF_GROUNDS = frozenset(_OF_GROUNDS_TEXT.split())
_UNPAINTED = frozenset({"none", "transparent", "inherit", "initial", "unset", "revert", "0 0"})
_NOTHING = Colour(0, 0, 0, 0.0)
_AS_TEXT = AROUND | {"initial", "auto"}  # what fills letters with the colour of the text
_SETTING_OFF = ("stroke-width", "shadow")
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


def ground_of(values: Mapping[str, str]) -> tuple[tuple[Colour, ...], bool]:
    """The colours that a text may stand on, none where that is a picture or in a form that is not read; and whether
    there is any. What is behind shines through by their alpha."""
    if "clip" in values and "text" in values["clip"].split():
        return (), False
    said = values.get
    return _ground_of(said("back", ""), said("picture", ""), said("size", ""), said("repeat", ""))


@lru_cache(maxsize=4096)
def _ground_of(back: str, picture: str, size: str, repeat: str) -> tuple[tuple[Colour, ...], bool]:
    colour = colour_in(_IMAGE.sub(" ", back))
    is_unread = bool(back) and back not in _UNPAINTED and not _IMAGE.search(back) and colour is None
    below: tuple[Colour, ...] = () if is_unread else (colour or _NOTHING,)
    for layer in reversed(split_selectors(picture)):
        below = _laid_on(layer, below, size, repeat)
    return below, not below or any(one.alpha > 0 for one in below)


def _laid_on(layer: str, below: tuple[Colour, ...], size: str, repeat: str) -> tuple[Colour, ...]:
    if _PICTURE.search(layer):
        return ()
    if "gradient(" not in layer:
        return below
    shades = shades_of(layer)
    is_solid = all(shade.alpha >= SOLID for shade in shades)
    if not shades or not (below or is_solid):
        return ()
    laid = [shade.laid_on(one) for shade in shades for one in below or (_NOTHING,)]
    if not _covers(layer, size, repeat):
        laid += below
    found = tuple(dict.fromkeys(laid))
    return found if len(found) <= MAX_SHADES else (LIKE_LETTERS,)


def _covers(layer: str, size: str, repeat: str) -> bool:
    """Whether a gradient surely lies behind all of the text."""
    size = (_IMAGE.sub(" ", layer).partition("/")[2] if "(" in size else size).strip()
    shares = [float(found[1]) for found in _SHARE.finditer(size)]
    is_whole = size in {"", "auto", "cover", "auto auto"} or (bool(shares) and min(shares) >= 100)
    return is_whole or ("no-repeat" not in f"{repeat} {layer}" and not _NO_SIZE.search(size))


def shades_of(gradient: str) -> tuple[Colour, ...]:
    """The colours of a gradient, in steps that no eye tells apart; none where it is in a form that is not read."""
    if len(gradient) > MAX_VALUE:
        return (LIKE_LETTERS,)
    shades: list[Colour] = []
    for found in _GRADIENT.finditer(gradient):
        parts = split_selectors(found[1])
        stops = [colour_in(part) for part in parts]
        if parts and stops[0] is None and not _IS_COLOUR.search(parts[0]):
            parts, stops = parts[1:], stops[1:]
        known = [stop for stop in stops if stop]
        hints = [part for part, stop in zip(parts, stops, strict=True) if stop is None]
        if not known or any(not _HINT.fullmatch(part.strip()) for part in hints):
            return ()
        shades += known[:1]
        for begin, end in pairwise(known):
            shades += begin.steps_to(end)
    return tuple(dict.fromkeys(shades))


def may_be_ground(value: str) -> bool:
    """Whether a browser takes `value` for a ground: it goes by the declaration before one that is none."""
    words = _BARE.findall(_CALL.sub(" ", _IMAGE.sub(" ", value)))
    return "(" in _IMAGE.sub(" ", value) or all(word in _OF_GROUNDS or may_be_colour(word) for word in words)


def letters_of(values: Mapping[str, str]) -> tuple[Colour, ...]:
    """The colours that letters show in, each of which has to stand out from what is behind them; none where others set
    them off from whatever that is, or none is said in a form that is read."""
    fill = values.get("fill", "")
    text = values.get("color", "") if fill in _AS_TEXT else fill or values.get("color", "")
    colour = colour_in("canvastext" if text == "initial" else text)
    if colour is None:
        return ()
    is_faint = colour.alpha < FAINT
    if is_faint and (filling := values.get("filling")):
        return _filled_with(filling)
    if values.keys().isdisjoint(_SETTING_OFF):  # as of most elements
        return (colour,)
    for other in (_outline(values), _shadow(values)):
        if other is not None and (is_faint or other.sets_off(colour)):
            return (other,) if is_faint else ()
    return (colour,)


def filling_of(values: Mapping[str, str]) -> str:
    """What fills letters where the ground is cut to them, "" where it is not."""
    if "text" not in values.get("clip", "").split():
        return ""
    picture = values.get("picture", "")
    is_whole = "size" not in values or values["size"] == picture
    is_whole &= "no-repeat" not in values.get("repeat", "") and "no-repeat" not in picture
    return picture if "gradient(" in picture and is_whole else values.get("back", "") or "transparent"


def _filled_with(filling: str) -> tuple[Colour, ...]:
    """The colours of letters that are cut out of a ground: each, as nobody knows which part of it a text lies in."""
    if "gradient(" not in filling:
        return (colour_in(filling) or _NOTHING,)
    return (not _PICTURE.search(filling) and shades_of(filling)) or (_NOTHING,)


def _outline(values: Mapping[str, str]) -> Colour | None:
    widths = _lengths(values.get("stroke-width", "")[:MAX_VALUE])
    is_wide = bool(widths) and widths[0] >= LEAST_STROKE
    return _colour_among(values.get("stroke-color", "")) if is_wide else None


def _shadow(values: Mapping[str, str]) -> Colour | None:
    """The colour of the first shadow, if all are such and it lies near the letters."""
    shadows = split_selectors(values.get("shadow", ""))
    found = [shadow_in(shadow) for shadow in shadows]
    return found[0] if found and None not in found else None


@lru_cache(maxsize=4096)
def shadow_in(value: str) -> Colour | None:
    """The colour of one shadow with what is left of it where it is spread; None where `value` is none that sets letters
    off, or nothing that a browser takes for one."""
    tokens = _TOKEN.findall(value[:MAX_VALUE])
    lengths = [
        float(one[1] or 0) * _UNITS.get(one[2] or "", 1.0) for token in tokens if (one := _LENGTH.fullmatch(token))
    ]
    others = [token for token in tokens if not _LENGTH.fullmatch(token)]
    if len(value) > MAX_VALUE or not 2 <= len(lengths) <= 3 or len(others) != 1 or max(map(abs, lengths)) > MOST_SHIFT:
        return None
    colour, spread = colour_in(others[0]), lengths[2] if len(lengths) == 3 else 0.0
    if colour is None or spread < 0 or colour.alpha < LEAST_ALPHA:
        return None
    return replace(colour, alpha=colour.alpha / (1 + spread / 4))


def _lengths(value: str) -> list[float]:
    found = (_PIXELS.fullmatch(token) for token in _TOKEN.findall(value))
    return [float(one[1]) for one in found if one and (one[2] or float(one[1]) == 0)]


def _colour_among(value: str) -> Colour | None:
    """The colour in `value` where there is nothing else but a width; None where much shines through."""
    others = [token for token in _TOKEN.findall(value[:MAX_VALUE]) if not _PIXELS.fullmatch(token)]
    colour = colour_in(others[0]) if len(others) == 1 and len(value) <= MAX_VALUE else None
    return colour if colour and colour.alpha >= LEAST_ALPHA else None
