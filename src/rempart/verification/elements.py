"""The page of a sealed comparison as elements: those that such a page has, closed in their order, none of them hidden.

In: the page. Out: its elements with their texts, and in words what a page of a comparison never has: another element,
class or attribute, a style sheet that Rempart never had, text where no reader expects any. What is not known could hide
a row, or show one that is not there.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from rempart.verification.said import Said
from rempart.verification.words import flat, is_known_style

_VOID = frozenset({"meta"})
_DEEPEST = 64  # elements within each other; a page of ours has a dozen
_NONE: frozenset[str] = frozenset()
_OF_CELLS = frozenset({"of-text", "of-name", "of-number", "of-moment", "of-badge", "of-note", "of-prose"})
# Every element of a comparison's page, with the classes that it may have.
_CLASSES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("html", "head", "meta", "title", "style", "main", "h1", "section", "h2", "li", "small"), _NONE),
    **dict.fromkeys(("code", "caption", "thead", "tbody", "tr", "svg", "dt", "time", "script"), _NONE),
    "body": frozenset({"desk", "report"}),
    "p": frozenset({"note", "lead", "empty"}),
    "span": frozenset({"badge", "alert", "wait", "good", "quiet"}),
    "ul": frozenset({"reasons"}),
    "div": frozenset({"pictures", "scroll", "some-words", "many-words", "most-words"}),
    "table": frozenset({"pictured", "waterfall"}),
    "th": _OF_CELLS,
    "td": _OF_CELLS | {"of-nothing", "strip"},
    "line": frozenset({"axis", "bound", "mark"}),
    "rect": frozenset({"bar", "against"}),
    "dl": frozenset({"facts"}),
    "dd": _OF_CELLS,
    "bdi": frozenset({"reads"}),
}
_SIZES = frozenset({"x", "y", "x1", "y1", "x2", "y2", "width", "height"})
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "html": frozenset({"lang"}),
    "meta": frozenset({"charset", "name", "content", "http-equiv"}),  # one of `_METAS`, whole
    "div": frozenset({"role", "aria-label", "tabindex"}),
    **dict.fromkeys(("table", "thead", "tbody", "tr"), frozenset({"role"})),
    "th": frozenset({"scope", "role"}),
    "td": frozenset({"role", "data-head"}),
    "svg": frozenset({"viewbox", "preserveaspectratio", "aria-hidden", "focusable"}),
    "line": _SIZES,
    "rect": _SIZES,
    "time": frozenset({"datetime"}),
    "script": frozenset({"type", "id"}),
}
# Another encoding would show other letters than are read here, another size of the window a part of the page alone.
_METAS = (
    {"charset": "utf-8"},
    {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    {"name": "color-scheme", "content": "light dark"},
    {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"},
)
_ROLES = {"div": "region", "table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row"}
_ROLES |= {"th": "columnheader", "td": "cell"}
# In which elements each may stand: text that no table and no list holds would be judged by nothing.
_WITHIN: Mapping[str, frozenset[str]] = {
    "html": frozenset({""}),
    **dict.fromkeys(("head", "body"), frozenset({"html"})),
    **dict.fromkeys(("meta", "title", "style"), frozenset({"head"})),
    **dict.fromkeys(("main", "script"), frozenset({"body"})),
    **dict.fromkeys(("h1", "section"), frozenset({"main"})),
    **dict.fromkeys(("h2", "ul", "dl"), frozenset({"section"})),
    "p": frozenset({"main", "section", "div"}),
    "div": frozenset({"section", "div", "dl"}),
    "span": frozenset({"h1"}),
    "li": frozenset({"ul"}),
    "small": frozenset({"li"}),
    "code": frozenset({"small", "td", "dd", "p"}),
    "bdi": frozenset({"td", "dd"}),
    "table": frozenset({"div"}),
    **dict.fromkeys(("caption", "thead", "tbody"), frozenset({"table"})),
    "tr": frozenset({"thead", "tbody"}),
    **dict.fromkeys(("th", "td"), frozenset({"tr"})),
    "svg": frozenset({"td"}),
    **dict.fromkeys(("line", "rect"), frozenset({"svg"})),
    **dict.fromkeys(("dt", "dd"), frozenset({"div"})),
    "time": frozenset({"dd"}),
}
_WORDLESS = frozenset(
    {"html", "head", "body", "main", "section", "ul", "div", "table", "thead", "tbody", "tr", "svg", "line", "rect"}
    | {"", "dl"}
)


@dataclass(slots=True)
class Element:
    """One element that is read; `own` of a reason is what comes before its codes."""

    tag: str
    classes: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    own: str | None = None
    inside: list["Element"] = field(default_factory=list)

    @property
    def said(self) -> str:
        """Its text, with one space wherever there are any."""
        return flat("".join(self.text) if self.own is None else self.own)

    def find(self, tag: str, of_class: str = "") -> list["Element"]:
        """Those within, at any depth."""
        found = []
        for element in self.inside:
            if element.tag == tag and (not of_class or of_class in element.classes):
                found.append(element)
            found += element.find(tag, of_class)
        return found


def read_elements(page: bytes) -> tuple[Element, list[Said]]:
    """The elements of a page within one that stands for it, and what is wrong with them; none is of use then."""
    reader = _Reader()
    reader.feed(page.decode(errors="replace"))
    reader.close()
    if reader.broken or len(reader.open) != 1:
        problem = Said("its elements are not closed as they were opened, so that readers may see different pages")
        return Element(""), [problem]
    strange = sorted(set(reader.strange) | set(_misread(reader.open[0])))
    if strange:
        found = ", ".join(strange[:10])
        return Element(""), [Said("it has what no page of a comparison has, and may hide by it: {found}", found=found)]
    return reader.open[0], []


def _misread(element: Element) -> Iterator[str]:
    """What within `element` is shown otherwise than it is: a hidden cell, a hostname in other letters."""
    before = None
    for inner in element.inside:
        if inner.tag == "bdi" and (before is None or before.tag != "code" or not _reads(before.said, inner.said)):
            yield f"bdi {inner.said}"
        if "of-nothing" in inner.classes and inner.said:
            yield f"{inner.tag} of-nothing"
        yield from _misread(inner)
        before = inner


def _reads(hostname: str, letters: str) -> bool:
    """Whether `letters` are those of a hostname in punycode."""
    labels = [
        label[4:].encode("ascii", "ignore").decode("punycode", "ignore") if label.startswith("xn--") else label
        for label in hostname.split(".")
    ]
    return ".".join(labels) == letters


class _Reader(HTMLParser):
    """The elements of a page, as far as they are closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[Element] = [Element("")]
        self.broken = False
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        said = {name: value or "" for name, value in attrs}
        classes = frozenset(said.pop("class", "").split())
        self._note_strange(tag, classes, said)
        if tag in _VOID:
            return
        if tag == "small" and self.open[-1].tag == "li":
            self.open[-1].own = "".join(self.open[-1].text)
        element = Element(tag, classes, said)
        self.open[-1].inside.append(element)
        self.open.append(element)
        self.broken |= len(self.open) > _DEEPEST

    def _note_strange(self, tag: str, classes: frozenset[str], said: Mapping[str, str]) -> None:
        known = _CLASSES.get(tag)
        if known is None:
            self.strange.append(tag)
            return
        if self.open[-1].tag not in _WITHIN[tag]:
            self.strange.append(f"{tag} in {self.open[-1].tag or 'nothing'}")
        others = [name for name in said if name not in _ATTRIBUTES.get(tag, _NONE)]
        others += [role for name, role in said.items() if name == "role" and role != _ROLES.get(tag)]
        others += [] if tag != "meta" or said in _METAS else list(said.values())
        self.strange += [f"{tag} {other}" for other in (*others, *(classes - known))]

    def handle_endtag(self, tag: str) -> None:
        """See `HTMLParser`."""
        if tag in _VOID:
            return
        if len(self.open) < 2 or self.open[-1].tag != tag:
            self.broken = True
            return
        ended = self.open.pop()
        if tag == "style" and not is_known_style(hashlib.sha256("".join(ended.text).encode()).hexdigest()):
            self.strange.append("style")

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        if self.broken:
            return
        within = self.open[-1].tag
        if within in ("style", "script"):
            self.open[-1].text.append(data)
            return
        if within in _WORDLESS and data.strip():
            self.strange.append(f"{within}: {data.strip()[:40]}")
        for element in self.open:
            element.text.append(data)
