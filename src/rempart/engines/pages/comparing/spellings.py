"""Names that one page writes in one word and the other in two ("Nightquay", "Night Quay"), or with an "s" behind it.

In: the features of two pages. Out: both, with such a name in one word among their names and marks. Never: two words
that no place of the pages has in one, nor a name beside words of trades ("Nightquay Casino"), which are no part of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from rempart.engines.pages.comparing.compounds import bare_of
from rempart.engines.pages.comparison_rules import Trades
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.reading.naming import LEAST_PART, SIDES, telling_labels
from rempart.engines.pages.signs import Kind, Sign
from rempart.engines.pages.words.text import plain_forms_in, plain_name
from rempart.engines.pages.words.word_list import LEAST_MADE, word_list

_TWO = 2  # words in a row, which any place of a page may have in one; more only its firmest name


def spelled_alike(a: PageFeatures, b: PageFeatures, trades: Trades) -> tuple[PageFeatures, PageFeatures]:
    """Both pages with the names that each of them has, one in one word and one in two, in one word, if `trades` says
    that a name may be respelled."""
    if not trades.respelled:
        return a, b
    whole = [_in_one_word(page, trades) for page in (a, b)]
    apart = [_in_words(page, trades.rows) for page in (a, b)]
    rows, firmest = apart[0] | apart[1], {page.names[0][0] for page in (a, b) if page.names}
    names = [
        name
        for name in sorted(rows.keys() & (whole[0] | whole[1]))
        if all(name in one or name in several for one, several in zip(whole, apart, strict=True))
        and (len(rows[name]) == _TWO or name in firmest)
    ]
    for name in names:
        a, b = (_with(page, name, frozenset(rows[name]), trades) for page in (a, b))
    for name in sorted(_in_the_plural(a, b) | _in_the_plural(b, a)) if trades.plurals else ():
        a, b = (_with(page, name, frozenset({f"{name}s"}), trades) for page in (a, b))
    return a, b


def joined(words: Iterable[str], names: frozenset[str], most: int) -> list[str]:
    """`words` with each two in a row, or up to `most`, that are one of `names` in one word."""
    found: list[str] = []
    for word in words:
        counts = range(min(most - 1, len(found)), 0, -1)
        row = next((count for count in counts if "".join(found[-count:]) + word in names), 0)
        found[len(found) - row :] = ["".join((*found[len(found) - row :], word))]
    return found


def several_words(page: PageFeatures, most: int) -> Mapping[str, tuple[str, ...]]:
    """What two words in a row in a side of the title or in a mark, or up to `most`, are in one, with these."""
    return _in_one((*SIDES.split(page.title), *_marks(page.signs).values()), page.version, most)


@lru_cache(maxsize=256)  # of the page that is looked for each comparison of a query asks
def _in_one(texts: tuple[str, ...], version: int, most: int) -> Mapping[str, tuple[str, ...]]:
    rows = [plain_forms_in(text, version) for text in texts]
    found: dict[str, tuple[str, ...]] = {}
    for count in range(most, 1, -1):  # two words are told last, and for what longer rows are too
        found |= {"".join(some): some for row in rows for some in zip(*(row[n:] for n in range(count)), strict=False)}
    return found


def _in_one_word(page: PageFeatures, trades: Trades) -> set[str]:
    labels = ("".join(filter(str.isalpha, label)) for label in telling_labels(page.read_host))
    said = {*(name for name, _ in page.names), *_marks(page.signs), *map(plain_name, labels)}
    return {bare_of(word, trades) for word in said}


def _in_words(page: PageFeatures, most: int) -> dict[str, tuple[str, ...]]:
    """Those of `several_words` of which one at least is a candidate for the page's name."""
    names = {name for name, _ in page.names}
    return {
        one: some
        for one, some in several_words(page, most).items()
        if min(map(len, some)) >= LEAST_PART and not names.isdisjoint(some)
    }


def _in_the_plural(page: PageFeatures, other: PageFeatures) -> set[str]:
    """Names of `page`, no words of a language, that the `other` page has with an "s" behind them and not so."""
    of_other = {name for name, _ in other.names}
    names = {name for name, _ in page.names if len(name) >= LEAST_MADE and f"{name}s" in of_other}
    return {name for name in names - of_other if not word_list().has(name)}


def _marks(signs: Iterable[Sign]) -> dict[str, str]:
    return {sign.value: sign.shown for sign in signs if sign.kind is Kind.SITE_MARK}


def _with(page: PageFeatures, name: str, words: frozenset[str], trades: Trades) -> PageFeatures:
    """`page` with `name` for its `words`, and for what it is beside words of trades."""
    same = {word for word, _ in page.names if word in words or bare_of(word, trades) == name}
    firmness = max((score for word, score in page.names if word in same), default=0.0)
    others = [(word, score) for word, score in page.names if word not in same]
    signs = {_respelled(sign, name, page.version, trades.rows) for sign in page.signs}
    plural = words if len(words) == 1 else frozenset[str]()
    signs |= {
        Sign(Kind.SITE_MARK, name, text)
        for mark, text in _marks(signs).items()
        if name in text.split() or bare_of(mark, trades) == name or mark in plural
    }
    return replace(
        page,
        names=tuple(sorted([(name, firmness), *others], key=lambda item: (-item[1], item[0]))),
        spoken=(*page.spoken, name) if same.intersection(page.spoken) else page.spoken,
        signs=tuple(sorted(signs)),
    )


def _respelled(sign: Sign, name: str, version: int, most: int) -> Sign:
    """A mark with `name` in one word in its text, if that says it."""
    if sign.kind is not Kind.SITE_MARK:
        return sign
    said = joined(plain_forms_in(sign.shown, version), frozenset({name}), most)
    return sign._replace(shown=" ".join(said)) if name in said else sign
