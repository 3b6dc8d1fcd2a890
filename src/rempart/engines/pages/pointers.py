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
from rempart.engines.pages.comparing.compounds import with_letters
from rempart.engines.pages.comparison_rules import is_put_together
from rempart.engines.pages.page import PageInput, host_of
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.naming import REPORTING_HOST, own_label
from rempart.engines.pages.signs import Kind
from rempart.engines.pages.words.moved_words import announces, says_it_moved
from rempart.engines.pages.words.text import ALONE_SIGNS, words_of
from rempart.engines.pages.words.trade_words import TRADE_WORDS
from rempart.engines.pages.words.word_list import word_list
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

MAX_POINTERS = 20
MAX_LINKED = 200  # hosts that a page links to: one that links to more is a list of links
_SHORT_PAGE = 40  # words of a page that says little else than that it moved
_HOST_IN_TEXT = re.compile(
    r"(?<![\w@.-])(?:https?://)?((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,24}|xn--[\w-]{2,59}))(?![\w@-])"
)
# In ASCII alone: letters of scripts without spaces stand beside it, and no others, of which it would be a part.
_SPACED = f"[^\\W{ALONE_SIGNS}\uac00-\ud7af]"
_ASCII_HOST = re.compile(
    rf"(?<!{_SPACED})(?<![@.-])((?:[a-zA-Z\d](?:[a-zA-Z\d-]{{0,61}}[a-zA-Z\d])?\.)+[a-zA-Z]{{2,24}})(?!{_SPACED})(?![@-])"
)
_LEAST_CALLED = 4  # letters of a name that another host is called by
_ADDED = TRADE_WORDS | {"back", "original"}
_JOINED = frozenset(word for word in _ADDED if len(word) > 2)  # of shorter ones nearly every word can be put together
# Where a page takes from what it shows and runs, where it sends its forms, and which address it gives as its own.
_TAKES = re.compile(
    r"""(?:\b(?:src|action|formaction|data)|<link\b[^<>]{0,500}?\bhref)\s*+=\s*+["']?\s*+((?:https?:)?//[^\s"'<>]{1,300})""",
    re.IGNORECASE,
)
# What looks like a host and is a file.
_FILE_ENDING_TEXT = "php html htm asp aspx jsp js css json xml txt pdf zip png jpg jpeg gif svg webp ico exe apk md py"
_FILE_ENDINGS = frozenset(_FILE_ENDING_TEXT.split())
_SAID_OFTEN = 2  # hosts of the background that link there: from so many on it is a service, not a successor
# Where a site reaches its visitors, and what shortens links: no host of these is where it went.
_SERVICES_TEXT = """
bit.ly cutt.ly discord.com discord.gg discordapp.com facebook.com goo.gl google.com instagram.com is.gd kik.com kik.me
line.me linktr.ee matrix.to ow.ly reddit.com rebrand.ly signal.group signal.me t.co t.me telegram.me telegram.org
tiktok.com tinyurl.com twitter.com vk.com wa.me whatsapp.com wechat.com x.com youtu.be youtube.com
"""
_SERVICES = frozenset(_SERVICES_TEXT.split())
# As whoever fears a filter writes a host: night-harbour [dot] test.
_DOT_IN_WORDS = re.compile(
    r"(?<=\w)\s?[\[({<]\s?(?:\.|dot|punkt|point|punto|ponto|punt|kropka|nokta|точка)\s?[\])}>]\s?(?=\w)"
)
# Where a script sends a visitor who does something, as by a button.
_SENDS = re.compile(
    r"""(?:\blocation(?:\.href|\[["']href["']\])?\s*=|\blocation\.(?:replace|assign)\(|\bwindow\.open\()"""
    r"""\s*["'`]((?:https?:)?(?:\\?/){2}[^\s"'`<>]{1,300})"""
)
MAX_SENT = 40
_MOST_BESIDE, _FEW_BESIDE = 8, 3  # words of a line beside the host at its end, or within it
_MADE_BY = re.compile(
    r"(?:\b(?:by|von|par|por|door|przez|di|at?elier|studio)|powered|host(?:ed|ing)?|design|©|copyright|\(c\))\W*$",
    re.IGNORECASE,
)


