"""Elements that no style sheet of a page can show, and what stands beside a shadow root that may hide it.

In: a tree. Out: such elements. Never: a rule of the page.
"""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.declarations import effect_of
from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.styles import rules_in

LONG_OPTION = 60  # characters: a choice is short, a text in a list of choices is not there to be read
_NEVER_SHOWN = "datalist, rp, meter, progress, noembed, fencedframe, body title"
_SHADOW = "template[shadowrootmode=open], template[shadowrootmode=closed]"
_SLOT = re.compile(r"<slot(?![^<>]*\bname\b)", re.IGNORECASE)
_SHADOW_STYLE = re.compile(r"<style\b[^<>]*>([^<]*)</style>", re.IGNORECASE)
_STYLED = re.compile(r"<(?:style|link)\b|\b(?:style|class|hidden)\b[^<>]*>", re.IGNORECASE)
_CHANGING = re.compile(r"var\(|@import|animation|\ball\s*:|\\", re.IGNORECASE)


def never_shown(elements: Elements) -> dict[int, LexborNode]:
    """Such elements by their number."""
    found = [node for node in elements.css(_NEVER_SHOWN) if node.tag not in {"body", "html"}]
    for details in (*elements.css("details:not([open])"), *_shut_again(elements)):
        summary = next((node for node in details.iter() if node.tag == "summary"), None)
        found += [node for node in details.iter(include_text=True) if summary is None or node.mem_id != summary.mem_id]
    found += [node for node in elements.css("option") if len(node.text()) > LONG_OPTION]
    for choice in elements.css("select, optgroup"):  # a text beside the choices is in none of them
        found += [
            node for node in choice.iter(include_text=True) if node.tag == "-text" and (node.text_content or "").strip()
        ]
    for template in elements.css(_SHADOW):
        found += _beside(template)
    return {node.mem_id: node for node in found}


def is_until_found(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is hidden until somebody searches the page for what it says."""
    return (attributes.get("hidden") or "").lower() == "until-found"


def _shut_again(elements: Elements) -> Iterator[LexborNode]:
    """Of open parts of one name all but the first: a browser keeps one of them open."""
    names: set[str] = set()
    for details in elements.css("details[open][name]"):
        name = details.attributes["name"] or ""
        if name and name in names:
            yield details
        names.add(name)


def _beside(template: LexborNode) -> list[LexborNode]:
    """What stands beside a shadow root is shown in its slot alone; one that styles or hides is not looked into."""
    host, inside = template.parent, template.html or ""
    if host is None:
        return []
    styles = _SHADOW_STYLE.findall(inside)
    rest = _SHADOW_STYLE.sub("", inside) if styles else inside
    if _SLOT.search(inside) and not _STYLED.search(rest) and not any(map(_may_hide, styles)):
        return []
    return [node for node in host.iter(include_text=True) if node.mem_id != template.mem_id]


def _may_hide(css: str) -> bool:
    """Whether a style of a shadow root may hide anything; one with variables or animations is not looked into."""
    effects = [effect_of(rule.body) for rule in rules_in(css)]
    return _CHANGING.search(css) is not None or any(
        effect.hides or effect.no_room or effect.cuts or effect.paint for effect in effects
    )
