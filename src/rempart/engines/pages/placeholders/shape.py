"""What the shape of a page tells, whatever its words: that it only sends on, names itself, or is a door."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2

from rempart.engines.pages.page import linked_host, names_a_host
from rempart.engines.pages.placeholders.placeholder_terms import count_terms
from rempart.engines.pages.reading.forms import form_count
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.naming import own_label
from rempart.engines.pages.reading.owned import is_an_entrance
from rempart.engines.pages.reading.redirects import moves_to
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.trade_words import TRADE_WORDS
from rempart.engines.pages.words.word_tables import joined

TITLE_PARTS = re.compile(r"\s[-–—|·•:]\s|[|!:·•»]")
HOSTNAME = re.compile(r"(?:welcome to |www\.)?(?:[\w-]+\.)+[a-z]{2,24}/?")
NAMED_HOST = re.compile(r"(?<![\w@./-])(?:[\w-]{1,63}\.){1,4}[a-z]{2,18}\b(?![\w@/])", re.IGNORECASE)  # in a sentence
_WAITING_TEXT = (
    "loading redirect redirecting please wait hello test blank page vite react vue angular svelte nuxt next create"
)
_WAITING = frozenset(_WAITING_TEXT.split())
_MOVES = re.compile(r"location\s*(?:\.(?:href|replace|assign)\s*)?[=(]|\.submit\(\)", re.IGNORECASE)
_LISTING = re.compile(
    r"(?:index of|directory listing(?: for| of)?|index de|index von|verzeichnis(?: von)?|contents of) ?:? ?/",
    re.IGNORECASE,
)
_URL = re.compile(r"^[^=]*url\s*=", re.IGNORECASE)
_GREETING_TEXT = (
    "welcome willkommen bienvenue bienvenido bienvenida bienvenidos benvenuto benvenuti welkom witamy witaj vítejte "
    "vitajte üdvözöljük üdvözlünk tervetuloa välkommen velkommen sveiki καλώς merhaba chào"
)
_GREETINGS = frozenset(_GREETING_TEXT.split())
_GREETED = (
    "bem vindo;bine ați venit;добро пожаловать;ласкаво просимо;добре дошли;добро дошли;hoş geldiniz;selamat datang;"
    "tere tulemast;laipni lūdzam;dobro došli;مرحبا بكم;ברוכים הבאים;欢迎;歡迎;ようこそ;환영합니다;ยินดีต้อนรับ"
)
_PHRASES = joined(_GREETED.split(";"))
LED_MOST, LED_EACH = 0.5, 0.15  # what further pages of its own host add
DOOR = 100  # words below which a page that asks for a password is little else
_NOWHERE = ("#", "mailto:", "tel:", "javascript:")  # what leads to no page
_SEARCHES = 3  # links from which they are a list, and so many others may stand beside it
_GREETS = 10  # words up to which a page greets …
_AFTER = 6  # … with so many behind it: to what


def only_greets(said: Sequence[str]) -> bool:
    """Whether `said`, all that a page says, is a greeting and to what: nobody has put anything there yet."""
    text = f" {' '.join(said)} "
    greets = not _GREETINGS.isdisjoint(said[:3]) or any(f" {phrase} " in text for phrase in _PHRASES)
    return greets and len(said) <= _GREETS and len(set(said)) <= 1 + _AFTER


def lets_somebody_in(markup: Markup) -> bool:
    """Whether a form asks for a password."""
    return any(map(is_an_entrance, markup.forms))


def is_a_door(markup: Markup, size: int) -> bool:
    """Whether the page asks for a password and shows little else. What is in pictures may be rows of corners."""
    return lets_somebody_in(markup) and size < DOOR and len(markup.links) < 25 and len(set(markup.images)) < 8


def names_itself(markup: Markup, title: str) -> bool:
    """Whether a page without text still says what it is (a site that its scripts fill does)."""
    described = bool(markup.metas.get("description") or markup.metas.get("og:title"))
    called = words_of("" if HOSTNAME.fullmatch(title) else title)
    return described or (not set(called) <= TRADE_WORDS | _WAITING and count_terms(called, alone=True) == {})


def sends_on(markup: Markup) -> str:
    """Where a page that does nothing else sends its reader, "" where it does not."""
    if refresh := markup.metas.get("refresh", ""):
        return refresh if "url" in refresh.lower() else ""
    scripts: Iterable[str] = (text for text in markup.script_texts[:4] if len(text) < 6000)
    return next((match[0] for text in scripts if (match := _MOVES.search(text))), "")


def sends_within(markup: Markup, host: str) -> bool:
    """Whether the page sends its reader to other pages of its own `host` alone, as far as its scripts say where."""
    refresh = markup.metas.get("refresh", "")
    targets = [_URL.sub("", refresh).strip("'\" ")] if refresh else moves_to(markup)
    hosts = {linked_host(target) if names_a_host(target) else host for target in targets}
    return hosts == {host}


def lists_a_folder(heads: Iterable[str]) -> str:
    """The one of `heads`, titles and headings, that says with its path which folder a server lists; "" where none does:
    a book has an "index of poems"."""
    return next((head for head in heads if _LISTING.match(head)), "")


def searches_in(links: Iterable[str]) -> set[str]:
    """Those of `links` that ask one address for different things, where that are as many as a list has."""
    targets = [target for target in set(links) if "?" in target]
    asked = Counter(target.partition("?")[0] for target in targets)
    address, most = max(asked.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return {target for target in targets if target.partition("?")[0] == address} if most >= _SEARCHES else set()


def lists_searches(links: Iterable[str]) -> bool:
    """Whether all links but a few ask one address for different things, as lists of "related searches" do; a menu that
    leads to another house is its maker's."""
    searches = searches_in(links)
    others = set(links) - searches
    if not any(map(names_a_host, searches)):
        others = {target for target in others if not names_a_host(target)}
    return bool(searches) and len(others) <= _SEARCHES


def houses_of(links: Iterable[str], host: str) -> set[str]:
    """The registrable labels of the houses to which `links` of a page at `host` lead, "" for the page's own."""
    named = {link for link in links if not link.startswith(_NOWHERE)}
    label = own_label(host)
    found = {own_label(linked_host(link)) if names_a_host(link) else "" for link in named}
    return {"" if label and house == label else house for house in found}


def weight_of_a_site(markup: Markup, size: int, further: int) -> float:
    """Each doubling of what a page says of its own asks for more proof that it is a placeholder."""
    asked, shown = min(1.5, form_count(markup.forms) * 0.4), min(1.0, len(markup.images) / 15)
    further = 0 if lists_searches(markup.links) else further
    return 1.2 + log2(1 + size / 40) + asked + shown + min(LED_MOST, LED_EACH * further)
