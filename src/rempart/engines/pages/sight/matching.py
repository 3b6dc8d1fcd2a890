"""Finds nodes by selectors that strangers wrote, each at no more than what is counted for it.

In: selectors. Out: nodes. Never: a selector that a parser answers by trying all ways through the tree, which takes
hours in a page that is nested deeply.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

MAX_LOOKS = 200_000_000  # nodes that the parser may go by for one page: some seconds
MAX_MATCHES = 300_000  # more elements than are read
MAX_SELECTOR = 2_000  # characters
MAX_STEPS = 12
SMALL = 2_000  # nodes: in a page of no more going up from each costs little
_SHARE_WITHIN = 12  # how many times faster going by what is in an element is than by a node
_DEEP = 100  # elements that are gone by upward from one
_CALL = 300  # nodes that are gone by while a selector is read
_WITHIN = re.compile(r":has\b", re.IGNORECASE)  # goes through all in there for each one
_COUNTS = re.compile(r":nth-|-of-type", re.IGNORECASE)  # goes through all beside for each one
_BEFORE = re.compile(r"~(?!=)")
_COMBINES = re.compile(r" ?([>+~](?!=)) ?")
_CLASS = re.compile(r"\.[a-zA-Z][\w-]*", re.ASCII)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_STRICT = re.compile(r"\s*<!doctype html\s*>", re.IGNORECASE | re.ASCII)  # elsewhere the case of letters may not matter
_TEXTS = re.compile(r"\[[^\[\]]*+\]|\"[^\"]*+\"|'[^']*+'")
_INSIDE = re.compile(r"\(([^()]*+)\)")


class Finder:
    """Finds in `tree`, whose markup is `source`. What would cost more than is left finds nothing."""

    def __init__(self, tree: LexborHTMLParser, source: str) -> None:
        self._tree, self._source = tree, source
        self._looks, self._matches = MAX_LOOKS, MAX_MATCHES
        self._is_strict = _STRICT.match(source) is not None
        self._known: dict[str, list[LexborNode] | None] = {}
        self._outermost: dict[str, list[LexborNode]] = {}

    def find(self, selector: str) -> list[LexborNode] | None:
        """What `selector`, one without commas, matches; None where that costs too much, or it is none that is read.
        Asked again it costs no looking."""
        if selector not in self._known:
            is_class = self._is_strict and _CLASS.fullmatch(selector)
            self._known[selector] = self._all(selector) if is_class else self._find(selector)
        found = self._known[selector]
        if found is None or len(found) > self._matches:
            return None
        self._matches -= len(found)
        return found

    @cached_property
    def _size(self) -> int:
        """How many nodes there may be: asked only by rules that are looked for."""
        return max(self._source.count("<"), len(self._source) // 50)

    @cached_property
    def words(self) -> set[str]:
        """Every class and identifier of the page: rules for others match nothing."""
        identifiers = {node.id or "" for node in self._tree.css("[id]")}
        return identifiers.union(*(text.split() for text in self._by_class[1]))

    def _all(self, selector: str) -> list[LexborNode]:
        """What `selector` matches; of one class it is known."""
        if self._is_strict and _CLASS.fullmatch(selector):
            return self._by_class[0].get(selector[1:], [])
        return self._tree.css(selector)

    @cached_property
    def _by_class(self) -> tuple[dict[str, list[LexborNode]], Collection[str]]:
        """The elements of each class, as most selectors begin with one; and the texts of attributes that name some."""
        found: dict[str, list[LexborNode]] = {}
        names: dict[str, list[list[LexborNode]]] = {}  # of each text of an attribute, where its elements go
        for node in self._tree.css("[class]"):
            text = node.attrs.get("class") or ""
            if text not in names:
                parts = text.split(" ") if text.isascii() and text.isprintable() else _SPACES.split(text)
                names[text] = [found.setdefault(name, []) for name in dict.fromkeys(parts)]
            for nodes in names[text]:
                nodes.append(node)
        return found, names.keys()

    def _outermost_of(self, step: str, found: list[LexborNode]) -> list[LexborNode]:
        """The outermost of those `found` for a selector's first step: sheets have many within one class."""
        if not (self._is_strict and _CLASS.fullmatch(step)):
            return outermost(found)
        if step not in self._outermost:
            self._outermost[step] = outermost(found)
        return self._outermost[step]

    def _find(self, selector: str) -> list[LexborNode] | None:
        steps = _steps(selector, 1 if self._size < SMALL else 0)
        cost = self._size * len(steps)
        if " " in selector.partition("(")[2]:
            cost *= _DEEP
        cost += self._cost_among_siblings(selector)
        if not steps or self._matches <= 0 or cost > self._looks:
            return [] if self._names_what_is_nowhere(selector) else None
        self._looks -= cost
        try:
            found = self._descend(steps)
        except (SelectolaxError, ValueError, UnicodeError):
            return None
        return found

    def _cost_among_siblings(self, selector: str) -> int:
        """What going by all beside or in each element costs. Where these are counted for each as well, as for
        ``p:has(~ p:nth-child(9))``, it is as many as the third power of all that stand beside each other."""
        within, after, counts = (found.search(selector) for found in (_WITHIN, _BEFORE, _COUNTS))
        cost = self._size**2 // _SHARE_WITHIN if within else 0
        crowd, deep = self._measures if after or counts else (0, 0)
        cost += self._size * crowd * (deep if within else 1)
        return cost + (self._size * crowd**2 if after and counts else 0)

    @cached_property
    def _measures(self) -> tuple[int, int]:
        """How many elements stand beside each other, and in each other, at most."""
        beside: Counter[int] = Counter()
        depths: dict[int, int] = {}
        for node in self._tree.css("*"):
            around = node.parent.mem_id if node.parent is not None else 0
            beside[around] += 1
            depths[node.mem_id] = depths.get(around, 0) + 1
        return max(beside.values(), default=1), max(depths.values(), default=1)

    def _names_what_is_nowhere(self, selector: str) -> bool:
        """Whether `selector` takes a class that no element has. Of marked or foreign letters nothing is told."""
        plain = _TEXTS.sub("", selector)
        for _ in range(8):
            plain = _INSIDE.sub("", plain)
        if not plain.isascii() or "\\" in plain or "(" in plain or len(selector) > MAX_SELECTOR:
            return False
        return any(name[1:].lower() not in self._classes for name in _CLASS.findall(plain))

    @cached_property
    def _classes(self) -> frozenset[str]:
        return frozenset(name.lower() for name in self._by_class[0])

    def _descend(self, steps: list[str]) -> list[LexborNode] | None:
        """Step by step inward, each from the outermost: whatever else there is lies within these."""
        found = self._all(steps[0])
        for place, step in enumerate(steps[1:]):
            around = outermost(found) if place else self._outermost_of(steps[0], found)
            self._looks -= len(around) * _CALL
            if self._looks < 0:
                return None
            found = [node for outer in around for node in outer.css(step) if node.mem_id != outer.mem_id]
        return found


