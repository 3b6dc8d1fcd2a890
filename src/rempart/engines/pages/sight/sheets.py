"""Which of the style sheets that an exhibit holds the page itself applies: others are a frame's, or for paper.

In: the HTML, its address, the text of each sheet by address. Out: the texts that count, each for its media.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser

from rempart.engines.pages.bounds import bound_html
from rempart.engines.pages.sight.data_sheets import MAX_SHEETS
from rempart.engines.pages.sight.matching import stands_aside
from rempart.engines.pages.sight.styles import for_media

MAX_LINKED = 2_000
_IMPORT = re.compile(
    r"@import\s++(?:url\(\s*+)?[\"']?+([^\"'()\s;]{1,2000}+)[\"']?+\s*+\)?([^;{}]{0,1000}+)", re.IGNORECASE
)
_LAYER = re.compile(r"\blayer(?:\([^()]*+\))?|\bsupports\([^()]*+\)", re.IGNORECASE)


def applied_sheets(html: str, base: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Of `texts`, by address, those that `html` at `base` links to or imports, and no reader has to choose. Of a page
    with more than are weighed (`MAX_LINKED`, or `MAX_SHEETS` characters) so many that this is seen."""
    tree = LexborHTMLParser(bound_html(html).html or "<html></html>")
    first = tree.css_first("base[href]")
    base = _absolute(base, (first.attributes.get("href") or "") if first is not None else "")
    waiting = [*_linked(tree, base), *_imported_by_elements(tree, base)]
    applied: dict[str, str] = {}
    length = 0
    while waiting and len(applied) <= MAX_LINKED and length <= MAX_SHEETS:
        address, media = waiting.pop()
        if address in texts and address not in applied:
            applied[address] = for_media(texts[address], media) if media else texts[address]
            length += len(applied[address])
            waiting += ((further, own or media) for further, own in _imported(texts[address], address))
    return applied


def _linked(tree: LexborHTMLParser, base: str) -> Iterator[tuple[str, str]]:
    for node in tree.css("link[rel][href]"):
        attributes = node.attributes
        relations = (attributes.get("rel") or "").lower().split()
        is_chosen = "alternate" in relations or "disabled" in attributes
        if "stylesheet" in relations and not is_chosen and not stands_aside(node):
            yield _absolute(base, attributes.get("href") or ""), (attributes.get("media") or "").strip()


def _imported_by_elements(tree: LexborHTMLParser, base: str) -> Iterator[tuple[str, str]]:
    for node in tree.css("style"):
        if not stands_aside(node):
            media = (node.attributes.get("media") or "").strip()
            yield from ((address, own or media) for address, own in _imported(node.text(), base))


def _imported(css: str, base: str) -> Iterator[tuple[str, str]]:
    """What a sheet at `base` imports, and for which media."""
    for found in _IMPORT.finditer(css):
        yield _absolute(base, found[1]), _LAYER.sub("", found[2]).strip()


def _absolute(base: str, target: str) -> str:
    try:
        return urldefrag(urljoin(base, target.strip()))[0]
    except ValueError:
        return ""
