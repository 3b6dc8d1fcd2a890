"""Selectors as strangers write them: at which elements a rule may hold, and how much it weighs there.

In: selectors. Out: selectors that a parser answers, each exactly the same or wider; specificities. What is wider serves
to find what may be hidden, and nothing else.
"""

import re
from functools import lru_cache

from rempart.engines.pages.sight.brackets import end_of_brackets

MAX_DEEP = 6
MAX_WEIGHED = 2_000  # characters of a selector whose weight is counted exactly
MAX_LAST = 300
Specificity = tuple[int, int, int]
_ESCAPED = re.compile(r"\\(?:[0-9a-fA-F]{1,6}\s?|.)", re.DOTALL)
_DIVIDER = re.compile(r"[(),]")
_PSEUDO = re.compile(r"::?(-?[a-z][\w-]*)(\()?", re.IGNORECASE)
# What only a visitor's doing brings about, or what is no state of a page as it is met.
_DYNAMIC_WORDS = (
    "hover active focus focus-visible focus-within target target-within visited autofill fullscreen modal popover-open "
    "picture-in-picture playing seeking buffering stalled user-invalid user-valid current past future host "
    "host-context host-within has-slotted state active-view-transition indeterminate"
)
_NEVER = frozenset(_DYNAMIC_WORDS.split()) | {"before", "after", "first-letter"}
_EXACT_WORDS = (
    "not is where has matches root empty first-child last-child only-child nth-child nth-last-child first-of-type "
    "last-of-type only-of-type nth-of-type nth-last-of-type"
)
_EXACT = frozenset(_EXACT_WORDS.split())
_STATES = {
    "link": "[href]",
    "any-link": "[href]",
    "-webkit-any-link": "[href]",
    "checked": "[checked]",
    "disabled": "[disabled]",
    "enabled": ":not([disabled])",
    "open": "[open]",
    "required": "[required]",
    "optional": ":not([required])",
    "placeholder-shown": "[placeholder]",
    "scope": ":root",
    "details-content": " > :not(summary)",
}
_WIDENED_WORDS = "lang dir defined read-only read-write default valid invalid in-range out-of-range first-line"
_WIDENED = frozenset(_WIDENED_WORDS.split())  # known, but not told from the tree alone
_OF_THE_ELEMENT = frozenset(
    {"first-line", "details-content"}
)  # its own words; other pseudo-elements hold none, or one letter
_INVALID = re.compile(  # pseudo-elements that Chromium does not know
    r":::|::?-(?!webkit-)|::(?!before|after|first-l|selection|placeholder|marker|backdrop|slotted|part|cue|file-selector-|"
    r"target-text|view-transition|highlight|details-content|-webkit-)",
    re.IGNORECASE,
)
_NO_STEP = frozenset({"", *" \t\n\r\f>+~|"})  # what stands before a step
_FOREIGN = re.compile(r"::?-(?:moz|ms|o)-", re.IGNORECASE)
_FORGIVING = re.compile(r":(?:is|where|-webkit-any)\(|\[", re.IGNORECASE)  # what is unknown in there spoils no rule
_LIST = frozenset({"is", "not", "has", "matches", "-webkit-any", "-moz-any"})
_NAMES = re.compile(r"[.#]([\w-]+)")
_BETWEEN = re.compile(r"[\s>+~]+")
_TAG = re.compile(r"[a-z][\w-]*", re.IGNORECASE)
_LAST = re.compile(r"[.#](?:[\w-]|[^\x00-\x7f]|\\.)+|^[a-z][\w-]*", re.IGNORECASE)


def split_selectors(selectors: str) -> list[str]:
    """A list of selectors at the commas that stand in no parentheses."""
    if "(" not in selectors:
        return [kept for part in selectors.split(",") if (kept := part.strip())]
    parts, depth, begin = [], 0, 0
    for found in _DIVIDER.finditer(selectors):
        depth += (found[0] == "(") - (found[0] == ")")
        if found[0] == "," and depth == 0:
            parts.append(selectors[begin : found.start()])
            begin = found.end()
    return [part.strip() for part in (*parts, selectors[begin:]) if part.strip()]


