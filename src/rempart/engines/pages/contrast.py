"""Which texts have the colour of what is behind them, whatever sets the two: one rule, several, or a browser itself.

In: colours and backgrounds as rules, styles and attributes say them. Out: elements whose text nobody can read, and
those within them whose text can be read. Never: what a picture behind a text looks like; there the text counts as read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages.backdrops import Backdrops
from rempart.engines.pages.cascade import INLINE, NO_WEIGHT, Origin, Weight
from rempart.engines.pages.colours import Colour, colour_in
from rempart.engines.pages.declarations import Effect
from rempart.engines.pages.matching import upward

MAX_PLACES = 40_000
MAX_PAIRS = 200_000  # of colours that are compared before all elements are looked at
MAX_COLOURS = 20  # that one text may have
BLACK, WHITE, LINK = Colour(0, 0, 0), Colour(255, 255, 255), Colour(0, 0, 238)
_OF_THE_BROWSER = {
    "mark": Colour(255, 255, 0),
    "button": Colour(239, 239, 239),
    **dict.fromkeys(("input", "select", "textarea"), WHITE),
}
Place = tuple[LexborNode, Effect, Origin]


@dataclass(slots=True)
class _Said:
    """What is said at one element: of the text's colour, of colours that it may have, of the background."""

    node: LexborNode
    colour: tuple[Weight, Colour | None, bool] = (NO_WEIGHT, None, False)
    may_be: list[tuple[Weight, Colour]] = field(default_factory=list)
    back: tuple[Weight, Colour | None, bool] = (NO_WEIGHT, None, False)

    def add(self, effect: Effect, origin: Origin) -> None:
        weight = origin.weight(is_important="color" in effect.important)
        if "color" in effect.shows or "color" in effect.hides:
            if weight >= self.colour[0]:
                is_set = "color" in effect.anew or "color" in effect.hides
                self.colour = weight, effect.colour, is_set
        elif effect.colour is not None:
            self.may_be.append((weight, effect.colour))
        if effect.paints or effect.unpaints:
            weight = origin.weight(is_important=not effect.important.isdisjoint(("background", "background-color")))
            if weight >= self.back[0]:
                self.back = weight, effect.background, effect.paints


