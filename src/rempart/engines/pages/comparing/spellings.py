"""Names that one page writes in one word and the other in two: "Nightquay" and "Night Quay".

In: the features of two pages. Out: both, with such a name in one word among their names and marks. Never: two words
that no place of the pages has in one, nor a name beside words of trades ("Nightquay Casino"), which are no part of it.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from rempart.engines.pages.comparing.compounds import bare_of
from rempart.engines.pages.comparison_rules import Trades
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.reading.naming import LEAST_PART, SIDES, telling_labels
from rempart.engines.pages.signs import Kind, Sign
from rempart.engines.pages.words.text import forms_in, plain_name, plain_names


def spelled_alike(a: PageFeatures, b: PageFeatures, trades: Trades) -> tuple[PageFeatures, PageFeatures]:
    """Both pages with the names that each of them has, one in one word and one in two, in one word, if `trades` says
    that a name may be respelled."""
    if not trades.respelled:
        return a, b
    whole, apart = [_in_one_word(page, trades) for page in (a, b)], [_in_two_words(page) for page in (a, b)]
    pairs = apart[0] | apart[1]
    names = [
        name
        for name in sorted(pairs.keys() & (whole[0] | whole[1]))
        if all(name in one or name in two for one, two in zip(whole, apart, strict=True))
    ]
    for name in names:
        a, b = (_with(page, name, frozenset(pairs[name]), trades) for page in (a, b))
    return a, b


def joined(words: Iterable[str], names: frozenset[str]) -> list[str]:
    """`words` with each two that are one of `names` in one word."""
    found: list[str] = []
    for word in words:
        if found and found[-1] + word in names:
            found[-1] += word
        else:
            found.append(word)
    return found


def two_words(page: PageFeatures) -> dict[str, tuple[str, str]]:
    """What two words in a row in a side of the title, or in a mark, are in one, with the two."""
    texts = (*SIDES.split(page.title), *_marks(page.signs).values())
    rows = (plain_names(forms_in(text, page.version)) for text in texts)
    return {"".join(both): both for row in rows for both in pairwise(row)}


def _in_one_word(page: PageFeatures, trades: Trades) -> set[str]:
    labels = ("".join(filter(str.isalpha, label)) for label in telling_labels(page.read_host))
    said = {*(name for name, _ in page.names), *_marks(page.signs), *map(plain_name, labels)}
    return {bare_of(word, trades) for word in said}


def _in_two_words(page: PageFeatures) -> dict[str, tuple[str, str]]:
    """Those of `two_words` of which one at least is a candidate for the page's name."""
    names = {name for name, _ in page.names}
    return {
        one: both
        for one, both in two_words(page).items()
        if min(map(len, both)) >= LEAST_PART and not names.isdisjoint(both)
    }


def _marks(signs: Iterable[Sign]) -> dict[str, str]:
    return {sign.value: sign.shown for sign in signs if sign.kind is Kind.SITE_MARK}


def _with(page: PageFeatures, name: str, words: frozenset[str], trades: Trades) -> PageFeatures:
    """`page` with `name` for its two `words`, and for what it is beside words of trades."""
    same = {word for word, _ in page.names if word in words or bare_of(word, trades) == name}
    firmness = max((score for word, score in page.names if word in same), default=0.0)
    others = [(word, score) for word, score in page.names if word not in same]
    signs = {_respelled(sign, name, page.version) for sign in page.signs}
    signs |= {
        Sign(Kind.SITE_MARK, name, text)
        for mark, text in _marks(signs).items()
        if name in text.split() or bare_of(mark, trades) == name
    }
    return replace(
        page,
        names=tuple(sorted([(name, firmness), *others], key=lambda item: (-item[1], item[0]))),
        spoken=(*page.spoken, name) if same.intersection(page.spoken) else page.spoken,
        signs=tuple(sorted(signs)),
    )


def _respelled(sign: Sign, name: str, version: int) -> Sign:
    """A mark with `name` in one word in its text, if that says it."""
    if sign.kind is not Kind.SITE_MARK:
        return sign
    said = joined(plain_names(forms_in(sign.shown, version)), frozenset({name}))
    return sign._replace(shown=" ".join(said)) if name in said else sign
