"""Words that a page draws as a picture of lines (SVG) or sets as a formula (MathML): a reader sees them as any text.

In: a tree, the rules of a page. Out: these words, and where they stand. Never: words that may lie outside of their
picture, behind or on a shape of it that is like them, under a cut, or that a rule or an attribute changes in another
way than is read here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.brackets import split_declarations
from rempart.engines.pages.sight.colours import colour_in
from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.lengths import pixels
from rempart.engines.pages.sight.matching import upward
from rempart.engines.pages.sight.rulebook import Rulebook
from rempart.engines.pages.words.text import clean

MAX_PICTURES, MAX_PARTS = 500, 5_000
LEAST_SIDE = 20.0  # pixels of a picture
LEAST_LETTER, MOST_LETTER, USUAL_LETTER = 8.0, 200.0, 16.0
NARROW = 0.35  # of its size a letter is as wide at least, on average
USUAL_SIDES = (300.0, 150.0)  # of a picture that says none
_LENGTH = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))(px|em|%|pt|)")
_DRAWS_NOTHING = frozenset({"title", "desc", "metadata", "defs"})
_SHAPES = frozenset({"rect", "circle", "ellipse", "path", "line", "polygon", "polyline"})
_OF_PICTURES = frozenset({"svg", "g", "a", "text", "tspan"})
_OF_FORMULAS = frozenset({"math", "mrow", "mtext", "mtable", "mtr", "mtd"})
_PLAIN_TEXT = (
    "x y dx dy r rx ry cx cy x1 x2 y1 y2 d points class id lang style font-family font-size font-weight font-style "
    "fill text-anchor dominant-baseline href xlink:href target rel role aria-label aria-hidden aria-labelledby width "
    "height viewbox xmlns xmlns:xlink version preserveaspectratio focusable stroke stroke-width color"
)
_PLAIN = frozenset(_PLAIN_TEXT.split())  # attributes that are read here, or change nothing
_SET_ONCE = frozenset({"fill", "font-size", "text-anchor", "dominant-baseline"})  # for a text as a whole
_MOVING = frozenset({"x", "y", "dx", "dy"})
_OF_TEXTS = frozenset({"text", "tspan"})
_BACK = {"middle": 0.5, "end": 1.0}
_RAISED = {"hanging": 0.0, "text-before-edge": 0.0, "middle": 0.4, "central": 0.4}  # sizes of a letter above the line
_CHANGES = re.compile(
    r"(?<![\w-])(?:fill|stroke|transform|translate|scale|rotate|font|zoom|opacity|(?:max-|min-)?(?:width|height)|"
    r"inline-size|block-size|letter-|word-|text-|writing-|mix-|filter|mask|clip|content|padding|border|d\s*:|x\s*:|y\s*:)"
)


@dataclass(frozen=True, slots=True)
class DrawnText:
    """What stands in one element of a picture, `node`; `colour`: of its letters, "" where they have the page's;
    `picture`: what it is a part of."""

    picture: LexborNode
    node: LexborNode
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class _Canvas:
    """What is drawn on, in lengths of its own, of which one is so many pixels."""

    left: float
    top: float
    width: float
    height: float
    scale: float


def find_drawn(elements: Elements, book: Rulebook) -> list[DrawnText]:
    """The words of pictures and formulas that are surely where they can be read."""
    texts = elements.css("svg text")[:MAX_PARTS]
    around = {one.mem_id: one for text in texts for one in upward(text) if one.tag == "svg"}
    pictures = [one for one in around.values() if _is_outermost(one)][:MAX_PICTURES]
    parts = {one.mem_id for picture in pictures for one in picture.traverse()}
    changed: set[int] = set()
    if parts and len(parts) <= MAX_PARTS:
        rules = [rule for rule in book.rules if _CHANGES.search(rule.body.lower())]
        changed = {node.mem_id for node, _, _ in book.matched(rules, wide=True)} & parts
    found = [text for picture in pictures[:MAX_PARTS] for text in _read_picture(picture, changed)]
    return [*found, *_formulas(elements)] if len(parts) <= MAX_PARTS else []


def _is_outermost(picture: LexborNode) -> bool:
    return all(one.tag not in {"svg", "math"} for one in upward(picture))


def _formulas(elements: Elements) -> Iterator[DrawnText]:
    for node in elements.css("math mtext")[:MAX_PARTS]:
        way = [node]
        for one in upward(node):
            if way[-1].tag == "math":
                break
            way.append(one)
        if all(one.tag in _OF_FORMULAS and _PLAIN.issuperset(one.attributes) for one in way):
            yield DrawnText(way[-1], node, clean(node.text()), "")


def _read_picture(picture: LexborNode, changed: set[int]) -> list[DrawnText]:
    """The texts of one picture, none where any part of it is not understood."""
    canvas = _canvas_of(_said_at(picture))
    found: list[DrawnText] = []
    grounds: list[str] = []
    pending = [picture] if canvas else []
    while pending and canvas:
        node = pending.pop()
        tag = node.tag or ""
        if tag in _DRAWS_NOTHING or tag[:1] in "-_!":
            continue
        said = _said_at(node)
        if node.mem_id in changed or not _PLAIN.issuperset(said):
            return []
        if tag in _SHAPES:
            shade = _around(node, picture, "fill") or "black"
            grounds.append(shade)
            if shade != "none" and (found or colour_in(shade) is None):
                return []  # it may lie before a text
        elif tag == "text":
            colour = _around(node, picture, "fill") or "black"
            lines = _lines_of(node, picture, canvas)
            is_read = colour == "currentcolor" or colour_in(colour) is not None
            if not lines or not is_read or any(_are_alike(colour, shade) for shade in grounds):
                return []
            found.append(DrawnText(picture, node, " ".join(lines), "" if colour == "currentcolor" else colour))
        elif tag in _OF_PICTURES and (tag != "svg" or node.mem_id == picture.mem_id):
            pending += reversed(list(node.iter()))
        else:
            return []
    return found


def _said_at(node: LexborNode) -> dict[str, str]:
    """The attributes of a part, with what its style says."""
    said = {name.lower(): (value or "").strip().lower() for name, value in node.attributes.items()}
    for part in split_declarations(said.pop("style", "")):
        name, colon, value = part.partition(":")
        if colon:
            said[name.strip()] = value.strip()
    return said


def _around(node: LexborNode, picture: LexborNode, name: str) -> str:
    """What is said of `name` at `node`, or at the nearest part around it."""
    for one in (node, *upward(node)):
        if (value := _said_at(one).get(name)) is not None or one.mem_id == picture.mem_id:
            return value or ""
    return ""


def _are_alike(colour: str, shade: str) -> bool:
    letters, ground = colour_in(colour), colour_in(shade)
    return shade != "none" and (letters is None or ground is None or ground.alpha < 1 or letters.is_like(ground))


def _length(value: str, whole: float, size: float) -> float | None:
    found = _LENGTH.fullmatch(value)
    if not found:
        return None
    return float(found[1]) * {"%": whole / 100, "em": size}.get(found[2], pixels(found[2]) if found[2] else 1.0)


def _canvas_of(said: Mapping[str, str]) -> _Canvas | None:
    sides = [_length(said[name], 0.0, 0.0) if said.get(name, "%")[-1:] != "%" else None for name in ("width", "height")]
    if any(side is not None and side < LEAST_SIDE for side in sides) or "slice" in said.get("preserveaspectratio", ""):
        return None
    width, height = sides
    box = [float(number) for number, _ in _LENGTH.findall(said.get("viewbox", ""))]
    if not box:
        return _Canvas(0.0, 0.0, width or USUAL_SIDES[0], height or USUAL_SIDES[1], 1.0)
    if len(box) != 4 or min(box[2:]) <= 0:
        return None
    scales = [side / whole for side, whole in zip(sides, box[2:], strict=True) if side]
    return _Canvas(box[0], box[1], box[2], box[3], min(scales, default=USUAL_SIDES[0] / box[2]))


@dataclass(slots=True)
class _Line:
    """One line of a text: where it begins, and what it says."""

    x: float
    y: float
    said: str = ""


def _lines_of(text: LexborNode, picture: LexborNode, canvas: _Canvas) -> list[str]:
    """What a text says, line by line, if all of it lies in the picture in letters that can be read, else nothing."""
    told = [_said_at(one) for one in text.traverse() if one.mem_id != text.mem_id]
    if any(_SET_ONCE & said.keys() or not _PLAIN.issuperset(said) for said in told):
        return []
    size = _length(_around(text, picture, "font-size") or f"{USUAL_LETTER}px", USUAL_LETTER, USUAL_LETTER)
    if size is None or not LEAST_LETTER <= size * canvas.scale <= MOST_LETTER:
        return []
    lines = [_moved(_Line(0.0, 0.0), _said_at(text), canvas, size)]
    for node in text.traverse(include_text=True):
        if node.tag == "tspan" and _MOVING & (said := _said_at(node)).keys():
            lines.append(_moved(lines[-1], said, canvas, size))
        elif node.tag == "-text":
            lines[-1].said += node.text_content or ""
        elif node.tag not in _OF_TEXTS:
            return []
    anchor, baseline = _around(text, picture, "text-anchor"), _around(text, picture, "dominant-baseline")
    back, raised = _BACK.get(anchor, 0.0), _RAISED.get(baseline, 0.7) * size
    lines = [line for line in lines if line.said.strip()]
    for line in lines:
        wide = len(clean(line.said)) * NARROW * size
        across = canvas.left <= line.x - back * wide and line.x + (1 - back) * wide <= canvas.left + canvas.width
        if not across or not canvas.top + raised <= line.y <= canvas.top + canvas.height:
            return []
    return [clean(line.said) for line in lines]


def _moved(before: _Line, said: Mapping[str, str], canvas: _Canvas, size: float) -> _Line:
    """The line that begins where `said` tells; far away where that is not read."""
    x = _place(before.x, said.get("x"), said.get("dx", "0"), size, (canvas.left, canvas.width))
    y = _place(before.y, said.get("y"), said.get("dy", "0"), size, (canvas.top, canvas.height))
    return _Line(x, y)


def _place(before: float, at: str | None, further: str, size: float, side: tuple[float, float]) -> float:
    own, moved = before if at is None else _length(at, side[1], size), _length(further, side[1], size)
    if own is None or moved is None:
        return float("inf")
    return own + moved + (side[0] if at and at.endswith("%") else 0.0)


def draw(drawn: Sequence[DrawnText]) -> Iterator[LexborNode]:
    """Put each text before its picture; the elements that hold them."""
    for one in drawn:
        holder = one.node.parser.create_node("span")
        holder.insert_child(one.text)
        one.picture.insert_before(holder)
        if (held := one.picture.prev) is not None:
            yield held
