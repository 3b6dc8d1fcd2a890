"""HTML of any age and brokenness into plain lists: what is visible, what is asked, what is loaded, how it is built."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeAlias
from zlib import crc32

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages.bounds import bound_html, is_binary
from rempart.engines.pages.reading.covered_mail import COVERING, covered_mail, covered_targets, is_covered
from rempart.engines.pages.reading.others import says_mark, says_others_mark, take_out_others
from rempart.engines.pages.reading.within import NO_FRAMES, Framed, documents_within, show_instead
from rempart.engines.pages.sight.boxes import IN_LINE
from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.matching import outermost, stands_aside
from rempart.engines.pages.sight.saying import NOT_READ, said_by
from rempart.engines.pages.sight.styles import for_media
from rempart.engines.pages.sight.visibility import remove_hidden
from rempart.engines.pages.words.text import clean, clean_each, words_of

MOST_DEEP = 3  # documents within each other
FEW_WORDS = 12  # of a page that shows another in a frame, and nothing else
MAX_NODES = 200_000
MAX_BLOCKS = 6_000
MAX_SAID = 2_000  # characters of an element looked at for a name: elements within each other say the same
_CHOSEN = frozenset({"radio", "checkbox"})
_TO_COPY = ("readonly", "disabled")  # an address to pay to stands in such a field
_OF_TEXT = frozenset({"", "text", "email", "tel", "url", "search"})
MAX_TO_COPY = 50
_CONTROLS = frozenset({"input", "select", "textarea"})
_BESIDE_CONTROL = 8  # texts and elements before it that are read
_DEEP_IN_LABEL = 4  # elements between a control and the label around it, and itself
MAX_ASKED, MAX_LABELS = 500, 2_000  # or for a question, and elements that ask one
MAX_MARKED = 1_000  # elements looked at for the site's mark
MOST_ALTERNATIVE = 4  # words
MAX_LOGOS = 10
LONGEST_LOGO = 60
_FIELDS = frozenset({"input", "select", "textarea", "button", "label", "meter", "progress", "output", "map", "slot"})
_TAGS = re.compile(r"<[^>]*>")
_NOSCRIPT = re.compile(r"<(/?)noscript(?=[\s/>])", re.IGNORECASE | re.ASCII)
_UNSEEN = "noframes"


class Field(NamedTuple):  # a page has hundreds, and those of forms that it repeats are told by their value
    """One field of a form: tag or input type, name, what it asks (label, placeholder), its options as shown."""

    kind: str
    name: str
    asks: str = ""
    options: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    length: str = ""


class Form(NamedTuple):
    """A form with its target and method; fields outside any form are gathered in one with target ""."""

    target: str
    method: str
    fields: tuple[Field, ...]


@dataclass(slots=True)
class Markup:
    """What `read_markup` found. All lists are in document order; `link_lines` are the lines around each of `links`,
    `to_copy` what stands in fields to read, `otherwise` what a browser's own text has not, or in another order;
    `record` is that of a document in a frame, where the page shows nothing else."""

    title: str = ""
    language: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    relations: list[tuple[str, str]] = field(default_factory=list)
    base: str = ""
    blocks: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    logos: list[str] = field(default_factory=list)
    pictured: set[str] = field(default_factory=set)
    alternatives: list[str] = field(default_factory=list)
    to_copy: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    link_lines: list[str] = field(default_factory=list)
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
    classes: set[str] = field(default_factory=set)
    element_ids: list[str] = field(default_factory=list)
    paths: set[int] = field(default_factory=set)
    elements: int = 0
    hidden: int = 0
    hidden_texts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    cut: bool = False
    record: str = ""

    def take_in(self, inner: "Markup", *, is_whole: bool, is_shown: bool) -> None:
        """Take what a document says that this one shows within itself; `is_whole`: and nothing else. `is_shown`: the
        text of a browser has it too."""
        for name in _TAKEN_IN:
            getattr(self, name).extend(getattr(inner, name))
        self.pictured |= inner.pictured
        self.classes |= inner.classes
        self.paths |= inner.paths
        self.elements += inner.elements
        self.hidden += inner.hidden
        self.hidden_texts += inner.hidden_texts
        self.others += inner.others
        self.otherwise += inner.otherwise if is_shown else (*inner.blocks, *inner.headings, *inner.logos)
        self.cut = self.cut or inner.cut
        if is_whole:
            self.title = self.title or inner.title
            self.language = self.language or inner.language
            self.metas = inner.metas | self.metas


_TAKEN_IN_TEXT = (
    "blocks headings logos alternatives to_copy links link_lines images frames forms script_urls script_texts "
    "style_texts captchas json_ld element_ids"
)
_TAKEN_IN = tuple(_TAKEN_IN_TEXT.split())


def read_markup(
    html: str,
    sheets: Sequence[str] = (),
    shown: str = "",
    host: str = "",
    framed: Framed = NO_FRAMES,
    deep: int = 0,
) -> Markup:
    """Read `html`; `sheets` are the style sheets that it links to, where they are at hand; `shown` is the text that a
    browser showed of it, where that is known (`only_seen`); `host` the page's, "" where it is not known; `framed` are
    documents from elsewhere that it may show in frames. It lies `deep` within others. Never raises for what a page may
    hold; a file that is no text gives an empty `Markup`."""
    if is_binary(html):
        return Markup()
    bounded, cut, small = bound_html(html)
    has_noscript = b"noscript" in small
    tree = LexborHTMLParser((_NOSCRIPT.sub(_as_text, bounded) if has_noscript else bounded) or "<html></html>")
    found = Markup(cut=cut, source=bounded)
    elements = Elements(tree)
    _read_head(elements, found)
    _read_scripts(elements, found)
    hidden = remove_hidden(elements, bounded, found.style_texts, sheets, shown, with_frames=bool(framed.documents))
    found.hidden, found.hidden_texts, found.otherwise = hidden.count, hidden.texts, hidden.otherwise
    found.cut = found.cut or hidden.is_cut
    found.others = take_out_others(elements, found.title, found.metas, found.json_ld, host, hidden.boxes)
    show_instead(elements)
    within = documents_within(elements, found.base, framed) if deep < MOST_DEEP else []
    if tree.body is not None:
        _walk(tree.body, found, hidden.boxes)
    _read_asked(elements, found, hidden.boxes)  # what nobody reads is out of the tree now
    is_whole = bool(within) and len(words_of(" ".join(found.blocks))) < FEW_WORDS
    for inner in within:
        if is_whole or not inner.is_framed:
            said = read_markup(inner.html, host=host, deep=deep + 1)
            found.take_in(said, is_whole=is_whole, is_shown=inner.is_shown)
            found.record = found.record or inner.record
    return found


def _as_text(tag: re.Match[str]) -> str:
    """What makes a parser without scripts take an element for those without for a text, as browsers do: else it ends
    where something begins that may not stand in it, and what follows is taken for the page's."""
    return f"<{tag[1]}{_UNSEEN}"


