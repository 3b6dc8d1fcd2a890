"""Which elements a reader cannot see. Words hidden in a page (to frame it, or to fool a comparison) do not count.

Reads inline styles, the page's own style elements, and the style sheets from elsewhere that an exhibit holds. Of a bare
HTML file those are not loaded.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages.cascade import INHERITED, INLINE, Hiding, Weight, weight_of
from rempart.engines.pages.colours import Colour, colour_in
from rempart.engines.pages.matching import Finder, outermost
from rempart.engines.pages.styles import (
    Effect,
    Variables,
    effect_of,
    is_lasting,
    rules_in,
    shown_by_animations,
    split_selectors,
    variables_in,
)

MAX_SELECTORS = 400  # that hide: each is looked for in the whole page
FEW_SELECTORS = 40  # from more on those whose words are not in the page are left out first
MAX_STYLED = 40_000
MAX_SHEETS = 4_000_000  # characters of all sheets of a page
MAX_RULES = 50_000
MAX_ANCESTORS = 8
LONG_OPTION = 60  # characters: a choice is short, a text in a list of choices is not there to be read
_PAGE_SELECTOR = re.compile(r"(?:html|body|\*|:root)", re.IGNORECASE)
_NEVER_SHOWN = "[hidden], dialog:not([open]), [popover], datalist"
_DATA_SHEET = re.compile(r"data:text/css[^,]*,", re.IGNORECASE)
_BESIDE = re.compile(r"::?(?:before|after)\b", re.IGNORECASE)  # what is painted there lies behind the text too
_WORDS = re.compile(r"[.#]([\w-]+)")
_LAST = re.compile(r"[\s>+~]+")
_TAG = re.compile(r"[a-z][\w-]*", re.IGNORECASE)
_WHITE = Colour(255, 255, 255)
_LEFT_OUT = frozenset({"display", "visibility", "content-visibility"})  # of what these hide a browser gives no text

_Rule = tuple[str, Effect, int]


def remove_hidden(
    tree: LexborHTMLParser, source: str, own: Sequence[str], sheets: Sequence[str] = (), *, is_shown_known: bool = False
) -> int:
    """Take every element that cannot be seen out of `tree`, read from `source`; returns how many. `own` are the page's
    style elements, `sheets` those that it links to. Where the text that a browser showed is known, what the rules of
    sheets say in its terms is left to it: it alone knows all of them."""
    texts = _bounded([*own, *_linked_data(tree)], sheets)
    return _Found(tree, Finder(tree, source), texts, all_known=bool(sheets), is_shown_known=is_shown_known).remove()


def _bounded(own: Sequence[str], sheets: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both to `MAX_SHEETS` characters together, of which the page's own get theirs first."""
    left, bounded = MAX_SHEETS, []
    for text in (*own, *sheets):
        bounded.append(text[:left])
        left -= len(bounded[-1])
    return bounded[: len(own)], bounded[len(own) :]