class Contrast:
    """Looks for such texts in `tree`. `coloured` are styles of elements that say a colour or a background."""

    def __init__(
        self,
        tree: LexborHTMLParser,
        coloured: Sequence[tuple[LexborNode, Effect]],
        page: Colour | None,
        *,
        is_all: bool,
    ) -> None:
        self._tree, self._coloured, self._page, self._is_all = tree, coloured, page, is_all
        self._said: dict[int, _Said] = {}
        self._backs: dict[int, Colour | None] = {}
        self._texts: dict[int, tuple[Colour, ...]] = {}
        self.hidden: dict[int, LexborNode] = {}
        self.seen: dict[int, LexborNode] = {}

    def look(self, effects: Iterable[Effect], matched: Callable[[Callable[[Effect], bool]], Iterator[Place]]) -> None:
        """Fill `hidden` and `seen`; `effects` are those of all rules, `matched` the elements of rules with some."""
        attributes = [*self._attributes()]
        every = [*effects, *(effect for _, effect in (*self._coloured, *attributes))]
        texts = {effect.colour for effect in every if effect.colour}
        texts |= {BLACK, LINK} if self._is_all else set()
        ours = self._of_the_browser()
        backs = {effect.background for effect in every if effect.background}
        backs = (backs | {_OF_THE_BROWSER[node.tag or ""] for node in ours}) - {self._page}
        is_few = len(texts) * len(backs) <= MAX_PAIRS
        if is_few:
            texts = {text for text in texts if any(map(text.is_like, backs))}
        if self._is_all and self._page is not None and BLACK.is_like(self._page):
            texts.add(BLACK)
        if is_few:
            backs = {back for back in backs if any(map(back.is_like, texts))}
        own = [(node, effect, INLINE) for node, effect in self._coloured]
        own += [(node, effect, Origin("*", (-1,))) for node, effect in attributes]
        near = [*own, *matched(lambda effect: effect.colour in texts or effect.background in backs)] if texts else []
        if not self._may_meet(near, texts, backs, ours):
            return
        for node, effect, origin in islice(chain(own, matched(_says_colour)), MAX_PLACES):
            self._said.setdefault(node.mem_id, _Said(node)).add(effect, origin)
        if self._tree.body is not None:
            self._said.setdefault(self._tree.body.mem_id, _Said(self._tree.body))
        self._judge()
        if self.hidden:
            self._leave_out_placed(chain(own, matched(lambda effect: effect.is_lifted)))

    def _attributes(self) -> Iterator[tuple[LexborNode, Effect]]:
        for node in self._tree.css("[bgcolor], [background], body[text]")[:MAX_PLACES]:
            back = colour_in((node.attributes.get("bgcolor") or "").lower())
            text = colour_in((node.attributes.get("text") or "").lower()) if node.tag == "body" else None
            said = frozenset({"color"}) if text else frozenset[str]()
            paints = back is not None or bool(node.attributes.get("background"))
            if paints or text:
                yield node, Effect(shows=said, anew=said, colour=text, background=back, paints=paints)

    def _of_the_browser(self) -> list[LexborNode]:
        """Elements that a browser gives a background, unless a sheet that was not read may give them another."""
        return self._tree.css(", ".join(_OF_THE_BROWSER))[:MAX_PLACES] if self._is_all else []

    def _may_meet(
        self, near: Sequence[Place], texts: set[Colour], backs: set[Colour], ours: Sequence[LexborNode]
    ) -> bool:
        """Whether one of the colours is at or around one of the backgrounds, or within it."""
        if BLACK in texts and self._page is not None and BLACK.is_like(self._page):
            return True
        has_default = self._is_all and not texts.isdisjoint((BLACK, LINK))
        coloured = {node.mem_id: node for node, effect, _ in near if effect.colour in texts}
        painted = {node.mem_id: node for node, effect, _ in near if effect.background in backs}
        painted |= {node.mem_id: node for node in ours if _OF_THE_BROWSER[node.tag or ""] in backs}
        if has_default and any(effect.background in backs and effect.colour is None for _, effect, _ in near):
            return True
        return _are_around(coloured, painted) or _are_around(painted, coloured)

    def _judge(self) -> None:
        for number, said in self._said.items():
            (self.hidden if self._is_lost(said.node) else self.seen)[number] = said.node
        if self.hidden:
            named = self._tree.css("a[href], mark, button, input, select, textarea")[:MAX_PLACES]
            for node in named:
                if node.mem_id not in self._said:
                    (self.hidden if self._is_lost(node) else self.seen)[node.mem_id] = node

    def _leave_out_placed(self, places: Iterable[Place]) -> None:
        """What stands before a picture, or before something painted that is not around it, may be read."""
        lifted = {node.mem_id for node, effect, _ in islice(places, MAX_PLACES) if effect.is_lifted}
        painted = {number: said.back[1] for number, said in self._said.items() if said.back[2]}
        backdrops = Backdrops(lifted, painted)
        for number, node in [*self.hidden.items()]:
            if backdrops.is_before_one(node, self._colours_of(node)):
                self.seen[number] = self.hidden.pop(number)

    def _is_lost(self, node: LexborNode) -> bool:
        back = self._back_of(node)
        return back is not None and any(colour.is_like(back) for colour in self._colours_of(node))

    def _back_of(self, node: LexborNode) -> Colour | None:
        """What is painted behind a text; None where that is a picture, or not known."""
        passed: list[int] = []
        back = self._page
        for around in (node, *upward(node)):
            if around.mem_id in self._backs:
                back = self._backs[around.mem_id]
                break
            passed.append(around.mem_id)
            said = self._said.get(around.mem_id)
            if said and said.back[2]:
                back = said.back[1]
                break
            if said is None or said.back[0] == NO_WEIGHT:
                if not self._is_all and (around.attributes.get("class") or around.tag in _OF_THE_BROWSER):
                    back = None
                    break
                if around.tag in _OF_THE_BROWSER:
                    back = _OF_THE_BROWSER[around.tag or ""]
                    break
        self._backs.update(dict.fromkeys(passed, back))
        return back

    def _colours_of(self, node: LexborNode) -> tuple[Colour, ...]:
        """The colours that a text may have."""
        passed: list[tuple[int, tuple[Colour, ...]]] = []
        colours: tuple[Colour, ...] | None = None
        for around in (node, *upward(node)):
            if (colours := self._texts.get(around.mem_id)) is not None:
                break
            said = self._said.get(around.mem_id)
            may_be = [one for weight, one in said.may_be if weight >= said.colour[0]] if said else []
            passed.append((around.mem_id, tuple(may_be[:MAX_COLOURS])))
            if (colours := self._colours_at(around, said)) is not None:
                break
        colours = ((BLACK,) if self._is_all else ()) if colours is None else colours
        for number, more in reversed(passed):
            colours = self._texts[number] = tuple(dict.fromkeys((*more, *colours)))[:MAX_COLOURS]
        return colours

    def _colours_at(self, node: LexborNode, said: _Said | None) -> tuple[Colour, ...] | None:
        """What decides at one element of which colour its text is; None where that is the colour around it."""
        if said and said.colour[2]:
            return (said.colour[1],) if said.colour[1] else ()
        if said and said.colour[0] != NO_WEIGHT:
            return None
        if node.tag in _OF_THE_BROWSER:
            return (BLACK,)
        if node.tag == "a" and "href" in node.attributes:
            return (LINK,) if self._is_all else ()
        return () if not self._is_all and node.attributes.get("class") else None


def _says_colour(effect: Effect) -> bool:
    return effect.colour is not None or "color" in effect.shows or effect.paints or effect.unpaints


def _are_around(outer: dict[int, LexborNode], inner: dict[int, LexborNode]) -> bool:
    """Whether one of `inner` is, or stands within, one of `outer`."""
    passed: set[int] = set()
    for node in inner.values():
        for around in (node, *upward(node)):
            if around.mem_id in outer:
                return True
            if around.mem_id in passed:
                break
            passed.add(around.mem_id)
    return False
