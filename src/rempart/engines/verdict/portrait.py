"""A page's full features: those of the page, and the identifiers on it in normal form."""

import re
from itertools import islice

from rempart.engines.linking import MESSENGERS, Identifier, IdentifierKind, find_identifiers, from_base64, hidden_in
from rempart.engines.pages import (
    FAMILY_OF,
    Family,
    Kind,
    PageFeatures,
    PageInput,
    Sign,
    extract_features,
    only_seen,
    read_markup,
)
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.redirects import moves_to
from rempart.engines.pages.reading.within import Framed
from rempart.engines.pages.words.text import plain_name, plain_names, words_of
from rempart.engines.pages.words.word_list import word_list
from rempart.engines.verdict.donations import thanking_signs
from rempart.engines.verdict.referred import referred_signs

_MAILBOX = re.compile(r"(?:^mailto:|(?<!/)/)([\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,14})(?=$|[?/])", re.IGNORECASE)

# An address in quotes as base64: so a script hides where it sends its visitors.
_ENCODED = re.compile(r"[\"'`](aHR0c(?:HM6Ly|DovL)[A-Za-z0-9+/]{8,400})={0,2}[\"'`]")
MAX_ENCODED = 40
_PARTS = re.compile(r"[-_.+~]")
_LEAST_NUMBER = 5  # digits of an account's number
_LEAST_WORD = 3  # letters: a shorter one is in many names


def portrait_of(page: PageInput) -> PageFeatures:
    """Everything that is compared, out of one page. Never raises for what a page may hold."""
    sheets = [sheet.text for sheet in page.styles if sheet.text]
    framed = Framed(page.url, page.frames)
    markup = only_seen(read_markup(page.html, sheets, page.text, page.host, framed), page)
    # Links of hidden elements are already gone; the page's own list of links may hold them, so it is not used.
    code = _code(markup, page)
    links = (*markup.links, *_mailboxes(markup), *_encoded(code), *hidden_in(code), *moves_to(markup))
    found = find_identifiers("\n".join((*markup.blocks, *markup.to_copy)), links, code)
    known = _called(markup, page)
    contacts = [_sign(item, page) for item in found if not _is_a_page(item, known)]
    names = {word for word in known if not word_list().is_everyday(word)}
    referred = (*referred_signs(markup, page.host), *thanking_signs(markup, found, names))
    return extract_features(page, markup, (*contacts, *referred))


def _called(markup: Markup, page: PageInput) -> frozenset[str]:
    """The words of what the page calls itself: title, marks and host."""
    site = markup.metas.get("og:site_name", "")
    texts = (page.title or markup.title, *markup.logos, site, page.host.replace(".", " "))
    return frozenset(plain_names(words_of(" ".join(texts).replace("-", " "))))


def _is_a_page(identifier: Identifier, known: frozenset[str]) -> bool:
    """Whether a link to one short path leads to a page that anybody links to, not to an account: its path is everyday
    words alone ("maps", "privacy-policy", "art-6"), and none that the page calls itself by."""
    host, _, path = identifier.value.partition("/")
    if identifier.kind is not IdentifierKind.HANDLE or host in MESSENGERS:
        return False
    said = [plain_name(part) for part in _PARTS.split(path) if part]
    words = [part for part in said if not (part.isdigit() and len(part) < _LEAST_NUMBER)]
    own = any(word in known or any(word in name for name in known if len(word) > _LEAST_WORD) for word in words)
    return bool(words) and not own and all(map(word_list().is_everyday, words))


def _mailboxes(markup: Markup) -> list[str]:
    """The addresses to which forms are sent, by ``mailto:`` or by a service that has them in its path."""
    return [f"mailto:{match[1]}" for form in markup.forms if (match := _MAILBOX.search(form.target))]


def _encoded(code: str) -> list[str]:
    """The addresses that scripts have in base64."""
    if "aHR0c" not in code:
        return []
    return [from_base64(match[1]).decode("ascii", "replace") for match in islice(_ENCODED.finditer(code), MAX_ENCODED)]


def _sign(identifier: Identifier, page: PageInput) -> Sign:
    kind, value = Kind(identifier.kind.value), identifier.value
    shown = value.partition(":")[2] or value
    part = "html"
    # A script beside the page may set it alone. A page without such is not searched for it.
    if page.scripts and FAMILY_OF[kind] is Family.ACCOUNT and shown not in page.html:
        part = next((asset.record for asset in page.scripts if asset.record and shown in asset.text), part)
    # No country's code begins with a zero: the number is a country's own, as it is dialled there.
    return Sign(kind, value, shown[1:] if shown.startswith("+0") else shown, part)


def _code(markup: Markup, page: PageInput) -> str:
    scripts = (asset.text for asset in page.scripts)
    return "\n".join((*markup.script_texts, *markup.script_urls, *markup.frames, *markup.captchas, *scripts))
