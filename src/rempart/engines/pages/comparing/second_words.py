"""Second words: "Vegas" and "Spiele" of "Velmora Vegas" and "Velmora Spiele", which are two brands of one house.

In: two pages under one name. Out: what each is called with a word that the other is not called by. Never: of a page
that says the name alone where a name stands, or now and then in its text: it is that name's own, and a site that comes
back takes such words on.
"""

from collections.abc import Iterable, Iterator

from rempart.engines.pages.comparison_rules import ComparisonRules
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.reading.naming import SIDES, have_one_holder, own_label, registered, telling_labels
from rempart.engines.pages.signs import Kind, Sign
from rempart.engines.pages.words.text import hash_of, plain_forms_in, plain_name
from rempart.engines.pages.words.word_list import word_list

_DIGITS = "0123456789"
_OWN = frozenset({Kind.CANONICAL_HOST, Kind.OWN_HOST})
_MOST = 4  # words of a mark: longer ones are a page's title or a slogan


def second_words(page: PageFeatures, name: str, rules: ComparisonRules) -> frozenset[str]:
    """The words that `page` says beside `name` throughout: nearly each time in its text, and wherever its title and its
    marks say it, once at least there or in its host. None where that is not known (features before version 17). Of a
    word of a language, which names a sort of house, what title and marks say is enough, if a mark says it."""
    told = {word for word, share in _shares(page, name, rules).items() if share >= rules.second.share}
    rows = _rows(page, name)
    for row in rows:
        for beside in _beside(row, name):
            told.intersection_update(beside)
    if rules.second.marked and word_list().is_everyday(name):
        told |= _said_in_all(page, name) - rules.trades.words
    labels = [plain_name("".join(filter(str.isalpha, label))) for label in telling_labels(page.read_host)]
    if not rows:
        told = {word for word in told if any(name + word in label or word + name in label for label in labels)}
    return frozenset(word for word in told if word.isalpha() and word not in rules.second.common)


def second_names(a: PageFeatures, b: PageFeatures, name: str, rules: ComparisonRules) -> tuple[str, ...]:
    """What each of two pages is called throughout by `name` and a second word that the other is not called by; none
    where one is not, the words are one in two languages, or both tell of countries and languages alone: a site has
    editions. Words by which others speak of a site ("Velmora Info", "Velmora Bonus") are no such editions."""
    if not rules.second.share:
        return ()
    if own := _spoken_of(a, b, name, rules):
        return tuple(f"{name} {min(words & rules.second.guides or words)}" for words in own)
    if own := _beside_a_shared_side(a, b, name, rules):
        return tuple(f"{name} {min(words)}" for words in own)
    seconds = [second_words(page, name, rules) for page in (a, b)]
    meant = [{rules.second.meaning(word): word for word in sorted(words)} for words in seconds]
    own_meant = [{word: here[word] for word in here.keys() - there.keys()} for here, there in (meant, meant[::-1])]
    if not all(own_meant) or all(rules.no_names.issuperset(here.values()) for here in own_meant):
        return ()
    return tuple(f"{name} {min(here.values())}" for here in own_meant)


def are_others_words(called: Iterable[str], rules: ComparisonRules) -> bool:
    """Whether the second word of one of two names, as `second_names` gives them, is one by which others speak of a
    site: the name itself may be such a word. So are those that sites set there too, since `second_names` gives these
    of pages alone that lead to the site."""
    theirs = rules.second.guides | rules.second.common
    return any(name.rpartition(" ")[2] in theirs for name in called)


def _spoken_of(a: PageFeatures, b: PageFeatures, name: str, rules: ComparisonRules) -> tuple[frozenset[str], ...]:
    """What title and marks of each page say beside `name` each time and the other's do not, if by one of these others
    speak of a site, or both lead to it, where hosts are not known under such words as sites set there too; none of
    pages under one registered name, which are called after it."""
    if not rules.second.guides or have_one_holder(a.host, b.host, min(a.version, b.version)):
        return ()
    said = [frozenset(filter(str.isalpha, _said_in_all(page, name))) for page in (a, b)]
    own = (said[0] - said[1], said[1] - said[0])
    if not all(own):
        return ()
    both = own[0] | own[1]
    there = rules.second.led and _lead_to_it(a, b, name)
    there = there and (bool(a.host and b.host) or (rules.second.common | rules.second.guides).issuperset(both))
    return own if there or not rules.second.guides.isdisjoint(both) else ()


