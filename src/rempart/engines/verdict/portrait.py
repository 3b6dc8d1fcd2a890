"""A page's full features: those of the page, and the identifiers on it in normal form."""

import re

from rempart.engines.linking import Identifier, find_identifiers
from rempart.engines.pages import Kind, PageFeatures, PageInput, Sign, extract_features, only_seen, read_markup
from rempart.engines.pages.markup import Markup

_MAILBOX = re.compile(r"(?:^mailto:|(?<!/)/)([\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,14})(?=$|[?/])", re.IGNORECASE)


def portrait_of(page: PageInput) -> PageFeatures:
    """Everything that is compared, out of one page. Never raises for what a page may hold."""
    sheets = [sheet.text for sheet in page.styles if sheet.text]
    markup = only_seen(read_markup(page.html, sheets, page.text, page.host), page)
    # Links of hidden elements are already gone; the page's own list of links may hold them, so it is not used.
    links = (*markup.links, *_mailboxes(markup))
    found = find_identifiers("\n".join(markup.blocks), links, _code(markup, page))
    return extract_features(page, markup, (_sign(identifier) for identifier in found))


def _mailboxes(markup: Markup) -> list[str]:
    """The addresses to which forms are sent, by ``mailto:`` or by a service that has them in its path."""
    return [f"mailto:{match[1]}" for form in markup.forms if (match := _MAILBOX.search(form.target))]


def _sign(identifier: Identifier) -> Sign:
    return Sign(Kind(identifier.kind.value), identifier.value, identifier.value.partition(":")[2] or identifier.value)


def _code(markup: Markup, page: PageInput) -> str:
    scripts = (asset.text for asset in page.scripts)
    return "\n".join((*markup.script_texts, *markup.script_urls, *markup.frames, *markup.captchas, *scripts))