def outermost(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Those of `nodes` that are inside no other."""
    own = {node.mem_id: node for node in nodes}
    known: dict[int, bool] = {}
    kept = []
    for node in own.values():
        climbed, around, is_inside = [], node.parent, False
        while around is not None:
            number = around.mem_id
            if number in own or number in known:
                is_inside = number in own or known[number]
                break
            climbed.append(number)
            around = around.parent
        known.update(dict.fromkeys(climbed, is_inside))
        if not is_inside:
            kept.append(node)
    return kept


def upward(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around `node`, from the nearest on."""
    around = node.parent
    while around is not None:
        yield around
        around = around.parent


def stands_aside(node: LexborNode) -> bool:
    """Whether it is for readers without scripts only, or for a part of its own."""
    return any(around.tag in {"noscript", "template"} for around in upward(node))


def with_all_around(nodes: Iterable[LexborNode]) -> set[int]:
    """The numbers of `nodes` and of all elements around them."""
    found: set[int] = set()
    for node in nodes:
        for one in chain((node,), upward(node)):
            if one.mem_id in found:
                break
            found.add(one.mem_id)
    return found


def take_out(node: LexborNode, kept: set[int], ways: set[int]) -> None:
    """Take all that is in `node` out of it but those that are `kept`; `ways` lead to them."""
    pending = [node]
    while pending:
        for child in list(pending.pop().iter(include_text=True)):
            if child.mem_id in kept:
                continue
            if child.mem_id in ways:
                pending.append(child)
            else:
                child.decompose()


def _steps(selector: str, inward: int) -> list[str]:
    """`selector` in the parts that one call finds, all in one where it goes no more than `inward` times further inward
    than one element; none where it can cost more than is counted."""
    words = selector.split()
    if len(selector) > MAX_SELECTOR:
        return []
    if len(words) < 2 + inward and "(" not in selector and "~" not in selector:
        return [selector]
    joined = _COMBINES.sub(r"\1", " ".join(words))
    plain = _TEXTS.sub("", joined)
    if len(_BEFORE.findall(plain)) > 1:
        return []
    for _ in range(8):
        if "(" not in plain:
            break
        if any(part.strip().replace(", ", ",").count(" ") > 1 for part in _INSIDE.findall(plain)):
            return []
        plain = _INSIDE.sub("", plain)
    if plain.count(" ") <= inward:
        return [joined]
    steps = _split(joined)
    return steps if len(steps) <= MAX_STEPS else []


def _split(selector: str) -> list[str]:
    """`selector` at its spaces outside brackets and texts."""
    steps, begin, depth, quote = [], 0, 0, ""
    for place, letter in enumerate(selector):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == " " and depth == 0:
            steps.append(selector[begin:place])
            begin = place + 1
    return [*steps, selector[begin:]]