def _attribute(node: LexborNode, name: str) -> str:
    return clean(node.attributes.get(name) or "")


def _read_head(elements: Elements, found: Markup) -> None:
    title = elements.tree.css_first("title")
    found.title = clean(title.text() if title is not None else "")[:500]
    root = elements.tree.root
    found.language = (root.attributes.get("lang") or "")[:12].lower() if root is not None else ""
    for node in elements.css("meta"):
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("http-equiv") or "").lower()
        if name and name not in found.metas:
            found.metas[name] = clean(attributes.get("content") or "")[:1000]
    found.base = next((_attribute(node, "href")[:2000] for node in elements.css("base[href]")), "")
    for node in elements.css("link"):
        attributes = node.attributes
        if "rel" in attributes and "href" in attributes:
            relation, target = clean(attributes["rel"] or ""), clean(attributes["href"] or "")
            found.relations.append((relation.lower(), target[:2000]))


def _read_scripts(elements: Elements, found: Markup) -> None:
    for node in elements.css("script"):
        attributes = node.attributes
        if attributes.get("src"):
            found.script_urls.append((attributes["src"] or "").strip()[:2000])
            continue
        text = (node.text() or "").replace(_UNSEEN, "noscript")
        kind = (attributes.get("type") or "").lower()
        if "ld+json" in kind:
            found.json_ld.append(text[:50_000])
        elif text.strip():
            found.script_texts.append(text[:100_000])
    found.captchas = [
        f"data-sitekey={_attribute(node, 'data-sitekey')[:80]}" for node in elements.css("[data-sitekey]")[:5]
    ]
    found.unseen = [
        clean(_TAGS.sub(" ", said_by(node, MAX_SAID)))[:1000] for node in elements.css("noscript, noframes")[:5]
    ]
    found.style_texts = [_sheet(node) for node in elements.css("style") if _is_style(node) and not stands_aside(node)]
    framed = [node.attributes for node in elements.css("iframe, frame")]
    found.frames = [clean(attributes["src"] or "")[:2000] for attributes in framed if "src" in attributes]


