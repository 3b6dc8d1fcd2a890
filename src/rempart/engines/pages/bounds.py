"""Keeps hostile markup from costing more than its size: length and nesting are cut before the parser sees them.

A tree builder walks its stack of open elements for many end tags, so 200,000 nested elements take minutes. A page
that a person reads nests a few dozen deep.
"""

import re

import numpy as np

MAX_HTML = 4_000_000
MAX_DEPTH = 256
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
# No end tag, or one that may be left out: counting these would see depth where a parser closes by itself.
_UNCOUNTED_TEXT = (
    "area base br col embed hr img input link meta param source track wbr html head body p li dt dd tr td th thead "
    "tbody tfoot option optgroup colgroup rb rt rp"
)
_UNCOUNTED = frozenset(_UNCOUNTED_TEXT.split())
_NAMES = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9-]*)")
_SCRIPT = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</(?:script|style)\b", re.IGNORECASE)


def bound_html(html: str) -> tuple[str, bool]:
    """`html` cut to `MAX_HTML` characters and `MAX_DEPTH` open elements, and whether anything was cut."""
    cut = len(html) > MAX_HTML
    html = html[:MAX_HTML].replace("\x00", "")
    if html.count("<") <= MAX_DEPTH or _deepest(html) <= MAX_DEPTH:
        return html, cut
    return _flatten(html), True


def _deepest(html: str) -> int:
    """The deepest nesting of elements; end tags without a beginning do not lessen it."""
    tags = _NAMES.findall(_without_scripts(html))
    if not tags:
        return 0
    known = {tag: _step(tag) for tag in set(tags)}
    steps = np.fromiter(map(known.__getitem__, tags), np.int64, len(tags))
    depth = np.cumsum(steps)
    return int((depth - np.minimum(0, np.minimum.accumulate(depth))).max())


def _step(tag: str) -> int:
    """What a tag (with its slash, if it ends an element) does to the depth."""
    name = tag.lstrip("/").lower()
    return 0 if name in _UNCOUNTED else -1 if tag[0] == "/" else 1


def _without_scripts(html: str) -> str:
    """`html` without what stands inside scripts and style sheets: markup in there opens no element."""
    parts: list[str] = []
    start = 0
    while opening := _SCRIPT.search(html, start):
        parts.append(html[start : opening.start()])
        closing = _SCRIPT_END.search(html, opening.end())
        if closing is None:
            return "".join(parts)
        start = closing.end()
    parts.append(html[start:])
    return "".join(parts)


def _flatten(html: str) -> str:
    """`html` with every tag beyond the allowed depth left out; its text stays."""
    parts: list[str] = []
    depth = start = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _UNCOUNTED:
            continue
        too_deep = depth > MAX_DEPTH if match[1] else depth >= MAX_DEPTH
        depth = max(0, depth - 1) if match[1] else depth + 1
        if too_deep:
            end = html.find(">", match.end())
            parts.append(html[start : match.start()])
            start = len(html) if end < 0 else end + 1
    parts.append(html[start:])
    return "".join(parts)