class _Found:
    """What the styles of one page hide. Nodes are known by their number: nothing is taken out before all are found."""

    def __init__(
        self,
        tree: LexborHTMLParser,
        finder: Finder,
        texts: tuple[list[str], list[str]],
        *,
        all_known: bool,
        is_shown_known: bool,
    ) -> None:
        self._tree, self._finder, self._texts = tree, finder, texts
        self._is_styled_elsewhere = not all_known and tree.css_first("link[rel~=stylesheet]") is not None
        self._left_out = _LEFT_OUT if is_shown_known else frozenset()
        self._read_sheets()
        self._page_colour = self._read_page_colour()
        self._never: dict[int, LexborNode] = {}
        self._hiding: dict[int, Hiding] = {}
        self._painted: set[int] = set()
        self._lifted: set[int] = set()
        self._pictured: dict[int, LexborNode | None] = {}

    def _read_sheets(self) -> None:
        own, linked = (chain.from_iterable(map(rules_in, texts)) for texts in self._texts)
        first = list(islice(own, MAX_RULES))
        rules = [*islice(linked, MAX_RULES - len(first)), *first]
        said: dict[str, str] = {}
        for selector, body in rules:
            if "--" in body and _is_the_pages(selector):
                said |= variables_in(body)
        self._resolve = Variables(said).resolve
        self._rules = [(rules[n][0], effect_of(self._resolve(rules[n][1])), n) for n in range(len(rules))]

    def remove(self) -> int:
        """Find and take out."""
        self._read_inline()
        self._read_rules()
        if any(one.hides or one.no_room or one.faint for one in self._hiding.values()):
            self._weigh()
        reasons = {number: said for number, one in self._hiding.items() if (said := self._reasons(one))}
        freed = self._freed({number: said for number, said in reasons.items() if said <= INHERITED})
        whole = outermost([*self._never.values(), *(self._hiding[n].node for n in reasons if n not in freed)])
        gone = {node.mem_id for node in whole}
        paths = {number: [node.mem_id for node in _upward(self._hiding[number].node)] for number in freed}
        partly = [number for number in freed if gone.isdisjoint(paths[number])]
        for node in whole:
            node.decompose()
        for number in sorted(partly, key=lambda number: -len(paths[number])):  # the innermost first
            _take_out(self._hiding[number].node, *freed[number])
        return len(whole) + len(partly)

    def _read_inline(self) -> None:
        for node in self._tree.css("[style], font[color]")[:MAX_STYLED]:
            if node.tag not in {"body", "html"}:
                style = node.attributes.get("style") or f"color:{node.attributes.get('color') or ''}"
                self._take(node, effect_of(self._resolve(style)), INLINE)
        for node in self._tree.css(_NEVER_SHOWN):
            if node.tag not in {"body", "html"}:
                self._never[node.mem_id] = node
        for node in self._tree.css("option"):
            if len(node.text()) > LONG_OPTION:
                self._never[node.mem_id] = node

    def _read_rules(self) -> None:
        """Rules that hide first; what only hides together with another is looked for where there is the other."""
        told = self._left_out
        telling = [rule for rule in self._rules if rule[1].hides - told or rule[1].no_room or self._is_faint(rule[1])]
        for node, effect, weight in self._matched(telling):
            self._take(node, effect, weight, told)
        if any(one.no_room for one in self._hiding.values()):
            for node, effect, weight in self._matched([rule for rule in self._rules if rule[1].cuts]):
                if one := self._hiding.get(node.mem_id):
                    one.add(effect, weight, told)
        if any(one.faint for one in self._hiding.values()):
            behind = [(_BESIDE.sub("", s), e, n) for s, e, n in self._rules if e.paints or e.is_lifted]
            for node, effect, _ in self._matched(behind):
                self._mark(node, effect)

    def _mark(self, node: LexborNode, effect: Effect) -> None:
        if effect.paints:
            self._painted.add(node.mem_id)
        if effect.is_lifted:
            self._lifted.add(node.mem_id)

    def _take(self, node: LexborNode, effect: Effect, weight: Weight, told: frozenset[str] = frozenset()) -> None:
        self._mark(node, effect)
        is_faint = self._is_faint(effect)
        if effect.hides or effect.no_room or effect.cuts or is_faint:
            one = self._hiding.setdefault(node.mem_id, Hiding(node))
            one.add(effect, weight, told, is_faint=is_faint)

    def _weigh(self) -> None:
        """Take back what another declaration at the same element has otherwise, in a rule or in the style attribute."""
        found = {number: one for number, one in self._hiding.items() if one.hides or one.no_room or one.faint}
        needed = set[str]().union(*(one.properties() for one in found.values()))
        attributes = [one.node.attributes for one in found.values()]
        words = {word for said in attributes for word in (*(said.get("class") or "").split(), said.get("id") or "")}
        tags = {one.node.tag or "" for one in found.values()}
        animations: dict[str, frozenset[str]] | None = None

        def lift(one: Hiding, effect: Effect, weight: Weight) -> None:
            nonlocal animations
            one.lift(effect, weight, is_faint=self._is_faint(effect))
            if effect.animations and one.hides:
                if animations is None:
                    animations = shown_by_animations("\n".join(chain(*self._texts)))
                one.free(frozenset[str]().union(*(animations.get(name, ()) for name in effect.animations)))

        rules = [rule for rule in self._rules if needed & (rule[1].shows | rule[1].has_room) or rule[1].animations]
        near = [(one, e, n) for many, e, n in rules for one in split_selectors(many) if _may_be(one, words, tags)]
        for node, effect, weight in self._matched(near):
            if node.mem_id in found:
                lift(found[node.mem_id], effect, weight)
        for one in found.values():
            if style := one.node.attributes.get("style"):
                lift(one, effect_of(self._resolve(style)), INLINE)

    def _reasons(self, one: Hiding) -> set[str]:
        """The properties by which the text of an element is hidden in the end."""
        faint = one.faint.keys() if one.faint and self._blends(one.node) else set()
        return {*one.hides, *(one.no_room if one.cuts else ()), *faint}

    def _freed(self, hidden: dict[int, set[str]]) -> dict[int, tuple[set[int], set[int]]]:
        """Of elements hidden only by what those within may set anew: which within do so, and the ways there."""
        needed = set[str]().union(*hidden.values())
        if not needed:
            return {}
        styled = ((n, effect_of(self._resolve(n.attributes.get("style") or ""))) for n in self._tree.css("[style]"))
        ruled = ((n, e) for n, e, _ in self._matched([rule for rule in self._rules if needed & rule[1].anew]))
        anew: dict[int, set[str]] = {}
        nodes: dict[int, LexborNode] = {}
        for node, effect in chain(islice(ruled, MAX_STYLED), islice(styled, MAX_STYLED)):
            if needed & effect.anew:
                anew.setdefault(node.mem_id, set()).update(effect.anew)
                nodes[node.mem_id] = node
        freed: dict[int, tuple[set[int], set[int]]] = {}
        for number, node in nodes.items():
            way: list[int] = []
            for around in _upward(node):
                if around.mem_id in hidden and hidden[around.mem_id] <= anew[number]:
                    kept, ways = freed.setdefault(around.mem_id, (set(), set()))
                    kept.add(number)
                    ways.update(way)
                way.append(around.mem_id)
        return freed

    def _is_faint(self, effect: Effect) -> bool:
        """Whether a text has the page's own colour, and no other background of its own."""
        colour = effect.colour
        return (
            colour is not None
            and self._page_colour is not None
            and colour.is_like(self._page_colour)
            and not effect.paints
        )

    def _matched(self, rules: Iterable[_Rule]) -> Iterator[tuple[LexborNode, Effect, Weight]]:
        every = {(one, e): n for many, e, n in rules for one in split_selectors(many) if is_lasting(one)}
        selectors = [(one, e, n) for (one, e), n in every.items()]
        if len(selectors) > FEW_SELECTORS:
            known = self._words()
            selectors = [rule for rule in selectors if known.issuperset(_WORDS.findall(rule[0].partition("(")[0]))]
        for selector, effect, number in selectors[:MAX_SELECTORS]:
            for node in self._finder.find(selector):
                if node.tag not in {"body", "html"}:
                    yield node, effect, weight_of(selector, number)

    def _words(self) -> set[str]:
        """Every class and identifier of the page: rules for others match nothing."""
        words: set[str] = set()
        for node in self._tree.css("[class], [id]"):
            words.update((node.attributes.get("class") or "").split())
            words.add(node.attributes.get("id") or "")
        return words

    def _blends(self, node: LexborNode) -> bool:
        """Whether nothing close around the text sets another background, as far as that is known here."""
        around: LexborNode | None = node
        is_lifted = False
        for _ in range(MAX_ANCESTORS):
            if around is None or around.tag in {"body", "html"}:
                return True
            attributes = around.attributes
            painted = around.mem_id in self._painted or attributes.get("bgcolor") or attributes.get("background")
            if painted and not self._is_painted_alike(around):
                return False
            if self._is_styled_elsewhere and attributes.get("class"):
                return False
            picture = self._picture_in(around)
            if picture is not None and (is_lifted or picture.mem_id in self._lifted):
                return False
            is_lifted = is_lifted or around.mem_id in self._lifted
            around = around.parent
        return False

    def _picture_in(self, node: LexborNode) -> LexborNode | None:
        """A picture that may lie behind a text of the same part."""
        if node.mem_id not in self._pictured:
            self._pictured[node.mem_id] = node.css_first("img, picture, video, canvas")
        return self._pictured[node.mem_id]

    def _is_painted_alike(self, node: LexborNode) -> bool:
        """Whether the background is said at the element itself, and is the page's own again."""
        style = self._resolve(node.attributes.get("style") or "")
        own = effect_of(style).background or colour_in((node.attributes.get("bgcolor") or "").lower())
        return own is not None and self._page_colour is not None and own.is_like(self._page_colour)

    def _read_page_colour(self) -> Colour | None:
        """The page's background; None where a style sheet from elsewhere may set it."""
        body = self._tree.body
        attributes = body.attributes if body is not None else {}
        own = effect_of(self._resolve(attributes.get("style") or "")).background
        if own or (own := colour_in((attributes.get("bgcolor") or "").lower())):
            return own
        said = [
            effect.background for selector, effect, _ in self._rules if effect.background and _is_the_pages(selector)
        ]
        if said:
            return said[-1]
        return None if self._is_styled_elsewhere else _WHITE


def _may_be(selector: str, words: set[str], tags: set[str]) -> bool:
    """Whether `selector` may match an element of these classes, identifiers and tags."""
    if "(" in selector or "[" in selector:
        return True
    last = _LAST.split(selector)[-1]
    tag = _TAG.match(last)
    return words.issuperset(_WORDS.findall(last)) and (tag is None or tag[0].lower() in tags)


def _upward(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around `node`, from the nearest on."""
    around = node.parent
    while around is not None:
        yield around
        around = around.parent


def _take_out(node: LexborNode, kept: set[int], ways: set[int]) -> None:
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


def _is_the_pages(selector: str) -> bool:
    return any(_PAGE_SELECTOR.fullmatch(part) for part in split_selectors(selector))


def _linked_data(tree: LexborHTMLParser) -> list[str]:
    """Style sheets that stand in the page as the address of a link."""
    targets = (node.attributes.get("href") or "" for node in tree.css("link[rel~=stylesheet][href]"))
    return [unquote(_DATA_SHEET.sub("", target, count=1)) for target in targets if _DATA_SHEET.match(target)]
