"""What a page says without its maker's frame: a menu that leads to the maker alone, and the lines that say who that is.

A hoster shows one frame under every customer's name: a dozen words to its own pages, its telephone, its copyright. In:
a page whose own name is known, by its host or by what it is called. Never: a page that leads to further pages of its
own, or to more than one other house.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from rempart.engines.pages.page import linked_host, names_a_host
from rempart.engines.pages.placeholders.shape import HOSTNAME, NAMED_HOST, TITLE_PARTS, lists_searches, searches_in
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.naming import own_label
from rempart.engines.pages.reading.owned import Leads
from rempart.engines.pages.words.text import words_of

LEAST = 3  # links in one line that are a menu …
HEADED = 2  # headings that may be the page's own name
WORDS = 4  # … with so many words for each at most
LINE, SAYS = 160, 1_200  # letters of a line that says whose a page is, and of a page that says little else
_RIGHTS_TEXT = "copyright all rights reserved inc llc ltd gmbh tous droits réservés alle rechte"
_OF_RIGHTS = frozenset(_RIGHTS_TEXT.split())
_WHOSE = re.compile(r"^\W*(?:©|\(c\)|copyright\b)", re.IGNORECASE)


def without_its_makers_frame(markup: Markup, called: str, host: str, leads: Leads) -> Markup:
    """The page, called so, without its maker's frame; as it is where it has none or nothing else is left."""
    heads = (*TITLE_PARTS.split(called), *markup.headings[:HEADED])
    name = host or next((head for head in heads if HOSTNAME.fullmatch(head.strip().lower())), "")
    makers = {own_label(linked_host(link)) for link in markup.links if names_a_host(link)}
    owned = leads.owned and not lists_searches(markup.links)
    if owned or len(makers) != 1 or not (_is_another(name, makers) if name else _is_framed(markup, heads, makers)):
        return markup
    outward = zip(markup.links, markup.link_lines, strict=False)
    menus = _menus(line for link, line in outward if names_a_host(link))
    if not menus:
        return markup
    kept = _blocks_beside(menus, markup)
    return replace(markup, blocks=kept) if kept else markup


def without_anothers_menu(markup: Markup, called: str, host: str, leads: Leads) -> Markup | None:
    """The page without the menu on its own host that is another's: its title or a first heading says its address, which
    no copyright line of another house says, and it leads on by menus and searches alone. A market shows its own under
    every name that it sells. None of other pages."""
    heads = (called, *markup.headings[:HEADED])
    names = {found[0].lower().removeprefix("www.") for head in heads for found in NAMED_HOST.finditer(head[:LINE])}
    if len(names) != 1 or (host and names != {host.removeprefix("www.")}) or not leads.further:
        return None
    label = "".join(words_of(own_label(next(iter(names)))))
    whose = [line for line in markup.blocks if _WHOSE.match(line) and len(line) < LINE]
    said = "".join(words_of(" ".join([*whose, markup.metas.get("og:site_name", "")])))
    searches = searches_in(markup.links)
    pairs = [pair for pair in zip(markup.links, markup.link_lines, strict=False) if pair[0] not in searches]
    menus = _menus(line for _, line in pairs)
    led = {line for link, line in pairs if link in leads.links}
    if not whose or not label or label in said or not _names_somebody(whose) or not led <= menus:
        return None
    blocks = _blocks_beside(menus, markup)
    if not blocks or sum(map(len, blocks)) > SAYS:
        return None
    kept = [pair for pair in zip(markup.links, markup.link_lines, strict=False) if pair[1] not in menus]
    links, link_lines = [link for link, _ in kept], [line for _, line in kept]
    return replace(markup, blocks=blocks, links=links, link_lines=link_lines)


def _names_somebody(lines: Iterable[str]) -> bool:
    words = {word for line in lines for word in words_of(line)}
    return any(len(word) >= LEAST and not word.isdecimal() for word in words - _OF_RIGHTS)


def _is_another(name: str, makers: set[str]) -> bool:
    return own_label(name) not in makers | {""}


def _is_framed(markup: Markup, heads: Iterable[str], makers: set[str]) -> bool:
    """Whether a page whose host is not known names the one house of `makers` in its copyright line or logo, and is
    called something else by all of `heads`: saved pages lead to their own host in full, too."""
    maker = "".join(words_of(next(iter(makers))))
    whose = [*(block for block in markup.blocks if _WHOSE.match(block)), *markup.logos, *markup.alternatives]
    return maker in "".join(words_of(" ".join(whose))) and maker not in "".join(words_of(" ".join(heads)))


def _menus(lines: Iterable[str]) -> set[str]:
    """Those of `lines`, one for each link, in which many links stand and hardly a word beside them."""
    counted = Counter(lines).items()
    return {line for line, links in counted if links >= LEAST and len(line.split()) <= WORDS * links}


def _blocks_beside(menus: Collection[str], markup: Markup) -> list[str]:
    return [block for block in markup.blocks if block not in menus and not _WHOSE.match(block)]
