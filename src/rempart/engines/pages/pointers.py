"""Where a former address says that its site went: the signs on its way and on its page that name another host.

In: the page that a light look ended on, the addresses on the way, the site's known names.
Out: `Pointer`s, surest first.
Never: a host that the site has used, one of the page's own, or one that strangers everywhere link to.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from rempart.engines.pages.background import Background
from rempart.engines.pages.markup import Markup
from rempart.engines.pages.page import PageInput, host_of
from rempart.engines.pages.signs import Kind
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

MAX_POINTERS = 20
_HOST_IN_TEXT = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24})(?![\w@-])")
# What looks like a host and is a file.
_FILE_ENDING_TEXT = "php html htm asp aspx jsp js css json xml txt pdf zip png jpg jpeg gif svg webp ico exe apk md py"
_FILE_ENDINGS = frozenset(_FILE_ENDING_TEXT.split())
_SAID_OFTEN = 2  # hosts of the background that link there: from so many on it is a service, not a successor
# Stems of words that announce a move, in the languages that sites of this kind write most.
_ANNOUNCING = re.compile(
    "|".join(
        (
            r"new (?:address|domain|site|home|url|name|link|location)|moved|moving|relocat|we are now at|find us at",
            r"nouve(?:au|lle|l)s? (?:adresse|domaine|site|nom|lien|url|maison)|d[ée]m[ée]nag|changement d.adresse",
            r"retrouve[zr]|rejoigne[zr]|notre adresse",
            r"neue[rns]? (?:adresse|domain|seite|name|link)|umgezogen|umzug",
            r"nueva (?:direcci|p[áa]gina|web)|nuevo (?:dominio|sitio|enlace)|nos mudamos|mudado",
            r"nuovo (?:indirizzo|dominio|sito)|trasferit|ci siamo spostati",
            r"novo (?:endere|dom[íi]nio|site)|nova morada|mudamos",
            r"nieuwe? (?:adres|domein|site)|verhuisd",
            r"nowy (?:adres|domena)|przenie|nowa (?:strona|domena)",
            r"нов(?:ый|ая|ое) (?:адрес|домен|сайт)|переехал|зеркал",
            r"yeni (?:adres|site|alan)|ta[şs][ıi]nd",
            r"عنوان جديد|新(?:しい)?(?:アドレス|网址|域名|地址)|새 주소",
        )
    ),
    re.IGNORECASE,
)


class PointerKind(StrEnum):
    """How the former address names the host, surest first."""

    REDIRECT = "redirect"
    CANONICAL = "canonical"
    ANNOUNCEMENT = "announcement"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A host that the former address names. `shown` is what a person reads there.

    `names_former`: the address that it leads to carries the former name, as sale pages do.
    """

    kind: PointerKind
    host: str
    shown: str
    names_former: bool = False


def find_pointers(
    former: str,
    way: Sequence[str],
    page: PageInput,
    markup: Markup,
    *,
    known: Collection[str],
    background: Background,
    seen_links: Collection[str] = (),
) -> tuple[Pointer, ...]:
    """What `former` points to. `way` are the addresses that the visitor was sent through, the page's own last.

    `known` are the site's names; `seen_links` the hosts that the page linked to at the look before: a link that was
    there already says nothing new, unless a sentence announces it.
    """
    own = {former, *known}
    found: dict[str, Pointer] = {}
    for pointer in _pointers(former, way, page, markup, background):
        if not _is_own(pointer.host, own) and pointer.host not in found:
            if pointer.kind is PointerKind.LINK and pointer.host in seen_links:
                continue
            found[pointer.host] = pointer
    order = list(PointerKind)
    return tuple(sorted(found.values(), key=lambda item: order.index(item.kind))[:MAX_POINTERS])


def linked_hosts(page: PageInput, markup: Markup) -> tuple[str, ...]:
    """The other hosts that the page links to, in its order, each once."""
    return tuple(dict.fromkeys(host for link in markup.links if (host := _host(link)) and host != page.host))


def _pointers(
    former: str, way: Sequence[str], page: PageInput, markup: Markup, background: Background
) -> Iterator[Pointer]:
    for url in reversed(way):
        if host := _host(url):
            yield Pointer(PointerKind.REDIRECT, host, url[:300], _names_former(url, former))
    for relation, target in markup.relations:
        if "canonical" in relation.split() and (host := _host(target)):
            yield Pointer(PointerKind.CANONICAL, host, target[:300])
    if host := _host(markup.metas.get("og:url", "")):
        yield Pointer(PointerKind.CANONICAL, host, markup.metas["og:url"][:300])
    links = linked_hosts(page, markup)
    for block in (markup.title, *markup.headings, *markup.blocks):
        if _ANNOUNCING.search(block):
            yield from (Pointer(PointerKind.ANNOUNCEMENT, host, block[:300]) for host in _hosts_in(block))
    announced = next((block for block in markup.blocks if _ANNOUNCING.search(block)), "")
    if announced and len(markup.blocks) <= 40:
        # A short page that speaks of a move and links elsewhere: the link is the announcement.
        yield from (Pointer(PointerKind.ANNOUNCEMENT, host, announced[:300]) for host in _uncommon(links, background))
    yield from (Pointer(PointerKind.LINK, host, host) for host in _uncommon(links, background))


def _uncommon(hosts: Sequence[str], background: Background) -> Iterator[str]:
    return (host for host in hosts if background.count(Kind.LINKED_HOST, host) < _SAID_OFTEN)


def _hosts_in(text: str) -> Iterator[str]:
    for match in _HOST_IN_TEXT.finditer(text[:2000]):
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
