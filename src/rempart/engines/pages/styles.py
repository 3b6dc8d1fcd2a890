"""CSS as far as it decides whether a text can be seen: declarations into an `Effect`, style sheets into rules.

In: the text of a style attribute or of a style sheet. Out: effects; (selector, declarations) as a screen of 1280 by 800
takes them. Never: a whole cascade, or what only a visitor's doing brings about (:hover, a click).
"""

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rempart.engines.pages.colours import Colour, colour_in

MAX_STYLE, MAX_RESOLVED, MAX_VALUE = 200_000, 20_000, 1_000
MAX_FILLED = 4_000_000  # characters that variables may come to on one page
MAX_PRELUDE = 20_000
MAX_NESTED = 50
MAX_KEPT = 2_000
MAX_BRACES = 200_000
_WIDTH, _HEIGHT = 1280.0, 800.0
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "in": 96.0,
    "cm": 37.8,
    "mm": 3.78,
    "vw": _WIDTH / 100,
    "vh": _HEIGHT / 100,
    "vmin": _HEIGHT / 100,
    "vmax": _WIDTH / 100,
    "%": 5.01,
}
_FAR_BACK, _FAR_ON = -500.0, 2_000.0
_UNREADABLE_PX = 3.0
_MERGED = -6.0  # pixels between letters, which then lie on each other
_FAINT = 0.1
_ROOM = 8.0
_SAME = {"font": "font-size", "-webkit-text-fill-color": "color"}
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_NUMBER = re.compile(
    r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(px|pt|pc|em|rem|ex|ch|in|cm|mm|v[wh]|vmin|vmax|%)?", re.ASCII
)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_AT_NAME = re.compile(r"@(?:-\w+-)?([a-z]+)")
_OTHER_MEDIA = re.compile(r"\b(?:print|speech|tty|tv|handheld|projection|aural|braille|embossed)\b")
_BRACED_TEXT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_CALCULATED = re.compile(r"calc(\((?:[^()]|\((?:[^()]|\([^()]*+\))*+\))*+\))")
_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_NONE: frozenset[str] = frozenset()
_OFFSETS = re.compile(r"(?:left|top|right|bottom|inset.*|margin.*|translate)")
_SIZES = frozenset({"height", "width", "max-height", "max-width", "block-size", "inline-size", "max-block-size"})
_WIDE = frozenset({"width", "max-width", "inline-size"})
_TALL = _SIZES - _WIDE
_DYNAMIC = re.compile(
    r"::|:(?!(?:not|is|where|has|matches|root|empty|scope|(?:nth|first|last|only)-[\w-]+)\b)", re.IGNORECASE
)
# What a body must hold to matter here at all: most rules of a sheet do not.
_MATTERS = re.compile(
    r"displ|visib|opaci|font|zoom|scale|transf|transl|left|right|top|bottom|inset|margin|indent|clip|mask|heigh|width|size|"
    r"overfl|contain|spac|color|filter|background|paddi|positi|animat|--|\\",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """What declarations do, by the property that does it. `hides`: by itself; `no_room`: hides where `cuts` comes with
    it; `shows`: is set to what hides nothing, `anew`: whatever stands around it; `has_room`: sizes that padding makes
    up for. `colour` of the text and `background` are None where they are not said, or in a form that is not read."""

    hides: frozenset[str] = frozenset()
    no_room: frozenset[str] = frozenset()
    cuts: frozenset[str] = frozenset()
    shows: frozenset[str] = frozenset()
    anew: frozenset[str] = frozenset()
    has_room: frozenset[str] = frozenset()
    important: frozenset[str] = frozenset()
    animations: frozenset[str] = frozenset()
    colour: Colour | None = None
    background: Colour | None = None
    paints: bool = False
    is_lifted: bool = False


def effect_of(style: str) -> Effect:
    """The effect of declarations; `style` without variables (`Variables.resolve`)."""
    return _short_effect(style) if len(style) <= MAX_KEPT else _effect(style)


def _effect(style: str) -> Effect:
    style = style.lower()
    plain, important = _declarations(style)
    said = plain | important
    colour = colour_in(said.get("-webkit-text-fill-color") or said.get("color", ""))
    painted = said.get("background-color") or said.get("background") or said.get("background-image", "")
    background = colour_in(painted)
    hides = {_property(name) for name, value in said.items() if _hides(name, value)}
    if colour and (colour.alpha < _FAINT or (background is not None and colour.is_like(background))):
        hides.add("color")
    no_room = {name for name in _SIZES & said.keys() if _is_nothing(said[name])}
    if _is_flat(said.get("line-height", "")):
        no_room.add("line-height")
    cuts: set[str] = set()
    if "overflow" in style:
        cuts = {"overflow" for name in _OVERFLOWS if "hidden" in said.get(name, "") or "clip" in said.get(name, "")}
    if "contain" in said and set(said.get("contain", "").split()) & {"paint", "strict", "content"}:
        cuts.add("contain")
    shows = {_property(name) for name in said if name in _SETTABLE or _OFFSETS.fullmatch(name)}
    shows -= hides | no_room | cuts
    return Effect(
        hides=frozenset(hides),
        no_room=frozenset(no_room),
        cuts=frozenset(cuts),
        shows=frozenset(shows),
        anew=frozenset(shows if not _is_relative(said.get("font-size", "")) else shows - {"font-size"}),
        has_room=_padded(said) if "padding" in style else _NONE,
        important=frozenset(map(_property, important)),
        animations=_animations(said) if "animation" in style else _NONE,
        colour=colour,
        background=background,
        paints=bool(painted) and painted not in {"none", "transparent", "inherit", "initial", "unset"},
        is_lifted=said.get("position") in {"absolute", "fixed", "sticky"},
    )


def _animations(said: Mapping[str, str]) -> frozenset[str]:
    """The names of animations, among other words."""
    return frozenset(re.findall(r"[\w-]+", f"{said.get('animation', '')} {said.get('animation-name', '')}"))


def _property(name: str) -> str:
    """The property that `name` sets: a shorthand, or one side, sets it too."""
    return "overflow" if name.startswith("overflow") else _SAME.get(name, name)


def _is_relative(size: str) -> bool:
    """Whether a size of letters is a share of that around it: of nothing it is nothing."""
    return size.endswith(("%", "em", "inherit", "unset", "smaller", "larger")) and not size.endswith("rem")


def _padded(said: Mapping[str, str]) -> frozenset[str]:
    """The sizes that do not matter because padding leaves room for a line; what is cut is cut outside of it."""
    down = across = 0.0
    for name, value in said.items():
        if not name.startswith("padding"):
            continue
        sides = list(_lengths(value))[:4]
        if not name.endswith(("left", "right", "inline", "start", "end")):
            down = max(down, *sides[::2], 0.0)
        if not name.endswith(("top", "bottom", "block", "start", "end")):
            across = max(across, *(sides[1::2] or sides), 0.0)
    return (_TALL if down > _ROOM else _NONE) | (_WIDE if across > _ROOM else _NONE)


_short_effect = lru_cache(maxsize=8192)(_effect)
_OVERFLOWS = ("overflow", "overflow-x", "overflow-y", "overflow-block", "overflow-inline")


class Variables:
    """The custom properties of a page, each filled in once. What they come to on the page is bounded."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self._left = MAX_FILLED
        self._values: dict[str, str] = {}
        settled = {name: self._filled(value, said, MAX_VALUE) for name, value in said.items()}
        # What still names one is in a circle, or further than anybody writes: it says nothing.
        self._values = {name: _VARIABLE.sub(r"\2", value) for name, value in settled.items()}

    def resolve(self, style: str) -> str:
        """`style` without comments and escapes, its variables filled in."""
        style = _ESCAPE.sub(_unescaped, _COMMENT.sub("", style[:MAX_STYLE]))
        return self._filled(style, self._values, MAX_RESOLVED) if "var(" in style else style

    def _filled(self, value: str, said: Mapping[str, str], longest: int) -> str:
        for _ in range(4):
            if "var(" not in value or self._left < 0:
                break
            value = _fill(value, said, longest)
            self._left -= len(value)
        return value


def _fill(value: str, said: Mapping[str, str], longest: int) -> str:
    """`value` with its variables put in once, to `longest` characters."""
    parts: list[str] = []
    last = length = 0
    for found in _VARIABLE.finditer(value):
        parts += value[last : found.start()], said.get(found[1], found[2] or "")
        length += len(parts[-2]) + len(parts[-1])
        last = found.end()
        if length > longest:
            break
    return "".join((*parts, value[last:]))[:longest]


def variables_in(style: str) -> dict[str, str]:
    """The custom properties that `style` sets."""
    plain, important = _declarations(style)
    return {name: value for name, value in (plain | important).items() if name.startswith("--")}


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    return found[2] or (chr(code) if 0 < code < 0xD800 else "")


def _declarations(style: str) -> tuple[dict[str, str], dict[str, str]]:
    """The last value of each property, in lower case: of those without a mark, and of those marked as important."""
    said: dict[str, str] = {}
    important: dict[str, str] = {}
    for part in style.lower().split(";"):  # a text that holds one breaks a value that tells nothing anyway
        name, _, value = part.partition(":")
        plain, marked, _ = value[:MAX_VALUE].partition("!")
        (important if marked else said)[name.strip()] = plain.strip()
    return said, important


def _hides(name: str, value: str) -> bool:
    if words := _HIDING_WORDS.get(name):
        return value in words
    if check := _HIDING_CHECKS.get(name):
        return check(value)
    if name.endswith(("mask", "mask-image")):
        return "gradient" in value and _fades_all(value)
    return _OFFSETS.fullmatch(name) is not None and any(map(_is_far, _lengths(value)))


def _fades_all(mask: str) -> bool:
    stops = map(colour_in, split_selectors(mask.partition("(")[2].rpartition(")")[0]))
    alphas = [stop.alpha for stop in stops if stop]
    return bool(alphas) and max(alphas) < _FAINT


def _function_hides(name: str, inside: str) -> bool:
    if name == "opacity":
        return _share(inside) < _FAINT
    if name == "blur":
        return any(length >= 8 for length in _lengths(inside))
    if name.startswith("scale"):
        return _is_scaled_away(inside)
    if name.startswith("translate"):
        return any(map(_is_far, _lengths(inside)))
    if name in {"rotatex", "rotatey"}:
        found = _NUMBER.match(inside.strip())
        turned = float(found[1]) * (360 if "turn" in inside else 1) if found else 0.0
        return 85 <= turned % 180 <= 95
    return False


def _lengths(value: str) -> Iterator[float]:
    """Every length in `value` in pixels, those that are to be calculated too."""
    if "calc" in value:
        value = _CALCULATED.sub(lambda found: f"{_calculate(found[1])}px" if len(found[1]) < 200 else "", value)
    yield from (float(number) * _PIXELS[unit] for number, unit in _NUMBER.findall(value))


def _calculate(sum_text: str) -> float:
    """What a ``calc()`` comes to in pixels; 0 where it is none that is read here."""
    text = _NUMBER.sub(lambda found: f"({float(found[1])}*{_PIXELS[found[2] or '']})", sum_text.replace("calc", ""))
    try:
        return _value_of(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, ArithmeticError, RecursionError, MemoryError):
        return 0.0


def _value_of(node: ast.expr) -> float:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value_of(node.left), _value_of(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value_of(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        return node.value
    raise ValueError("no sum")


def _is_scaled_away(value: str) -> bool:
    return any(abs(_share(part)) < _FAINT for part in re.split(r"[,\s]+", value) if _NUMBER.match(part))


def _is_far(length: float) -> bool:
    return length <= _FAR_BACK or length >= _FAR_ON


def _share(value: str) -> float:
    found = _NUMBER.search(value)
    return (float(found[1]) / (100 if found[2] == "%" else 1)) if found else 1.0


def _is_nothing(value: str) -> bool:
    """Whether a length leaves no room for a line."""
    found = list(_lengths(value))
    return len(found) == 1 and 0 <= found[0] <= 1.0 and not value.startswith(("1em", "1rem", "normal"))


def _is_flat(line_height: str) -> bool:
    """Whether lines lie on each other; a number alone is a share of the letters' size."""
    found = list(_lengths(line_height))
    return len(found) == 1 and abs(found[0]) < _FAINT


def _is_tiny(value: str) -> bool:
    found = _NUMBER.search(value)
    if not found or "*" in value or "clamp" in value or "min(" in value or "max(" in value:
        return False
    factor = 0.16 if found[2] == "%" else _PIXELS[found[2] or ""]
    return abs(float(found[1])) * factor <= _UNREADABLE_PX and "+" not in value[1:]


def _size_in(font: str) -> str:
    """The size in the shorthand `font`: the number with a unit, or the bare 0 before the family."""
    return next(
        (part for part in font.replace("/", " / ").split() if re.fullmatch(r"0|[\d.]+(?:px|pt|em|rem|vw|%)", part)), ""
    )


def _cuts_all(value: str) -> bool:
    inside = value.partition("(")[2].rpartition(")")[0]
    numbers = [float(found[1]) for found in _NUMBER.finditer(inside)]
    if value.startswith("inset") and numbers:
        cut = [*numbers, *numbers[:1] * 3][:4] if len(numbers) < 4 else numbers[:4]
        return "%" in value and (max(cut[0], cut[2]) >= 100 or cut[0] + cut[2] >= 100 or cut[1] + cut[3] >= 100)
    if value.startswith(("circle", "ellipse")):
        return bool(numbers) and numbers[0] <= 1
    if value.startswith("polygon") and len(numbers) >= 6:
        across, down = numbers[::2], numbers[1::2]
        return max(across) - min(across) <= 1 or max(down) - min(down) <= 1
    if value.startswith("rect"):
        sides = [float(part) if part != "auto" else None for part in re.findall(r"auto|-?[\d.]+", inside)][:4]
        if len(sides) == 4:
            top, right, bottom, left = sides
            tall = None if bottom is None else bottom - (top or 0)
            wide = None if right is None else right - (left or 0)
            return any(side is not None and side <= 1 for side in (tall, wide))
    return False


_HIDING_WORDS = {
    "display": ("none",),
    "content-visibility": ("hidden",),
    "visibility": ("hidden", "collapse"),
}
_FUNCTION = re.compile(r"(?<![\w-])([\w-]{1,30}+)\(((?:[^()]|\([^()]*+\))*+)\)")
_HIDING_CHECKS: dict[str, Callable[[str], bool]] = {
    "opacity": lambda value: _share(value) < _FAINT,
    "font-size": _is_tiny,
    "font": lambda value: _is_tiny(_size_in(value)),
    "letter-spacing": lambda value: any(length <= _MERGED for length in _lengths(value)),
    "text-indent": lambda value: any(abs(length) >= -_FAR_BACK for length in _lengths(value)),
    "zoom": _is_scaled_away,
    "scale": _is_scaled_away,
    "transform": lambda value: any(_function_hides(*found) for found in _FUNCTION.findall(value)),
    "filter": lambda value: any(_function_hides(*found) for found in _FUNCTION.findall(value)),
    "clip": _cuts_all,
    "clip-path": _cuts_all,
}
_SETTABLE = frozenset(
    {*_HIDING_WORDS, *_HIDING_CHECKS, *_SIZES, *_OVERFLOWS, *_SAME, "contain", "color", "line-height"}
) | {"mask", "mask-image", "-webkit-mask", "-webkit-mask-image"}
_KEYFRAMES = re.compile(r"@(?:-\w+-)?keyframes\s+([\w-]+)\s*\{((?:[^{}]*+\{[^{}]*+\})*+)", re.IGNORECASE)


def shown_by_animations(css: str) -> dict[str, frozenset[str]]:
    """Of each animation in `css`, which properties it sets to what shows a text, be it for a while."""
    frames = ((found[1].lower(), re.findall(r"\{([^{}]*+)\}", found[2])) for found in _KEYFRAMES.finditer(css))
    return {name: frozenset[str]().union(*(effect_of(said).shows for said in each)) for name, each in frames}


def for_media(css: str, media: str) -> str:
    """`css` as a sheet for `media` only, the value of an attribute: what would end the query there says nothing."""
    return f"@media {re.sub('[{};]', ' ', media)} {{{css}}}"


def rules_in(css: str) -> Iterator[tuple[str, str]]:
    """(selector, declarations) of each rule that a screen takes, those within others too, in their order.

    Declarations that cannot matter to what is seen are left out.
    """
    css = _BRACED_TEXT.sub(lambda found: '""' if re.search(r"[{};]", found[0]) else found[0], _COMMENT.sub("", css))
    around: list[str | None] = []  # the selector that each open brace stands for; "": none yet; None: not for a screen
    last = number = 0
    for brace in re.finditer(r"[{}]", css):
        said, last = css[last : brace.start()], brace.end()
        number += 1
        if number > MAX_BRACES:
            return
        if brace[0] == "}":
            selector = around.pop() if around else None
            if selector and _MATTERS.search(said):
                yield selector, said
            continue
        before, _, prelude = said.rpartition(";")
        parent = around[-1] if around else ""
        if parent and _MATTERS.search(before):
            yield parent, before
        around.append(_within(parent, prelude.strip()))
    if around and around[-1] and _MATTERS.search(css[last:]):  # a sheet that ends within a rule
        yield around[-1], css[last:]


def _within(parent: str | None, prelude: str) -> str | None:
    """The selector of a rule within `parent`."""
    if parent is None:
        return None
    prelude = _cut_list(prelude, MAX_PRELUDE)
    if prelude.startswith("@"):
        name = _AT_NAME.match(prelude.lower())
        query = prelude[name.end() :].strip().lower() if name else ""
        if name and name[1] == "media":
            return parent if any(map(_alternative_holds, query.split(","))) else None
        is_group = name is not None and name[1] in {"layer", "supports", "scope", "container"}
        return parent if is_group and not query.startswith("not") else None
    if not parent:
        return prelude
    pairs = islice(((above, own) for above in _first_of(parent) for own in _first_of(prelude)), MAX_NESTED)
    joined = ", ".join(own.replace("&", above) if "&" in own else f"{above} {own}" for above, own in pairs)
    return _cut_list(joined, MAX_KEPT)


@lru_cache(maxsize=64)
def _first_of(selectors: str) -> tuple[str, ...]:
    return tuple(split_selectors(selectors)[:MAX_NESTED])


def _cut_list(alternatives: str, longest: int) -> str:
    """As many of the whole alternatives as there is room for."""
    return alternatives if len(alternatives) <= longest else alternatives[:longest].rpartition(",")[0]


def _alternative_holds(query: str) -> bool:
    """Whether one alternative of a media query is a screen of 1280 by 800 with a mouse."""
    words = query.strip()
    if words.startswith("not") or _OTHER_MEDIA.search(words):
        return False
    for name, value in re.findall(r"\(\s*+([\w-]++)\s*+:\s*+([^()]*+)\)", words):
        length = next(_lengths(value), 0.0)
        side = _WIDTH if "width" in name else _HEIGHT
        if name in {"min-width", "min-device-width", "min-height"}:
            if length > side:
                return False
        elif name in {"max-width", "max-device-width", "max-height"}:
            if length < side:
                return False
        elif (name, value.strip()) not in {("orientation", "landscape"), ("hover", "hover"), ("pointer", "fine")}:
            return False
    compared = re.findall(r"width\s*([<>]=?)\s*([\d.]+\w*)", words)
    return all((next(_lengths(n), 0) > _WIDTH) == sign.startswith("<") for sign, n in compared)


def split_selectors(selectors: str) -> list[str]:
    """A list of selectors at the commas that stand in no parentheses."""
    if "(" not in selectors:
        return [part.strip() for part in selectors.split(",") if part.strip()]
    parts, depth, begin = [], 0, 0
    for place, letter in enumerate(selectors):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(selectors[begin:place])
            begin = place + 1
    return [part.strip() for part in (*parts, selectors[begin:]) if part.strip()]


def is_lasting(selector: str) -> bool:
    """Whether a selector holds without a visitor's doing."""
    return "@" not in selector and _DYNAMIC.search(selector) is None
