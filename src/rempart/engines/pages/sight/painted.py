"""Words that styles paint before and behind elements: a reader sees them as he sees the page's text.

In: the rules of a page. Out: elements, and what is painted at each. Never: words of a rule that may hide them, that may
not hold, or that stand on a ground of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.brackets import split_declarations
from rempart.engines.pages.sight.cascade import NO_WEIGHT, Weight
from rempart.engines.pages.sight.declarations import Effect
from rempart.engines.pages.sight.flow import NO_FLOW, Flow
from rempart.engines.pages.sight.rulebook import Rulebook, WeighedRule
from rempart.engines.pages.sight.saying import said_by
from rempart.engines.pages.sight.selectors import are_known, is_left_out, split_selectors
from rempart.engines.pages.words.text import clean

MAX_PAINTING = 2_000  # selectors: a sheet of small pictures has as many, of which none says a word
MAX_PAINTED = 10_000  # elements
LEAST_SPELT = 10  # letters painted within words: pictures that a typeface has for letters stand beside words
MAX_SAID = 5_000  # characters before or behind one
_SIDE = re.compile(r"::?(before|after)$", re.IGNORECASE)
_STRING = r"\"[^\"\n]*\"|'[^'\n]*'"
_ATTRIBUTE = r"\battr\(\s*[\w-]+\s*\)"
_VALUE = rf"(?:{_STRING}|{_ATTRIBUTE}|\bcounters?\([^()]*\)|\b(?:no-)?(?:open|close)-quote\b|\s+)+"
_CONTENT = re.compile(rf"(?P<said>{_VALUE})(?:/{_VALUE})?", re.IGNORECASE)
_PART = re.compile(rf"({_STRING})|{_ATTRIBUTE}", re.IGNORECASE)
_EMPTY = re.compile(r"none|normal|initial|inherit|unset|revert|revert-layer", re.IGNORECASE)
_IMPORTANT = re.compile(r"!\s*important\s*$", re.IGNORECASE)
_SETS = frozenset({"content", "all"})
_SPOKEN = re.compile(r"[^\W\d_]{3}")
_LETTERS = re.compile(r"[^\W\d_]{1,2}")
_SAID = re.compile(r"[^\W\d_]{3}|[\"'][^\W\d_]{1,2}[\"']")
_QUOTED = r"[^{0}]*(?:[^\W\d_]{{3}}|(?<={0})(?:[^\W\d_]|\\0{{0,4}}[4-7][\da-f]\s?){{1,2}}{0})"
_MAY_SPEAK = re.compile(
    rf"content\s*:[^;]*(?:attr\(|var\(|\"{_QUOTED.format(chr(34))}|'{_QUOTED.format(chr(39))})", re.IGNORECASE
)
_COMBINING = (">", "+", "~")
# Elements that a browser paints nothing in, or whose inside is not read.
_HOLLOW_TEXT = (
    "img input br hr textarea select option optgroup video audio iframe frame object embed svg math canvas meter area "
    "progress html head title script style template noscript details wbr base link meta picture col colgroup datalist"
)
_HOLLOW = frozenset(_HOLLOW_TEXT.split())
_PLAIN_PAINT = frozenset({"color"})


@dataclass(slots=True)
class PaintedText:
    """What is painted at one side of `node`. `colours`: of letters, as rules have them; `flow`: its line."""

    node: LexborNode
    is_before: bool
    text: str = ""
    weight: Weight = NO_WEIGHT
    flow: Flow = NO_FLOW
    may_hide: bool = False
    colours: list[Effect] = field(default_factory=list)

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter or two."""
        return _LETTERS.fullmatch(self.text) is not None


def find_painted(book: Rulebook) -> list[PaintedText]:
    """What is surely painted, and seen as far as its own rules tell."""
    if not any(_may_speak(book, rule) for rule in book.rules):
        return []
    found: dict[tuple[int, bool], PaintedText] = {}
    rules = list(_rules_of_sides(book))
    if len(rules) > MAX_PAINTING:
        return []
    for rule, is_before, is_known in rules:
        content, is_important = _content_of(book, rule)
        is_read = _CONTENT.fullmatch(content) or _EMPTY.fullmatch(content)
        for node, effect, origin in book.matched([rule], wide=True):
            one = found.setdefault((node.mem_id, is_before), PaintedText(node, is_before))
            doubtful = bool(content) and not (effect.is_sure and is_known and is_read)
            one.may_hide = one.may_hide or _may_hide(effect) or doubtful
            one.flow |= effect.flow
            if effect.paint:
                one.colours.append(replace(effect, is_sure=False))
            weight = origin.weight(is_important=is_important)
            if content and weight >= one.weight:
                one.weight, one.text = weight, clean(_words_in(content, node))[:MAX_SAID]
        if len(found) > MAX_PAINTED:
            return []
    said = [one for one in found.values() if one.text and not one.may_hide and one.node.tag not in _HOLLOW]
    letters = [one for one in said if _LETTERS.fullmatch(one.text)]
    is_spelt = len(letters) >= LEAST_SPELT and sum(map(all, map(_beside_letters, letters))) >= LEAST_SPELT
    spelt = {id(one) for one in letters if is_spelt and any(_beside_letters(one))}
    return [one for one in said if _SPOKEN.search(one.text) or id(one) in spelt]


