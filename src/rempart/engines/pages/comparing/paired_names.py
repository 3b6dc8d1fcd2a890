"""Names of two everyday words, which only together are rare: "Pin Up" is said by few of those who say "pin".

In: two pages and a word that both are called by. Out: the word that both say beside it each time, or none.
"""

import itertools

from rempart.engines.pages.comparing.second_words import called_in_rows
from rempart.engines.pages.comparison_rules import ComparisonRules
from rempart.engines.pages.features import PageFeatures

_SHARE = 0.5  # of the times that the text says the name, from which it has the word beside it


def paired_word(a: PageFeatures, b: PageFeatures, name: str, rules: ComparisonRules) -> str:
    """The word that both pages say right beside `name`: in each side of the title and each mark that says the name, one
    at least, and mostly in the text; "" where there is none. Words of trades and of what any page of a site says are
    none: "Velmora Casino" is hardly rarer than "Velmora"."""
    nobodys = (rules.trades.words, rules.second.common, rules.no_names, {name})
    told = (_words_beside(a, name) & _words_beside(b, name)).difference(*nobodys)
    return min(filter(str.isalpha, told), default="")


def _words_beside(page: PageFeatures, name: str) -> frozenset[str]:
    """The words that title, marks and text of `page` say beside `name` throughout."""
    rows = (row for row in called_in_rows(page) if name in row)
    beside = [frozenset(word for pair in itertools.pairwise(row) if name in pair for word in pair) for row in rows]
    said = (
        frozenset(word for word, count in of if count >= _SHARE * times)
        for one, times, of in page.said_with
        if one == name
    )
    return frozenset.intersection(*beside, *said) if beside else frozenset()
