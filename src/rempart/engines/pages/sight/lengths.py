"""Lengths and shares of CSS as numbers, sums among them, for a screen of 1280 by 800."""

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator

from rempart.engines.pages.sight.brackets import end_of_brackets

WIDTH, HEIGHT = 1280.0, 800.0
MAX_VALUE = 1_000  # characters of a value that are looked at
PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "cap": 12.0,
    "ic": 16.0,
    "lh": 18.0,
    "rlh": 18.0,
    "in": 96.0,
    "cm": 37.8,
    "mm": 3.78,
    "q": 0.945,
    "vw": WIDTH / 100,
    "vi": WIDTH / 100,
    "vh": HEIGHT / 100,
    "vb": HEIGHT / 100,
    "vmin": HEIGHT / 100,
    "vmax": WIDTH / 100,
    "%": 5.01,
}
_SIDED = r"(?:[sld]?v|cq)(?:min|max|[whib])"  # a share of the window, or of a container, which is hardly wider
NUMBER = re.compile(
    rf"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(px|pt|pc|r?em|ex|ch|cap|ic|r?lh|in|cm|mm|q|{_SIDED}|%)?", re.ASCII
)
_SUM = re.compile(r"(?<![\w-])(?:calc|min|max|clamp|round|mod|rem|abs|sign|sqrt|pow|hypot|exp|sin|cos|tan)\(")
_ANGLE = re.compile(r"(?<![\w.])(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})(deg|grad|turn|rad)\b")
_UNTOLD = re.compile(
    r"\b(?:attr|if|contrast-color|sibling-index|sibling-count|random|progress|log|var)\("
)  # what a page or chance gives
_RADIANS = {"deg": math.pi / 180, "grad": math.pi / 200, "turn": 2 * math.pi, "rad": 1.0}
_MATHS: dict[str, Callable[..., float]] = {
    "abs": math.fabs,
    "mod": operator.mod,
    "rem": math.fmod,
    "sign": lambda number: math.copysign(1.0, number) if number else 0.0,
    **{name: getattr(math, name) for name in ("sqrt", "pow", "hypot", "exp", "sin", "cos", "tan")},
}
_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def is_untold(value: str) -> bool:
    """Whether nobody knows here what `value` comes to: it asks for what is not read, or is longer than is read."""
    return len(value) >= MAX_VALUE or _UNTOLD.search(value) is not None


def narrow(value: str) -> str:
    """`value` without white space around it; of a long one none is wider than a space."""
    return value.strip() if len(value) <= MAX_VALUE else " ".join(value.split())


def pixels(unit: str | None) -> float:
    """How many pixels one `unit` is."""
    unit = unit or ""
    return PIXELS[unit] if unit in PIXELS else PIXELS["v" + unit.partition("v" if "v" in unit else "q")[2]]


def lengths(value: str) -> Iterator[float]:
    """Every length in `value`, lower case, in pixels; those that are to be calculated too."""
    for number, unit in NUMBER.findall(_without_sums(value, pixels)):
        yield float(number) * pixels(unit)


def shares(value: str) -> list[float]:
    """Every number in `value` as a share of one; those that are to be calculated too."""
    found = NUMBER.findall(_without_sums(value, _as_share))
    return [float(number) / (100 if unit == "%" else 1) for number, unit in found]


def _as_share(unit: str | None) -> float:
    return 0.01 if unit == "%" else 1.0


def share(value: str) -> float:
    """The first number in `value` as a share of one; 1 where there is none, 0 where it cannot be calculated here."""
    value = _without_sums(value, _as_share)
    found = NUMBER.search(value)
    if "(" in value:
        return 0.0
    return (float(found[1]) / (100 if found[2] == "%" else 1)) if found else 1.0


def _without_sums(value: str, weigh: Callable[[str | None], float]) -> str:
    """`value` with what its sums come to in their place; one that is not read here is 0."""
    while found := _SUM.search(value):
        end = end_of_brackets(value, found.end()) or len(value)
        inside = value[found.start() : end]
        result = _calculate(inside, weigh) if len(inside) < MAX_VALUE else 0.0
        value = f"{value[: found.start()]} {result:f} {value[end:]}"
    return value


def _calculate(text: str, weigh: Callable[[str | None], float]) -> float:
    text = _ANGLE.sub(lambda found: f"{float(found[1]) * _RADIANS[found[2]]:f}", text.replace("calc", ""))
    said = NUMBER.sub(lambda found: f"({float(found[1])}*{weigh(found[2])})", text)
    try:
        return _value_of(ast.parse(said.strip(), mode="eval").body)
    except (SyntaxError, TypeError, ValueError, ArithmeticError, RecursionError, MemoryError):
        return 0.0


def _value_of(node: ast.expr) -> float:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value_of(node.left), _value_of(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value_of(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        return node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _function(node.func.id, [_value_of(part) for part in node.args])
    raise ValueError("no sum")


def _function(name: str, values: list[float]) -> float:
    if name == "clamp" and len(values) == 3:
        return max(values[0], min(values[1], values[2]))
    if name in {"min", "max"} and values:
        return (min if name == "min" else max)(values)
    if name == "round" and values:
        return values[0]
    if name in _MATHS:
        return _MATHS[name](*values)
    raise ValueError("no function")
