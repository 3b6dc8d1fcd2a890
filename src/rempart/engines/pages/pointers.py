"""Where a former address says that its site went: the signs on its way and on its page that name another host.

In: the page that a light look ended on, the addresses on the way, the site's known names.
Out: `Pointer`s, surest first.
Never: a host that the site has used, one of the page's own, one that strangers everywhere link to, or one that only
passed a visitor on.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from urllib.parse import unquote, urlsplit

from rempart.engines.pages.background import Background
from rempart.engines.pages.markup import Markup
from rempart.engines.pages.naming import REPORTING_HOST, own_label
from rempart.engines.pages.page import PageInput, host_of
from rempart.engines.pages.signs import Kind
from rempart.engines.pages.trade_words import TRADE_WORDS
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

MAX_POINTERS = 20
MAX_LINKED = 200  # hosts that a page links to: one that links to more is a list of links
_SHORT_PAGE = 40  # words of a page that says little else than that it moved
_HOST_IN_TEXT = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24})(?![\w@-])")
# In ASCII alone: letters of scripts without spaces stand beside it, and no others, of which it would be a part.
_SPACED = "[^\\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f\uac00-\ud7af]"
_ASCII_HOST = re.compile(
    rf"(?<!{_SPACED})(?<![@.-])((?:[a-zA-Z\d](?:[a-zA-Z\d-]{{0,61}}[a-zA-Z\d])?\.)+[a-zA-Z]{{2,24}})(?!{_SPACED})(?![@-])"
)
_LEAST_CALLED = 4  # letters of a name that another host is called by
_ADDED = TRADE_WORDS | {"back", "original"}
# Where a page takes from what it shows and runs, where it sends its forms, and which address it gives as its own.
_TAKES = re.compile(
    r"""(?:\b(?:src|action|formaction|data)|<link\b[^<>]{0,500}?\bhref)\s*+=\s*+["']?\s*+((?:https?:)?//[^\s"'<>]{1,300})""",
    re.IGNORECASE,
)
# What looks like a host and is a file.
_FILE_ENDING_TEXT = "php html htm asp aspx jsp js css json xml txt pdf zip png jpg jpeg gif svg webp ico exe apk md py"
_FILE_ENDINGS = frozenset(_FILE_ENDING_TEXT.split())
_SAID_OFTEN = 2  # hosts of the background that link there: from so many on it is a service, not a successor
# Stems of words that announce a move, in the languages that sites of this kind write most: those that say it of an
# address or of whoever writes …
_MOVED = re.compile(
    "|".join(
        (
            r"new (?:address|domain|site|home|url|link|location)|\b(?:we|have|has|site|domain|chat|forum) moved",
            r"we.re moving|we are now at|find us at|moved to (?:a new|our new)",
            r"nouve(?:au|lle|l)s? (?:adresse|domaine|site|nom|lien|url|maison)|d[ée]m[ée]nag|changement d.adresse",
            r"neue[rns]? (?:adresse|domain|seite|name|link)|umgezogen",
            r"nueva (?:direcci|p[áa]gina|web)|nuevo (?:dominio|sitio|enlace)|nos mudamos",
            r"nuovo (?:indirizzo|dominio|sito)|ci siamo spostati",
            r"novo (?:endere|dom[íi]nio|site)|nova morada|mudamos",
            r"nieuwe? (?:adres|domein|site)|verhuisd",
            r"nowy (?:adres|domena)|przenie|nowa (?:strona|domena)",
            r"нов(?:ый|ая|ое) (?:адрес|домен|сайт)|переехал",
            r"yeni (?:adres|site|alan)|ta[şs][ıi]nd",
            r"عنوان جديد|新(?:しい)?(?:アドレス|网址|域名|地址)|移転|새 주소",
        )
    ),
    re.IGNORECASE,
)
# … and those that notices and trades have too ("if you moved money", "moving made easy").
_ANNOUNCING = re.compile(
    rf"{_MOVED.pattern}|new name|moved|moving|relocat|retrouve[zr]|rejoigne[zr]|notre adresse|umzug|mudado|trasferit"
    "|зеркал",
    re.IGNORECASE,
)