def _sheet(style: LexborNode) -> str:
    text, media = style.text() or "", style.attributes.get("media")
    return for_media(text, media) if media else text


def _is_style(style: LexborNode) -> bool:
    return (style.attributes.get("type") or "text/css").strip().lower() == "text/css"


def _read_asked(elements: Elements, found: Markup, boxes: Mapping[int, bool]) -> None:
    """Forms, and fields that stand outside any form (pages built by scripts have many)."""
    asking = [node for node in elements.css("label") if "for" in node.attributes][:MAX_LABELS]
    labels = {_attribute(node, "for"): said_by(node, MAX_ASKED, boxes)[:120] for node in asking}
    inside: set[int] = set()
    for node in elements.css("form"):
        controls = node.css("input, select, textarea, button[name]")[:300]
        inside.update(control.mem_id for control in controls)
        fields = _fields(controls, labels)
        found.forms.append(Form(_attribute(node, "action")[:500], _attribute(node, "method").lower() or "get", fields))
    every = elements.css("input, select, textarea")
    given = (said for node in every if node.tag == "input" and "value" in (said := node.attributes))
    shown = islice((said for said in given for name in _TO_COPY if name in said), MAX_TO_COPY)
    found.to_copy = [clean(said["value"] or "")[:MAX_ASKED] for said in shown if _is_text(said.get("type"))]
    loose = [node for node in every if node.mem_id not in inside][:300]
    if loose:
        found.forms.append(Form("", "", _fields(loose, labels)))


def _is_text(kind: str | None) -> bool:
    return (kind or "").strip().lower() in _OF_TEXT


def _label_around(control: LexborNode) -> str:
    """What the label around `control` says before it, behind any other control: so not what a list offers."""
    inside = [control]
    while (above := inside[-1].parent) is not None and above.tag != "label" and len(inside) < _DEEP_IN_LABEL:
        inside.append(above)
    if above is None or above.tag != "label":
        return ""
    said: list[str] = []
    for part in inside:
        node, left = part.prev, _BESIDE_CONTROL
        while node is not None and left and node.tag not in _CONTROLS:
            said.append((node.text_content or "")[:MAX_ASKED] if node.tag == "-text" else said_by(node, MAX_ASKED))
            node, left = node.prev, left - 1
    return clean(" ".join(reversed(said)))


def _fields(controls: Sequence[LexborNode], labels: dict[str, str]) -> tuple[Field, ...]:
    """The fields of one form. What stands around those of a log-in says a name and a password, as every program's."""
    said = [control.attributes for control in controls]
    secret = any(clean(attributes.get("type") or "").lower() == "password" for attributes in said)
    every = zip(controls, said, strict=True)
    return tuple(_field(control, attributes, labels, within=not secret) for control, attributes in every)


def _field(node: LexborNode, attributes: dict[str, str | None], labels: dict[str, str], *, within: bool) -> Field:
    """`within`: a label around the field asks, too."""
    tag = node.tag or ""
    kind = (attributes.get("type") or "text").lower() if tag == "input" else tag
    asks = (
        labels.get(clean(attributes.get("id") or ""))
        or clean(attributes.get("placeholder") or "")
        or clean(attributes.get("aria-label") or "")
        or (_label_around(node) if within and kind not in _CHOSEN else "")
    )
    shown: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    if tag == "select":
        options = node.css("option")[:400]
        shown = tuple(clean(option.text())[:80] for option in options)
        values = tuple((option.attributes.get("value") or "")[:40] for option in options)
    elif kind in _CHOSEN:
        values = ((attributes.get("value") or "")[:40],)
    name = clean(attributes.get("name") or "")[:60]
    return Field(kind, name, asks[:120], shown, values, (attributes.get("maxlength") or "")[:6])


