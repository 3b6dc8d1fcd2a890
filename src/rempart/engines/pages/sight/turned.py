"""Letters that a page sets the other way round: who writes "ten.yauq@ksed" so is read "desk@quay.net".

In: a tree, the rules of a page. Out: the tree with these letters in the order in which they are seen, and what they
say. Never: letters of which two places say otherwise.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.boxes import IN_LINE
from rempart.engines.pages.sight.brackets import split_declarations
from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.matching import upward
from rempart.engines.pages.sight.rulebook import Rulebook
from rempart.engines.pages.words.text import clean

MAX_TURNED = 2_000
_OVERRIDES = frozenset({"bidi-override", "isolate-override"})
_NAMES = ("direction", "unicode-bidi")
_TURNED = re.compile("\u202e([^\u202a-\u202e]*)\u202c?")
_SIGN = re.compile("&(?=#)#(?:x0*202e|0*8238)", re.IGNORECASE)  # one sign first: it is sought many times faster
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_SAID = frozenset({"bdo", "bdi"})
_TURNS = re.compile(r"(?<![\w-])(?:direction|unicode-bidi)\s*:", re.IGNORECASE)
Told = dict[str, str]


def find_turned(elements: Elements, book: Rulebook) -> list[LexborNode]:
    """The elements whose letters are surely set the other way round."""
    marked = elements.css("bdo[dir]")
    styled = [(node, style) for node, style in book.styled if "-override" in style.lower()]
    if not marked and not styled and not any("-override" in rule.body.lower() for rule in book.rules):
        return []
    rules = [rule for rule in book.rules if _TURNS.search(rule.body) and not rule.is_aside]
    told: dict[int, list[Told]] = {}
    nodes = {node.mem_id: node for node in marked}
    for rule in rules:
        said = _said_in(book.resolve(rule.body))
        for node, effect, _ in book.matched([rule], wide=True):
            nodes[node.mem_id] = node
            told.setdefault(node.mem_id, []).append(said if effect.is_sure else {})
    for node, style in book.styled:
        if said := _said_in(book.resolve(style)):
            nodes[node.mem_id] = node
            told.setdefault(node.mem_id, []).append(said)
    found = {number: node for number, node in nodes.items() if _is_turned(node, told.get(number, ()))}
    return [
        node for node in found.values() if not any(one.mem_id in found or one.tag in _SAID for one in upward(node))
    ][:MAX_TURNED]


def _said_in(style: str) -> Told:
    said: Told = {}
    for part in split_declarations(style.lower()):
        name, _, value = part.partition(":")
        if name.strip() in _NAMES:
            said[name.strip()] = value.partition("!")[0].strip()
    return said


def _is_turned(node: LexborNode, told: Iterable[Told]) -> bool:
    """Whether what is `told` of a node in rules and its style, all of one meaning, turns its letters."""
    told = list(told)
    if any(one != told[0] or not one for one in told):
        return False
    said = told[0] if told else {}
    overrides = said["unicode-bidi"] in _OVERRIDES if "unicode-bidi" in said else node.tag == "bdo"
    return overrides and said.get("direction", (node.attributes.get("dir") or "").strip().lower()) == "rtl"


def has_turning_signs(source: str) -> bool:
    """Whether markup holds the sign from which on letters go the other way."""
    return "\u202e" in source or ("&" in source and _SIGN.search(source) is not None)


def turn(nodes: Iterable[LexborNode], body: LexborNode | None) -> Iterator[str]:
    """Put the letters of `nodes`, and those that signs in `body` turn, into the order in which they are seen; what they
    say then."""
    for node in nodes:
        parts = [one for one in node.traverse(include_text=True) if one.mem_id != node.mem_id]
        if any(one.tag in _SAID or "dir" in one.attributes for one in parts if one.tag != "-text"):
            continue
        texts = [one for one in parts if one.tag == "-text"]
        is_one_line = all(one.tag == "-text" or one.tag in IN_LINE for one in parts)
        for line in [texts] if is_one_line else [[one] for one in texts]:
            seen = _turned("".join(one.text_content or "" for one in line))
            for place, one in enumerate(line):
                one.replace_with("" if place else seen)
            yield clean(seen)
    if body is not None:
        yield from _turn_between_signs(body)


def _turn_between_signs(body: LexborNode) -> Iterator[str]:
    texts = [one for one in body.traverse(include_text=True) if one.tag == "-text"]
    for one in texts:
        said = one.text_content or ""
        if "\u202e" in said:
            yield from (clean(_turned(found[1])) for found in _TURNED.finditer(said))
            one.replace_with(_TURNED.sub(lambda found: _turned(found[1]), said))


def _turned(said: str) -> str:
    return unicodedata.normalize("NFC", said)[::-1].translate(_MIRRORED)