def lines_spelt(painted: list[PaintedText]) -> Iterator[str]:
    """The lines within which letters are painted."""
    around = {one.node.parent.mem_id: one.node.parent for one in painted if one.is_letter and one.node.parent}
    return (said_by(node, MAX_SAID) for node in around.values())


def _beside_letters(one: PaintedText) -> tuple[bool, bool]:
    """Whether a letter stands right before, and right behind what is painted."""
    inside = one.node.first_child
    before, behind = (one.node.prev, inside) if one.is_before else (one.node.last_child, None)
    before, behind = before or (one.node.prev if inside is None else None), behind or one.node.next
    texts = [node.text_content or "" if node is not None and node.tag == "-text" else "" for node in (before, behind)]
    return texts[0][-1:].isalpha(), texts[1][:1].isalpha()


def _may_speak(book: Rulebook, rule: WeighedRule) -> bool:
    """Whether a rule paints a word, or what an attribute says."""
    is_asked = "content" in rule.body and _MAY_SPEAK.search(rule.body) is not None and rule.is_aside
    return is_asked and _SAID.search(_content_of(book, rule)[0]) is not None


def _rules_of_sides(book: Rulebook) -> Iterator[tuple[WeighedRule, bool, bool]]:
    """Each rule for what is before or behind elements, as one for these elements; whether it is before; and whether a
    browser surely takes it."""
    for rule in book.rules:
        if not rule.is_aside or is_left_out(rule.selector):
            continue
        is_known = are_known(rule.selector)
        for one in split_selectors(rule.selector):
            if side := _SIDE.search(one):
                element = one[: side.start()].rstrip()
                element += " *" if element.endswith(_COMBINING) else "" if element else "*"
                if book.may_match(element):
                    yield replace(rule, selector=element), side[1].lower() == "before", is_known


def _content_of(book: Rulebook, rule: WeighedRule) -> tuple[str, bool]:
    """The value of ``content`` that holds in a rule, "" where it says none, and whether it is marked as important."""
    said: dict[bool, str] = {}
    for part in split_declarations(book.resolve(rule.body)):
        name, _, value = part.partition(":")
        if name.strip().lower() in _SETS:
            mark = _IMPORTANT.search(value)
            said[mark is not None] = (value[: mark.start()] if mark else value).strip()
    return (said[True], True) if True in said else (said.get(False, ""), False)


def _may_hide(effect: Effect) -> bool:
    is_partial = effect.clarity < 1 or effect.scale < 1
    return bool(
        effect.hides or effect.no_room or effect.is_animated or is_partial or not _PLAIN_PAINT.issuperset(effect.paint)
    )


def _words_in(content: str, node: LexborNode) -> str:
    """What `content` says at `node`: its texts and the values of attributes, but for what is said in their place."""
    whole = _CONTENT.fullmatch(content)
    said: list[str] = []
    for part in _PART.finditer(whole["said"] if whole else ""):
        name = part[0].partition("(")[2].rstrip(") ").strip().lower()
        said.append(part[1][1:-1] if part[1] else node.attributes.get(name) or "")
    return "".join(said)


def paint(painted: list[PaintedText]) -> Iterator[LexborNode]:
    """Put what is painted into the tree; the elements that hold it, of which those stand apart that `flow` says so."""
    for one in painted:
        holder = one.node.parser.create_node("span")
        holder.insert_child(one.text)
        first = one.node.first_child
        if one.is_before and first is not None:
            first.insert_before(holder)
            held = one.node.first_child
        else:
            one.node.insert_child(holder)
            held = one.node.last_child
        if held is not None and one.flow & (Flow.OWN | Flow.OUT):
            yield held