def _walk(body: LexborNode, found: Markup, boxes: Mapping[int, bool]) -> None:  # noqa: C901, PLR0912, PLR0915  (a call a node would double its time)
    """One pass over the visible tree, without recursion: text blocks, links, images, classes, DOM paths. What is not
    read is taken out on the way.
    `block` numbers the element around a text (or itself) that starts a new line, by its tag or by `boxes`; `path` is
    that of the node's parent."""
    roles: dict[int, int] = {}
    tags: dict[int, str] = {}
    classes: dict[str, bool] = {}
    written: list[str] = []
    beside: list[tuple[int, str]] = []
    marked: list[str | LexborNode] = []
    left: list[tuple[LexborNode, _Path, int]] = []
    node, top = body.first_child, _path()
    links, lines = found.links, list[int]()  # of each link the number of the text that it stands in, or before
    path, block, blocks, open_block, ended, elements = top, 0, 0, 0, 0, 0
    while node is not None or left:
        if node is None:
            node, path, block = left.pop()
        number = node.tag_id
        if number == _TEXT:
            if block != open_block:
                written.append(_APART)
                ended += 1
                open_block = block
            written.append(node.text_content or "")
            node = node.next
            continue
        role = roles.get(number) or _learn_role(node, roles, tags)
        if role <= _ABOVE:
            node = _behind(node, role, beside, ended)
            continue
        elements += 1
        if elements > MAX_NODES:
            _take_out_unread(body)
            break
        said = node.attributes
        if said and (len(said) > 1 or classes.get(said.get("class") or "") is not False):  # most say nothing new
            if text := _read_attributes(node, tags[number], said, classes, marked, found):
                beside.append((ended, text))
            if len(lines) < len(links):
                lines += [ended + (block != open_block)] * (len(links) - len(lines))
        own = path[number]
        child = node.first_child
        if child is None:
            if role == _BREAK or (role == _AROUND and boxes.get(node.mem_id, True)):
                written.append(_APART)
                ended += 1
            node = node.next
            continue
        if (following := node.next) is not None:
            left.append((following, path, block))
        if (role != _WITHIN) if not boxes else boxes.get(node.mem_id, role != _WITHIN):
            blocks += 1
            block = blocks
        node, path = child, own
    found.blocks, found.link_lines = _blocks("".join(written), beside, lines)
    found.elements, found.paths = elements, _hashes_of(top, tags)
    found.classes = {name for names in classes for name in names.split()[:20]}
    found.logos, found.pictured = _logos(marked, boxes), {mark for mark in marked if isinstance(mark, str)}
    found.headings = [said_by(node, MAX_SAID, boxes)[:200] for node in body.css("h1, h2")[:30]]


_APART = "\x00"  # in no text of a page: a parser puts another character in its place, and it composes with none
_TEXT = 2  # the parser's number of a text
_SKIPPED, _UNREAD, _ABOVE, _WITHIN, _BREAK, _FIELD, _AROUND = range(1, 8)  # what a node is to the text around it


def _learn_role(node: LexborNode, roles: dict[int, int], tags: dict[int, str]) -> int:
    """What a node of a tag met for the first time is to the text around it."""
    tag = node.tag or ""
    if not tag or tag[:1] in {"-", "_", "!"}:  # comments and processing instructions
        role = _SKIPPED
    elif tag in NOT_READ:
        role = _UNREAD
    elif tag == "rt":
        role = _ABOVE
    else:
        role = _WITHIN if tag in IN_LINE else _BREAK if tag == "br" else _FIELD if _is_field(tag) else _AROUND
    roles[node.tag_id], tags[node.tag_id] = role, tag
    return role


def _is_field(tag: str) -> bool:
    """Whether an element stands in the line around it where nothing is in it."""
    return tag in _FIELDS or "-" in tag


