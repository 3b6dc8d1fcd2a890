"""What stands on a page and is another's: quotes in articles, and texts in boxes that speak for somebody else.

A page of a paste service, an archive or a forum shows a closed site's rules and contact points in a box of its own
(`pre`, `code`, a field to read). A site may show its own rules in one too. What the page calls itself outside of the
box tells them apart: a box that gives contact points, or says a name of the title, and not what the page is called, is
another's.

In: the tree of a page and what its head says. Out: the texts taken out of the tree. Never: a list of services.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.matching import outermost, take_out, with_all_around
from rempart.engines.pages.sight.saying import said_by
from rempart.engines.pages.words.text import clean, plain_names, with_pairs, words_of
from rempart.engines.pages.words.trade_words import TRADE_WORDS

MAX_SAID = 100_000  # characters of all boxes together
MAX_NAMED = 1_000  # of a heading, or of what may be the site's mark
MAX_MARKS = 20
LEAST_WORDS = 5  # a box that says less is a command or a number
LEAST_NAME = 4  # letters
LEAST_TAGS = 6  # that a box shows as text
MOST_NAMES = 2  # words of a part of a title that may be the name of a service
MOST_OF_A_LABEL = 0.66
_BOXES = "pre, textarea, xmp, listing, plaintext, code, samp"
_ASKING = "form select, form input:not([type=hidden]), form textarea"
_NAMED = "[class], [id], img[alt]"
_HEADINGS = "h1, h2, h3"
_REACHING = 'a[href^="mailto:"], a[href^="tel:"]'
_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_WITHIN = re.compile(r"(?<=[\w,;] )\w+")  # words within a sentence
_SIDES = re.compile(r"\s+[-–—|:·•»«~/]\s*|\s*[|·•»«—–:]\s+")
_MARK = re.compile(r"logo|brand|site-?(?:title|name)", re.IGNORECASE)
_OTHERS_MARK = re.compile(
    r"(?<![a-z])(?:(?:account|author|bookmaker|casino|channel|company|creator|dealer|employer|event|exhibitor|item|listing|"
    r"merchant|operator|organi[sz]er|payment|product|provider|supplier)s?[-_]{1,2}|"
    r"(?:client|customer|member|partenaire|partner|profile?|seller|sponsor|user|vendor)s?"
    r"(?:[-_]{1,2}(?:box|card|header|info|item|page))?[-_]{0,2})logos?|"
    r"(?<![a-z])logos?[-_]{1,2}(?:client|customer|member|partenaire|partner|profile?|seller|sponsor|user|vendor)s?(?![a-z])"
)
_SHOWN_TAG = re.compile(r"</?[a-z][a-z0-9]{0,12}[ >]")
_REPORT = re.compile(r'"@type"\s*+:\s*+(?:\[[^\[\]]{0,200})?"(?:[A-Za-z]{0,30}Article|BlogPosting|Report)"')
# An address of the web or a word after an @ is none: programs shown in boxes are full of them.
_CONTACT = re.compile(
    r"[\w.+-](?:@|\s?[\[(]at[\])]\s?)[\w-]{1,63}[.\[( ]|(?<![\w.])(?:\+|0)\d[\d ().-]{6,18}\d(?![\w.])|"
    r"\bt\.me/\w|\b(?:telegram|discord|skype|threema|wickr|whatsapp|kik|snapchat)\W{1,3}\w{4}",
    re.IGNORECASE,
)

_Reader = Callable[[LexborNode, int], str]  # `said_by` of one page


def take_out_others(
    elements: Elements,
    title: str,
    metas: Mapping[str, str],
    declared: Iterable[str],
    host: str,
    apart: Mapping[int, bool],
) -> tuple[str, ...]:
    """Take out of a tree what is another's; returns its texts. `declared`: what the page tells search engines; `host`:
    "" where it is not known; `apart`: which elements stand apart, against what their tag says."""
    is_report = metas.get("og:type", "").lower() == "article" or any(map(_REPORT.search, declared))
    # Elsewhere the elements of quotes stay: old pages indent by them.
    quotes = elements.css("blockquote, q" if is_report else "article blockquote, article q")
    others, boxes = (_only_shown(elements, outermost(nodes)) for nodes in (quotes, elements.css(_BOXES)))
    read = partial(said_by, boxes=apart)
    if boxes and _are_anothers(elements.tree, boxes, title, [metas.get(key, "") for key in _NAMES], host, read):
        others = outermost((*others, *boxes))
    texts = tuple(read(node, 2 * MAX_SAID) for node in others)
    for node in others:
        if node.tag == "textarea":  # which a form asks for, whatever stands in it
            take_out(node, set(), set())
        else:
            node.decompose()
    return texts


def _only_shown(elements: Elements, nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """Those of `nodes` that ask nothing: nobody quotes a form to be filled in, so whoever serves one speaks himself."""
    fields = [node.tag == "textarea" for node in nodes]
    asking = set() if all(fields) else with_all_around(elements.css(_ASKING))
    return [node for node, is_field in zip(nodes, fields, strict=True) if is_field or node.mem_id not in asking]


def says_others_mark(text: str) -> bool:
    """Whether a class says that something is the mark of somebody whom the site lists, rates or works with."""
    return "logo" in text and _OTHERS_MARK.search(text) is not None


def says_mark(text: str) -> bool:
    """Whether `text` says that something is the site's mark. Most text lacks even the letters that it takes."""
    small = text.lower()
    if "logo" in small and _OTHERS_MARK.search(small):
        small = text = _OTHERS_MARK.sub("", small)
    return "logo" in small or "brand" in small or ("te" in small and _MARK.search(text) is not None)


