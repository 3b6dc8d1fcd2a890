"""What a page is about, beside whose it is: "Requirements" of "Requirements | House of Vorlim".

In: the places where a page's names stand, its title, addresses and contact points. Out: these places without the sides
of titles, and the headings, that only say the subject. Never: of a title that names nobody beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from urllib.parse import unquote

from rempart.engines.pages.page import PageInput, host_of, path_of
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.naming import MADE_PLACES, SIDES, Place, bears, names_in, telling_labels
from rempart.engines.pages.words.text import as_addressed, plain_names, words_of
from rempart.engines.pages.words.trade_words import TRADE_WORDS
from rempart.engines.pages.words.word_list import word_list

_TITLES = frozenset({"title", "heading"})
_MOST_NAMED = 2  # words of an address that are a name: three and more say what stands there
_ENDING = 5  # letters: "html"
_NAMED = MADE_PLACES | {"copyright"}


def without_subjects(
    places: Sequence[Place], markup: Markup, page: PageInput, accounts: Iterable[str]
) -> tuple[Place, ...]:
    """`places` without what the page is about: a side of the title that no mark, copyright line, host or account
    (`accounts`) says, beside another that names somebody. The last part of the path says it too, or a heading, with
    a word of a language or a trade, where one of these says the other side; in three words and more, or none of them
    was made up."""
    sides = [side for side in SIDES.split((page.title or markup.title)[:300]) if side.strip()]
    if len(sides) < 2:
        return tuple(places)
    addresses = [page.url, markup.metas.get("og:url", "")]
    addresses += [target for relation, target in markup.relations if "canonical" in relation.split()]
    paths = [said for address in addresses if (said := _last_part(address))]
    headings = [_plain(text) for sort, text, _ in places if sort == "heading"]
    if not any(_is_subject(side, paths, headings, whose=True) for side in sides):  # most pages have none
        return tuple(places)
    named = {name for sort, text, _ in places if sort in _NAMED for name in names_in(text)}
    labels = {label for address in addresses for label in telling_labels(host_of(address))}
    labels |= {part for account in accounts for part in account.lower().replace("@", "/").split("/")}
    theirs = {side for side in sides if _is_said(side, named, labels)}
    found: set[frozenset[str]] = set()
    for side in sides:
        others = {other for other in sides if other != side and names_in(other)}
        if side not in theirs and others and _is_subject(side, paths, headings, whose=bool(others & theirs)):
            found.add(_plain(side))
    return tuple(_left(places, found)) if found else tuple(places)


def _is_subject(side: str, paths: Iterable[frozenset[str]], headings: Iterable[frozenset[str]], *, whose: bool) -> bool:
    """Whether a `side` of a title is what the page is about; `whose`: another says whose it is. Whom a service serves
    stands so in its title, its paths and headings too, by a name that was made up."""
    said = _plain(side)
    spelt = [as_addressed(word) for word in words_of(side)]
    named = any(word_list().is_made_up(word, TRADE_WORDS) for word in said)
    for part in paths:
        told = sum(not part.isdisjoint(forms) for forms in spelt)
        if part.issubset(chain(*spelt)) and (told == len(spelt) or len(part) > 1):
            return not named or len(part) > _MOST_NAMED
    spoken = any(word in TRADE_WORDS or word_list().is_everyday(word) for word in said)
    headed = any(said <= heading for heading in headings)
    return whose and spoken and headed and (not named or len(said) > _MOST_NAMED)


def _left(places: Iterable[Place], subjects: set[frozenset[str]]) -> Iterator[Place]:
    for sort, text, weight in places:
        if sort not in _TITLES:
            yield sort, text, weight
        elif kept := [side for side in SIDES.split(text) if not any(_plain(side) <= said for said in subjects)]:
            yield sort, " | ".join(kept), weight


def _is_said(side: str, named: set[str], labels: Iterable[str]) -> bool:
    """Whether a mark or a copyright line, of which `named` are the names, or one of `labels` of hosts and accounts says
    a name of `side`."""
    names = frozenset(names_in(side))
    return not names.isdisjoint(named) or any(bears(label, names) for label in labels)


def _last_part(address: str) -> frozenset[str]:
    """The words of the last part of the path of `address`, without what sort of file it is."""
    part = unquote(path_of(address)).strip("/").rpartition("/")[2]
    name, mark, ending = part.rpartition(".")
    return _plain((name if mark and len(ending) <= _ENDING else part).replace("-", " ").replace("_", " "))


def _plain(text: str) -> frozenset[str]:
    return frozenset(plain_names(words_of(text)))
