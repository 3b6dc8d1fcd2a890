"""What a reader sees of one element: its words, apart where a browser breaks the line between them.

In: an element, and which boxes stand apart. Out: text. Never: what no reader is given, as scripts and styles.
"""

from collections.abc import Mapping
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.boxes import IN_LINE
from rempart.engines.pages.words.text import clean

_NOT_READ_TEXT = "script style noscript noframes template svg math object embed iframe frame canvas audio video head"
NOT_READ = frozenset(_NOT_READ_TEXT.split())
_BY_TAG: Mapping[int, bool] = MappingProxyType({})


def said_by(element: LexborNode, most: int, boxes: Mapping[int, bool] = _BY_TAG, *, is_split: bool = False) -> str:
    """The text of `element` in one line; `boxes`: which elements stand apart or not, against what their tag says, or
    all do (`is_split`). Ends after about `most` characters, elements counted as one each."""
    written: list[str] = []
    above: list[tuple[LexborNode, bool]] = []
    node = element.first_child
    while most > 0 and (node is not None or above):
        if node is None:
            node, is_apart = above.pop()
            if is_apart:
                written.append(" ")
            node = node.next
            continue
        tag = node.tag or ""
        child = None
        if tag == "-text":
            written.append(node.text_content or "")
            most -= len(written[-1].strip())
        elif tag and tag[:1] not in {"-", "_", "!"} and tag not in NOT_READ:
            most -= 1
            is_apart = is_split or boxes.get(node.mem_id, tag not in IN_LINE)
            if is_apart:
                written.append(" ")
            if (child := node.first_child) is not None:
                above.append((node, is_apart))
        node = child if child is not None else node.next
    return clean("".join(written))
