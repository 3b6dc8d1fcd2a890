"""Whether a page may merely show a site: a report, a fan's page, an archive, another customer of the same service.

In: two pages and their comparison. Out: yes or no, and of which page. Never a list of sites or services: what the pages
call themselves, and where they stand, decides.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import unquote

from rempart.engines.pages import Comparison, ComparisonRules, Kind, PageFeatures, Trades
from rempart.engines.pages.comparing.compounds import core_of, sounds_in
from rempart.engines.pages.comparing.spellings import joined
from rempart.engines.pages.reading.naming import (
    REPORTING,
    SIDES,
    bears,
    have_one_holder,
    is_called_wholly,
    own_label,
    registered,
    telling_labels,
)
from rempart.engines.pages.words.sounds import sound_of
from rempart.engines.pages.words.text import hash_of, plain_forms_in
from rempart.engines.pages.words.word_list import word_list
from rempart.engines.verdict.owners import bears_a_part, borne, contacts_of, is_called, names_of_both

_FIRM = 2.5  # from which a word on a page may be its own name
_SUBJECT = 1.5  # … and on a service's page its customer's, who gives a label or a contact point of that name
_ONE_MAKE = 0.5  # of element paths and of class names, from which both pages are of one make
_LEAST_WORD = 3  # letters: a shorter word beside a name says nothing
_MOST_BESIDE = 1  # words beside the name in a mark, as in "Lantern Quay Reborn"
_LEAST_SHOWN = 3  # sentences of another, from which a page shows that …
_MOSTLY = 3  # … if they have so many times the words that it says itself
_SHORT = 2  # words beside the name in a side of a title
_AGAINST = "no"  # before a name it is of who is against it, behind one a country's
_CLAUSES = re.compile(r":\s|!\s?")
_HOST = re.compile(r"(?:(?<=://)|(?<==))[\w.-]{4,200}")


def not_its_own(
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    trades: Trades,
    *,
    made: bool,
    addressed: bool = False,
    agreed: bool = False,
) -> tuple[tuple[str, str], ...]:
    """Of each page ("first", "second") what it lacks of a page that is the site's own: "mark" where nothing bears the
    name of both that only whoever runs it writes, "apart" where each has such and not one alike, "title" where it is
    not called so, "text" where no reader sees the name. `made`: what both share are identifiers and the name alone, so
    marks have to be made for the page, and read. Else a host that is called so is one too, unless both are under one
    registered name: whoever holds that now has it. Of one make no title is asked for: who only shows words, a form or
    contact points has a page made otherwise; nor is it of pages that are `addressed`: named by one host of their name
    as their own, under which dealers and who prints a text again put pages made otherwise. `agreed`: what one page
    alone is called is no name of both, as "victims" of who speaks of it.
    """
    one_make = comparison.build_jaccard >= _ONE_MAKE
    shared = names_of_both(comparison.name)
    of_each = ((a, comparison.name.of_b), (b, comparison.name.of_a))
    names = shared | {
        name
        for page, of_other in of_each
        for name in of_other
        if not agreed or says(page, name) or core_of(name, trades) in shared
    }
    names = (names | set(words_as_named(comparison.name.shared, min(a.version, b.version)))) - REPORTING
    hosts = not (made or have_one_holder(a.host, b.host, min(a.version, b.version)))
    sounds = _sounds(a, b, names, trades), _sounds(b, a, names, trades)
    marked = [borne(page, names, heard, trades, hosts=hosts) for page, heard in zip((a, b), sounds, strict=True)]
    both = marked[0] & marked[1]
    found: list[tuple[str, str]] = []
    for side, page, other, own in (("first", a, b, marked[0]), ("second", b, a, marked[1])):
        if not own or (all(marked) and not both):
            found.append((side, "apart" if own else "mark"))
        elif not (one_make or addressed) and not is_titled(page, other, both or own, trades):
            found.append((side, "title"))
        elif made and own.isdisjoint(page.spoken):
            found.append((side, "text"))
    return tuple(found)


def is_titled(page: PageFeatures, other: PageFeatures, names: frozenset[str], trades: Trades) -> bool:
    """Whether a side of the title of `page` is one of `names`, beside words of `trades`, of the other's title and of
    marks that bear the name, or a host that is called so. A title that says it within a sentence speaks of it."""
    if any(sign.kind is Kind.OWN_HOST and is_called(sign.value, names) for sign in page.signs):
        return True
    known = (trades.words - REPORTING) | names | set(words_as_named(other.title, other.version))
    marks = _marks(page, names, other, trades)
    known |= {word for text in marks for word in text} | trades.returning
    parts = (part for side in SIDES.split(page.title) for part in _CLAUSES.split(side))
    told = (words_as_named(part, page.version) for part in parts)
    sides = [joined(side, names, trades.rows) if trades.respelled else side for side in told]
    beside = _MOST_BESIDE if marks and not trades.returning else 0
    return any(_is_called(side, names, known, trades, beside=beside) for side in sides)


def _is_called(
    side: Sequence[str], names: frozenset[str], known: frozenset[str], trades: Trades, *, beside: int
) -> bool:
    """Whether a side of a title is one of `names`, beside few unknown words if it is short: "Lantern Quay is back"."""
    strange = _beside(side, names, known, trades)
    short = sum(not bears(word, names) for word in side) <= _SHORT
    return _says_one(side, names) and (not strange or (short and len(strange) <= beside))


def _marks(page: PageFeatures, names: frozenset[str], other: PageFeatures, trades: Trades) -> list[tuple[str, ...]]:
    """The words of the marks of `page` that bear one of `names` and hardly anything beside it: what trades are called,
    what who comes back says, or what marks and the title of the `other` page say too."""
    said = [words_as_named(text, page.version) for text in mark_texts(page)]
    said = [words for words in said if words[:1] != (_AGAINST,) or _AGAINST not in trades.speaking]
    known = names
    if trades.returning:
        of_other = {word for text in (other.title, *mark_texts(other)) for word in words_as_named(text, other.version)}
        known = names | ((trades.words | trades.beside | trades.returning | of_other) - REPORTING)
    most = 0 if trades.returning else _MOST_BESIDE
    return [words for words in said if _says_one(words, names) and len(_beside(words, names, known, trades)) <= most]


def says_more(page: PageFeatures, other: PageFeatures) -> bool:
    """Whether a mark of `page` says, beside a name of both, a word that the `other` page says nowhere: who speaks of a
    site does ("Victims of Velmora"), and who calls it by what it offers does not."""
    names = frozenset(name for name, _ in page.names) & frozenset(name for name, _ in other.names)
    texts = [words_as_named(text, page.version) for text in mark_texts(page)]
    beside = (word for words in texts if _says_one(words, names) for word in words if not bears(word, names))
    return any(len(word) >= _LEAST_WORD and not says(other, word) for word in beside)


def titles_more(page: PageFeatures, other: PageFeatures, trades: Trades) -> bool:
    """Whether the title of `page` says a word, none of `trades`, that the `other` page says nowhere: "Friends of"."""
    words = (word for word in words_as_named(page.title, page.version) if word not in trades.words)
    return any((len(word) >= _LEAST_WORD or word in trades.speaking) and not says(other, word) for word in words)


def does_a_title_say_more(a: PageFeatures, b: PageFeatures, trades: Trades) -> bool:
    """Whether the title of either page says what the other does not: who speaks of a site, or bought its template, says
    so there."""
    return titles_more(a, b, trades) or titles_more(b, a, trades)


def mark_texts(page: PageFeatures) -> list[str]:
    """What the marks of `page` say, each once."""
    return sorted({sign.text for sign in page.signs if sign.kind is Kind.SITE_MARK})


def _sounds(page: PageFeatures, other: PageFeatures, names: frozenset[str], trades: Trades) -> set[str]:
    return sounds_in((word for text in _marks(page, names, other, trades) for word in text), trades)


@lru_cache(maxsize=4096)  # titles and marks are asked for in many places
def words_as_named(text: str, version: int) -> tuple[str, ...]:
    """The words of `text` as names are compared; of a script without spaces, what stands together."""
    return tuple(name.rstrip("0123456789") or name for name in plain_forms_in(text[:300], version))


def _says_one(words: Iterable[str], names: frozenset[str]) -> bool:
    sounds = {sound_of(name) for name in names}
    return any(sound_of(word) in sounds or bears(word, names) for word in words)


def _beside(words: Iterable[str], names: frozenset[str], known: frozenset[str], trades: Trades) -> list[str]:
    """The words that are neither names nor `known`; twice what says that the page speaks of somebody."""
    told = trades.speaking - {_AGAINST}  # short ones too
    rest = [word for word in words if len(word) >= _LEAST_WORD or not word.isascii() or word in told]
    rest = [word for word in rest if word not in known and not word.isdigit() and not bears(word, names)]
    return [*rest, *(word for word in rest if word in REPORTING)]


def are_customers(a: PageFeatures, b: PageFeatures, trades: Trades) -> bool:
    """Whether each of two pages of one name is also called what the other never says, in a label that the holder of
    their host gave to it, or in a contact point of its own: both may then be on the service that bears the name."""
    given = have_one_holder(a.host, b.host, min(a.version, b.version))
    return all(_is_a_customers(page, other, trades, given=given) for page, other in ((a, b), (b, a)))


def are_called_apart(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether each of two pages is also called what the other never says: so are the customers of one service, and the
    houses of one brand."""
    return all(_called_besides(page, other, rules) for page, other in ((a, b), (b, a)))


