"""HTML of any age and brokenness into plain lists: what is visible, what is asked, what is loaded, how it is built."""

import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages.bounds import bound_html
from rempart.engines.pages.text import clean
from rempart.engines.pages.visibility import remove_hidden

MAX_NODES = 200_000
MAX_BLOCKS = 6_000
_UNREAD = "script, style, noscript, template, svg, math, object, embed, iframe, frame, canvas, audio, video, head"
_INLINE_TEXT = (
    "a abbr b bdi bdo big cite code data dfn em font i kbd label mark q s samp small span strong sub sup time tt u "
    "var ins del acronym img wbr"
)
_INLINE = frozenset(_INLINE_TEXT.split())
_TAGS = re.compile(r"<[^>]*>")
_MARK = re.compile(r"logo|brand|site-?(?:title|name)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: tag or input type, name, what it asks (label, placeholder), its options as shown."""

    kind: str
    name: str
    asks: str = ""
    options: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    length: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form with its target and method; fields outside any form are gathered in one with target ""."""

    target: str
    method: str
    fields: tuple[Field, ...]


@dataclass(slots=True)
class Markup:
    """What `read_markup` found. All lists are in document order."""

    title: str = ""
    language: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    relations: list[tuple[str, str]] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    logos: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    script_urls: list[str] = field(default_factory=list)
    script_texts: list[str] = field(default_factory=list)
    style_texts: list[str] = field(default_factory=list)
    captchas: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    source: str = ""
    json_ld: list[str] = field(default_factory=list)
    classes: dict[str, int] = field(default_factory=dict)
    element_ids: list[str] = field(default_factory=list)
    paths: set[int] = field(default_factory=set)
    elements: int = 0
    hidden: int = 0
    cut: bool = False


def read_markup(html: str) -> Markup:
    """Read `html`. Never raises for what a page may hold: a binary file gives a `Markup` with hardly anything in it."""
    bounded, cut = bound_html(html)
    tree = LexborHTMLParser(bounded or "<html></html>")
    found = Markup(cut=cut, source=bounded)
    _read_head(tree, found)
    _read_scripts(tree, found)
    found.hidden = remove_hidden(tree, found.style_texts)
    _read_asked(tree, found)
    for node in tree.css(_UNREAD):
        node.decompose()
    if tree.body is not None:
        _walk(tree.body, found)
    return found


def _attribute(node: LexborNode, name: str) -> str:
    return clean(node.attributes.get(name) or "")


def _read_head(tree: LexborHTMLParser, found: Markup) -> None:
    title = tree.css_first("title")
    found.title = clean(title.text() if title is not None else "")[:500]
    root = tree.root
    found.language = (root.attributes.get("lang") or "")[:12].lower() if root is not None else ""
    for node in tree.css("meta"):
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("http-equiv") or "").lower()
        if name and name not in found.metas:
            found.metas[name] = clean(attributes.get("content") or "")[:1000]
    for node in tree.css("link[rel][href]"):
        found.relations.append((_attribute(node, "rel").lower(), _attribute(node, "href")[:2000]))


def _read_scripts(tree: LexborHTMLParser, found: Markup) -> None:
    for node in tree.css("script"):
        attributes = node.attributes
        if attributes.get("src"):
            found.script_urls.append((attributes["src"] or "").strip()[:2000])
            continue
        text = node.text() or ""
        kind = (attributes.get("type") or "").lower()
        if "ld+json" in kind:
            found.json_ld.append(text[:50_000])
        elif text.strip():
            found.script_texts.append(text[:100_000])
    found.captchas = [
        f"data-sitekey={_attribute(node, 'data-sitekey')[:80]}" for node in tree.css("[data-sitekey]")[:5]
    ]
    found.unseen = [clean(_TAGS.sub(" ", node.text()))[:1000] for node in tree.css("noscript, noframes")[:5]]
    found.style_texts = [(node.text() or "")[:200_000] for node in tree.css("style")]
    found.frames = [_attribute(node, "src")[:2000] for node in tree.css("iframe[src], frame[src]")]


def _read_asked(tree: LexborHTMLParser, found: Markup) -> None:
    """Forms, and fields that stand outside any form (pages built by scripts have many)."""
    labels = {_attribute(node, "for"): clean(node.text())[:120] for node in tree.css("label[for]")}
    inside: set[int] = set()
    for node in tree.css("form"):
        controls = node.css("input, select, textarea, button[name]")[:300]
        inside.update(control.mem_id for control in controls)
        fields = tuple(_field(control, labels) for control in controls)
        found.forms.append(Form(_attribute(node, "action")[:500], _attribute(node, "method").lower() or "get", fields))
    loose = [node for node in tree.css("input, select, textarea") if node.mem_id not in inside][:300]
    if loose:
        found.forms.append(Form("", "", tuple(_field(node, labels) for node in loose)))


def _field(node: LexborNode, labels: dict[str, str]) -> Field:
    attributes = node.attributes
    tag = node.tag or ""
    kind = (attributes.get("type") or "text").lower() if tag == "input" else tag
    asks = labels.get(_attribute(node, "id")) or _attribute(node, "placeholder") or _attribute(node, "aria-label")
    shown: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    if tag == "select":
        options = node.css("option")[:400]
        shown = tuple(clean(option.text())[:80] for option in options)
        values = tuple((option.attributes.get("value") or "")[:40] for option in options)
    elif kind in {"radio", "checkbox"}:
        values = ((attributes.get("value") or "")[:40],)
    return Field(
        kind, _attribute(node, "name")[:60], asks[:120], shown, values, (attributes.get("maxlength") or "")[:6]
    )


def _walk(body: LexborNode, found: Markup) -> None:  # noqa: C901  (a call for each of 200,000 nodes would double its time)
    """One pass over the visible tree, without recursion: text blocks, links, images, classes, DOM paths.

    `block` numbers the element around a text (or itself) that starts a new line; `known` holds the hashes of paths
    by (path above, tag).
    """
    pending: list[str] = []
    known: dict[tuple[int, str], int] = {}
    classes: dict[str, int] = {}
    above: list[tuple[LexborNode, int, int]] = []
    node, path, block, blocks, open_block = body.first_child, zlib.crc32(b"body"), 0, 0, 0
    while node is not None or above:
        if node is None:
            last, path, block = above.pop()
            node = last.next
            continue
        tag = node.tag or ""
        if tag == _TEXT:
            if block != open_block:
                _flush(pending, found)
                open_block = block
            pending.append(node.text_content or "")
        elif tag[:1] not in _NO_ELEMENT:
            found.elements += 1
            if found.elements > MAX_NODES:
                break
            inner = block
            if tag not in _INLINE:
                blocks += 1
                inner = blocks
                if tag == "br":
                    _flush(pending, found)
            if attributes := node.attributes:
                _read_attributes(node, tag, attributes, classes, found)
            own = known.get((path, tag))
            if own is None:
                own = known[path, tag] = zlib.crc32(tag.encode("utf-8", "replace"), path)
            child = node.first_child
            if child is not None:
                above.append((node, path, block))
                node, path, block = child, own, inner
                continue
        node = node.next
    _flush(pending, found)
    found.paths = set(known.values())
    found.classes = _class_names(classes)
    found.headings = [clean(node.text())[:200] for node in body.css("h1, h2")[:30]]


_TEXT = "-text"
_NO_ELEMENT = frozenset("-_!")  # comments and processing instructions


def _class_names(attributes: dict[str, int]) -> dict[str, int]:
    """Class attributes, counted whole on the way, as counted single names."""
    names: dict[str, int] = {}
    for attribute, count in attributes.items():
        for name in attribute.split()[:20]:
            names[name] = names.get(name, 0) + count
    return names


def _flush(pending: list[str], found: Markup) -> None:
    if pending:
        text = "".join(pending)
        pending.clear()
        if not text.isspace() and (text := clean(text)) and len(found.blocks) < MAX_BLOCKS:
            found.blocks.append(text[:5000])


def _read_attributes(
    node: LexborNode, tag: str, attributes: dict[str, str | None], classes: dict[str, int], found: Markup
) -> None:
    class_names = attributes.get("class") or ""
    element_id = attributes.get("id") or ""
    if class_names:
        classes[class_names] = classes.get(class_names, 0) + 1
    if element_id:
        found.element_ids.append(element_id[:80])
    if tag == "a":
        if target := attributes.get("href"):
            found.links.append(target.strip()[:2000])
    elif tag == "img":
        _read_image(attributes, found)
        return
    if (class_names or element_id) and _marks(f"{class_names} {element_id}") and len(found.logos) < 10:
        shown = clean(node.text())
        if 0 < len(shown) <= 60:
            found.logos.append(shown)


@lru_cache(maxsize=4096)
def _marks(names: str) -> bool:
    """Whether class names or an id say that this is the site's mark. The same few stand on most elements of a page."""
    return bool(_MARK.search(names))


def _read_image(attributes: dict[str, str | None], found: Markup) -> None:
    source = attributes.get("src") or attributes.get("data-src") or ""
    found.images.append("" if source.startswith("data:") else source[:300])
    alternative = clean(attributes.get("alt") or "")[:120]
    if not alternative:
        return
    if _MARK.search(f"{source[:200]} {attributes.get('class')} {attributes.get('id')} {alternative}"):
        found.logos.append(alternative)
    if len(found.blocks) < MAX_BLOCKS:
        found.blocks.append(alternative)
