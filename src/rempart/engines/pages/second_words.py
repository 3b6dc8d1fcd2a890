"""Second words: "Vegas" and "Spiele" of "Velmora Vegas" and "Velmora Spiele", which are two brands of one house.

In: two pages under one name. Out: what each is called with a word that the other is not called by. Never: of a page
that says the name alone where a name stands, or now and then in its text: it is that name's own, and a site that comes
back takes such words on.
"""

from collections.abc import Iterable, Iterator

from rempart.engines.pages.comparison_rules import ComparisonRules
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.naming import SIDES, telling_labels
from rempart.engines.pages.signs import Kind, Sign
from rempart.engines.pages.text import forms_in, plain_name, plain_names

_DIGITS = "0123456789"


def second_words(page: PageFeatures, name: str, rules: ComparisonRules) -> frozenset[str]:
    """The words that `page` says beside `name` throughout: nearly each time in its text, and wherever its title and its
    marks say it, once at least there or in its host. None where that is not known (features before version 17)."""
    told = {word for word, share in _shares(page, name, rules).items() if share >= rules.second.share}
    rows = [plain_names(forms_in(text, page.version)) for text in (*SIDES.split(page.title), *_marks(page.signs))]
    places = [(row, place) for row in rows for place, word in enumerate(row) if _is(word, name)]
    for row, place in places:
        told.intersection_update((*row[max(0, place - 1) : place], *row[place + 1 : place + 2]))
    labels = [plain_name("".join(filter(str.isalpha, label))) for label in telling_labels(page.read_host)]
    if not places:
        told = {word for word in told if any(name + word in label or word + name in label for label in labels)}
    return frozenset(word for word in told if word.isalpha() and word not in rules.second.common)


def second_names(a: PageFeatures, b: PageFeatures, name: str, rules: ComparisonRules) -> tuple[str, ...]:
    """What each of two pages is called throughout by `name` and a second word that the other is not called by; none
    where one is not, the words are one in two languages, or both tell of countries and languages alone: a site has
    editions."""
    if not rules.second.share:
        return ()
    seconds = [second_words(page, name, rules) for page in (a, b)]
    meant = [{rules.second.meaning(word): word for word in sorted(words)} for words in seconds]
    own = [{meaning: here[meaning] for meaning in here.keys() - there.keys()} for here, there in (meant, meant[::-1])]
    if not all(own) or all(rules.no_names.issuperset(here.values()) for here in own):
        return ()
    return tuple(f"{name} {min(here.values())}" for here in own)


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
