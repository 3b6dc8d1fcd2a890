"""Declarations of CSS into an `Effect`: as far as they decide whether a text can be seen.

In: the text of a style attribute or of a rule's body, without variables. Out: effects. A value that is not read here
may hide a text. Never: boxes laid out; a text may lie outside of its box, or behind another.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rempart.engines.pages.sight.animations import NAMING, NO_ANIMATION, Animation, animation_in
from rempart.engines.pages.sight.brackets import split_declarations
from rempart.engines.pages.sight.colours import Colour, colour_in, may_be_colour
from rempart.engines.pages.sight.flow import NO_FLOW, Flow, flow_in
from rempart.engines.pages.sight.lengths import MAX_VALUE, NUMBER, is_untold, lengths, narrow, pixels, share, shares
from rempart.engines.pages.sight.lettering import (
    AROUND,
    FAINT,
    PAINTING,
    Paint,
    ground_of,
    letters_of,
    may_be_ground,
    paint_in,
    plain,
)
from rempart.engines.pages.sight.places import BESIDE, is_pushed_out, side_outside
from rempart.engines.pages.sight.selectors import split_selectors

MAX_KEPT = 2_000
INVALID = "\0"  # stands in a value for a variable that is nowhere set: the declaration says nothing
_FAR_BACK, _FAR_ON = -500.0, 2_000.0
_UNREADABLE_PX = 3.0
_MERGED = -6.0  # pixels between letters, which then lie on each other
_MOST = 0.5  # what leaves so much of a text takes nothing out of sight, whatever is around it
_NO_LINE = 4.0  # pixels in which nothing can be read
_ROOM = 8.0
_SAME = {"font": "font-size"}
_NONE: frozenset[str] = frozenset()
_OFFSETS = re.compile(r"(?:left|top|right|bottom|inset.*|margin.*|translate)")
_FOLLOWING = frozenset(
    {"margin-right", "margin-bottom", "margin-inline-end", "margin-block-end"}
)  # draw near what follows
_WIDE = frozenset({"width", "max-width", "inline-size", "max-inline-size"})
_TALL = frozenset({"height", "max-height", "block-size", "max-block-size"})
_SIZES = _WIDE | _TALL
_ALL = frozenset({"initial", "unset", "revert", "inherit", "revert-layer"})
_NOTHING_SET = _ALL | {"none"}
_GIVEN = r"(?:if(?!\(media\(screen\))|attr|var|--[\w-]+)\(.*"  # by what is asked for; "screen" asks for no feature
_WORDS_OF = {
    "display": re.compile(
        r"(?:none|contents|initial|inherit|unset|revert|revert-layer|list-item|flow-root|ruby[\w-]*|math|"
        r"(?:inline-)?(?:block|flex|grid|table)|inline|table-[\w-]+|-webkit-(?:inline-)?(?:box|flex)|"
        rf"(?:block|inline|run-in) [\w -]+|{_GIVEN})"
    ),
    "visibility": re.compile(rf"visible|hidden|collapse|initial|inherit|unset|revert|revert-layer|{_GIVEN}"),
    "opacity": re.compile(r"[-+.\d].*|initial|inherit|unset|revert|revert-layer|.*\(.*"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """What declarations do, by the property that does it.

    `hides`: by itself; `no_room`: hides where `cuts` comes with it; `shows`: is set to what hides nothing, `anew`:
    whatever stands around it; `has_room`: sizes that padding or a least size makes up for; `running`, `paused`: hides
    by an animation while that runs, or is held. `clarity` and `scale`: shares of one, multiplied where one is within
    another. `paint`: which colours letters and their ground have; `held`: colours of letters by an animation. `flow`:
    the line it stands in. A rule that may not hold is not `is_sure`.
    """

    hides: frozenset[str] = frozenset()
    no_room: frozenset[str] = frozenset()
    cuts: frozenset[str] = frozenset()
    shows: frozenset[str] = frozenset()
    anew: frozenset[str] = frozenset()
    has_room: frozenset[str] = frozenset()
    important: frozenset[str] = frozenset()
    animation: Animation = NO_ANIMATION
    running: frozenset[str] = frozenset()
    paused: frozenset[str] = frozenset()
    paint: Paint = field(default_factory=dict)
    held: frozenset[Colour] = frozenset()
    flow: Flow = NO_FLOW
    is_sure: bool = True
    is_lifted: bool = False
    clarity: float = 1.0
    scale: float = 1.0

    def hiding_only(self) -> "Effect":
        """The same without all by which it shows something: of a rule that may not hold."""
        return replace(
            self,
            shows=_NONE,
            anew=_NONE,
            has_room=_NONE,
            animation=self.animation.hiding_only(),
            flow=NO_FLOW,
            is_sure=False,
            is_lifted=False,
        )

    def hiding_as(self, other: "Effect") -> "Effect":
        """The same where it hides by itself what `other` hides too."""
        names = other.hides & _VARIED
        return replace(self, hides=self.hides | names, shows=self.shows - names, anew=self.anew - names)

    def vanishing(self, running: frozenset[str], paused: frozenset[str], held: frozenset[Colour]) -> "Effect":
        """The same where an animation hides by what is not important, and letters have one of the colours `held`."""
        running, paused = (self.running | running) - self.important, (self.paused | paused) - self.important
        return replace(self, running=running, paused=paused, held=self.held | held)

    @property
    def is_animated(self) -> bool:
        """Whether an animation hides by something."""
        return bool(self.running or self.paused)

    def letters(self) -> tuple[Colour, ...]:
        """The colours of letters as far as these declarations alone say them."""
        return _letters_of(self)

    def colours(self) -> frozenset[Colour]:
        """The colours that it may give letters, whatever else sets them off."""
        return _colours_of(self)

    def ground(self) -> tuple[Colour, ...]:
        """The colours that it paints behind letters; none where it paints a picture, or what is not read."""
        return _ground_of(self)


@lru_cache(maxsize=8192)  # asked some three times a page, and pages share style sheets
def _colours_of(effect: Effect) -> frozenset[Colour]:
    said = (colour_in(value) for name, (value, _) in effect.paint.items() if name in _OF_LETTERS)
    return effect.held.union(filter(None, said))


@lru_cache(maxsize=8192)
def _letters_of(effect: Effect) -> tuple[Colour, ...]:
    return letters_of(plain(effect.paint))


@lru_cache(maxsize=8192)
def _ground_of(effect: Effect) -> tuple[Colour, ...]:
    return ground_of(plain(effect.paint))[0]


def effect_of(style: str) -> Effect:
    """The effect of declarations; `style` without variables (`Variables.resolve`)."""
    return _short_effect(style) if len(style) <= MAX_KEPT else _effect(style)


def _effect(style: str) -> Effect:
    style = style.lower()
    plainly, important = _declarations_in(style)
    said = plainly | important
    hides = {_property(name) for name, value in said.items() if _hides(name, value)}
    hides |= _placed_away(said)
    if any(is_untold(said[name]) for name in _UNREAD & said.keys()):
        hides.add("opacity")
    no_room = {name for name in _SIZES & said.keys() if _is_nothing(said[name])}
    if _NO_BASIS.fullmatch(said.get("flex", "")):
        no_room.add("flex")
    if _is_flat(said.get("line-height", "")):
        no_room.add("line-height")
    contained = {*said.get("contain", "").split(), *said.get("container-type", "").split()}
    if contained & {"size", "strict"} and not said.keys() & _TALLER:
        no_room.add("contain")
    cuts: set[str] = set()
    if "overflow" in style:  # nobody scrolls in a box without room
        cuts = {"overflow" for name in _OVERFLOWS if set(said.get(name, "").split()) & _CUTTING}
    if contained & {"paint", "strict", "content"}:
        cuts.add("contained")
    shows = {_property(name) for name in said if name in _SETTABLE or _OFFSETS.fullmatch(name)}
    shows -= hides | no_room | cuts | {_property(name) for name, value in said.items() if value == "revert-layer"}
    around = {_property(name) for name, value in said.items() if value in AROUND}
    if _is_relative(said.get("font-size", "")):
        around.add("font-size")
    return Effect(
        hides=frozenset(hides),
        no_room=frozenset(no_room),
        cuts=frozenset(cuts),
        shows=frozenset(shows),
        anew=frozenset(shows - around),
        has_room=_padded(said) if "padding" in style or "min-" in style else _NONE,
        important=frozenset(map(_property, important)),
        animation=animation_in(said) if "animation" in style else NO_ANIMATION,
        flow=flow_in(said) if _FLOWING.search(style) else NO_FLOW,
        paint=paint_in(plainly, important) if not PAINTING.isdisjoint(said) else _NO_PAINT,
        is_lifted=said.get("position") in {"absolute", "fixed", "sticky"},
        clarity=_part(said, "opacity"),
        scale=min(_part(said, "scale"), _part(said, "zoom"), _part(said, "transform")),
    )


def _part(said: Mapping[str, str], name: str) -> float:
    """What share of one a declaration leaves, 1 where it leaves the most of it."""
    value = said.get(name, "")
    if name == "transform":
        value = next((inside for function, inside in _FUNCTION.findall(value) if function == "scale"), "")
    left = share(value) if value else 1.0
    return left if FAINT <= left < _MOST else 1.0


def _placed_away(said: Mapping[str, str]) -> set[str]:
    """The properties by which a box that is placed, turned or laid behind others is out of sight."""
    found: set[str] = set()
    position = said.get("position", "")
    if position in {"fixed", "absolute"} and (off := side_outside(said)):
        found.add(off)
    if position == "fixed" and is_pushed_out(said):
        found.add("transform")
    if position in _POSITIONED and _BEHIND.fullmatch(said.get("z-index", "")):
        found.add("z-index")
    if "hidden" in (said.get("backface-visibility"), said.get("-webkit-backface-visibility")):
        found.update(name for name in ("transform", "rotate") if _shows_its_back(said.get(name, "")))
    return found


def _shows_its_back(value: str) -> bool:
    """Whether what is turned so is seen from behind."""
    found = _ANGLE.search(value) if _TURNED.search(value) else None
    return found is not None and 90 <= float(found[1]) * _DEGREES[found[2]] % 360 <= 270


def _property(name: str) -> str:
    """The property that `name` sets: a shorthand, or one side, sets it too."""
    return "overflow" if name.startswith("overflow") else _SAME.get(name, name)


def _is_relative(size: str) -> bool:
    """Whether a size of letters is a share of that around it: of nothing it is nothing."""
    return size.endswith(("%", "em", "inherit", "unset", "smaller", "larger")) and not size.endswith("rem")


def _padded(said: Mapping[str, str]) -> frozenset[str]:
    """The sizes that do not matter because something else leaves room for a line; padding is not cut."""
    down = max(lengths(said.get("min-height", "")), default=0.0) if "min-height" in said else 0.0
    across = max(lengths(said.get("min-width", "")), default=0.0) if "min-width" in said else 0.0
    for name, value in said.items():
        if not name.startswith("padding"):
            continue
        sides = list(lengths(value))[:4]
        if not name.endswith(("left", "right", "inline", "start", "end")):
            down = max(down, *sides[::2], 0.0)
        if not name.endswith(("top", "bottom", "block", "start", "end")):
            across = max(across, *(sides[1::2] or sides), 0.0)
    return (_TALL if down > _ROOM else _NONE) | (_WIDE if across > _ROOM else _NONE)


_UNREAD = NAMING | {"color", "-webkit-text-fill-color"}  # where a value that is not read may hide
_POSITIONED = frozenset({"relative", "absolute", "fixed", "sticky"})
_OF_LETTERS = frozenset({"color", "fill"})
_NO_PAINT: Paint = {}
_COLOURS = frozenset({"color", "background-color", "-webkit-text-fill-color", "-webkit-text-stroke-color"})
_GROUNDS = frozenset({"background", "background-image"})
_FLOWING = re.compile(r"display|float|position")
_BEHIND = re.compile(r"-\d+")
_TURNED = re.compile(r"rotate[xy]\(|rotate3d\((?!\s*0\s*,\s*0\s*,)|^[xy]\s|^(?!0\s+0\s)[\d.-]+\s+[\d.-]+\s")
_NO_BASIS = re.compile(r"0\s+\d+\s+0(?:px|%)?")
_NO_TRACK = re.compile(r"(?:0(?:px|fr|%)?|minmax\(0(?:px)?,\s*0(?:px|fr)?\))")
_SIZE = re.compile(rf"0|{NUMBER.pattern}(?<=[a-z%])", re.ASCII)
_SUM_FIRST = re.compile(r"[^,(]*?((?:calc|min|max|clamp)\((?:[^()]|\([^()]*\))*\))")
_TALLER = frozenset({"height", "min-height", "block-size", "min-block-size", "aspect-ratio", "contain-intrinsic-size"})
_CUTTING = frozenset({"hidden", "clip", "auto", "scroll", "overlay"})
_VARIED = frozenset({"display", "visibility", "content-visibility", "opacity", "font-size"})
_short_effect = lru_cache(maxsize=8192)(_effect)
_OVERFLOWS = ("overflow", "overflow-x", "overflow-y", "overflow-block", "overflow-inline")


def _declarations_in(style: str) -> tuple[dict[str, str], dict[str, str]]:
    """The last value of each property in `style`, lower case: of those without a mark, and of those marked as
    important."""
    said: dict[str, str] = {}
    important: dict[str, str] = {}
    for part in split_declarations(style):
        name, _, value = map(narrow, part.partition(":"))
        plain, marked, mark = value[:MAX_VALUE].partition("!")
        plain = plain.rstrip()
        if marked and mark.strip() != "important" and len(value) <= MAX_VALUE:
            continue
        if INVALID in plain:
            plain = "unset"
        if name == "all" and plain in _ALL:
            (important if marked else said).update(dict.fromkeys(_RESET, plain))
            continue
        if (words := _WORDS_OF.get(name)) and not words.fullmatch(plain):
            continue  # a browser goes by the one before
        if (name in _COLOURS and not may_be_colour(plain)) or (name in _GROUNDS and not may_be_ground(plain)):
            continue
        (important if marked else said)[name] = plain
    return said, important


def _hides(name: str, value: str) -> bool:
    if words := _HIDING_WORDS.get(name):
        return value in words or "(" in value  # a function of the sheet may give anything
    if check := _HIDING_CHECKS.get(name):
        return check(value) or is_untold(value)
    if name.endswith(("mask", "mask-image")):
        return "url(" in value or ("gradient" in value and (_fades_all(value) or _is_aside(value)))
    moves = _OFFSETS.fullmatch(name) is not None and name not in _FOLLOWING
    return moves and (any(map(_is_far, lengths(value))) or is_untold(value))


_NO_SIZE = re.compile(r"/\s*(?:auto\s+)?0(?![.\d])")


def _is_aside(mask: str) -> bool:
    """Whether a mask that is not repeated lies beside the text, or is too small to let any of it through."""
    rest = mask.rpartition(")")[2]
    beside = any(_is_far(length) or (unit and length < 16) for length, unit in _measured(rest))
    return _NO_SIZE.search(rest) is not None or ("no-repeat" in rest and beside)


def _measured(value: str) -> list[tuple[float, str]]:
    return [(float(number) * pixels(unit), unit) for number, unit in NUMBER.findall(value) if unit != "%"]


def _fades_all(mask: str) -> bool:
    stops = map(colour_in, split_selectors(mask.partition("(")[2].rpartition(")")[0]))
    alphas = [stop.alpha for stop in stops if stop]
    return bool(alphas) and max(alphas) < FAINT


def _function_hides(name: str, inside: str) -> bool:
    """Whether a function of ``transform`` or ``filter`` takes a text out of sight."""
    check = _FUNCTIONS.get(name)
    return check is not None and check(inside)


def _is_turned_away(inside: str) -> bool:
    return _is_edgewise(inside.rpartition(",")[2]) and not inside.replace(" ", "").startswith("0,0,")


def _is_edgewise(angle: str) -> bool:
    """Whether what is turned by `angle` is seen from its edge."""
    found = _ANGLE.search(angle)
    turned = float(found[1]) * _DEGREES[found[2]] if found else 0.0
    return 85 <= turned % 180 <= 95


def _is_flattened(inside: str) -> bool:
    matrix = [float(number) for number, _ in NUMBER.findall(inside)]
    if len(matrix) not in {6, 16}:
        return False
    a, b, c, d, across, down = matrix if len(matrix) == 6 else [matrix[n] for n in (0, 1, 4, 5, 12, 13)]
    return abs(a * d - b * c) < FAINT**2 or _is_far(across) or _is_far(down)


_ANGLE = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(deg|turn|grad|rad)")
_DEGREES = {"deg": 1.0, "turn": 360.0, "grad": 0.9, "rad": 57.29578}


def _is_scaled_away(value: str) -> bool:
    return any(abs(number) < FAINT for number in shares(value))


def _is_far(length: float) -> bool:
    return length <= _FAR_BACK or length >= _FAR_ON


def _is_nothing(value: str) -> bool:
    """Whether a length leaves no room for a line."""
    found = list(lengths(value))
    most = 1.0 if "%" in value else _NO_LINE
    return len(found) == 1 and 0 <= found[0] <= most and not value.startswith(("1em", "1rem", "normal"))


def _is_flat(line_height: str) -> bool:
    """Whether lines lie on each other; a number alone is a share of the letters' size."""
    found = list(lengths(line_height))
    return len(found) == 1 and abs(found[0]) < FAINT


