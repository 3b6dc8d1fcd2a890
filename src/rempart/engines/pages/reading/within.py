"""Documents that a page shows within itself: in frames of which it holds the text, and in shadow roots.

In: a tree without what is hidden. Out: their HTML. Never: one from elsewhere, unless the page shows nothing else.
"""

import re
from base64 import b64decode
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urljoin

from selectolax.lexbor import LexborNode

from rempart.engines.pages.page import SidePage
from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.frames import WITHIN
from rempart.engines.pages.sight.matching import upward

MAX_WITHIN, MAX_CHARACTERS = 20, 1_000_000
_DATA = re.compile(r"\s*data:text/html([^,]{0,200}),(.*)", re.IGNORECASE | re.DOTALL)
_TEMPLATE = re.compile(r"<template(?:[^>\"]|\"[^\"]*\")*>(.*)</template>\s*", re.DOTALL | re.IGNORECASE)
_OF_THE_HOST = re.compile(r":host(?![\w(-])")
_UNREAD = re.compile(r":host[\w(-]|::slotted|::part", re.IGNORECASE)  # nobody looks into rules for what is outside


@dataclass(frozen=True, slots=True)
class Within:
    """A document within a page: its HTML, whether it `is_framed` from elsewhere, by which `record`, and whether the
    text that a browser showed of the page has it (`is_shown`), as that of shadow roots."""

    html: str
    is_framed: bool = False
    record: str = ""
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Framed:
    """Documents from elsewhere that a page at `url` may show in frames."""

    url: str = ""
    documents: tuple[SidePage, ...] = ()

    def at(self, address: str, base: str) -> SidePage | None:
        """The one that a frame shows which leads to `address`, in a page whose addresses are relative to `base`."""
        try:
            whole = urljoin(urljoin(self.url, base), address.strip())
        except ValueError:
            return None
        return next((one for one in self.documents if one.url == whole), None)


NO_FRAMES = Framed()


def documents_within(elements: Elements, base: str, framed: Framed = NO_FRAMES) -> list[Within]:
    """The documents in what is left of a tree, in their order."""
    found: list[Within] = []
    left = MAX_CHARACTERS
    for node in elements.css(WITHIN):
        inner = _document_of(node)
        other = None if inner else framed.at(_address_of(node), base)
        one = (
            Within(other.html, is_framed=True, record=other.record)
            if other
            else Within(inner, is_shown=node.tag == "template")
        )
        if not one.html.strip():
            continue
        left -= len(one.html)
        if left < 0 or len(found) == MAX_WITHIN:
            break
        found.append(one)
    return found


def _address_of(node: LexborNode) -> str:
    return node.attributes.get("data" if node.tag == "object" else "src") or ""


def _document_of(node: LexborNode) -> str:
    if node.tag == "template":
        whole = _TEMPLATE.fullmatch(node.html or "")
        return "" if whole is None or _UNREAD.search(whole[1]) else _OF_THE_HOST.sub("body", whole[1])
    if node.tag == "iframe" and "srcdoc" in node.attributes:
        return node.attributes["srcdoc"] or ""
    data = _DATA.fullmatch(_address_of(node))
    if data is None or (node.attributes.get("type") or "text/html").strip().lower() != "text/html":
        return ""
    content = unquote_to_bytes(data[2])
    if data[1].lower().endswith(";base64"):
        try:
            content = b64decode(content + b"==")
        except ValueError:
            return ""
    return content.decode("utf-8", "replace")


def show_instead(elements: Elements) -> None:
    """Show what stands in an object without an address, as browsers do; not within a choice, where no text is shown."""
    for node in elements.css("object:not([data]), object[data='']"):
        if not any(around.tag == "select" for around in upward(node)):
            node.unwrap()