def is_a_customer(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether one of two pages at labels below one registered name stands before the name of whose service it is, by
    the title: a side that the other title has too says the name of both, and another a word that the other page never
    says, no language has and no trade is called by ("Velmora | Roomhall", "Roomhall")."""
    if a.host == b.host or not have_one_holder(a.host, b.host, min(a.version, b.version)):
        return False
    names = names_of_both(comparison.name)
    sides = [{words_as_named(side, page.version) for side in SIDES.split(page.title)} - {()} for page in (a, b)]
    if not any(_says_one(words, names) for words in sides[0] & sides[1]):
        return False
    for page, other, own in ((a, b, sides[0] - sides[1]), (b, a, sides[1] - sides[0])):
        words = {word for said in own if not _says_one(said, names) for word in said} - rules.subjects
        called = {word for word in words if len(word) > _LEAST_WORD and not word_list().has(word)}
        if any(not says(other, word) for word in called & {name for name, _ in page.names}):
            return True
    return False


def is_either_called_besides(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether one of two pages is also called what the other never says."""
    return any(_called_besides(page, other, rules) for page, other in ((a, b), (b, a)))


def are_housed_apart(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether two pages of one host may be of two of its customers, or of it and one: each has a name that is none of
    the other's, which may list it among its neighbours. Or, under first parts of their paths that differ, one is
    called by such a name in that part and in its title, or each title has a side of its own, in whatever words
    ("Bakery - Lantern Quay"), and neither is a further page."""
    called = [_called_besides(page, other, rules, listed=True) for page, other in ((a, b), (b, a))]
    if all(called):
        return True
    parts = [unquote(page.url.partition("://")[2].partition("/")[2].partition("/")[0]) for page in (a, b)]
    if parts[0] == parts[1]:
        return False
    for page, part, names in zip((a, b), parts, called, strict=True):
        if any(bears_a_part(part, frozenset({name})) and bears_a_part(page.title, frozenset({name})) for name in names):
            return True
    sides = [{side.strip().casefold() for side in SIDES.split(page.title)} - {""} for page in (a, b)]
    return bool(sides[0] - sides[1]) and bool(sides[1] - sides[0]) and not leads_to_further(a, b, rules)


def leads_to_further(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether both are at one host, and one is a further page of it. Its tree is another."""
    return bool(a.host) and a.host == b.host and is_further_beside(a, b, rules)


def is_further_beside(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether one of two pages is a further page by its title: a side of it, and none of the other's, says what it is
    in words of trades and of those that name no site alone ("Terms and Conditions")."""
    said = [{words_as_named(side, page.version) for side in SIDES.split(page.title)} - {()} for page in (a, b)]
    further = [any(rules.subjects.issuperset(words) for words in sides) for sides in said]
    return further[0] != further[1]


def are_titled_apart(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether the titles of two pages in one language have a side in common that says the name of both, and each has
    another that does not, in words that the other page never says and no trade is called by ("Anna Bread | Quayside",
    "Tom Boats | Quayside"): the name may be a portal's, whose customers stand before it. None is a further page."""
    names = names_of_both(comparison.name)
    sides = [{side.strip().casefold() for side in SIDES.split(page.title)} - {""} for page in (a, b)]
    common = [words_as_named(side, min(a.version, b.version)) for side in sides[0] & sides[1]]
    if not any(_says_one(words, names) for words in common) or a.language != b.language:
        return False
    for page, other, texts in ((a, b, sides[0] - sides[1]), (b, a, sides[1] - sides[0])):
        own = [words_as_named(text, page.version) for text in texts]
        words = {word for said in own if not _says_one(said, names) for word in said} - rules.subjects
        if not any(len(word) >= _LEAST_WORD and not says(other, word) for word in words):
            return False
    return not is_further_beside(a, b, rules)


def are_titled_otherwise(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether each of two pages is firmly called in its title what the title of the other does not say, in no word of
    trades or of a menu ("Anna Movers", "Ben Brook Movers")."""
    said = [frozenset(words_as_named(page.title, page.version)) for page in (a, b)]
    firm = [frozenset(name for name, score in page.names if score >= _FIRM) for page in (a, b)]
    own = ((firm[0] & said[0]) - said[1], (firm[1] & said[1]) - said[0])
    return all(names - rules.trades.words - rules.no_names for names in own)


def _called_besides(
    page: PageFeatures, other: PageFeatures, rules: ComparisonRules, *, listed: bool = False
) -> frozenset[str]:
    """What `page` is called as a customer or a house is, and the other never says. At one host, whose neighbours may be
    `listed` there, no country, trade or part of a menu is: these say what a page of it is about."""
    names = _subjects(page, other, rules.trades, least=rules.called_besides or _SUBJECT, listed=listed)
    return names - rules.no_names - rules.trades.words if rules.called_besides and listed else names


def _subjects(
    page: PageFeatures, other: PageFeatures, trades: Trades, *, least: float = _SUBJECT, listed: bool = False
) -> frozenset[str]:
    """What `page` is called as firmly as `least`, and the other never says; if it may be `listed` there, what is none
    of its names."""
    names = [name for name, score in page.names if score >= least and len(name) > _LEAST_WORD]
    firm = {sound_of(name) for name, score in other.names if score >= _FIRM}
    known = {sound_of(name) for name, _ in other.names}
    names = [name for name in names if (sound_of(name) not in known if listed else not says(other, name))]
    return frozenset(name for name in names if sound_of(core_of(name, trades)) not in firm)


def _is_a_customers(page: PageFeatures, other: PageFeatures, trades: Trades, *, given: bool) -> bool:
    subjects = _subjects(page, other, trades)
    labels = telling_labels(page.read_host) if given else ()
    own = (value for _, value in contacts_of(page) - contacts_of(other))
    return bool(subjects) and any(bears_a_part(value, subjects) for value in (*labels, *own))


def says(page: PageFeatures, name: str) -> bool:
    """Whether `page` says `name` anywhere."""
    return hash_of(name) in page.words or sound_of(name) in {sound_of(known) for known, _ in page.names}


def is_put_there(comparison: Comparison, a: PageFeatures, b: PageFeatures, trades: Trades) -> bool:
    """Whether a form that both pages have may be built into a stranger's: one of them names the other, and firmly calls
    itself what that one never says, as a site under a new name rarely does, or says in its marks that it speaks of it;
    unless its host is called as the other is."""
    names = frozenset(names_of_both(comparison.name) | {*comparison.name.of_a, *comparison.name.of_b})
    sides = ((a, b, comparison.name.of_b), (b, a, comparison.name.of_a))
    return any(_is_anothers(page, other, of_other, names, trades) for page, other, of_other in sides)


def _is_anothers(
    page: PageFeatures, other: PageFeatures, of_other: tuple[str, ...], names: frozenset[str], trades: Trades
) -> bool:
    if is_called_wholly(page.read_host, frozenset(of_other), trades.without(trades.speaking)):
        return False
    own = frozenset(name for name, score in page.names if score >= _FIRM and not says(other, name))
    named = any(name in of_other for name, _ in page.names)
    spoken = (reports_on(side, names, trades.speaking) for side in (page, other))
    return named and (bool(own) or next(spoken) > next(spoken))


def reports_on(page: PageFeatures, names: frozenset[str], speaking: frozenset[str] = frozenset()) -> bool:
    """Whether marks that say one of `names` say that they speak of it, also by a word of `speaking`."""
    texts = (words_as_named(sign.text, page.version) for sign in page.signs if sign.kind is Kind.SITE_MARK)
    return any(_says_one(words, names) and not (REPORTING | speaking).isdisjoint(words) for words in texts)


def is_called_nowhere(page: PageFeatures, names: frozenset[str]) -> bool:
    """Whether neither the title of `page`, nor a mark, its host or an address that it calls its own says one of
    `names`: what its text says alone may be another's."""
    hosts = [page.read_host, *(sign.value for sign in page.signs if sign.kind in {Kind.OWN_HOST, Kind.CANONICAL_HOST})]
    said = (words_as_named(text, page.version) for text in (page.title, *mark_texts(page)))
    return not any(is_called(host, names) for host in hosts) and not any(_says_one(words, names) for words in said)


def shows_at(a: PageFeatures, b: PageFeatures, comparison: Comparison, trades: Trades) -> tuple[str, str]:
    """Which page ("first", "second") stands at an address that names a host of the other, and which host: so do copies
    of archives, caches and translators. ("", "") where neither does, or its own host is called as the site is."""
    names = names_of_both(comparison.name)
    for side, page, other in (("first", a, b), ("second", b, a)):
        if not page.host or is_called_wholly(page.read_host, names, trades):
            continue
        rest = unquote(page.url.partition("://")[2].partition("/")[2]).lower()
        known = other.host.removeprefix("www.")
        said = [host.strip(".-") for host in _HOST.findall(rest)]
        named = [host for host in said if is_called_wholly(host, names, trades)]
        if known and (known in rest or known.replace("-", "--").replace(".", "-") in page.host.split(".")):
            named = [known, *named]
        if strange := [host for host in named if registered(host) != registered(page.host)]:
            return side, strange[0]
    return "", ""


def are_given_by_others(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether both hosts are labels that holders of two names gave: a program that many run stands at such, called as
    it is, before the name of whoever runs it."""
    holders = [registered(page.host) for page in (a, b)]
    given = [bool(page.host) and own_label(page.host) not in telling_labels(page.host) for page in (a, b)]
    return all(given) and holders[0] != holders[1]


def shows_it(page: PageFeatures, other: PageFeatures, *, beside: bool) -> bool:
    """Whether `page` shows sentences of `other` as somebody else's, and says little itself, or shares something rare
    `beside` them."""
    said = {sign.value for sign in other.signs if sign.kind is Kind.SENTENCE}
    shown = {sign.value for sign in page.signs if sign.kind is Kind.QUOTED}
    mostly = sum(len(text.split()) for text in shown) > _MOSTLY * page.word_count
    return len(shown & said) >= (1 if beside else _LEAST_SHOWN) and (beside or mostly)
