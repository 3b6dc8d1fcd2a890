"""What else lies behind a text than the elements around it: pictures and painted parts that it is placed over.

In: which elements are placed and which painted. Out: whether a text may stand before one of them. Never: boxes; a
text that is placed, or has something placed beside it, is taken to lie over its next neighbours.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.colours import Colour
from rempart.engines.pages.sight.matching import upward

MAX_ANCESTORS = 8  # in which a picture may lie behind a text
_NEIGHBOURS = 2  # elements before, and as many after
_DEEP = 3  # first elements within each other: the outer is a frame of the one that is painted
_PICTURE = frozenset({"img", "picture", "video", "canvas"})
_NO_BOX = frozenset({"script", "style", "link", "meta", "noscript", "template"})


class Backdrops:
    """`lifted` are the numbers of elements that are placed; `painted` the backgrounds of those that have one, none for
    a picture."""

    def __init__(self, lifted: AbstractSet[int], painted: Mapping[int, Sequence[Colour]]) -> None:
        self._lifted, self._painted = lifted, painted

    def is_before_one(self, node: LexborNode, colours: Sequence[Colour]) -> bool:
        """Whether a text of one of `colours` may stand before something that is painted otherwise."""
        inside = islice(_elements(node.first_child, onward=True), _NEIGHBOURS)
        if any(one.mem_id in self._lifted and self._is_otherwise(one, colours) for one in inside):
            return True
        is_lifted = False
        for around in islice((node, *upward(node)), MAX_ANCESTORS):
            if around.tag in {"body", "html"} or around.mem_id in self._painted:
                return False
            is_lifted = is_lifted or around.mem_id in self._lifted
            for beside in _neighbours(around):
                if (is_lifted or beside.mem_id in self._lifted) and self._is_otherwise(beside, colours):
                    return True
        return False

    def _is_otherwise(self, node: LexborNode, colours: Sequence[Colour]) -> bool:
        inside: LexborNode | None = node
        for _ in range(_DEEP):
            if inside is None:
                return False
            if inside.tag in _PICTURE:
                return True
            if inside.mem_id in self._painted:
                return all(back.sets_off(colour) for back in self._painted[inside.mem_id] for colour in colours)
            inside = next(_elements(inside.first_child, onward=True), None)
        return False


def _neighbours(node: LexborNode) -> Iterator[LexborNode]:
    yield from islice(_elements(node.prev, onward=False), _NEIGHBOURS)
    yield from islice(_elements(node.next, onward=True), _NEIGHBOURS)


def _elements(node: LexborNode | None, *, onward: bool) -> Iterator[LexborNode]:
    while node is not None:
        if node.tag and node.tag[:1] not in {"-", "_", "!"} and node.tag not in _NO_BOX:
            yield node
        node = node.next if onward else node.prev
