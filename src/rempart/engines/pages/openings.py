"""Whether a page begins by speaking of its own domain: that it is registered, for sale, parked, shut or new.

Whoever parks or sells a domain may show it above a menu, prices and hundreds of words of their own trade. But the page
begins with it: "this domain", or its name beside the word domain. A site that sells domains speaks of "your domain",
and no other site begins so.
"""

import re
from collections.abc import Sequence

from rempart.engines.pages.markup import Markup
from rempart.engines.pages.page import linked_host
from rempart.engines.pages.placeholder_terms import BESIDE, group_of, speaks_of_sites
from rempart.engines.pages.text import words_of

FIRST = 60  # words of a page within which it begins so
LETTERS = 1_500
TOLD = 300.0  # words from which that fades where no title and no heading says so
NEAR = 4  # words between a domain's name and the word domain
SAID = 8  # words within which something is said of it
_THIS_TEXT = (
    "this diese dieser dieses ce cette cet este esta esto questo questa deze dit ten ta to tato tento této táto toto "
    "této эта этот данный данная это bu denna denne dette den det tämä see selle ez ovaj ova ta acest această цей ця "
    "це този ini acest šis šī šo αυτό αυτός το هذا این זה"
)
_THIS = frozenset(_THIS_TEXT.split())
_HOST = re.compile(r"(?<![\w@./-])(?:[\w-]{1,63}\.){1,4}[a-z]{2,18}\b(?![\w@/])", re.IGNORECASE)
_STATES = frozenset({"registered", "parking", "sale", "hosting", "soon", "broken", "sites"})


def speaks_of_its_domain(markup: Markup, title: str) -> tuple[str, bool]:
    """The words with which the page called `title` begins to speak of its own domain, "" where it does not; and whether
    its title or a heading does, or its title says no more ("For sale page"): an article may begin with what it tells
    of."""
    heads = [title, *markup.headings[:3], " ".join(markup.blocks[:FIRST])[:LETTERS]]
    linked = {linked_host(link) for link in markup.links[:200]}
    for place, head in enumerate(heads):
        words = words_of(head[:LETTERS])[:FIRST]
        if said := _of_this(words) or _by_name(head, linked):
            return said, place < len(heads) - 1 or _tells_of_domains(words_of(title))
    return "", False


def _tells_of_domains(title: Sequence[str]) -> bool:
    told = [group_of(word).removeprefix(BESIDE) in _STATES | {"domain"} for word in title]
    return 2 * sum(told) > len(told)


def _of_this(words: Sequence[str]) -> str:
    for place, word in enumerate(words):
        if word not in _THIS:
            continue
        for at in range(place + 1, min(place + 3, len(words))):
            around = [*words[max(0, place - SAID) : place], *words[at + 1 : at + 1 + SAID]]
            if _is_of_domains(words[at], around) and any(group_of(w).removeprefix(BESIDE) in _STATES for w in around):
                return " ".join(words[place : at + 5])
    return ""


def _is_of_domains(word: str, around: Sequence[str]) -> bool:
    group = group_of(word)
    return group == "domain" or (group == BESIDE + "domain" and speaks_of_sites(around, group))


def _by_name(head: str, linked: set[str]) -> str:
    """A domain's name beside the word domain, unless it is one that the page leads to: of the page's maker."""
    for found in _HOST.finditer(head[:LETTERS]):
        before, after = words_of(head[: found.start()]), words_of(head[found.end() : found.end() + 100])[:NEAR]
        if len(before) > FIRST:
            return ""
        before = before[-NEAR:]
        name = found[0].lower().removeprefix("www.")
        if name not in linked and any(_is_of_domains(word, [*before, *after]) for word in (*before, *after)):
            return " ".join([*before[-1:], found[0], *after[:3]])
    return ""
