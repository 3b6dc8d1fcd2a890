"""A page's full features: those of the page, and the identifiers on it in normal form."""

import re
from base64 import b64decode
from itertools import islice

from rempart.engines.linking import Identifier, find_identifiers
from rempart.engines.pages import Kind, PageFeatures, PageInput, Sign, extract_features, only_seen, read_markup
from rempart.engines.pages.markup import Markup

_MAILBOX = re.compile(r"(?:^mailto:|(?<!/)/)([\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,14})(?=$|[?/])", re.IGNORECASE)

# An address in quotes as base64: so a script hides where it sends its visitors.
_ENCODED = re.compile(r"[\"'`](aHR0c(?:HM6Ly|DovL)[A-Za-z0-9+/]{8,400})={0,2}[\"'`]")
MAX_ENCODED = 40


def portrait_of(page: PageInput) -> PageFeatures:
    """Everything that is compared, out of one page. Never raises for what a page may hold."""
    sheets = [sheet.text for sheet in page.styles if sheet.text]
    markup = only_seen(read_markup(page.html, sheets, page.text, page.host), page)
    # Links of hidden elements are already gone; the page's own list of links may hold them, so it is not used.
    code = _code(markup, page)
    links = (*markup.links, *_mailboxes(markup), *_encoded(code))
    found = find_identifiers("\n".join(markup.blocks), links, code)
    return extract_features(page, markup, (_sign(identifier) for identifier in found))


def _mailboxes(markup: Markup) -> list[str]:
    """The addresses to which forms are sent, by ``mailto:`` or by a service that has them in its path."""
    return [f"mailto:{match[1]}" for form in markup.forms if (match := _MAILBOX.search(form.target))]


def _encoded(code: str) -> list[str]:
    """The addresses that scripts have in base64."""
    if "aHR0c" not in code:
        return []
    found = (match[1] for match in islice(_ENCODED.finditer(code), MAX_ENCODED))
    whole = (letters[: len(letters) - (len(letters) % 4 == 1)] for letters in found)  # one letter more is cut off
    return [b64decode(letters + "==").decode("ascii", "replace") for letters in whole]


def _sign(identifier: Identifier) -> Sign:
    return Sign(Kind(identifier.kind.value), identifier.value, identifier.value.partition(":")[2] or identifier.value)


def _code(markup: Markup, page: PageInput) -> str:
    scripts = (asset.text for asset in page.scripts)
    return "\n".join((*markup.script_texts, *markup.script_urls, *markup.frames, *markup.captchas, *scripts))