def _are_anothers(
    tree: LexborHTMLParser, boxes: Sequence[LexborNode], title: str, names: Sequence[str], host: str, read: _Reader
) -> bool:
    """Whether `boxes` speak for somebody else than the page, which `title` and `names` call so."""
    text = " ".join(read(node, MAX_SAID) for node in boxes)[:MAX_SAID]
    words = plain_names(words_of(text))
    if len(words) < LEAST_WORDS:
        return False
    within = {node.mem_id for box in boxes for node in box.traverse()}
    if len(_SHOWN_TAG.findall(text)) >= LEAST_TAGS and _gives_contact(text, tree, within):
        return True  # the source of a page, shown on another
    said = with_pairs(words)
    sides = [own for side in _SIDES.split(title) if (own := _own_words(side))]
    marks = [*names, *_marks(tree, within, read)]
    around = with_pairs(plain_names(words_of(" \n".join((title, *marks, *_headings(tree, within, read))))))
    borne = [own for text in marks if (own := _own_words(text))]
    borne += [own for own in sides if _says_host(with_pairs(own), host)]
    if _says_host(_named(text, words) | said & around, host) or any(_are_said(own, said) for own in borne):
        return False
    if borne:
        strange = {word for own in sides for word in own}.difference(*borne)
        return bool(strange & said) or _gives_contact(text, tree, within)
    if host and sides and _is_only_titled(tree, boxes, within, {word for own in sides for word in own} & said):
        return _gives_contact(text, tree, within)
    unsaid = [own for own in sides if not _are_said(own, said)]
    is_nobodys = len(unsaid) == len(sides) and bool(sides or host)
    is_most = any(len(own) <= MOST_NAMES for own in unsaid) and len(words) * 2 > len(_words_of_all(tree, read))
    return (is_nobodys or is_most) and _gives_contact(text, tree, within)


def _is_only_titled(
    tree: LexborHTMLParser, boxes: Sequence[LexborNode], within: AbstractSet[int], names: set[str]
) -> bool:
    """Whether all that says one of `names` on the page is its title, its headings and `boxes`: on a service that a
    stranger called a note so. What a site calls itself stands elsewhere too."""
    split = partial(said_by, is_split=True)  # however the page is written, words are counted alike in it and its parts
    said = Counter(plain_names(_words_of_all(tree, split)))
    shown = (*(split(node, 2 * MAX_SAID) for node in boxes), *_headings(tree, within, split))
    said.subtract(plain_names(words_of(" \n".join(shown)[: 2 * MAX_SAID])))
    return bool(names) and all(said[name] <= 0 for name in names)


def _words_of_all(tree: LexborHTMLParser, read: _Reader) -> list[str]:
    return words_of(read(tree.body, 2 * MAX_SAID)) if tree.body is not None else []


def _named(text: str, words: Sequence[str]) -> set[str]:
    """What `text` may call somebody: what it says twice, or with a capital within a sentence. Any host may be called
    what a text says once."""
    often = Counter([*words, *map("".join, pairwise(words))])
    capitals = [word for word in _WITHIN.findall(text) if word[0].isupper()]
    return {word for word, times in often.items() if times > 1} | (with_pairs(plain_names(capitals)) & often.keys())


def _own_words(text: str) -> dict[str, None]:
    """The words of `text` that may be a name."""
    return dict.fromkeys(word for word in plain_names(words_of(text[:200])) if _may_name(word))


def _may_name(word: str) -> bool:
    return len(word) >= LEAST_NAME and word not in TRADE_WORDS and not word.isdigit()


def _are_said(names: Iterable[str], said: set[str]) -> bool:
    """Whether most of `names` are: of several words a single one may be any word."""
    known = [name in said for name in names]
    return sum(known) * 2 > len(known)


def _says_host(said: Iterable[str], host: str) -> bool:
    """Whether one of the words is what a label of `host` is called, or most of it."""
    labels = ["".join(filter(str.isalpha, label)) for label in host.split(".")[:-1]]
    names = [word for word in said if _may_name(word)]
    return any(
        name in label and len(name) >= MOST_OF_A_LABEL * len(_without_trade(label, name))
        for label in labels
        for name in names
    )


def _without_trade(label: str, name: str) -> str:
    """`label` without a word of trades before or behind `name`: "velorachat" is called "velora"."""
    before, _, behind = label.partition(name)
    return "".join(part for part in (before, name, behind) if part not in TRADE_WORDS)


def _headings(tree: LexborHTMLParser, within: AbstractSet[int], read: _Reader) -> list[str]:
    """The headings that are none of those `within` boxes."""
    return [read(node, MAX_NAMED) for node in tree.css(_HEADINGS)[:30] if node.mem_id not in within]


def _marks(tree: LexborHTMLParser, within: AbstractSet[int], read: _Reader) -> list[str]:
    """Short texts not `within` boxes that say whose page this is: logos, and what stands for their pictures."""
    found: list[str] = []
    for node in tree.css(_NAMED)[:20_000]:
        attributes = node.attributes
        known = (attributes.get(key) or "" for key in ("class", "id", "alt", "src"))
        if node.mem_id in within or not any(says_mark(value[:200]) for value in known):
            continue
        text = clean(attributes.get("alt") or "") or read(node, MAX_NAMED)
        found += [text] if 0 < len(text) <= 60 else []
        if len(found) == MAX_MARKS:
            break
    return found


def _gives_contact(text: str, tree: LexborHTMLParser, within: AbstractSet[int]) -> bool:
    """Whether `text` of boxes does, or a link `within` them."""
    return bool(_CONTACT.search(text)) or any(node.mem_id in within for node in tree.css(_REACHING))