class PointerKind(StrEnum):
    """How the former address names the host, surest first."""

    REDIRECT = "redirect"
    CANONICAL = "canonical"
    ANNOUNCEMENT = "announcement"
    ALIKE = "alike"  # written or linked there, and called as the site is
    WRITTEN = "written"  # the one host in a text that says little else
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
    pointers = _pointers(former, own, called, way, page, markup, background)
    for pointer in sorted(pointers, key=lambda item: order.index(item.kind)):
        is_old = pointer.kind is PointerKind.LINK and pointer.host in seen_links
        if not is_old and not _is_own(pointer.host, own):
            found.setdefault(pointer.host, pointer)
    return tuple(islice(found.values(), MAX_POINTERS))


def linked_hosts(page: PageInput, markup: Markup) -> tuple[str, ...]:
    """The other hosts that the page links to, or to which its forms, its scripts or another's counter of clicks send a
    visitor, in its order, each once, `MAX_LINKED` at most."""
    targets = (
        *(_behind(link, page.host) for link in markup.links),
        *(form.target for form in markup.forms),
        *_sent_to(page.html),
    )
    hosts = dict.fromkeys(host for target in targets if (host := _host(target)) and host != page.host)
    return tuple(islice(hosts, MAX_LINKED))


def _behind(link: str, here: str) -> str:
    """The address elsewhere than `here` that `link` has in its query, as those have that count who leaves; else
    `link`."""
    if "?" not in link or "http" not in (query := link.partition("?")[2]).lower():
        return link
    values = (unquote(part.partition("=")[2]) for part in query.split("&"))
    whole = (value for value in values if value.lower().startswith(("http://", "https://")))
    return next((value for value in whole if host_of(value) != here), link)


def _sent_to(html: str) -> Iterator[str]:
    return (match[1].replace("\\", "") for match in islice(_SENDS.finditer(html), MAX_SENT))


def built_from(page: PageInput) -> tuple[str, ...]:
    """The other hosts that `page` frames, loads from or sends its forms to, or gives as its own, `MAX_LINKED` at most.
    Links that a reader may follow are none of these."""
    hosts = dict.fromkeys(host for found in _TAKES.finditer(page.html) if (host := _host(found[1])))
    return tuple(islice((host for host in hosts if host != page.host), MAX_LINKED))


def is_called_like(host: str, labels: Collection[str]) -> bool:
    """Whether `host` was registered under one of `labels`, but for numbers and, beside a hyphen, words that sites add:
    "new-lantern-quay24.test" is called as "lantern-quay" is, and "lantern-quay-reviews.test" is not. Beside a
    name that no language has it takes no hyphen, and a digit within is a letter ("v3lmorachat").

    A label of trades' words alone ("chat", "online-forum") calls nobody.
    """
    said = _called(with_letters(own_label(host)))
    for label in labels:
        called = _called(label)
        if len(called) < _LEAST_CALLED or TRADE_WORDS.issuperset(called.split("-")):
            continue
        if called.replace("-", "") == said.replace("-", "") or _is_run_together(said, called):
            return True
        before, found, after = f"-{said}-".partition(f"-{called}-")
        further = [word for word in f"{before}-{after}".split("-") if word]
        if found and all(word in _ADDED and word not in REPORTING_HOST for word in further):
            return True
    return False


def _is_run_together(said: str, called: str) -> bool:
    """Whether `said` is `called`, a name that no language has, in one word with what sites add: "velmorachat"."""
    if called not in said or not word_list().is_made_up(called, TRADE_WORDS):
        return False
    further = [part.replace("-", "") for part in said.split(called, 1)]
    return all(not part or (part not in REPORTING_HOST and is_put_together(part, _JOINED)) for part in further)


