"""The rules of a page's style sheets as they come out on it, and the elements they hold for.

In: the texts of the sheets, a tree. Out: effects, and where they hold. Never: which of two declarations wins there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages.sight.cascade import Origin
from rempart.engines.pages.sight.declarations import Effect, effect_of
from rempart.engines.pages.sight.keyframes import Vanishing, frames_in, hidden_by, shown_by
from rempart.engines.pages.sight.matching import Finder
from rempart.engines.pages.sight.selectors import names_only, read_selectors, split_selectors, widest_of
from rempart.engines.pages.sight.styles import (
    BEYOND,
    LEFT_OPEN,
    Rule,
    Variables,
    as_read,
    ranks_of,
    rules_in,
    variables_in,
    variables_of,
)

MAX_SELECTORS = 4_000  # that hide: each is looked for in the whole page
FEW_SELECTORS = 40  # from more on those whose words are not in the page are left out first
MAX_STYLED = 40_000
MAX_RULES = 50_000
MAX_RULE_TEXT = 40_000_000  # characters: a rule within another bears the selector of that one
_TELLING = re.compile(r"@(?:-\w+-)?(?:keyframes|property|\w*\\)", re.IGNORECASE)  # of more than rules
_PAGE_SELECTOR = re.compile(r"(?:html|body|\*|:root)", re.IGNORECASE)
_INITIAL = re.compile(r"@property\s+(--[\w-]+)\s*\{[^{}]*?initial-value\s*:\s*([^;{}]{1,100})", re.IGNORECASE)
_ASIDE = re.compile(r"::?(?:before|after)\b", re.IGNORECASE)
Place = tuple[LexborNode, Effect, Origin]


@dataclass(frozen=True, slots=True, eq=False)
class WeighedRule:
    """One rule as it is weighed; `body` is what it says."""

    selector: str
    effect: Effect
    rank: tuple[int, ...]
    order: int
    body: str

    @property
    def is_aside(self) -> bool:
        """Whether it is for what stands before or behind an element."""
        return _ASIDE.search(self.selector) is not None


class Rulebook:
    """The rules of a page; `texts` are its own sheets and those that it links to. `styled`: its elements with a style
    of their own, and what it says. `is_beyond`: there are more of either than are weighed here, or rules that cost too
    much to look for."""

    def __init__(self, tree: LexborHTMLParser, finder: Finder, texts: tuple[list[str], list[str]]) -> None:
        self._finder = finder
        own, linked = (chain.from_iterable(map(rules_in, each)) for each in texts)
        styled = tree.css("[style]")
        self._is_beyond = len(styled) > MAX_STYLED
        self.styled = [(node, node.attributes.get("style") or "") for node in styled[:MAX_STYLED]]
        self._left = MAX_RULE_TEXT
        first = list(islice(self._bounded(own), MAX_RULES))
        rules = [*islice(self._bounded(linked), MAX_RULES - len(first)), *first]
        self._is_beyond = (
            self._is_beyond or next(own, None) is not None or next(linked, None) is not None or BEYOND in rules
        )
        css = "\n".join(as_read(text) for text in chain(*texts) if _TELLING.search(text))
        self._variables = self._read_variables(rules, css)
        self._frames = frames_in(css)
        self._is_open = LEFT_OPEN in rules
        found = {name: hidden_by(frames) for name, frames in self._frames.items()}
        self._vanishing: dict[str, Vanishing] = {name: one for name, one in found.items() if one}
        ranks = ranks_of([rule.layer for rule in rules])
        self.rules = [
            WeighedRule(rule.selector, self._effect(rule), ranks[rule.layer], number, rule.body)
            for number, rule in enumerate(rules)
            if rule.selector
        ]

    @property
    def is_beyond(self) -> bool:
        """Whether there is more than is weighed here."""
        return self._is_beyond or self._variables.is_beyond

    def _bounded(self, rules: Iterator[Rule]) -> Iterator[Rule]:
        """`rules` as long as there is room for what they say."""
        for rule in rules:
            self._left -= rule.characters
            if self._left < 0:
                self._is_beyond = True
                return
            yield rule

    def _read_variables(self, rules: Sequence[Rule], css: str) -> Variables:
        said: dict[str, str] = {}
        important: dict[str, str] = {}
        elsewhere = {found[1]: found[2].strip() for found in islice(_INITIAL.finditer(css), MAX_RULES)}
        for rule in rules:
            if "--" not in rule.body:
                continue
            plain, marked = variables_of(rule.body)
            if rule.is_sure and _is_the_pages(rule.selector):
                said |= plain
                important |= marked
            else:
                elsewhere |= plain | marked
        for _, style in self.styled:
            if "--" in style:
                elsewhere |= variables_in(style)
        return Variables(said | important, elsewhere)

    def _effect(self, rule: Rule) -> Effect:
        effect = self.effect_of(rule.body)
        return effect if rule.is_sure else effect.hiding_only()

    def effect_of(self, style: str) -> Effect:
        """The effect of declarations as they come out on this page."""
        effect = effect_of(self._variables.resolve(style))
        if hiding := self._variables.resolve_hiding(style):
            effect = effect.hiding_as(effect_of(hiding))
        return self._vanished(effect) if self._vanishing and effect.animation.names else effect

    def resolve(self, style: str) -> str:
        """Declarations with their variables filled in, letters as they are written."""
        return self._variables.resolve(style)

    def may_match(self, selector: str) -> bool:
        """Whether the page has every class and identifier that `selector` names."""
        return names_only(selector.partition("(")[0], self._finder.words)

    def _vanished(self, effect: Effect) -> Effect:
        for name in effect.animation.names & self._vanishing.keys():
            vanishing, said = self._vanishing[name], effect.animation
            colours = vanishing.letters(said.holds_paused if said.is_paused else said.holds)
            effect = effect.vanishing(vanishing.by(said.holds), vanishing.by(said.holds_paused), colours)
        return effect

    def shown_by(self, names: frozenset[str]) -> frozenset[str]:
        """What animations that run together show, and none of them hides; nothing where frames may be none."""
        if self._is_open:
            return frozenset()
        running = names & self._frames.keys()
        shown = frozenset[str]().union(*(shown_by(self._frames[name]) for name in running))
        return shown.difference(*(self._vanishing[name].always for name in running & self._vanishing.keys()))

    def matched(self, rules: Iterable[WeighedRule], *, wide: bool = False) -> Iterator[Place]:
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
            known = self._finder.words
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


def _is_the_pages(selector: str) -> bool:
    return any(_PAGE_SELECTOR.fullmatch(part) for part in split_selectors(selector))
