"""What a page calls itself: words that stand where sites put their name.

No word list can know a brand. So candidates are words from the places where a name stands (title, logo, copyright
line, site-name marks, the contact address); the comparison later drops those that many unrelated hosts use.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from rempart.engines.pages.markup import Markup
from rempart.engines.pages.page import PageInput, host_of
from rempart.engines.pages.text import words_of
from rempart.engines.pages.trade_words import TRADE_WORDS

MAX_CANDIDATES = 24
_SEPARATORS = re.compile(r"\s+[-–—|:·•»«~/]\s*|\s*[|·•»«—–]\s*|:\s|\.\s|!\s?|,\s")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}\s*[-–—]?\s*(?:\d{4})?)?[\s,.]*(.{2,60})", re.IGNORECASE
)
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
_LATIN = "a b v g d e e zh z i i k l m n o p r s t u f h c ch sh sch _ y _ e yu ya i yi ye g"
_TO_LATIN = str.maketrans(dict(zip(_CYRILLIC, _LATIN.split(), strict=True)))
_PUBLIC_MAIL_TEXT = (
    "gmail googlemail outlook hotmail yahoo proton protonmail mail yandex icloud gmx web live aol tutanota inbox "
    "list bk"
)
_PUBLIC_MAIL = frozenset(_PUBLIC_MAIL_TEXT.split())


def plain_name(word: str) -> str:
    """A word as names are compared: lower case, accents off, Cyrillic in Latin letters, letters and digits only."""
    if word.isascii() and word.isalnum():
        return word.lower()
    word = unicodedata.normalize("NFKD", word.casefold())
    word = "".join(letter for letter in word if not unicodedata.combining(letter)).translate(_TO_LATIN)
    return re.sub(r"[\W_]+", "", word)


_SUPPLIED = re.compile(
    r"(?:power(?:ed)? by|created (?:with|by|on|in)|made (?:with|by|on)|built (?:with|on|by)|theme by|hosted (?:by|on)|"
    r"propuls[ée]e? par|cr[ée]{2}e? (?:avec|par)|r[ée]alis[ée]e? (?:avec|par)|erstellt mit|gehostet (?:bei|von)|"
    r"hecho con|creado con|fatto con|creato con|feito com|criado com|gemaakt met|stworzone (?:z|w)|utworzono w|"
    r"созда(?:но|н) (?:на|в|с помощью)|сделано (?:на|в)|работает на|tehtud|loodud)\s+(.{2,60})",
    re.IGNORECASE,
)


def names_of(
    markup: Markup, page: PageInput, emails: Iterable[str], words: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    """Candidates for the page's own name with how firmly it stands there, firmest first, at most 24.

    `emails` are contact addresses on the page, `words` its visible words in order.
    """
    scores: dict[str, float] = {}
    for text, weight in _places(markup, page):
        for name in _readings(text):
            scores[name] = scores.get(name, 0.0) + weight
    for supplier in _suppliers(markup):
        scores.pop(supplier, None)
    for host in (page.host, *(email.partition("@")[2] for email in emails), *_own_hosts(markup)):
        label = plain_name(re.sub(r"\d+$", "", _main_label(host)))
        if label in scores and label not in _PUBLIC_MAIL:
            scores[label] += 1.5  # firmer, but never a name by itself: an address is easily copied onto a page
    _count_mentions(scores, words)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple((name, round(score, 2)) for name, score in ranked[:MAX_CANDIDATES])


def _places(markup: Markup, page: PageInput) -> Iterable[tuple[str, float]]:
    title = page.title or markup.title
    parts = [part for part in _SEPARATORS.split(title) if part and part.strip()]
    for part in parts:
        yield part, 2.0 if len(part.split()) <= 3 else 1.0
    for key, weight in (
        ("og:site_name", 4.0),
        ("application-name", 4.0),
        ("apple-mobile-web-app-title", 3.0),
        ("twitter:site", 2.0),
        ("og:title", 1.0),
        ("author", 1.0),
        ("copyright", 2.0),
    ):
        if value := markup.metas.get(key):
            yield value.lstrip("@")[:80], weight
    for logo in markup.logos[:4]:
        yield re.sub(r"\blogo(?:type)?\b", "", logo, flags=re.IGNORECASE), 2.5
    for heading in markup.headings[:2]:
        yield heading, 1.0
    for block in markup.blocks[-80:]:
        if match := _COPYRIGHT.search(block):
            yield re.split(r"[.,|–—]|\ball\b|\bwszel|\btous\b|\balle\b|\bвсе\b", match[1], maxsplit=1)[0], 2.5
    for text in markup.json_ld[:5]:
        yield from ((name, 3.0) for name in _declared_names(text))


def _declared_names(text: str) -> Iterable[str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    pending = [data]
    for _ in range(200):
        if not pending:
            return
        item = pending.pop()
        if isinstance(item, list):
            pending.extend(item[:50])
        elif isinstance(item, dict):
            kinds = str(item.get("@type"))
            if any(kind in kinds for kind in ("Organization", "WebSite", "Corporation", "LocalBusiness", "Brand")):
                yield str(item.get("name") or "")[:80]
            pending.extend(value for value in item.values() if isinstance(value, dict | list))


def _readings(text: str) -> set[str]:
    """The words of a place that could be a name."""
    words = [plain_name(word) for word in words_of(text[:200])][:14]
    return {word for word in words if len(word) >= 3 and not word.isdigit() and word not in TRADE_WORDS}


def _suppliers(markup: Markup) -> set[str]:
    """Words of whoever made or hosts the page by its own account: their name is on everybody's page."""
    found: set[str] = set()
    for block in markup.blocks[-120:]:
        if match := _SUPPLIED.search(block):
            found.update(plain_name(word) for word in words_of(match[1])[:3])
    return found


def _own_hosts(markup: Markup) -> Iterable[str]:
    for relation, target in markup.relations:
        if "canonical" in relation.split() and (host := host_of(target)):
            yield host
    if host := host_of(markup.metas.get("og:url", "")):
        yield host


def _main_label(host: str) -> str:
    labels = [label for label in host.split(".") if label]
    if len(labels) < 2:
        return ""
    short = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2  # a suffix such as co.uk
    return labels[-3] if short else labels[-2]


def _count_mentions(scores: dict[str, float], words: Sequence[str]) -> None:
    """A name is said again in the text; a word of the title alone may be any word."""
    plain: dict[str, int] = {}
    for word, count in Counter(words[:8000]).items():
        name = plain_name(word)
        plain[name] = plain.get(name, 0) + count
    for name in scores:
        scores[name] += min(3, plain.get(name, 0)) * 0.4
