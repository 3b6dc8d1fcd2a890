"""Further pages of a host: which links lead to its rules, terms or contact; the signs of those and of its error page.

In: the links of a page; the further pages that were fetched. Out: addresses; signs.
Never: a look at another host; a sign of an error page that its server or its program brings.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from rempart.engines.pages.bounds import bound_html
from rempart.engines.pages.kinds import PageKind
from rempart.engines.pages.page import PageInput, SidePage, host_of, path_of
from rempart.engines.pages.placeholders.classify import classify_page
from rempart.engines.pages.reading.markup import Markup, read_markup
from rempart.engines.pages.reading.naming import own_label, registered
from rempart.engines.pages.reading.owned import leads_of
from rempart.engines.pages.sight.saying import said_by
from rempart.engines.pages.signs import Kind, Sign
from rempart.engines.pages.words.idn import in_latin
from rempart.engines.pages.words.text import plain_name, plain_names, read_words, sentences_of, with_pairs, words_of

MAX_SENTENCES = 200
MAX_LINK = 200  # characters of a link
_SERVER_PROGRAM = re.compile(
    r"\b(?:apache|jetty|caddy|squid|varnish)[/ ]?\d"
    r"|\b(?:nginx|openresty|iis|lighttpd|litespeed|tomcat|cloudflare|werkzeug)\b"
    r"|requested url .{0,300}not found on this server|server at .{1,253} port \d",
    re.IGNORECASE,
)
# What frameworks, shop and page systems and hosts of pages say where nothing is, until somebody writes other words.
_PROGRAMS_WORDS = re.compile(
    "|".join(
        (
            r"nothing was found at (?:this|that) location|this page could not be found",
            r"page you (?:requested|were looking for) (?:was not found|doesn.?t exist)",
            r"you just hit a route that doesn.?t exist|there isn.?t a github pages site here",
            r"requested (?:page|resource|url|address '?[^ ]{1,200}) (?:could not be|was not|can.?t be) found",
            r"please check your spelling and try again|an error occurred the server returned a|whitelabel error page",
            r"looks like you.?ve followed a broken link|deployment could not be found|error connectyourdomain",
            r"cannot get /|no route matches|server error in '.{0,80}' application",
            r"sorry, (?:but )?the page you (?:are|were) (?:looking for|trying to view) (?:has not been found|does not)",
        )
    ),
    re.IGNORECASE,
)
_LITTLE_ELSE = 40  # words: with a menu and a name around them they are the site's own page all the same
_OF_ANY_SHORT_PAGE = frozenset({"terms", "short"})
LEAST_ERROR_WORDS = 8  # an error page that says less is anybody's
# Stems in the languages that sites of this kind write most, surest first: rules, terms, legal notice, contact.
_RULES = r"\brules?\b r[èe]gle reglement r[èe]glement charte?\b regeln \breglas normas regole regulamin правил kurallar"
_TERMS = (
    r"\bterms?\b \bcgu\b \bcgv\b conditions \bagb\b nutzungsbed condiciones condizioni condi[çc][õo]es voorwaarden "
    r"услови соглашен [şs]artlar warunki"
)
_LEGAL = (
    r"legal l[ée]gales? mentions impressum imprint aviso privacy priva[tc] confidential datenschutz gizlilik конфиденц "
    r"prywatno"
)
_CONTACT = r"conta[ck]t kontakt contato контакт ileti[şs]im about propos [üu]ber.uns \bfaq\b"
_TELLING = tuple(re.compile("|".join(stems.split()), re.IGNORECASE) for stems in (_RULES, _TERMS, _LEGAL, _CONTACT))
# What no page of rules ends in: a document to download, or a script.
_NO_PAGE = re.compile(r"\.(?:pdf|docx?|odt|zip|rar|jpe?g|png|gif|webp|mp4|js|css|xml|json|apk|exe)\Z", re.IGNORECASE)


def find_rules_links(html: str, base: str, most: int) -> tuple[str, ...]:
    """Addresses on the host of `base` whose link says rules, terms, legal notice or contact: at most `most`, surest
    first, then in the page's order."""
    host = host_of(base)
    rated: dict[str, int] = {}
    for node in LexborHTMLParser(bound_html(html).html or "<html></html>").css("a[href], area[href]")[:5_000]:
        target = _absolute(node.attributes.get("href") or "", base)
        if not target or host_of(target) != host or _is_same_page(target, base):
            continue
        said = f"{said_by(node, MAX_LINK)[:80]} {node.attributes.get('title') or ''} {_last_words(target)}"
        if (rank := next((n for n, stems in enumerate(_TELLING) if stems.search(said)), -1)) >= 0:
            rated[target] = min(rank, rated.get(target, rank))
    return tuple(sorted(rated, key=lambda target: rated[target])[:most])