def read_selectors(selectors: str, one: str) -> tuple[tuple[str, bool], ...]:
    """`one` of a list of `selectors` in a form that a parser answers, and whether it is exactly that; nothing where it
    takes a visitor's doing, or the list names what only another maker's browser knows: Chromium leaves out such a rule.
    Where one of the list is not known here a browser may leave out the whole rule, so none is exact."""
    if ":" not in selectors:
        return ((one, True),)
    read = None if is_left_out(selectors) else _read_once(one)
    return ((read[0], read[1] and are_known(selectors)),) if read is not None else ()


@lru_cache(maxsize=8192)
def _read_once(selector: str) -> tuple[str, bool, bool] | None:
    return _read(selector, 0)


@lru_cache(maxsize=2048)
def are_known(selectors: str) -> bool:
    """Whether a browser surely takes a list of `selectors`: where one is not known it may leave out the whole rule."""
    return not _INVALID.search(_ESCAPED.sub("_", selectors)) and all(
        read is None or read[2] for read in map(_read_once, split_selectors(selectors))
    )


@lru_cache(maxsize=2048)
def is_left_out(selectors: str) -> bool:
    """Whether a list of `selectors` names what only another maker's browser knows."""
    return (
        "-" in selectors
        and not _FORGIVING.search(selectors)
        and _FOREIGN.search(_ESCAPED.sub("_", selectors)) is not None
    )


def widest_of(selector: str) -> str:
    """The class, identifier or tag that the last step of `selector` names: what it matches bears it, and others do. "*"
    where it names none."""
    plain = _without_brackets(selector)[-MAX_LAST:]
    last = re.split(r"(?<!\\)[\s>+~]+", plain.strip())[-1]
    found = _LAST.search(last)
    return found[0] if found else "*"


def names_only(selector: str, known: set[str]) -> bool:
    """Whether all classes and identifiers of `selector` are among those `known`."""
    return "\\" in selector or known.issuperset(_NAMES.findall(selector))


def may_match(selector: str, words: set[str], tags: set[str]) -> bool:
    """Whether `selector` may match an element of these classes, identifiers and tags."""
    if "(" in selector or "[" in selector or "\\" in selector or ":" in selector:
        return True
    last = _BETWEEN.split(selector)[-1]
    tag = _TAG.match(last)
    return words.issuperset(_NAMES.findall(last)) and (tag is None or tag[0].lower() in tags)


def _without_brackets(selector: str) -> str:
    parts, depth, begin = [], 0, 0
    for found in re.finditer(r"[()\[\]]", selector):
        if found[0] in "([":
            if depth == 0:
                parts.append(selector[begin : found.start()])
            depth += 1
        else:
            depth = max(0, depth - 1)
            begin = found.end()
    if depth == 0:
        parts.append(selector[begin:])
    return re.sub(r"(?<!\\)::?-?[a-zA-Z][\w-]*", "", "".join(parts))


def _read(selector: str, depth: int) -> tuple[str, bool, bool] | None:
    """`selector` as it is looked for, whether it is exactly that, and whether all its words are known here; None where
    it does not hold by itself."""
    parts: list[str] = []
    begin, is_exact, is_known = 0, True, True
    masked = _ESCAPED.sub(lambda found: "_" * len(found[0]), selector)
    masked = re.sub(r"\[[^\[\]]*\]", lambda found: "_" * len(found[0]), masked)
    for found in _PSEUDO.finditer(masked):
        if found.start() < begin:
            continue  # within the brackets of one that was read
        name, end = found[1].lower(), found.end()
        if found[2]:
            end = end_of_brackets(masked, end) or len(masked)
        inside = selector[found.end() : end - 1] if found[2] else ""
        as_read = _pseudo(name, inside, depth, is_element=found[0].startswith("::"))
        if as_read is None:
            return None
        text, exactly, known = as_read
        if text == "" and masked[max(0, found.start() - 1) : found.start()] in _NO_STEP:
            text = "*"  # nothing else may be left of the step
        parts += selector[begin : found.start()], selector[found.start() : end] if text is None else text
        is_exact, is_known = is_exact and exactly, is_known and known
        begin = end
    return "".join((*parts, selector[begin:])).strip(), is_exact, is_known


