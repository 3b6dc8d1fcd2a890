"""What a page says without its maker's frame: a menu that leads to the maker alone, and the lines that say who that is.

A hoster shows one frame under every customer's name: a dozen words to its own pages, its telephone, its copyright. In:
a page whose own name is known, by its host or by what it is called. Never: a page that leads to further pages of its
own, or to more than one other house.
"""

import re
from collections import Counter
from dataclasses import replace

from rempart.engines.pages.page import linked_host, names_a_host
from rempart.engines.pages.placeholders.shape import HOSTNAME, TITLE_PARTS
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.naming import own_label
from rempart.engines.pages.reading.owned import Leads

LEAST = 3  # links in one line that are a menu …
WORDS = 4  # … with so many words for each at most
_WHOSE = re.compile(r"^\W*(?:©|\(c\)|copyright\b)", re.IGNORECASE)


def without_its_makers_frame(markup: Markup, called: str, host: str, leads: Leads) -> Markup:
    """The page, called so, without its maker's frame; as it is where it has none or nothing else is left."""
    name = host or next((part for part in TITLE_PARTS.split(called) if HOSTNAME.fullmatch(part.lower())), "")
    makers = {own_label(linked_host(link)) for link in markup.links if names_a_host(link)}
    if leads.owned or len(makers) != 1 or own_label(name) in makers | {""}:
        return markup
    menus = {line for line, times in Counter(markup.link_lines).items() if times >= LEAST and _is_a_menu(line, times)}
    if not menus:
        return markup
    kept = [block for block in markup.blocks if block not in menus and not _WHOSE.match(block)]
    return replace(markup, blocks=kept) if kept else markup


def _is_a_menu(line: str, links: int) -> bool:
    return len(line.split()) <= WORDS * links
