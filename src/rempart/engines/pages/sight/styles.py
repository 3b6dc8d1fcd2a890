"""Style sheets into rules: selectors, with the declarations that a screen of 1280 by 800 takes.

In: the text of style sheets. Out: rules in their order, each with its layer and whether it surely holds. Never: which
elements they hold for.
"""

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rempart.engines.pages.sight.brackets import leaves_open, split_declarations
from rempart.engines.pages.sight.conditions import condition_holds
from rempart.engines.pages.sight.declarations import INVALID, MAX_KEPT
from rempart.engines.pages.sight.lengths import MAX_VALUE, narrow
from rempart.engines.pages.sight.selectors import specificity, split_selectors

MAX_STYLE = 200_000
MAX_ROUNDS = 20  # in which variables are put in for each other
MAX_FILLED = 4_000_000  # characters that variables may come to on one page
MAX_PRELUDE, MAX_PRELUDE_WITHIN = 200_000, 20_000
MAX_NESTED = 50
MAX_BRACES = 200_000
MAX_LAYERS = 8  # within each other
LEAST_REMEMBERED, MAX_REMEMBERED, MAX_KEPT_RULES = 10_000, 300_000, 6_000  # characters of a sheet, and its rules
MAX_KEPT_TEXT = 1_000_000  # characters of those: a rule within another bears the selector of that one
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_ESCAPED_BRACE = re.compile(r"\\[{};]")
_NOBODY = ":not(*)"
_STRUCTURAL = frozenset(";{}:!()")
_CALL = re.compile(r"\bvar\(", re.IGNORECASE)
# Three brackets within each other at most.
_INSIDE = r"(?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*+\)|(?!))*+\)|(?!))*+\)|(?!))*+"
_VARIABLE = re.compile(rf"var\(\s*(--[\w-]+)\s*(?:,({_INSIDE}))?\)")
_ENVIRONMENT = re.compile(r"\benv\(\s*([\w-]+)[\s\d]*(?:,((?:[^()]|\([^()]*+\)|(?!))*+))?\)", re.IGNORECASE)
_HOLDING = frozenset({"media", "supports", "layer", "scope", "container"})
_SLOW = re.compile(r"transition[\w-]*\s*:[^;{}]*?(?<![\w.])(?:\d{3}|[3-9]\d)\d*(?:\.\d*)?s\b|\d{5}ms\b", re.IGNORECASE)
_AT_NAME = re.compile(r"@(?:-\w+-)?([a-z-]+)")
_LAYERS = re.compile(r"@layer\s+([^;{}]+)(?:;|$)", re.IGNORECASE)
_SCOPE = re.compile(r"\(([^()]*+(?:\([^()]*+\)[^()]*+|(?!))*+)\)")
_TEXT_OR_COMMENT = re.compile(
    r"/\*.*?(?:\*/|\Z)|<!--|-->|\"(?:[^\"\\\n]|\\.|(?!))*+\"|'(?:[^'\\\n]|\\.|(?!))*+'", re.DOTALL
)
_BRACE = re.compile(r"[{};]|(?<=/)\*")
_AT_COMMENT = re.compile(r"(@[\w-]{1,30})/\*")
_AT_STATEMENT = re.compile(r"@[^;{}]*;")
_NOTHING = re.compile(r"none|hidden|collapse|0*\.?0+(?:px|r?em|%)?")
# What a body, in small letters, must hold to matter here at all: most rules of a sheet do not.
_MATTERS = re.compile(
    r"displ|visib|opaci|font|zoom|scale|transf|transl|left|right|top|bottom|inset|margin|indent|clip|mask|heigh|width|size|"
    r"overfl|contain|spac|all\s*:|color|filter|background|paddi|positi|animat|offset|rotat|grid-|secur|stroke|shado|blend|float|content|direct|bidi|fill|--|\\"
)


class Rule(NamedTuple):
    """One rule. `layer`: the names of the layers around it, from the outermost. `is_sure` is False where a condition is
    not decided here. A rule without a selector only says in which order layers stand."""

    selector: str
    body: str
    layer: tuple[str, ...] = ()
    is_sure: bool = True

    @property
    def characters(self) -> int:
        """How many it comes to."""
        return len(self.selector) + len(self.body)


LEFT_OPEN = Rule("", "", is_sure=False)  # a browser may take no rule for one that follows
BEYOND = Rule("", "", ("",), is_sure=False)  # there are rules, or selectors of one, that are not read