def beside_signs(page: PageInput, marks: Iterable[str]) -> Iterator[Sign]:
    """Sentences of the rules and terms, as those of the page itself, whose title and marks are `marks`; the site's own
    error page as one sign. What a service says beside all of its customers' pages is none of theirs."""
    service = _service_of(page, marks)
    for side in page.beside:
        markup = read_markup(side.html, host=host_of(side.url))
        if service and service in _said((*markup.blocks, markup.title)):
            continue
        if side.is_error:
            yield from _error_sign(markup, side)
            continue
        part = side.record or "html"
        said = sentences_of(*read_words(markup.blocks), MAX_SENTENCES)
        yield from (Sign(Kind.SENTENCE, text, part=part) for text in said)


def _service_of(page: PageInput, marks: Iterable[str]) -> str:
    """What the host of a page is called that stands in a folder of it, or at a label below what was registered, and is
    not called so itself; "" where the page is the host's own."""
    called = plain_name(own_label(in_latin(page.host)))
    has_label = page.host.removeprefix("www.") != registered(page.host)
    has_folder = bool(path_of(page.url).strip("/"))
    return called if (has_label or has_folder) and called not in _said(marks) else ""


def _said(texts: Iterable[str]) -> set[str]:
    """The words of `texts`, and each with the one behind it."""
    return with_pairs(plain_names(words_of(" ".join(texts))))


def _error_sign(markup: Markup, side: SidePage) -> Iterator[Sign]:
    """Text and build together: another site that shares both was made with the same program, by the same hands."""
    host = host_of(side.url)
    unplaced = [block.casefold().replace(host, " ") if host else block for block in markup.blocks]
    words = [word.casefold() for word in read_words(unplaced)[0]]
    own = PageInput(html=side.html, url=side.url)
    text = " ".join(markup.blocks)[:5_000]
    if len(words) < LEAST_ERROR_WORDS or _SERVER_PROGRAM.search(text):
        return
    if len(words) <= _LITTLE_ELSE and _PROGRAMS_WORDS.search(text.replace("\u2019", "'")):
        return
    kind = classify_page(markup, own, words, len(words), leads_of(markup, own))
    if kind.kind is PageKind.DEFAULT and any(mark not in _OF_ANY_SHORT_PAGE for mark, _ in kind.marks):
        return
    nowhere = path_of(side.url).strip("/").lower()
    build = ",".join(f"{path:08x}" for path in sorted(markup.paths))
    # What its host is called may be read off the host, or be its name, which it keeps under any: as both it is a sign.
    first = host.partition(".")[0]
    for label in dict.fromkeys((first if first in words else "", "")):
        kept = ["0" if word.isdigit() else word for word in words if word not in {nowhere, label}]
        digest = sha256("\0".join((" ".join(kept), build)).encode("utf-8", "replace")).hexdigest()[:32]
        yield Sign(Kind.ERROR_PAGE, digest, text[:120], side.record or "html")


def _absolute(href: str, base: str) -> str:
    try:
        target = urldefrag(urljoin(base, href.strip()))[0]
        parts = urlsplit(target)
    except ValueError:
        return ""
    fits = parts.scheme in {"http", "https"} and not _NO_PAGE.search(parts.path) and len(target) <= 2_000
    return target if fits else ""


def _is_same_page(target: str, base: str) -> bool:
    return target.rstrip("/") == urldefrag(base)[0].rstrip("/")


def _last_words(url: str) -> str:
    """The end of the path as words: `/pages/terms-of-use.php` says terms of use."""
    return re.sub(r"[-_.+/]+", " ", unquote(path_of(url).rstrip("/").rpartition("/")[2]))[:80]
