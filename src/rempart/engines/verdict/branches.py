"""Branches of one body: its sections, houses, offices or clubs, of which each is run by its own people.

In: two pages. Out: the word by which each is called beside the name of both, and the other is not. Never a list of
towns or bodies: a branch is called by where it is, in title, mark or host, and says so; a site that comes back takes
words of its trade, and those that who comes back adds.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from rempart.engines.pages import Comparison, ComparisonRules, PageFeatures
from rempart.engines.pages.page import path_of
from rempart.engines.pages.reading.naming import SIDES, telling_labels
from rempart.engines.pages.words.text import hash_of
from rempart.engines.pages.words.word_list import word_list
from rempart.engines.verdict.owners import names_of_both
from rempart.engines.verdict.showing import mark_texts, says, words_as_named
from rempart.engines.verdict.thirds import give_their_own
from rempart.kernel.reasons import Reason

_FIRM = 2.5  # from which a word on both pages may be what the body is called
_LEAST = 3  # letters of a word; in letters other than ours two
_MOST_UNSPACED = 8  # … of one in letters other than ours: what stands together there may be a sentence
_LEAST_IN_HOST = 4  # … of a part of a host's label
_MOST = 2  # words in which titles differ that are else one
_MOST_TITLED = 5  # words of a title or a mark that is a name: a longer one tells of something
_PARTS = re.compile("[-_.~@]")


def branches_of(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> tuple[str, ...]:
    """The word of each of two pages that may be branches of a body by whose name both are called; none where they are
    not. Each is also called by a word that the other never says: in a short title where it gives an address or a
    telephone of its own, in its host, in a mark beside the name or its title, or in titles that are else the same. At
    one host, where further pages are so too, it gives contact points of its own, and the word is in its title and in
    the first part of its path."""
    names = _names(comparison, a, b, rules)
    if not names:
        return ()
    titled = [_in_title(page) for page in (a, b)]
    marked = [_in_marks(page, names) | _in_host(page, names) for page in (a, b)]
    if a.host and a.host == b.host:
        found = [own & _in_path(page) for own, page in zip(titled, (a, b), strict=True)]
        found = found if give_their_own(a, b) else [set(), set()]
    else:
        found = [own | more for own, more in zip(titled, marked, strict=True)] if give_their_own(a, b) else marked
    told = [_own_words(found[0], b, names, rules), _own_words(found[1], a, names, rules)]
    if all(told) or comparison.text_jaccard >= rules.copy_share:  # one text under two titles is one page's
        return tuple(map(min, told)) if all(told) else ()
    return _titles_apart(a, b, names, rules)


def are_hosts_of(told: tuple[str, ...], a: PageFeatures, b: PageFeatures) -> bool:
    """Whether two known hosts are called by the words that `branches_of` tells, each by its own: who comes back takes
    no other town's name, and keeps no counter that a body gives to all of its branches."""
    labels = [" ".join(telling_labels(page.read_host)) for page in (a, b)]
    return bool(a.host and b.host) and all(word in label for word, label in zip(told, labels, strict=True))


def branches_reason(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> Reason:
    """That two pages of which `branches_of` tells may be branches of one body, in a sentence."""
    first, second = branches_of(comparison, a, b, rules)
    template = (
        "Each page is also called what the other never says ({first}, {second}): both may be branches of one body, "
        "which share its name, its texts and its addresses."
    )
    return Reason("verdict.branches", template, {"first": first, "second": second})


def _names(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> frozenset[str]:
    """The names of both, and what both are firmly called that is no everyday word."""
    told = set(words_as_named(comparison.name.shared, min(a.version, b.version))) | names_of_both(comparison.name)
    firm = [{name for name, score in page.names if score >= _FIRM} for page in (a, b)]
    told |= {name for name in firm[0] & firm[1] if not word_list().is_everyday(name)}
    return frozenset(word for word in told if _tells(word, rules))


def _own_words(found: set[str], other: PageFeatures, names: frozenset[str], rules: ComparisonRules) -> set[str]:
    """Those of the words `found` on a page that may be its own beside `names`, and that the `other` page says nowhere,
    nor within a word of its title or its marks."""
    beside = {*_titled(other), *(word for text in mark_texts(other) for word in words_as_named(text, other.version))}
    return {
        word
        for word in found
        if _tells(word, rules)
        and not any(name in word or word in name for name in names)
        and not any(word in known for known in beside)
        and not says(other, word)
    }


def _tells(word: str, rules: ComparisonRules) -> bool:
    """Whether `word` may be of whom a page is: no number, no word of trades or of what any site says there."""
    trades = rules.trades
    common = (trades.words, trades.beside, trades.returning, trades.speaking, trades.guiding, rules.second.common)
    long = len(word) >= _LEAST if word.isascii() else _LEAST - 1 <= len(word) <= _MOST_UNSPACED
    return long and not word.isdigit() and not any(word in words for words in common)


def _titled(page: PageFeatures) -> list[str]:
    return [word for side in SIDES.split(page.title) for word in words_as_named(side, page.version)]


def _rare(words: Iterable[str]) -> set[str]:
    """Those of `words` that are no everyday ones."""
    return {word for word in words if not word_list().is_everyday(word)}


def _in_title(page: PageFeatures) -> set[str]:
    words = _titled(page)
    return _rare(words) if len(words) <= _MOST_TITLED else set()


def _in_marks(page: PageFeatures, names: frozenset[str]) -> set[str]:
    """What short marks of `page` say that also say one of `names`, or that its title says too."""
    marks = [words_as_named(text, page.version) for text in mark_texts(page)]
    known = names | set(_titled(page))
    short = (words for words in marks if len(words) <= _MOST_TITLED and not known.isdisjoint(words))
    return _rare(word for words in short for word in words)


def _in_host(page: PageFeatures, names: frozenset[str]) -> set[str]:
    """What the host of `page` says beside `names`, the longer of which are looked for first, and its text too."""
    parts = (part for label in telling_labels(page.read_host) for part in _PARTS.split(label))
    either = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    words = (word.rstrip("0123456789") for part in parts for word in re.split(either, part))
    return _rare(word for word in words if len(word) >= _LEAST_IN_HOST and hash_of(word) in page.words)


def _in_path(page: PageFeatures) -> set[str]:
    """The words of the first part of the path of `page`."""
    return set(_PARTS.split(unquote(path_of(page.url)).lower().strip("/").partition("/")[0]))


def _titles_apart(a: PageFeatures, b: PageFeatures, names: frozenset[str], rules: ComparisonRules) -> tuple[str, ...]:
    """The words in which short titles differ that are else one ("Quay Ashby", "Quay Thornley"), if each says one that
    no language has; none of two pages of one host."""
    titles = _titled(a), _titled(b)
    own = [[word for word in here if word not in there] for here, there in (titles, titles[::-1])]
    if (a.host and a.host == b.host) or len(titles[0]) > _MOST_TITLED or len(titles[0]) != len(titles[1]):
        return ()
    if not 0 < len(own[0]) <= _MOST or len(own[0]) != len(own[1]) or len(own[0]) == len(titles[0]):
        return ()
    rare = [{word for word in words if word.isascii() and not word_list().has(word)} for words in own]
    told = [_own_words(rare[0], b, names, rules), _own_words(rare[1], a, names, rules)]
    return tuple(map(min, told)) if all(told) else ()