class Variables:
    """The custom properties of a page, each filled in once. What they come to on the page is bounded.

    `said` are those of the page as a whole; `elsewhere` values that rules for parts of it give them, which may hide.
    `is_beyond`: declarations or variables are longer than they are read.
    """

    def __init__(self, said: Mapping[str, str], elsewhere: Mapping[str, str] | None = None) -> None:
        self._elsewhere = {
            name: value for name, value in (elsewhere or {}).items() if _NOTHING.fullmatch(value.lower())
        }
        self._known = frozenset(elsewhere or ())
        self._left = MAX_FILLED
        self.is_beyond = False
        self._values: dict[str, str] = {}
        settled, open_ = dict(said), len(said) + 1
        while open_ > (still := sum("var(" in value for value in settled.values())) > 0:
            open_, settled = still, {name: self._filled(value, settled, MAX_VALUE) for name, value in settled.items()}
        # What still names one is in a circle: it says nothing.
        self._values = {
            name: value for name, value in settled.items() if INVALID not in value and not _VARIABLE.search(value)
        }

    def resolve(self, style: str) -> str:
        """`style` without comments and escapes, its variables filled in."""
        self.is_beyond = self.is_beyond or len(style) > MAX_STYLE
        style = style[:MAX_STYLE]
        if "/*" in style or "--" in style:
            style = _COMMENT.sub("", style)
        if "\\" in style:
            style = _ESCAPE.sub(_unescaped, style)
        style = style.replace(INVALID, "")
        if "env(" in style:
            style = _ENVIRONMENT.sub(_from_environment, style)
        if "--" not in style or not _CALL.search(style):
            return style
        style = _CALL.sub("var(", style)
        own = variables_in(style) if "--" in style.replace("var(--", "") else {}
        return self._filled(style, ChainMap(own, self._values), MAX_STYLE)

    def resolve_hiding(self, style: str) -> str:
        """`style` with what rules for some part of the page give its variables, "" where they give them nothing."""
        if "--" not in style:
            return ""
        style = _CALL.sub("var(", style)
        if not any(found[1] in self._elsewhere for found in _VARIABLE.finditer(style)):
            return ""
        return self._filled(style, ChainMap(variables_in(style), self._elsewhere, self._values), MAX_STYLE)

    def _filled(self, value: str, said: Mapping[str, str], longest: int) -> str:
        for _ in range(MAX_ROUNDS):
            if "var(" not in value or self._left < 0:
                break
            before, value = value, _fill(value, said, self._known, longest)
            self._left -= len(value)
            if before == value:
                break
        self.is_beyond = self.is_beyond or self._left < 0 or len(value) >= MAX_STYLE
        return value


def _fill(value: str, said: Mapping[str, str], known: frozenset[str], longest: int) -> str:
    """`value` with its variables put in once, to `longest` characters."""
    parts: list[str] = []
    last = length = 0
    for found in _VARIABLE.finditer(value):
        other = found[2] if found[2] is not None else "" if found[1] in known else INVALID
        own = said.get(found[1], other)
        parts += value[last : found.start()], other if own.lower() == "initial" else own
        length += len(parts[-2]) + len(parts[-1])
        last = found.end()
        if length > longest:
            break
    return "".join((*parts, value[last:]))[:longest]


def variables_in(style: str) -> dict[str, str]:
    """The custom properties that `style` sets."""
    plain, important = variables_of(style)
    return plain | important


def variables_of(style: str) -> tuple[dict[str, str], dict[str, str]]:
    """The same, those apart that are marked as important. Their names tell the cases of letters apart."""
    if "\\" in style:
        style = _ESCAPE.sub(_unescaped, style)
    said: dict[str, str] = {}
    important: dict[str, str] = {}
    for part in split_declarations(style):
        name, colon, value = part.partition(":")
        if colon and (name := name.strip()).startswith("--"):
            plain, mark, _ = narrow(value)[:MAX_VALUE].partition("!")
            (important if mark else said)[name] = plain.strip()
    return said, important


def _from_environment(found: re.Match[str]) -> str:
    """What a variable of the device is on a screen; one that no browser knows is what stands for it."""
    if found[1].lower().startswith("safe-area-"):
        return "0px"
    return found[2] if found[2] is not None else INVALID


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    plain = found[2] or (chr(code) if 0 < code < 0xD800 else "")
    return "_" if plain in _STRUCTURAL else plain  # an escaped one is a letter


