"""Colours of CSS, as far as it takes to tell whether a text stands out from what is behind it."""

import re
from collections.abc import Iterable, Sequence
from colorsys import hls_to_rgb
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

import numpy as np

from rempart.engines.pages.sight.lengths import MAX_VALUE, is_untold, share
from rempart.engines.pages.sight.selectors import split_selectors

_NO_COLOUR = 0.004  # of alpha
_ALIKE = 24  # of 255: nobody reads #e8e8e8 on white
SOLID = 1 - _ALIKE / 255  # below, too much shines through
_NAMES_TEXT = (
    "aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff beige:f5f5dc bisque:ffe4c4 "
    "black:000000 blanchedalmond:ffebcd blue:0000ff blueviolet:8a2be2 brown:a52a2a burlywood:deb887 "
    "cadetblue:5f9ea0 chartreuse:7fff00 chocolate:d2691e coral:ff7f50 cornflowerblue:6495ed cornsilk:fff8dc "
    "crimson:dc143c cyan:00ffff darkblue:00008b darkcyan:008b8b darkgoldenrod:b8860b darkgray:a9a9a9 "
    "darkgreen:006400 darkgrey:a9a9a9 darkkhaki:bdb76b darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00 "
    "darkorchid:9932cc darkred:8b0000 darksalmon:e9967a darkseagreen:8fbc8f darkslateblue:483d8b "
    "darkslategray:2f4f4f darkslategrey:2f4f4f darkturquoise:00ced1 darkviolet:9400d3 deeppink:ff1493 "
    "deepskyblue:00bfff dimgray:696969 dimgrey:696969 dodgerblue:1e90ff firebrick:b22222 floralwhite:fffaf0 "
    "forestgreen:228b22 fuchsia:ff00ff gainsboro:dcdcdc ghostwhite:f8f8ff gold:ffd700 goldenrod:daa520 "
    "gray:808080 green:008000 greenyellow:adff2f grey:808080 honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c "
    "indigo:4b0082 ivory:fffff0 khaki:f0e68c lavender:e6e6fa lavenderblush:fff0f5 lawngreen:7cfc00 "
    "lemonchiffon:fffacd lightblue:add8e6 lightcoral:f08080 lightcyan:e0ffff lightgoldenrodyellow:fafad2 "
    "lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3 lightpink:ffb6c1 lightsalmon:ffa07a lightseagreen:20b2aa "
    "lightskyblue:87cefa lightslategray:778899 lightslategrey:778899 lightsteelblue:b0c4de lightyellow:ffffe0 "
    "lime:00ff00 limegreen:32cd32 linen:faf0e6 magenta:ff00ff maroon:800000 mediumaquamarine:66cdaa "
    "mediumblue:0000cd mediumorchid:ba55d3 mediumpurple:9370db mediumseagreen:3cb371 mediumslateblue:7b68ee "
    "mediumspringgreen:00fa9a mediumturquoise:48d1cc mediumvioletred:c71585 midnightblue:191970 mintcream:f5fffa "
    "mistyrose:ffe4e1 moccasin:ffe4b5 navajowhite:ffdead navy:000080 oldlace:fdf5e6 olive:808000 olivedrab:6b8e23 "
    "orange:ffa500 orangered:ff4500 orchid:da70d6 palegoldenrod:eee8aa palegreen:98fb98 paleturquoise:afeeee "
    "palevioletred:db7093 papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f pink:ffc0cb plum:dda0dd "
    "powderblue:b0e0e6 purple:800080 rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1 "
    "saddlebrown:8b4513 salmon:fa8072 sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d "
    "silver:c0c0c0 skyblue:87ceeb slateblue:6a5acd slategray:708090 slategrey:708090 snow:fffafa "
    "springgreen:00ff7f steelblue:4682b4 tan:d2b48c teal:008080 thistle:d8bfd8 tomato:ff6347 turquoise:40e0d0 "
    "violet:ee82ee wheat:f5deb3 white:ffffff whitesmoke:f5f5f5 yellow:ffff00 yellowgreen:9acd32 "
    "canvas:ffffff canvastext:000000 field:ffffff fieldtext:000000 buttontext:000000 linktext:0000ee"
)
_NAMED = dict(pair.split(":") for pair in _NAMES_TEXT.split())
_FUNCTION = re.compile(
    r"(rgb|hsl|hwb|oklab|oklch|lab|lch)a?\((?!\s*from\b)([^()]*)\)|color\(\s*(?:srgb|srgb-linear|display-p3|a98-rgb|rec2020)\s+([^()]*)\)"
)
_LIGHT = re.compile(r"light-dark\(((?:[^(),]|\([^()]*\))*)")  # what a page shows in the light
_MIX = re.compile(r"color-mix\(((?:[^()]|\([^()]*+\)|(?!))*+)\)")
_SHARE = re.compile(r"(?<![\w.])(\d+\.?\d*|\.\d+)%")
_BRACKETS = re.compile(r"\([^()]*+\)")
_REPLACED = re.compile(r"(rgb|hsl)a?\(\s*from\s(?:[^()]|\([^()]*+\))*?((?:\s[\d.]+%?){3}(?:\s*/[^()]*)?)\)")
_OF_ANOTHER = re.compile(r"\(\s*from\b[^/]*/\s*((?:[^()]|\([^()]*+\)|(?!))*+)\)")
_PARTS = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))(%|deg|turn)?")
_HEX = re.compile(r"#([0-9a-f]{3,8})(?![0-9a-z])")
_WHOLE_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_WORDS_TEXT = (
    "transparent currentcolor inherit initial unset revert revert-layer auto accentcolor accentcolortext activetext "
    "buttonborder buttonface graytext highlight highlighttext mark marktext selecteditem selecteditemtext visitedtext "
    "-webkit-link -webkit-text"
)
_WORDS = frozenset(_WORDS_TEXT.split())  # that are colours, or stand for one
_NO_ALPHA = re.compile(r"/\s*(?:(?:0?\.0+|0)%?\s*)?\)")
# A number first, or what may come to one, where a function takes numbers.
_MAY_BE = re.compile(
    r"(?:rgb|hsl)a?\(\s*(?:[-+.\d]|none|from|calc|var|env|min|max|clamp)|(?:hwb|ok(?:lab|lch)|lab|lch)\("
    r"|(?:color|color-mix|light-dark|contrast-color|device-cmyk|var|env|attr|if|-\w[\w-]*)\("
)
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
        if self.alpha < SOLID or other.alpha < SOLID:
            return False
        return (  # each by itself, as most differ by the first
            abs(self.red - other.red) <= _ALIKE
            and abs(self.green - other.green) <= _ALIKE
            and abs(self.blue - other.blue) <= _ALIKE
        )

    def sets_off(self, letters: "Colour") -> bool:
        """Whether it is seen behind or around `letters` on any ground that is like these."""
        most = max(abs(self.red - letters.red), abs(self.green - letters.green), abs(self.blue - letters.blue))
        return self.alpha * (most - _ALIKE) > _ALIKE

    def steps_to(self, other: "Colour") -> list["Colour"]:
        """Colours between, the last of which is `other`, each near enough to the next to find what is like any."""
        parts = [(getattr(self, name), getattr(other, name)) for name in ("red", "green", "blue")]
        steps = max(1, -(-max(abs(begin - end) for begin, end in parts) // (_ALIKE + 8)))
        made: list[Colour] = []
        for part in (step / steps for step in range(1, steps + 1)):
            red, green, blue = (round(begin + (end - begin) * part) for begin, end in parts)
            made.append(Colour(red, green, blue, self.alpha + (other.alpha - self.alpha) * part))
        return made

    def may_lie_on(self, text: "Colour", others: Sequence["Colour"]) -> bool:
        """Whether `text` may be like what comes of it laid on any mixture of `others`."""
        for name in ("red", "green", "blue") if others else ():
            own, those = getattr(self, name) * self.alpha, [getattr(other, name) for other in others]
            least, most = own + min(those) * (1 - self.alpha), own + max(those) * (1 - self.alpha)
            if not least - _ALIKE <= getattr(text, name) <= most + _ALIKE:
                return False
        return True

    def laid_on(self, other: "Colour") -> "Colour":
        """What comes of it laid on `other`, through which something may shine too."""
        alpha = self.alpha + other.alpha * (1 - self.alpha)
        if self.alpha == 1 or alpha == 0:
            return self
        own = self.alpha / alpha
        red, green, blue = (
            round(top * own + below * (1 - own))
            for top, below in ((self.red, other.red), (self.green, other.green), (self.blue, other.blue))
        )
        return Colour(red, green, blue, alpha)

    def over(self, ground: "Colour") -> "Colour":
        """What comes of it laid on `ground`, which nothing shines through."""
        if self.alpha == 1:
            return self
        red, green, blue = (
            round(own * self.alpha + behind * (1 - self.alpha))
            for own, behind in ((self.red, ground.red), (self.green, ground.green), (self.blue, ground.blue))
        )
        return Colour(red, green, blue)


_NOTHING = Colour(0, 0, 0, 0.0)
LIKE_LETTERS = Colour(-1, -1, -1)  # of a ground of which nobody knows whether it is unlike the letters


def like_any(letters: Sequence[Colour], grounds: Iterable[Colour]) -> set[Colour]:
    """Those of `letters`, through which nothing shines, that are like any of `grounds`: a page may
    have hundreds of both, which are compared all at once."""
    solid = [(ground.red, ground.green, ground.blue) for ground in grounds if ground.alpha >= SOLID]
    if not letters or not solid:
        return set()
    own = np.array([(one.red, one.green, one.blue) for one in letters], np.int16)
    are_alike = np.ones((len(letters), len(solid)), np.bool_)
    for ours, theirs in zip(own.T, np.array(solid, np.int16).T, strict=True):  # one part of a colour after the other
        are_alike &= np.abs(ours[:, np.newaxis] - theirs) <= _ALIKE
    return {letters[place] for place in np.flatnonzero(are_alike.any(axis=1)).tolist()}


def may_be_colour(value: str) -> bool:
    """Whether a browser takes `value` (lower case) for a colour: it goes by the declaration before one that is none."""
    if "(" in value:
        return _MAY_BE.match(value) is not None or is_untold(value)
    return _WHOLE_HEX.fullmatch(value) is not None or value in _NAMED or value in _WORDS


def colour_in(value: str) -> Colour | None:
    """The first colour in `value` (lower case); None where there is none, or one in a form that is not read."""
    return _read(value[:MAX_VALUE])


@lru_cache(maxsize=4096)
def _read(value: str) -> Colour | None:
    if found := _LIGHT.search(value):
        value = found[1]
    if "(" in value and (made := _made_of_others(value)):
        return made
    if found := _HEX.search(value):
        return _from_hex(found[1])
    if found := _FUNCTION.search(value):
        return _from_function(found[1] or "color", found[2] or found[3] or "")
    if _NO_ALPHA.search(value):  # any other function with an alpha of nothing
        return _NOTHING
    word = next((word for word in _WORD.findall(value) if word in _NAMED or word == "transparent"), "")
    return _NOTHING if word == "transparent" else _from_hex(_NAMED[word]) if word else None


def _made_of_others(value: str) -> Colour | None:
    if found := _MIX.search(value):
        return _mixed(found[1])
    if found := _REPLACED.search(value):
        return _from_function(found[1], found[2])
    found = _OF_ANOTHER.search(value)
    return _NOTHING if found and share(found[1].replace("alpha", "1")) < _NO_COLOUR else None


def _mixed(inside: str) -> Colour | None:
    """Two colours mixed, as in sRGB whatever the space: for what stands out it does little."""
    parts = split_selectors(inside)[1:]
    colours = [_read(part) for part in parts]
    shares = [float(found[1]) / 100 if (found := _SHARE.search(_BRACKETS.sub("", part))) else None for part in parts]
    if len(parts) != 2 or None in colours:
        return None
    first, second = shares
    first = first if first is not None else 1 - second if second is not None else 0.5
    second = second if second is not None else 1 - first
    weights = [max(0.0, part) / (first + second or 1.0) for part in (first, second)]
    known = [one for one in colours if one is not None]
    alpha = sum(one.alpha * weight for one, weight in zip(known, weights, strict=True))
    red, green, blue = (
        round(sum(part(one) * one.alpha * weight for one, weight in zip(known, weights, strict=True)) / (alpha or 1.0))
        for part in (attrgetter("red"), attrgetter("green"), attrgetter("blue"))
    )
    return Colour(red, green, blue, min(1.0, alpha) * min(1.0, first + second))


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
            return None if alpha >= _NO_COLOUR else _NOTHING
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
        return _NOTHING
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
