"""What a page says without its maker's frame: menus that lead to the maker alone, and what stands above and below them.

A hoster shows one frame under every customer's name: menus to its own pages, its telephone, its accounts, its
copyright. In: a page whose own name is known, by its host or by what it is called. Never: a page that leads to further
pages of its own, or to more than one other house; accounts that are called as that house are its own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rempart.engines.pages.page import linked_host, names_a_host
from rempart.engines.pages.placeholders.shape import HOSTNAME, NAMED_HOST, TITLE_PARTS, lists_searches, searches_in
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.naming import own_label
from rempart.engines.pages.reading.owned import Leads
from rempart.engines.pages.words.text import words_of

LEAST = 3  # links in one line that are a menu …
FRAME = 6  # links to one house from which a page stands in its frame
HEADED = 2  # headings that may be the page's own name
WORDS = 4  # … with so many words for each at most
COLUMN = 3  # words of a line above a column of links
_REACHES = ("tel:", "mailto:")  # what a footer says beside its menus
LINE, SAYS = 160, 1_200  # letters of a line that says whose a page is, and of a page that says little else
_RIGHTS_TEXT = "copyright all rights reserved inc llc ltd gmbh tous droits réservés alle rechte"
_OF_RIGHTS = frozenset(_RIGHTS_TEXT.split())
_WHOSE = re.compile(r"^\W*(?:©|\(c\)|copyright\b)", re.IGNORECASE)


def without_its_makers_frame(markup: Markup, called: str, host: str, leads: Leads) -> Markup:
    """The page, called so, without its maker's frame; as it is where it has none or nothing else is left."""
    heads = (*TITLE_PARTS.split(called), *markup.headings[:HEADED])
    name = host or next((head for head in heads if HOSTNAME.fullmatch(head.strip().lower())), "")
    maker = _house_of(markup.links)
    owned = leads.owned and not lists_searches(markup.links)
    if owned or not maker or not (_is_another(name, maker) if name else _is_framed(markup, heads, maker)):
        return markup
    kept = _between(markup, [line for link, line in _linked(markup) if names_a_host(link)])
    if not kept or len(kept) == len(markup.blocks):
        return markup
    said = frozenset(kept)
    # Its links tell whose the frame is, but its telephone is not the page's.
    pairs = [(link, line) for link, line in _linked(markup) if line in said or names_a_host(link)]
    return replace(
        markup,
        blocks=kept,
        headings=[heading for heading in markup.headings if heading in said] or markup.headings,
        links=[link for link, _ in pairs],
        link_lines=[line for _, line in pairs],
    )


def maker_of_frame(markup: Markup, host: str, leads: Leads) -> str:
    """The label of the one house in whose full frame the page stands, "" where it stands in none: it leads to that
    house by menus and by more links than a card does, and to no page of its own `host`."""
    house = "" if leads.further else _house_of(markup.links)
    if not house or own_label(host) == house:
        return ""
    led = [(link, line) for link, line in _linked(markup) if own_label(linked_host(link)) == house]
    return house if len({link for link, _ in led}) >= FRAME and _between(markup, [line for _, line in led]) else ""


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
    pairs = [pair for pair in _linked(markup) if pair[0] not in searches]
    blocks = _between(markup, [line for _, line in pairs])
    led = {line for link, line in pairs if link in leads.links}
    if not whose or not label or label in said or not _names_somebody(whose) or not led.isdisjoint(blocks):
        return None
    if not 0 < len(blocks) < len(markup.blocks) or sum(map(len, blocks)) > SAYS:
        return None
    kept = [pair for pair in _linked(markup) if pair[0] in searches or pair[1] in blocks]
    links, link_lines = [link for link, _ in kept], [line for _, line in kept]
    return replace(markup, blocks=blocks, links=links, link_lines=link_lines)


def _linked(markup: Markup) -> Iterable[tuple[str, str]]:
    """Each link with the line in which it stands."""
    return zip(markup.links, markup.link_lines, strict=False)


def _house_of(links: Iterable[str]) -> str:
    """The label of the one other house to which all of `links` lead that name a host, but for accounts elsewhere that
    are called as it is; "" where there are more."""
    named = [link for link in links if names_a_host(link)]
    counted = Counter(own_label(linked_host(link)) for link in named)
    label = max(counted, key=lambda house: (counted[house], house), default="")
    own = "".join(words_of(label))
    others = (link for link in named if own_label(linked_host(link)) != label)
    return label if own and all(own in "".join(words_of(link.lower())) for link in others) else ""


def _between(markup: Markup, lines: Iterable[str]) -> list[str]:
    """The lines of the page that stand between its menus and say the most, without those that say whose it is; `lines`
    are those around each link. A menu is a line of many links, or a row of lines that are a link each, maybe with a
    heading of a column among them. No lines where there is no menu."""
    blocks = [block for block in markup.blocks if not _WHOSE.match(block)]
    links, shown = Counter(lines), Counter(blocks)
    short = {line: count // shown[line] for line, count in links.items() if shown[line] and _is_short(line, count)}
    parts: list[list[str]] = [[]]
    place = 0
    while place < len(blocks):
        end = _end_of_menu(blocks, short, place)
        if end > place:
            parts.append([])
        else:
            parts[-1].append(blocks[place])
        place = max(end, place + 1)
    if len(parts) == 1:
        return []
    reached = {line for link, line in _linked(markup) if link.lower().startswith(_REACHES)}
    return max(parts, key=lambda part: sum(len(words_of(block)) for block in part if block not in reached))


def _is_short(line: str, links: int) -> bool:
    return len(line.split()) <= WORDS * links


def _end_of_menu(blocks: Sequence[str], links: Mapping[str, int], place: int) -> int:
    """Where the menu ends that begins at `place`, `place` itself where none does; `links` are how many stand in the
    lines that say hardly more."""
    if links.get(blocks[place], 0) >= LEAST:
        return place + 1
    end, rows = place, 0
    while end < len(blocks):
        if links.get(blocks[end], 0) == 1:
            rows += 1
            end += 1
        elif rows and links.get(next(iter(blocks[end + 1 : end + 2]), "")) == 1 and len(blocks[end].split()) <= COLUMN:
            end += 1
        else:
            break
    return end if rows >= LEAST else place


def _names_somebody(lines: Iterable[str]) -> bool:
    words = {word for line in lines for word in words_of(line)}
    return any(len(word) >= LEAST and not word.isdecimal() for word in words - _OF_RIGHTS)


def _is_another(name: str, maker: str) -> bool:
    return own_label(name) not in {maker, ""}


def _is_framed(markup: Markup, heads: Iterable[str], house: str) -> bool:
    """Whether a page whose host is not known names the one `house` in its copyright line or logo, and is called
    something else by all of `heads`: saved pages lead to their own host in full, too."""
    maker = "".join(words_of(house))
    whose = [*(block for block in markup.blocks if _WHOSE.match(block)), *markup.logos, *markup.alternatives]
    return maker in "".join(words_of(" ".join(whose))) and maker not in "".join(words_of(" ".join(heads)))