def for_media(css: str, media: str) -> str:
    """`css` as a sheet for `media` only, the value of an attribute: what would end the query there says nothing."""
    return f"@media {re.sub('[{};]', ' ', media)} {{{css}}}"


class _Place(NamedTuple):
    """What an open brace stands for. `selector`: "" none yet; None: nothing in there is for a screen."""

    selector: str | None
    layer: tuple[str, ...] = ()
    is_sure: bool = True
    is_cut: bool = False


def rules_in(css: str) -> Iterator[Rule]:
    """Each rule that a screen takes, those within others too, in their order.

    Declarations that cannot matter to what is seen are left out. What an element begins with may hold where something
    takes its time.
    """
    known = _remembered(css) if LEAST_REMEMBERED <= len(css) <= MAX_REMEMBERED else None
    return _read_rules(css) if known is None else iter(known)


@lru_cache(maxsize=8)
def _remembered(css: str) -> tuple[Rule, ...] | None:
    """The rules of a sheet where they are few enough to be kept: pages of one site, one after the other, share it."""
    rules: list[Rule] = []
    left = MAX_KEPT_TEXT
    for rule in _read_rules(css):
        left -= rule.characters
        if left < 0 or len(rules) == MAX_KEPT_RULES:
            return None
        rules.append(rule)
    return tuple(rules)


def _read_rules(css: str) -> Iterator[Rule]:
    is_slow = _is_slow(css)
    css = _ESCAPED_BRACE.sub("_", _bare(css)) + "}"  # a sheet may end within a rule
    around: list[_Place] = []
    last = number = 0
    is_stray = False  # after a brace or semicolon too many a browser leaves out the next rule
    is_open = False  # behind a bracket that is left open it takes all for what stands in there
    for brace in re.finditer(r"[{}]", css):
        said, last = css[last : brace.start()], brace.end()
        number += 1
        if number > MAX_BRACES:
            yield BEYOND
            return
        if not is_open and last < len(css) and leaves_open(said):
            is_open = True
            around = _not_sure(around)
            yield LEFT_OPEN
        if brace[0] == "}":
            is_stray = not around
            place = around.pop() if around else _Place(None)
            if place.selector and _matters(said):
                yield Rule(place.selector, said, place.layer, place.is_sure)
            continue
        before, _, prelude = said.rpartition(";")
        place = around[-1] if around else _Place("")
        if place.selector and _matters(before):
            yield Rule(place.selector, before, place.layer, place.is_sure)
        if place.selector is not None and "@" in before:
            yield from _layers_in(before, place.layer)
        within = _within(place, prelude.strip(), number, is_slow=is_slow)
        if is_open or (not around and (is_stray or (";" in said and ";" in _AT_STATEMENT.sub("", said)))):
            within = within._replace(is_sure=False)
        is_stray = False
        if within.is_cut or within.layer != place.layer:
            yield BEYOND if within.is_cut else Rule("", "", within.layer)
        around.append(within)


def _not_sure(around: list[_Place]) -> list[_Place]:
    return [place._replace(is_sure=False) for place in around]


def _is_slow(css: str) -> bool:
    return "starting-style" in css and _SLOW.search(css) is not None


def _without_braces(found: re.Match[str]) -> str:
    """A text of which nothing is taken for the begin or end of anything else; of a comment nothing."""
    text = found[0]
    if text[0] not in "\"'":
        return ""
    return _BRACE.sub(lambda one: f"\\{ord(one[0]):x} ", text) if _BRACE.search(text) else text


def as_read(css: str) -> str:
    """`css` without comments and escapes, and no brace in its texts."""
    css = _bare(css) if "/*" in css else css
    return _ESCAPE.sub(_unescaped, css) if "\\" in css else css


def _bare(css: str) -> str:
    return _TEXT_OR_COMMENT.sub(_without_braces, _AT_COMMENT.sub(r"\1 /*", css) if "/*" in css else css)


def _matters(body: str) -> bool:
    """Whether declarations can matter to what is seen (a search that tells no case apart takes five times as long)."""
    return _MATTERS.search(body.lower()) is not None


def _layers_in(statements: str, around: tuple[str, ...]) -> Iterator[Rule]:
    """The layers that statements name before any of their rules."""
    for found in islice(_LAYERS.finditer(f"{statements};"), MAX_NESTED):
        for name in found[1].split(",")[:MAX_NESTED]:
            yield Rule("", "", (*around, *name.strip().split(".", MAX_LAYERS))[:MAX_LAYERS])


