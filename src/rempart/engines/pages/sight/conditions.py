"""Conditions of style sheets: whether a screen of 1280 by 800 with a mouse takes the rules within.

In: the name of an at-rule and its condition, in lower case. Out: True, False, or None where that is not decided here:
such rules may hide a text, and never show one.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from rempart.engines.pages.sight.lengths import HEIGHT, WIDTH, lengths

MAX_DEEP = 8
_TYPE = re.compile(r"(?:only\s+)?([a-z][a-z-]*)\s*(?:\band\b|$)")
_NOT = re.compile(r"not(?=[\s(])")
_OTHER_MAKERS = ("-ms-", "-moz-", "-o-")
_RANGE = re.compile(r"^(?:(.+?)\s*([<>]=?|=)\s*)?(width|height|aspect-ratio|resolution)(?:\s*([<>]=?|=)\s*(.+))?$")
_SIZES = {"width": WIDTH, "height": HEIGHT, "aspect-ratio": WIDTH / HEIGHT, "resolution": 1.0}
_SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
_TRUE_WORDS = (
    "orientation:landscape hover:hover any-hover:hover pointer:fine any-pointer:fine prefers-color-scheme:light "
    "prefers-reduced-motion:no-preference prefers-contrast:no-preference prefers-reduced-data:no-preference "
    "prefers-reduced-transparency:no-preference forced-colors:none scripting:enabled display-mode:browser update:fast "
    "overflow-block:scroll inverted-colors:none color-gamut:srgb dynamic-range:standard hover any-hover pointer "
    "any-pointer color width height prefers-color-scheme scripting update -webkit-transform-3d:1 grid:0"
)
_TRUE = frozenset(_TRUE_WORDS.split())
_FALSE_WORDS = (
    "orientation:portrait hover:none any-hover:none pointer:coarse pointer:none any-pointer:coarse any-pointer:none "
    "prefers-color-scheme:dark prefers-reduced-motion:reduce prefers-reduced-motion prefers-contrast:more "
    "prefers-contrast:less prefers-contrast prefers-reduced-data:reduce prefers-reduced-transparency:reduce "
    "forced-colors:active forced-colors scripting:none scripting:initial-only display-mode:standalone "
    "display-mode:fullscreen display-mode:minimal-ui update:slow update:none inverted-colors:inverted monochrome grid "
    "grid:1"
)
_FALSE = frozenset(_FALSE_WORDS.split())
_KNOWN_WORDS = (
    "display:block display:inline-block display:flex display:inline-flex display:grid display:inline-grid "
    "display:contents display:flow-root display:table position:sticky position:fixed object-fit:cover "
    "object-fit:contain mix-blend-mode:multiply color:red opacity:0 opacity:1 gap:1px gap:1rem aspect-ratio:1/1 "
    "aspect-ratio:1 transform:none"
)
_KNOWN = frozenset(_KNOWN_WORDS.split())
_KNOWN_FORMS = re.compile(
    r"(?:-webkit-)?(?:backdrop-)?filter:(?:none|blur\(\d{0,3}(?:px|rem|em)?\))|-webkit-appearance:none|appearance:none|"
    r"scroll-behavior:smooth|(?:min-|max-)?(?:height|width):\d{1,3}[sld]?v[hw]|"
    r"-webkit-line-clamp:\d"
)


@lru_cache(maxsize=512)  # a sheet asks the same few hundreds of times
def condition_holds(name: str, query: str) -> bool | None:
    """Whether the condition `query` of the at-rule `name` holds."""
    if name == "media":
        return _any([_media(part.strip(), 0) for part in _parts(query, ",")]) if query.strip() else True
    if name == "supports":
        return _logic(query, _supports, 0)
    return None


def _any(parts: list[bool | None]) -> bool | None:
    return True if True in parts else None if None in parts else False


def _all(parts: list[bool | None]) -> bool | None:
    return False if False in parts else None if None in parts else True


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def _media(query: str, depth: int) -> bool | None:
    if depth > MAX_DEEP:
        return None
    if _NOT.match(query):
        return _opposite(_media(query[3:].strip(), depth + 1))
    kind = _TYPE.match(query)
    if kind is None:
        return _logic(query, _feature, 0)
    if kind[1] not in {"all", "screen"}:
        return False
    rest = query[kind.end() :].strip()
    return _logic(rest, _feature, 0) if rest else True


def _logic(query: str, ask: Callable[[str], bool | None], depth: int) -> bool | None:
    """A condition of parts in brackets, joined by "and", "or" and "not"."""
    query = query.strip()
    if depth > MAX_DEEP:
        return None
    if _NOT.match(query):
        return _opposite(_logic(query[3:], ask, depth + 1))
    for word, join in (("or", _any), ("and", _all)):
        parts = _parts(query, word)
        if len(parts) > 1:
            return join([_logic(part, ask, depth + 1) for part in parts])
    if not (query.startswith("(") and query.endswith(")")):
        return None
    inside = query[1:-1].strip()
    if inside.startswith("(") or _NOT.match(inside):
        return _logic(inside, ask, depth + 1)
    return ask(inside)


def _parts(query: str, word: str) -> list[str]:
    """`query` at `word`, a comma or a word of its own, outside of brackets."""
    parts, depth, begin = [], 0, 0
    for found in re.finditer(rf"[()]|{'(?<![a-z-])' + word + '(?![a-z-])' if word.isalpha() else word}", query):
        if found[0] in "()":
            depth += 1 if found[0] == "(" else -1
        elif depth <= 0:
            parts.append(query[begin : found.start()])
            begin = found.end()
    return [*parts, query[begin:]]


def _feature(said: str) -> bool | None:
    if "\\" in said:  # written for one old browser, which reads on
        return False
    name, colon, value = (part.strip() for part in said.partition(":"))
    plain = f"{name}{colon}{value}"
    if plain in _TRUE or plain in _FALSE:
        return plain in _TRUE
    if name.startswith(_OTHER_MAKERS):
        return False
    if not colon:
        return _in_range(said)
    bound, _, size = name.removeprefix("-webkit-").partition("-")
    size = size.removeprefix("device-").replace("pixel-ratio", "resolution")
    if bound in {"min", "max"} and size in _SIZES:
        return _compare(size, ">=" if bound == "min" else "<=", value)
    return _compare(name, "=", value) if name in _SIZES else None


def _in_range(said: str) -> bool | None:
    found = _RANGE.match(said)
    if found is None or not (found[2] or found[4]):
        return None
    sides = []
    if found[2]:
        sides.append(_compare(found[3], _SWAPPED[found[2]], found[1]))
    if found[4]:
        sides.append(_compare(found[3], found[4], found[5]))
    return _all(sides)


def _compare(size: str, sign: str, value: str) -> bool | None:
    if size == "aspect-ratio":
        across, _, down = value.partition("/")
        sides = [next(lengths(side), 0.0) for side in (across, down or "1")]
        number = sides[0] / sides[1] if sides[1] else None
    else:
        number = next(lengths(value), None)
    if number is None:
        return None
    if size == "resolution" and "dpi" in value:
        number /= 96
    own = _SIZES[size]
    return {"<": own < number, "<=": own <= number, ">": own > number, ">=": own >= number, "=": own == number}[sign]


def _supports(said: str) -> bool | None:
    """Whether a browser of today knows a declaration: few are, and what it does not know is not guessed."""
    name, colon, value = (part.strip() for part in said.partition(":"))
    if not colon:
        return None
    if name.startswith("--"):
        return True
    if name.startswith(_OTHER_MAKERS):
        return False
    plain = f"{name}:{value}".replace(" ", "")
    return True if plain in _KNOWN or _KNOWN_FORMS.fullmatch(plain) else None
