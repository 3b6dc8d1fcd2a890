"""Two pages laid line by line beside each other, as text or as structure, for a person to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages.bounds import bound_html

MAX_LINES = 600
MAX_DEPTH = 14
_LINE = 300
_ALIKE = 0.6  # from so much on two lines are one that was changed
_UNSHOWN = frozenset({"script", "style", "noscript", "template", "head", "br", "wbr", "path"})


class Side(StrEnum):
    """Where a line stands."""

    BOTH = "both"
    CHANGED = "changed"
    ONLY_A = "only-a"
    ONLY_B = "only-b"


@dataclass(frozen=True, slots=True)
class AlignedLine:
    """One row: what stands on each page, "" where nothing answers it."""

    side: Side
    of_a: str
    of_b: str


def align_texts(a: str, b: str) -> tuple[AlignedLine, ...]:
    """The lines of two texts, those that both have in one row. At most `MAX_LINES` of each are read."""
    return align_lines(_lines(a), _lines(b))


def align_structures(a: str, b: str) -> tuple[AlignedLine, ...]:
    """The elements of two HTML texts, one a line, deeper ones further in."""
    return align_lines(outline_of(a), outline_of(b))


def align_lines(a: Sequence[str], b: Sequence[str]) -> tuple[AlignedLine, ...]:
    """`a` and `b` in rows. Lines that were changed stand side by side, those with little in common below each other."""
    rows: list[AlignedLine] = []
    for tag, start_a, end_a, start_b, end_b in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [AlignedLine(Side.BOTH, line, line) for line in a[start_a:end_a]]
            continue
        paired = min(end_a - start_a, end_b - start_b)
        for of_a, of_b in zip(a[start_a : start_a + paired], b[start_b : start_b + paired], strict=True):
            if SequenceMatcher(None, of_a, of_b).quick_ratio() >= _ALIKE:
                rows.append(AlignedLine(Side.CHANGED, of_a, of_b))
            else:
                rows += [AlignedLine(Side.ONLY_A, of_a, ""), AlignedLine(Side.ONLY_B, "", of_b)]
        rows += [AlignedLine(Side.ONLY_A, line, "") for line in a[start_a + paired : end_a]]
        rows += [AlignedLine(Side.ONLY_B, "", line) for line in b[start_b + paired : end_b]]
    return tuple(rows)


def outline_of(html: str) -> tuple[str, ...]:
    """The elements of the body as ``tag#id.class``, two spaces for each level, without what is not shown."""
    bounded = bound_html(html).html
    body = LexborHTMLParser(bounded or "<html></html>").body
    if body is None:
        return ()
    lines: list[str] = []
    for depth, node in _elements(body, 0):
        lines.append("  " * depth + _name(node))
        if len(lines) >= MAX_LINES:
            break
    return tuple(lines)


def _elements(node: LexborNode, depth: int) -> Iterator[tuple[int, LexborNode]]:
    """Depth-first without recursion: pages nest deeper than Python may."""
    waiting = [(depth, node)]
    while waiting:
        depth, node = waiting.pop()
        yield depth, node
        if depth < MAX_DEPTH:
            shown = islice(filter(_is_shown, node.iter()), MAX_LINES)  # what is behind these is on no line
            waiting += [(depth + 1, child) for child in reversed(list(shown))]


def _is_shown(node: LexborNode) -> bool:
    tag = node.tag or "-"
    return not tag.startswith("-") and tag not in _UNSHOWN


def _name(node: LexborNode) -> str:
    attributes = node.attributes
    own = f"#{attributes['id']}" if attributes.get("id") else ""
    classes = "".join(f".{word}" for word in sorted((attributes.get("class") or "").split())[:6])
    return f"{node.tag}{own}{classes}"[:_LINE]


def _lines(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split())[:_LINE] for line in text.splitlines())
    return tuple(line for line in lines if line)[:MAX_LINES]
