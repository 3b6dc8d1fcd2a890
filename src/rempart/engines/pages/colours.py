"""Colours of CSS, as far as it takes to tell whether a text stands out from what is behind it."""

import re
from colorsys import hls_to_rgb
from dataclasses import dataclass
from functools import lru_cache

MAX_VALUE = 1_000  # characters looked at
_NO_COLOUR = 0.004  # of alpha
_ALIKE = 24  # of 255: nobody reads #e8e8e8 on white
_NAMED = {
    "white": 0xFFFFFF,
    "black": 0x000000,
    "snow": 0xFFFAFA,
    "ivory": 0xFFFFF0,
    "ghostwhite": 0xF8F8FF,
    "whitesmoke": 0xF5F5F5,
    "floralwhite": 0xFFFAF0,
    "mintcream": 0xF5FFFA,
    "azure": 0xF0FFFF,
    "seashell": 0xFFF5EE,
    "aliceblue": 0xF0F8FF,
    "honeydew": 0xF0FFF0,
    "lavenderblush": 0xFFF0F5,
    "oldlace": 0xFDF5E6,
    "linen": 0xFAF0E6,
    "red": 0xFF0000,
    "green": 0x008000,
    "blue": 0x0000FF,
    "gray": 0x808080,
    "grey": 0x808080,
    "navy": 0x000080,
    "silver": 0xC0C0C0,
    "yellow": 0xFFFF00,
    "orange": 0xFFA500,
    "maroon": 0x800000,
    "purple": 0x800080,
    "lightyellow": 0xFFFFE0,
    "beige": 0xF5F5DC,
    "cornsilk": 0xFFF8DC,
    "lavender": 0xE6E6FA,
    "lightcyan": 0xE0FFFF,
    "canvas": 0xFFFFFF,
    "canvastext": 0x000000,
    "field": 0xFFFFFF,
    "fieldtext": 0x000000,
}
_FUNCTION = re.compile(
    r"(rgb|hsl|hwb|oklab|oklch|lab|lch)a?\((?!\s*from\b)([^()]*)\)|color\(\s*(?:srgb|srgb-linear|display-p3|a98-rgb|rec2020)\s+([^()]*)\)"
)
_LIGHT = re.compile(r"light-dark\(((?:[^(),]|\([^()]*\))*)")  # what a page shows in the light
_PARTS = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))(%|deg|turn)?")
_HEX = re.compile(r"#([0-9a-f]{3,8})(?![0-9a-z])")
_NO_ALPHA = re.compile(r"/\s*(?:(?:0?\.0+|0)%?\s*)?\)")
_WORD = re.compile(r"(?<![\w#.(-])[a-z]+(?![\w(-])")


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue from 0 to 255, `alpha` from 0 (not there) to 1."""

    red: int
    green: int
    blue: int
    alpha: float = 1.0

    def is_like(self, other: "Colour") -> bool:
        """Whether a text of one on the other cannot be read."""
        if min(self.alpha, other.alpha) < 1 - _ALIKE / 255:
            return False
        steps = (abs(self.red - other.red), abs(self.green - other.green), abs(self.blue - other.blue))
        return max(steps) <= _ALIKE


def colour_in(value: str) -> Colour | None:
    """The first colour in `value` (lower case); None where there is none, or one in a form that is not read."""
    return _read(value[:MAX_VALUE])


@lru_cache(maxsize=4096)
def _read(value: str) -> Colour | None:
    if found := _LIGHT.search(value):
        value = found[1]
    if found := _HEX.search(value):
        return _from_hex(found[1])
    if found := _FUNCTION.search(value):
        return _from_function(found[1] or "color", found[2] or found[3] or "")
    if _NO_ALPHA.search(value):  # any other function with an alpha of nothing
        return Colour(0, 0, 0, 0.0)
    for word in _WORD.findall(value):
        if word == "transparent":
            return Colour(0, 0, 0, 0.0)
        if word in _NAMED:
            return _from_hex(f"{_NAMED[word]:06x}")
    return None


def _from_hex(digits: str) -> Colour | None:
    if len(digits) in {3, 4}:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in {6, 8}:
        return None
    red, green, blue, *more = bytes.fromhex(digits)
    return Colour(red, green, blue, more[0] / 255 if more else 1.0)


def _from_function(name: str, inside: str) -> Colour | None:
    parts = _PARTS.findall(inside)
    if len(parts) < 3:
        return None
    alpha = float(parts[3][0]) / (100 if parts[3][1] == "%" else 1) if len(parts) > 3 else 1.0
    if name in {"lab", "lch", "oklab", "oklch"}:
        return _from_lightness(name, parts, alpha)
    if name == "hwb":
        white, black = (float(part[0]) / 100 for part in parts[1:3])
        if white + black < 0.9:  # a hue that is not worked out
            return None if alpha >= _NO_COLOUR else Colour(0, 0, 0, 0.0)
        channels = [255 * white / max(1.0, white + black)] * 3
    elif name == "hsl":
        turn = float(parts[0][0]) / (1 if parts[0][1] == "turn" else 360)
        channels = [part * 255 for part in hls_to_rgb(turn % 1, *(float(parts[n][0]) / 100 for n in (2, 1)))]
    else:
        whole = 255 if name == "color" else 1  # a space of its own counts from 0 to 1
        channels = [float(number) * (2.55 if unit == "%" else whole) for number, unit in parts[:3]]
    red, green, blue = (round(max(0.0, min(255.0, channel))) for channel in channels)  # bounded first: it may be inf
    return Colour(red, green, blue, max(0.0, min(1.0, alpha)))


def _from_lightness(name: str, parts: list[tuple[str, str]], alpha: float) -> Colour | None:
    """A grey by its lightness; None for what has more of a hue than a grey."""
    if alpha < _NO_COLOUR:
        return Colour(0, 0, 0, 0.0)
    is_new = name.startswith("ok")
    light, *rest = (float(number) / 100 if unit == "%" else float(number) for number, unit in parts[:3])
    hued = max(map(abs, rest if name.endswith("lab") else rest[:1]))
    if hued > (0.03 if is_new else 8.0):
        return None
    light = max(0.0, min(1.0, light if is_new or parts[0][1] == "%" else light / 100))
    linear = light**3 if is_new else ((light * 100 + 16) / 116) ** 3
    grey = round(255 * (1.055 * linear ** (1 / 2.4) - 0.055 if linear > 0.0031308 else 12.92 * linear))
    grey = max(0, min(255, grey))
    return Colour(grey, grey, grey, min(1.0, alpha))
