"""Which elements a reader cannot see. Words hidden in a page (to frame it, or to fool a comparison) do not count.

Reads inline styles, the page's own style elements, and the style sheets from elsewhere that an exhibit holds. Of a bare
HTML file those are not loaded.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages.colours import Colour, colour_in
from rempart.engines.pages.matching import Finder, outermost
from rempart.engines.pages.styles import (
    Effect,
    Variables,
    effect_of,
    is_lasting,
    rules_in,
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
_WHITE = Colour(255, 255, 255)


def remove_hidden(tree: LexborHTMLParser, source: str, own: Sequence[str], sheets: Sequence[str] = ()) -> int:
    """Take every element that cannot be seen out of `tree`, read from `source`; returns how many. `own` are the page's
    style elements, `sheets` those that it links to."""
    rules = _rules([*own, *_linked_data(tree)], sheets)
    return _Found(tree, Finder(tree, source), rules, all_known=bool(sheets)).remove()


def _rules(own: Sequence[str], sheets: Sequence[str]) -> list[tuple[str, str]]:
    """The rules of all sheets in their order; where they are too many the page's own go first."""
    left, bounded = MAX_SHEETS, []
    for text in (*own, *sheets):
        bounded.append(text[:left])
        left -= len(bounded[-1])
    first = list(islice(chain.from_iterable(map(rules_in, bounded[: len(own)])), MAX_RULES))
    linked = islice(chain.from_iterable(map(rules_in, bounded[len(own) :])), MAX_RULES - len(first))
    return [*linked, *first]


class _Found:
    """What the styles of one page hide. Nodes are known by their number: nothing is taken out before all are found."""

    def __init__(
        self, tree: LexborHTMLParser, finder: Finder, rules: list[tuple[str, str]], *, all_known: bool
    ) -> None:
        self._tree, self._finder = tree, finder
        self._is_styled_elsewhere = not all_known and tree.css_first("link[rel~=stylesheet]") is not None
        said: dict[str, str] = {}
        for selector, body in rules:
            if "--" in body and _is_the_pages(selector):
                said |= variables_in(body)
        self._resolve = Variables(said).resolve
        self._rules = [(selector, effect_of(self._resolve(body))) for selector, body in rules]
        self._page_colour = self._read_page_colour()
        self._hidden: dict[int, LexborNode] = {}
        self._no_room: dict[int, LexborNode] = {}
        self._cutting: set[int] = set()
        self._faint: list[LexborNode] = []
        self._painted: set[int] = set()

    def remove(self) -> int:
        """Find and take out."""
        self._read_inline()
        self._read_rules()
        self._hidden |= {number: node for number, node in self._no_room.items() if number in self._cutting}
        self._hidden |= {node.mem_id: node for node in self._faint if self._blends(node)}
        hidden = outermost(self._hidden.values())
        for node in hidden:
            node.decompose()
        return len(hidden)

    def _read_inline(self) -> None:
        for node in self._tree.css("[style], font[color]")[:MAX_STYLED]:
            if node.tag in {"body", "html"}:
                continue
            style = node.attributes.get("style") or f"color:{node.attributes.get('color') or ''}"
            self._take(node, effect_of(self._resolve(style)))
        for node in self._tree.css(_NEVER_SHOWN):
            if node.tag not in {"body", "html"}:
                self._hidden[node.mem_id] = node
        for node in self._tree.css("option"):
            if len(node.text()) > LONG_OPTION:
                self._hidden[node.mem_id] = node

    def _read_rules(self) -> None:
        """Rules that hide first; what only hides together with another is looked for where there is the other."""
        telling = [(s, e) for s, e in self._rules if e.conceals or e.no_room or self._is_faint(e)]
        for node, effect in self._matched(telling):
            self._take(node, effect)
        if self._no_room:
            for node, _ in self._matched([(s, e) for s, e in self._rules if e.cuts]):
                self._cutting.add(node.mem_id)
        if self._faint:
            for node, _ in self._matched([(s, e) for s, e in self._rules if e.paints]):
                self._painted.add(node.mem_id)

    def _take(self, node: LexborNode, effect: Effect) -> None:
        if effect.conceals:
            self._hidden[node.mem_id] = node
            return
        if effect.no_room:
            self._no_room[node.mem_id] = node
        if effect.cuts:
            self._cutting.add(node.mem_id)
        if effect.paints:
            self._painted.add(node.mem_id)
        if self._is_faint(effect):
            self._faint.append(node)

    def _is_faint(self, effect: Effect) -> bool:
        """Whether a text has the page's own colour, and no other background of its own."""
        colour = effect.colour
        return (
            colour is not None
            and self._page_colour is not None
            and colour.is_like(self._page_colour)
            and not effect.paints
        )

    def _matched(self, rules: list[tuple[str, Effect]]) -> Iterable[tuple[LexborNode, Effect]]:
        every = ((one, effect) for many, effect in rules for one in split_selectors(many) if is_lasting(one))
        selectors = list(dict.fromkeys(every))
        if len(selectors) > FEW_SELECTORS:
            known = self._words()
            selectors = [(s, e) for s, e in selectors if known.issuperset(re.findall(r"[.#]([\w-]+)", s))]
        for selector, effect in selectors[:MAX_SELECTORS]:
            yield from ((node, effect) for node in self._finder.find(selector) if node.tag not in {"body", "html"})

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
        for _ in range(MAX_ANCESTORS):
            if around is None or around.tag in {"body", "html"}:
                return True
            attributes = around.attributes
            painted = around.mem_id in self._painted or attributes.get("bgcolor") or attributes.get("background")
            if painted and not self._is_painted_alike(around):
                return False
            if self._is_styled_elsewhere and attributes.get("class"):
                return False
            around = around.parent
        return False

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
        said = [effect.background for selector, effect in self._rules if effect.background and _is_the_pages(selector)]
        if said:
            return said[-1]
        return None if self._is_styled_elsewhere else _WHITE


def _is_the_pages(selector: str) -> bool:
    return any(_PAGE_SELECTOR.fullmatch(part) for part in split_selectors(selector))


def _linked_data(tree: LexborHTMLParser) -> list[str]:
    """Style sheets that stand in the page as the address of a link."""
    targets = (node.attributes.get("href") or "" for node in tree.css("link[rel~=stylesheet][href]"))
    return [unquote(_DATA_SHEET.sub("", target, count=1)) for target in targets if _DATA_SHEET.match(target)]
