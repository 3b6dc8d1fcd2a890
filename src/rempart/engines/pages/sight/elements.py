"""A page asked only for elements whose tags are in it: a search of the whole tree for each of forty tags costs a tenth
of all that is done with a page.

In: a tree. Out: what selectors find in it. Never: a tag that came in later, since elements are only taken out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from selectolax.lexbor import LexborHTMLParser, LexborNode

_TAGS = re.compile(r"[a-z0-9 ]*")
_number_of = attrgetter("tag_id")  # of a node's tag
_NEW = 1_000  # stands for all tags that the parser does not know, whose numbers are larger: others in each page


class Elements:
    """Those of `tree`."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.tree = tree
        numbers = set(map(_number_of, tree.root.traverse())) if tree.root is not None else set[int]()
        self._numbers = {min(number, _NEW) for number in numbers}

    def css(self, selectors: str) -> list[LexborNode]:
        """What `tree.css` finds for `selectors`: a list, parted by a comma and a space, of which each begins with tags
        in small letters, or names none."""
        asked = [one for one, numbers in _parts(selectors) if numbers <= self._numbers]
        return self.tree.css(", ".join(asked)) if asked else []

    def has(self, tag: str) -> bool:
        """Whether any of `tag` came with the page."""
        return any(numbers <= self._numbers for _, numbers in _parts(tag))


@lru_cache(maxsize=64)
def _parts(selectors: str) -> tuple[tuple[str, frozenset[int]], ...]:
    """Each of `selectors`, and the numbers of the tags that it asks for."""
    return tuple((one, frozenset(_numbers_in(one))) for one in selectors.split(", "))


def _numbers_in(selector: str) -> Iterator[int]:
    tags, maker = _TAGS.match(selector), LexborHTMLParser("<html></html>")
    numbers = (_number_of(maker.create_node(tag)) for tag in (tags[0].split() if tags else ()))
    return (min(number, _NEW) for number in numbers)