def _called(label: str) -> str:
    """The words of a label, between hyphens, without its numbers."""
    return "-".join(re.findall(r"[^\W\d_]+", label))


def _pointers(
    former: str,
    own: Collection[str],
    called: Collection[str],
    way: Sequence[str],
    page: PageInput,
    markup: Markup,
    background: Background,
) -> Iterator[Pointer]:
    yield from _given(former, way, markup, background)
    links = list(_uncommon(linked_hosts(page, markup), background))
    lines = {text: announces(text) for text in (markup.title, *markup.headings, *markup.blocks)}
    written = {text: tuple(_uncommon(_hosts_in(text), background)) for text in lines}
    for text, moved in lines.items():
        for host in written[text]:
            if moved or is_called_like(host, called):  # whatever the language, that is where the site went
                yield Pointer(PointerKind.ANNOUNCEMENT if moved else PointerKind.ALIKE, host, text[:300])
    is_short = sum(len(block.split()) for block in markup.blocks) <= _SHORT_PAGE
    announcing = [block for block in markup.blocks if lines[block]]
    announced = next(filter(says_it_moved, announcing), announcing[0] if announcing else "")
    if announced and len(links) == 1 and is_short:
        # A page that says that it moved, and links elsewhere once: the link is the announcement.
        yield Pointer(PointerKind.ANNOUNCEMENT, links[0], announced[:300])
    others = {host for hosts in (links, *written.values()) for host in hosts if not _is_own(host, own)}
    if is_short and len(others) == 1:
        (host,) = others
        shown = next((text for text, hosts in written.items() if host in hosts and _ends_with_a_host(text)), "")
        yield from [Pointer(PointerKind.WRITTEN, host, shown[:300])] if shown else []
    for host in links:
        kind = PointerKind.ALIKE if is_called_like(host, called) else PointerKind.LINK
        yield Pointer(kind, host, host)


def _given(former: str, way: Sequence[str], markup: Markup, background: Background) -> Iterator[Pointer]:
    """The host on which a visitor ends, and those that the page gives as its own."""
    if way:
        for host in _rare([_host(way[-1])], background):  # also a service's: what is shown says which channel
            yield Pointer(PointerKind.REDIRECT, host, way[-1][:300], _names_former(way[-1], former))
    given = [target for relation, target in markup.relations if "canonical" in relation.split()]
    for target in (*given, markup.metas.get("og:url", "")):
        for host in _uncommon([_host(target)], background):
            yield Pointer(PointerKind.CANONICAL, host, target[:300])


def _ends_with_a_host(text: str) -> bool:
    """Whether a line says of a host nothing but where somebody is to go: it ends with it, begins with it or says little
    else, and does not say by whom the page was made."""
    found = _HOST_IN_TEXT.search(_in_dots(text))
    if found is None:
        return False
    before, after = found.string[: found.start()], found.string[found.end() :]
    beside = len(words_of(before)), len(words_of(after))
    placed = not beside[1] or not beside[0] or sum(beside) <= _FEW_BESIDE
    return placed and sum(beside) <= _MOST_BESIDE and not _MADE_BY.search(before)


def _uncommon(hosts: Iterable[str], background: Background) -> Iterator[str]:
    """The hosts that few link to, and that are no service's."""
    return (host for host in _rare(hosts, background) if _SERVICES.isdisjoint((host, ".".join(host.split(".")[-2:]))))


def _rare(hosts: Iterable[str], background: Background) -> Iterator[str]:
    return (host for host in hosts if host and background.count(Kind.LINKED_HOST, host) < _SAID_OFTEN)


def _in_dots(text: str) -> str:
    return _DOT_IN_WORDS.sub(".", text[:2000])


def _hosts_in(text: str) -> Iterator[str]:
    text = _in_dots(text)
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