def _within(place: _Place, prelude: str, number: int, *, is_slow: bool) -> _Place:
    """What a brace opens after `prelude` within `place`; `number` tells layers without a name apart; where something
    `is_slow`, an element may be seen as it begins."""
    if place.selector is None or prelude.startswith("<"):  # "<![CDATA[" of old programs: no browser takes such a rule
        return _Place(None, place.layer, place.is_sure)
    is_cut = len(prelude) > MAX_PRELUDE
    prelude = _cut_list(prelude, MAX_PRELUDE)
    if prelude.startswith("@") and "\\" in prelude[:MAX_VALUE]:
        word, space, rest = prelude.partition("(")
        prelude = _ESCAPE.sub(_unescaped, word) + space + rest
    if not prelude.startswith("@"):
        selector, is_cut = _nested(place.selector, prelude) if place.selector else (prelude, is_cut)
        return _Place(selector, place.layer, place.is_sure, is_cut)
    name = _AT_NAME.match(prelude.lower())
    said = prelude[name.end() :].strip() if name else ""
    if name is None or name[1] not in _HOLDING:
        return place._replace(is_sure=False) if is_slow and prelude.lower() == "@starting-style" else _Place(None)
    if name[1] == "layer":
        own = said[:MAX_PRELUDE].split(".", MAX_LAYERS) if said else [f"#{number}"]
        return place._replace(layer=(*place.layer, *own)[:MAX_LAYERS])
    if name[1] == "scope":
        roots = _SCOPE.match(said)
        return place._replace(selector=place.selector or (roots[1] if roots else ""), is_sure=False)
    holds = condition_holds(name[1], said.lower())
    return _Place(None) if holds is False else place._replace(is_sure=place.is_sure and holds is True)


def _nested(parent: str, own: str) -> tuple[str, bool]:
    """The selector of a rule within a rule, and whether it is more than is read."""
    inner = _cut_list(own, MAX_PRELUDE_WITHIN)
    is_cut = len(inner) < len(own) or len(_first_of(parent)) * len(_first_of(inner)) > MAX_NESTED
    pairs = islice(((above, each) for above in _weighty(parent) for each in _first_of(inner)), MAX_NESTED)
    joined = ", ".join(
        each.replace(":scope", "&").replace("&", above) if "&" in each or ":scope" in each else f"{above} {each}"
        for above, each in pairs
    )
    return _cut_list(joined, MAX_KEPT), is_cut or len(joined) > MAX_KEPT


@lru_cache(maxsize=64)
def _first_of(selectors: str) -> tuple[str, ...]:
    return tuple(split_selectors(selectors)[: MAX_NESTED + 1])


@lru_cache(maxsize=64)
def _weighty(parent: str) -> tuple[str, ...]:
    """Those of a list that a rule stands within: each weighs as much as the heaviest (CSS Nesting 1, section 3.2)."""
    each = _first_of(parent)
    if len(each) < 2 or parent.count(_NOBODY) > MAX_LAYERS:  # nobody writes lists within lists that deep
        return each
    weights = [specificity(one) for one in each]
    most = max(weights, default=(0, 0, 0))
    ids, classes, tags = (min(number, MAX_LAYERS) for number in most)
    nobody = f"{'_ ' * tags}{_NOBODY}{'#_' * ids}{'._' * classes}"  # weighs as much, and is no element
    pairs = zip(each, weights, strict=True)
    return tuple(one if weight == most else f":is({one}, {nobody})" for one, weight in pairs)


def _cut_list(alternatives: str, longest: int) -> str:
    """As many of the whole alternatives as there is room for, one at least."""
    if len(alternatives) <= longest:
        return alternatives
    return (
        alternatives[:longest].rpartition(",")[0] if "(" not in alternatives[:longest] else alternatives[:MAX_PRELUDE]
    )


Layers = Sequence[tuple[str, ...]]


def ranks_of(layers: Layers) -> dict[tuple[str, ...], tuple[int, ...]]:
    """How much rules of each layer weigh: layers in the order in which they are named first; what stands in a layer
    directly weighs more than its own layers, and what stands in none the most."""
    places: dict[tuple[str, ...], int] = {}
    for layer in layers:
        for depth in range(1, len(layer) + 1):
            places.setdefault(layer[:depth], len(places))
    own = {layer: tuple(places[layer[:depth]] for depth in range(1, len(layer) + 1)) for layer in places}
    return {(): (IN_NO_LAYER,), **{layer: (*rank, IN_NO_LAYER) for layer, rank in own.items()}}


IN_NO_LAYER = 1 << 30