class PointerKind(StrEnum):
    """How the former address names the host, surest first."""

    REDIRECT = "redirect"
    CANONICAL = "canonical"
    ANNOUNCEMENT = "announcement"
    ALIKE = "alike"  # written or linked there, and called as the site is
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A host that the former address names. `shown` is what a person reads there.

    `names_former`: the address that it leads to carries the former name, as sale pages do. `to_notice`: what shows
    there is a server's or an authority's notice.
    """

    kind: PointerKind
    host: str
    shown: str
    names_former: bool = False
    to_notice: bool = False


def find_pointers(
    former: str,
    way: Sequence[str],
    page: PageInput,
    markup: Markup,
    *,
    known: Collection[str],
    called: Collection[str],
    background: Background,
    seen_links: Collection[str] = (),
) -> tuple[Pointer, ...]:
    """What `former` points to. `way` are the addresses that the visitor was sent through, the page's own last.

    `known` are the site's names, `called` the labels that it registered them under; `seen_links` the hosts that the
    page linked to at looks before: a link that was there already says nothing new, unless a sentence announces it.
    """
    own = {former, *known}
    order = list(PointerKind)
    found: dict[str, Pointer] = {}
    pointers = _pointers(former, called, way, page, markup, background)
    for pointer in sorted(pointers, key=lambda item: order.index(item.kind)):
        is_old = pointer.kind is PointerKind.LINK and pointer.host in seen_links
        if not is_old and not _is_own(pointer.host, own):
            found.setdefault(pointer.host, pointer)
    return tuple(islice(found.values(), MAX_POINTERS))


def linked_hosts(page: PageInput, markup: Markup) -> tuple[str, ...]:
    """The other hosts that the page links to, in its order, each once, `MAX_LINKED` at most."""
    hosts = dict.fromkeys(host for link in markup.links if (host := _host(link)) and host != page.host)
    return tuple(islice(hosts, MAX_LINKED))


def built_from(page: PageInput) -> tuple[str, ...]:
    """The other hosts that `page` frames, loads from or sends its forms to, or gives as its own, `MAX_LINKED` at most.
    Links that a reader may follow are none of these."""
    hosts = dict.fromkeys(host for found in _TAKES.finditer(page.html) if (host := _host(found[1])))
    return tuple(islice((host for host in hosts if host != page.host), MAX_LINKED))


def says_it_moved(text: str) -> bool:
    """Whether a text says of itself that it moved, or gives a new address."""
    return bool(_MOVED.search(text))


def is_called_like(host: str, labels: Collection[str]) -> bool:
    """Whether `host` was registered under one of `labels`, but for numbers and, beside a hyphen, words that sites add:
    "new-lantern-quay24.test" is called as "lantern-quay" is, and "lantern-quay-reviews.test" is not.

    A label of trades' words alone ("chat", "online-forum") calls nobody.
    """
    said = _called(own_label(host))
    for label in labels:
        called = _called(label)
        if len(called) < _LEAST_CALLED or TRADE_WORDS.issuperset(called.split("-")):
            continue
        if called.replace("-", "") == said.replace("-", ""):
            return True
        before, found, after = f"-{said}-".partition(f"-{called}-")
        further = [word for word in f"{before}-{after}".split("-") if word]
        if found and all(word in _ADDED and word not in REPORTING_HOST for word in further):
            return True
    return False


def _called(label: str) -> str:
    """The words of a label, between hyphens, without its numbers."""
    return "-".join(re.findall(r"[^\W\d_]+", label))


def _pointers(
    former: str, called: Collection[str], way: Sequence[str], page: PageInput, markup: Markup, background: Background
) -> Iterator[Pointer]:
    if way:
        for host in _uncommon([_host(way[-1])], background):
            yield Pointer(PointerKind.REDIRECT, host, way[-1][:300], _names_former(way[-1], former))
    given = [target for relation, target in markup.relations if "canonical" in relation.split()]
    for target in (*given, markup.metas.get("og:url", "")):
        for host in _uncommon([_host(target)], background):
            yield Pointer(PointerKind.CANONICAL, host, target[:300])
    links = list(_uncommon(linked_hosts(page, markup), background))
    announces = {text: bool(_ANNOUNCING.search(text)) for text in (markup.title, *markup.headings, *markup.blocks)}
    for text, moved in announces.items():
        for host in _uncommon(_hosts_in(text), background):
            if moved or is_called_like(host, called):  # whatever the language, that is where the site went
                yield Pointer(PointerKind.ANNOUNCEMENT if moved else PointerKind.ALIKE, host, text[:300])
    announcing = [block for block in markup.blocks if announces[block]]
    announced = next(filter(says_it_moved, announcing), announcing[0] if announcing else "")
    if announced and len(links) == 1 and sum(len(block.split()) for block in markup.blocks) <= _SHORT_PAGE:
        # A page that says that it moved, and links elsewhere once: the link is the announcement.
        yield Pointer(PointerKind.ANNOUNCEMENT, links[0], announced[:300])
    for host in links:
        kind = PointerKind.ALIKE if is_called_like(host, called) else PointerKind.LINK
        yield Pointer(kind, host, host)


def _uncommon(hosts: Iterable[str], background: Background) -> Iterator[str]:
    return (host for host in hosts if host and background.count(Kind.LINKED_HOST, host) < _SAID_OFTEN)


def _hosts_in(text: str) -> Iterator[str]:
    text = text[:2000]
    for match in list(_ASCII_HOST.finditer(text)) or _HOST_IN_TEXT.finditer(text):
        if match[1].rpartition(".")[2].lower() not in _FILE_ENDINGS and (host := _host(f"//{match[1]}")):
            yield host


def _host(target: str) -> str:
    """The host that `target` names, in normal form without ``www.``; "" for a path, a fragment or an address."""
    if "//" not in target[:9]:
        return ""
    try:
        return parse_hostname(host_of(target)).removeprefix("www.")
    except NotAHostnameError:
        return ""


def _names_former(url: str, former: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return former in unquote(f"{parts.path}?{parts.query}").lower()


def _is_own(host: str, own: Collection[str]) -> bool:
    """Whether `host` is one of `own`, below one of them, or above one of them with a dot left."""
    return any(host == name or host.endswith(f".{name}") or (name.endswith(f".{host}") and "." in host) for name in own)