def _pseudo(name: str, inside: str, depth: int, *, is_element: bool) -> tuple[str | None, bool, bool] | None:
    """A pseudo-class as (text or None for as it stands, exactly, known); None where it never holds."""
    if name in {"not", "is", "matches", "-webkit-any", "where"}:
        return _of_list(name, inside, depth)
    if (is_element and name not in _OF_THE_ELEMENT) or name in _NEVER or name.startswith(("-moz-", "-ms-", "-o-")):
        return None
    if name in _EXACT:
        return None if depth > MAX_DEEP else (None, True, True)
    return _STATES.get(name, ""), name in _STATES and name != "placeholder-shown", name in _STATES or name in _WIDENED


def _of_list(name: str, inside: str, depth: int) -> tuple[str | None, bool, bool] | None:
    """What a list within brackets comes to once each of its selectors is read."""
    if ":" not in inside or depth > MAX_DEEP:
        return None, ":" not in inside, True
    read = [_read(part, depth + 1) for part in split_selectors(inside)]
    held = [one for one in read if one is not None]
    is_exact, is_known = all(one[1] for one in held), all(one[2] for one in held)
    if name == "not":
        exact = [one[0] for one in held if one[1]]  # of what is wider, the opposite is narrower
        return f":not({', '.join(exact)})" if exact else "", is_exact, is_known
    if not held:
        return None
    return f":{'where' if name == 'where' else 'is'}({', '.join(one[0] for one in held)})", is_exact, is_known


@lru_cache(maxsize=4096)
def specificity(selector: str) -> Specificity:
    """How many identifiers, classes and tags a selector counts for (Selectors 4, section 17)."""
    return _specificity(_ESCAPED.sub("_", selector[:MAX_WEIGHED]), 0)


def _specificity(selector: str, depth: int) -> Specificity:
    counts = [0, 0, 0]
    place = 0
    for found in re.finditer(
        r"(#)|(\.)|(\[[^\[\]]*\]?)|(::?)(-?[a-z][\w-]*)(\()?|(?:^|(?<=[\s>+~(|]))([a-z][\w-]*)(?!\|)",
        selector,
        re.IGNORECASE,
    ):
        if found.start() < place:
            continue
        if found[1]:
            counts[0] += 1
        elif found[2] or found[3]:
            counts[1] += 1
        elif found[7] or found[4] == "::" or found[5].lower() in {"before", "after", "first-letter", *_OF_THE_ELEMENT}:
            counts[2] += 1
        elif found[6]:
            place = end_of_brackets(selector, found.end()) or len(selector) + 1
            inside = _of_function(found[5].lower(), selector[found.end() : place - 1], depth)
            counts = [own + more for own, more in zip(counts, inside, strict=True)]
        else:
            counts[1] += 1
    return counts[0], counts[1], counts[2]


def _of_function(name: str, inside: str, depth: int) -> Specificity:
    if name == "where" or depth > MAX_DEEP:
        return 0, 0, 0
    if name in _LIST:
        return max((_specificity(part, depth + 1) for part in split_selectors(inside)), default=(0, 0, 0))
    _, of, listed = inside.partition(" of ")
    most = (
        max((_specificity(part, depth + 1) for part in split_selectors(listed)), default=(0, 0, 0)) if of else (0,) * 3
    )
    return most[0], most[1] + 1, most[2]