def _is_tiny(value: str) -> bool:
    found = NUMBER.search(value)
    if not found:
        return False
    if "(" in value:
        return max(lengths(value), default=0.0) <= _UNREADABLE_PX
    factor = 0.16 if found[2] == "%" else pixels(found[2])
    return abs(float(found[1])) * factor <= _UNREADABLE_PX and "+" not in value[1:]


def _size_in(font: str) -> str:
    """The size in the shorthand `font`: the number with a unit, or the bare 0 before the family."""
    if found := _SUM_FIRST.match(font):
        return found[1]
    return next((part for part in font.replace("/", " / ").split() if _SIZE.fullmatch(part)), "")


def _cuts_all(value: str) -> bool:
    """Whether a path or box that a text is cut to leaves nothing of it; one from elsewhere is not read here."""
    shape, _, inside = value.partition("(")
    check = _SHAPES.get(shape)
    return check is not None and check(inside.rpartition(")")[0])


def _numbers_in(inside: str) -> list[float]:
    return [float(number) for number, _ in NUMBER.findall(inside)]


def _is_inset_away(inside: str) -> bool:
    numbers = _numbers_in(inside)
    if not numbers or "%" not in inside:
        return max(numbers, default=0.0) >= -_FAR_BACK
    top, right, bottom, left = [*numbers, *numbers[:1] * 3][:4] if len(numbers) < 4 else numbers[:4]
    return max(top, bottom) >= 100 or top + bottom >= 100 or right + left >= 100


