"""Which elements stand in a line of their own, or in the one around them, against what their tag says.

In: rules and where they hold. Out: numbers of elements. Never: boxes laid out; what stands in a line is joined to its
neighbours as a browser joins their texts, whatever room is between them.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.cascade import NO_WEIGHT, Weight
from rempart.engines.pages.sight.flow import NO_FLOW, SHOWN_AS, Flow
from rempart.engines.pages.sight.rulebook import Place

MAX_PLACES = 100_000
_IN_LINE_TEXT = (
    "a abbr b bdi bdo big cite code data dfn em font i kbd label mark q s samp small span strong sub sup time tt u "
    "var ins del acronym img wbr ruby rb"
)
IN_LINE = frozenset(_IN_LINE_TEXT.split())  # by their tag
_MAY_JOIN = frozenset({"div", "p", "section", "article", "main", "header", "footer", "aside", "nav", "center"})


def find_boxes(places: Iterable[Place]) -> Mapping[int, bool]:
    """Of elements, by their number, whether they stand apart; of those alone that their tag says otherwise of."""
    nodes: dict[int, LexborNode] = {}
    shown: dict[int, tuple[Weight, Flow]] = {}
    apart: set[int] = set()
    for node, effect, origin in islice(places, MAX_PLACES):
        number, flow = node.mem_id, effect.flow
        nodes[number] = node
        if Flow.OUT in flow:
            apart.add(number)
        weight = origin.weight(is_important="display" in effect.important)
        if flow & SHOWN_AS and weight >= shown.get(number, (NO_WEIGHT, NO_FLOW))[0]:
            shown[number] = weight, flow & SHOWN_AS
    for number, (_, flow) in shown.items():
        if Flow.ROW in flow:
            apart |= {child.mem_id for child in nodes[number].iter()}
        if Flow.OWN in flow:
            apart.add(number)
    joined = {number for number, (_, flow) in shown.items() if flow == Flow.LINE and nodes[number].tag in _MAY_JOIN}
    return dict.fromkeys(joined - apart, False) | dict.fromkeys(apart, True)