def _beside_a_shared_side(
    a: PageFeatures, b: PageFeatures, name: str, rules: ComparisonRules
) -> tuple[frozenset[str], ...]:
    """What each page is called with `name`, a word of a language, on a side of its title and often in its text, and the
    other never says, where another side of both titles says that word too: it is their trade's, in a maker's words."""
    if not rules.second.titled or not word_list().has(name):
        return ()
    sides = [{row for row in _sides(page) if any(_is(word, name) for word in row)} for page in (a, b)]
    if not sides[0] & sides[1]:
        return ()
    own: list[frozenset[str]] = []
    for page, there, here, other in zip((a, b), (b, a), sides, sides[::-1], strict=True):
        beside = {word for row in here - other for words in _beside(row, name) for word in words}
        shares, theirs = _shares(page, name, rules), set(there.words)
        often = {word for word in beside - rules.second.common if shares.get(word, 0.0) >= rules.second.titled}
        own.append(frozenset(word for word in often if word.isalpha() and hash_of(word) not in theirs))
    return tuple(own) if all(own) else ()


def _lead_to_it(a: PageFeatures, b: PageFeatures, name: str) -> bool:
    """Whether both lead to one host that is called `name` and nothing else, and that neither stands at or calls its
    own: who speaks of a site sends there, each under a word of its own."""
    own = {registered(page.host) for page in (a, b)}
    own |= {registered(sign.value) for page in (a, b) for sign in page.signs if sign.kind in _OWN}
    linked = [{sign.value for sign in page.signs if sign.kind is Kind.LINKED_HOST} for page in (a, b)]
    return any(own_label(host) == name and registered(host) not in own for host in linked[0] & linked[1])


def _said_in_all(page: PageFeatures, name: str) -> set[str]:
    """The words that a mark of `page` says with `name`, and each other mark and side of its title that says it."""
    marks = (plain_forms_in(text, page.version) for text in _marks(page.signs))
    if not any(_is(word, name) for mark in marks if len(mark) <= _MOST for word in mark):
        return set()
    rows = [set(row) for row in _rows(page, name)]
    return {word for word in rows[0].intersection(*rows) if not _is(word, name)}


def _rows(page: PageFeatures, name: str) -> list[tuple[str, ...]]:
    """The words of each mark and each side of the title of `page` that says `name`."""
    return [row for row in called_in_rows(page) if any(_is(word, name) for word in row)]


def called_in_rows(page: PageFeatures) -> Iterator[tuple[str, ...]]:
    """The words of each mark and each side of the title of `page`, as names are compared."""
    yield from (plain_forms_in(text, page.version) for text in _marks(page.signs))
    yield from _sides(page)


def _sides(page: PageFeatures) -> Iterator[tuple[str, ...]]:
    return (plain_forms_in(text, page.version) for text in SIDES.split(page.title))


def _beside(row: tuple[str, ...], name: str) -> Iterator[tuple[str, ...]]:
    """The words right before and behind `name` in a row, each time that it says it."""
    for place in (place for place, word in enumerate(row) if _is(word, name)):
        yield (*row[max(0, place - 1) : place], *row[place + 1 : place + 2])


def _shares(page: PageFeatures, name: str, rules: ComparisonRules) -> dict[str, float]:
    """How often each word stands beside `name` in the text, of the times that this is said."""
    for said, times, beside in page.said_with:
        if said == name and times >= rules.second.least:
            return {word: count / times for word, count in beside}
    return {}


def _is(word: str, name: str) -> bool:
    return name in {word, word.rstrip(_DIGITS)}


def _marks(signs: Iterable[Sign]) -> Iterator[str]:
    return (sign.shown for sign in signs if sign.kind is Kind.SITE_MARK)
