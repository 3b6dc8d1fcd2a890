"""Which elements a reader cannot see. Words hidden in a page (to frame it, or to fool a comparison) do not count.

Reads inline styles, the page's own style elements, and the sheets from elsewhere that an exhibit holds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from math import prod

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages.backdrops import Backdrops
from rempart.engines.pages.bounds import MAX_DEPTH
from rempart.engines.pages.cascade import INHERITED, INLINE, NO_WEIGHT, Hiding, Origin, Weight
from rempart.engines.pages.colours import Colour, colour_in
from rempart.engines.pages.contrast import Contrast
from rempart.engines.pages.data_sheets import bounded_sheets, data_sheets
from rempart.engines.pages.declarations import Effect, effect_of
from rempart.engines.pages.keyframes import Vanishing, frames_in, hidden_by, shown_by
from rempart.engines.pages.matching import Finder, outermost, take_out, upward
from rempart.engines.pages.selectors import may_match, names_only, read_selectors, split_selectors, widest_of
from rempart.engines.pages.styles import Rule, Variables, ranks_of, rules_in, variables_in, variables_of
from rempart.engines.pages.text import clean, spoken

MAX_SELECTORS = 4_000  # that hide: each is looked for in the whole page
FEW_SELECTORS = 40  # from more on those whose words are not in the page are left out first
MAX_STYLED = 40_000
MAX_RULES = 50_000
MAX_SEARCHED = 400_000_000  # characters gone by for what a browser showed of elements that rules take out of sight
MAX_HIDDEN = 400_000  # characters of hidden texts that are kept
LITTLE = 0.1  # of a text's strength or size
LONG_OPTION = 60  # characters: a choice is short, a text in a list of choices is not there to be read
_PAGE_SELECTOR = re.compile(r"(?:html|body|\*|:root)", re.IGNORECASE)
_NEVER_SHOWN = "[hidden=until-found i], datalist, rp, meter, progress, noembed, noframes, fencedframe, body title"
_NOT_BY_ITSELF = "[hidden], dialog:not([open]), [popover]"  # shown where a rule says so
_SHADOW = "template[shadowrootmode=open], template[shadowrootmode=closed]"
_SLOT = re.compile(r"<slot(?![^<>]*\bname\b)", re.IGNORECASE)
_SHADOW_STYLE = re.compile(r"<style\b[^<>]*>([^<]*)</style>", re.IGNORECASE)
_STYLED = re.compile(r"<(?:style|link)\b|\b(?:style|class|hidden)\b[^<>]*>", re.IGNORECASE)
_INITIAL = re.compile(r"@property\s+(--[\w-]+)\s*\{[^{}]*?initial-value\s*:\s*([^;{}]{1,100})", re.IGNORECASE)
_BESIDE = re.compile(r"::?(?:before|after)\b", re.IGNORECASE)  # what is painted there lies behind the text too
_WHITE = Colour(255, 255, 255)
_LEFT_OUT = frozenset({"display", "visibility", "content-visibility"})  # of what these hide a browser gives no text
_OF_THE_PAGE = frozenset({"display", "opacity", "visibility", "content-visibility"})  # a script may show all at once


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """One rule as it is weighed."""

    selector: str
    effect: Effect
    rank: tuple[int, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """What was taken out of a page: how many elements, and what they said."""

    count: int = 0
    texts: tuple[str, ...] = ()


def remove_hidden(
    tree: LexborHTMLParser, source: str, own: Sequence[str], sheets: Sequence[str] = (), shown: str = ""
) -> Hidden:
    """Take every element that cannot be seen out of `tree`, read from `source`. `own` are the page's style elements,
    `sheets` those that it links to. Where the text that a browser showed is known (`shown`), it has the last word on
    what the rules of sheets say in its terms: it alone knows all of them. A page with more rules than are weighed here
    keeps no words."""
    texts = bounded_sheets([*own, *data_sheets(tree, own)], sheets)
    return _Found(tree, Finder(tree, source), texts, all_known=bool(sheets), shown=shown).remove()


class _Found:
    """What the styles of one page hide. Nodes are known by their number: nothing is taken out before all are found."""

    def __init__(
        self,
        tree: LexborHTMLParser,
        finder: Finder,
        texts: tuple[list[str], list[str]],
        *,
        all_known: bool,
        shown: str,
    ) -> None:
        self._tree, self._finder, self._texts = tree, finder, texts
        self._css = "\n".join(chain(*texts))
        self._is_styled_elsewhere = not all_known and tree.css_first("link[rel~=stylesheet]") is not None
        self._shown = spoken([clean(shown)])[0] if shown else ""
        self._left_out = _LEFT_OUT if shown else frozenset()
        self._left = MAX_SEARCHED
        self._is_beyond = False
        self._has_script = tree.css_first("script, [onload]") is not None
        self._vanishing: dict[str, Vanishing] = {}
        self._read_sheets()
        self._never: dict[int, LexborNode] = {}
        self._hiding: dict[int, Hiding] = {}
        self._painted: dict[int, Colour | None] = {}
        self._lifted: set[int] = set()
        self._coloured: list[tuple[LexborNode, Effect]] = []
        self._partial: dict[int, tuple[LexborNode, float, float]] = {}

    def _read_sheets(self) -> None:
        own, linked = (chain.from_iterable(map(rules_in, texts)) for texts in self._texts)
        first = list(islice(own, MAX_RULES))
        rules = [*islice(linked, MAX_RULES - len(first)), *first]
        self._is_beyond = next(own, None) is not None or next(linked, None) is not None
        css = self._css if "@" in self._css else ""
        said: dict[str, str] = {}
        important: dict[str, str] = {}
        elsewhere = {found[1]: found[2].strip() for found in islice(_INITIAL.finditer(css), MAX_RULES)}
        for rule in rules:
            if "--" not in rule.body:
                continue
            plain, marked = variables_of(rule.body)
            if _is_the_pages(rule.selector):
                said |= plain
                important |= marked
            else:
                elsewhere |= plain | marked
        for node in self._tree.css("[style*='--']")[:MAX_STYLED]:
            elsewhere |= variables_in(node.attributes.get("style") or "")
        self._variables = Variables(said | important, elsewhere)
        ranks = ranks_of([rule.layer for rule in rules])
        self._rules = [
            _Rule(rule.selector, self._effect(rule), ranks[rule.layer], number)
            for number, rule in enumerate(rules)
            if rule.selector
        ]
        self._page_colour = self._read_page_colour()
        self._frames = frames_in(css) if "keyframes" in css else {}
        found = {name: hidden_by(frames, self._is_faint) for name, frames in self._frames.items()}
        self._vanishing = {name: vanishing for name, vanishing in found.items() if vanishing}
        if self._vanishing:
            self._rules = [replace(rule, effect=self._vanished(rule.effect)) for rule in self._rules]

    def _effect(self, rule: Rule) -> Effect:
        effect = self._effect_of(rule.body)
        return effect if rule.is_sure else effect.hiding_only()

    def _effect_of(self, style: str) -> Effect:
        """The effect of declarations as they come out on this page."""
        effect = effect_of(self._variables.resolve(style))
        if hiding := self._variables.resolve_hiding(style):
            effect = effect.hiding_as(effect_of(hiding))
        return self._vanished(effect) if self._vanishing else effect

    def _vanished(self, effect: Effect) -> Effect:
        for name in effect.animation.names & self._vanishing.keys():
            vanishing = self._vanishing[name]
            held = (getattr(vanishing, at) for at in effect.animation.holds)
            effect = effect.vanishing(vanishing.always.union(*held))
        return effect

    def remove(self) -> Hidden:
        """Find and take out."""
        self._read_inline()
        self._read_rules()
        if any(one.properties() - one.cuts.keys() for one in self._hiding.values()):
            self._weigh()
        body = self._tree.body
        if self._is_beyond and body is not None:
            take_out(body, set(), set())
            return Hidden(1)
        for node in self._vanishing_together():
            self._never[node.mem_id] = node
        reasons = {number: said for number, one in self._hiding.items() if (said := self._reasons(one))}
        contrast = self._find_contrast()
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
        for node in whole:
            if node.tag in {"html", "body"}:
                take_out(node if body is None else body, set(), set())
            else:
                node.decompose()
        for number in sorted(partly, key=lambda number: -len(paths[number])):  # the innermost first
            take_out(self._hiding[number].node, *freed[number])
        return Hidden(len(whole) + len(partly), texts)

    def _find_contrast(self) -> Contrast:
        is_dark = "color-scheme" in self._css or self._tree.css_first("meta[name=color-scheme i]") is not None
        is_all = not self._is_styled_elsewhere and not is_dark
        contrast = Contrast(self._tree, self._coloured, self._page_colour, is_all=is_all)
        contrast.look(
            (rule.effect for rule in self._rules),
            lambda ask: self._matched([rule for rule in self._rules if ask(rule.effect)]),
        )
        return contrast

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
            texts.append((node.text(separator=" ") or "")[:left])
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
        for node in self._tree.css("[style], font[color]")[:MAX_STYLED]:
            style = node.attributes.get("style") or f"color:{node.attributes.get('color') or ''}"
            effect = self._effect_of(style)
            self._take(node, effect, INLINE)
            if effect.colour or effect.paints:
                self._coloured.append((node, effect))
        for template in self._tree.css(_SHADOW):
            self._read_shadow(template)
        for node in self._tree.css(_NOT_BY_ITSELF):
            if node.tag not in {"body", "html"}:
                self._hiding.setdefault(node.mem_id, Hiding(node)).hides.setdefault("display", NO_WEIGHT)
        self._read_never()

    def _read_never(self) -> None:
        """What no style can show."""
        for node in self._tree.css(_NEVER_SHOWN):
            if node.tag not in {"body", "html"}:
                self._never[node.mem_id] = node
        for details in self._tree.css("details:not([open])"):
            summary = next((node for node in details.iter() if node.tag == "summary"), None)
            for node in details.iter(include_text=True):
                if summary is None or node.mem_id != summary.mem_id:
                    self._never[node.mem_id] = node
        for node in self._tree.css("option"):
            if len(node.text()) > LONG_OPTION:
                self._never[node.mem_id] = node

    def _read_shadow(self, template: LexborNode) -> None:
        """What stands beside a shadow root is shown in its slot alone; one that styles or hides is not looked into."""
        host, inside = template.parent, template.html or ""
        if host is None:
            return
        styles = _SHADOW_STYLE.findall(inside)
        rest = _SHADOW_STYLE.sub("", inside) if styles else inside
        if _SLOT.search(inside) and not _STYLED.search(rest) and not any(map(self._may_hide, styles)):
            return
        for node in host.iter(include_text=True):
            if node.mem_id != template.mem_id:
                self._never[node.mem_id] = node

    def _may_hide(self, css: str) -> bool:
        """Whether a style of a shadow root may hide anything; one with variables or animations is not looked into."""
        effects = [effect_of(rule.body) for rule in rules_in(css)]
        return bool(re.search(r"var\(|@import|animation|\ball\s*:|\\", css, re.IGNORECASE)) or any(
            effect.hides or effect.no_room or effect.cuts or effect.colour or effect.paints for effect in effects
        )

    def _read_rules(self) -> None:
        """Rules that hide first; what only hides together with another is looked for where there is the other."""
        told = self._left_out
        telling = [rule for rule in self._rules if self._tells(rule.effect)]
        for node, effect, origin in self._matched(telling, wide=True):
            self._take(node, effect, origin, told)
        if any(one.no_room for one in self._hiding.values()):
            for node, effect, origin in self._matched([rule for rule in self._rules if rule.effect.cuts], wide=True):
                if one := self._hiding.get(node.mem_id):
                    one.add(effect, origin, told)
        if any(one.faint for one in self._hiding.values()):
            behind = [
                replace(rule, selector=_BESIDE.sub("", rule.selector))
                for rule in self._rules
                if rule.effect.paints or rule.effect.is_lifted
            ]
            for node, effect, _ in self._matched(behind):
                self._mark(node, effect)

    def _tells(self, effect: Effect) -> bool:
        return bool(effect.hides or effect.no_room) or self._is_faint(effect) or effect.clarity * effect.scale < 1

    def _mark(self, node: LexborNode, effect: Effect) -> None:
        if effect.paints:
            self._painted[node.mem_id] = effect.background
        if effect.is_lifted:
            self._lifted.add(node.mem_id)
        if effect.clarity * effect.scale < 1:
            _, clarity, scale = self._partial.get(node.mem_id, (node, 1.0, 1.0))
            self._partial[node.mem_id] = node, min(clarity, effect.clarity), min(scale, effect.scale)

    def _take(self, node: LexborNode, effect: Effect, origin: Origin, told: frozenset[str] = frozenset()) -> None:
        self._mark(node, effect)
        is_faint = self._is_faint(effect)
        if not (is_faint or effect.hides or effect.no_room or effect.cuts):
            return
        if node.tag in {"body", "html"}:
            taken = INHERITED - {"visibility"} if self._has_script else INHERITED | _OF_THE_PAGE
            effect = replace(effect, hides=effect.hides & taken, no_room=frozenset(), cuts=frozenset())
            told = frozenset()
        one = self._hiding.setdefault(node.mem_id, Hiding(node))
        one.add(effect, origin, told, is_faint=is_faint)

    def _weigh(self) -> None:
        """Take back what another declaration at the same element has otherwise, in a rule or in the style attribute."""
        found = {number: one for number, one in self._hiding.items() if one.properties() - one.cuts.keys()}
        needed = set[str]().union(*(one.properties() for one in found.values()))
        attributes = [one.node.attributes for one in found.values()]
        words = {word for said in attributes for word in (*(said.get("class") or "").split(), said.get("id") or "")}
        tags = {one.node.tag or "" for one in found.values()}
        rules = [
            rule
            for rule in self._rules
            if needed & (rule.effect.shows | rule.effect.has_room)
            or rule.effect.animation.is_named
            or rule.effect.animation.says_state
            if any(may_match(one, words, tags) for one in split_selectors(rule.selector))
        ]
        for node, effect, origin in self._matched(rules):
            if one := found.get(node.mem_id):
                one.lift(effect, origin, is_faint=self._is_faint(effect))
        for one in found.values():
            if style := one.node.attributes.get("style"):
                effect = self._effect_of(style)
                one.lift(effect, INLINE, is_faint=self._is_faint(effect))
            if one.hides and one.plays():
                one.free(self._shown_by(one.runs[1].names))

    def _shown_by(self, names: frozenset[str]) -> frozenset[str]:
        """What animations that run together show, and none of them hides."""
        running = names & self._frames.keys()
        shown = frozenset[str]().union(*(shown_by(self._frames[name]) for name in running))
        return shown.difference(*(self._vanishing[name].always for name in running & self._vanishing.keys()))

    def _reasons(self, one: Hiding) -> set[str]:
        """The properties by which the text of an element is hidden in the end."""
        faint = one.faint.keys() if one.faint and self._blends(one.node) else set()
        return {*one.hides, *(one.no_room if one.cuts else ()), *faint}

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
        styled = ((n, self._effect_of(n.attributes.get("style") or ""), INLINE) for n in self._tree.css("[style]"))
        rules = [rule for rule in self._rules if needed & (self._anew_in(rule.effect) | rule.effect.shows)]
        nodes: dict[int, LexborNode] = {}
        said: dict[tuple[int, str], tuple[Weight, bool]] = {}
        for node, effect, origin in chain(*(islice(each, MAX_STYLED) for each in (self._matched(rules), styled))):
            for name in needed & (effect.shows | effect.anew):
                weight = origin.weight(is_important=name in effect.important)
                if weight >= said.get((node.mem_id, name), (NO_WEIGHT,))[0]:
                    said[node.mem_id, name] = weight, name in effect.anew
            if "color" in needed and "color" in self._anew_in(effect) - effect.anew:
                said[node.mem_id, "background"] = NO_WEIGHT, True
            nodes[node.mem_id] = node
        painted = self._tree.css("[bgcolor], [background]")[:MAX_STYLED] if "color" in needed else ()
        said |= {(node.mem_id, "background"): (NO_WEIGHT, True) for node in painted}
        nodes |= {node.mem_id: node for node in painted}
        anew: dict[int, set[str]] = {number: set() for (number, _), (_, is_anew) in said.items() if is_anew}
        for number, name in (key for key, (_, is_anew) in said.items() if is_anew):
            anew[number].add("color" if name == "background" else name)
        return anew, {number: nodes[number] for number in anew}

    def _anew_in(self, effect: Effect) -> frozenset[str]:
        """What an effect sets anew: another background shows a text of the page's colour."""
        behind = effect.background
        is_other = effect.paints and (
            behind is None or self._page_colour is None or not behind.is_like(self._page_colour)
        )
        return effect.anew | {"color"} if is_other else effect.anew

    def _is_faint(self, effect: Effect) -> bool:
        """Whether a text has the page's own colour, and no other background of its own."""
        colour = effect.colour
        return (
            colour is not None
            and self._page_colour is not None
            and colour.is_like(self._page_colour)
            and not effect.paints
        )

    def _matched(self, rules: Iterable[_Rule], *, wide: bool = False) -> Iterator[tuple[LexborNode, Effect, Origin]]:
        """The elements at which rules hold; with `wide`, for those that hide, at which they may hold."""
        every = {
            (read, rule.effect): (rule, one)
            for rule in rules
            for one in split_selectors(rule.selector)
            for read in read_selectors(rule.selector, one)
            if wide or read[1]
        }
        selectors = [(*read, effect, rule, one) for (read, effect), (rule, one) in every.items()]
        if len(selectors) > FEW_SELECTORS:
            known = self._words
            selectors = [said for said in selectors if names_only(said[0].partition("(")[0], known)]
        self._is_beyond = self._is_beyond or (wide and len(selectors) > MAX_SELECTORS)
        for selector, is_exact, effect, rule, one in selectors[:MAX_SELECTORS]:
            exactly = self._finder.find(selector)
            widely = self._finder.find(widest_of(selector)) if exactly is None and wide else []
            self._is_beyond = self._is_beyond or widely is None
            held = effect if is_exact and exactly is not None else effect.hiding_only()
            origin = Origin(one, rule.rank, rule.order)
            for node in exactly or widely or ():
                yield node, held, origin

    @cached_property
    def _words(self) -> set[str]:
        """Every class and identifier of the page: rules for others match nothing."""
        words: set[str] = set()
        for node in self._tree.css("[class], [id]"):
            words.update((node.attributes.get("class") or "").split())
            words.add(node.attributes.get("id") or "")
        return words

    def _blends(self, node: LexborNode) -> bool:
        """Whether nothing close around the text sets another background, as far as that is known here."""
        page = self._page_colour
        if page is not None and Backdrops(self._lifted, self._painted).is_before_one(node, (page,)):
            return False
        around: LexborNode | None = node
        for _ in range(MAX_DEPTH):
            if around is None or around.tag in {"body", "html"}:
                return True
            attributes = around.attributes
            painted = around.mem_id in self._painted or attributes.get("bgcolor") or attributes.get("background")
            if painted and not self._is_painted_alike(around):
                return False
            if self._is_styled_elsewhere and attributes.get("class"):
                return False
            around = around.parent
        return True

    def _is_painted_alike(self, node: LexborNode) -> bool:
        """Whether the background is said at the element itself, and is the page's own again."""
        style = node.attributes.get("style") or ""
        own = self._effect_of(style).background or colour_in((node.attributes.get("bgcolor") or "").lower())
        return own is not None and self._page_colour is not None and own.is_like(self._page_colour)

    def _read_page_colour(self) -> Colour | None:
        """The page's background; None where it is a picture, or a style sheet from elsewhere may set it."""
        body = self._tree.body
        attributes = body.attributes if body is not None else {}
        style = self._effect_of(attributes.get("style") or "")
        if style.paints:
            return style.background
        if own := colour_in((attributes.get("bgcolor") or "").lower()):
            return own
        said = [rule.effect for rule in self._rules if rule.effect.paints and _is_the_pages(rule.selector)]
        if said:
            return said[-1].background
        return None if self._is_styled_elsewhere else _WHITE


def _is_the_pages(selector: str) -> bool:
    return any(_PAGE_SELECTOR.fullmatch(part) for part in split_selectors(selector))
