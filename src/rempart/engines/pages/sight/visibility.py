"""Which elements a reader cannot see. Words hidden in a page (to frame it, or to fool a comparison) do not count.

Reads inline styles, the page's own style elements, and the sheets from elsewhere that an exhibit holds.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from math import prod

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.boxes import find_boxes
from rempart.engines.pages.sight.cascade import INHERITED, INLINE, NO_WEIGHT, Hiding, Origin, Weight
from rempart.engines.pages.sight.contrast import Contrast
from rempart.engines.pages.sight.data_sheets import bounded_sheets, data_sheets
from rempart.engines.pages.sight.declarations import Effect, effect_of
from rempart.engines.pages.sight.drawn import draw, find_drawn
from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.frames import lost_frames
from rempart.engines.pages.sight.matching import Finder, outermost, take_out, upward
from rempart.engines.pages.sight.never_shown import is_until_found, never_shown
from rempart.engines.pages.sight.painted import find_painted, lines_spelt, paint
from rempart.engines.pages.sight.rulebook import MAX_STYLED, Place, Rulebook
from rempart.engines.pages.sight.selectors import may_match, split_selectors
from rempart.engines.pages.sight.sheets import MAX_LINKED
from rempart.engines.pages.sight.turned import find_turned, has_turning_signs, turn
from rempart.engines.pages.words.text import clean, spoken

MAX_SEARCHED = 400_000_000  # characters gone by for what a browser showed of elements that rules take out of sight
MAX_HIDDEN = 400_000  # characters of hidden texts that are kept
_TAG = re.compile(r"<[^<>]*>")
LITTLE = 0.1  # of a text's strength or size
_NOT_BY_ITSELF = "[hidden], dialog:not([open]), [popover]"  # shown where a rule says so
_LEFT_OUT = frozenset({"display", "visibility", "content-visibility"})  # of what these hide a browser gives no text
_OF_THE_PAGE = frozenset({"display", "opacity", "visibility", "content-visibility"})  # a script may show all at once


@dataclass(frozen=True, slots=True)
class Hidden:
    """What was taken out of a page: how many elements, and what they said. `boxes`: which of those that are left stand
    apart from the line around them, or in it, against what their tag says. `otherwise`: what a reader sees and a
    browser's own text has not, or in another order. `is_cut`: there are more styles than are weighed, so that all was.
    """

    count: int = 0
    texts: tuple[str, ...] = ()
    boxes: Mapping[int, bool] = field(default_factory=dict)
    otherwise: tuple[str, ...] = ()
    is_cut: bool = False


def remove_hidden(
    elements: Elements,
    source: str,
    own: Sequence[str],
    sheets: Sequence[str] = (),
    shown: str = "",
    *,
    with_frames: bool = False,
) -> Hidden:
    """Take every element that cannot be seen out of a tree, read from `source`. `own` are the page's style elements,
    `sheets` those that it links to. Where the text that a browser showed is known (`shown`), it has the last word on
    what the rules of sheets say in its terms: it alone knows all of them. A page with more rules than are weighed here
    keeps no words. `with_frames`: documents from elsewhere in frames are read too."""
    linked = elements.css("link[rel~=stylesheet]")
    every = [*own, *data_sheets(linked, own)]
    texts = bounded_sheets(every, sheets)
    is_cut = len(sheets) > MAX_LINKED or sum(map(len, chain(*texts))) < sum(map(len, chain(every, sheets)))
    tree, is_all = elements.tree, bool(sheets) or not linked
    book = Rulebook(tree, Finder(tree, source), texts)
    found = _Found(elements, book, is_all=is_all, shown=shown)
    found.is_beyond = is_cut
    found.is_turning = has_turning_signs(source)
    return found.remove(lost_frames(elements, book, is_any=with_frames))


class _Found:
    """What the styles of one page hide. Nodes are known by their number: nothing is taken out before all are found."""

    def __init__(self, elements: Elements, book: Rulebook, *, is_all: bool, shown: str) -> None:
        self._elements, self._book, self._is_all = elements, book, is_all
        self._shown = spoken([clean(shown)])[0] if shown else ""
        self._left_out = _LEFT_OUT if shown else frozenset()
        self._left = MAX_SEARCHED
        self._has_script = elements.has("script") or bool(elements.css("[onload]"))
        self._never: dict[int, LexborNode] = {}
        self._hiding: dict[int, Hiding] = {}
        self._flowing: list[Place] = []
        self._coloured: list[tuple[LexborNode, Effect]] = []
        self._partial: dict[int, tuple[LexborNode, float, float]] = {}
        self.is_turning = self.is_beyond = False

    def remove(self, lost: Iterable[LexborNode]) -> Hidden:
        """Find and take out, with what is `lost` already."""
        self._read_inline()
        self._read_rules()
        if any(one.properties() - one.cuts.keys() for one in self._hiding.values()):
            self._weigh()
        body = self._elements.tree.body
        painted = find_painted(self._book)
        drawn = find_drawn(self._elements, self._book)
        self._coloured += ((one.node, effect) for one in painted for effect in one.colours)
        self._coloured += ((one.node, effect_of(f"color:{one.colour}")) for one in drawn if one.colour)
        contrast = self._find_contrast()
        if (self.is_beyond or self._book.is_beyond or contrast.is_beyond) and body is not None:
            take_out(body, set(), set())
            return Hidden(1, is_cut=True)
        for node in chain(lost, self._vanishing_together()):
            self._never[node.mem_id] = node
        reasons = {number: said for number, one in self._hiding.items() if (said := self._reasons(one))}
        for number, node in contrast.hidden.items():
            self._hiding.setdefault(number, Hiding(node))
            reasons[number] = {*reasons.get(number, ()), "contrast"}
        freed = self._freed({number: said for number, said in reasons.items() if said <= INHERITED}, contrast.seen)
        told = [one.node for number, one in self._hiding.items() if one.told and number not in reasons]
        unseen = [node for node in told if not self._was_shown(node)]
        hidden = [self._hiding[number].node for number in reasons if number not in freed]
        whole = outermost([*self._never.values(), *unseen, *hidden])
        gone = {node.mem_id for node in whole}
        paths = {number: [node.mem_id for node in upward(self._hiding[number].node)] for number in freed}
        partly = [number for number in freed if gone.isdisjoint(paths[number])]
        texts = self._texts_of(whole)
        left = partial(_is_left, gone=gone.union(partly))
        painted = [one for one in painted if left(one.node)]
        turned = [node for node in find_turned(self._elements, self._book) if left(node)]
        shown = draw([one for one in drawn if left(one.node)])
        apart = dict.fromkeys((node.mem_id for node in chain(paint(painted), shown)), True)
        boxes = find_boxes(chain(self._places_of(lambda effect: bool(effect.flow)), self._flowing))
        for node in whole:
            if node.tag in {"html", "body"}:
                take_out(node if body is None else body, set(), set())
            else:
                node.decompose()
        for number in sorted(partly, key=lambda number: -len(paths[number])):  # the innermost first
            take_out(self._hiding[number].node, *freed[number])
        lines = lines_spelt(painted)
        otherwise = (
            *(one.text for one in painted if not one.is_letter),
            *lines,
            *turn(turned, body if self.is_turning else None),
        )
        return Hidden(len(whole) + len(partly), texts, {**boxes, **apart}, otherwise)

    def _find_contrast(self) -> Contrast:
        contrast = Contrast(self._elements, self._coloured, is_all=self._is_all)
        if not self._book.is_beyond:
            contrast.look((rule.effect for rule in self._book.rules), self._places_of)
        return contrast

    def _places_of(self, asks: Callable[[Effect], bool], *, wide: bool = False) -> Iterator[Place]:
        return self._book.matched([rule for rule in self._book.rules if asks(rule.effect)], wide=wide)

    def _vanishing_together(self) -> Iterator[LexborNode]:
        """Elements that are partly seen through, or small, within others that are: too little of them is left."""
        for number, (node, clarity, scale) in self._partial.items():
            around = [self._partial[one.mem_id] for one in upward(node) if one.mem_id in self._partial]
            left = [clarity * prod(part[1] for part in around), scale * prod(part[2] for part in around)]
            if around and min(left) < LITTLE and number not in self._never:
                yield node

    def _texts_of(self, nodes: Iterable[LexborNode]) -> tuple[str, ...]:
        """What `nodes` say, where somebody asks for it: where a browser's text is there."""
        texts: list[str] = []
        left = MAX_HIDDEN if self._shown else 0
        for node in nodes:
            if left <= 0:
                break
            templates = node.css("template") if self._elements.has("template") else []
            shadows = (_TAG.sub(" ", one.html or "") for one in templates)  # a tree's texts are not those in there
            texts.append(" ".join((node.text(separator=" ") or "", *shadows))[:left])
            left -= len(texts[-1])
        return tuple(texts)

    def _was_shown(self, node: LexborNode) -> bool:
        """Whether a browser showed what an element says that rules take out of sight: nearly all of it."""
        lines = [line for line in spoken(clean(line) for line in node.text(separator="\n").splitlines()) if line]
        self._left -= len(lines) * len(self._shown)
        if not lines or self._left < 0:
            return False
        seen = sum(len(line) for line in lines if line in self._shown)
        return seen >= 0.9 * sum(map(len, lines))

    def _read_inline(self) -> None:
        for node, style in self._book.styled:
            effect = self._book.effect_of(style)
            self._take(node, effect, INLINE)
            if effect.flow:
                self._flowing.append((node, effect, INLINE))
            if effect.paint or effect.held or effect.is_lifted:
                self._coloured.append((node, effect))
        self._never = never_shown(self._elements)
        for node in self._elements.css(_NOT_BY_ITSELF):
            attributes, is_whole = node.attributes, node.tag in {"body", "html"}
            if is_until_found(attributes) and not is_whole:
                self._never[node.mem_id] = node
            if not is_whole or not self._has_script:
                one = self._hiding.setdefault(node.mem_id, Hiding(node))
                is_told = self._left_out and "popover" in attributes and "hidden" not in attributes
                (one.told if is_told else one.hides).setdefault(
                    "display", NO_WEIGHT
                )  # no markup tells one that is open

    def _read_rules(self) -> None:
        """Rules that hide first; what only hides together with another is looked for where there is the other."""
        told = self._left_out
        telling = [rule for rule in self._book.rules if _tells(rule.effect)]
        for node, effect, origin in self._book.matched(telling, wide=True):
            self._take(node, effect, origin, told)
        if any(one.no_room for one in self._hiding.values()):
            cutting = [rule for rule in self._book.rules if rule.effect.cuts]
            for node, effect, origin in self._book.matched(cutting, wide=True):
                if one := self._hiding.get(node.mem_id):
                    one.add(effect, origin, told)

    def _mark(self, node: LexborNode, effect: Effect) -> None:
        if effect.clarity * effect.scale < 1:
            _, clarity, scale = self._partial.get(node.mem_id, (node, 1.0, 1.0))
            self._partial[node.mem_id] = node, min(clarity, effect.clarity), min(scale, effect.scale)

    def _take(self, node: LexborNode, effect: Effect, origin: Origin, told: frozenset[str] = frozenset()) -> None:
        self._mark(node, effect)
        if not (effect.hides or effect.no_room or effect.cuts or effect.is_animated):
            return
        if node.tag in {"body", "html"}:
            taken = INHERITED - {"visibility"} if self._has_script else INHERITED | _OF_THE_PAGE
            effect = replace(
                effect,
                hides=effect.hides & taken,
                running=effect.running & taken,
                paused=effect.paused & taken,
                no_room=frozenset(),
                cuts=frozenset(),
            )
            told = frozenset()
        one = self._hiding.setdefault(node.mem_id, Hiding(node))
        one.add(effect, origin, told)

    def _weigh(self) -> None:
        """Take back what another declaration at the same element has otherwise, in a rule or in the style attribute."""
        found = {number: one for number, one in self._hiding.items() if one.properties() - one.cuts.keys()}
        needed = set[str]().union(*(one.properties() for one in found.values()))
        attributes = [one.node.attributes for one in found.values()]
        words = {word for said in attributes for word in (*(said.get("class") or "").split(), said.get("id") or "")}
        tags = {one.node.tag or "" for one in found.values()}
        rules = [
            rule
            for rule in self._book.rules
            if needed & (rule.effect.shows | rule.effect.has_room)
            or rule.effect.animation.is_named
            or rule.effect.animation.says_state
            if any(may_match(one, words, tags) for one in split_selectors(rule.selector))
        ]
        for node, effect, origin in self._book.matched(rules):
            if one := found.get(node.mem_id):
                one.lift(effect, origin)
        for one in found.values():
            if style := one.node.attributes.get("style"):
                one.lift(self._book.effect_of(style), INLINE)
            if one.hides and one.plays():
                one.free(self._book.shown_by(one.runs[1].names))

    def _reasons(self, one: Hiding) -> set[str]:
        """The properties by which the text of an element is hidden in the end."""
        return {*one.hides, *(one.no_room if one.cuts else ()), *one.animated()}

    def _freed(self, hidden: dict[int, set[str]], seen: dict[int, LexborNode]) -> dict[int, tuple[set[int], set[int]]]:
        """Of elements hidden only by what those within may set anew: which within do so, and the ways there; `seen` are
        those whose text stands out."""
        needed = set[str]().union(*hidden.values())
        if not needed:
            return {}
        anew, nodes = self._set_anew(needed)
        if "contrast" in needed:
            nodes |= seen
            for number in seen:
                anew.setdefault(number, set()).add("contrast")
        freed: dict[int, tuple[set[int], set[int]]] = {}
        for number, node in nodes.items():
            way: list[int] = []
            for around in upward(node):
                if around.mem_id in hidden and hidden[around.mem_id] <= anew[number]:
                    kept, ways = freed.setdefault(around.mem_id, (set(), set()))
                    kept.add(number)
                    ways.update(way)
                way.append(around.mem_id)
        return freed

    def _set_anew(self, needed: set[str]) -> tuple[dict[int, set[str]], dict[int, LexborNode]]:
        """Which elements set which of the properties anew. What is set to that around it takes back what was set."""
        styled = ((node, self._book.effect_of(style), INLINE) for node, style in self._book.styled)
        rules = [rule for rule in self._book.rules if needed & (rule.effect.anew | rule.effect.shows)]
        nodes: dict[int, LexborNode] = {}
        said: dict[tuple[int, str], tuple[Weight, bool]] = {}
        for node, effect, origin in chain(islice(self._book.matched(rules), MAX_STYLED), styled):
            for name in needed & (effect.shows | effect.anew):
                weight = origin.weight(is_important=name in effect.important)
                if weight >= said.get((node.mem_id, name), (NO_WEIGHT,))[0]:
                    said[node.mem_id, name] = weight, name in effect.anew
            nodes[node.mem_id] = node
        anew: dict[int, set[str]] = {number: set() for (number, _), (_, is_anew) in said.items() if is_anew}
        for number, name in (key for key, (_, is_anew) in said.items() if is_anew):
            anew[number].add(name)
        return anew, {number: nodes[number] for number in anew}


def _is_left(node: LexborNode, gone: AbstractSet[int]) -> bool:
    """Whether neither `node` nor what is around it is among those `gone`."""
    return gone.isdisjoint(one.mem_id for one in chain((node,), upward(node)))


def _tells(effect: Effect) -> bool:
    return bool(effect.hides or effect.no_room or effect.is_animated) or effect.clarity * effect.scale < 1