def _is_round_away(inside: str) -> bool:
    size, _, place = inside.partition("at ")
    sizes = _numbers_in(size)
    return bool(sizes) and (min(sizes) <= 1 or any(length <= -max(sizes) for length in lengths(place)))


def _is_polygon_away(inside: str) -> bool:
    numbers = _numbers_in(inside)
    sides = (numbers[::2], numbers[1::2])
    return len(numbers) >= 6 and any(max(s) - min(s) <= 1 or max(s) <= 0 or min(s) >= 100 for s in sides)


def _is_path_away(inside: str) -> bool:
    numbers = _numbers_in(inside)
    return len(numbers) < 6 or max(numbers) - min(numbers) <= 1


def _is_box_away(inside: str) -> bool:
    sides = [float(part) if part != "auto" else None for part in re.findall(r"auto|-?[\d.]+", inside)][:4]
    if len(sides) != 4:
        return False
    top, right, bottom, left = sides
    tall = None if bottom is None else bottom - (top or 0)
    wide = None if right is None else right - (left or 0)
    return any(side is not None and side <= 1 for side in (tall, wide))


_SHAPES: dict[str, Callable[[str], bool]] = {
    "inset": _is_inset_away,
    "circle": _is_round_away,
    "ellipse": _is_round_away,
    "polygon": _is_polygon_away,
    "path": _is_path_away,
    "xywh": lambda inside: min(_numbers_in(inside)[2:4], default=2.0) <= 1,
    "rect": _is_box_away,
    "url": lambda _: True,
    "shape": lambda _: True,
}
_FUNCTIONS: dict[str, Callable[[str], bool]] = {
    "opacity": lambda inside: share(inside) < FAINT,
    "brightness": lambda inside: not FAINT <= share(inside) <= 8,
    "scalez": lambda inside: share(inside) == 0,
    "blur": lambda inside: any(length >= _ROOM for length in lengths(inside)),
    **dict.fromkeys(("scale", "scalex", "scaley", "scale3d"), _is_scaled_away),
    **dict.fromkeys(
        ("translate", "translatex", "translatey", "translatez", "translate3d"),
        lambda inside: any(map(_is_far, lengths(inside))),
    ),
    **dict.fromkeys(("rotatex", "rotatey", "rotate3d", "skewx", "skewy", "skew"), _is_turned_away),
    **dict.fromkeys(("matrix", "matrix3d"), _is_flattened),
}
_HIDING_WORDS = {
    "display": ("none", "table-column", "table-column-group"),
    "content-visibility": ("hidden",),
    "visibility": ("hidden", "collapse"),
}
_FUNCTION = re.compile(r"(?<![\w-])([\w-]{1,30}+)\(((?:[^()]|\([^()]*+\)|(?!))*+)\)")
_HIDING_CHECKS: dict[str, Callable[[str], bool]] = {
    "opacity": lambda value: share(value) < FAINT,
    "font-size": _is_tiny,
    "font": lambda value: _is_tiny(_size_in(value)),
    "letter-spacing": lambda value: any(length <= _MERGED for length in lengths(value)),
    "text-indent": lambda value: any(length <= BESIDE or length >= -_FAR_BACK for length in lengths(value)),
    "zoom": _is_scaled_away,
    "scale": _is_scaled_away,
    "transform": lambda value: (
        any(_function_hides(*found) for found in _FUNCTION.findall(value)) or ("perspective" in value and "z(" in value)
    ),
    "filter": lambda value: "url(" in value or any(_function_hides(*found) for found in _FUNCTION.findall(value)),
    "rotate": lambda value: _TURNED.search(value) is not None and _is_edgewise(value),
    "offset-path": lambda value: value not in _NOTHING_SET,
    "offset": lambda value: "(" in value,
    "mask-size": lambda value: _is_nothing(value) or value == "0 0",
    "-webkit-mask-size": lambda value: _is_nothing(value) or value == "0 0",
    **dict.fromkeys(
        ("grid-template-rows", "grid-template-columns", "grid-auto-rows", "grid-template", "grid"),
        lambda value: _NO_TRACK.fullmatch(value.partition("/")[0].strip()) is not None,
    ),
    "font-size-adjust": lambda value: "from" not in value and share(value) < FAINT,
    "-webkit-text-security": lambda value: value not in _NOTHING_SET,
    "-webkit-text-stroke": lambda value: max(lengths(value), default=0.0) >= _ROOM,
    "clip": _cuts_all,
    "clip-path": _cuts_all,
}
_SETTABLE = frozenset(
    {*_HIDING_WORDS, *_HIDING_CHECKS, *_SIZES, *_OVERFLOWS, *_SAME, "contain", "line-height", "z-index"}
) | {"mask", "mask-image", "-webkit-mask", "-webkit-mask-image"}
_PLACING = ("left", "right", "top", "bottom", "margin", "margin-left", "margin-top", "translate", "position")
_RESET = (*_SETTABLE, *PAINTING, *_PLACING)