def _behind(node: LexborNode, role: int, beside: list[tuple[int, str]], ended: int) -> LexborNode | None:
    """What comes after a node that is passed by, and is taken out if it is not to be read; what stands above letters is
    a text `beside` theirs, of which so many `ended`."""
    following = node.next
    if role == _ABOVE and (text := said_by(node, MAX_ASKED)):
        beside.append((ended, text))
    if role == _UNREAD:
        node.decompose()
    return following


def _take_out_unread(body: LexborNode) -> None:
    for node in outermost(body.css(",".join(sorted(NOT_READ)))):
        node.decompose()


_Path: TypeAlias = "defaultdict[int, _Path]"


def _path() -> _Path:
    """The paths of tags that go on from one, by the parser's number of the next tag; one met anew begins."""
    return defaultdict(_path)


def _hashes_of(top: _Path, tags: dict[int, str]) -> set[int]:
    """The hashes of all paths below the body, whose own is `top`."""
    found: set[int] = set()
    pending = [(crc32(b"body"), top)]
    while pending:
        above, path = pending.pop()
        further = [(crc32(tags[number].encode("utf-8", "replace"), above), own) for number, own in path.items()]
        found.update(own for own, _ in further)
        pending += further
    return found


def _logos(marked: list[str | LexborNode], boxes: Mapping[int, bool]) -> list[str]:
    """What the site's mark says: texts that stand for a picture, and of elements the text if it is short, up to ten."""
    found: list[str] = []
    looked_at = 0
    for mark in marked:
        if isinstance(mark, str):
            found.append(mark)
        elif len(found) < MAX_LOGOS and looked_at < MAX_MARKED:
            looked_at += 1
            if 0 < len(shown := said_by(mark, MAX_SAID, boxes)) <= LONGEST_LOGO:
                found.append(shown)
    return found


def _blocks(written: str, beside: list[tuple[int, str]], lines: list[int]) -> tuple[list[str], list[str]]:
    """The first `MAX_BLOCKS` of the texts in `written` that hold a word or a sign, each in one line; `beside` are
    clean ones and how many texts go before each. And the texts that have the numbers `lines`, in these."""
    parts = clean_each(written, _APART)
    found: list[str] = []
    begin = 0
    for end, text in (*beside, (len(parts), "")):
        found += parts[begin:end]
        found.append(text)
        begin = end
    return [text[:5000] for text in found if text][:MAX_BLOCKS], [parts[n] if n < len(parts) else "" for n in lines]


def _read_attributes(
    node: LexborNode,
    tag: str,
    attributes: dict[str, str | None],
    classes: dict[str, bool],
    marked: list[str | LexborNode],
    found: Markup,
) -> str:
    """Read what stands at one element; returns the text that stands for a picture.

    `classes` holds, of each class attribute met, whether it says that this is the site's mark: the same few stand on
    most elements of a page. `marked` takes what is the mark.
    """
    marks = False
    if class_names := attributes.get("class"):
        known = classes.get(class_names)
        if known is None:
            known = classes[class_names] = says_mark(class_names)
        marks = known
    if element_id := attributes.get("id"):
        found.element_ids.append(element_id[:80])
        marks = marks or says_mark(element_id)
    if not COVERING.isdisjoint(attributes):
        found.links += covered_targets(attributes)
    if tag in {"a", "area"}:
        if target := attributes.get("href"):
            found.links.append((is_covered(target) and covered_mail(target)) or target.strip()[:2000])
    elif tag == "img":
        return _read_image(attributes, marked, found, marks=marks)
    if marks:
        marked.append(node)
    return ""


def _read_image(
    attributes: dict[str, str | None], marked: list[str | LexborNode], found: Markup, *, marks: bool
) -> str:
    source = attributes.get("src") or attributes.get("data-src") or ""
    found.images.append("" if source.startswith("data:") else source[:300])
    if not (alternative := attributes.get("alt")) or not (alternative := clean(alternative)[:120]):
        return ""
    if marks or (says_mark(f"{source[:200]}\n{alternative}") and not says_others_mark(attributes.get("class") or "")):
        marked.append(alternative)
    # A name stands for a picture; a sentence is read by nobody who sees the picture, and can say anything.
    if alternative.count(" ") < MOST_ALTERNATIVE:
        return alternative
    found.alternatives.append(alternative)
    return ""
